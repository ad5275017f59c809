import type { Alert } from '../../../domain/alerts/alert.ts'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { openBrowser } from '../../support/browser.ts'
import { type BuiltHub, startBuiltHub } from '../../support/builtHub.ts'
import { commandWall } from '../../support/commandWall.ts'
import { type Mosquitto, startMosquitto } from '../../support/mosquitto.ts'
import { connectPublisher } from '../../support/publisher.ts'
import { connectScreen } from '../../support/screen.ts'
import { cookieFor } from '../../support/signIn.ts'
import { createAsking } from '../asking.ts'
import { type BareScreen, connectBareScreen } from './bareScreen.ts'
import { type Cable, layCable } from './cable.ts'
import { openWallScreen, type WallScreen } from './screens.ts'
import { createSpeaking, type Speaking } from './speaking.ts'

/** What a bad night is played with: a broker, the built hub, cables between all of them, two walls of which one has two screens, and a book. */
export interface NightStage {
  readonly hub: BuiltHub
  readonly broker: Mosquitto
  readonly toBroker: Cable
  /** By wall. */
  readonly cables: Readonly<Record<'room' | 'hall', Cable>>
  readonly bare: Readonly<Record<'room' | 'hall', BareScreen>>
  readonly speaking: Speaking
  readonly screens: readonly WallScreen[]
  /** How long a fresh page takes until it shows its scene, ms. */
  readonly freshPageMs: number
  /** Whether the hub says that it is ready. */
  isReady(): Promise<boolean>
  openAlerts(): Promise<readonly Alert[]>
  /** What the hub knows of a screen; asked of it directly. */
  standing(): Promise<{ readonly states: readonly WallStateRow[]; readonly reports: readonly WallReport[] }>
  stop(): Promise<void>
}

const WALLS = { room: 'demo-wall-1', hall: 'demo-wall-2' } as const
/** The screens of one wall have clocks two hours apart. */
const HOUR_MS = 3_600_000

export async function setNightStage(tell: (line: string) => void): Promise<NightStage> {
  const ending: (() => unknown)[] = []
  const stop = async () => {
    for (const end of ending.splice(0).reverse())
      await Promise.resolve(end()).catch((error) => tell(`at the end: ${String(error)}`))
  }
  try {
    const broker = await startMosquitto()
    if (broker === undefined) throw new Error('the night needs Mosquitto')
    ending.push(broker.stop)
    const toBroker = await layCable(broker.port)
    ending.push(toBroker.stop)
    const hub = await startBuiltHub({ MQTT_URL: `mqtt://127.0.0.1:${toBroker.port}`, LOG_LEVEL: 'error' })
    ending.push(hub.stop)
    const publisher = await connectPublisher(broker.url)
    ending.push(publisher.end)
    const speaking = createSpeaking(publisher)
    await speaking.start()
    ending.push(speaking.stop)

    const port = Number(new URL(hub.http).port)
    const cables = { room: await layCable(port), hall: await layCable(port) }
    ending.push(cables.room.stop, cables.hall.stop)
    const through = (wall: 'room' | 'hall') => `http://127.0.0.1:${cables[wall].port}`
    const bare = {
      room: connectBareScreen(through('room'), cookieFor(hub.http)),
      hall: connectBareScreen(through('hall'), cookieFor(hub.http)),
    }
    ending.push(bare.room.stop, bare.hall.stop)

    await takeForGood(hub, WALLS.room, 'water')
    await takeForGood(hub, WALLS.hall, 'city')
    const [drawing, plain] = [await openBrowser(), await openBrowser({ webgl: false })]
    ending.push(drawing.close.bind(drawing), plain.close.bind(plain))
    const room = (screen: number) =>
      `${through('room')}/wall/${WALLS.room}?columns=2&rows=1&screen=${screen}&across=2560&distance=4&lang=vi`
    const first = await openWallScreen(drawing, {
      ...{ name: 'room 1', wall: WALLS.room, screen: 1, hasGraphics: true, url: room(1), skewMs: HOUR_MS },
    })
    const second = await openWallScreen(plain, {
      ...{ name: 'room 2', wall: WALLS.room, screen: 2, hasGraphics: false, url: room(2), skewMs: -HOUR_MS },
    })
    const began = performance.now()
    const hall = await openWallScreen(plain, {
      ...{
        name: 'hall',
        wall: WALLS.hall,
        screen: 1,
        hasGraphics: false,
        url: `${through('hall')}/wall/${WALLS.hall}?lang=vi`,
      },
    })
    const freshPageMs = performance.now() - began
    const asking = createAsking(hub.http)
    return {
      ...{ hub, broker, toBroker, cables, bare, speaking, screens: [first, second, hall], freshPageMs, stop },
      isReady: async () => (await asking.isReady()) === true,
      openAlerts: async () => (await asking.of<{ alerts: Alert[] }>('/alerts?open=true&limit=1000')).alerts,
      async standing() {
        const screen = await connectScreen(hub.http, ['wallStates', 'wallReports'], cookieFor(hub.http))
        try {
          return { states: screen.rows<WallStateRow>('wallStates'), reports: screen.rows<WallReport>('wallReports') }
        } finally {
          screen.close()
        }
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Puts a scene on a wall until somebody gives it back: nothing turns while what is doubtful is looked at again. */
async function takeForGood(hub: BuiltHub, wall: string, scene: string): Promise<void> {
  const { state } = await commandWall(hub, 'pinWall', { wall, seen: 0 })
  await commandWall(hub, 'takeWall', { wall, seen: state.version, scene, returnTo: 'schedule' })
}
