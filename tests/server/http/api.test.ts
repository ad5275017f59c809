import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import mqtt, { type MqttClient } from 'mqtt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { ROLES } from '../../../domain/access/roles.ts'
import { AlertRow } from '../../../domain/alerts/alert.ts'
import { CameraRow, CameraViewRow } from '../../../domain/cameras/camera.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import { KpiRow } from '../../../domain/kpis/kpi.ts'
import { addDays } from '../../../domain/periods.ts'
import { problemSentence } from '../../../domain/problems.ts'
import { QUERIES } from '../../../domain/queries/index.ts'
import type { Query } from '../../../domain/queries/query.ts'
import { ReadingRow, SensorRow } from '../../../domain/sensors/sensor.ts'
import { QuarantinedRow } from '../../../domain/sources/quarantined.ts'
import { SourceRow } from '../../../domain/sources/source.ts'
import { dayOf } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { schemaOf } from '../../../server/http/openapi.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { until } from '../../support/until.ts'

let hub: TestHub
let publisher: MqttClient
const now = Date.now()

async function say(topic: string, body: unknown): Promise<void> {
  const payload = Buffer.isBuffer(body) ? body : JSON.stringify(body)
  await publisher.publishAsync(`ioc/v1/${topic}`, payload, { qos: 1 })
}

/** The answer, held to its schema. */
async function get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const response = await fetch(`${hub.http}/api/v1${path}`)
  expect(response.status, path).toBe(200)
  return schema.parse(await response.json())
}

beforeAll(async () => {
  hub = await startHub()
  publisher = await mqtt.connectAsync(hub.mqtt)
  const place = { commune: '31117', lng: 105.78, lat: 10.04 }
  await say('sensor/MN-1/announce', { kind: 'waterLevel', name: 'Trạm 1', ...place, every: 60 })
  await say(
    'sensor/MN-1/reading',
    Array.from({ length: 120 }, (_, i) => ({ at: now - i * 60_000, values: { level: 1 + i / 100 } })),
  )
  await say('camera/MC-1/announce', { name: 'Một cửa <b>1</b>', ...place, noticePosted: true, simulated: true })
  await say('camera/MC-1/count', { at: now, waiting: 9, counters: 4, countersStaffed: 3 })
  await say('statistics/oneStop/31117', {
    period: dayOf(now),
    at: now,
    counts: { received: 118, resolvedEarly: 60, resolvedOnTime: 37, resolvedLate: 3, pendingOverdue: 20 },
  })
  await say('sensor/nobody/reading', { at: now, values: { level: 1 } })
})

afterAll(async () => {
  await publisher?.endAsync()
  await hub?.stop()
})

