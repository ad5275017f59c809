import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { callOf } from '../../../domain/walls/callsWall.ts'
import { commandedAt, programmeAt, takeAt } from '../../../domain/walls/commanded.ts'
import { TURNED_SCENES } from '../../../domain/walls/scenes.ts'
import {
  LONGEST_HOLD_MS,
  LONGEST_PAST_MS,
  newWall,
  transition,
  type WallAct,
  type WallActor,
} from '../../../domain/walls/transition.ts'
import { viewInAddress, viewOfAddress, WHOLE_VIEW } from '../../../domain/walls/viewAddress.ts'
import { type KeptWall, TAKE_LEVELS, type WallFilter, WallState } from '../../../domain/walls/wallState.ts'
import { alertRow } from '../../support/alert.ts'
import { WHOLE } from '../../support/wallState.ts'

/** A Monday morning in Cần Thơ. */
const NOW = Date.parse('2026-11-30T08:00:00+07:00')
const AN: WallActor = { by: 'Nguyễn An', at: NOW }

const take = (of: Partial<Extract<WallAct, { is: 'take' }>> = {}): WallAct => ({
  ...{ is: 'take', level: 'manual', scene: 'water', ...WHOLE, why: null, until: null },
  ...{ returnTo: 'before', cause: null },
  ...of,
})

/** @throws what it was refused with */
function acted(wall: KeptWall, act: WallAct, actor: WallActor = AN): KeptWall {
  const step = transition(wall, act, actor)
  if (!step.ok) throw new Error(step.refusal.is)
  return step.wall
}

/** What is refused is no case of a property of what is done. */
function ifPossible(wall: KeptWall, act: WallAct, actor: WallActor): KeptWall {
  const step = transition(wall, act, actor)
  fc.pre(step.ok)
  return step.ok ? step.wall : wall
}

const refusal = (wall: KeptWall, act: WallAct, actor: WallActor = AN) => {
  const step = transition(wall, act, actor)
  return step.ok ? undefined : step.refusal
}

const drill = take({ level: 'storyline', isOfDrill: true, until: NOW + HOUR_MS })
const called = take({ level: 'storyline', scene: 'air', cause: 'alert-1', until: NOW + HOUR_MS })

describe('a drill that ends', () => {
  it.each([
    ['under', [drill, called]],
    ['over', [called, drill]],
  ])('takes away its own scene and leaves what an alert has called up, where it lies %s it', (_where, acts) => {
    const wall = acts.reduce((each, act) => acted(each, act), newWall(NOW))
    const ended = acted(wall, { is: 'endDrill' })
    expect(ended.state.takes.map(({ cause }) => cause)).toEqual(['alert-1'])
    expect(commandedAt(ended.state, NOW)).toMatchObject({ level: 'storyline', scene: 'air' })
    // Nor is it brought back.
    const undone = transition(ended, { is: 'undo' }, AN)
    expect(undone.ok && undone.wall.state.takes.some(({ isOfDrill }) => isOfDrill)).toBe(false)
  })

  it('is still what an alert is of that came while it went on; one that came before or after is none', () => {
    const inDrill = (acts: readonly WallAct[]) =>
      acts
        .reduce((each, act) => acted(each, act), newWall(NOW))
        .state.takes.filter(({ cause }) => cause !== null)
        .map((each) => each.inDrill)
    expect(inDrill([drill, called])).toEqual([true])
    expect(inDrill([drill, called, { is: 'endDrill' }])).toEqual([true])
    expect(inDrill([called, drill])).toEqual([false])
    expect(inDrill([drill, { is: 'endDrill' }, called])).toEqual([false])
  })

  it('is none where there is none: an alert’s call is not its own', () => {
    expect(refusal(acted(newWall(NOW), called), { is: 'endDrill' })).toEqual({ is: 'nothingTaken' })
  })
})

