// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ActOn } from '../../../client/console/directives/ActOn.tsx'
import { DirectivePage } from '../../../client/console/directives/DirectivePage.tsx'
import { DirectivesPage } from '../../../client/console/directives/DirectivesPage.tsx'
import { EvidenceView } from '../../../client/console/directives/EvidenceView.tsx'
import { ExplanationPage } from '../../../client/console/directives/ExplanationPage.tsx'
import { ExplanationsPage } from '../../../client/console/directives/ExplanationsPage.tsx'
import { OfficialPart } from '../../../client/console/directives/OfficialCells.tsx'
import { Steps } from '../../../client/console/directives/Steps.tsx'
import {
  answerSteps,
  askerSteps,
  leaderSteps,
  type OfferedStep,
  unitSteps,
} from '../../../client/console/directives/stepForms.ts'
import { CorrectionNote } from '../../../client/console/figures/CorrectionNote.tsx'
import { KpiCard } from '../../../client/console/figures/KpiRail.tsx'
import { SentReplies } from '../../../client/console/work/SentReplies.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Reply } from '../../../client/live/replyQueue.ts'
import { correctionsWithin } from '../../../client/panels/correctionsWithin.ts'
import { forget, remember } from '../../../client/remembered.ts'
import type { Directive } from '../../../domain/directives/directive.ts'
import type { Explanation } from '../../../domain/explanations/explanation.ts'
import type { FigureEvidence, MatterEvidence } from '../../../domain/matters/evidence.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import type { Span } from '../../../domain/periods.ts'
import type { ProblemCode } from '../../../domain/problems.ts'
import type { KpiCorrection } from '../../../domain/queries/kpis.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { directiveRow, explanationRow } from '../../support/directive.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
  vi.stubGlobal('matchMedia', () => ({
    ...{ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined },
  }))
})
beforeEach(() => forget('drafts'))
afterEach(cleanup)

const units = UNIT_TREES['2021']
const HERE = '31135'
const AT = Date.parse('2026-12-01T09:00:00+07:00')
const DUE = Date.parse('2026-12-10T17:00:00+07:00')
const figure = { is: 'figure', kpi: 'onTimeRate', unit: HERE, shown: 87.25 } as const
const evidenceOf: FigureEvidence = {
  ...{ is: 'figure', kpi: 'onTimeRate', unit: HERE, digits: 1, value: 87.25, shown: 87.25, target: 95 },
  name: { vi: 'Hồ sơ đúng hạn', en: 'On time' },
  unitName: { vi: 'phường Xuân Khánh', en: 'Xuân Khánh Ward' },
  formula: { vi: 'đúng hạn / đã giải quyết', en: 'on time / resolved' },
  numeratorName: { vi: 'đúng hạn', en: 'on time' },
  denominatorName: { vi: 'đã giải quyết', en: 'resolved' },
  ...{ measure: { vi: '%', en: '%' }, numerator: 349, denominator: 400, state: 'missed', reported: 1, expected: 1 },
  ...{ period: null, span: null, asOf: AT, place: null, simulated: false, at: AT },
}

describe('the list of directives', () => {
  it('counts each group, and shows the one that is asked for', () => {
    const directives = [
      directiveRow('late', AT - 1),
      directiveRow('near', AT + 3 * 86_400_000),
      directiveRow('far', AT + 4 * 86_400_000, { state: 'given' }),
      directiveRow('waits', AT + 1, { state: 'awaitsApproval', completedAt: AT - 5 }),
    ]
    const { container } = renderScreen(<DirectivesPage units={units} unit={undefined} />, {
      ...{ path: '/directives?show=overdue', picture: { directives }, now: AT },
    })
    const counts = [...container.querySelectorAll('.listing__group')].map(({ textContent }) => textContent)
    expect(counts.slice(0, 5)).toEqual([
      'Đang thực hiện4',
      'Đang thực hiện quá hạn1',
      'Sắp quá hạn1',
      'Đã giao, chờ tiếp nhận1',
      'Chờ duyệt kết quả1',
    ])
    expect(screen.getByText('1 dòng')).toBeDefined()
  })
})

