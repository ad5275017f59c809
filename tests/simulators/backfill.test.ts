import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { CameraCount, MAX_JSON_BYTES, Readings, Statistic } from '../../domain/messages.ts'
import { dayOf, MINUTE_MS } from '../../domain/time.ts'
import { parseTopic } from '../../domain/topics.ts'
import { backfill, lastReport, type Progress } from '../../simulators/backfill.ts'
import { createDemoCity } from '../../simulators/demoCity.ts'
import { createLink } from '../../simulators/link.ts'
import { reportsTo, SYSTEM_IDS } from '../../simulators/systems/systemDevice.ts'
import { startBroker, until } from './broker.ts'
import { jsonOf, recordingLink } from './support.ts'

const whole = createDemoCity({ seed: 7, edition: '2021', faults: 5 })
const offices = whole.offices.slice(0, 5)
/** The city's departments, a district, and five communes. */
const city = { ...whole, offices, authorities: [...whole.authorities.slice(0, 2), ...offices] }
/** From Thursday morning over a weekend to Tuesday noon. */
const FROM = Date.parse('2026-11-19T06:00:00+07:00')
const TO = Date.parse('2026-11-24T12:00:30+07:00')

async function filled(from = FROM, to = TO, statisticsFrom = from) {
  const link = recordingLink()
  const told: Progress[] = []
  const signal = new AbortController().signal
  await backfill({
    city,
    link,
    prefix: 'ioc/v1',
    from,
    statisticsFrom,
    to,
    signal,
    tell: (progress) => told.push(progress),
  })
  return {
    told,
    messages: link.published.map((sent) => ({ ...sent, is: parseTopic(sent.topic, 'ioc/v1'), body: jsonOf(sent) })),
  }
}

