import { expect, it } from 'vitest'
import type { Source } from '../../../domain/sources/source.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { clockWatches } from '../../../server/services/alerting/clockWatches.ts'

const NOW = Date.parse('2026-11-23T10:40:00+07:00')

it('names the farthest off where many clocks are wrong together, and counts them all', () => {
  const source = (i: number): Source => ({
    ...{ id: `sensor/S${i}`, unit: '31117', status: null, everyMs: 60_000, retained: false, simulated: false },
    ...{ lastAt: NOW, lastReceivedAt: NOW, asOf: NOW, nextWithinMs: 60_000, countedSince: NOW },
    ...{ accepted: 1, refused: 0, lastRefusedAt: null, acceptedSince: 1, duplicates: 0, late: 0, rivals: null },
    ...{ skewMs: -i * MINUTE_MS, clock: 'ahead', measuredAt: NOW },
  })
  const sources = Array.from({ length: 9 }, (_, i) => source(i + 3))
  const city = { sensor: () => undefined, camera: () => undefined }
  const [many] = clockWatches(UNIT_TREES['2021'], city, sources)
  const [level] = many?.levels ?? []
  expect(many).toMatchObject({ isOfNow: true })
  expect(level).toMatchObject({ condition: 'on', value: 9 })
  expect(level?.evidence?.().map(({ source: id }) => id)).toEqual([11, 10, 9, 8, 7].map((i) => `sensor/S${i}`))
  expect(level?.evidence?.()[0]).toMatchObject({
    value: '10:51 23/11/2026 (10:40 23/11/2026)',
    at: NOW + 11 * MINUTE_MS,
  })
})
