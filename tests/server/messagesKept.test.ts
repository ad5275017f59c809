import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { addDays } from '../../domain/periods.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { dayOf } from '../../domain/time.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { startPostgres } from '../support/postgres.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'

const postgres = await startPostgres()
afterAll(() => postgres?.stop())

/** One line of a message, as nobody's serialiser would write it again. */
const odd = (text: string) => text.replace('{', ' {\t"ghi chú":"Cái Khế \\u1ea1 \\"x\\"",\r\n').normalize('NFD')

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])(
  'messages behind figures, on %s',
  (engine) => {
    let hub: TestHub
    let publisher: Publisher
    const now = Date.now()
    const today = dayOf(now)

    beforeEach(async () => {
      const databaseUrl = engine === 'postgres' ? await postgres?.database('behind_figures') : undefined
      hub = await startHub(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl })
      publisher = await connectPublisher(hub.mqtt)
    })
    afterEach(async () => {
      await publisher.end()
      await hub.stop()
    })

    async function get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
      const response = await fetch(`${hub.http}/api/v1${path}`)
      expect(response.status, path).toBe(200)
      return schema.parse(await response.json())
    }
    const Page = z.object({
      messages: z.array(z.object({ topic: z.string(), body: z.unknown(), reconstructed: z.boolean() })),
    })
    const Whole = z.object({
      keptDays: z.number(),
      messages: z.array(z.object({ topic: z.string(), body: z.string() })),
    })

    it('are shown as they came before and after a restart: days of a long array, devices, connections, events', async () => {
      const { say } = publisher
      const days = Array.from({ length: 400 }, (_, n) => addDays(today, -n))
      const line = (period: string, n: number) =>
        odd(
          `{"period":"${period}","at":${now - n},"counts":{"resolvedOnTime":${n + 1},"resolvedLate":1,"received":1e2}}`,
        )
      const array = `[\n${days.map(line).join(' ,\n')} ]\n`
      const single = odd(`{"period":"${today}","at":${now},"counts":{"resolvedOnTime":8,"resolvedLate":2}}`)
      const count = odd(`{"at":${now - 1_000},"waiting":9,"counters":4.0,"countersStaffed":3}`)
      const link = odd(`{"at":${now - 2_000},"state":"up"}`)
      const event = odd(`{"id":"e-1","at":${now - 3_000},"severity":"minor","title":"Quét cổng","state":"open"}`)
      const place = { commune: '31117', lng: 105.7885, lat: 10.0452 }
      await say('camera/MC-1/announce', { name: 'Một cửa 1', ...place, noticePosted: true })
      await say('statistics/oneStop/31117', array)
      await say('statistics/oneStop/31120', single)
      await say('camera/MC-1/count', count)
      await say('link/lgsp/ngsp', link)
      await say('event/lgsp/92', event)

      const shown = async () => ({
        year: await get('/kpis/onTimeRate/explain?unit=31117&period=year', QUERIES.kpiExplain.gives),
        single: await get(`/kpis/onTimeRate/explain?unit=31120&period=day&day=${today}`, QUERIES.kpiExplain.gives),
        count: await get('/kpis/waitingNow/explain?unit=31117', QUERIES.kpiExplain.gives),
        lgsp: await get('/systems/lgsp', Page),
      })
      const before = await shown()
      await hub.restart()
      const after = await shown()
      for (const { year, single: one, count: counted, lgsp } of [before, after]) {
        expect(year.messages).toHaveLength(year.days.length)
        expect(year.messages.length).toBeGreaterThan(300)
        for (const message of year.messages) {
          const n = days.indexOf(message.day ?? '')
          expect(message).toMatchObject({ topic: 'ioc/v1/statistics/oneStop/31117', at: now - n, reconstructed: false })
          expect(message.body).toBe(line(message.day ?? '', n).trimStart())
          expect(message.part).toMatchObject({ of: 400, bytes: Buffer.byteLength(array) })
        }
        expect(new Set(year.messages.map(({ part }) => part?.message)).size).toBe(1)
        const whole = await get(`/messages?id=${year.messages[0]?.part?.message}`, Whole)
        expect(whole).toMatchObject({ keptDays: 400, messages: [{ body: array }] })
        expect(one.messages).toMatchObject([{ topic: 'ioc/v1/statistics/oneStop/31120', body: single, day: today }])
        expect(counted.messages).toMatchObject([
          { topic: 'ioc/v1/camera/MC-1/count', body: count, reconstructed: false },
        ])
        expect(lgsp.messages).toMatchObject([
          { topic: 'ioc/v1/event/lgsp/92', body: event, reconstructed: false },
          { topic: 'ioc/v1/link/lgsp/ngsp', body: link, reconstructed: false },
        ])
      }
      // Time of receipt included: a restart is no new receipt.
      expect(after.year.messages).toEqual(before.year.messages)
      expect(after.single.messages).toEqual(before.single.messages)
      expect(after.count.messages).toEqual(before.count.messages)
      expect(after.lgsp.messages).toEqual(before.lgsp.messages)
    })
  },
)
