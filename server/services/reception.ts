import type { Reception } from '../../domain/reception.ts'
import type { Clock } from '../clock.ts'

const LOOK_EVERY_MS = 500
/** Where timers come so late the process has stood still, or its clock was set: what came in meanwhile has not been read yet. */
const MAX_PAUSE_MS = 3_000
/** A broker that stands is heard at least this often: whatever it has to say, or its answer to a ping (see `PING_EVERY_MS` of the link). */
const MAX_QUIET_MS = 8_000

/** What is known of the hub's line to its broker. */
export interface BrokerLine {
  state(): 'connected' | 'disconnected'
  /** How long ago anything came from the broker, ms; absent where the broker lives in the hub. */
  quietMs?(): number
}

/** Since when the hub can hear, or not: the one place that knows. */
export interface ReceptionWatch {
  now(): Reception
  onChange(listener: () => void): void
  start(): void
  stop(): void
}

/**
 * A line that stands is not enough: while the process is held (a stopped container, a suspended machine) nothing is heard either, and
 * what a clock that is set forward makes old was never promised anew. Both begin a new time of hearing.
 * @param monotonicMs never jumps, e.g. `performance.now`
 */
export function createReception({
  clock,
  line,
  monotonicMs = () => performance.now(),
}: {
  clock: Clock
  line: BrokerLine
  monotonicMs?: () => number
}): ReceptionWatch {
  const listeners: (() => void)[] = []
  let current: Reception = { is: 'cut', since: clock.now(), cause: 'starting' }
  let looked: { readonly wall: number; readonly monotonic: number } | undefined
  let timer: NodeJS.Timeout | undefined

  function look(): Reception {
    const wall = clock.now()
    const monotonic = monotonicMs()
    const passed = looked === undefined ? 0 : monotonic - looked.monotonic
    const jumped = looked === undefined ? 0 : Math.abs(wall - looked.wall - passed)
    looked = { wall, monotonic }
    const next = nextReception(wall, passed > MAX_PAUSE_MS || jumped > MAX_PAUSE_MS)
    if (next !== current) {
      current = next
      for (const listener of listeners) listener()
    }
    return current
  }

  function nextReception(wall: number, wasHeld: boolean): Reception {
    const quietMs = line.quietMs?.() ?? 0
    const hears = line.state() === 'connected' && quietMs <= MAX_QUIET_MS
    if (hears) return current.is === 'open' && !wasHeld ? current : { is: 'open', since: wall }
    if (current.is === 'cut') return current
    const isQuiet = line.state() === 'connected'
    return { is: 'cut', since: isQuiet ? wall - quietMs : wall, cause: 'broker' }
  }

  return {
    // Asked by whoever is about to judge: a process that was held finds its timers due before it has read a single message.
    now: () => (timer === undefined ? current : look()),
    onChange: (listener) => void listeners.push(listener),
    start() {
      current = { is: 'cut', since: clock.now(), cause: 'starting' }
      looked = undefined
      timer = setInterval(look, LOOK_EVERY_MS)
    },
    stop() {
      clearInterval(timer)
      timer = undefined
    },
  }
}
