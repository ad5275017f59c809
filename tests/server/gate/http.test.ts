import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PERMISSIONS, type Permission } from '../../../domain/access/permissions.ts'
import type { Principal } from '../../../domain/access/principal.ts'
import { ROLES, type Role } from '../../../domain/access/roles.ts'
import { EVERYWHERE, WHOLE_CITY } from '../../../domain/feeds/feed.ts'
import { addDays } from '../../../domain/periods.ts'
import { problemSentence } from '../../../domain/problems.ts'
import { HEALTH_QUERIES, QUERIES } from '../../../domain/queries/index.ts'
import { type Answer, type Query, REACH } from '../../../domain/queries/query.ts'
import { dayOf } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { startHubAs, type TestHub } from '../../support/hub.ts'
import { personWith as person } from '../../support/people.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'
import { until } from '../../support/until.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const THERE = units.communes.at(-1)?.code ?? ''
const today = dayOf(Date.now())
const roles = Object.keys(ROLES) as Role[]
const queries: readonly Query[] = Object.values(QUERIES)
/** In the names of what stands in the other commune. */
const MARK = 'NOI-KHAC'
const SENSORS: Readonly<Record<string, string>> = { [HERE]: 'MN-1', [THERE]: `MN-${MARK}` }
const CAMERAS: Readonly<Record<string, string>> = { [HERE]: 'MC-1', [THERE]: `MC-${MARK}` }

/** Who asks. */
let principal: Principal | undefined
let hub: TestHub
let publisher: Publisher

const PICTURE = createCanvas(320, 180).encodeSync('jpeg', 70)

beforeAll(async () => {
  principal = person('leader', CITY)
  hub = await startHubAs(() => principal)
  publisher = await connectPublisher(hub.mqtt)
  const { say } = publisher
  const at = Date.now()
  for (const unit of [HERE, THERE]) {
    const { lng, lat } = units.byCode.get(unit) ?? { lng: 0, lat: 0 }
    const where = { commune: unit, lng, lat }
    await publisher.announceSensor(SENSORS[unit] ?? '', { ...where, name: SENSORS[unit] })
    await say(`sensor/${SENSORS[unit]}/reading`, { at, values: { level: 2.6 } })
    await say(`camera/${CAMERAS[unit]}/announce`, { ...where, name: CAMERAS[unit], noticePosted: true })
    await say(`camera/${CAMERAS[unit]}/count`, { at, waiting: 9, counters: 4, countersStaffed: 3 })
    await say(`camera/${CAMERAS[unit]}/frame`, PICTURE)
    const counts = { received: 118, resolvedEarly: 60, resolvedOnTime: 37, resolvedLate: 3, pendingOverdue: 20 }
    // So many that the message is shown by a part of it, with the number of the whole.
    const days = Array.from({ length: 60 }, (_, n) => ({
      period: addDays(today, n - 59),
      at: at - (59 - n) * 1_000,
      counts,
    }))
    await say(`statistics/oneStop/${unit}`, days)
    const title = unit === HERE ? 'Ở đây' : MARK
    await say(`event/oneStop/${unit}`, { id: `E-${unit}`, at, severity: 'major', title, state: 'open' })
  }
  await until(async () => (await textOf(`/api/v1/alerts?unit=${THERE}`)).includes(`"${THERE}"`))
  await until(async () => (await textOf(`/api/v1/sources`)).includes(MARK))
  await until(async () => (await fetch(`${hub.http}/api/v1/cameras/MC-${MARK}/frame.jpg`)).ok)
})

afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})

async function textOf(path: string): Promise<string> {
  return (await fetch(`${hub.http}${path}`)).text()
}