describe('history', () => {
  it('is as the contract has it: QoS 1, never retained, within the time asked for', async () => {
    const { messages } = await filled()
    const schemas = { sensor: Readings, camera: CameraCount, statistics: z.array(Statistic) }
    for (const { is, body, qos, retain, payload } of messages) {
      expect([qos, retain]).toEqual([1, false])
      expect(payload.length).toBeLessThan(MAX_JSON_BYTES)
      if (is === undefined || !(is.is in schemas)) expect.fail('not a topic of history')
      const parsed = schemas[is.is as keyof typeof schemas].parse(body)
      for (const { at } of Array.isArray(parsed) ? parsed : [parsed]) expect(at >= FROM && at < TO).toBe(true)
    }
  })

  it('has each sensor every ten minutes without a gap, at most 500 readings in a message', async () => {
    const { messages } = await filled()
    for (const { id } of city.sensors) {
      const mine = messages
        .filter(({ is }) => is?.is === 'sensor' && is.id === id)
        .map(({ body }) => Readings.parse(body))
      expect(Math.max(...mine.map((each) => each.length))).toBeLessThanOrEqual(500)
      const times = mine.flat().map(({ at }) => at)
      expect(times[0]).toBe(FROM)
      expect(times.slice(1).every((at, n) => at - (times[n] ?? 0) === 10 * MINUTE_MS)).toBe(true)
      // A slow clock has not reached what the others say last.
      const isSlow = city.faults.sensor(id) === 'clockBehind'
      expect(times.at(-1)).toBe(Date.parse(`2026-11-24T${isSlow ? '11:50' : '12:00'}:00+07:00`))
    }
    expect(city.sensors.some(({ id }) => city.faults.sensor(id) === 'clockBehind')).toBe(true)
  })

  it('reads sensors of more than a week ago every half hour', async () => {
    const month = await filled(TO - 12 * 86_400_000, TO)
    const gauge = month.messages.filter(({ topic }) => topic.endsWith('MN-CAN-THO/reading'))
    const times = gauge.flatMap(({ body }) => Readings.parse(body).map(({ at }) => at))
    const apart = times.slice(1).map((at, n) => (at - (times[n] ?? 0)) / MINUTE_MS)
    expect(new Set(apart)).toEqual(new Set([30, 10]))
    expect(apart.lastIndexOf(30)).toBe(apart.indexOf(10) - 1)
    expect((TO - (times[apart.indexOf(10)] ?? 0)) / 86_400_000).toBeGreaterThan(7)
  })

  it('has one report for each past day, at its end; those of a month in one message, today left to the present', async () => {
    const { messages } = await filled()
    for (const authority of city.authorities) {
      for (const system of SYSTEM_IDS.filter((each) => reportsTo(each, authority))) {
        const mine = messages.filter(
          ({ is }) => is?.is === 'statistics' && is.system === system && is.unit === authority.unit.code,
        )
        expect(mine).toHaveLength(1)
        const reports = z.array(Statistic).parse(mine[0]?.body)
        for (const { at, period } of reports) expect(period).toBe(dayOf(at))
        expect(reports.map(({ at }) => new Date(at).toISOString())).toEqual(
          ['19', '20', '21', '22', '23'].map((day) => `2026-11-${day}T16:59:00.000Z`),
        )
      }
    }
  })

  it('has statistics from farther back than the rest, month by month', async () => {
    const { messages } = await filled(TO - 86_400_000, TO, Date.parse('2026-08-17T00:00:00+07:00'))
    const mine = messages.filter(({ is }) => is?.is === 'statistics' && is.system === 'lgsp')
    const months = mine.map(({ body }) =>
      z
        .array(Statistic)
        .parse(body)
        .map(({ period }) => period),
    )
    expect(months.map(([first = '', ...rest]) => `${first.slice(0, 7)} ${rest.length + 1}`)).toEqual([
      '2026-08 15',
      '2026-09 30',
      '2026-10 31',
      '2026-11 23',
    ])
  })

  it('counts people in office hours of working days only', async () => {
    const { messages } = await filled()
    const times = messages
      .filter(({ is }) => is?.is === 'camera')
      .map(({ body }) => new Date(CameraCount.parse(body).at + 7 * 3_600_000))
    expect(new Set(times.map((at) => at.getUTCDay()))).toEqual(new Set([4, 5, 1, 2]))
    expect(Math.min(...times.map((at) => at.getUTCHours()))).toBe(7)
    expect(Math.max(...times.map((at) => at.getUTCHours()))).toBe(17)
  })

  it('ends its statistics with the report that is asked for to know that they are all there', async () => {
    const { messages } = await filled()
    const last = messages.filter(({ is }) => is?.is === 'statistics').at(-1)
    const communes = offices.map(({ unit }) => unit)
    expect(last?.is).toEqual({ is: 'statistics', ...lastReport({ ...city.units, communes }) })
  })

  it('has the Cần Thơ gauge last in every day, so that what was broken off can be taken up at its last reading', async () => {
    const { messages } = await filled()
    const dayOfMessage = ({ body }: { body: unknown }) => dayOf((Array.isArray(body) ? body[0] : body).at)
    const daily = messages.flatMap((message, n) => (message.is?.is === 'statistics' ? [] : [{ ...message, n }]))
    const last = new Map(daily.map((message) => [dayOfMessage(message), { n: message.n, topic: message.topic }]))
    // Statistics come before all of it.
    expect(daily[0]?.n).toBe(messages.length - daily.length)
    for (const { topic } of last.values()) expect(topic).toBe('ioc/v1/sensor/MN-CAN-THO/reading')
    const ends = [...last.values()].map(({ n }) => n)
    expect(ends).toEqual([...ends].sort((a, b) => a - b))
  })

  it('says the same when taken up in the middle', async () => {
    const middle = Date.parse('2026-11-21T13:37:00+07:00')
    const readings = async (from: number, to: number) =>
      (await filled(from, to)).messages.flatMap(({ topic, is, body }) =>
        is?.is === 'sensor' ? Readings.parse(body).map((reading) => `${topic} ${JSON.stringify(reading)}`) : [],
      )
    const parts = [...(await readings(FROM, middle)), ...(await readings(middle, TO))]
    expect(new Set(parts)).toEqual(new Set(await readings(FROM, TO)))
  })

  it('tells how far it is, and ends at the whole', async () => {
    const { told, messages } = await filled()
    expect(told.at(-1)).toEqual({ sent: messages.length, total: messages.length })
  })

  it('is nothing where there is no time to fill', async () => {
    expect((await filled(TO, TO)).messages).toEqual([])
  })

  it('stops when asked to', async () => {
    const link = recordingLink()
    const ending = new AbortController()
    await backfill({
      city,
      link,
      prefix: 'ioc/v1',
      from: FROM,
      to: TO,
      signal: ending.signal,
      tell: () => ending.abort(),
    })
    expect(link.published.length).toBeLessThan(400)
  })

  it('survives a broker that drops it: everything arrives all the same', async () => {
    const broker = await startBroker()
    const link = createLink({ url: broker.url, clientId: 'test', maxOnTheWay: 50 })
    link.start()
    await link.connected(5_000)
    const { messages } = await filled()
    let isDropped = false
    const done = backfill({
      city,
      link,
      prefix: 'ioc/v1',
      from: FROM,
      to: TO,
      signal: new AbortController().signal,
      tell({ sent }) {
        if (!isDropped && sent > 200) {
          isDropped = true
          broker.drop()
        }
      },
    })
    await done
    const key = (topic: string, payload: string | Uint8Array) =>
      `${topic} ${Buffer.from(payload as Uint8Array).toString()}`
    const wanted = new Set(messages.map(({ topic, payload }) => key(topic, payload)))
    await until(
      () => new Set(broker.published.map(({ topic, payload }) => key(topic, payload as Buffer))).size === wanted.size,
    )
    expect(isDropped).toBe(true)
    await link.stop()
    await broker.stop()
  })
})