describe('the API', () => {
  it('knows the units', async () => {
    const { units } = await get('/units', QUERIES.units.gives)
    expect(units).toHaveLength(1 + 9 + 83)
  })

  it('gives sensors, one sensor and its history', async () => {
    const { sensors } = await get('/sensors?kind=waterLevel', z.object({ sensors: z.array(z.unknown()) }))
    expect(sensors).toHaveLength(1)
    const one = await get('/sensors/MN-1', z.object({ sensor: SensorRow, reading: ReadingRow }))
    expect(one).toMatchObject({ sensor: { name: 'Trạm 1', simulated: false }, reading: { at: now, values: [1] } })

    const range = `from=${now - 7_200_000}&to=${now + 1}`
    const fine = await get(`/sensors/MN-1/series?${range}&points=500`, QUERIES.sensorSeries.gives)
    expect(fine.buckets).toHaveLength(120)
    expect(fine.buckets.at(-1)).toMatchObject({ mean: 1, count: 1 })
    const coarse = await get(`/sensors/MN-1/series?value=level&${range}&points=4`, QUERIES.sensorSeries.gives)
    expect(coarse.buckets.length).toBeLessThanOrEqual(4)
    expect(coarse.buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(120)
  })

  it('tells of a device that has ended what it told, that it ended and when; again without, once it begins again', async () => {
    const announce = {
      EN: ['sensor', { kind: 'waterLevel', name: 'Trạm EN', commune: '31117', lng: 105.78, lat: 10.04, every: 60 }],
      CE: ['camera', { name: 'Một cửa EN', commune: '31117', lng: 105.78, lat: 10.04, noticePosted: true }],
    } as const
    for (const [id, [is, body]] of Object.entries(announce)) await say(`${is}/${id}/announce`, body)
    await say('sensor/EN/reading', { at: now, values: { level: 1 } })
    await say('camera/CE/count', { at: now, waiting: 7, counters: 4, countersStaffed: 3 })
    const range = `from=${now - 7_200_000}&to=${now + 1}`
    const told = async () => ({
      sensor: await get('/sensors/EN', QUERIES.sensor.gives),
      camera: await get('/cameras/CE', QUERIES.camera.gives),
      level: await get(`/sensors/EN/series?value=level&${range}`, QUERIES.sensorSeries.gives),
      waiting: await get(`/cameras/CE/series?value=waiting&${range}`, QUERIES.cameraSeries.gives),
    })
    const all = (ended: unknown) => ({
      sensor: { sensor: { id: 'EN' }, reading: { at: now, values: [1] }, ended },
      camera: { camera: { id: 'CE' }, view: { waiting: 7 }, ended },
      level: { buckets: [{ mean: 1, count: 1 }], ended },
      waiting: { buckets: [{ mean: 7, count: 1 }], ended },
    })
    expect(await told()).toMatchObject(all(null))
    for (const [id, [is]] of Object.entries(announce)) await say(`${is}/${id}/announce`, Buffer.alloc(0))
    expect(await told()).toMatchObject(all({ at: expect.any(Number), by: null }))
    // It is on no list of those that are there, and a picture of it is not kept.
    expect((await get('/sensors', QUERIES.sensors.gives)).sensors.map(({ sensor }) => sensor.id)).not.toContain('EN')
    const frame = await fetch(`${hub.http}/api/v1/cameras/CE/frame.jpg`, { headers: { 'Accept-Language': 'en' } })
    expect(frame.status).toBe(404)
    expect(await frame.json()).toMatchObject({ detail: 'Camera "CE" has ended: its pictures are not kept.' })
    for (const [id, [is, body]] of Object.entries(announce)) await say(`${is}/${id}/announce`, body)
    expect(await told()).toMatchObject(all(null))
    for (const [id, [is]] of Object.entries(announce)) await say(`${is}/${id}/announce`, Buffer.alloc(0))
  })

  it('gives cameras, and markup in their names as text', async () => {
    const one = await get('/cameras/MC-1', z.object({ camera: CameraRow, view: CameraViewRow }))
    expect(one).toMatchObject({ camera: { name: 'Một cửa <b>1</b>', simulated: true }, view: { waiting: 9 } })
  })

  it('gives the last frame as it came, and only as a picture', async () => {
    expect((await fetch(`${hub.http}/api/v1/cameras/MC-1/frame.jpg`)).status).toBe(404)
    const { createCanvas } = await import('@napi-rs/canvas')
    const jpeg = createCanvas(64, 36).encodeSync('jpeg', 60)
    await say('camera/MC-1/frame', jpeg)
    const response = await until(async () => {
      const answer = await fetch(`${hub.http}/api/v1/cameras/MC-1/frame.jpg`)
      return answer.ok ? answer : undefined
    })
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(await response.arrayBuffer()).equals(jpeg)).toBe(true)
  })

  it('gives statistics of a unit and those below it', async () => {
    const day = dayOf(now)
    const schema = QUERIES.statistics.gives
    const { reports } = await get(`/statistics?system=oneStop&unit=916&from=${day}&to=${day}`, schema)
    expect(reports).toMatchObject([{ unit: '31117', counts: { received: 118 } }])
    expect((await get(`/statistics?unit=917&from=${day}&to=${day}`, schema)).reports).toEqual([])

    // Districts and the city keep books of their own.
    for (const unit of ['92', '917']) {
      await say(`statistics/training/${unit}`, { period: day, at: now - 1000, counts: { completed: 3 } })
    }
    const authorities = async (unit: string) =>
      (await get(`/statistics?system=training&unit=${unit}&from=${day}&to=${day}`, schema)).reports.map(
        (report) => report.unit,
      )
    await until(async () => ((await authorities('92')).length === 2 ? true : undefined))
    expect((await authorities('92')).sort()).toEqual(['917', '92'])
    expect(await authorities('917')).toEqual(['917'])
    expect(await authorities('916')).toEqual([])
  })

  it('declares the KPIs, values them, and explains a figure down to the messages', async () => {
    const { kpis } = await get('/kpis', QUERIES.kpis.gives)
    expect(kpis.map((kpi) => kpi.id)).toEqual(Object.keys(KPIS))
    const value = await until(async () => {
      const answer = await get('/kpis/onTimeRate?unit=31117', KpiRow)
      return answer.value === null ? undefined : answer
    })
    expect(value).toMatchObject({ value: 97, numerator: 97, denominator: 100 })
    const today = await get('/kpis/onTimeRate/figures?unit=31117&period=day', QUERIES.kpiFigures.gives)
    expect(today.figures).toMatchObject([{ value: 97, numerator: 97, reported: 1, expected: 1, state: 'met' }])
    // One commune of 83: the city cannot be judged by it.
    const city = await get('/kpis/onTimeRate', KpiRow)
    expect(city).toMatchObject({ value: 97, state: 'unjudged' })
    expect(city.reported).toBeLessThan(city.expected * 0.8)
    expect(await get('/kpis/honestOnTimeRate?unit=31117', KpiRow)).toMatchObject({
      numerator: 97,
      denominator: 120,
    })
    // Nobody reported there: unknown, not zero.
    expect(await get('/kpis/onTimeRate?unit=917', KpiRow)).toMatchObject({ value: null, state: 'unjudged' })

    const why = await get('/kpis/onTimeRate/explain?unit=916', QUERIES.kpiExplain.gives)
    expect(why.contributions).toMatchObject([{ unit: '31117', numerator: 97, denominator: 100, fresh: true }])
    expect(why.missing).toHaveLength(UNIT_TREES['2021'].communesOf('916').length - 1)
    expect(why.messages).toMatchObject([{ topic: 'ioc/v1/statistics/oneStop/31117', at: now }])
    expect(why.value).toMatchObject({ numerator: 97, denominator: 100 })

    const series = await get(
      `/kpis/onTimeRate/series?unit=916&from=${now - 86_400_000 * 3}&to=${now + 1}`,
      QUERIES.kpiSeries.gives,
    )
    expect(series.points.at(-1)).toMatchObject({ value: 97 })
    expect(series.points[0]?.value).toBeNull()
  })

  it('gives figures of a period for a unit and all below it, each day’s own, and why', async () => {
    const [today, yesterday] = [dayOf(now), addDays(dayOf(now), -1)]
    const counts = { resolvedEarly: 0, resolvedOnTime: 3, resolvedLate: 97 }
    await say('statistics/oneStop/31117', { period: yesterday, at: now - 60_000, counts, simulated: true })
    const { figures, ...asked } = await get('/kpis/onTimeRate/figures?unit=916&period=week', QUERIES.kpiFigures.gives)
    expect(asked).toEqual({ period: 'week', day: today })
    const { all, communesOf } = UNIT_TREES['2021']
    expect(figures.map(({ unit }) => unit)).toEqual(['916', ...communesOf('916')])
    const day = await get(`/kpis/onTimeRate/figures?unit=31117&period=day&day=${yesterday}`, QUERIES.kpiFigures.gives)
    expect(day.figures).toMatchObject([
      { unit: '31117', value: 3, numerator: 3, denominator: 100, reported: 1, expected: 1, simulated: true },
    ])
    const city = await get('/kpis/onTimeRate/figures?period=day', QUERIES.kpiFigures.gives)
    expect(city.figures).toHaveLength(all.length)
    expect(city.figures[0]).toMatchObject({
      unit: '92',
      value: 97,
      state: 'unjudged',
      // One commune of 83 says nothing of how the city has moved; of itself it does.
      before: {
        span: { from: yesterday, to: yesterday },
        ...{ value: null, withheld: 'thinNow', reported: 1, expected: 83 },
      },
      lastYear: { value: null, withheld: null },
    })
    expect(city.figures.find(({ unit }) => unit === '31117')?.before).toMatchObject({ value: 3, withheld: null })
    expect((await get('/kpis/onTimeRate/figures', QUERIES.kpiFigures.gives)).period).toBe('month')
    const devices = await get('/kpis/camerasOnline/figures?unit=31117&period=day', QUERIES.kpiFigures.gives)
    expect(devices.figures).toMatchObject([{ unit: '31117', span: { from: today, to: today } }])

    const daily = await get(`/kpis/onTimeRate/daily?unit=916&from=${yesterday}&to=${today}`, QUERIES.kpiDaily.gives)
    expect(daily).toMatchObject({ days: [yesterday, today], units: communesOf('916'), estimated: [] })
    expect(daily.values[daily.units.indexOf('31117')]).toEqual([3, 97])
    expect(daily.values[daily.units.indexOf('31120')]).toEqual([null, null])

    const path = `/kpis/onTimeRate/explain?unit=916&period=day&day=${yesterday}`
    const why = await get(path, QUERIES.kpiExplain.gives)
    expect(why).toMatchObject({
      value: { value: 3, simulated: true },
      contributions: [{ unit: '31117', numerator: 3 }],
    })
    // To the byte as it was sent.
    const body = JSON.stringify({ period: yesterday, at: now - 60_000, counts, simulated: true })
    expect(why.messages).toMatchObject([
      { topic: 'ioc/v1/statistics/oneStop/31117', at: now - 60_000, day: yesterday, body, reconstructed: false },
    ])
    expect(why.days).toEqual([{ source: 'statistics/oneStop/31117', day: yesterday, numerator: 3, denominator: 100 }])
    const counted = await get('/kpis/waitingNow/explain?unit=31117', QUERIES.kpiExplain.gives)
    const [count] = counted.messages
    expect(count).toMatchObject({ at: now, reconstructed: false })
    expect(count?.body).toBe(JSON.stringify({ at: now, waiting: 9, counters: 4, countersStaffed: 3 }))
    // When the hub received it, not when the camera says it counted.
    expect(count?.receivedAt).toBeGreaterThan(now)
    expect(why.missing).toHaveLength(communesOf('916').length - 1)
  })

  it('takes a late report into a figure that was asked for before', async () => {
    const past = addDays(dayOf(now), -3)
    const value = async () => {
      const { figures } = await get(
        `/kpis/receivedToday/figures?unit=31123&period=day&day=${past}`,
        QUERIES.kpiFigures.gives,
      )
      return figures[0]?.value
    }
    expect(await value()).toBeNull()
    await say('statistics/oneStop/31123', { period: past, at: now - 30_000, counts: { received: 8 } })
    expect(await value()).toBe(8)
    await say('statistics/oneStop/31123', { period: past, at: now - 20_000, counts: { received: 9 } })
    expect(await value()).toBe(9)
  })

  it('gives alerts, sources and quarantine', async () => {
    await get('/alerts?open=true', z.object({ alerts: z.array(AlertRow) }))
    expect(await get('/alerts?open=false&unit=927', z.object({ alerts: z.array(AlertRow) }))).toEqual({ alerts: [] })
    const { sources } = await until(async () => {
      const answer = await get('/sources', z.object({ sources: z.array(SourceRow) }))
      const heard = answer.sources.filter(({ accepted }) => accepted > 0).map(({ id }) => id)
      return ['sensor/MN-1', 'statistics/oneStop/31117'].every((id) => heard.includes(id)) ? answer : undefined
    })
    expect(sources.length).toBeGreaterThan(1)
    const { quarantined } = await until(async () => {
      const answer = await get('/quarantine', z.object({ quarantined: z.array(QuarantinedRow) }))
      return answer.quarantined.length > 0 ? answer : undefined
    })
    expect(quarantined).toMatchObject([{ reason: 'unregistered', topic: 'ioc/v1/sensor/nobody/reading', count: 1 }])
  })

  it.each([
    ['/sensors/nobody', 404],
    ['/sensors/__proto__', 404],
    ['/sensors/MN-1/series', 400],
    ['/sensors/MN-1/series?from=1&to=0', 400],
    ['/sensors/MN-1/series?from=0&to=1&points=1e9', 400],
    ['/sensors/MN-1/series?value=constructor&from=0&to=1', 400],
    ['/sensors/MN-1/series?value=level&value=level&from=0&to=1', 400],
    ['/cameras/..%2f..%2fetc%2fpasswd/frame.jpg', 404],
    ['/statistics?from=2026-02-30&to=2026-03-01', 400],
    ['/statistics?from=2020-01-01&to=2026-01-01', 400],
    ['/statistics?system=toString&from=2026-01-01&to=2026-01-01', 400],
    ['/kpis/constructor', 404],
    ['/kpis/onTimeRate?unit=__proto__', 404],
    ['/kpis/onTimeRate/figures?period=decade', 400],
    ['/kpis/onTimeRate/figures?day=2026-02-30', 400],
    ['/kpis/onTimeRate/figures?day=0000-01-01', 400],
    ['/kpis/onTimeRate/figures?unit=nowhere', 404],
    ['/kpis/onTimeRate/explain?day=tomorrow', 400],
    ['/kpis/onTimeRate/daily', 400],
    ['/kpis/onTimeRate/daily?from=2026-02-01&to=2026-01-01', 400],
    ['/kpis/onTimeRate/daily?from=2020-01-01&to=2026-01-01', 400],
    ['/kpis/onTimeRate/series?from=0&to=99999999999999', 400],
    ['/alerts?limit=0', 400],
    ['/alerts?from=yesterday', 400],
    ['/alerts?from=2026-11-28&to=2026-11-27', 400],
    ['/alerts?from=2026-11-28&to=2026-11-28', 400],
    ['/gaps?from=2026-11-28&to=2026-11-27', 400],
    ['/alerts?unit=nowhere', 404],
    ['/nothing', 404],
    ['/sensors?kind=waterlevel', 400],
    ['/sensors?type=waterLevel', 400],
    ['/units?level=commune', 400],
    ['/kpis/onTimeRate?units=92', 400],
    ['/alerts?after=nonsense', 400],
    ['/%', 400],
    ['/sensors/%E0%A4%A', 400],
  ])('answers %s with a problem, status %i', async (path, status) => {
    const response = await fetch(`${hub.http}/api/v1${path}`)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: expect.any(String),
      status,
      detail: expect.stringMatching(/\w/),
      code: expect.stringMatching(/^[a-z]\w+$/),
      params: expect.any(Object),
    })
  })

  it.each([
    [
      'limit',
      ['0x10', '1e2', '%205%20', '+5', '%2B5', '05', '5.0', '', '-1', '0', '1001', '५', 'NaN', 'true', '9'.repeat(40)],
    ],
    ['open', ['yes', 'on', '1', 'TRUE', 'True', '%20true', '', '0', 'no']],
  ])('takes one way to write %s, and says which', async (name, wrong) => {
    for (const text of wrong) {
      const response = await fetch(`${hub.http}/api/v1/alerts?${name}=${text}`)
      expect([text, response.status]).toEqual([text, 400])
      const { code, params } = (await response.json()) as { code: string; params: Record<string, unknown> }
      expect(params.name).toBe(name)
      expect(code).toBe(name === 'limit' ? 'wrongNumber' : 'unknownValue')
      expect(params).toMatchObject(name === 'limit' ? { min: 1, max: 1_000 } : { allowed: 'true, false' })
    }
    expect((await fetch(`${hub.http}/api/v1/alerts?limit=5&open=true`)).status).toBe(200)
  })

  it('tells what is wrong in the reader’s language, for whatever parameter', async () => {
    const { paths } = (await (await fetch(`${hub.http}/api/v1/openapi.json`)).json()) as {
      paths: Record<
        string,
        { servers?: unknown; get: { parameters: { name: string; in: string; example?: string }[] } }
      >
    }
    let told = 0
    for (const [path, { servers, get }] of Object.entries(paths)) {
      if (servers !== undefined) continue
      const query = get.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
      for (const name of query) {
        for (const wrong of ['x', '2026-11-28T00:00:00', '', '1e2', 'y'.repeat(1_200), `a&${name}=b`]) {
          const url = `${hub.http}/api/v1${path.replaceAll(/\{\w+\}/g, 'x')}?${name}=${wrong}`
          const response = await fetch(url)
          expect(response.status).toBeGreaterThanOrEqual(wrong.startsWith('a&') ? 400 : 200)
          if (response.ok) continue
          const { code, params } = (await response.json()) as { code: string; params: Record<string, string> }
          const said = problemSentence(code, params)?.vi ?? ''
          // Nothing in it but names, what was written, and sentences of the catalogue.
          expect([url, said]).toEqual([
            url,
            expect.not.stringMatching(/\b(invalid|expected|received|string|input|too|write|address)\b|\{/i),
          ])
          told++
        }
      }
    }
    expect(told).toBeGreaterThan(60)
  })

  it('says what is allowed where a filter or its value is unknown, at every door', async () => {
    const problem = async (path: string) =>
      (await (await fetch(`${hub.http}/api/v1${path}`)).json()) as { code: string; params: Record<string, string> }
    expect(await problem('/sensors?kind=waterlevel')).toMatchObject({
      code: 'unknownValue',
      params: { name: 'kind', allowed: expect.stringContaining('waterLevel') },
    })
    const { paths } = (await (await fetch(`${hub.http}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, { servers?: unknown; get: { parameters: { name: string; in: string }[] } }>
    }
    const routes = Object.entries(paths).filter(([, { servers }]) => servers === undefined)
    expect(routes.length).toBeGreaterThan(15)
    for (const [path, { get }] of routes) {
      const answer = await problem(`${path.replaceAll(/\{\w+\}/g, 'x')}?nonsense=1`)
      const own = get.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
      expect([path, answer.code]).toEqual([path, own.length === 0 ? 'noParameters' : 'unknownParameter'])
      expect(answer.params.allowed ?? '').toBe(own.join(', '))
    }
  })

  it('is read: other methods are told so, where there is something to read', async () => {
    const ask = (path: string, method: string) => fetch(`${hub.http}${path}`, { method })
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      for (const path of ['/api/v1/units', '/api/v1/sensors/MN-1', '/api/v1/openapi.json', '/healthz', '/']) {
        const response = await ask(path, method)
        expect([path, method, response.status, response.headers.get('allow')]).toEqual([path, method, 405, 'GET, HEAD'])
        expect(await response.json()).toMatchObject({ code: 'readOnly', params: { method } })
      }
      expect((await ask('/api/v1/nothing', method)).status).toBe(404)
    }
    expect((await ask('/api/v1/units', 'HEAD')).status).toBe(200)
  })

  it.each([
    ['2026-11-28T00:00:00', '2026-11-28T00:00:00%2B07:00'],
    ['2026-11-28T00:00:00+07:00', '2026-11-28T00:00:00%2B07:00 (in an address + is %2B)'],
    ['2026-02-30', 'The calendar has no such day'],
    ['28/11/2026', 'Write the year first'],
    ['1795395600', '1795395600000'],
    ['20261128', '2026-11-28'],
    ['2026', '2026-01-01'],
    ['0', 'from 2000 to 2099'],
    ['-1', 'from 2000 to 2099'],
    ['0000-01-01', 'from 2000 to 2099'],
  ])('says what to write for the moment %s, at every door', async (text, instead) => {
    for (const path of [
      '/sensors/MN-1/series?to=9000000000000',
      '/kpis/onTimeRate/series?to=9000000000000',
      '/alerts?limit=1',
    ]) {
      const response = await fetch(`${hub.http}/api/v1${path}&from=${text}`)
      expect(response.status).toBe(400)
      expect(((await response.json()) as { detail: string }).detail).toContain(instead)
    }
  })

  it.each([
    ...['1e3', '0x1', '1.0', '%201', '0', '-1', '9007199254740992'].map((id) => [
      `/messages?id=${id}`,
      'Write a whole number from 1 to 9007199254740991',
    ]),
    ['/calendar?year=1999', 'Write a whole number from 2000 to 2099'],
    ['/calendar/gaps?from=26&to=2027', 'Write a whole number from 2000 to 2099'],
    ['/statistics?from=1999-12-31&to=2000-01-01', 'from 2000-01-01 to 2099-12-31'],
    ['/index766?day=2100-01-01', 'from 2000-01-01 to 2099-12-31'],
  ])('%s is told what to write', async (path, instead) => {
    const response = await fetch(`${hub.http}/api/v1${path}`)
    expect(response.status).toBe(400)
    expect(((await response.json()) as { detail: string }).detail).toContain(instead)
  })

  it('takes a bare day for the day of the city, and a moment with its offset for what it is', async () => {
    const seriesOf = async (from: string, to: string) =>
      (await fetch(`${hub.http}/api/v1/sensors/MN-1/series?from=${from}&to=${to}`)).text()
    const [start, end] = [Date.UTC(2026, 10, 27, 17), Date.UTC(2026, 10, 28, 17)]
    const asked = await seriesOf(`${start}`, `${end}`)
    expect(asked).toContain('buckets')
    expect(await seriesOf('2026-11-28', '2026-11-29')).toBe(asked)
    expect(await seriesOf('2026-11-28T00:00:00%2B07:00', '2026-11-28T17:00Z')).toBe(asked)
  })

  it('describes itself completely in OpenAPI 3.1', async () => {
    const document = (await (await fetch(`${hub.http}/api/v1/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, { get: { parameters: { name: string; in: string }[]; operationId: string } }>
    }
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/units',
        '/sensors',
        '/sensors/{id}',
        '/sensors/{id}/series',
        '/cameras',
        '/cameras/{id}',
        '/cameras/{id}/frame.jpg',
        '/cameras/{id}/series',
        '/statistics',
        '/kpis',
        '/kpis/{id}',
        '/kpis/{id}/series',
        '/kpis/{id}/figures',
        '/kpis/{id}/daily',
        '/kpis/{id}/explain',
        '/alerts',
        '/sources',
        '/quarantine',
      ]),
    )
    const series = document.paths['/sensors/{id}/series']?.get.parameters.map(
      ({ name, in: where }) => `${where} ${name}`,
    )
    expect(series).toEqual(['path id', 'query from', 'query to', 'query points', 'query value'])
    const ids = Object.values(document.paths).map((path) => path.get.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is described on its page by examples that answer', async () => {
    const html = await (await fetch(`${hub.http}/api?lang=vi`)).text()
    const examples = [...html.matchAll(/curl '([^']+)'/g)].map(([, address = '']) => address.replaceAll('&amp;', '&'))
    const document = await get('/openapi.json', z.object({ paths: z.record(z.string(), z.unknown()) }))
    expect(examples).toHaveLength(Object.keys(document.paths).length)
    // Whoever reaches this hub sees what a leader sees, and is nobody in particular.
    const isLeaders = ({ ask }: Query) =>
      ask === 'public' || (ask !== 'self' && (ROLES.leader.may as readonly string[]).includes(ask))
    const closed = (Object.values(QUERIES) as Query[]).filter((query) => !isLeaders(query))
    const isClosed = (address: string) =>
      closed.some(({ path }) => new RegExp(`/api/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}(\\?|$)`).test(address))
    const invented = (Object.values(QUERIES) as Query[]).flatMap((query) =>
      query.exampleIsInvented === true && isLeaders(query) ? [query.example(undefined as never)] : [],
    )
    const refused = []
    for (const address of examples) {
      if (invented.some((example) => address.endsWith(example))) continue
      const { status } = await fetch(address)
      if (status !== (isClosed(address) ? 403 : 200)) refused.push([address, status])
    }
    expect(refused).toEqual([])
  })

  it('says in Vietnamese whatever it says in English', async () => {
    const said = async (language: string) => {
      const document: unknown = await (await fetch(`${hub.http}/api/v1/openapi.json?lang=${language}`)).json()
      return [...JSON.stringify(document).matchAll(/"(?:summary|description)":"((?:[^"\\]|\\.)*)"/g)].map(
        ([, text]) => text,
      )
    }
    const [english, vietnamese] = [await said('en'), await said('vi')]
    expect(vietnamese).toHaveLength(english.length)
    expect(english.filter((text, n) => text === vietnamese[n])).toEqual([])
  })
})

