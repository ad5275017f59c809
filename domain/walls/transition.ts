import { DAY_MS, HOUR_MS } from '../time.ts'
import { commandedAt, isPaused, partAt, programmeAt, stands, takeAt } from './commanded.ts'
import { TURNED_SCENES, type WallScene, wallScene } from './scenes.ts'
import { TURNS_AFTER_MS } from './turning.ts'
import {
  type DayPart,
  type Focus,
  type KeptWall,
  MOST_TAKES_OF_LEVEL,
  type OnCritical,
  type SceneCall,
  TAKE_LEVELS,
  type Take,
  type TakeLevel,
  type WallBefore,
  type WallFilter,
  type WallState,
} from './wallState.ts'

/** What may be done with a wall. */
export type WallAct =
  | {
      readonly is: 'take'
      readonly level: TakeLevel
      readonly scene: string
      readonly focus: Focus
      readonly filter: WallFilter
      /** The past moment whose data are shown, epoch ms; null: now. */
      readonly moment: number | null
      readonly why: string | null
      /** Epoch ms; null: until somebody gives it back. */
      readonly until: number | null
      /** `before`: when it ends, what was there by the same level is there again; `schedule`: it is forgotten. */
      readonly returnTo: 'before' | 'schedule'
      /** The alert that called it; null: a person. */
      readonly cause: string | null
      /** The alert came while a drill went on, whether or not this wall is held by it. */
      readonly inDrill?: boolean
      /** A storyline puts it up, and gives it back as it ends, whatever lies over it then. */
      readonly isOfDrill?: true
    }
  /** Gives back what is on. `cause`: only if that alert called it; `isAll`: with everything that was put up by the same level before it. */
  | { readonly is: 'release'; readonly cause?: string; readonly isAll?: boolean }
  /** Takes away what storylines have put up, and nothing else. */
  | { readonly is: 'endDrill' }
  | { readonly is: 'step'; readonly by: 1 | -1 }
  | { readonly is: 'pause'; readonly until: number | null }
  | { readonly is: 'resume' }
  | { readonly is: 'pin' }
  | { readonly is: 'undo' }
  | { readonly is: 'lock'; readonly why: string | null }
  | { readonly is: 'unlock' }
  | {
      readonly is: 'schedule'
      readonly schedule: readonly DayPart[]
      readonly onCritical: OnCritical
      readonly calls: readonly SceneCall[]
    }

/** Who does it, and when. */
export interface WallActor {
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  /** The version that was seen; undefined: of the hub itself, which has seen the latest. */
  readonly seen?: number
  /** How long after it every screen of the wall turns, ms (`leadMs`). */
  readonly turnsAfterMs?: number
}

/** Why it was not done. `by`, `at`: who was first, or who has it. */
export type WallRefusal =
  | { readonly is: 'wallChanged' | 'wallLocked'; readonly by: string; readonly at: number }
  | { readonly is: 'wallHeld'; readonly by: string; readonly at: number; readonly level: TakeLevel }
  | { readonly is: 'unknownScene'; readonly scene: string }
  | { readonly is: 'focusMissing'; readonly scene: string }
  /** The scene cannot be narrowed so. */
  | { readonly is: 'wrongSceneFilter'; readonly scene: string; readonly name: string }
  /** The scene shows no past; the moment lies ahead, or too long ago; what is not of now is given back by itself. */
  | { readonly is: 'noPast'; readonly scene: string }
  | { readonly is: 'wrongPastMoment' | 'momentWithoutEnd' }
  | { readonly is: 'wrongHold' }
  | { readonly is: 'wrongSchedule' }
  | { readonly is: 'nothingTaken' }
  | { readonly is: 'nothingToUndo' }
  | { readonly is: 'notLocked' }

export type WallStep =
  | { readonly ok: true; readonly wall: KeptWall }
  | { readonly ok: false; readonly refusal: WallRefusal }

/** A take may be held so long; longer is the schedule's. */
export const LONGEST_HOLD_MS = DAY_MS
/** So far back what stations said is kept as it came (`readings`, 8 days), with an hour to spare. */
export const LONGEST_PAST_MS = 8 * DAY_MS - HOUR_MS
/** Alerts that have had the wall, kept in mind. */
const MOST_CALLED = 100

/** A wall that nobody has steered yet: every scene of the city turns. @param at epoch ms */
export function newWall(at: number): KeptWall {
  return {
    state: {
      version: 0,
      schedule: [{ from: 0, scenes: [...TURNED_SCENES], dwellS: null }],
      onCritical: 'pane',
      calls: [],
      takes: [],
      turning: { at, place: 0, pause: null },
      lock: null,
      last: null,
      turnsAt: null,
    },
    before: null,
    calledBy: [],
  }
}

/** One step of a wall, or why there is none. */
export function transition(wall: KeptWall, act: WallAct, actor: WallActor): WallStep {
  const refusal = refusalOf(wall, act, actor)
  return refusal === undefined ? { ok: true, wall: done(wall, act, actor) } : { ok: false, refusal }
}

