import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'
import { until } from '../../support/until.ts'

interface Page {
  readonly alerts: Alert[]
  readonly next: string | null
}

const COUNT = 340
let hub: TestHub
let publisher: Publisher

const event = (n: number, at: number, state: 'open' | 'closed') =>
  publisher.say('event/portal/31117', { id: `E-${n}`, at, severity: 'minor', title: `Sự kiện ${n}`, state })
const ask = async (query: string) => (await (await fetch(`${hub.http}/api/v1/alerts?${query}`)).json()) as Page

beforeAll(async () => {
  hub = await startHub()
  publisher = await connectPublisher(hub.mqtt)
  // A few ticks: most share the moment they were raised.
  const at = Date.now()
  for (let n = 0; n < COUNT; n++) await event(n, at - (n % 3), 'open')
  await until(async () => (await ask('open=true&limit=1000')).alerts.length === COUNT)
})
afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})

it('reach every alert once, though hundreds share their moment', async () => {
  const told: string[] = []
  let after = ''
  for (let next: string | null = ''; next !== null; after = `&after=${next}`) {
    const page: Page = await ask(`open=true&limit=50${after}`)
    told.push(...page.alerts.map(({ id }) => id))
    next = page.next
  }
  expect(told).toHaveLength(COUNT)
  expect(new Set(told).size).toBe(COUNT)
})

it('belong to one question, and nothing else is taken for a page', async () => {
  const { next } = await ask('open=true&limit=5')
  const status = async (query: string) => (await fetch(`${hub.http}/api/v1/alerts?${query}`)).status
  expect(await status(`open=true&limit=9&after=${next}`)).toBe(200)
  expect(await status(`open=false&after=${next}`)).toBe(400)
  expect(await status(`open=true&unit=31117&after=${next}`)).toBe(400)
  for (const text of ['W10', 'e30', 'x', '%00', Buffer.from('["alerts true   ",1.5,1,"",true]').toString('base64url')])
    expect(await status(`open=true&after=${text}`)).toBe(400)
  expect((await ask('open=true&limit=1000')).next).toBeNull()
})
