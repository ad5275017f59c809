import { patienceFor } from '../../domain/freshness.ts'
import { MAX_FUTURE_MS } from '../../domain/messages.ts'
import type { ClockState } from '../../domain/sources/source.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'

/** A clock this far off is wrong; one that was ahead is right again when it is no farther ahead than `RIGHT_WITHIN_MS`. */
const WRONG_BEYOND_MS = 2 * MINUTE_MS
const RIGHT_WITHIN_MS = MINUTE_MS
/** A single message this far back, from a source that speaks live, is not put into the history before its clock is known. */
const DOUBTFUL_BEYOND_MS = 2 * HOUR_MS
/** Networks delay by less: a lag that changes by more is no clock that runs, but a backlog that is being sent. */
const JITTER_MS = 10_000
/** A lag that differs by less is the same one: a network's delay. */
const LAG_STEP_MS = 1_000
/** A shorter time does not tell the pace of a clock. */
const PACE_OVER_MS = 1_000
/** A clock that fell back keeps its distance from now within this share of the time that passes; a backlog that is being sent does not. */
const STEADY_WITHIN = 1 / 5
/** Moments by device times that are remembered of one source: more than may be on their way unacknowledged. */
const MAX_MOMENTS = 64
/** Sources that are remembered: all that may announce themselves, and all that are declared. The first known gives way. */
const MAX_SOURCES = 25_000

/** What is known of a source's clock. */
export interface ClockReading {
  /** Time of receipt minus device time of the last message that had one, ms; negative: the device is ahead. */
  readonly skewMs: number | null
  /** null while nothing tells. */
  readonly clock: ClockState | null
  /** When `skewMs` was measured, epoch ms on the hub's clock. */
  readonly measuredAt: number | null
}

/** One message, as far as it tells the time. */
export interface ToldTime {
  /** Newest device time in the message, epoch ms. */
  readonly at: number
  /** Promised interval, ms; null where none is promised: such a source speaks of the past whenever it likes. */
  readonly everyMs: number | null
  /** Not an array: arrays are how devices catch up. */
  readonly isSingle: boolean
}

/**
 * - `accept`: it is in time, or a late one that may go to the history
 * - `hold`: it may be the first of a clock that fell back; the next message of the source tells
 * - `refuse`: the device's clock has fallen back, its readings are not of the time they say
 */
type Verdict = 'accept' | 'hold' | 'refuse'

export interface ClockVerdict {
  readonly message: Verdict
  /** Of what is still held of the same source. */
  readonly held: Verdict
}

const ACCEPT: ClockVerdict = { message: 'accept', held: 'accept' }
const REFUSE: ClockVerdict = { message: 'refuse', held: 'refuse' }
const HOLD: ClockVerdict = { message: 'hold', held: 'hold' }
/** It says nothing about what is held. */
const ACCEPT_ALONE: ClockVerdict = { message: 'accept', held: 'hold' }

/**
 * The clocks of the sources, judged by what they send. A time ahead of the hub's is wrong for certain. A time behind may be a wrong
 * clock or a late delivery: a clock that runs keeps its distance from message to message, a backlog comes nearer to now. So a source that
 * has spoken live, goes back, and then keeps its distance while time passes has a clock that fell back. Within the tolerance what it says is
 * of now all the same: its device times are put forward by as much as the clock fell, until the clock is put right. Beyond it nobody knows
 * what they are of, and they are refused.
 */
export interface DeviceClocks {
  /** Measures the clock by one live message, accepted or refused; not by one from a broker's memory. */
  judge(source: string, told: ToldTime, receivedAt: number): ClockVerdict
  /** Whether none of these times is ahead of the hub, and none was put right before: then they are the moments that count. */
  areMoments(source: string, said: readonly { readonly at: number }[], receivedAt: number): boolean
  /**
   * The moments that count for order and age: device times, those of a clock that fell back put forward, and instead of those ahead of the
   * hub the time of receipt. They stay distinct and in order, and a device time that comes again is the moment it was before.
   * @param deviceTimes epoch ms, of one message
   */
  moments(source: string, deviceTimes: readonly number[], receivedAt: number): readonly number[]
  /** A moment that an earlier life of the hub gave to a device time, told in the order of receipt: a clock that had fallen back still has. */
  remember(source: string, deviceAt: number, at: number): void
  /** Newest message that an earlier life of the hub took from a source. */
  restored(source: string, at: number, receivedAt: number, lagMs?: number): void
  read(source: string): ClockReading
  /**
   * By how much what the source says lags steadily behind the hub's clock, ms: measured by two messages that keep their distance from now
   * while time passes, until one comes nearer than that. 0 where nothing tells.
   */
  lag(source: string): number
  forget(source: string): void
}

