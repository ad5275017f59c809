import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { QUERIES } from '../../../domain/queries/index.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { systemClock } from '../../../server/clock.ts'
import { alertRoutes } from '../../../server/http/alerts.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'
import { connectScreen } from '../../support/screen.ts'
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

it('hold every alert at once after a storm, each once, while others come and go', async () => {
  const storm = Array.from({ length: 1_200 }, (_, n) => COUNT + n)
  const at = Date.now()
  await Promise.all(storm.map((n) => event(n, at - (n % 5), 'open')))
  const told: string[] = []
  let after = ''
  let page = 0
  for (let next: string | null = ''; next !== null; after = `&after=${next}`, page++) {
    const found: Page = await ask(`open=true&limit=37${after}`)
    told.push(...found.alerts.map(({ subjectId }) => subjectId))
    next = found.next
    // Of the first ones some end, and new ones come, while the pages are read.
    await Promise.all([event(page, Date.now(), 'closed'), event(9_000 + page, Date.now(), 'open')])
  }
  expect(new Set(told).size).toBe(told.length)
  expect(storm.filter((n) => !told.includes(`portal/31117/E-${n}`))).toEqual([])
})

it('lead to what is critical though thousands of minor ones are open, over a restart too', async () => {
  const at = Date.now()
  for (let from = 20_000; from < 26_000; from += 500)
    await Promise.all(Array.from({ length: 500 }, (_, n) => event(from + n, at, 'open')))
  const dike = { id: 'dike', at: Date.now(), severity: 'critical', title: 'Vỡ đê', state: 'open' }
  await publisher.say('event/portal/31135', dike)
  const expectDike = async () => {
    expect((await ask('open=true&unit=31135')).alerts).toMatchObject([{ title: { vi: 'Vỡ đê' }, clearedAt: null }])
    const screen = await connectScreen(hub.http, ['alerts'])
    const open = () => screen.rows<Alert>('alerts').filter(({ clearedAt }) => clearedAt === null)
    expect(open().some(({ subjectId }) => subjectId === 'portal/31135/dike')).toBe(true)
    await until(() => open().some(({ rule }) => rule === 'events.leftOut'))
    const [told] = open().filter(({ rule }) => rule === 'events.leftOut')
    expect(told).toMatchObject({ title: { en: expect.stringContaining('Too many events are open') } })
    expect(told?.evidence).toMatchObject([{ source: 'event/portal/31117' }])
    screen.close()
  }
  await expectDike()
  await publisher.end()
  await hub.restart()
  await expectDike()
  publisher = await connectPublisher(hub.mqtt)
}, 60_000)

it('are none while the store cannot keep what is open on the screens, and say so', async () => {
  const reach = { isWhole: true, units: ['92'], has: () => true }
  const asked = (isSettled: boolean) =>
    alertRoutes({
      outside: { sender: 'hub-1', isOfDemo: false },
      units: UNIT_TREES['2021'],
      clock: systemClock,
      store: {
        alerts: async () => [],
        alert: async () => undefined,
        facts: async () => [],
        factsBetween: async () => [],
      },
      open: () => [],
      onDuty: () => 0,
      find: () => undefined,
      settled: async () => isSettled,
    })[0]?.handle({ params: {}, query: QUERIES.alerts.query.parse({}), reach, principal: undefined as never })
  await expect(asked(true)).resolves.toEqual({ alerts: [], next: null })
  await expect(asked(false)).rejects.toMatchObject({ code: 'alertsNotWritten', status: 503 })
})

it('are told outside as messages of CAP, each with where it holds, and none of what one may not see', async () => {
  const [first] = (await ask('open=true&limit=1')).alerts
  const answer = await fetch(`${hub.http}/api/v1/alerts/${first?.id}/cap`)
  expect(answer.headers.get('content-type')).toMatch(/^application\/cap\+xml/)
  const text = await answer.text()
  expect(text).toContain(`<identifier>${first?.id}.${first?.severity}</identifier>`)
  expect(text).toContain('<status>Actual</status>')
  expect(text).toContain(`<value>${first?.unit ?? '92'}</value>`)
  // Schematic borders are nobody's: no polygon goes out.
  expect(text).not.toContain('<polygon>')
  expect((await fetch(`${hub.http}/api/v1/alerts/nobody/cap`)).status).toBe(404)
})