describe('from a figure to a request to explain it', () => {
  const act = (may: Parameters<typeof sessionOf>[1]) =>
    renderScreen(
      <ActOn seen={figure} unit={HERE} what="Hồ sơ giải quyết đúng hạn" value="87,3%" target="≥ 95%" units={units} />,
      { session: sessionOf({ grants: [{ role: 'leader', place: '92' }] }, may), now: AT },
    )

  it('takes two presses: what is asked is written already, and the number on the screen goes with it', async () => {
    const explanation = { id: 'e-1', leadName: { vi: 'phường Xuân Khánh', en: 'Xuân Khánh Ward' } } as Explanation
    const sent = fakeHub({ commands: { requestExplanation: () => ({ explanation }) } })
    act({ 'directives.give': ['92'] })
    fireEvent.click(screen.getByRole('button', { name: 'Giao việc về Hồ sơ giải quyết đúng hạn' }))
    fireEvent.click(screen.getByRole('button', { name: 'Gửi', hidden: true }))
    await screen.findByText('Đã gửi đến phường Xuân Khánh.')
    expect(sent).toMatchObject([{ name: 'requestExplanation', input: { figure, to: HERE, urgent: false } }])
    expect(sent[0]?.input).toMatchObject({ question: expect.stringContaining('87,3%, mục tiêu ≥ 95%') })
    expect(screen.getByRole('link', { name: 'Xem hồ sơ', hidden: true }).getAttribute('href')).toBe('/explanation/e-1')
  })

  it('says what the unit has been asked already about the same figure', () => {
    const explanations = [
      explanationRow('e-1', { state: 'answered', kpi: 'onTimeRate' }),
      explanationRow('e-2', { kpi: 'pendingOverdue' }),
      explanationRow('e-3', { lead: '31117' }),
    ]
    renderScreen(<ActOn seen={figure} unit={HERE} what="Hồ sơ giải quyết đúng hạn" value="87,3%" units={units} />, {
      ...{ session: sessionOf({ grants: [{ role: 'leader', place: '92' }] }, { 'directives.give': ['92'] }), now: AT },
      picture: { explanations },
    })
    fireEvent.click(screen.getByRole('button', { name: /^Giao việc/ }))
    const links = screen.getAllByRole('link', { hidden: true })
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Lê Minh Đức yêu cầu lúc 08:00 01/12/2026', '/explanation/e-1'],
    ])
  })

  it('or a directive that a leader gives later is kept as a draft, in the leader’s name', async () => {
    const sent = fakeHub({
      queries: { '/leaders': () => ({ leaders: [{ id: 'p-9', name: 'Lê Minh Đức' }] }) },
      commands: {
        draftDirective: () => ({ directive: directiveRow('d-7', DUE, { leader: { id: 'p-9', name: 'Lê Minh Đức' } }) }),
      },
    })
    renderScreen(<ActOn seen={figure} unit={HERE} what="Hồ sơ giải quyết đúng hạn" value="87,3%" units={units} />, {
      session: sessionOf({ grants: [{ role: 'lead', place: '92' }] }, { 'directives.give': ['92'] }),
      now: AT,
    })
    fireEvent.click(screen.getByRole('button', { name: /^Giao việc/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Giao chỉ đạo', hidden: true }))
    await screen.findByText('Lê Minh Đức')
    fireEvent.click(screen.getByRole('button', { name: 'Lưu dự thảo', hidden: true }))
    await screen.findByText('Đã lưu dự thảo, chờ Lê Minh Đức giao.')
    expect(sent).toMatchObject([{ name: 'draftDirective', input: { unit: HERE, leader: 'p-9', origin: 'figure' } }])
    expect(screen.getByRole('link', { name: 'Xem hồ sơ', hidden: true }).getAttribute('href')).toBe('/directive/d-7')
  })

  it('is offered to whoever may there, and to nobody else', () => {
    act({ 'directives.give': ['31117'] })
    expect(screen.queryByRole('button')).toBeNull()
    cleanup()
    act({})
    expect(screen.queryByRole('button')).toBeNull()
  })
})

describe('the page of a directive', () => {
  const row = directiveRow('d-1', DUE, { state: 'given', unit: HERE, lead: HERE, version: 1 })
  const content = '<b>Rà soát</b>'
  const fact = { matter: 'directive', id: 'd-1', version: 1, at: AT, did: 'give', from: null, to: 'given' } as const
  const by = { is: 'person', id: 'p-1', name: 'Lê Minh Đức', roles: ['leader'] } as const

  it('shows what was written as it was written, and says to whoever comes late who was first', async () => {
    const sent = fakeHub({
      queries: {
        '/directives/d-1': () => ({ directive: row, facts: [{ ...fact, by, what: { content, evidence: [] } }] }),
      },
      commands: {
        receiveDirective() {
          throw new FakeProblem('changedMeanwhile', { by: 'Phạm Thị Hoa', at: AT, did: 'receive' })
        },
      },
    })
    const { container } = renderScreen(<DirectivePage id="d-1" units={units} />, {
      session: sessionOf({}, { 'directives.see': [HERE], 'directives.answer': [HERE] }),
      now: AT,
      picture: { directives: [row] },
    })
    await screen.findByText(content)
    expect(container.querySelector('b')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Tiếp nhận' }))
    fireEvent.click(screen.getByRole('button', { name: 'Tiếp nhận' }))
    await screen.findByText(/Phạm Thị Hoa vừa xử lý hồ sơ này/)
    expect(sent).toMatchObject([{ name: 'receiveDirective', input: { directive: 'd-1', expectedVersion: 1 } }])
  })
})

it('the page of a directive says how it ended when somebody else has ended it', async () => {
  const open = directiveRow('d-1', DUE, { state: 'awaitsApproval', unit: HERE, completedAt: AT })
  let told = open
  fakeHub({ queries: { '/directives/d-1': () => ({ directive: told, facts: [] }) } })
  const { tell } = renderScreen(<DirectivePage id="d-1" units={units} />, {
    session: sessionOf({}, { 'directives.see': [HERE] }),
    now: AT,
    picture: { directives: [open] },
  })
  await screen.findByText('Chờ duyệt kết quả')
  told = { ...open, state: 'done', version: 2, closedAt: AT, percent: 60 }
  tell('directives', [])
  await screen.findByText('Hoàn thành')
  // Its result is accepted: what was reported last before it is not how far it is.
  screen.getByText('100%')
})

it('a directive says what its unit asks for, and progress is reported from where it stood', async () => {
  const asked = directiveRow('d-1', DUE, {
    ...{ state: 'underWay', unit: HERE, lead: HERE, percent: 35 },
    asked: { dueAt: Date.parse('2026-12-17T17:00:00+07:00') },
    proposed: { unit: '31117', name: { vi: 'phường Cái Khế', en: 'Cái Khế Ward' } },
  })
  fakeHub({ queries: { '/directives/d-1': () => ({ directive: asked, facts: [] }) } })
  renderScreen(<DirectivePage id="d-1" units={units} />, {
    session: sessionOf({}, { 'directives.see': [HERE], 'directives.answer': [HERE] }),
    now: AT,
    picture: { directives: [asked] },
  })
  await screen.findByText('Đơn vị xin gia hạn đến')
  screen.getByText('17:00 17/12/2026')
  screen.getByText('phường Cái Khế')
  fireEvent.click(screen.getByRole('button', { name: 'Báo tiến độ' }))
  expect(screen.getByLabelText<HTMLInputElement>('Đã hoàn thành (%)').value).toBe('35')
})

it('whoever chooses a day off as a deadline is told so before it is given', () => {
  const figure = { is: 'figure', kpi: 'onTimeRate', unit: HERE, shown: 87.25 } as const
  fakeHub({ queries: { '/leaders': () => ({ leaders: [] }) } })
  renderScreen(<ActOn seen={figure} unit={HERE} what="Hồ sơ giải quyết đúng hạn" value="87,3%" units={units} />, {
    session: sessionOf({ grants: [{ role: 'leader', place: '92' }] }, { 'directives.give': ['92'] }),
    now: AT,
  })
  fireEvent.click(screen.getByRole('button', { name: /^Giao việc/ }))
  fireEvent.click(screen.getByRole('button', { name: 'Giao chỉ đạo', hidden: true }))
  const due = screen.getByLabelText<HTMLInputElement>(/^Thời hạn/)
  expect(due.value).toBe('08/12/2026')
  expect(screen.queryByText(/là ngày nghỉ/)).toBeNull()
  fireEvent.change(due, { target: { value: '12/12/2026' } })
  screen.getByText('Ngày đã chọn là ngày nghỉ; thời hạn vẫn là 17:00 ngày đó.')
})

it('what is urgent is due at an hour of the clock: the form asks for it, and for that of an extension', async () => {
  const sent = fakeHub({
    queries: { '/leaders': () => ({ leaders: [] }) },
    commands: { giveDirective: () => ({ directive: directiveRow('d-1', DUE) }), askExtension: () => ({}) as never },
  })
  renderScreen(<ActOn seen={figure} unit={HERE} what="Hồ sơ giải quyết đúng hạn" value="87,3%" units={units} />, {
    session: sessionOf({ grants: [{ role: 'leader', place: '92' }] }, { 'directives.give': ['92'] }),
    now: AT + 60_000,
  })
  fireEvent.click(screen.getByRole('button', { name: /^Giao việc/ }))
  fireEvent.click(screen.getByRole('button', { name: 'Giao chỉ đạo', hidden: true }))
  fireEvent.click(screen.getByRole('checkbox', { name: /^Khẩn/, hidden: true }))
  const due = screen.getByLabelText<HTMLInputElement>(/^Thời hạn \(ngày và giờ/)
  expect(due.value).toBe('02/12/2026 10:00')
  fireEvent.change(due, { target: { value: '01/12/2026 23:30' } })
  fireEvent.click(screen.getAllByRole('button', { name: 'Giao chỉ đạo', hidden: true }).at(-1) as HTMLElement)
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.input).toMatchObject({ urgent: true, due: '2026-12-01T16:30:00.000Z' })
  cleanup()

  const row = directiveRow('d-1', DUE, { state: 'underWay', urgent: true })
  renderScreen(<Steps of="directive" matter={row} steps={unitSteps(row)} units={units} />, { now: AT })
  fireEvent.click(screen.getByRole('button', { name: 'Xin gia hạn' }))
  fireEvent.change(screen.getByLabelText('Xin gia hạn đến (ngày và giờ)'), { target: { value: '11/12/2026 08:15' } })
  fireEvent.change(screen.getByLabelText('Lý do'), { target: { value: 'Nước còn cao' } })
  fireEvent.click(screen.getByRole('button', { name: 'Xin gia hạn' }))
  await waitFor(() => expect(sent).toHaveLength(2))
  expect(sent[1]?.input).toMatchObject({ due: '2026-12-11T01:15:00.000Z' })
})

it('a day off of next year is told of too, and of one that the city has set', async () => {
  const day = (day: string) => ({ day, kind: 'holiday', name: { vi: 'Tết Dương lịch', en: 'New Year' } })
  fakeHub({
    queries: {
      '/leaders': () => ({ leaders: [] }),
      '/calendar?year=2026': () => ({ days: [] }),
      '/calendar?year=2027': () => ({ days: [day('2027-01-01'), day('2027-03-02')] }),
    },
  })
  renderScreen(<ActOn seen={figure} unit={HERE} what="Hồ sơ giải quyết đúng hạn" value="87,3%" units={units} />, {
    session: sessionOf({ grants: [{ role: 'leader', place: '92' }] }, { 'directives.give': ['92'] }),
    now: AT,
  })
  fireEvent.click(screen.getByRole('button', { name: /^Giao việc/ }))
  fireEvent.click(screen.getByRole('button', { name: 'Giao chỉ đạo', hidden: true }))
  const due = screen.getByLabelText<HTMLInputElement>(/^Thời hạn/)
  for (const chosen of ['01/01/2027', '02/03/2027']) {
    fireEvent.change(due, { target: { value: chosen } })
    await screen.findByText(/là ngày nghỉ/)
  }
  fireEvent.change(due, { target: { value: '03/03/2027' } })
  await waitFor(() => expect(screen.queryByText(/là ngày nghỉ/)).toBeNull())
})

it('a deadline whose day was declared off afterwards stands, and its page says so', async () => {
  const row = directiveRow('d-1', DUE, { unit: HERE })
  fakeHub({
    queries: {
      '/directives/d-1': () => ({ directive: row, facts: [] }),
      '/calendar?year=2026': () => ({
        days: [{ day: '2026-12-10', kind: 'holiday', name: { vi: 'Nghỉ bù', en: 'In lieu' } }],
      }),
    },
  })
  renderScreen(<DirectivePage id="d-1" units={units} />, {
    ...{ session: sessionOf({}, { 'directives.see': [HERE] }), now: AT, picture: { directives: [row] } },
  })
  await screen.findByText(/Hạn rơi vào ngày nghỉ/)
})

describe('the page of a request to explain', () => {
  const measure = { vi: 'hồ sơ', en: 'dossiers' }
  const figureOf = { is: 'figure', kpi: 'pendingOverdue', digits: 0, measure, value: 20, unitName: measure } as const
  const explanation = explanationRow('e-1', {
    ...{ state: 'accepted', unit: HERE, lead: HERE, version: 3, answers: 1, kpi: 'pendingOverdue', measure },
    ...{ digits: 0, value: 20, correction: { was: 20, is: 2.5 } },
  })
  const fact = (version: number, did: string, what: Fact['what']): Fact => ({
    ...{ matter: 'explanation', id: 'e-1', version, at: AT, did, from: null, to: 'accepted', what },
    by: { is: 'person', id: 'p-1', name: 'Lê Minh Đức', roles: ['leader'] },
  })
  const page = (may: Parameters<typeof sessionOf>[1] = { 'directives.see': [HERE] }) => {
    fakeHub({
      queries: {
        '/explanations/e-1': () => ({
          explanation,
          facts: [
            fact(1, 'request', { question: 'Vì sao?', evidence: { ...evidenceOf, ...figureOf } }),
            fact(2, 'correct', { value: 4, was: 20, reason: 'Nhầm' }),
            fact(3, 'correct', { value: 2.5, was: 4, reason: 'Nhầm' }),
          ],
          directives: [
            { ...directiveRow('d-9', DUE), title: 'Khắc phục hồ sơ quá hạn', openedAt: AT, state: 'given' as const },
          ],
        }),
      },
    })
    return renderScreen(<ExplanationPage id="e-1" units={units} />, { session: sessionOf({}, may), now: AT })
  }

  it('says each correction with both numbers, written as they were said', async () => {
    page()
    await screen.findByText('Đính chính số liệu: 20 hồ sơ thành 4 hồ sơ')
    // What an earlier version took is shown as it is, and not rounded to something nobody has said.
    screen.getByText('Đính chính số liệu: 4 hồ sơ thành 2,5 hồ sơ')
    screen.getByText(/^Đính chính: 20 hồ sơ thành 2,5 hồ sơ\./)
  })

  it('leads to the directives that were made of it', async () => {
    page()
    const link = await screen.findByRole('link', { name: 'Khắc phục hồ sơ quá hạn' })
    expect(link.getAttribute('href')).toBe('/directive/d-9')
  })
})

it('a corrected figure says so where it stands, and only for days of which it was corrected', () => {
  const correction = { explanation: 'e-1', was: 20, is: 3, at: AT, frozenAt: AT, span: null }
  const of = (from: string, to: string) => ({ ...correction, span: { from, to } })
  const november = { from: '2026-11-01', to: '2026-11-30' }
  const shown = (each: KpiCorrection, span?: Span) => correctionsWithin([each], span, '2026-12-01').length
  expect([shown(correction), shown(correction, november)]).toEqual([1, 0])
  expect([shown(of('2026-11-01', '2026-11-25')), shown(of('2026-11-01', '2026-11-25'), november)]).toEqual([0, 1])
})

it('the explanation of a corrected figure and its card say what it was and is, and lead to who said so', async () => {
  fakeHub({
    queries: {
      [`/corrections?unit=${HERE}`]: () => ({
        corrections: [
          { kpi: 'onTimeRate', explanation: 'e-2', was: 80, is: 90, at: AT, frozenAt: AT - 60_000, span: null },
          { kpi: 'pendingOverdue', explanation: 'e-1', was: 20, is: 3, at: AT, frozenAt: AT - 60_000, span: null },
        ],
      }),
    },
  })
  // Another figure is the one in view: the card says it all the same.
  renderScreen(<KpiCard id="pendingOverdue" unit={HERE} />, {
    ...{ session: sessionOf({}, { 'directives.see': [HERE] }), now: AT },
    path: `/unit/${HERE}?kpi=onTimeRate`,
  })
  await screen.findByText(/^Đã đính chính 09:00 01\/12\/2026: 20 hồ sơ thành 3 hồ sơ \(số lúc 08:59/)
  expect(screen.getByRole('link', { name: 'Xem giải trình' }).getAttribute('href')).toBe('/explanation/e-1')
})

it('a ranking tells what was corrected below, with its unit', async () => {
  const correction = { explanation: 'e-1', was: 20, is: 3, at: AT, frozenAt: AT - 60_000, span: null, unit: HERE }
  fakeHub({
    queries: { '/kpis/pendingOverdue/corrections?unit=92&below=true': () => ({ corrections: [correction] }) },
  })
  renderScreen(<CorrectionNote kpi="pendingOverdue" unit="92" span={undefined} nameOf={(unit) => `Đơn vị ${unit}`} />, {
    now: AT,
  })
  await screen.findByText(/^Đơn vị 31135: Đã đính chính 09:00 01\/12\/2026: 20 hồ sơ thành 3 hồ sơ/)
})

it('a directive of an explanation shows the figure that was explained', async () => {
  const evidence: MatterEvidence = {
    is: 'explanation',
    ...{ id: 'e-1', title: 'Vì sao?', state: 'answered', openedAt: AT, simulated: false, at: AT },
    ...{ figure: evidenceOf, correction: { was: 87.25, is: 91 } },
  }
  renderScreen(<EvidenceView evidence={evidence} title="Số liệu đã chốt khi giao" />, { now: AT })
  screen.getByText('Hồ sơ đúng hạn, phường Xuân Khánh')
  screen.getByText('87,3%')
  screen.getByText(/^Đính chính: 87,3% thành 91,0%/)
  expect(screen.getByRole('link', { name: 'Vì sao?' }).getAttribute('href')).toBe('/explanation/e-1')
})

describe('an answer', () => {
  const matter = { id: 'e-1', version: 2, title: 'Giải trình' }
  const answering = () => {
    const steps = answerSteps({ state: 'received' } as Explanation)
    renderScreen(<Steps matter={matter} of="explanation" steps={steps} units={units} />, { now: AT })
  }
  const choose = (label: string, name: string) => {
    const option = screen.getByRole<HTMLOptionElement>('option', { name })
    fireEvent.change(screen.getByLabelText(label), { target: { value: option.value } })
  }
  const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
  const send = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Trả lời' })
  const words = { objective: false, text: 'Nhập nhầm' }

  it('asks for what the hub asks for: a measure and its day, or the right figure where it is said to be wrong', async () => {
    const sent = fakeHub({ commands: { answerExplanation: () => ({}) as never } })
    answering()
    fireEvent.click(send())
    type('Giải trình', words.text)
    choose('Tính chất', 'Chủ quan')
    // What nobody has chosen is not sent in their name.
    expect(send().disabled).toBe(true)
    choose('Nguyên nhân', 'Số liệu sai')
    expect(send().disabled).toBe(true)
    screen.getByLabelText('Biện pháp khắc phục (không bắt buộc)')
    type('Số đúng theo đơn vị', '91,5')
    expect(send().disabled).toBe(false)
    choose('Nguyên nhân', 'Nhân lực')
    expect([screen.queryByLabelText('Số đúng theo đơn vị'), send().disabled]).toEqual([null, true])
    type('Biện pháp khắc phục', 'Bố trí thêm cán bộ')
    expect(send().disabled).toBe(true)
    type('Ngày đạt mục tiêu', '15/01/2027')
    fireEvent.click(send())
    await waitFor(() => expect(sent.length).toBe(1))
    expect(sent[0]?.input).toEqual({
      ...{ explanation: 'e-1', expectedVersion: 2, cause: 'staff', ...words },
      ...{ measure: 'Bố trí thêm cán bộ', targetBy: '2027-01-15' },
    })
  })
})

describe('a reply that was refused after it was written without a line', () => {
  const input = { explanation: 'e-1', expectedVersion: 1, cause: 'staff', objective: false, text: 'Thiếu cán bộ' }
  const refusedWith = (code: ProblemCode, params = {}): Reply => ({
    ...{ key: 'k-1', command: 'answerExplanation', input, person: 'p-1', title: 'Giải trình' },
    ...{ writtenAt: AT, is: 'refused', at: AT, code, params, detail: code },
  })
  const shown = (reply: Reply, mend?: () => void) =>
    renderScreen(
      <SentReplies
        replies={{
          all: [reply],
          isKept: true,
          write: () => true,
          again: async () => true,
          drop: () => undefined,
          keepFile: async () => true,
        }}
        mend={() => mend}
      />,
      { now: AT },
    )

  it('for what it says is put right where it was written, and is not sent the same once more', () => {
    const mend = vi.fn()
    shown(refusedWith('measureMissing'), mend)
    screen.getByText(/Giải trình cần có biện pháp và ngày đạt mục tiêu/)
    expect(screen.queryByRole('button', { name: /^Gửi lại/ })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Sửa rồi gửi lại trả lời cho Giải trình' }))
    expect(mend).toHaveBeenCalledOnce()
  })

  it('says by which act it was, of a directive, an explanation, or a step of a procedure', () => {
    shown(refusedWith('measureMissing'))
    screen.getByText(/Trả lời:/)
    cleanup()
    shown({ ...refusedWith('stepDone'), command: 'doStep', input: { incident: 'i-1', step: 3 } })
    screen.getByText(/Làm bước 3:/)
  })

  it('for what has ended says who ended it, and offers nothing that cannot be', () => {
    shown(refusedWith('closedMeanwhile', { by: 'Lê Minh Đức', at: AT }), vi.fn())
    screen.getByText(/Lê Minh Đức đã kết thúc hồ sơ này lúc/)
    screen.getByText(/Không gửi lại được nữa/)
    expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
      'Ẩn trả lời cho Giải trình',
    ])
  })

  it('for what somebody else has done is not offered to be sent again, nor are words promised that nobody wrote', () => {
    const step = (code: ProblemCode, note: string): Reply => ({
      ...refusedWith(code, { by: 'Trần Thu Hà', at: AT }),
      ...{ command: 'doStep', input: { incident: 'i-1', step: 3, note } },
    })
    shown(step('stepDone', ''))
    screen.getByText('Việc này đã được làm hoặc đã kết thúc: không cần gửi lại.')
    expect(screen.queryByRole('button', { name: /^Gửi lại/ })).toBeNull()
    expect(screen.queryByText(/[Nn]ội dung/)).toBeNull()
    cleanup()
    shown(step('stepDone', 'Đã gọi trạm bơm'))
    screen.getByText(/nội dung bạn viết vẫn còn ở đây/)
    cleanup()
    shown(step('changedMeanwhile', ''))
    screen.getByRole('button', { name: /^Gửi lại/ })
    screen.getByText(/^.*Hãy mở việc này xem tình trạng mới nhất rồi gửi lại\.$/)
    expect(screen.queryByText(/Nội dung vẫn còn/)).toBeNull()
  })

  it('opens with what was written, and is gone when what was put right is sent', async () => {
    const kept: Reply[] = [{ ...refusedWith('measureMissing'), person: 'p-mend' }]
    remember('replies', JSON.stringify(kept))
    globalThis.dispatchEvent(new Event('storage'))
    const sent = fakeHub({ commands: { answerExplanation: () => ({}) as never } })
    const matter = { id: 'e-1', version: 2, title: 'Giải trình' }
    const steps = answerSteps({ state: 'received' } as Explanation)
    const session = sessionOf({ id: 'p-mend' })
    renderScreen(<Steps matter={matter} of="explanation" steps={steps} units={units} />, { session, now: AT })
    fireEvent.click(screen.getByRole('button', { name: 'Sửa rồi gửi lại trả lời cho Giải trình' }))
    expect(screen.getByLabelText<HTMLTextAreaElement>('Giải trình').value).toBe('Thiếu cán bộ')
    fireEvent.change(screen.getByLabelText('Biện pháp khắc phục'), { target: { value: 'Bổ sung' } })
    fireEvent.change(screen.getByLabelText('Ngày đạt mục tiêu'), { target: { value: '15/01/2027' } })
    fireEvent.click(screen.getByRole('button', { name: 'Trả lời' }))
    await waitFor(() => expect(sent.length).toBe(1))
    const { expectedVersion: _, ...written } = input
    expect(sent[0]?.input).toEqual({ ...written, expectedVersion: 2, measure: 'Bổ sung', targetBy: '2027-01-15' })
    await waitFor(() => expect(screen.queryByText(/Trung tâm không nhận/)).toBeNull())
  })
})

describe('a form that is filled in while somebody else is faster', () => {
  const matter = { id: 'd-1', version: 2, title: 'Rà soát' }
  const submit = { state: 'underWay', asked: null, percent: null } as Directive
  const form = (steps: readonly OfferedStep[]) => <Steps matter={matter} of="directive" steps={steps} units={units} />

  it('keeps what was typed, says that it cannot be sent, and can be when the step is open again', () => {
    fakeHub({})
    const { rerender } = renderScreen(form(unitSteps(submit)), { now: AT })
    fireEvent.click(screen.getByRole('button', { name: 'Trình kết quả' }))
    fireEvent.change(screen.getByLabelText('Kết quả'), { target: { value: 'Đã giải quyết 18 hồ sơ' } })
    rerender(form([]))
    expect(screen.getByRole('alert').textContent).toMatch(/không còn thực hiện được\. Nội dung bạn soạn vẫn còn/)
    expect(screen.getByLabelText<HTMLTextAreaElement>('Kết quả').value).toBe('Đã giải quyết 18 hồ sơ')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Trình kết quả' }).disabled).toBe(true)
    screen.getByRole('button', { name: 'Đóng' })
    rerender(form(unitSteps(submit)))
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Trình kết quả' }).disabled).toBe(false)
  })

  it('says who was first also when that ends its own step', async () => {
    fakeHub({
      commands: {
        decideExtension() {
          throw new FakeProblem('changedMeanwhile', { by: 'Trần Lan', at: AT, did: 'decideExtension' })
        },
      },
    })
    const asked = { ...submit, asked: { dueAt: DUE } } as Directive
    const { rerender } = renderScreen(form(leaderSteps(asked, true)), { now: AT })
    fireEvent.click(screen.getByRole('button', { name: 'Quyết định gia hạn' }))
    const send = screen.getByRole<HTMLButtonElement>('button', { name: 'Quyết định gia hạn' })
    expect(send.disabled).toBe(true)
    const refuse = screen.getByRole<HTMLOptionElement>('option', { name: 'Không đồng ý' })
    fireEvent.change(screen.getByLabelText('Quyết định'), { target: { value: refuse.value } })
    // Whoever is refused reads why.
    expect(send.disabled).toBe(true)
    fireEvent.change(screen.getByLabelText('Ghi chú'), { target: { value: 'Không có lý do chính đáng' } })
    fireEvent.click(send)
    await screen.findByText(/Trần Lan vừa xử lý hồ sơ này/)
    rerender(form(leaderSteps(submit, true)))
    screen.getByText(/Trần Lan vừa xử lý hồ sơ này/)
    expect(screen.getByLabelText<HTMLTextAreaElement>('Ghi chú').value).toBe('Không có lý do chính đáng')
  })

  it('takes what is pasted whole, says how much is too much, and sends it when it is shorter', async () => {
    const sent = fakeHub({ commands: { submitResult: () => ({}) as never } })
    renderScreen(form(unitSteps(submit)), { now: AT })
    fireEvent.click(screen.getByRole('button', { name: 'Trình kết quả' }))
    const field = screen.getByLabelText<HTMLTextAreaElement>('Kết quả')
    fireEvent.change(field, { target: { value: 'x'.repeat(10_400) } })
    screen.getByText(/Dài quá 400 ký tự, nhiều nhất 10\.000\./)
    expect([field.value.length, field.validity.customError]).toEqual([10_400, true])
    fireEvent.change(field, { target: { value: 'x'.repeat(9_900) } })
    screen.getByText('Còn 100 ký tự.')
    expect(field.validity.valid).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: 'Trình kết quả' }))
    await waitFor(() => expect(sent.length).toBe(1))
  })
})