const scene = fc.constantFrom(...TURNED_SCENES)
const holdMs = fc.option(fc.integer({ min: 1, max: LONGEST_HOLD_MS }))
const anyAct: fc.Arbitrary<(at: number) => WallAct> = fc.oneof(
  fc
    .record({
      level: fc.constantFrom(...TAKE_LEVELS),
      scene,
      hold: holdMs,
      returnTo: fc.constantFrom('before' as const, 'schedule' as const),
      cause: fc.option(fc.constantFrom('alert-1', 'alert-2')),
    })
    .map(
      ({ hold, ...of }) =>
        (at: number) =>
          take({ ...of, until: hold === null ? null : at + hold }),
    ),
  fc
    .constantFrom<WallAct>(
      { is: 'release' },
      { is: 'release', isAll: true },
      { is: 'step', by: 1 },
      { is: 'step', by: -1 },
      { is: 'pause', until: null },
      { is: 'resume' },
      { is: 'pin' },
      { is: 'undo' },
      { is: 'lock', why: null },
      { is: 'unlock' },
    )
    .map((act) => () => act),
  holdMs.map(
    (hold) =>
      (at: number): WallAct => ({ is: 'pause', until: hold === null ? null : at + hold }),
  ),
  fc
    .uniqueArray(fc.record({ from: fc.integer({ min: 0, max: 1_439 }), scenes: fc.array(scene, { minLength: 1 }) }), {
      selector: ({ from }) => from,
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => {
      const schedule = parts.sort((a, b) => a.from - b.from).map((part) => ({ ...part, dwellS: null }))
      return () => ({ is: 'schedule', schedule, onCritical: 'pane', calls: [] }) as const
    }),
)
/** Acts one after another, each some time after the one before. */
const acts = fc.array(fc.tuple(anyAct, fc.integer({ min: 1, max: 6 * HOUR_MS })), { maxLength: 12 })

/** Where a wall comes to; what is refused changes nothing. */
function played(steps: readonly (readonly [(at: number) => WallAct, number])[]): { wall: KeptWall; now: number } {
  let wall = newWall(NOW)
  let now = NOW
  for (const [act, pause] of steps) {
    now += pause
    const step = transition(wall, act(now), { by: 'An', at: now })
    if (step.ok) wall = step.wall
  }
  return { wall, now }
}

const shown = ({ state }: KeptWall, at: number) => {
  const { scene: id, focus, level, take: on, isPaused } = commandedAt(state, at)
  return { id, focus, level, by: on?.by, isPaused }
}

describe('after any acts', () => {
  it('a state is what its shape says, and its version has risen by one with each act', () => {
    fc.assert(
      fc.property(acts, anyAct, (steps, act) => {
        const { wall, now } = played(steps)
        expect(WallState.parse(JSON.parse(JSON.stringify(wall.state)))).toEqual(wall.state)
        const next = ifPossible(wall, act(now), { by: 'An', at: now })
        expect(next.state.version).toBe(wall.state.version + 1)
      }),
    )
  })

  it('whoever has seen another version changes nothing and is told who was first', () => {
    fc.assert(
      fc.property(acts, anyAct, (steps, act) => {
        const { wall, now } = played(steps)
        const step = transition(wall, act(now), { by: 'Bình', at: now, seen: wall.state.version + 1 })
        expect(step).toEqual({
          ok: false,
          refusal: { is: 'wallChanged', by: wall.state.last?.by ?? '', at: wall.state.last?.at ?? now },
        })
      }),
    )
  })

  it('who holds a wall more strongly has it alone, and when that ends the wall is what it would have been', () => {
    fc.assert(
      fc.property(acts, fc.constantFrom(...TAKE_LEVELS), holdMs, scene, (steps, level, hold, id) => {
        const { wall, now } = played(steps)
        const until = now + (hold ?? HOUR_MS)
        const taken = ifPossible(wall, take({ level, scene: id, until }), { by: 'Hà', at: now })
        expect(shown(taken, now)).toMatchObject({ id, level, by: 'Hà' })
        expect(shown(taken, until - 1)).toMatchObject({ id, level, by: 'Hà' })
        expect(shown(taken, until)).toEqual(shown(wall, until))
        for (const weaker of TAKE_LEVELS.slice(0, TAKE_LEVELS.indexOf(level))) {
          expect(refusal(taken, take({ level: weaker }), { by: 'An', at: now })).toMatchObject({
            is: 'wallHeld',
            by: 'Hà',
            level,
          })
        }
      }),
    )
  })

  it('an undo brings back what the last act of a person changed', () => {
    const undoable = anyAct.filter((act) => !['undo', 'lock', 'unlock'].includes(act(NOW).is))
    fc.assert(
      fc.property(acts, undoable, fc.integer({ min: 0, max: DAY_MS }), (steps, act, later) => {
        const { wall, now } = played(steps)
        const done = act(now)
        fc.pre(!('cause' in done && done.cause !== null))
        const undone = acted(ifPossible(wall, done, { by: 'An', at: now }), { is: 'undo' }, { by: 'An', at: now })
        expect(shown(undone, now + later)).toEqual(shown(wall, now + later))
        expect(refusal(undone, { is: 'undo' }, { by: 'An', at: now })).toEqual({ is: 'nothingToUndo' })
      }),
    )
  })

  it('a locked wall is changed by no person until somebody unlocks it, and the hub may take it for an alert', () => {
    fc.assert(
      fc.property(acts, anyAct, (steps, act) => {
        const { wall, now } = played([...steps, [() => ({ is: 'lock', why: 'họp' }), 1]])
        const done = act(now)
        const isOfHub = 'cause' in done && done.cause !== null
        fc.pre(done.is !== 'unlock' && !isOfHub)
        expect(refusal(wall, done, { by: 'Bình', at: now })?.is).toBe('wallLocked')
        const called = take({ level: 'emergency', cause: 'alert-9', scene: 'city' })
        expect(shown(acted(wall, called, { by: 'hub', at: now }), now)).toMatchObject({ level: 'emergency' })
      }),
    )
  })

  it('the programme turns from scene to scene without a gap, and every screen comes to the same place', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 3 * DAY_MS }), (steps, later) => {
        const { wall, now } = played(steps)
        const at = now + later
        const here = programmeAt(wall.state, at)
        expect(here.scene).toBe(here.scenes[here.place])
        fc.pre(!here.isPaused && here.until !== null)
        const until = here.until ?? 0
        expect(here.since).toBeLessThanOrEqual(at)
        expect(until).toBeGreaterThan(at)
        const next = programmeAt(wall.state, until)
        // Unless another part of the day begins before.
        if (next.scenes === here.scenes && wall.state.schedule.length === 1)
          expect(next.place).toBe((here.place + 1) % here.scenes.length)
      }),
    )
  })
})

