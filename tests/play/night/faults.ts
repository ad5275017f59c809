import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Random } from '../../../simulators/random.ts'
import { pause } from '../faults.ts'
import type { CableState } from './cable.ts'
import { loseGraphics, type WallScreen } from './screens.ts'
import type { NightStage } from './stage.ts'

/** Something that goes wrong in the night. */
export interface NightFault {
  readonly name: string
  /** Screens that it touches; the others must not notice. */
  readonly on: readonly WallScreen[]
  /** `line`: they are cut off and have to say so; `hearing`: the hub hears nobody, and they have to say so; `page`: their line stands. */
  readonly cuts: 'line' | 'hearing' | 'page'
  /** Nothing else is wrong while it lasts. */
  readonly isAlone: boolean
  /** How long it lasts at least, ms; longer in a long night. */
  readonly lastsMs: number
  /** The same where every failure comes but once, quickly. */
  readonly leastMs?: number
  /** How often their pages begin anew in it by themselves. */
  readonly begins: 'never' | 'once' | 'perhaps'
  /** What is beside the figures to be right again. */
  readonly isOver?: (screen: WallScreen, sample: { readonly isMapDrawn: boolean }) => boolean
  /** Its screens draw nothing while it lasts, and so cannot say anything themselves: the console has to. */
  readonly blinds?: true
  /** What must be said on the console while it lasts, a part of an alert's title; it has to be gone after it. */
  readonly alarms?: string
  /** Figures that must not look live while it lasts, once it has lasted as long as they may be old. */
  readonly silences?: readonly string[]
  begin(): Promise<void>
  /** Until this is done nothing more is wrong. */
  end(): Promise<void>
}

const HOUR_MS = 3_600_000

/** Another build of the hub: what it reads of its screens has another name. */
const OTHER_BUILD = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  const read = fs.readFileSync
  fs.readFileSync = (path, ...how) => {
    const text = read(path, ...how)
    return String(path).endsWith('index.html') ? String(text).replace('assets/index-', 'assets/index-next') : text
  }
  syncBuiltinESMExports()
`)}`

/** Holds the write lock of the hub's store as long as it lives. */
const HOLDS_STORE = `
  const { workerData, parentPort } = require('node:worker_threads')
  const Database = require('libsql')
  const database = new Database(workerData)
  database.exec('pragma busy_timeout = 20000; begin immediate')
  parentPort.postMessage('held')
  parentPort.on('message', () => { database.exec('rollback'); database.close(); process.exit(0) })
`

