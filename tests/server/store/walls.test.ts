import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { BY_HUB } from '../../../domain/access/auditEntry.ts'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import { DAY_MS, HOUR_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { commandedAt } from '../../../domain/walls/commanded.ts'
import { DEFAULT_GEOMETRY } from '../../../domain/walls/geometry.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { screenStanding } from '../../../domain/walls/standing.ts'
import { newWall } from '../../../domain/walls/transition.ts'
import type { WallLogEntry } from '../../../domain/walls/wallLog.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { createWalls, type PlannedStep } from '../../../server/services/walls.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { writeWallState } from '../../../server/store/walls.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { takeOf, WHOLE } from '../../support/wallState.ts'

const postgres: TestPostgres | undefined = await startPostgres()
afterAll(() => postgres?.stop())

const clock = handClock()
const at = clock.now()

const REPORT: WallReport = {
  ...{ key: 'w-1/1', wall: 'w-1', place: '92', receivedAt: at, machines: 1, screen: 1, scene: 'water' },
  ...{
    ...WHOLE,
    still: null,
    version: 1,
    paintedAt: at,
    dataAt: null,
    lateMs: null,
    readyMs: null,
    build: 'b',
    faults: [],
    dropped: 0,
    memoryMb: 1.5,
  },
  ...{ width: 1, height: 1, geometry: DEFAULT_GEOMETRY, startedAt: at },
}

const UNTIL_NOW = { ...WHOLE, until: null, why: null }

function shown(number: number, wall: string, when: number): WallLogEntry {
  const what = { screen: 1, scene: 'water', ...WHOLE, level: 'manual', asTold: true, dataAt: null } as const
  return { number, wall, at: when, what: { is: 'shown', ...what } }
}

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('walls on %s', (engine) => {
  it('are kept with what is commanded, what their screens reported last, and half a year of what was shown', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ioc-walls-'))
    const databaseUrl = engine === 'postgres' ? await postgres?.database('walls') : undefined
    const store = createStore({ dataDir: folder, databaseUrl, clock, log: pino({ level: 'silent' }) })
    await store.start()
    try {
      expect(await store.walls()).toEqual({ states: new Map(), screens: [], last: 0, lastAt: null })
      const entry = { ...BY_HUB, at, did: 'test', input: {}, unit: null, result: 'done' }
      const done: WallLogEntry = {
        ...{ number: 1, wall: 'w-1', at },
        what: { is: 'done', by: 'An', did: 'pin', level: null, scene: 'water', ...UNTIL_NOW },
      }
      const state = newWall(at)
      await store.audited(
        () => entry,
        (tables) => writeWallState(tables, '2021', { wall: 'w-1', state, entry: done }),
      )
      const old = shown(2, 'w-1', at - 200 * DAY_MS)
      const entries = [old, shown(3, 'w-1', at), shown(4, 'w-2', at)]
      await store.saveWallShown({ entries, screens: [REPORT, { ...REPORT, key: 'w-1/2', screen: 2 }] })
      await store.saveWallShown({ entries: [], screens: [{ ...REPORT, scene: 'air' }] })
      await store.forgetWallScreens(['w-1/2'])
      expect(await store.walls()).toEqual({
        ...{ states: new Map([['w-1', state]]), screens: [{ ...REPORT, scene: 'air' }], last: 4, lastAt: at },
      })
      expect(await store.wallLog({ walls: ['w-1'], limit: 10 })).toEqual([shown(3, 'w-1', at), done])
      // As earlier hubs wrote it.
      const { focus: _none, ...what } = { ...shown(5, 'w-3', at).what, unit: '31135' }
      await store.saveWallShown({ entries: [{ ...shown(5, 'w-3', at), what: what as never }], screens: [] })
      expect(await store.wallLog({ walls: ['w-3'], limit: 10 })).toMatchObject([{ what: { focus: { unit: '31135' } } }])
      expect(await store.wallLog({ walls: ['w-1', 'w-2'], before: 4, limit: 1 })).toEqual([shown(3, 'w-1', at)])
      expect(await store.wallLog({ walls: [], limit: 10 })).toEqual([])
    } finally {
      await store.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('what waits for a wall that is off waits on when the hub is killed and started: its take, and a still asked of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ioc-walls-'))
    const databaseUrl = engine === 'postgres' ? await postgres?.database('pending') : undefined
    const store = createStore({ dataDir: folder, databaseUrl, clock, log: pino({ level: 'silent' }) })
    await store.start()
    const time = handClock(at)
    const city = UNIT_TREES['2025'].city.code
    const hub = () => {
      const picture = createPicture()
      const walls = createWalls({
        ...{ clock: time, store, picture, units: UNIT_TREES['2025'], alerts: () => [], log: pino({ level: 'silent' }) },
        all: () => [{ id: 'w-1', name: 'Sảnh', place: city }],
      })
      const report = () => picture.get('wallReports', 'w-1/1') as WallReport
      const state = () => picture.get('wallStates', 'w-1') as WallStateRow
      const carryOut = async ({ write, apply }: Pick<PlannedStep, 'write' | 'apply'>) =>
        store.audited(() => ({ ...BY_HUB, at, did: 'test', input: {}, unit: null, result: 'done' }), write, apply)
      return { walls, report, state, carryOut }
    }
    const first = hub()
    try {
      await store.saveWallShown({ entries: [], screens: [REPORT] })
      await first.walls.start()
      const actor = { by: 'An', at, seen: 0 }
      await first.carryOut(first.walls.plan('w-1', takeOf({ scene: 'air', until: at + HOUR_MS }), actor))
      await first.carryOut(first.walls.askStill('w-1', 1, 'An'))
      // Nothing is said to the first: it is killed.
      const second = hub()
      await second.walls.start()
      expect(commandedAt(second.state(), at)).toMatchObject({ scene: 'air', level: 'manual' })
      expect(second.report()).toMatchObject({ machines: 0, still: { askedAt: at, by: 'An' } })
      expect(screenStanding(second.state(), second.report(), at)).toBe('off')
      expect(() => second.walls.askStill('w-1', 1, 'Hà')).toThrow('An asked for a still')
      expect(second.walls.still('w-1', 1, { askedAt: at, takenAt: at }).what).toMatchObject({ is: 'still', by: 'An' })
      await second.walls.stop()
    } finally {
      await first.walls.stop()
      await store.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