describe('a new wall', () => {
  it('turns to every scene of the city, each for as long as it says', () => {
    const { state } = newWall(NOW)
    expect(commandedAt(state, NOW)).toMatchObject({ scene: 'city', level: 'schedule', until: NOW + 45_000 })
    expect(commandedAt(state, NOW + 45_000)).toMatchObject({ scene: 'publicService', until: NOW + 85_000 })
  })

  it('stands where it was paused, goes on by itself, and loses nothing of the scene', () => {
    const paused = acted(newWall(NOW), { is: 'pause', until: NOW + HOUR_MS }, { by: 'An', at: NOW + 20_000 })
    expect(commandedAt(paused.state, NOW + 30 * MINUTE_MS)).toMatchObject({ scene: 'city', isPaused: true })
    expect(commandedAt(paused.state, NOW + HOUR_MS)).toMatchObject({
      ...{ scene: 'city', isPaused: false },
      until: NOW + HOUR_MS + 25_000,
    })
  })

  it('steps on and back, paused or not; the scene gets its full time', () => {
    const on = acted(newWall(NOW), { is: 'step', by: 1 }, { by: 'An', at: NOW + 40_000 })
    expect(commandedAt(on.state, NOW + 40_000)).toMatchObject({ scene: 'publicService', until: NOW + 80_000 })
    const back = acted(newWall(NOW), { is: 'step', by: -1 })
    expect(commandedAt(back.state, NOW).scene).toBe(TURNED_SCENES.at(-1))
    const paused = acted(acted(newWall(NOW), { is: 'pause', until: null }), { is: 'step', by: 1 })
    expect(commandedAt(paused.state, NOW + DAY_MS)).toMatchObject({ scene: 'publicService', isPaused: true })
  })

  it('pins what is on until it is given back', () => {
    const pinned = acted(newWall(NOW), { is: 'pin' }, { by: 'An', at: NOW + 50_000 })
    expect(shown(pinned, NOW + DAY_MS)).toMatchObject({ id: 'publicService', level: 'manual', by: 'An' })
    expect(shown(acted(pinned, { is: 'release' }), NOW + 50_000)).toMatchObject({ level: 'schedule' })
    const held = acted(newWall(NOW), take({ until: NOW + MINUTE_MS }))
    const kept = acted(held, { is: 'pin' })
    expect(shown(kept, NOW + DAY_MS)).toMatchObject({ id: 'water', level: 'manual' })
    expect(takeAt(acted(kept, { is: 'release' }).state, NOW)).toBeUndefined()
  })

  it('gives back at once what one level has piled up, and leaves what lies under it', () => {
    const under = acted(newWall(NOW), take({ level: 'storyline', scene: 'water', isOfDrill: true, returnTo: 'before' }))
    const piled = ['air', 'plan', 'systems'].reduce(
      (wall, scene) => acted(wall, take({ level: 'manual', scene, returnTo: 'before' })),
      under,
    )
    expect(shown(acted(piled, { is: 'release' }), NOW)).toMatchObject({ id: 'plan', level: 'manual' })
    expect(shown(acted(piled, { is: 'release', isAll: true }), NOW)).toMatchObject({ id: 'water', level: 'storyline' })
  })

  it('takes a storyline under the hand that has it, and refuses every other take that is weaker', () => {
    const held = acted(newWall(NOW), take({ level: 'manual', scene: 'air' }))
    const drill = take({ level: 'storyline', scene: 'water', isOfDrill: true, returnTo: 'before' })
    const begun = acted(held, drill)
    expect(shown(begun, NOW)).toMatchObject({ id: 'air', level: 'manual' })
    expect(shown(acted(begun, { is: 'release' }), NOW)).toMatchObject({ id: 'water', level: 'storyline' })
    expect(refusal(held, take({ level: 'storyline', scene: 'water' }))).toMatchObject({ is: 'wallHeld' })
    expect(refusal(acted(held, { is: 'lock', why: null }), drill)).toMatchObject({ is: 'wallLocked' })
  })

  it('turns in parts of the day, the last one past midnight', () => {
    const schedule = [
      { from: 7 * 60, scenes: ['plan', 'oneStop'], dwellS: 30 },
      { from: 17 * 60, scenes: ['water'], dwellS: null },
    ]
    const { state } = acted(newWall(NOW), { is: 'schedule', schedule, onCritical: 'wall', calls: [] })
    const at = (time: string) => commandedAt(state, Date.parse(`2026-11-30T${time}+07:00`)).scene
    expect([at('06:59:59'), at('07:00:00'), at('07:00:30'), at('16:59:59'), at('17:00:00'), at('23:00:00')]).toEqual([
      ...['water', 'plan', 'oneStop', 'oneStop', 'water', 'water'],
    ])
  })
})