const isOfHub = (act: WallAct) => (act.is === 'take' || act.is === 'release') && (act.cause ?? null) !== null

function refusalOf({ state, before }: KeptWall, act: WallAct, { at, seen }: WallActor): WallRefusal | undefined {
  const { lock, last } = state
  if (seen !== undefined && seen !== state.version) {
    return { is: 'wallChanged', by: last?.by ?? '', at: last?.at ?? at }
  }
  if (lock !== null && act.is !== 'unlock' && !isOfHub(act)) return { is: 'wallLocked', by: lock.by, at: lock.at }
  const on = takeAt(state, at)
  const heldBy = (level: TakeLevel): WallRefusal | undefined =>
    on !== undefined && strength(on.level) > strength(level)
      ? { is: 'wallHeld', by: on.by, at: on.at, level: on.level }
      : undefined
  switch (act.is) {
    case 'take':
      // A storyline lies under the hand that has the wall, and shows when that lets go.
      return (
        (act.isOfDrill === true ? undefined : heldBy(act.level)) ?? viewRefusal(act, at) ?? holdRefusal(act.until, at)
      )
    case 'pin':
      return heldBy('manual')
    case 'step':
    case 'pause':
    case 'resume':
      // Whatever is on is on: turning what stands under it would be seen by nobody.
      if (on !== undefined) return { is: 'wallHeld', by: on.by, at: on.at, level: on.level }
      if (act.is === 'resume') return isPaused(state.turning, at) ? undefined : { is: 'nothingTaken' }
      return act.is === 'pause' ? holdRefusal(act.until, at) : undefined
    case 'release':
      if (on === undefined || (act.cause !== undefined && on.cause !== act.cause)) return { is: 'nothingTaken' }
      return undefined
    case 'endDrill':
      return state.takes.some((take) => take.isOfDrill && stands(take, at)) ? undefined : { is: 'nothingTaken' }
    case 'undo':
      return before === null ? { is: 'nothingToUndo' } : undefined
    case 'unlock':
      return lock === null ? { is: 'notLocked' } : undefined
    case 'schedule':
      return scheduleRefusal(act.schedule) ?? callsRefusal(act.calls)
    case 'lock':
      return undefined
  }
}

function strength(level: TakeLevel): number {
  return TAKE_LEVELS.indexOf(level)
}

function viewRefusal(
  { scene, focus, filter, moment, until }: Extract<WallAct, { is: 'take' }>,
  at: number,
): WallRefusal | undefined {
  const known = wallScene(scene)
  if (known === undefined) return { is: 'unknownScene', scene }
  if (known.focus !== null && focus[known.focus] === undefined) return { is: 'focusMissing', scene }
  const wrong = wrongFilter(known, filter)
  if (wrong !== undefined) return { is: 'wrongSceneFilter', scene, name: wrong }
  if (moment === null) return undefined
  if (known.hasPast !== true) return { is: 'noPast', scene }
  if (moment >= at || moment < at - LONGEST_PAST_MS) return { is: 'wrongPastMoment' }
  return until === null ? { is: 'momentWithoutEnd' } : undefined
}

/** What a scene cannot be narrowed by. */
function wrongFilter({ filters = [], kinds = [] }: WallScene, filter: WallFilter): string | undefined {
  const given = (Object.keys(filter) as (keyof WallFilter)[]).filter((name) => filter[name] !== undefined)
  const { kind } = filter
  return (
    given.find((name) => !filters.includes(name)) ?? (kind !== undefined && !kinds.includes(kind) ? 'kind' : undefined)
  )
}

function holdRefusal(until: number | null, at: number): WallRefusal | undefined {
  return until !== null && (until <= at || until > at + LONGEST_HOLD_MS) ? { is: 'wrongHold' } : undefined
}

function scheduleRefusal(schedule: readonly DayPart[]): WallRefusal | undefined {
  const unknown = schedule.flatMap(({ scenes }) => scenes).find((id) => wallScene(id) === undefined)
  if (unknown !== undefined) return { is: 'unknownScene', scene: unknown }
  const focused = schedule.flatMap(({ scenes }) => scenes).find((id) => wallScene(id)?.focus !== null)
  if (focused !== undefined) return { is: 'focusMissing', scene: focused }
  const isInOrder = schedule.every(({ from }, place) => place === 0 || from > (schedule[place - 1]?.from ?? 0))
  return schedule.length > 0 && isInOrder ? undefined : { is: 'wrongSchedule' }
}

function callsRefusal(calls: readonly SceneCall[]): WallRefusal | undefined {
  for (const { scene } of calls) {
    const known = wallScene(scene)
    if (known === undefined) return { is: 'unknownScene', scene }
    if (known.focus !== null) return { is: 'focusMissing', scene }
  }
  return undefined
}

