import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { commandedAt } from '../../../domain/walls/commanded.ts'
import type { WallAct } from '../../../domain/walls/transition.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { systemClock as clock } from '../../../server/clock.ts'
import { createWalls, type Walls } from '../../../server/services/walls.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { alertRow } from '../../support/alert.ts'
import { until } from '../../support/until.ts'
import { takeOf } from '../../support/wallState.ts'

const units = UNIT_TREES['2025']
const log = pino({ level: 'silent' })
let folder: string
let store: ReturnType<typeof createStore>
let walls: Walls
let alerts: Alert[] = []
let isDrill = false
const picture = createPicture()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ioc-calls-'))
  store = createStore({ dataDir: folder, clock, log })
  await store.start()
  const all = () => [{ id: 'w-1', name: 'Sảnh', place: units.city.code }]
  walls = createWalls({ clock, store, picture, units, all, alerts: () => alerts, isDrill: () => isDrill, log })
  await walls.start()
})
afterAll(async () => {
  await walls?.stop()
  await store?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function act(step: WallAct): Promise<void> {
  const planned = walls.plan('w-1', step, { by: 'An', at: clock.now() })
  const entry = {
    who: { is: 'hub', id: 'hub', name: 'hub' },
    at: clock.now(),
    did: 'test',
    input: {},
    unit: null,
  } as const
  await store.audited(
    () => ({ ...entry, from: { door: 'hub', address: null }, result: 'done' }) as never,
    (tables) => planned.write(tables),
    () => planned.apply(),
  )
}

const shown = () => {
  const state = picture.get('wallStates', 'w-1')
  if (state === undefined) throw new Error('no wall')
  return commandedAt(state, clock.now())
}

it('an alert of a kind calls its scene up where the wall is set so, says why, and ends with it; a person’s hand is stronger', async () => {
  await act({
    ...{ is: 'schedule', schedule: [{ from: 0, scenes: ['plan'], dwellS: null }], onCritical: 'nothing' },
    calls: [{ kind: 'water', scene: 'water', from: 'major', minutes: 5 }],
  })
  await act(takeOf({ scene: 'air' }))
  const flood = alertRow('flood', { rule: 'waterLevel.level', severity: 'major' })
  const mild = alertRow('mild', { rule: 'rain.intensity', severity: 'minor' })
  const link = alertRow('link', { rule: 'link.down', severity: 'critical' })
  alerts = [flood, mild, link]
  await act({ is: 'release' })
  const { take } = await until(() => shown().take?.cause === 'flood' && shown())
  expect(take).toMatchObject({ scene: 'water', level: 'storyline', why: 'Cảnh báo flood', by: 'hub' })
  expect(take?.until).toBeLessThanOrEqual(clock.now() + 5 * 60_000)
  expect(take?.inDrill).toBe(false)
  await act(takeOf({ scene: 'air' }))
  expect(shown()).toMatchObject({ scene: 'air', level: 'manual' })
  await act({ is: 'release' })
  expect(shown().take?.cause).toBe('flood')
  alerts = [{ ...flood, handling: 'acknowledged' }, mild, link]
  await until(() => shown().level === 'schedule')
  // It has had the wall: it does not take it again.
  alerts = [flood, mild, link]
  await act({ is: 'pause', until: null })
  expect(shown()).toMatchObject({ level: 'schedule', scene: 'plan' })
})

it('says of what an alert calls up while a drill goes on that it came in one, though this wall is not held by it', async () => {
  alerts = []
  await until(() => shown().take === undefined && shown())
  isDrill = true
  alerts = [alertRow('drilled', { rule: 'waterLevel.level', severity: 'major' })]
  await act({ is: 'resume' })
  const { take } = await until(() => shown().take?.cause === 'drilled' && shown())
  expect(take).toMatchObject({ isOfDrill: false, inDrill: true })
  isDrill = false
})