/** What is not known of it is NaN: numbers alone are overwritten in place, message by message, where null would take a new object for each. */
interface Known {
  skewMs: number
  clock: ClockState | null
  measuredAt: number
  lagMs: number
  newestAt: number
  /** The same while that message came in time; NaN while what is known is a backlog. */
  newestInTime: number
  /** Messages one behind the other that keep their distance from now: `at` and `receivedAt` of the first, and the distance of the last. */
  runAt: number
  runReceivedAt: number
  runSkewMs: number
  isSteady: boolean
  /** What the late messages are that came since the last in time. */
  lateOnes: 'none' | 'doubtful' | 'backlog' | 'wrong'
  /** By how much the clock has fallen back within the tolerance, ms, and after which device time it did; 0 while it has not. */
  fallMs: number
  fellAfter: number
  /** Messages one behind the other, none newer than the newest known: `at` and `receivedAt` of the first, and `at` of the last. */
  backAt: number
  backReceivedAt: number
  lastBackAt: number
  /** Moments by the device times that were ahead, or put forward. */
  moments: Map<number, number> | undefined
  lastMoment: number
}

const UNKNOWN: ClockReading = { skewMs: null, clock: null, measuredAt: null }

export function createDeviceClocks(): DeviceClocks {
  const sources = new Map<string, Known>()

  function knownOf(source: string): Known {
    const found = sources.get(source)
    if (found !== undefined) return found
    const known: Known = {
      skewMs: Number.NaN,
      clock: null,
      measuredAt: Number.NaN,
      lagMs: 0,
      newestAt: Number.NEGATIVE_INFINITY,
      newestInTime: Number.NaN,
      runAt: Number.NaN,
      runReceivedAt: Number.NaN,
      runSkewMs: Number.NaN,
      isSteady: false,
      lateOnes: 'none',
      fallMs: 0,
      fellAfter: Number.NaN,
      backAt: Number.NaN,
      backReceivedAt: Number.NaN,
      lastBackAt: Number.NaN,
      moments: undefined,
      lastMoment: Number.NEGATIVE_INFINITY,
    }
    sources.set(source, known)
    const [first] = sources.keys()
    if (sources.size > MAX_SOURCES && first !== undefined) sources.delete(first)
    return known
  }

  function keepMoment(known: Known, deviceAt: number, at: number): void {
    known.moments ??= new Map()
    known.moments.set(deviceAt, at)
    known.lastMoment = Math.max(known.lastMoment, at)
    const [first] = known.moments.keys()
    if (known.moments.size > MAX_MOMENTS && first !== undefined) known.moments.delete(first)
  }

  return {
    judge(source, { at, everyMs, isSingle }, receivedAt) {
      const skewMs = receivedAt - at
      // Events are told when they are told: that one is old says nothing of a clock.
      if (everyMs === null && skewMs > MAX_FUTURE_MS) return ACCEPT_ALONE
      const known = knownOf(source)
      if (everyMs !== null) findFall(known, at, receivedAt)
      const moment = at + fallOf(known, at, receivedAt)
      const lateMs = receivedAt - moment
      const isInTime = Math.abs(lateMs) <= MAX_FUTURE_MS
      const wentBack = lateMs > MAX_FUTURE_MS && moment < known.newestInTime
      const isNewRun = follow(known, at, receivedAt)
      measure(known, skewMs, receivedAt, everyMs, wentBack)
      known.lagMs = lagAfter(known, lateMs, moment < known.newestAt)
      if (skewMs < -MAX_FUTURE_MS) return ACCEPT_ALONE
      if (!wentBack) {
        known.lateOnes = 'none'
        known.newestAt = Math.max(known.newestAt, Math.min(moment, receivedAt))
        known.newestInTime = isInTime ? known.newestAt : Number.NaN
        return ACCEPT
      }
      const { lateOnes } = known
      if (lateOnes !== 'none' && known.isSteady) known.lateOnes = 'wrong'
      // The distance changed since the last late one: a backlog is on its way.
      else if (lateOnes === 'backlog' || (lateOnes === 'doubtful' && isNewRun)) known.lateOnes = 'backlog'
      else known.lateOnes = 'doubtful'
      if (known.lateOnes === 'wrong') return REFUSE
      if (known.lateOnes === 'backlog') return ACCEPT
      return isSingle && lateMs > DOUBTFUL_BEYOND_MS ? HOLD : ACCEPT_ALONE
    },

    areMoments(source, said, receivedAt) {
      for (const { at } of said) if (at > receivedAt) return false
      const known = sources.get(source)
      return known === undefined || (known.moments === undefined && known.fallMs === 0)
    },

    moments(source, deviceTimes, receivedAt) {
      const known = knownOf(source)
      const moments = new Map<number, number>()
      const putForward = (at: number) => at + fallOf(known, at, receivedAt)
      const inTime = deviceTimes.map(putForward).filter((at) => at <= receivedAt)
      let next = Math.max(receivedAt, ...inTime.map((at) => at + 1), known.lastMoment + 1)
      for (const deviceAt of [...new Set(deviceTimes)].sort((a, b) => a - b)) {
        const at = putForward(deviceAt)
        const before = known.moments?.get(deviceAt)
        const moment = before ?? Math.min(at, next)
        moments.set(deviceAt, moment)
        if (before !== undefined || (at === deviceAt && at <= receivedAt)) continue
        if (at > receivedAt) next = moment + 1
        keepMoment(known, deviceAt, moment)
      }
      return deviceTimes.map((at) => moments.get(at) ?? at)
    },

    remember(source, deviceAt, at) {
      const known = knownOf(source)
      keepMoment(known, deviceAt, at)
      known.fallMs = Math.max(0, at - deviceAt)
      if (known.fallMs > 0 && !(known.fellAfter < deviceAt)) known.fellAfter = deviceAt - 1
      endFallBeforeNewest(known)
    },

    restored(source, at, receivedAt, lagMs = 0) {
      const known = knownOf(source)
      known.lagMs = lagMs
      if (at < known.newestAt) return
      known.newestAt = at
      known.newestInTime = receivedAt - at <= MAX_FUTURE_MS ? at : Number.NaN
      endFallBeforeNewest(known)
    },

    read(source) {
      const known = sources.get(source)
      if (known === undefined || Number.isNaN(known.measuredAt)) return UNKNOWN
      const { skewMs, clock, measuredAt } = known
      return { skewMs, clock, measuredAt }
    },

    lag: (source) => sources.get(source)?.lagMs ?? 0,

    forget: (source) => void sources.delete(source),
  }
}