function done(wall: KeptWall, act: WallAct, { by, at, turnsAfterMs = TURNS_AFTER_MS }: WallActor): KeptWall {
  const { state, calledBy } = wall
  // What has ended is forgotten with the next act: until then it says what was given back.
  const takes = state.takes.filter((take) => stands(take, at))
  const next = (
    change: Partial<WallState>,
    before: WallBefore | null = snapshot({ ...state, takes }),
    called = calledBy,
  ): KeptWall => ({
    state: { ...state, takes, ...change, version: state.version + 1, last: { by, at }, turnsAt: at + turnsAfterMs },
    before,
    calledBy: called,
  })
  switch (act.is) {
    case 'take': {
      const { level, scene, focus, filter, moment, why, until, cause, isOfDrill = false } = act
      // A drill that ends before its alert does is still what that alert is of.
      const inDrill = cause !== null && (act.inDrill === true || takes.some((each) => each.isOfDrill))
      const take: Take = { level, scene, focus, filter, moment, why, by, at, until, cause, isOfDrill, inDrill }
      const called = cause === null ? calledBy : [...calledBy.filter((id) => id !== cause), cause].slice(-MOST_CALLED)
      // Undoing is of what people do.
      return next({ takes: withTake(takes, take, act.returnTo) }, cause === null ? undefined : wall.before, called)
    }
    case 'release':
      return next(
        { takes: released(takes, act.isAll) },
        act.cause === undefined ? undefined : without(wall.before, act.cause),
      )
    case 'endDrill': {
      const others = (of: readonly Take[]) => of.filter((take) => !take.isOfDrill)
      // One that is over is brought back by no undo.
      return next({ takes: others(takes) }, wall.before && { ...wall.before, takes: others(wall.before.takes) })
    }
    case 'step': {
      const { place, scenes } = programmeAt(state, at)
      const turning = { at, place: (place + act.by + scenes.length) % scenes.length }
      const { pause } = state.turning
      // A paused programme steps and stays paused.
      const held = isPaused(state.turning, at) && pause !== null ? { ...pause, at } : null
      return next({ turning: { ...turning, pause: held } })
    }
    case 'pause': {
      const { place, since } = programmeAt(state, at)
      return next({ turning: { at: finite(since, at), place, pause: { at, until: act.until, by } } })
    }
    case 'resume': {
      const { place } = programmeAt(state, at)
      return next({ turning: { at, place, pause: null } })
    }
    case 'pin': {
      const { scene, focus, filter, moment, take } = commandedAt(state, at)
      const why = take?.why ?? null
      // What is not of now is given back by itself, pinned or not.
      const until = moment === null ? null : (take?.until ?? null)
      const pinned: Take = {
        level: 'manual',
        scene,
        focus,
        filter,
        moment,
        why,
        by,
        at,
        until,
        cause: null,
        isOfDrill: false,
        inDrill: take !== undefined && (take.inDrill || take.isOfDrill),
      }
      return next({ takes: withTake(takes, pinned, take?.level === 'manual' ? 'schedule' : 'before') })
    }
    case 'undo': {
      if (wall.before === null) return wall
      const earlier = wall.before.takes.filter((take) => stands(take, at))
      // What the hub has put up since then stays up.
      const ofHub = takes.filter(({ cause }) => cause !== null && earlier.every((take) => take.cause !== cause))
      return next({ ...wall.before, takes: inOrder([...earlier, ...ofHub]) }, null)
    }
    case 'lock':
      return next({ lock: { by, at, why: act.why } }, wall.before)
    case 'unlock':
      return next({ lock: null }, wall.before)
    case 'schedule': {
      const { schedule, onCritical, calls } = act
      const changed = JSON.stringify(schedule) !== JSON.stringify(state.schedule)
      const turning = changed ? { at: finite(partAt(schedule, at).from, at), place: 0, pause: null } : state.turning
      return next({ schedule: [...schedule], onCritical, calls: [...calls], turning })
    }
  }
}

const finite = (at: number, otherwise: number) => (Number.isFinite(at) ? at : otherwise)

function snapshot({ schedule, onCritical, calls, takes, turning }: WallState): WallBefore {
  return { schedule, onCritical, calls, takes, turning }
}

/** An alert that is over is brought back by no undo. */
function without(before: WallBefore | null, cause: string): WallBefore | null {
  return before && { ...before, takes: before.takes.filter((take) => take.cause !== cause) }
}

/** What is left when what is on has been given back. */
function released(takes: readonly Take[], isAll = false): Take[] {
  const on = takes.at(-1)
  return isAll ? takes.filter(({ level }) => level !== on?.level) : takes.slice(0, -1)
}

/** Puts a take where its level has it: over the others of the level, which it replaces unless they are to come back. */
function withTake(takes: readonly Take[], take: Take, returnTo: 'before' | 'schedule'): Take[] {
  const same = takes.filter(({ level }) => level === take.level)
  const kept = returnTo === 'before' ? same.slice(-(MOST_TAKES_OF_LEVEL - 1)) : []
  return inOrder([...takes.filter(({ level }) => level !== take.level), ...kept, take])
}

/** From the weakest level up; of one level in the order in which they came. */
function inOrder(takes: readonly Take[]): Take[] {
  return TAKE_LEVELS.flatMap((level) => takes.filter((take) => take.level === level))
}
