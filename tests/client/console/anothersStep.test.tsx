// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { Actions } from '../../../client/console/incidents/Actions.tsx'
import { AlertIncident } from '../../../client/console/incidents/AlertIncident.tsx'
import { Signing } from '../../../client/console/shift/Signing.tsx'
import type { WorkRow } from '../../../client/console/work/replies.ts'
import { WorkPage } from '../../../client/console/work/WorkPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { useRows } from '../../../client/live/useLive.ts'
import type { Incident } from '../../../domain/incidents/incident.ts'
import type { ShiftLog } from '../../../domain/shifts/machine.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { openedIncident } from '../../support/incident.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
  vi.stubGlobal('matchMedia', () => ({
    ...{ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined },
  }))
})
afterEach(cleanup)

const AT = Date.parse('2026-12-01T09:00:00+07:00')
const units = UNIT_TREES['2021']
const words = () => screen.getByRole<HTMLTextAreaElement>('textbox', { hidden: true })
const type = (text: string) => fireEvent.change(words(), { target: { value: text } })
const isDisabled = (name: string) =>
  screen.getAllByRole<HTMLButtonElement>('button', { name, hidden: true }).at(-1)?.disabled

it('an incident: the dialog of a step that somebody else took stays, with its words, and says so', () => {
  const at = (state: Incident['state']) => ({ ...openedIncident({}, AT).incident, state })
  const { rerender } = renderScreen(<Actions incident={at('verifying')} units={units} />, { now: AT })
  fireEvent.click(screen.getByRole('button', { name: 'Xác minh xong, xử lý' }))
  type('Nước tràn bờ kè')
  rerender(<Actions incident={at('handling')} units={units} />)
  expect(screen.getByRole('alert', { hidden: true }).textContent).toMatch(/người khác đã xử lý sự vụ/)
  expect(words().value).toBe('Nước tràn bờ kè')
  expect(isDisabled('Xác minh xong, xử lý')).toBe(true)
})

it('an incident: whoever was told of another’s step sends again on what stands now', async () => {
  const incident = openedIncident({}, AT).incident
  const at = (version: number): Incident => ({ ...incident, state: 'verifying', version })
  const sent = fakeHub({
    commands: {
      handleIncident() {
        throw new FakeProblem('changedMeanwhile', { by: 'Nguyễn Văn An', at: AT, did: 'comment' })
      },
    },
  })
  const { rerender } = renderScreen(<Actions incident={at(2)} units={units} />, { now: AT })
  fireEvent.click(screen.getByRole('button', { name: 'Xác minh xong, xử lý' }))
  type('Nước tràn bờ kè')
  const press = () =>
    fireEvent.click(screen.getAllByRole('button', { name: 'Xác minh xong, xử lý', hidden: true }).at(-1) as Element)
  press()
  await screen.findByText('Bấm lần nữa nếu vẫn giữ quyết định.')
  rerender(<Actions incident={at(3)} units={units} />)
  press()
  await waitFor(() => expect(sent).toHaveLength(2))
  expect(sent.map(({ input }) => (input as { expectedVersion: number }).expectedVersion)).toEqual([2, 3])
})