describe('the hub on its own broker', () => {
  it('says that it is there', async () => {
    const heard = new Promise<string>((resolve) => {
      publisher.on('message', (topic, payload, packet) => {
        resolve(`${topic} ${payload} ${packet.retain ? 'retained' : ''}`)
      })
    })
    await publisher.subscribeAsync('ioc/v1/hub/+/status', { qos: 1 })
    expect(await heard).toBe('ioc/v1/hub/hub-1/status online retained')
  })
})

describe('health', () => {
  it('is told to whoever keeps the process running', async () => {
    expect(await (await fetch(`${hub.http}/healthz`)).json()).toEqual({ status: 'ok' })
    expect((await fetch(`${hub.http}/readyz`)).status).toBe(200)
    const metrics = await (await fetch(`${hub.http}/metrics`)).text()
    expect(metrics).toMatch(/^ioc_sensors 1$/m)
    expect(metrics).toMatch(/^ioc_store_healthy 1$/m)
  })
})

describe('pages', () => {
  it('may load from the hub and nowhere else', async () => {
    const policy = (await fetch(`${hub.http}/healthz`)).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })

  it('do not stand in for missing files, nor give others', async () => {
    expect((await fetch(`${hub.http}/assets/nothing.js`)).status).toBe(404)
    expect((await fetch(`${hub.http}/..%2f..%2fpackage.json`)).status).not.toBe(200)
    expect((await fetch(`${hub.http}/.env`)).status).toBe(404)
  })
})

it('says of a system since when it is in use, read from its file while the hub runs', async () => {
  const started = async () => {
    const response = await fetch(`${hub.http}/api/v1/systems`)
    const { systems } = QUERIES.systems.gives.parse(await response.json())
    return systems.filter(({ begunOn }) => begunOn !== null).map(({ id, begunOn }) => [id, begunOn])
  }
  expect(await started()).toEqual([])
  await writeFile(join(hub.dataDir, 'systems.json'), JSON.stringify({ portal: '2026-03-02' }))
  await until(async () => (await started()).length > 0)
  expect(await started()).toEqual([['portal', '2026-03-02']])
})

it('describes a declaration once in each language, however often a stranger asks for all of them', () => {
  for (const { params, query, gives } of Object.values(QUERIES as Record<string, Query>))
    for (const language of ['vi', 'en'] as const) {
      expect(schemaOf(params, 'input', language)).toBe(schemaOf(params, 'input', language))
      expect(schemaOf(query, 'input', language)).toBe(schemaOf(query, 'input', language))
      if (!('binary' in gives)) expect(schemaOf(gives, 'output', language)).toBe(schemaOf(gives, 'output', language))
    }
})
