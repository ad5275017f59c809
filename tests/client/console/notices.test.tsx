// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { NoticePreferencesForm } from '../../../client/console/account/NoticePreferencesForm.tsx'
import { NoticesPage } from '../../../client/console/notices/NoticesPage.tsx'
import { NoticeToasts } from '../../../client/console/notices/NoticeToasts.tsx'
import { UnseenCount } from '../../../client/console/notices/UnseenCount.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { AnswerTo } from '../../../client/live/ask.ts'
import { NO_PREFERENCES } from '../../../domain/notices/preferences.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import type { Feeds } from '../../../domain/wire.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

const units = UNIT_TREES['2021']
const AT = Date.parse('2026-11-29T08:05:00+07:00')
type Page = AnswerTo<'/own-notices'>

layOut()
beforeAll(startI18n)
afterEach(cleanup)

const line = (changes: Partial<Page['notices'][number]> = {}): Page['notices'][number] => ({
  ...{ id: 'a1', about: { matter: 'alert', id: 'a-1' }, person: 'p-1', name: 'Nguyễn An', channel: 'mail' },
  ...{ urgency: 'urgent', text: { vi: 'Ngập ở Cồn Khương', en: 'Flood at Cồn Khương' }, path: '/alerts?open=a-1' },
  ...{ at: AT, state: 'sent', attempts: 1, nextAt: null, giveUpAt: AT, endedAt: AT, reason: null, tried: [] },
  ...changes,
})
const CLOSED: Page['channels'] = (['mail', 'sms', 'zalo', 'push'] as const).map((channel) => ({
  ...{ channel, is: 'off', since: null, reason: null, detail: '', until: null },
}))
const page = (notices: Page['notices'], channels = CLOSED): Page => ({
  ...{ notices, channels, next: null },
  counts: { pending: 1, sent: 2, failed: 0, givenUp: 0, cancelled: 3 },
})
const told = (changes: Partial<Feeds['notices']> = {}): Feeds['notices'] => ({
  ...{ id: 'n1', person: 'p-1', about: { matter: 'alert', id: 'a-1' }, urgency: 'urgent', path: '/alerts?open=a-1' },
  ...{ text: { vi: 'Ngập ở Cồn Khương', en: 'Flood' }, at: AT, seenAt: null },
  ...changes,
})
const preferences = (changes: Partial<AnswerTo<'/notice-preferences'>> = {}): AnswerTo<'/notice-preferences'> => ({
  ...{ preferences: NO_PREFERENCES, open: ['mail'], pushKey: null, browsers: 0 },
  ...changes,
})

it('says what came of every notice, why, and that a closed network is nothing wrong', async () => {
  fakeHub({
    queries: {
      '/own-notices?limit=200': () =>
        page([
          line({ id: 'a1', state: 'pending', reason: 'unreachable', nextAt: AT + 60_000 }),
          line({ id: 'a2', channel: 'console', state: 'sent' }),
          line({ id: 'a3', state: 'failed', reason: 'refused', name: null }),
        ]),
    },
  })
  renderScreen(<NoticesPage units={units} />, { path: '/notices', now: AT, session: sessionOf() })
  expect(await screen.findByText('Không kết nối được máy nhận')).toBeTruthy()
  expect(screen.getAllByText('Đã xem').length).toBeGreaterThan(0)
  expect(screen.getByText('Máy nhận từ chối')).toBeTruthy()
  expect(screen.getAllByText(/chưa thiết lập/).length).toBe(4)
  expect(screen.getByText(/Mạng đóng là bình thường/)).toBeTruthy()
  expect(screen.getByRole('link', { name: /Đã hủy\s*3/ })).toBeTruthy()
})

it('shows every attempt with the receiver’s own words, and who answers for all sees everybody’s', async () => {
  const tried = [{ at: AT, is: 'later', reason: 'notNow', detail: '451 thử lại \u202esau' }] as const
  const paused = CLOSED.map((way) =>
    way.channel === 'mail'
      ? { ...way, is: 'paused' as const, reason: 'unreachable' as const, until: AT + 60_000 }
      : way,
  )
  fakeHub({ queries: { '/notices?state=pending&limit=200': () => page([line({ state: 'pending', tried })], paused) } })
  const session = sessionOf({}, { 'notices.see': ['92'] })
  renderScreen(<NoticesPage units={units} />, { path: '/notices?show=pending', now: AT, session })
  await userEvent.click(await screen.findByRole('link', { name: /Chi tiết thông báo/ }))
  expect(screen.getByText('Sẽ gửi lại · Máy nhận hẹn gửi lại sau · 451 thử lại \\u202esau')).toBeTruthy()
  expect(screen.getByText('Nguyễn An')).toBeTruthy()
  expect(screen.getByText(/Thư điện tử: Không kết nối được máy nhận; thử lại lúc 08:06/)).toBeTruthy()
})

