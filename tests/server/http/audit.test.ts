import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Principal } from '../../../domain/access/principal.ts'
import type { QUERIES } from '../../../domain/queries/index.ts'
import type { Answer } from '../../../domain/queries/query.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertOfEvent } from '../../support/alertOfEvent.ts'
import { startHubAs, type TestHub } from '../../support/hub.ts'
import { personWith as person } from '../../support/people.ts'
import { postCommand } from '../../support/postCommand.ts'
import { connectPublisher, type Publisher } from '../../support/publisher.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const THERE = units.communes.at(-1)?.code ?? ''
const DISTRICT = units.byCode.get(HERE)?.parent ?? ''
/** What a person might call themselves to be taken for something else. */
const STRANGE = '=HYPERLINK("http://evil")\u202e\r\n\u0007An'

let principal: Principal | undefined
let hub: TestHub
let publisher: Publisher

type Page = Answer<typeof QUERIES.audit.gives>

async function get(query = ''): Promise<{ status: number; body: Page & { code?: string } }> {
  const response = await fetch(`${hub.http}/api/v1/audit${query}`)
  return { status: response.status, body: (await response.json()) as Page }
}

async function read(query = ''): Promise<Page['entries']> {
  principal = person('auditor', CITY)
  return (await get(query)).body.entries
}

beforeAll(async () => {
  principal = person('leader', CITY)
  hub = await startHubAs(() => principal)
  publisher = await connectPublisher(hub.mqtt)
  const { id } = await alertOfEvent(hub, publisher, HERE, 'A-1')
  principal = person('operator', CITY, STRANGE)
  await postCommand(hub, 'acknowledgeAlert', { alert: id })
  principal = person('lead', CITY, 'Trần Bình')
  await postCommand(hub, 'acknowledgeAlert', { alert: id })
  principal = person('officer', THERE, 'Lê Hoa')
  await postCommand(hub, 'acknowledgeAlert', { alert: id })
  await postCommand(hub, 'recordExport', { what: 'Cảnh báo', format: 'csv', rows: 3, page: '/alerts?find=a' })
})
afterAll(async () => {
  await publisher?.end()
  await hub?.stop()
})

it('tells who did what, the newest first, each entry as a sentence in both languages', async () => {
  const entries = await read()
  expect(entries.map(({ number }) => number)).toEqual(entries.map((_, n) => entries.length - n))
  expect(entries.find(({ did }) => did === 'recordExport')).toMatchObject({
    who: { is: 'person', name: 'Lê Hoa' },
    did: 'recordExport',
    says: { vi: 'Xuất 3 dòng của «Cảnh báo» ra tệp csv', en: 'Exported 3 rows of “Cảnh báo” as csv' },
    input: { page: '/alerts?find=a' },
    result: 'done',
  })
  const [acknowledged] = await read('?did=acknowledgeAlert&result=done')
  expect(acknowledged).toMatchObject({ unit: HERE, from: { via: 'http' }, who: { name: STRANGE } })
  // An alert is named by what it is beside its id.
  const { alert = '' } = (acknowledged?.input ?? {}) as { alert?: string }
  const stored = (await (await fetch(`${hub.http}/api/v1/alerts/${encodeURIComponent(alert)}`)).json()) as {
    alert: { title: { vi: string; en: string } }
  }
  expect(acknowledged?.says).toEqual({
    vi: `Tiếp nhận cảnh báo ${alert} (${stored.alert.title.vi})`,
    en: `Acknowledged alert ${alert} (${stored.alert.title.en})`,
  })
})

it('finds by who, act, result, unit and time', async () => {
  const whos = async (query: string) => (await read(query)).map(({ who }) => who.name)
  expect(await whos(`?who=${encodeURIComponent('Trần Bình')}`)).toEqual(['Trần Bình'])
  expect(await whos('?did=acknowledgeAlert&result=refused')).toEqual(['Lê Hoa', 'Trần Bình'])
  expect(await whos('?result=alreadyAcknowledged')).toEqual(['Trần Bình'])
  expect(await whos(`?unit=${DISTRICT}`)).toEqual(['Lê Hoa', 'Trần Bình', STRANGE])
  expect(await whos(`?unit=${THERE}`)).toEqual([])
  expect((await read(`?unit=${CITY}`)).length).toBe((await read()).length)
  const all = await read()
  const last = Math.max(...all.map(({ at }) => at))
  expect(await whos(`?from=${last + 1}`)).toEqual([])
  expect((await read(`?to=${last}`)).length).toBeLessThan(all.length)
  expect((await read(`?from=${last}`)).length + (await read(`?to=${last}`)).length).toBe(all.length)
})

