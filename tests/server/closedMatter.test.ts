import { afterAll, beforeAll, expect, it } from 'vitest'
import { dayOf } from '../../domain/time.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectPublisher } from '../support/publisher.ts'
import { type Visitor, visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

/** The last working day but one of a year: New Year's Day, a Friday, and a weekend follow. */
let ahead = Date.parse('2026-12-30T09:00:00+07:00') - Date.now()
const clock = { now: () => Date.now() + ahead }
const goTo = (moment: string) => {
  ahead = Date.parse(moment) - Date.now()
}

let hub: TestHub
let leader: Visitor
let officer: Visitor
let auditor: Visitor
/** The ward that the officer of the demo answers for. */
let ward: string

/** Sessions end over days; whoever comes back signs in again. */
async function signIn(): Promise<void> {
  const as = async (user: string) => {
    const browser = visitor(hub)
    expect(await browser.command('signInAs', { user })).toMatchObject({ status: 200 })
    return browser
  }
  leader = await as('lanh-dao')
  officer = await as('can-bo')
  auditor = await as('kiem-tra')
}

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1' }, clock, 'accounts')
  await signIn()
  const { principal } = (await officer.get('/session')).body as {
    principal: { may: Record<string, readonly string[]> }
  }
  ward = principal.may['figures.see']?.[0] ?? ''
})
afterAll(() => hub.stop())

/** What a command answers of a matter. */
interface Kept {
  readonly id: string
  readonly version: number
}

async function done<T>(who: Visitor, name: string, input: object): Promise<T> {
  const { status, body } = await who.command(name, input)
  expect({ name, status, body }).toMatchObject({ name, status: 200 })
  return body as T
}
const cells = async () => {
  const { units } = (await leader.get(`/official-cells?unit=${ward}&period=month`)).body as {
    units: { unit: string; own: object }[]
  }
  return units.find(({ unit }) => unit === ward)?.own
}

/** State and beginning of every notice that leads somewhere, the newest first. */
async function toldOf(who: Visitor, path: string): Promise<readonly (readonly [state: string, says: string])[]> {
  const { notices } = (await who.get('/own-notices')).body as {
    notices: { state: string; path: string; text: { vi: string } }[]
  }
  const those = notices.filter((notice) => notice.path === path)
  return those.map(({ state, text }) => [state, text.vi.split(':')[0] ?? ''] as const)
}

it('a figure behind its target becomes an explanation, then a directive, is overdue by working time, and ends in the right cell', async () => {
  const publisher = await connectPublisher(hub.mqtt)
  await publisher.say(`statistics/oneStop/${ward}`, {
    ...{ period: dayOf(clock.now()), at: clock.now(), counts: { resolvedOnTime: 80, resolvedLate: 20 } },
  })
  const figure = async () => (await leader.get(`/kpis/onTimeRate?unit=${ward}`)).body
  await until(async () => (await figure()).value === 80)
  await publisher.end()

  const asked = await done<{ explanation: Kept }>(leader, 'requestExplanation', {
    figure: { is: 'figure', kpi: 'onTimeRate', unit: ward, shown: 80 },
    question: 'Vì sao tỷ lệ đúng hạn thấp hơn chỉ tiêu?',
  })
  const { id } = asked.explanation
  expect(await toldOf(officer, `/explanation/${id}`)).toEqual([['pending', 'Giải trình chờ xử lý']])
  const received = await done<{ explanation: Kept }>(officer, 'receiveExplanation', {
    ...{ explanation: id, expectedVersion: asked.explanation.version },
  })
  const answered = await done<{ explanation: Kept }>(officer, 'answerExplanation', {
    ...{ explanation: id, expectedVersion: received.explanation.version },
    ...{ cause: 'staff', text: 'Thiếu hai cán bộ từ ngày 15.', objective: false, measure: 'Bố trí thêm cán bộ' },
    targetBy: '2027-01-15',
  })
  // What was done has made the first notice needless, and the word is the leader's.
  expect(await toldOf(officer, `/explanation/${id}`)).toEqual([['cancelled', 'Giải trình chờ xử lý']])
  expect(await toldOf(leader, `/explanation/${id}`)).toEqual([['pending', 'Giải trình đã có trả lời, chờ xem xét']])
  await done(leader, 'acceptExplanation', { explanation: id, expectedVersion: answered.explanation.version })
  const told = (await officer.get(`/explanations/${id}`)).body as { facts: { did: string }[] }
  expect(told.facts.map(({ did }) => did)).toEqual(['request', 'receive', 'answer', 'accept'])

  const given = await done<{ directive: Kept }>(leader, 'giveDirective', {
    ...{ title: 'Giải quyết dứt điểm hồ sơ quá hạn', content: 'Bố trí cán bộ, giải quyết hết hồ sơ quá hạn.' },
    ...{ unit: ward, due: '2026-12-31', origin: 'explanation', evidence: [{ is: 'explanation', id }] },
  })
  const directive = given.directive.id
  let { version } = await done<{ directive: Kept }>(officer, 'receiveDirective', {
    ...{ directive, expectedVersion: given.directive.version },
  }).then((answer) => answer.directive)
  expect(await cells()).toMatchObject({ inTime: 1, overdue: 0 })

  // The unit asks for more time when the day is already over: the first deadline goes on counting.
  goTo('2027-01-04T09:00:00+07:00')
  await signIn()
  expect(await cells()).toMatchObject({ inTime: 0, overdue: 1 })
  const current = async () => ((await leader.get(`/directives/${directive}`)).body as { directive: Kept }).directive
  await until(async () => (await current()).version > version)
  version = (await current()).version
  ;({ version } = (
    await done<{ directive: Kept }>(officer, 'askExtension', {
      ...{ directive, expectedVersion: version, due: '2027-01-08', reason: 'Chờ cán bộ biệt phái' },
    })
  ).directive)
  ;({ version } = (
    await done<{ directive: Kept }>(leader, 'decideExtension', {
      ...{ directive, expectedVersion: version, granted: true },
    })
  ).directive)
  expect(await cells()).toMatchObject({ inTime: 0, overdue: 1 })
  ;({ version } = (
    await done<{ directive: Kept }>(officer, 'submitResult', {
      ...{ directive, expectedVersion: version, result: 'Đã giải quyết hết 20 hồ sơ.', document: '12/BC-UBND' },
    })
  ).directive)
  await done(leader, 'approveResult', { directive, expectedVersion: version })
  expect(await cells()).toMatchObject({ inTime: 0, overdue: 0, doneLate: 1, doneOnTime: 0 })

  // What the log tells and what the facts tell is the same.
  const facts = (
    (await leader.get(`/directives/${directive}`)).body as { facts: { did: string; by: { is: string } }[] }
  ).facts
  const { entries } = (await auditor.get('/audit?limit=500')).body as { entries: { did: string; result: string }[] }
  const logged = entries.filter(({ result }) => result === 'done').map(({ did }) => did)
  const byPeople = facts.filter(({ by }) => by.is === 'person')
  expect(byPeople.map(({ did }) => did)).toEqual([
    ...['give', 'receive', 'askExtension', 'decideExtension', 'submit', 'approve'],
  ])
  for (const command of ['giveDirective', 'receiveDirective', 'askExtension', 'decideExtension', 'approveResult'])
    expect(logged.filter((did) => did === command)).toHaveLength(1)
  expect(logged.filter((did) => did === 'hubStep')).toHaveLength(facts.length - byPeople.length)
})
