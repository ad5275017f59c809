import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Principal } from '../../domain/access/principal.ts'
import { addDays } from '../../domain/periods.ts'
import { HOUR_MS } from '../../domain/time.ts'
import { handClock } from '../support/clock.ts'
import { startHub, startHubAs, type TestHub } from '../support/hub.ts'
import { startPostgres } from '../support/postgres.ts'
import { connectPublisher } from '../support/publisher.ts'

const postgres = await startPostgres()
afterAll(() => postgres?.stop())

const CITY = '92'
/** In 2021 Long Tuyền, which has been divided since; in 2025 another commune of that name. */
const REUSED = '31183'
/** Cái Khế, which is a part of 31120 of 2025 by now. */
const JOINED = '31117'
const DAY = '2026-11-23'
const clock = handClock(Date.parse(`${DAY}T12:00:00+07:00`))

const Whole = z.object({ messages: z.array(z.object({ topic: z.string(), edition: z.string().nullable() })) })
const Explained = z.object({ messages: z.array(z.object({ part: z.object({ message: z.number() }).optional() })) })
const Reports = z.object({ reports: z.array(z.object({ unit: z.string() })) })

const officerOf = (place: string): Principal => ({
  is: 'person',
  id: `p-${place}`,
  name: 'Cán bộ',
  grants: [{ role: place === CITY ? 'leader' : 'officer', place }],
})

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('after another map, on %s', (engine) => {
  let hub: TestHub | undefined
  let env: Record<string, string>
  let databases = 0

  beforeEach(async () => {
    const url = engine === 'postgres' ? await postgres?.database(`other_map_${databases++}`) : undefined
    env = { IOC_DATA_DIR: await mkdtemp(join(tmpdir(), 'ioc-map-')), ...(url !== undefined && { DATABASE_URL: url }) }
  })
  afterEach(async () => {
    await hub?.stop()
    await rm(env.IOC_DATA_DIR ?? '', { recursive: true, force: true })
  })

  async function get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    const response = await fetch(`${hub?.http}/api/v1${path}`)
    expect(response.status, path).toBe(200)
    return schema.parse(await response.json())
  }

  it('a message belongs to the unit that its code named when it came, and nobody else of that code reads it', async () => {
    hub = await startHub({ ...env, IOC_EDITION: '2021' }, clock)
    const { say, end } = await connectPublisher(hub.mqtt)
    const days = Array.from({ length: 100 }, (_, n) => addDays(DAY, -n))
    const counts = { resolvedOnTime: 5, resolvedLate: 1 }
    const said = days.map((period, n) => ({ period, at: clock.now() - n, counts }))
    for (const unit of [REUSED, JOINED]) await say(`statistics/oneStop/${unit}`, JSON.stringify(said))
    const numbers: number[] = []
    for (const unit of [REUSED, JOINED]) {
      const { messages } = await get(`/kpis/onTimeRate/explain?unit=${unit}&period=month`, Explained)
      numbers.push(messages[0]?.part?.message ?? 0)
    }
    await end()
    await hub.stop()

    let who = officerOf(CITY)
    hub = await startHubAs(() => who, { ...env, IOC_EDITION: '2025' }, clock)
    const reads = async (place: string) => {
      who = officerOf(place)
      const found = await Promise.all(numbers.map((id) => get(`/messages?id=${id}`, Whole)))
      return found.map(({ messages }) => messages.map(({ topic, edition }) => `${edition} ${topic.slice(-5)}`))
    }
    expect(await reads(CITY)).toEqual([[`2021 ${REUSED}`], [`2021 ${JOINED}`]])
    expect(await reads(REUSED)).toEqual([[], []])
    // What has become a part of a commune is that commune's.
    expect(await reads('31120')).toEqual([[], [`2021 ${JOINED}`]])
  })

  it('a report that still waited for its clock is none of the unit that has its code now', async () => {
    hub = await startHub({ ...env, IOC_EDITION: '2021' }, clock)
    const { say, end } = await connectPublisher(hub.mqtt)
    const counts = { resolvedOnTime: 5, resolvedLate: 1 }
    const report = (at: number) => JSON.stringify({ period: DAY, at, counts })
    await say(`statistics/oneStop/${REUSED}`, report(clock.now()))
    await say(`statistics/oneStop/${REUSED}`, report(clock.now() - 10 * HOUR_MS))
    await end()
    await hub.stop()

    clock.advance(2 * HOUR_MS)
    const held = (answer: z.output<typeof Reports>) => answer.reports.map(({ unit }) => unit)
    hub = await startHub({ ...env, IOC_EDITION: '2025' }, clock)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(held(await get('/systems/oneStop', Reports))).toEqual([])
    await hub.stop()
    hub = await startHub({ ...env, IOC_EDITION: '2021' }, clock)
    expect(held(await get('/systems/oneStop', Reports))).toEqual([REUSED])
  })
})
