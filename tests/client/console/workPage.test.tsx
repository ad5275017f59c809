// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { QuickReplyForm } from '../../../client/console/work/QuickReplyForm.tsx'
import { quickReplies, type WorkRow } from '../../../client/console/work/replies.ts'
import { WorkPage } from '../../../client/console/work/WorkPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { ask } from '../../../client/live/ask.ts'
import { forgetKept, keepAnswer, keepReader } from '../../../client/live/kept.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
  vi.stubGlobal('matchMedia', () => ({
    ...{ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined },
  }))
})
afterEach(cleanup)

const AT = Date.parse('2026-12-01T09:00:00+07:00')
const none = { all: 0, overdue: 0 }

it('an empty list of one’s own says what waits for a decision, and leads there', async () => {
  const counts = { mine: none, waiting: { all: 2, overdue: 0 }, given: none, unit: none }
  fakeHub({ queries: { '/my-work?list=mine&limit=50': () => ({ at: AT, rows: [], counts, next: null }) } })
  const { address } = renderScreen(<WorkPage units={UNIT_TREES['2021']} />, { now: AT, path: '/my-work' })
  await screen.findByText('Hiện không có việc nào chờ bạn làm.')
  fireEvent.click(screen.getByRole('link', { name: 'Xem 2 việc chờ bạn quyết định' }))
  expect(address()).toBe('/my-work?show=waiting')
})

it('progress that nobody has chosen is not sent as none', () => {
  const row = { kind: 'directive', state: 'underWay', id: 'd-1', version: 3, title: 'Rà soát' } as WorkRow
  const [reply] = quickReplies(row)
  if (reply === undefined) throw new Error('no reply is offered')
  const write = vi.fn(() => true)
  renderScreen(<QuickReplyForm isGone={false} row={row} reply={reply} write={write} leave={() => undefined} />, {
    now: AT,
  })
  fireEvent.change(screen.getByLabelText('Nội dung'), { target: { value: 'Đang làm' } })
  screen.getByText('chưa chọn')
  const send = screen.getByRole<HTMLButtonElement>('button', { name: 'Gửi' })
  expect(send.disabled).toBe(true)
  fireEvent.change(screen.getByRole('slider'), { target: { value: '40' } })
  fireEvent.click(send)
  expect(write).toHaveBeenCalledWith({
    command: 'reportProgress',
    input: { directive: 'd-1', expectedVersion: 3, text: 'Đang làm', percent: 40 },
    title: 'Rà soát',
  })
})

it('an alert that is put aside has no deadline, but a time at which it comes back', async () => {
  const counts = { mine: none, waiting: none, given: none, unit: { all: 1, overdue: 0 } }
  const row = {
    ...{ kind: 'alert', id: 'a-1', version: 2, state: 'shelved', title: 'Camera mất kết nối', unit: '31117' },
    ...{ openedAt: AT - 60_000, dueAt: AT + 360_000, simulated: false, path: '/alerts?open=a-1' },
  }
  fakeHub({ queries: { '/my-work?list=unit&limit=50': () => ({ at: AT, rows: [row], counts, next: null }) } })
  renderScreen(<WorkPage units={UNIT_TREES['2021']} />, { now: AT, path: '/my-work?show=unit' })
  const item = (await screen.findByText('Camera mất kết nối')).closest('li')
  expect(item?.querySelector('.work__due')?.textContent?.replaceAll('\u00a0', ' ')).toBe('Tạm gác đến 09:06 01/12/2026')
})

it('nothing is late, and no time is left, by the clock of a machine that has not heard the hub’s', async () => {
  const counts = { mine: { all: 1, overdue: 0 }, waiting: none, given: none, unit: none }
  const row = {
    ...{ kind: 'directive', id: 'd-1', version: 2, state: 'underWay', title: 'Rà soát hồ sơ', unit: '31117' },
    ...{ openedAt: AT - 60_000, dueAt: AT - 3_600_000, simulated: false, path: '/directive/d-1' },
  }
  fakeHub({ queries: { '/my-work?list=mine&limit=50': () => ({ at: AT, rows: [row], counts, next: null }) } })
  const due = async (isTimeKnown: boolean) => {
    renderScreen(<WorkPage units={UNIT_TREES['2021']} />, { now: AT, path: '/my-work', isTimeKnown })
    const item = (await screen.findByText('Rà soát hồ sơ')).closest('li')
    const says = item?.querySelector('.work__due')?.textContent?.replaceAll('\u00a0', ' ').trim()
    const isLate = item?.dataset.late
    cleanup()
    return [says, isLate]
  }
  expect(await due(false)).toEqual(['hạn 08:00 01/12/2026', 'false'])
  expect(await due(true)).toEqual([expect.stringMatching(/^Quá hạn .*hạn 08:00 01\/12\/2026$/), 'true'])
})