it('is read page by page, each entry once, also while more is written', async () => {
  const all = (await read()).map(({ number }) => number)
  const told: number[] = []
  let after = ''
  for (let next: string | null = ''; next !== null; after = `&after=${next}`) {
    principal = person('auditor', CITY)
    const { body }: { body: Page } = await get(`?limit=1${after}`)
    told.push(...body.entries.map(({ number }) => number))
    next = body.next
    principal = person('officer', HERE)
    await postCommand(hub, 'recordExport', { what: 'x', format: 'csv', rows: 0, page: '/' })
  }
  expect(told).toEqual(all)
})

it('belongs to who may read it: others are told what is missing', async () => {
  for (const [who, status] of [
    [person('auditor', CITY), 200],
    [person('leader', CITY), 200],
    [person('auditor', HERE), 403],
    [person('operator', CITY), 403],
    [person('admin', CITY), 403],
    [undefined, 401],
  ] as const) {
    principal = who
    expect((await get()).status).toBe(status)
  }
  principal = person('auditor', CITY)
  expect((await get('?unit=99999')).body.code).toBe('unknownUnit')
  expect((await get('?from=2026-01-02&to=2026-01-01')).body.code).toBe('fromAfterTo')
  expect((await get('?after=1')).body.code).toBe('pageOfOther')
})

it('of one person sixty exports an hour are told: nobody fills the log with them', async () => {
  principal = { ...person('officer', HERE), id: 'p-busy' }
  const what = { what: 'x', format: 'csv', rows: 0, page: '/' }
  for (let number = 0; number < 60; number++) expect((await postCommand(hub, 'recordExport', what)).status).toBe(200)
  expect(await postCommand(hub, 'recordExport', what)).toMatchObject({
    status: 429,
    body: { code: 'exportsTooOften', params: { most: 60, minutes: 60 } },
  })
  principal = { ...person('officer', HERE), id: 'p-calm' }
  expect((await postCommand(hub, 'recordExport', what)).status).toBe(200)
})

it('an export is told by whoever sees anything, and by nobody else', async () => {
  const what = { what: STRANGE.repeat(3), format: 'xlsx', rows: 1, page: '/' }
  for (const [who, status] of [
    [person('admin', CITY), 200],
    [person('officer', HERE), 200],
    [undefined, 401],
  ] as const) {
    principal = who
    expect((await postCommand(hub, 'recordExport', what)).status).toBe(status)
  }
  const [told] = await read('?did=recordExport&limit=1')
  // Nothing in the sentence turns the direction of writing, ends a line or rings.
  expect(told?.says.vi).not.toMatch(/\p{C}/u)
  expect(told?.says.vi.length).toBeLessThan(200)
  principal = person('officer', HERE)
  for (const wrong of [
    { ...what, rows: -1 },
    { ...what, format: 'exe' },
    { ...what, what: 'x'.repeat(301) },
  ])
    expect((await postCommand(hub, 'recordExport', wrong)).status).toBe(400)
})

it('has the attempts against what a role may', async () => {
  const { id } = await alertOfEvent(hub, publisher, HERE, 'A-2')
  principal = person('operator', CITY, 'Nguyễn Văn An')
  for (const [name, input] of [
    ['shelveAlert', { alert: id, minutes: 1_440, reason: 'Chờ' }],
    ['handleAlerts', { alerts: [id], act: 'shelve', minutes: 1_440, note: 'Chờ' }],
  ] as const) {
    expect(await postCommand(hub, name, input)).toMatchObject({ status: 403, body: { code: 'shelfForLead' } })
    expect((await read(`?did=${name}`))[0]).toMatchObject({ result: 'shelfForLead', who: { name: 'Nguyễn Văn An' } })
    principal = person('operator', CITY, 'Nguyễn Văn An')
  }
})
