import { DAY_MS, dayOf, MINUTE_MS, startOfDay } from '../time.ts'
import { wallScene } from './scenes.ts'
import type { DayPart, Focus, Take, Turning, WallFilter, WallLevel, WallState } from './wallState.ts'

/** What a wall has to show at a moment, and why. */
export interface Commanded {
  readonly scene: string
  readonly focus: Focus
  readonly filter: WallFilter
  /** The past moment whose data are shown, epoch ms; null: now. */
  readonly moment: number | null
  readonly level: WallLevel
  /** The take that is on; undefined: the programme. */
  readonly take: Take | undefined
  /** Scenes that turn, the present one at `place`; one alone stands still. */
  readonly scenes: readonly string[]
  readonly place: number
  /** When this scene began, and when it ends by itself; null: it does not. Epoch ms. */
  readonly since: number
  readonly until: number | null
  readonly isPaused: boolean
  /** Who has paused it; null where it is not paused. */
  readonly pausedBy: string | null
}

/** Of a scene that nobody knows any more. */
const UNKNOWN_DWELL_MS = 30_000
const NO_FOCUS: Focus = {}
const NO_FILTER: WallFilter = {}

/** The take that is on; undefined: the programme turns. */
export function takeAt({ takes }: Pick<WallState, 'takes'>, now: number): Take | undefined {
  return takes.findLast((take) => stands(take, now))
}

export function stands({ until }: Take, now: number): boolean {
  return until === null || until > now
}

/** @param now epoch ms on the hub's clock: every screen of a wall comes to the same, without being told */
export function commandedAt(state: WallState, now: number): Commanded {
  const take = takeAt(state, now)
  const programme = programmeAt(state, now)
  if (take === undefined) return programme
  const { scene, focus, filter, moment, level, at, until } = take
  // What is given back later than it was taken stands since then; nobody needs the moment to the second.
  return { ...programme, scene, focus, filter, moment, level, take, since: at, until, isPaused: false, pausedBy: null }
}

/** What the programme would show, whoever has the wall. */
export function programmeAt({ schedule, turning }: Pick<WallState, 'schedule' | 'turning'>, now: number): Commanded {
  const paused = isPaused(turning, now)
  const at = paused ? Math.min(now, turning.pause?.at ?? now) : now
  const { part, from } = partAt(schedule, at)
  const begun = begunIn(turning, from, now)
  const { place, since, until } = turnedTo(part, begun, at)
  return {
    scene: part.scenes[place] ?? '',
    focus: NO_FOCUS,
    filter: NO_FILTER,
    moment: null,
    level: 'schedule',
    take: undefined,
    scenes: part.scenes,
    place,
    since,
    until: paused ? (turning.pause?.until ?? null) : until,
    isPaused: paused,
    pausedBy: paused ? (turning.pause?.by ?? null) : null,
  }
}

export function isPaused({ pause }: Turning, now: number): boolean {
  return pause !== null && (pause.until === null || pause.until > now)
}

/** The part of the day that is on, and when it began. */
export function partAt(schedule: readonly DayPart[], now: number): { readonly part: DayPart; readonly from: number } {
  const midnight = startOfDay(dayOf(now))
  const minute = Math.floor((now - midnight) / MINUTE_MS)
  const [first] = schedule
  const last = schedule.at(-1)
  if (first === undefined || last === undefined) throw new Error('a schedule has a part')
  // One part that fills the day begins nowhere: it does not turn back to its first scene at midnight.
  if (schedule.length === 1) return { part: first, from: Number.NEGATIVE_INFINITY }
  const part = schedule.findLast(({ from }) => from <= minute)
  if (part !== undefined) return { part, from: midnight + part.from * MINUTE_MS }
  return { part: last, from: midnight - DAY_MS + last.from * MINUTE_MS }
}

/** Where the turning of a part began: where somebody has set it, or with its first scene. A pause that is over has moved it on. */
function begunIn({ at, place, pause }: Turning, from: number, now: number): { at: number; place: number } {
  const isOver = pause !== null && pause.until !== null && pause.until <= now
  const set = isOver && pause.until !== null ? at + Math.max(0, pause.until - pause.at) : at
  return set >= from ? { at: set, place } : { at: from, place: 0 }
}

function turnedTo(part: DayPart, begun: { at: number; place: number }, now: number) {
  const { scenes } = part
  const dwells = scenes.map((scene) => dwellMsOf(part, scene))
  const whole = dwells.reduce((sum, each) => sum + each, 0)
  let place = begun.place % scenes.length
  if (scenes.length === 1) return { place: 0, since: begun.at, until: null }
  let since = begun.at + Math.floor(Math.max(0, now - begun.at) / whole) * whole
  for (;;) {
    const until = since + (dwells[place] ?? UNKNOWN_DWELL_MS)
    if (until > now) return { place, since, until }
    since = until
    place = (place + 1) % scenes.length
  }
}

/** How long a scene of a part stays, ms. */
function dwellMsOf({ dwellS }: DayPart, scene: string): number {
  return dwellS === null ? (wallScene(scene)?.dwellMs ?? UNKNOWN_DWELL_MS) : dwellS * 1_000
}