it('tells what comes, counts it in the title, and forgets what was looked at', async () => {
  const { sent } = {
    sent: fakeHub({ queries: { '/notice-preferences': () => preferences() }, commands: { seeNotices: () => ({}) } }),
  }
  const { tell } = renderScreen(
    <UnseenCount>
      <NoticeToasts />
      <NoticesPage units={units} />
    </UnseenCount>,
    { path: '/notices', now: AT, session: sessionOf(), picture: { notices: [told({ id: 'old' })] } },
  )
  await waitFor(() => expect(document.title).toBe('(1) Thông báo – IOC Cần Thơ'))
  // What was there before is no news.
  expect(screen.queryByRole('region', { name: 'Thông báo mới' })).toBeNull()
  tell('notices', [
    told({ id: 'old' }),
    told({ id: 'n1' }),
    told({ id: 'n2', urgency: 'emergency', at: AT - 1 }),
    told({ id: 'n3', urgency: 'routine' }),
  ])
  const toasts = within(await screen.findByRole('region', { name: 'Thông báo mới' }))
  expect(toasts.getAllByText(/^Khẩn/).map(({ textContent }) => textContent?.trim().slice(0, 8))).toEqual([
    'Khẩn cấp',
    'Khẩn08:05'.slice(0, 8),
  ])
  expect(document.title).toBe('(4) Thông báo – IOC Cần Thơ')
  expect(toasts.getAllByRole('link', { name: 'Mở' })[0]?.getAttribute('href')).toBe('/alerts?open=a-1')
  await userEvent.click(toasts.getAllByRole('button', { name: 'Đã xem' })[0] as HTMLElement)
  expect(sent.at(-1)).toMatchObject({ name: 'seeNotices', input: { notices: ['n2'] } })
  tell('notices', [told({ id: 'old', seenAt: AT }), told({ seenAt: AT }), told({ id: 'n2', seenAt: AT })])
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Thông báo mới' })).toBeNull())
  expect(document.title).toBe('Thông báo – IOC Cần Thơ')
})

it('saves how somebody wants to be told, and says what is wrong', async () => {
  const sent = fakeHub({
    queries: { '/notice-preferences': () => preferences() },
    commands: {
      setNoticePreferences: (input) => ({ preferences: { ...(input as typeof NO_PREFERENCES), phone: '84912345678' } }),
      sendTestNotice: () => ({ channels: ['console', 'mail'] }),
    },
  })
  renderScreen(<NoticePreferencesForm />, { path: '/account', now: AT, session: sessionOf() })
  await userEvent.type(await screen.findByLabelText('Địa chỉ thư'), 'an@cantho.example')
  await userEvent.type(screen.getByLabelText('Số điện thoại'), '0912 345 678')
  await userEvent.selectOptions(screen.getByLabelText('Nhận qua Thư điện tử'), 'urgent')
  expect(screen.getAllByText(/chưa thiết lập cách này/).length).toBe(2)
  // No browser of theirs takes notices.
  expect(screen.queryByLabelText('Nhận qua Trình duyệt')).toBeNull()
  await userEvent.click(screen.getByLabelText('Có giờ yên tĩnh'))
  await userEvent.click(screen.getByLabelText('Bảng điều khiển báo bằng âm thanh'))
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  expect(await screen.findByText('Đã lưu cách nhận thông báo.')).toBeTruthy()
  expect(sent.at(-1)).toMatchObject({
    name: 'setNoticePreferences',
    input: {
      ...{
        mail: 'an@cantho.example',
        phone: '0912 345 678',
        sound: true,
        quiet: { from: 1320, to: 360 },
        language: 'vi',
      },
      from: { mail: 'urgent', sms: null, zalo: null, push: null },
    },
  })
  expect((screen.getByLabelText('Số điện thoại') as HTMLInputElement).value).toBe('84912345678')
  await userEvent.click(screen.getByRole('button', { name: 'Gửi thử cho tôi' }))
  expect(await screen.findByText(/Bảng điều khiển, Thư điện tử/)).toBeTruthy()
})