/** The example of a query, asked of a place: of a unit where it takes one, of a device there where it is of a device. */
function addressOf(query: Query, unit: string): string {
  const example = query.example({
    today,
    weekAgo: addDays(today, -7),
    sensor: SENSORS[unit] ?? SENSORS[HERE] ?? '',
    camera: CAMERAS[unit] ?? CAMERAS[HERE] ?? '',
    city: CITY,
  })
  const url = new URL(`/api/v1${example}`, 'http://hub')
  if ('unit' in query.query.shape) url.searchParams.set('unit', unit)
  return url.pathname + url.search
}

const isOfDevice = ({ path }: Query) => /^\/(sensors|cameras)\/\{id\}/.test(path)
const varies = (query: Query) => 'unit' in query.query.shape || isOfDevice(query)

/** What the table of roles says of a question. */
function expected(query: Query, role: Role, held: string, unit: string): number {
  if (query.ask === 'public' || query.ask === 'self') return 200
  const ask: Permission = query.ask
  if (!(ROLES[role].may as readonly Permission[]).includes(ask)) return 403
  if (PERMISSIONS[ask].reach === 'city' && held !== CITY) return 403
  // There is nobody, and nothing, of that id.
  if (query.exampleIsInvented === true) return 404
  if (held === CITY) return 200
  if (isOfDevice(query)) return unit === THERE ? 404 : 200
  const place = query.place?.({ params: {}, query: { unit } }) ?? WHOLE_CITY
  return place === EVERYWHERE || place === REACH || place === held ? 200 : 403
}

describe.each(roles)('%s', (role) => {
  it.each([
    ['the city', CITY],
    ['one commune', HERE],
  ])('of %s: gets what the table says, and nothing else', async (_name, held) => {
    principal = person(role, held)
    for (const query of queries) {
      for (const unit of varies(query) ? [CITY, HERE, THERE] : [CITY]) {
        const { status } = await fetch(`${hub.http}${addressOf(query, unit)}`)
        expect([query.path, unit, status]).toEqual([query.path, unit, expected(query, role, held, unit)])
      }
    }
  })
})

