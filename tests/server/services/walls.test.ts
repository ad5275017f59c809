import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SECOND_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { DEFAULT_GEOMETRY } from '../../../domain/walls/geometry.ts'
import type { Painted, WallReport } from '../../../domain/walls/report.ts'
import { newWall } from '../../../domain/walls/transition.ts'
import { TURNS_AFTER_MS } from '../../../domain/walls/turning.ts'
import type { WallLogEntry } from '../../../domain/walls/wallLog.ts'
import type { KeptWall, Take } from '../../../domain/walls/wallState.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { createWalls } from '../../../server/services/walls.ts'
import { handClock } from '../../support/clock.ts'
import { WHOLE } from '../../support/wallState.ts'

const units = UNIT_TREES['2025']
const clock = handClock()
const PAINTED: Painted = {
  ...{
    wall: null,
    screen: 1,
    scene: 'water',
    ...WHOLE,
    version: 1,
    paintedAt: clock.now(),
    dataAt: null,
    lateMs: null,
    readyMs: null,
  },
  ...{ build: 'b', faults: [], dropped: 0, memoryMb: null, width: 1, height: 1, geometry: DEFAULT_GEOMETRY },
  startedAt: clock.now(),
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Walls of a hub that has one. @param store what its store does, where that is more than nothing */
function aWall({
  picture = createPicture(),
  store = {},
}: {
  readonly picture?: ReturnType<typeof createPicture>
  readonly store?: Partial<Parameters<typeof createWalls>[0]['store']>
} = {}) {
  return createWalls({
    ...{ clock, units, picture, alerts: () => [], log: { warn: () => undefined } },
    all: () => [{ id: 'w-1', name: 'Sảnh', place: units.city.code }],
    store: {
      walls: async () => ({ states: new Map(), screens: [], last: 0, lastAt: null }),
      audited: async () => undefined,
      forgetWallScreens: async () => undefined,
      saveWallShown: async () => undefined,
      ...store,
    },
  })
}

it('what screens showed while the store does not write is written when it does again, in its order', async () => {
  let isBroken = true
  const logged: string[] = []
  const screens = new Map<string, string>()
  const walls = aWall({
    store: {
      async saveWallShown(shown: { entries: readonly WallLogEntry[]; screens: readonly WallReport[] }) {
        if (isBroken) throw new Error('the disk is full')
        for (const { number, what } of shown.entries) logged.push(`${number} ${what.scene}`)
        for (const { key, scene } of shown.screens) screens.set(key, scene)
      },
    },
  })
  await walls.start()
  const line = {}
  walls.painted('w-1', line, PAINTED)
  walls.painted('w-1', {}, { ...PAINTED, screen: 2, scene: 'city' })
  await vi.advanceTimersByTimeAsync(6 * SECOND_MS)
  walls.painted('w-1', line, { ...PAINTED, scene: 'air' })
  isBroken = false
  await vi.advanceTimersByTimeAsync(6 * SECOND_MS)
  expect(logged).toEqual(['1 water', '2 city', '3 air'])
  expect(Object.fromEntries(screens)).toEqual({ 'w-1/1': 'air', 'w-1/2': 'city' })
  await walls.stop()
})

it('the log says until when something hung: that a screen went off, that a take ended by itself, and that nobody had seen it', async () => {
  const logged: WallLogEntry[] = []
  const walls = aWall({
    store: {
      async saveWallShown({ entries }: { entries: readonly WallLogEntry[] }) {
        logged.push(...entries)
      },
    },
  })
  await walls.start()
  const line = {}
  const turns = async (seconds: number, painted?: Partial<Painted>) => {
    for (let n = 0; n < seconds; n++) {
      if (painted !== undefined) walls.painted('w-1', line, { ...PAINTED, ...painted })
      clock.advance(SECOND_MS)
      await vi.advanceTimersByTimeAsync(SECOND_MS)
    }
  }
  const take = (scene: string, seconds: number) => {
    const at = clock.now()
    const step = walls.plan(
      'w-1',
      {
        ...{ is: 'take', level: 'manual', scene, ...WHOLE, until: at + seconds * SECOND_MS },
        ...{ why: null, returnTo: 'before', cause: null },
      },
      { by: 'An', at },
    )
    step.apply()
    return step.row().version
  }
  const water = take('water', 20)
  await turns(30, { version: water })
  const heard = clock.now()
  walls.gone(line)
  await turns(20)
  take('air', 5)
  await turns(12)
  await turns(8, { scene: 'plan', version: 9 })
  await walls.stop()
  const told = logged.map(({ at, what }) => [what.is, 'screen' in what ? what.screen : null, what.scene, at - heard])
  const [first, over, off, unseen, back] = told.filter(([is]) => is !== 'done')
  expect([first, over]).toEqual([
    ['shown', 1, 'water', expect.any(Number)],
    ['ended', null, 'water', expect.any(Number)],
  ])
  // It was heard last a second before it went.
  expect(off).toEqual(['off', 1, 'water', -SECOND_MS])
  expect(unseen?.slice(0, 3)).toEqual(['ended', null, 'air'])
  expect(back?.slice(0, 3)).toEqual(['shown', 1, 'plan'])
  expect(logged.flatMap(({ what }) => (what.is === 'ended' ? [what.wasPainted] : []))).toEqual([true, false])
})

it('a hub that is started anew notes what ended meanwhile, once, and says of no take that nobody saw it where it does not know', async () => {
  const logged: WallLogEntry[] = []
  const screens = new Map<string, WallReport>()
  const states = new Map<string, KeptWall>()
  const begin = async () => {
    const walls = aWall({
      store: {
        walls: async () => ({
          ...{ states: new Map(states), screens: [...screens.values()], last: logged.at(-1)?.number ?? 0 },
          lastAt: logged.length === 0 ? null : Math.max(...logged.map(({ at }) => at)),
        }),
        async saveWallShown(shown: { entries: readonly WallLogEntry[]; screens: readonly WallReport[] }) {
          logged.push(...shown.entries)
          for (const report of shown.screens) screens.set(report.key, report)
        },
      },
    })
    await walls.start()
    return walls
  }
  const turns = async (seconds: number, each: () => void = () => undefined) => {
    for (let n = 0; n < seconds; n++) {
      each()
      clock.advance(SECOND_MS)
      await vi.advanceTimersByTimeAsync(SECOND_MS)
    }
  }
  const at = clock.now()
  const take = (scene: string, until: number): Take => ({
    ...{ level: 'manual', scene, ...WHOLE, why: null, by: 'An', at, until },
    ...{ cause: null, isOfDrill: false, inDrill: false },
  })
  const wall = newWall(at)
  const takes = [take('air', at + 100 * SECOND_MS), take('water', at + 20 * SECOND_MS)]
  states.set('w-1', { ...wall, state: { ...wall.state, takes } })
  // A screen has painted what lies uppermost; the hub ends, and is there again when that is over.
  const first = await begin()
  await turns(5, () => first.painted('w-1', first, PAINTED))
  await first.stop()
  const heard = clock.now() - SECOND_MS
  clock.advance(60 * SECOND_MS)
  for (let n = 0; n < 2; n++) {
    const again = await begin()
    await turns(30)
    await again.stop()
  }
  const told = logged.map(({ at: when, what }) => [
    ...[what.is, what.scene, when - at],
    ...(what.is === 'ended' ? [what.wasPainted] : []),
  ])
  expect(told.toSorted(([, , one], [, , other]) => Number(one) - Number(other))).toEqual([
    ['shown', 'water', 0],
    ['off', 'water', heard - at],
    ['ended', 'water', 20 * SECOND_MS, true],
    ['ended', 'air', 100 * SECOND_MS, null],
  ])
})

it('a page that comes back on another line, while the one it had still seems to stand, is no second machine; another page is one', async () => {
  const picture = createPicture()
  const walls = aWall({ picture })
  const machines = () => (picture.get('wallReports', 'w-1/1') as WallReport | undefined)?.machines
  await walls.start()
  const [cut, back] = [{}, {}]
  walls.painted('w-1', cut, { ...PAINTED, page: 'a' })
  walls.painted('w-1', back, { ...PAINTED, page: 'a' })
  expect(machines()).toBe(1)
  walls.gone(cut)
  expect(machines()).toBe(1)
  walls.painted('w-1', {}, { ...PAINTED, page: 'b' })
  expect(machines()).toBe(2)
  // Pages of an earlier build say nothing of themselves: each line is one.
  walls.painted('w-1', {}, PAINTED)
  walls.painted('w-1', {}, PAINTED)
  expect(machines()).toBe(4)
  await walls.stop()
})

it('a wall turns as long after an act as the slowest of its screens that are on took to have ready what the last ones brought', async () => {
  const walls = aWall()
  await walls.start()
  const leadNow = () => {
    const at = clock.now()
    const { turnsAt } = walls.plan('w-1', { is: 'lock', why: null }, { by: 'An', at }).row()
    return (turnsAt ?? Number.NaN) - at
  }
  const [left, right] = [{}, {}]
  const told = (line: object, screen: number, version: number, readyMs: number | null) =>
    walls.painted('w-1', line, { ...PAINTED, screen, version, readyMs })
  told(left, 1, 1, null)
  expect(leadNow()).toBe(TURNS_AFTER_MS)
  told(left, 1, 2, 80)
  expect(leadNow()).toBe(150)
  told(right, 2, 2, 180)
  expect(leadNow()).toBe(230)
  // Said again with every report, it is one act.
  for (let times = 0; times < 9; times++) told(left, 1, 2, 80)
  told(left, 1, 3, 900)
  expect(leadNow()).toBe(400)
  for (let version = 4; version < 12; version++) told(left, 1, version, 90)
  expect(leadNow()).toBe(230)
  clock.advance(11 * SECOND_MS)
  told(left, 1, 11, 90)
  expect(leadNow()).toBe(150)
  await walls.stop()
})

it('screens turn together to what was long in being written, too', async () => {
  const picture = createPicture()
  const walls = aWall({ picture })
  await walls.start()
  const turnAfter = (writtenMs: number) => {
    const step = walls.plan('w-1', { is: 'step', by: 1 }, { by: 'An', at: clock.now() })
    clock.advance(writtenMs)
    step.apply()
    return (picture.get('wallStates', 'w-1')?.turnsAt ?? Number.NaN) - clock.now()
  }
  expect(turnAfter(50)).toBe(TURNS_AFTER_MS - 50)
  expect(turnAfter(2 * SECOND_MS)).toBe(100)
  await walls.stop()
})

it('a screen that is off is none of a wall that is put together without it, and stays one of a wall that has it', async () => {
  const picture = createPicture()
  const forgotten: string[] = []
  const walls = aWall({
    picture,
    store: {
      forgetWallScreens: async (keys: readonly string[]) => void forgotten.push(...keys),
    },
  })
  await walls.start()
  const geometry = { ...DEFAULT_GEOMETRY, columns: 3, rows: 2 }
  const of = (screen: number) => ({ ...PAINTED, screen, geometry, isWhole: false })
  const known = () => [...picture.rows('wallReports')].map(({ screen }) => screen).sort()
  const [first, second, sixth] = [{}, {}, {}]
  walls.painted('w-1', second, of(2))
  walls.painted('w-1', sixth, of(6))
  walls.gone(sixth)
  walls.painted('w-1', first, of(1))
  expect(known()).toEqual([1, 2, 6])
  // Of two by two panels there is no sixth.
  walls.painted('w-1', first, { ...of(1), geometry: { ...geometry, columns: 2 } })
  expect(known()).toEqual([1, 2])
  // One window shows all of it: what is off is gone, what paints is told.
  walls.painted('w-1', first, { ...of(1), isWhole: true })
  expect(known()).toEqual([1, 2])
  walls.gone(second)
  walls.painted('w-1', first, { ...of(1), isWhole: true })
  expect(known()).toEqual([1])
  await walls.stop()
  expect(forgotten).toEqual(['w-1/6', 'w-1/2'])
})

it('the log says of what an act has superseded that it was not told, however late it is painted, and of a level that takes over what stands that it was shown', async () => {
  const logged: WallLogEntry['what'][] = []
  const audited = async (_of: unknown, writeStep: (tables: never) => Promise<void>, apply: () => void) => {
    await writeStep(undefined as never).catch(() => undefined)
    apply()
  }
  const walls = aWall({
    store: {
      audited: audited as never,
      async saveWallShown({ entries }: { entries: readonly WallLogEntry[] }) {
        for (const { what } of entries) logged.push(what)
      },
    },
  })
  await walls.start()
  const take = (level: 'storyline' | 'emergency') => {
    const at = clock.now()
    const step = { is: 'take', level, scene: 'water', ...WHOLE, until: null, why: null, cause: null } as const
    const planned = walls.plan('w-1', { ...step, returnTo: 'before' }, { by: 'An', at })
    planned.apply()
    return planned.row().version
  }
  const line = {}
  const drill = take('storyline')
  clock.advance(22 * SECOND_MS)
  // A machine at its limits: what it painted is old, and so is what it knows.
  const now = () => ({ paintedAt: clock.now(), dataAt: clock.now() - 20 * SECOND_MS })
  walls.painted('w-1', line, { ...PAINTED, ...now(), scene: 'security', version: 0 })
  walls.painted('w-1', line, { ...PAINTED, ...now(), scene: 'water', version: drill })
  const emergency = take('emergency')
  walls.painted('w-1', line, { ...PAINTED, ...now(), scene: 'water', version: drill })
  walls.painted('w-1', line, { ...PAINTED, ...now(), scene: 'water', version: emergency })
  walls.painted('w-1', line, { ...PAINTED, ...now(), scene: 'water', version: emergency })
  await vi.advanceTimersByTimeAsync(6 * SECOND_MS)
  await walls.stop()
  const shown = logged.flatMap((what) => (what.is === 'shown' ? [[what.scene, what.level, what.asTold]] : []))
  expect(shown).toEqual([
    ['security', 'storyline', false],
    ['water', 'storyline', true],
    ['water', 'emergency', true],
  ])
})

it('a still that comes late is kept all the same, once, and only while nobody has asked anew', async () => {
  const walls = aWall()
  await walls.start()
  walls.painted('w-1', {}, PAINTED)
  const ask = () => {
    const asked = walls.askStill('w-1', 1, 'An')
    asked.apply()
    return asked.askedAt
  }
  const send = (askedAt: number) => {
    const entry = walls.still('w-1', 1, { askedAt, takenAt: clock.now() })
    walls.stillKept('w-1', 1)
    return entry.what
  }
  const first = ask()
  clock.advance(45 * SECOND_MS)
  walls.painted('w-1', {}, PAINTED)
  await vi.advanceTimersByTimeAsync(3 * SECOND_MS)
  // It was withdrawn: somebody may ask anew. What was asked first and comes now is what was asked for.
  expect(send(first)).toMatchObject({ is: 'still', by: 'An' })
  expect(() => send(first)).toThrow()
  const second = ask()
  clock.advance(45 * SECOND_MS)
  walls.painted('w-1', {}, PAINTED)
  await vi.advanceTimersByTimeAsync(3 * SECOND_MS)
  const third = ask()
  expect(() => send(second)).toThrow()
  expect(send(third)).toMatchObject({ by: 'An' })
  await walls.stop()
})