describe('lists without rows', () => {
  const emptyOf = (page: ReactNode, path: string) => {
    fakeHub({})
    return renderScreen(page, { now: AT, path, picture: { directives: [], explanations: [] } }).container.querySelector(
      '.console__empty',
    )?.textContent
  }
  it('say of what there is none: done ones are not denied by a list of those under way', () => {
    const directives = <DirectivesPage units={units} unit={HERE} />
    expect(emptyOf(directives, '/directives')).toBe('Không có chỉ đạo nào đang thực hiện.')
    cleanup()
    expect(emptyOf(directives, '/directives?show=near')).toBe('Không có chỉ đạo nào ở nhóm “Sắp quá hạn”.')
    cleanup()
    expect(emptyOf(<ExplanationsPage units={units} unit={HERE} />, '/explanations?show=answered')).toBe(
      'Không có giải trình nào ở nhóm “Đã trả lời, chờ xem xét”.',
    )
  })
})

describe('what is offered', () => {
  const commands = (steps: ReturnType<typeof unitSteps>) => steps.map(({ command }) => command)

  it('of a directive follows its state and who looks at it', () => {
    const of = (state: 'given' | 'underWay' | 'awaitsApproval' | 'done', asked: { dueAt: number } | null = null) =>
      directiveRow('d-1', DUE, { state, asked })
    expect(commands(unitSteps(of('given')))).toEqual(['receiveDirective', 'refuseDirective'])
    expect(commands(unitSteps(of('underWay', { dueAt: DUE })))).toEqual(['reportProgress', 'submitResult'])
    expect(commands(leaderSteps(of('underWay', { dueAt: DUE }), false))).toEqual([])
    expect(commands(leaderSteps(of('underWay', { dueAt: DUE }), true))).toEqual([
      ...['decideExtension', 'pauseDirective', 'withdrawDirective'],
    ])
    expect(commands(leaderSteps(of('awaitsApproval'), false))).toEqual(['approveResult', 'askRework'])
    expect([...unitSteps(of('done')), ...leaderSteps(of('done'), true)]).toEqual([])
  })

  it('of an explanation likewise', () => {
    const of = (state: Explanation['state']) => ({ state, correction: null }) as Explanation
    expect(commands(answerSteps(of('requested')))).toEqual(['receiveExplanation', 'answerExplanation'])
    expect(commands(answerSteps(of('answered')))).toEqual([])
    expect(commands(askerSteps(of('answered')))).toContain('correctFigure')
    // A correction that was a slip is corrected in its turn.
    expect(commands(askerSteps(of('accepted')))).toEqual(['correctFigure', 'closeExplanation'])
    expect(askerSteps(of('closed'))).toEqual([])
    // Who has answered themselves leaves it to somebody else to accept that.
    expect(commands(askerSteps(of('answered'), true))).toEqual(['askMore', 'closeExplanation'])
    expect(commands(askerSteps(of('accepted'), true))).toEqual(['closeExplanation'])
  })
})

it('what came of a unit’s directives stands in a part of its own, under its own heading', () => {
  const from = Date.parse('2026-01-01T00:00:00+07:00')
  const row = { unit: HERE, from, doneOnTime: 3, doneLate: 1, inTime: 2, overdue: 4, near: 1, simulated: false }
  renderScreen(<OfficialPart unit={HERE} />, { picture: { directiveCells: [row] }, now: AT })
  const part = screen.getByRole('region', { name: 'Kết quả thực hiện chỉ đạo năm 2026' })
  expect(part.querySelector('h2')?.textContent).toBe('Kết quả thực hiện chỉ đạo năm 2026')
  expect([...part.querySelectorAll('dd')].map((each) => each.textContent)).toEqual(['3', '1', '2', '4'])
  cleanup()
  expect(renderScreen(<OfficialPart unit={HERE} />, { now: AT }).container.textContent).toBe('')
})
