import type { HubStatus } from '../../domain/hubStatus.ts'
import type { Picture } from '../city/picture.ts'
import type { Clock } from '../clock.ts'

const BEAT_EVERY_MS = 1_000

/** What the heartbeat asks each second. Counters only rise; the heartbeat makes rates of them. */
export interface Vitals {
  broker(): HubStatus['broker']
  brokerTrouble(): HubStatus['brokerTrouble']
  dataGaps(): HubStatus['dataGaps']
  reception(): HubStatus['reception']
  storeHealthy(): boolean
  counts(): { readonly accepted: number; readonly refused: number }
  clients(): number
  fileProblems(): HubStatus['fileProblems']
  logProblem(): HubStatus['logProblem']
  unknownHolidays(): readonly number[]
  drill(): HubStatus['drill']
  /** Screens that were loaded under another version load themselves anew. */
  version(): string
}

/** Writes the hub's own row once a second: screens take their clock and the proof of life from it. */
export interface Heartbeat {
  start(): void
  stop(): void
  /** Tells what has just changed without waiting for the second to end. */
  tellNow(): void
}

export function createHeartbeat({
  picture,
  clock,
  edition,
  vitals,
}: {
  picture: Picture
  clock: Clock
  edition: string
  vitals: Vitals
}): Heartbeat {
  let timer: NodeJS.Timeout | undefined
  let startedAt = 0
  let last = { at: 0, accepted: 0, refused: 0 }
  let rates = { acceptedPerSecond: 0, refusedPerSecond: 0 }

  function beat(): void {
    const { accepted, refused } = vitals.counts()
    const at = performance.now()
    const seconds = Math.max(0.001, (at - last.at) / 1_000)
    rates = {
      acceptedPerSecond: Math.round((accepted - last.accepted) / seconds),
      refusedPerSecond: Math.round((refused - last.refused) / seconds),
    }
    last = { at, accepted, refused }
    tell()
  }

  function tell(): void {
    picture.set('hub', {
      id: 'hub',
      now: clock.now(),
      startedAt,
      version: vitals.version(),
      edition,
      broker: vitals.broker(),
      brokerTrouble: vitals.brokerTrouble(),
      dataGaps: vitals.dataGaps(),
      reception: vitals.reception(),
      store: vitals.storeHealthy() ? 'ok' : 'failing',
      ...rates,
      clients: vitals.clients(),
      fileProblems: vitals.fileProblems(),
      logProblem: vitals.logProblem(),
      unknownHolidays: vitals.unknownHolidays(),
      drill: vitals.drill(),
    })
  }

  return {
    start() {
      startedAt = clock.now()
      last = { at: performance.now(), ...vitals.counts() }
      beat()
      timer = setInterval(beat, BEAT_EVERY_MS)
    },
    stop() {
      clearInterval(timer)
      timer = undefined
    },
    tellNow() {
      if (timer !== undefined) tell()
    },
  }
}
