// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { callsOf } from '../../../client/console/alerts/AlertCaller.tsx'
import { AlertsPage } from '../../../client/console/alerts/AlertsPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { forget } from '../../../client/remembered.ts'
import { incidentRow } from '../../../domain/incidents/incident.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { openedIncident } from '../../support/incident.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
beforeEach(() => forget('drafts'))
beforeEach(fillDomGaps)
const laid = layOut()
afterEach(cleanup)

const units = UNIT_TREES['2021']
const AT = Date.parse('2026-11-29T09:05:00+07:00')

const open = (
  alerts: Parameters<typeof alertRow>[1][],
  { path = '/alerts', may = { 'alerts.acknowledge': ['92'] } }: { path?: string; may?: Record<string, string[]> } = {},
) =>
  renderScreen(<AlertsPage units={units} unit={undefined} />, {
    path,
    session: sessionOf({}, { 'alerts.see': ['92'], ...may }),
    now: AT,
    picture: { alerts: alerts.map((rest, n) => alertRow(`a-${n}`, rest)) },
  })

it('asks for a note where one is needed, and sends what was on the screen along', async () => {
  const sent = fakeHub({ commands: { acknowledgeAlert: () => ({ alert: alertRow('a-0') }) } })
  open([{ severity: 'critical', version: 3 }])
  fireEvent.click(screen.getByRole('button', { name: 'Tiếp nhận: Cảnh báo a-0' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Xử lý: Cảnh báo a-0' }))
  const send = dialog.getByRole('button', { name: 'Tiếp nhận' }) as HTMLButtonElement
  expect(send.disabled).toBe(true)
  fireEvent.change(dialog.getByLabelText('Ghi chú'), { target: { value: '  Đã gọi trạm  ' } })
  fireEvent.click(send)
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.input).toEqual({ alert: 'a-0', expectedVersion: 3, note: 'Đã gọi trạm' })
})

it('does the same for several with one reason, and says which refused and why', async () => {
  const sent = fakeHub({
    commands: {
      handleAlerts: () => ({
        results: [
          { alert: 'a-0', code: null, params: {} },
          { alert: 'a-1', code: 'alertStands', params: {} },
        ],
      }),
    },
  })
  open([{}, {}, {}])
  fireEvent.click(screen.getByRole('checkbox', { name: 'Chọn: Cảnh báo a-0' }))
  fireEvent.click(screen.getByRole('checkbox', { name: 'Chọn: Cảnh báo a-1' }))
  const bar = within(screen.getByRole('region', { name: 'Chọn' }))
  bar.getByText('Đã chọn 2 cảnh báo')
  fireEvent.click(bar.getByRole('button', { name: 'Xử lý…' }))
  const dialog = within(screen.getByRole('dialog'))
  fireEvent.click(dialog.getByRole('radio', { name: 'Đóng' }))
  fireEvent.change(dialog.getByLabelText('Ghi chú'), { target: { value: 'Cùng một trận mưa' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Đóng' }))
  await screen.findByText(/Cảnh báo a-1: Cảnh báo còn đang xảy ra/)
  screen.getByText('Xong 1/2 cảnh báo.')
  expect(sent.at(-1)?.input).toEqual({
    alerts: ['a-0', 'a-1'],
    act: 'close',
    note: 'Cùng một trận mưa',
    reason: 'falseAlarm',
  })
  // What refused stays chosen.
  bar.getByText('Đã chọn 1 cảnh báo')
})

it('an alert is taken out of the incident it was put into by mistake, with the reason, by who works on incidents there', async () => {
  const sent = fakeHub({ commands: { unlinkAlert: () => ({ incident: openedIncident().incident }) } })
  const { incident } = openedIncident({ unit: null })
  const taken = { handling: 'incident', incident: 'SV-1', version: 4 } as const
  const may = { 'alerts.acknowledge': ['92'], 'incidents.work': ['92'] }
  const { tell } = open([taken], { may })
  tell('incidents', [incidentRow(incident)])
  fireEvent.click(screen.getByRole('button', { name: 'Xử lý: Cảnh báo a-0' }))
  const dialog = within(screen.getByRole('dialog'))
  fireEvent.click(dialog.getByRole('radio', { name: 'Bỏ khỏi sự vụ (đưa nhầm)' }))
  fireEvent.change(dialog.getByLabelText('Lý do'), { target: { value: 'của cầu khác' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Bỏ khỏi sự vụ (đưa nhầm)' }))
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.input).toEqual({ incident: 'SV-1', expectedVersion: 1, alert: 'a-0', reason: 'của cầu khác' })
})

it('says a refusal in the reader’s language and keeps what was written', async () => {
  fakeHub({
    commands: {
      shelveAlert() {
        throw new FakeProblem('changedMeanwhile', { by: 'Trần Bé', at: AT, did: 'close' })
      },
    },
  })
  open([{}])
  fireEvent.click(screen.getByRole('button', { name: 'Xử lý: Cảnh báo a-0' }))
  const dialog = within(screen.getByRole('dialog'))
  fireEvent.click(dialog.getByRole('radio', { name: 'Tạm gác' }))
  fireEvent.change(dialog.getByLabelText('Lý do'), { target: { value: 'Bảo trì' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Tạm gác' }))
  await dialog.findByText(/Trần Bé vừa đóng lúc 09:05 29\/11\/2026/)
  expect((dialog.getByLabelText('Lý do') as HTMLTextAreaElement).value).toBe('Bảo trì')
})

it('an act that somebody else has made impossible cannot be sent, and another can, with the same words', async () => {
  let isRefused = true
  const sent = fakeHub({
    queries: { '/alerts/a-0': () => ({ alert: alertRow('a-0'), facts: [] }) },
    commands: {
      acknowledgeAlert() {
        throw new FakeProblem('changedMeanwhile', { by: 'Nguyễn Văn An', at: AT, did: 'acknowledge' })
      },
      closeAlert() {
        if (isRefused) throw new FakeProblem('changedMeanwhile', { by: 'Nguyễn Văn An', at: AT, did: 'comment' })
        return { alert: alertRow('a-0') }
      },
    },
  })
  const grave = { severity: 'major', version: 3 } as const
  // In the group of those that nobody has: the row leaves it as soon as somebody does.
  const { tell } = open([grave, {}], { path: '/alerts?show=unacknowledged' })
  fireEvent.click(screen.getByRole('button', { name: 'Tiếp nhận: Cảnh báo a-0' }))
  const dialog = within(screen.getByRole('dialog'))
  const words = () => dialog.getByRole<HTMLTextAreaElement>('textbox')
  const radio = (name: string) => dialog.getByRole<HTMLInputElement>('radio', { name })
  const button = (name: string) => dialog.getByRole<HTMLButtonElement>('button', { name })
  fireEvent.change(words(), { target: { value: 'Đã gọi điện lực' } })
  fireEvent.click(button('Tiếp nhận'))
  await dialog.findByText(/Nguyễn Văn An vừa tiếp nhận lúc 09:05 29\/11\/2026/)
  const taken = { handling: 'acknowledged', acknowledgedBy: 'Nguyễn Văn An', acknowledgedAt: AT } as const
  tell('alerts', [alertRow('a-0', { ...grave, ...taken, version: 4 }), alertRow('a-1')])
  expect(screen.queryByRole('link', { name: 'Cảnh báo a-0' })).toBeNull()
  dialog.getByText(/không còn làm được việc “Tiếp nhận”/)
  dialog.getByText('Nguyễn Văn An tiếp nhận 09:05 29/11/2026')
  expect([radio('Tiếp nhận').checked, radio('Tiếp nhận').disabled, button('Tiếp nhận').disabled]).toEqual([
    ...[true, true, true],
  ])
  expect(words().value).toBe('Đã gọi điện lực')
  // What is chosen now is chosen on what stands now; and whoever was told of more, and presses again, knows of that, too.
  fireEvent.click(radio('Đóng'))
  expect(words().value).toBe('Đã gọi điện lực')
  fireEvent.click(button('Đóng'))
  await dialog.findByText(/Nguyễn Văn An vừa ghi ý kiến/)
  expect(sent.at(-1)?.input).toMatchObject({ alert: 'a-0', expectedVersion: 4 })
  tell('alerts', [alertRow('a-0', { ...grave, ...taken, version: 5 }), alertRow('a-1')])
  isRefused = false
  fireEvent.click(button('Đóng'))
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(sent.at(-1)?.input).toMatchObject({ alert: 'a-0', expectedVersion: 5, note: 'Đã gọi điện lực' })
})

it('what is typed about several alerts stays when all of them leave the list', () => {
  const { tell } = open([{}, {}])
  fireEvent.click(screen.getByRole('button', { name: 'Chọn tất cả đang hiện' }))
  fireEvent.click(screen.getByRole('button', { name: 'Xử lý…' }))
  fireEvent.change(screen.getByLabelText('Ghi chú'), { target: { value: 'Cùng một trận mưa' } })
  tell('alerts', [])
  expect(screen.queryByText('Cảnh báo a-0')).toBeNull()
  expect(screen.getByLabelText<HTMLTextAreaElement>('Ghi chú').value).toBe('Cùng một trận mưa')
})

it('an order that is written about an alert stays when the alert ends', () => {
  fakeHub({ queries: { '/alerts/a-0': () => ({ alert: alertRow('a-0'), facts: [] }) } })
  const { tell } = open([{}], {
    path: '/alerts?open=a-0',
    may: { 'alerts.acknowledge': ['92'], 'directives.give': ['92'] },
  })
  fireEvent.click(screen.getByRole('button', { name: /^Giao việc/ }))
  fireEvent.change(screen.getByLabelText('Nội dung chỉ đạo'), { target: { value: 'Kiểm tra cống số 3' } })
  tell('alerts', [])
  expect(screen.getByLabelText<HTMLTextAreaElement>('Nội dung chỉ đạo').value).toBe('Kiểm tra cống số 3')
})

it('lists by handling, a member under its cause, and what waits for its closing', () => {
  const alerts = [
    { handling: 'shelved', shelvedUntil: AT + 60_000, shelvedBy: 'An' },
    {},
    { cause: 'a-1' },
    { severity: 'critical', clearedAt: AT, endedAt: AT, handling: 'acknowledged', version: 1 },
  ] as const
  open([...alerts])
  const group = (name: RegExp) => screen.getByRole('link', { name }).textContent
  expect([group(/^Đang mở/), group(/^Tạm gác/), group(/^Chưa tiếp nhận/), group(/chờ đóng/)]).toEqual([
    'Đang mở2',
    'Tạm gác1',
    'Chưa tiếp nhận1',
    'Đã kết thúc, chờ đóng1',
  ])
  cleanup()
  open([...alerts], { path: '/alerts?show=toClose' })
  screen.getByText('Cảnh báo a-3')
})

it('who was first is said above the list to whoever comes second: the line itself goes elsewhere', async () => {
  fakeHub({
    commands: {
      acknowledgeAlert() {
        throw new FakeProblem('alreadyAcknowledged', { by: 'Trần Bình', at: AT })
      },
    },
  })
  const { tell } = open([{}, {}])
  fireEvent.click(screen.getByRole('button', { name: 'Tiếp nhận: Cảnh báo a-0' }))
  const said = 'Cảnh báo a-0: Trần Bình đã tiếp nhận trước, lúc 09:05 29/11/2026.'
  await screen.findByText(said)
  tell('alerts', [alertRow('a-1')])
  expect(screen.queryByText('Cảnh báo a-0')).toBeNull()
  screen.getByText(said)
})

it('acknowledges and chooses the row in focus by key', async () => {
  const sent = fakeHub({ commands: { acknowledgeAlert: () => ({ alert: alertRow('a-1') }) } })
  open([{}, {}])
  screen.getByRole('link', { name: 'Cảnh báo a-1' }).focus()
  fireEvent.keyDown(document.activeElement as Element, { key: 'x' })
  expect((screen.getByRole('checkbox', { name: 'Chọn: Cảnh báo a-1' }) as HTMLInputElement).checked).toBe(true)
  fireEvent.keyDown(document.activeElement as Element, { key: 't' })
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.input).toEqual({ alert: 'a-1' })
})

it('calls for what is grave and nobody has, once for each time it does', () => {
  const calls = (...alerts: Parameters<typeof alertRow>[1][]) =>
    [
      ...callsOf(
        alerts.map((rest, n) => alertRow(`a-${n}`, rest)),
        (unit) => unit !== '1',
      ).keys(),
    ].length
  expect(calls({ severity: 'critical' }, { severity: 'minor' }, { severity: 'major', unit: '1' })).toBe(1)
  expect(calls({ severity: 'critical', handling: 'acknowledged' }, { severity: 'critical', cause: 'x' })).toBe(0)
  expect(calls({ severity: 'critical', outOfService: true }, { severity: 'major', clearedAt: 1 })).toBe(0)
})

it('rings only where somebody has asked for it, and the browser remembers', () => {
  open([{}])
  const bell = screen.getByRole('button', { name: 'Chuông báo: tắt' })
  fireEvent.click(bell)
  expect(screen.getByRole('button', { name: 'Chuông báo: bật' }).getAttribute('aria-pressed')).toBe('true')
  expect(localStorage.getItem('ioc.console.bell')).toBe('on')
  fireEvent.click(screen.getByRole('button', { name: 'Chuông báo: bật' }))
  expect(localStorage.getItem('ioc.console.bell')).toBe('off')
})

it('offers nobody an act who may not', () => {
  open([{}], { may: {} })
  expect(screen.queryByRole('checkbox')).toBeNull()
  expect(screen.queryByRole('button', { name: /Xử lý|Tiếp nhận/ })).toBeNull()
})

it.each([360, 700, 1_366])(
  'opens an alert by a press on its row or by a link beside its title, %s px wide',
  (width) => {
    laid.width = width
    fakeHub({ queries: { '/alerts/a-0': () => ({ alert: alertRow('a-0'), facts: [] }) } })
    open([{}, {}])
    const row = () => document.querySelector<HTMLElement>('[data-key="a-0"]') as HTMLElement
    const link = () => screen.getByRole('link', { name: 'Diễn biến: Cảnh báo a-0' })
    const detail = () => document.querySelector('.alert-detail')
    expect(link().getAttribute('aria-expanded')).toBe('false')
    fireEvent.click(row().querySelector('[data-column="severity"]') ?? row())
    expect(detail()).not.toBeNull()
    expect(link().getAttribute('aria-expanded')).toBe('true')
    fireEvent.click(row().querySelector('[data-column="severity"]') ?? row())
    expect(detail()).toBeNull()
    // As the keyboard presses it.
    fireEvent.click(link())
    expect(detail()).not.toBeNull()
    // What does something of its own opens and closes nothing.
    fireEvent.click(within(row()).getByRole('button', { name: /^Xử lý/ }))
    expect(detail()).not.toBeNull()
  },
)

it('opens an alert whatever columns were chosen', () => {
  fakeHub({ queries: { '/alerts/a-0': () => ({ alert: alertRow('a-0'), facts: [] }) } })
  open([{ evidence: [] }], { path: '/alerts?columns=place' })
  fireEvent.click(screen.getByRole('link', { name: 'Diễn biến: Cảnh báo a-0' }))
  expect(document.querySelector('.alert-detail')).not.toBeNull()
})
