// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { HandleDialog } from '../../../client/console/alerts/HandleDialog.tsx'
import { DirectiveForm } from '../../../client/console/directives/DirectiveForm.tsx'
import { Steps } from '../../../client/console/directives/Steps.tsx'
import { answerSteps, unitSteps } from '../../../client/console/directives/stepForms.ts'
import { Timeline } from '../../../client/console/incidents/Timeline.tsx'
import { EntryForm } from '../../../client/console/shift/EntryForm.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { draftOf, keepDraft } from '../../../client/live/drafts.ts'
import { KEPT_FOR_MS } from '../../../client/live/kept.ts'
import { forget, recall, remember } from '../../../client/remembered.ts'
import type { Directive } from '../../../domain/directives/directive.ts'
import type { Explanation } from '../../../domain/explanations/explanation.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { explanationRow } from '../../support/directive.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { openedIncident } from '../../support/incident.ts'
import { anybody, renderScreen, sessionOf } from '../../support/renderScreen.tsx'

const AT = Date.parse('2026-12-31T08:40:00+07:00')
const units = UNIT_TREES['2021']
const everything = anybody().principal?.may
const session = (id: string) => sessionOf({ id, may: everything as never })
const opens = (form: ReactNode, reader = 'an') => renderScreen(form, { now: AT, session: session(reader) })
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { selector: 'textarea' }), { target: { value } })
const stands = (label: string | RegExp) =>
  screen.getByLabelText<HTMLTextAreaElement>(label, { selector: 'textarea' }).value

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
beforeEach(() => forget('drafts'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const { incident } = openedIncident({}, AT)
const underWay = { state: 'underWay', asked: null, percent: null } as Directive
const FORMS = {
  'what happened in an incident': {
    form: <Timeline incident={incident} facts={[]} units={units} mayWork />,
    label: 'Ghi diễn biến',
  },
  'an entry of the shift log': {
    form: <EntryForm shift="s-1" isLocked={false} corrects={undefined} leave={() => undefined} />,
    label: 'Ghi vào sổ',
  },
  'the note to an alert': {
    form: <HandleDialog alerts={[alertRow('a-1')]} opensWith="close" close={() => undefined} />,
    label: /^Ghi chú/,
  },
} as const

it.each(Object.entries(FORMS))('%s: what was typed and not sent stands there again, and says so', (_, each) => {
  opens(each.form)
  type(each.label, 'Ghi chú dài chưa gửi')
  // The page goes away with what is in it: it was loaded anew, or the session has ended.
  cleanup()
  opens(each.form, 'binh')
  expect(stands(each.label)).toBe('')
  expect(screen.queryByText(/chưa gửi\./)).toBeNull()
  cleanup()
  opens(each.form)
  expect(stands(each.label)).toBe('Ghi chú dài chưa gửi')
  screen.getByText(/Đây là nội dung bạn soạn lúc .*, chưa gửi\./)
  fireEvent.click(screen.getByText('Bỏ nội dung này'))
  expect(stands(each.label)).toBe('')
  cleanup()
  opens(each.form)
  expect(stands(each.label)).toBe('')
})

it('the step of a directive, and the answer to a request to explain, are open again with all their fields', () => {
  const result = (
    <Steps matter={{ id: 'd-1', version: 2, title: 'A' }} of="directive" steps={unitSteps(underWay)} units={units} />
  )
  opens(result)
  fireEvent.click(screen.getByRole('button', { name: 'Trình kết quả' }))
  type('Kết quả', 'Đã nạo vét 3 điểm')
  cleanup()
  opens(result)
  expect(stands('Kết quả')).toBe('Đã nạo vét 3 điểm')
  cleanup()
  const steps = answerSteps(explanationRow('e-1', { state: 'received' }) as Explanation).filter(
    ({ command }) => command === 'answerExplanation',
  )
  const answer = <Steps matter={{ id: 'e-1', version: 1, title: 'B' }} of="explanation" steps={steps} units={units} />
  opens(answer)
  fireEvent.click(screen.getAllByRole('button')[0] as HTMLElement)
  const [field] = screen.getAllByRole<HTMLTextAreaElement>('textbox')
  fireEvent.change(field as HTMLElement, { target: { value: 'Thiếu người' } })
  cleanup()
  opens(answer)
  expect(screen.getAllByRole<HTMLTextAreaElement>('textbox')[0]?.value).toBe('Thiếu người')
  fireEvent.click(screen.getByRole('button', { name: 'Hủy' }))
  cleanup()
  opens(answer)
  expect(screen.queryByRole('textbox')).toBeNull()
})

it('what the hub has is no draft any more; what it refused is', async () => {
  let isOpen = false
  fakeHub({
    commands: {
      writeShiftEntry() {
        if (!isOpen) throw new FakeProblem('signInFirst')
        return { entry: { number: 1, at: AT } } as never
      },
    },
  })
  const { form, label } = FORMS['an entry of the shift log']
  opens(form)
  type(label, 'Đã gọi P. Cái Khế')
  fireEvent.submit(screen.getByRole('form'))
  await screen.findByRole('alert')
  cleanup()
  isOpen = true
  opens(form)
  expect(stands(label)).toBe('Đã gọi P. Cái Khế')
  fireEvent.submit(screen.getByRole('form'))
  await waitFor(() => expect(stands(label)).toBe(''))
  cleanup()
  opens(form)
  expect(stands(label)).toBe('')
})

it('keeps nothing of whoever has no account, nothing for long, and not without end', () => {
  keepDraft('', 'comment SV-1', 'ai đó')
  expect(draftOf('', 'comment SV-1')).toBeUndefined()
  for (let each = 0; each < 60; each += 1) keepDraft('an', `comment SV-${each}`, 'x')
  expect(draftOf('an', 'comment SV-9')).toBeUndefined()
  expect(draftOf('an', 'comment SV-59')?.typed).toBe('x')
  const old = { person: 'an', form: 'f', typed: 'x', writtenAt: { at: 0, isHubs: true } }
  remember('drafts', JSON.stringify([{ ...old, keptAt: Date.now() - KEPT_FOR_MS - 1 }]))
  expect(draftOf('an', 'f')).toBeUndefined()
  remember('drafts', '{"no":"list"}')
  expect(draftOf('an', 'f')).toBeUndefined()
})

it('a directive about a figure is found again when the number has gone on', async () => {
  const about = (shown: number) => (
    <DirectiveForm
      subject={{ seen: { is: 'figure', kpi: 'onTimeRate', unit: '31117', shown }, unit: '31117', what: 'Đúng hạn' }}
      units={units}
      done={() => undefined}
      close={() => undefined}
    />
  )
  opens(about(93.1))
  type('Nội dung chỉ đạo', 'Rà soát lại từng hồ sơ')
  cleanup()
  opens(about(93.2))
  expect(stands('Nội dung chỉ đạo')).toBe('Rà soát lại từng hồ sơ')
})

it('what was chosen beside the words stands there again: unit, deadline and urgency of an order', () => {
  const order = (
    <DirectiveForm
      subject={{ seen: undefined, unit: '31117', what: 'Họp giao ban' }}
      units={units}
      done={() => undefined}
      close={() => undefined}
    />
  )
  const select = (label: string) => screen.getByLabelText<HTMLSelectElement>(label)
  opens(order)
  type('Nội dung chỉ đạo', 'Rà soát lại từng hồ sơ')
  fireEvent.change(select('Đơn vị chủ trì'), { target: { value: '31120' } })
  fireEvent.change(select('Nguồn'), { target: { value: 'citizen' } })
  fireEvent.click(screen.getByRole('checkbox'))
  cleanup()
  opens(order)
  expect(stands('Nội dung chỉ đạo')).toBe('Rà soát lại từng hồ sơ')
  expect(select('Đơn vị chủ trì').value).toBe('31120')
  expect(select('Nguồn').value).toBe('citizen')
  expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(true)
})

it('what shall be done about an alert, and for how long, stands there again; a button that names an act opens with that one', () => {
  const dialog = (opensWith?: 'acknowledge') => (
    <HandleDialog alerts={[alertRow('a-1')]} opensWith={opensWith} close={() => undefined} />
  )
  const isChosen = (act: string) => screen.getByLabelText<HTMLInputElement>(act, { selector: 'input' }).checked
  opens(dialog())
  fireEvent.click(screen.getByLabelText('Tạm gác', { selector: 'input' }))
  fireEvent.change(screen.getByRole('combobox'), { target: { value: '60' } })
  type(/^Lý do/, 'Đang bảo trì')
  cleanup()
  opens(dialog())
  expect(isChosen('Tạm gác')).toBe(true)
  expect(screen.getByRole<HTMLSelectElement>('combobox').value).toBe('60')
  expect(stands(/^Lý do/)).toBe('Đang bảo trì')
  cleanup()
  opens(dialog('acknowledge'))
  expect(isChosen('Tiếp nhận')).toBe(true)
  expect(stands(/^Ghi chú/)).toBe('Đang bảo trì')
})

it('an entry that puts another right is not written as one of its own when the page comes back', async () => {
  const sent = fakeHub({ commands: { writeShiftEntry: () => ({ entry: { number: 4, at: AT } }) as never } })
  const entry = (corrects?: number) => (
    <EntryForm shift="s-1" isLocked={false} corrects={corrects} leave={() => undefined} />
  )
  opens(entry(3))
  type(/3/, 'Mực nước 2,04 m')
  cleanup()
  opens(entry())
  fireEvent.submit(screen.getByRole('form'))
  await waitFor(() =>
    expect(sent.map(({ input }) => input)).toEqual([{ shift: 's-1', text: 'Mực nước 2,04 m', corrects: 3 }]),
  )
})

it('are written once when nobody has typed for a moment, and before the page goes; another page’s drafts stay', () => {
  vi.useFakeTimers()
  const writes = vi.spyOn(Storage.prototype, 'setItem')
  const text = 'Đã gọi trạm bơm Cái Khế'
  for (let n = 1; n <= text.length; n += 1) keepDraft('an', 'comment SV-1', text.slice(0, n))
  expect(writes).not.toHaveBeenCalled()
  const other = {
    person: 'an',
    form: 'comment SV-2',
    typed: 'x',
    writtenAt: { at: 0, isHubs: true },
    keptAt: Date.now(),
  }
  remember('drafts', JSON.stringify([other]))
  writes.mockClear()
  vi.advanceTimersByTime(500)
  expect(writes).toHaveBeenCalledTimes(1)
  expect(draftOf('an', 'comment SV-2')?.typed).toBe('x')
  expect(draftOf('an', 'comment SV-1')?.typed).toBe(text)
  keepDraft('an', 'comment SV-1', 'x')
  globalThis.dispatchEvent(new Event('pagehide'))
  expect(recall('drafts')).toContain('"typed":"x","writtenAt"')
  expect(writes).toHaveBeenCalledTimes(2)
})