it('says why it is refused', () => {
  const wall = newWall(NOW)
  expect(refusal(wall, take({ scene: 'gone' }))).toEqual({ is: 'unknownScene', scene: 'gone' })
  expect(refusal(wall, take({ scene: 'commune' }))).toEqual({ is: 'focusMissing', scene: 'commune' })
  expect(refusal(wall, take({ scene: 'commune', focus: { unit: '31135' } }))).toBeUndefined()
  expect(refusal(wall, take({ until: NOW }))).toEqual({ is: 'wrongHold' })
  expect(refusal(wall, take({ until: NOW + LONGEST_HOLD_MS + 1 }))).toEqual({ is: 'wrongHold' })
  expect(refusal(wall, { is: 'release' })).toEqual({ is: 'nothingTaken' })
  expect(refusal(wall, { is: 'undo' })).toEqual({ is: 'nothingToUndo' })
  expect(refusal(wall, { is: 'unlock' })).toEqual({ is: 'notLocked' })
  const part = (from: number, id = 'city') => ({ from, scenes: [id], dwellS: null })
  const schedule = (...parts: ReturnType<typeof part>[]): WallAct => ({
    ...{ is: 'schedule', schedule: parts, onCritical: 'pane', calls: [] },
  })
  expect(refusal(wall, schedule(part(60), part(60)))).toEqual({ is: 'wrongSchedule' })
  expect(refusal(wall, schedule())).toEqual({ is: 'wrongSchedule' })
  expect(refusal(wall, schedule(part(0, 'commune')))).toEqual({ is: 'focusMissing', scene: 'commune' })
  const held = acted(wall, take())
  expect(refusal(held, { is: 'step', by: 1 })).toMatchObject({ is: 'wallHeld', by: 'Nguyễn An' })
})

