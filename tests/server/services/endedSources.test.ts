import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, expect, it } from 'vitest'
import { createCalendar } from '../../../domain/calendar/calendar.ts'
import { HOUR_MS, startOfDay } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { createFigures } from '../../../server/services/figures/figures.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'

/** Of who has ended the days before its end count, with what they said and what they owed; of the days after nothing is asked. */

const units = UNIT_TREES['2021']
const COMMUNE = '31117'
const DISTRICT = '916'
const postgres = await startPostgres()
afterAll(async () => void (await postgres?.stop()))

it.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])(
  'keeps the time before the end, on %s',
  async (kind) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ioc-ended-'))
    const databaseUrl = kind === 'postgres' ? await postgres?.database('ended') : undefined
    const clock = handClock(startOfDay('2026-11-27') + 12 * HOUR_MS)
    const store = createStore({ dataDir, databaseUrl, clock, log: pino({ level: 'silent' }) })
    await store.start()
    const before = createCity({ edition: '2021', clock, picture: createPicture() })
    // Two cameras that count in every hour of Monday to Wednesday; one of them ends on Thursday, and the other goes on.
    const place = { commune: COMMUNE, lng: 105.78, lat: 10.04, office: null, noticePosted: null, live: null }
    for (const id of ['A', 'B']) {
      const camera = { id, name: `Một cửa ${id}`, ...place, everyMs: 5_000, simulated: false }
      before.apply({ is: 'cameraAnnounce', camera })
      await store.append({ is: 'camera', camera, edition: '2021' })
      for (let at = startOfDay('2026-11-23'); at < clock.now(); at += HOUR_MS / 4) {
        if (id === 'B' && at >= startOfDay('2026-11-26')) continue
        const values = { waiting: id === 'A' ? 2 : 6, counters: 4, countersStaffed: 2 }
        await store.append({ is: 'samples', samples: [{ source: `camera/${id}`, at, receivedAt: at, values }] })
      }
    }
    // A commune that reports from Monday to Wednesday and ends on Thursday.
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      const at = startOfDay(day) + 16 * HOUR_MS
      const report = { system: 'oneStop', edition: '2021', unit: COMMUNE, period: day, at, receivedAt: at } as const
      const reports = [{ ...report, counts: { received: 10 }, simulated: false }]
      before.apply({ is: 'statistics', reports, retained: false })
      await store.append({ is: 'statistics', reports })
    }
    const at = startOfDay('2026-11-26') + 9 * HOUR_MS
    for (const source of [`statistics/oneStop/${COMMUNE}`, 'camera/B']) {
      const retirement = { source, at, by: 'Lan' }
      before.retire(retirement)
      await store.append({ is: 'retired', retirement })
    }
    const after = createCity({ edition: '2021', clock, picture: createPicture() })
    await after.restore(store)
    for (const city of [before, after]) {
      const figures = createFigures({ units, clock, city, calendar: createCalendar(), prefix: 'ioc/v1', store })
      const figure = (
        unit: string,
        from: string,
        to: string,
        kpi: 'receivedToday' | 'camerasOnline' | 'waitingNow' = 'receivedToday',
      ) => figures.figure(kpi, unit, { from, to })
      // Three of the three days it owed; nothing of Thursday and Friday.
      expect(await figure(COMMUNE, '2026-11-23', '2026-11-27')).toMatchObject({ value: 30, reported: 3, expected: 3 })
      expect(await figure(COMMUNE, '2026-11-26', '2026-11-27')).toMatchObject({ value: null, reported: 0, expected: 0 })
      expect(await figure(COMMUNE, '2026-11-25', '2026-11-26')).toMatchObject({ value: 10, reported: 1, expected: 1 })
      // Its district's other communes owe the whole week.
      const communes = units.communesOf(DISTRICT).length
      const whole = await figure(DISTRICT, '2026-11-23', '2026-11-26')
      expect(whole).toMatchObject({ reported: 3, expected: (communes - 1) * 4 + 3 })
      const { missing } = await figures.explain('receivedToday', COMMUNE, 'day', '2026-11-27')
      expect(missing).toEqual([])
      const { points } = await figures.series({
        ...{ kpi: 'receivedToday', unit: COMMUNE },
        ...{ from: startOfDay('2026-11-23'), to: startOfDay('2026-11-28') },
      })
      expect(points.map(({ reported, expected }) => [reported, expected])).toEqual([
        [1, 1],
        [1, 1],
        [1, 1],
        [0, 0],
        [0, 0],
      ])
      // Both cameras worked for three days; on Thursday only one of them was there.
      expect(await figure(COMMUNE, '2026-11-23', '2026-11-25', 'camerasOnline')).toMatchObject({
        ...{ value: 100, numerator: 144, denominator: 144, reported: 144, expected: 144 },
      })
      expect(await figure(COMMUNE, '2026-11-27', '2026-11-27', 'camerasOnline')).toMatchObject({
        ...{ value: 100, numerator: 12, denominator: 12, reported: 12, expected: 12 },
      })
      expect(await figure(COMMUNE, '2026-11-23', '2026-11-23', 'waitingNow')).toMatchObject({ value: 8 })
      expect(await figure(COMMUNE, '2026-11-27', '2026-11-27', 'waitingNow')).toMatchObject({ value: 2 })
    }
    await store.stop()
    await rm(dataDir, { recursive: true, force: true })
  },
)