it('what waits for a decision says since when, and by when its unit owed it: it is not without a deadline', async () => {
  const counts = { mine: none, waiting: { all: 1, overdue: 0 }, given: none, unit: none }
  const row = {
    ...{ kind: 'directive', id: 'd-1', version: 5, state: 'awaitsApproval', title: 'Rà soát hồ sơ', unit: '31117' },
    ...{ openedAt: AT - 60_000, dueAt: null, simulated: false, path: '/directive/d-1' },
    handedIn: { at: AT, dueAt: AT - 3_600_000 },
  }
  fakeHub({ queries: { '/my-work?list=waiting&limit=50': () => ({ at: AT, rows: [row], counts, next: null }) } })
  renderScreen(<WorkPage units={UNIT_TREES['2021']} />, { now: AT, path: '/my-work?show=waiting' })
  const item = (await screen.findByText('Rà soát hồ sơ')).closest('li')
  expect(item?.querySelector('.work__due')?.textContent?.replaceAll('\u00a0', ' ')).toBe(
    'Chờ quyết định từ 09:00 01/12/2026; hạn của đơn vị 08:00 01/12/2026, nộp quá hạn',
  )
})

it('an alert that has come to somebody who may not take it on leads to its page, and offers no answer that would be refused', async () => {
  const counts = { mine: { all: 1, overdue: 1 }, waiting: none, given: none, unit: none }
  const row = {
    ...{ kind: 'alert', id: 'a-1', version: 2, state: 'unacknowledged', title: 'Thư giả mạo', unit: null },
    ...{ openedAt: AT - 60_000, dueAt: AT - 30_000, simulated: false, path: '/alerts?open=a-1' },
  }
  fakeHub({ queries: { '/my-work?list=mine&limit=50': () => ({ at: AT, rows: [row], counts, next: null }) } })
  const offered = async (places: readonly string[]) => {
    const session = sessionOf({}, { 'alerts.acknowledge': places })
    renderScreen(<WorkPage units={UNIT_TREES['2021']} />, { now: AT, path: '/my-work', session })
    const item = (await screen.findByRole('link', { name: /Thư giả mạo/ })).closest('li')
    const buttons = [...(item?.querySelectorAll('button') ?? [])].map(({ textContent }) => textContent)
    cleanup()
    return buttons
  }
  expect(await offered([])).toEqual([])
  expect(await offered(['31117'])).toEqual([])
  expect(await offered(['92'])).toEqual(['Tiếp nhận'])
})

it('a list that was kept says that it is old while the newest is still awaited, and claims no place that is not known yet', async () => {
  const counts = { mine: { all: 1, overdue: 0 }, waiting: none, given: none, unit: none }
  const row = {
    ...{ kind: 'directive', id: 'd-1', version: 2, state: 'given', title: 'Rà soát hồ sơ', unit: '31117' },
    ...{ openedAt: AT - 60_000, dueAt: AT + 3_600_000, simulated: false, path: '/directive/d-1' },
  }
  const session = sessionOf({ id: 'an' })
  keepReader(session, '2021', Date.now())
  onTestFinished(forgetKept)
  const list = { at: AT - 600_000, rows: [row], counts, next: null } as never
  keepAnswer('an', ask('/my-work', { query: { list: 'mine', limit: 50 } }), list, Date.now())
  const before = globalThis.fetch
  vi.stubGlobal('fetch', () => new Promise(() => undefined))
  onTestFinished(() => void vi.stubGlobal('fetch', before))
  renderScreen(<WorkPage units={undefined} />, { now: AT, path: '/my-work', session })
  const kind = (await screen.findByText('Rà soát hồ sơ')).closest('li')?.querySelector('.work__kind')?.textContent
  expect(kind?.trim()).toBe('Chỉ đạo')
  const note = document.querySelector('.old-note')?.textContent?.replaceAll('\u00a0', ' ')
  expect(note).toBe('Đang tải danh sách mới nhất; đây là bản lưu lúc 08:50 01/12/2026, có thể đã khác.')
})
