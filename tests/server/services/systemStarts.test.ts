import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, expect, it } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import { dueDays, owedOf } from '../../../domain/kpis/coverage.ts'
import { oneStop } from '../../../domain/systems/oneStop.ts'
import { HOUR_MS, startOfDay } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { createFigures } from '../../../server/services/figures/figures.ts'
import { createIndex766 } from '../../../server/services/index766.ts'
import { createKpis } from '../../../server/services/kpis/kpis.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'
import { until } from '../../support/until.ts'

/** A system put in use in the middle of a month owes nothing for the days before, whoever reports to it; each of its units owes all since. */

const units = UNIT_TREES['2021']
const [FIRST, SECOND] = ['31117', '31120']
const postgres = await startPostgres()
afterAll(async () => void (await postgres?.stop()))
const calendar = createCalendar()

it('owes the working days from its first on, and a stock only once it is in use', () => {
  const span = { from: '2026-11-01', to: '2026-11-30' } as const
  const due = (begun: string | undefined, of = span as { from: string; to: string }) =>
    dueDays(oneStop, of, '2026-12-15', calendar, begun)
  expect(due(undefined).days.size).toBe(21)
  expect(due('2026-01-05').days).toEqual(due(undefined).days)
  // A Saturday: Monday the 23rd is the first that is due.
  expect([...due('2026-11-21').days]).toEqual([
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-30',
  ])
  for (const nature of ['flow', 'stock'] as const) {
    expect(owedOf(nature, due('2026-12-01'), undefined)).toBe(0)
    expect(owedOf(nature, due('2026-11-30'), undefined)).toBe(1)
  }
  // What a span that is yet to come owes does not depend on it.
  const ahead = { from: '2026-12-20', to: '2026-12-31' }
  expect(due(undefined, ahead)).toEqual(due('2026-12-01', ahead))
})

it.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])(
  'live, over periods, by weeks, by days and in the index, on %s',
  async (kind) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ioc-starts-'))
    const databaseUrl = kind === 'postgres' ? await postgres?.database('starts') : undefined
    const clock = handClock(startOfDay('2026-11-27') + 12 * HOUR_MS)
    const store = createStore({ dataDir, databaseUrl, clock, log: pino({ level: 'silent' }) })
    await store.start()
    const city = createCity({ edition: '2021', clock, picture: createPicture() })
    for (const day of [
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
    ]) {
      const at = startOfDay(day) + 16 * HOUR_MS
      const report = { system: 'oneStop', edition: '2021', unit: FIRST, period: day, at, receivedAt: at } as const
      const reports = [{ ...report, counts: { resolvedOnTime: 9, resolvedLate: 1 }, simulated: false }]
      city.apply({ is: 'statistics', reports, retained: false })
      await store.append({ is: 'statistics', reports })
    }
    let begun: string | undefined
    const how = { units, clock, city, calendar, prefix: 'ioc/v1', store, begunOn: () => begun }
    const figures = createFigures(how)
    const kpis = createKpis({ ...how, publish: () => undefined })
    kpis.start()
    const month = { from: '2026-11-01', to: '2026-11-27' } as const
    const covered = async (unit: string) => {
      const { reported, expected } = await figures.figure('onTimeRate', unit, month)
      const live = await until(() => kpis.value('onTimeRate', unit))
      return [reported, expected, live.reported, live.expected]
    }
    expect(await covered(FIRST)).toEqual([7, 19, 7, 19])
    begun = '2026-11-18'
    figures.calendarChanged()
    kpis.settingsChanged()
    expect(await covered(FIRST)).toEqual([7, 7, 7, 7])
    // A start is the system's: who has not said anything since is missing.
    expect(await covered(SECOND)).toEqual([0, 7, 0, 7])
    expect(await figures.figure('onTimeRate', FIRST, { from: '2026-11-01', to: '2026-11-17' })).toMatchObject({
      ...{ value: null, reported: 0, expected: 0 },
    })
    const weeks = await figures.weeks('onTimeRate', FIRST, '2026-11-26', 3)
    expect(weeks.map(({ reported, expected }) => [reported, expected])).toEqual([
      [0, 0],
      [2, 2],
      [5, 5],
    ])
    const { points } = await figures.series({
      ...{ kpi: 'onTimeRate', unit: FIRST },
      ...{ from: startOfDay('2026-11-16'), to: startOfDay('2026-11-20') },
    })
    expect(points.map(({ reported, expected }) => [reported, expected])).toEqual([
      [0, 0],
      [0, 0],
      [1, 1],
      [1, 1],
    ])
    const ofBoth = (first: string, second: string) => {
      const starts = new Map([
        ['oneStop', first],
        ['portal', second],
      ])
      const both = createFigures({ ...how, begunOn: (system) => starts.get(system) })
      return both.due(['oneStop', 'portal'], month).days.size
    }
    // Of two systems together the last to begin.
    expect([ofBoth('2026-11-18', '2026-11-26'), ofBoth('2026-11-26', '2026-11-18')]).toEqual([1, 1])
    const row = (await createIndex766({ units, figures }).rows('month', '2026-11-27')).find(
      ({ unit }) => unit === FIRST,
    )
    expect(row?.criteria.find(({ id }) => id === '2.1')?.expected).toBe(7)
    kpis.stop()
    await store.stop()
    await rm(dataDir, { recursive: true, force: true })
  },
)