it('an alert that is over gives back what it took, and is brought back by no undo', () => {
  const held = acted(newWall(NOW), take({ scene: 'plan' }))
  const called = acted(held, take({ level: 'emergency', scene: 'water', cause: 'a-1' }), { by: 'hub', at: NOW })
  const stepped = acted(called, { is: 'undo' })
  expect(shown(stepped, NOW)).toMatchObject({ id: 'water', level: 'emergency' })
  const released = acted(called, { is: 'release' })
  expect(shown(released, NOW)).toMatchObject({ id: 'plan' })
  const over = acted(called, { is: 'release', cause: 'a-1' }, { by: 'hub', at: NOW })
  expect(shown(over, NOW)).toMatchObject({ id: 'plan' })
  expect(shown(acted(over, { is: 'undo' }), NOW)).toMatchObject({ level: 'schedule' })
  expect(refusal(over, { is: 'release', cause: 'a-1' })).toEqual({ is: 'nothingTaken' })
})

describe('what of a scene is shown', () => {
  const wall = newWall(NOW)
  const PAST = NOW - 3 * HOUR_MS

  it('is narrowed only as the scene is declared to be', () => {
    const narrowed = (scene: string, filter: WallFilter) => refusal(wall, take({ scene, filter }))
    expect(narrowed('water', { unit: '916', kind: 'rain' })).toBeUndefined()
    expect(narrowed('city', { severity: 'major' })).toBeUndefined()
    expect(narrowed('plan', { unit: '916' })).toEqual({ is: 'wrongSceneFilter', scene: 'plan', name: 'unit' })
    expect(narrowed('water', { kind: 'airQuality' })).toMatchObject({ is: 'wrongSceneFilter', name: 'kind' })
    expect(refusal(wall, take({ scene: 'incident' }))).toEqual({ is: 'focusMissing', scene: 'incident' })
  })

  it('is of a past moment only where the scene has one, within what is kept, and until it is given back by itself', () => {
    const of = (moment: number, more: Parameters<typeof take>[0] = {}) =>
      refusal(wall, take({ moment, until: NOW + HOUR_MS, ...more }))?.is
    expect(of(PAST)).toBeUndefined()
    expect(of(PAST, { scene: 'city' })).toBe('noPast')
    expect(of(PAST, { until: null })).toBe('momentWithoutEnd')
    expect(of(NOW)).toBe('wrongPastMoment')
    expect(of(NOW - LONGEST_PAST_MS - 1)).toBe('wrongPastMoment')
  })

  it('is commanded with the scene, survives a pin with its end, and is given back with it', () => {
    const filter = { kind: 'rain' } as const
    const taken = acted(wall, take({ moment: PAST, filter, until: NOW + HOUR_MS }))
    expect(commandedAt(taken.state, NOW)).toMatchObject({ scene: 'water', moment: PAST, filter })
    const pinned = acted(taken, { is: 'pin' })
    expect(takeAt(pinned.state, NOW)).toMatchObject({ moment: PAST, filter, until: NOW + HOUR_MS })
    expect(commandedAt(pinned.state, NOW + HOUR_MS)).toMatchObject({ level: 'schedule', moment: null, filter: {} })
  })
})

describe('a view in an address', () => {
  it('is read as it was written', () => {
    const view = { scene: 'water', focus: {}, filter: { unit: '916', kind: 'rain' }, moment: NOW } as const
    const address = new URLSearchParams(viewInAddress(view))
    expect(viewOfAddress((name) => address.get(name))).toEqual(view)
    expect(viewInAddress({ ...WHOLE_VIEW, scene: 'incident', focus: { incident: 'SV-1' } })).toEqual({
      ...{ scene: 'incident', incident: 'SV-1' },
    })
  })

  it('passes over what is no view', () => {
    const address = new URLSearchParams('scene=water&kind=nothing&at=never')
    expect(viewOfAddress((name) => address.get(name))).toEqual({ ...WHOLE_VIEW, scene: 'water' })
  })
})

it('a kind of alerts calls the scene that is set for it, from a severity on, while nobody has taken the alert on', () => {
  const calls = [{ kind: 'water', scene: 'water', from: 'major', minutes: 15 }] as const
  const alert = alertRow('a', { rule: 'waterLevel.level', severity: 'critical' })
  expect(callOf(calls, alert)).toBe(calls[0])
  expect(callOf(calls, { ...alert, severity: 'minor' })).toBeUndefined()
  expect(callOf(calls, { ...alert, rule: 'airQuality.index' })).toBeUndefined()
  expect(callOf(calls, { ...alert, handling: 'acknowledged' })).toBeUndefined()
  expect(callOf([], alert)).toBeUndefined()
})