/** What a device time is put forward by, ms: nothing, where it would be later than its receipt by more than a network's delay. */
function fallOf({ fallMs, fellAfter }: Known, at: number, receivedAt: number): number {
  return fallMs > 0 && at > fellAfter && at + fallMs - receivedAt <= Math.min(JITTER_MS, fallMs / 2) ? fallMs : 0
}

/**
 * Finds by one more message whether the clock has fallen back within the tolerance, or was put right. The first message that is not
 * newer than the newest known may be a late one; those after it tell, as they keep their distance from now and none in order comes between.
 */
function findFall(known: Known, at: number, receivedAt: number): void {
  const fallMs = fallOf(known, at, receivedAt)
  if (at + fallMs > known.newestAt) {
    known.fallMs = fallMs
    known.backAt = Number.NaN
    known.lastBackAt = Number.NaN
    return
  }
  // Whoever never spoke live may have a slow clock, or a long way, and is in order.
  if (Number.isNaN(known.newestInTime) || at === known.lastBackAt) return
  const skewMs = receivedAt - at
  const changeMs = Math.abs(skewMs - (known.backReceivedAt - known.backAt))
  const goesOn = at > known.lastBackAt && changeMs <= JITTER_MS
  known.lastBackAt = at
  if (!goesOn) {
    known.backAt = at
    known.backReceivedAt = receivedAt
    return
  }
  const passedMs = receivedAt - known.backReceivedAt
  if (passedMs < PACE_OVER_MS / 2 || changeMs > passedMs * STEADY_WITHIN) return
  known.fallMs = skewMs > MAX_FUTURE_MS ? 0 : Math.max(skewMs - known.lagMs, known.newestAt + 1 - at)
  known.fellAfter = known.backAt
}

/** A source that spoke in order after what was put forward has a clock that was put right. */
function endFallBeforeNewest(known: Known): void {
  if (known.newestAt > known.lastMoment) known.fallMs = 0
}

/** Adds the message to the run before it. @returns true when it begins a new one: its distance from now is another */
function follow(known: Known, at: number, receivedAt: number): boolean {
  const skewMs = receivedAt - at
  const goesOn =
    Math.abs(skewMs - known.runSkewMs) <= JITTER_MS &&
    (known.isSteady || Math.abs(skewMs - (known.runReceivedAt - known.runAt)) <= JITTER_MS)
  known.runSkewMs = skewMs
  if (!goesOn) {
    known.runAt = at
    known.runReceivedAt = receivedAt
    known.isSteady = false
    return true
  }
  const passed = receivedAt - known.runReceivedAt
  const moved = at - known.runAt
  known.isSteady ||= passed >= PACE_OVER_MS && moved >= passed / 2 && moved <= passed * 1.5
  return false
}

/** What is believed of a lag after one more message. What is older than the newest known is late, or of a clock that fell back: no lag. */
function lagAfter({ lagMs, isSteady }: Known, lateMs: number, isOlder: boolean): number {
  if (lateMs < lagMs - JITTER_MS) return Math.max(0, lateMs)
  return isSteady && !isOlder && lateMs > lagMs + LAG_STEP_MS ? lateMs : lagMs
}

function measure(known: Known, skewMs: number, receivedAt: number, everyMs: number | null, wentBack: boolean): void {
  known.skewMs = skewMs
  known.measuredAt = receivedAt
  if (skewMs < -WRONG_BEYOND_MS) known.clock = 'ahead'
  else if (skewMs >= -RIGHT_WITHIN_MS && skewMs <= WRONG_BEYOND_MS) known.clock = 'right'
  else if (skewMs > WRONG_BEYOND_MS && known.isSteady) {
    // A delay within the promise, as of an hour's mean that is told at its end, is no fault.
    const isTooOld = everyMs !== null && skewMs > patienceFor(everyMs).staleAfterMs
    if (wentBack || known.fallMs > 0 || isTooOld) known.clock = 'behind'
  }
}