export function createNightFaults(stage: NightStage, random: Random): readonly NightFault[] {
  const { hub, broker, toBroker, cables, speaking, screens } = stage
  const [first, second, hall] = screens as [WallScreen, WallScreen, WallScreen]
  const room = [first, second]

  const cable = (name: string, of: 'room' | 'hall', to: CableState, lastsMs: number): NightFault => ({
    ...{ name, on: of === 'room' ? room : [hall], cuts: 'line', isAlone: false, lastsMs, begins: 'never' },
    begin: async () => cables[of].set(to),
    end: async () => cables[of].set('whole'),
  })

  let flapping = false
  let flaps: Promise<void> = Promise.resolve()
  const flap = async () => {
    const states: readonly CableState[] = ['cut', 'whole', 'stalled', 'whole', 'halfOpen', 'whole']
    for (let n = 0; flapping; n++) {
      const state = states[Math.floor(random.of('flap', n) * states.length)] ?? 'cut'
      cables.room.set(state)
      cables.hall.set(states[Math.floor(random.of('flap hall', n) * states.length)] ?? 'cut')
      await pause(300 + random.of('flap for', n) * 3_500)
    }
  }

  let holder: Worker | undefined

  const hubGone = (name: string, lastsMs: number): NightFault => ({
    ...{ name, on: screens, cuts: 'line', isAlone: true, lastsMs, begins: 'never' },
    begin: () => hub.kill9(),
    end: () => hub.revive(),
  })
  // Each time it is the other one: a hub that comes back as it was is no new version.
  let isOther = false

  return [
    hubGone('hub killed and started', 14_000),
    { ...hubGone('hub gone for long', 45_000), leastMs: 20_000 },
    {
      ...hubGone('a new version', 12_000),
      begins: 'once',
      end() {
        isOther = !isOther
        return hub.revive(isOther ? ['--import', OTHER_BUILD] : [])
      },
    },
    cable('line cut', 'hall', 'cut', 14_000),
    cable('line stalled', 'room', 'stalled', 16_000),
    cable('line half open', 'hall', 'halfOpen', 16_000),
    {
      ...{ name: 'network flapping', on: screens, isAlone: true, cuts: 'page', lastsMs: 14_000, begins: 'never' },
      async begin() {
        flapping = true
        flaps = flap()
      },
      async end() {
        flapping = false
        await flaps
        cables.room.set('whole')
        cables.hall.set('whole')
      },
    },
    {
      ...{ name: 'broker gone', on: screens, isAlone: true, cuts: 'hearing', lastsMs: 14_000, begins: 'never' },
      begin: () => broker.halt(),
      end: () => broker.restart(),
    },
    {
      ...{ name: 'broker stalled', on: screens, isAlone: true, cuts: 'hearing', lastsMs: 16_000, begins: 'never' },
      begin: async () => toBroker.set('stalled'),
      end: async () => toBroker.set('whole'),
    },
    {
      ...{ name: 'browser offline', on: [hall], isAlone: false, cuts: 'line', lastsMs: 14_000, begins: 'never' },
      begin: () => hall.context.setOffline(true),
      end: () => hall.context.setOffline(false),
    },
    {
      ...{ name: 'graphics lost', on: [first], isAlone: false, cuts: 'page', lastsMs: 1_000, begins: 'never' },
      isOver: (_screen, { isMapDrawn }) => isMapDrawn,
      begin: () => loseGraphics(first),
      end: async () => undefined,
    },
    {
      ...{ name: 'panels crash', on: [second], isAlone: false, cuts: 'page', lastsMs: 5_000, begins: 'perhaps' },
      begin: () => second.harm({ throws: true }),
      end: () => second.harm({ throws: false }),
    },
    {
      ...{ name: 'machine’s clock jumps', on: screens, isAlone: false, cuts: 'page', lastsMs: 8_000, begins: 'never' },
      async begin() {
        await hall.harm({ skewMs: HOUR_MS })
        await first.harm({ skewMs: -HOUR_MS })
      },
      async end() {
        await hall.harm({ skewMs: -HOUR_MS })
        await first.harm({ skewMs: HOUR_MS })
      },
    },
    {
      ...{ name: 'a screen lies still', on: [hall], isAlone: false, cuts: 'page', lastsMs: 32_000, begins: 'never' },
      ...{ blinds: true, alarms: 'bị treo' },
      begin: () => hall.harm({ isStill: true }),
      async end() {
        await hall.harm({ isStill: false })
        // What stood meanwhile stands until the next picture is drawn.
        await pause(2_000)
      },
    },
    {
      ...{ name: 'a source falls silent', on: screens, isAlone: false, cuts: 'page', lastsMs: 16_000, begins: 'never' },
      silences: ['sensor/MN-CAN-THO/level'],
      begin: async () => speaking.setSilent('sensor/MN-CAN-THO', true),
      end: async () => speaking.setSilent('sensor/MN-CAN-THO', false),
    },
    {
      ...{ name: 'store does not write', on: screens, isAlone: true, cuts: 'page', lastsMs: 14_000, begins: 'never' },
      async begin() {
        holder = new Worker(HOLDS_STORE, { eval: true, workerData: `${hub.dataDir}/ioc.db` })
        await once(holder, 'message')
      },
      async end() {
        const gone = holder && once(holder, 'exit')
        holder?.postMessage('let go')
        await gone
      },
    },
  ]
}