it('an alert that somebody else puts into an incident: what was typed to open one stays, and who did what is said', async () => {
  const joined = {
    ...{ id: 'a-1', version: 1, at: AT, did: 'join', from: 'unacknowledged', to: 'incident' },
    ...{ by: { id: 'p-2', is: 'person', name: 'Trần Thu Hà', roles: [] }, what: { incident: 'SV-261201-ABCD' } },
  }
  const moved = alertRow('a-1', { handling: 'incident', incident: 'SV-261201-ABCD', version: 1 })
  fakeHub({
    queries: { '/sops': () => ({ sops: [] }), '/alerts/a-1': () => ({ alert: moved, facts: [joined] }) },
    commands: {
      openIncident() {
        throw new FakeProblem('alertInIncident', { incident: 'SV-261201-ABCD' })
      },
    },
  })
  const List = () =>
    [...useRows('alerts').values()].map((alert) => <AlertIncident key={alert.id} {...{ alert, units }} />)
  const { tell } = renderScreen(<List />, { now: AT, picture: { alerts: [alertRow('a-1', {})] } })
  fireEvent.click(screen.getByRole('button', { name: /^Mở sự vụ/ }))
  const note = () => screen.getByLabelText<HTMLTextAreaElement>(/^Ghi chú ban đầu/)
  fireEvent.change(note(), { target: { value: 'Gọi trạm bơm' } })
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Mở sự vụ' }))
  await screen.findByText(/đã thuộc sự vụ SV-261201-ABCD/)
  tell('alerts', [moved])
  await screen.findByText(/Trần Thu Hà đã đưa cảnh báo này vào sự vụ SV-261201-ABCD lúc 09:00 01\/12\/2026/)
  expect(note().value).toBe('Gọi trạm bơm')
  expect(isDisabled('Mở sự vụ')).toBe(true)
  fireEvent.click(screen.getByRole('link', { name: 'Xem sự vụ SV-261201-ABCD' }))
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('an incident: who was first is said also when that ends the button that was pressed', async () => {
  const incident = openedIncident({}, AT).incident
  fakeHub({
    commands: {
      verifyIncident() {
        throw new FakeProblem('changedMeanwhile', { by: 'Nguyễn Văn An', at: AT, did: 'verify' })
      },
    },
  })
  const { rerender } = renderScreen(<Actions incident={incident} units={units} />, { now: AT })
  fireEvent.click(screen.getByRole('button', { name: 'Nhận xác minh' }))
  await screen.findByText(/Nguyễn Văn An vừa xử lý/)
  rerender(<Actions incident={{ ...incident, state: 'verifying', version: 2 }} units={units} />)
  screen.getByText(/Nguyễn Văn An vừa xử lý/)
})

it('an incident: which mandatory steps are missing is no count of them', () => {
  const { incident } = openedIncident({}, AT)
  const done = { at: AT, by: 'AN', note: '' }
  const steps = incident.steps.map((step) => (step.number === 1 ? { ...step, done } : step))
  renderScreen(<Actions incident={{ ...incident, state: 'handling', steps }} units={units} />, { now: AT })
  screen.getByText('Còn bước bắt buộc chưa làm: bước 2')
})

it('a shift: a note to a signature that somebody else has given stays to be copied', () => {
  const shift = {
    ...{ id: '2026-12-01-0600', from: AT - 8 * 3_600_000, to: AT + 60_000, state: 'open', version: 3, entries: 2 },
    ...{ handedOver: null, takenOver: null },
  } as unknown as ShiftLog
  const { rerender } = renderScreen(<Signing additions={0} shift={shift} />, { now: AT })
  type('Theo dõi tiếp trạm Cần Thơ')
  rerender(<Signing additions={0} shift={{ ...shift, state: 'closed' }} />)
  expect(words().value).toBe('Theo dõi tiếp trạm Cần Thơ')
  expect(isDisabled('Ký giao ca')).toBe(true)
  screen.getByText(/người khác đã ký/)
  fireEvent.click(screen.getByRole('button', { name: 'Đóng' }))
  expect(screen.queryByRole('textbox')).toBeNull()
})

it('my work: a matter that leaves the list while it is answered stays, with the answer', async () => {
  const row = {
    ...{ kind: 'directive', state: 'underWay', id: 'd-1', version: 3, title: 'Rà soát', unit: null, openedAt: AT },
    ...{ dueAt: AT + 3_600_000, simulated: false, path: '/directive/d-1' },
  } as unknown as WorkRow
  const none = { all: 0, overdue: 0 }
  const counts = { mine: none, waiting: none, given: none, unit: none }
  let rows: readonly WorkRow[] = [row]
  fakeHub({ queries: { '/my-work?list=mine&limit=50': () => ({ at: AT, rows: [...rows], counts, next: null }) } })
  const { queries } = renderScreen(<WorkPage units={units} />, { now: AT, path: '/my-work' })
  fireEvent.click(await screen.findByRole('button', { name: /^Báo tiến độ/ }))
  type('Đã rà soát 12 hồ sơ')
  rows = []
  await queries.refetchQueries()
  await waitFor(() => screen.getByText(/câu trả lời này không còn gửi được/))
  expect(words().value).toBe('Đã rà soát 12 hồ sơ')
  expect(isDisabled('Gửi')).toBe(true)
})