describe('an officer of one commune', () => {
  const told = async (held: string, query: Query) => {
    principal = person('officer', held)
    return textOf(addressOf(query, HERE))
  }

  it('finds nothing of another one in any answer', async () => {
    for (const query of queries) {
      if (query.place?.({ params: {}, query: {} }) === EVERYWHERE) continue
      const text = await told(HERE, query)
      expect([query.path, text.includes(MARK), text.includes(`"${THERE}"`)]).toEqual([query.path, false, false])
    }
  })

  it.each(['sensors', 'cameras', 'sources', 'system', 'index766', 'alerts'] as const)(
    'lacks in %s what who sees the city is told',
    async (name) => {
      principal = person('officer', CITY)
      const text = await textOf(addressOf(QUERIES[name], name === 'alerts' ? CITY : HERE))
      expect(text).toContain(`"${THERE}"`)
    },
  )

  it('is told of alerts without naming a unit, those of that commune alone', async () => {
    principal = person('officer', HERE)
    const text = await textOf('/api/v1/alerts')
    expect([text.includes(`"${HERE}"`), text.includes(`"${THERE}"`), text.includes(MARK)]).toEqual([true, false, false])
  })

  it('cannot read on in the pages of somebody who sees more', async () => {
    principal = person('leader', CITY)
    const { next } = JSON.parse(await textOf('/api/v1/alerts?limit=1'))
    expect(next).toEqual(expect.any(String))
    principal = person('officer', HERE)
    const response = await fetch(`${hub.http}/api/v1/alerts?limit=1&after=${encodeURIComponent(next)}`)
    expect([response.status, (await response.json()).code]).toEqual([400, 'pageOfOther'])
  })

  it('is not told by a message of another one that it exists', async () => {
    principal = person('leader', CITY)
    const { messages }: Answer<typeof QUERIES.system.gives> = JSON.parse(await textOf('/api/v1/systems/oneStop'))
    const idOf = (unit: string) =>
      messages.find(({ topic, part }) => topic.endsWith(`/${unit}`) && part !== undefined)?.part?.message
    const [here, there] = [idOf(HERE), idOf(THERE)]
    expect(JSON.parse(await textOf(`/api/v1/messages?id=${there}`)).messages).toHaveLength(1)
    principal = person('officer', HERE)
    expect(JSON.parse(await textOf(`/api/v1/messages?id=${here}`)).messages).toHaveLength(1)
    expect(JSON.parse(await textOf(`/api/v1/messages?id=${there}`)).messages).toEqual([])
  })

  it('gets examples of that commune on the page of the API', async () => {
    principal = person('officer', HERE)
    for (const path of ['/api?show=Sensors', '/api?show=SensorsId', '/api/v1/openapi.json'])
      expect([path, (await textOf(path)).includes(MARK)]).toEqual([path, false])
    for (const path of ['/api?show=Sensors', '/api', '/api/v1/openapi.json'])
      expect((await fetch(`${hub.http}${path}`)).headers.get('cache-control')).toBe('no-store')
  })

  it('is told in both languages which permission is missing, and where', async () => {
    principal = person('officer', HERE)
    const there = await (await fetch(`${hub.http}/api/v1/plan?unit=${THERE}`)).json()
    const name = units.byCode.get(THERE)?.name
    expect(there).toMatchObject({
      status: 403,
      code: 'forbidden',
      detail: `You do not have the permission “See KPIs, the plan, rankings and connections” in ${name} (${THERE}).`,
    })
    expect(problemSentence(there.code, there.params)?.vi).toBe(
      `Bạn không có quyền “Xem chỉ số, kế hoạch, xếp hạng và kết nối” tại ${name} (${THERE}).`,
    )
    principal = person('auditor', HERE)
    const nowhere = await (await fetch(`${hub.http}/api/v1/cameras/MC-1/frame.jpg`)).json()
    expect(problemSentence(nowhere.code, nowhere.params)?.vi).toBe('Bạn không có quyền “Xem hình camera”.')
  })

  it('is told of a unit that there is none, not that it is forbidden', async () => {
    principal = person('officer', HERE)
    const response = await fetch(`${hub.http}/api/v1/plan?unit=nowhere`)
    expect([response.status, (await response.json()).code]).toEqual([404, 'unknownUnit'])
  })
})

describe('nobody', () => {
  it('is answered nothing but whether the hub lives', async () => {
    principal = undefined
    for (const query of queries.filter(({ ask }) => ask !== 'public')) {
      const response = await fetch(`${hub.http}${addressOf(query, HERE)}`)
      expect([query.path, response.status, (await response.json()).code]).toEqual([query.path, 401, 'signInFirst'])
    }
    for (const { path } of Object.values(HEALTH_QUERIES)) expect((await fetch(`${hub.http}${path}`)).status).toBe(200)
  })

  it('is told no device by the page of the API', async () => {
    principal = undefined
    expect(await textOf('/api/v1/openapi.json')).not.toContain(MARK)
    expect(await textOf('/api?show=Sensors&lang=en')).toContain('Sign in first')
  })

  it('has the description made once for all who ask, whatever they ask to see on it', async () => {
    principal = undefined
    const ask = async (path: string) => {
      const { headers } = await fetch(`${hub.http}${path}`, { headers: { 'accept-encoding': 'gzip' } })
      return [headers.get('content-encoding'), headers.get('cache-control'), headers.get('etag')]
    }
    const first = await ask('/api?lang=en')
    expect(first.slice(0, 2)).toEqual(['gzip', 'no-cache'])
    expect(await ask('/api?lang=en&show=Sensors')).toEqual(first)
  })
})

it('there is no route but those that are declared', async () => {
  principal = person('leader', CITY)
  const { paths } = JSON.parse(await textOf('/api/v1/openapi.json'))
  const declared = [...queries, ...Object.values(HEALTH_QUERIES)].map(({ path }) => path)
  expect(Object.keys(paths).sort()).toEqual([...declared].sort())
  expect(new Set(declared).size).toBe(declared.length)
})
