import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ComparedFigure } from '../../domain/kpis/figure.ts'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../../domain/time.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { until } from '../support/until.ts'

/** Yesterday, of which everything is past: what was added up of it is remembered. */
const YESTERDAY = dayOf(Date.now() - DAY_MS)
const NOON = startOfDay(YESTERDAY) + 12 * HOUR_MS

let hub: TestHub
let publisher: Publisher
beforeAll(async () => {
  hub = await startHub()
  publisher = await connectPublisher(hub.mqtt)
  await publisher.announceSensor('KK-9', { kind: 'airQuality', every: 900 })
})
afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})

/** Minutes of an hour, as a station uploads them. */
function upload(from: number, count: number, pm25: number): Promise<void> {
  const readings = Array.from({ length: count }, (_, i) => ({ at: from + i * MINUTE_MS, values: { pm25 } }))
  return publisher.say('sensor/KK-9/reading', readings)
}

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(`${hub.http}/api/v1${path}`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as T
}

async function worstOfYesterday(): Promise<number | null | undefined> {
  const { figures } = await get<{ figures: (ComparedFigure & { unit: string })[] }>(
    `/kpis/cityAqi/figures?period=day&day=${YESTERDAY}`,
  )
  return figures.find(({ unit }) => unit === '92')?.value
}

async function worstOfNoon(): Promise<number | undefined> {
  const { buckets } = await get<{ buckets: { max: number }[] }>(
    `/sensors/KK-9/series?value=index&from=${NOON}&to=${NOON + HOUR_MS}`,
  )
  return buckets[0]?.max
}

it('late readings change the index of their hour, its day, and every figure that was made of it', async () => {
  for (let hour = 11; hour > 0; hour--) await upload(NOON - hour * HOUR_MS, 60, 20)
  await upload(NOON, 46, 20)
  await upload(NOON + HOUR_MS, 60, 20)
  await until(async () => (await worstOfNoon()) === 40)
  expect(await worstOfYesterday()).toBe(40)
  await upload(NOON + 46 * MINUTE_MS, 14, 600)
  await until(async () => (await worstOfNoon()) === 155)
  await until(async () => (await worstOfYesterday()) === 155)
})

it('a past moment knows the air by the last hour that was over then, and by no later one', async () => {
  const airAt = async (moment: number) => {
    const { sensors } = await get<{ sensors: { reading: { at: number; index: number | null } | null }[] }>(
      `/past/sensors?at=${new Date(moment).toISOString()}`,
    )
    return sensors[0]?.reading
  }
  expect(await airAt(NOON + HOUR_MS / 2)).toMatchObject({ at: NOON + HOUR_MS / 2, index: 40 })
  expect(await airAt(NOON + HOUR_MS + 5 * MINUTE_MS)).toMatchObject({ index: 155 })
  // Its station has been silent for an hour: what it had said last stands there, and nobody can judge the air by it.
  expect(await airAt(NOON + 3 * HOUR_MS + 5 * MINUTE_MS)).toMatchObject({ index: null })
})
