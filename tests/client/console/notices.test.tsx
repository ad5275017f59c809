// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { BrowserPushPart } from '../../../client/console/account/BrowserPushPart.tsx'
import { NoticePreferencesForm } from '../../../client/console/account/NoticePreferencesForm.tsx'
import { NoticesPage } from '../../../client/console/notices/NoticesPage.tsx'
import { NoticeToasts } from '../../../client/console/notices/NoticeToasts.tsx'
import { UnseenCount } from '../../../client/console/notices/UnseenCount.tsx'
import { Lookers } from '../../../client/console/parts/Lookers.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { AnswerTo } from '../../../client/live/ask.ts'
import { browserPush, endPushOfOthers, takePush } from '../../../client/live/browserPush.ts'
import { NO_PREFERENCES } from '../../../domain/notices/preferences.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import type { Feeds } from '../../../domain/wire.ts'
import { FakeProblem, fakeHub } from '../../support/fakeHub.ts'
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
  ...{ preferences: NO_PREFERENCES, open: ['mail'], pushKey: null, isHere: false, browsers: 0 },
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
  expect(screen.getByText('Bên nhận từ chối')).toBeTruthy()
  expect(screen.getAllByText(/chưa thiết lập/).length).toBe(4)
  expect(screen.getByText(/Mạng nội bộ không ra Internet vẫn dùng bình thường/)).toBeTruthy()
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
  expect(screen.getByText('Sẽ gửi lại · Bên nhận hẹn gửi lại sau · 451 thử lại \\u202esau')).toBeTruthy()
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

it('whoever opens a matter has seen what they were told of it until then, and nothing that comes later', async () => {
  const sent = fakeHub({ commands: { seeNotices: () => ({}) } })
  const before = [told({ id: 'n1' }), told({ id: 'n2', about: { matter: 'alert', id: 'a-2' } })]
  const { tell } = renderScreen(<Lookers kind="alert" id="a-1" />, {
    ...{ path: '/alerts', now: AT, session: sessionOf(), picture: { notices: before } },
  })
  await waitFor(() => expect(sent).toMatchObject([{ name: 'seeNotices', input: { notices: ['n1'] } }]))
  tell('notices', [told({ id: 'n1', seenAt: AT }), ...before.slice(1), told({ id: 'n3' })])
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(sent.length).toBe(1)
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
  await userEvent.type(await screen.findByLabelText('Địa chỉ thư điện tử'), 'an@cantho.example')
  await userEvent.type(screen.getByLabelText('Số điện thoại'), '0912 345 678')
  await userEvent.selectOptions(screen.getByLabelText('Nhận qua thư điện tử'), 'urgent')
  expect(screen.getAllByText(/chưa thiết lập cách này/).length).toBe(2)
  // No browser of theirs takes notices.
  expect(screen.queryByLabelText('Nhận qua trình duyệt')).toBeNull()
  await userEvent.click(screen.getByLabelText('Có giờ yên tĩnh'))
  await userEvent.click(screen.getByLabelText('Bảng điều khiển báo bằng âm thanh'))
  // Whoever moves an address shows who they are; nothing goes before.
  await userEvent.click(screen.getByRole('button', { name: 'Lưu' }))
  expect(sent.filter(({ name }) => name === 'setNoticePreferences')).toEqual([])
  await userEvent.type(screen.getByLabelText('Mật khẩu hoặc mã xác thực của bạn'), 'ba con mèo')
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
        proof: 'ba con mèo',
      },
      from: { mail: 'urgent', sms: null, zalo: null, push: null },
    },
  })
  expect((screen.getByLabelText('Số điện thoại') as HTMLInputElement).value).toBe('84912345678')
  await userEvent.click(screen.getByRole('button', { name: 'Gửi thử cho tôi' }))
  expect(await screen.findByText(/bảng điều khiển, thư điện tử/)).toBeTruthy()
})

describe('this browser', () => {
  /** A browser that can be told; its maker's service takes every subscription. */
  function browser(permission: NotificationPermission, answer: NotificationPermission = permission, isCutOff = false) {
    let subscription: PushSubscription | null = null
    const ended = vi.fn()
    const endpoint = 'https://fcm.googleapis.com/fcm/send/abc'
    const pushManager = {
      getSubscription: async () => subscription,
      async subscribe() {
        if (isCutOff) throw new DOMException('push service error', 'AbortError')
        subscription = {
          endpoint,
          toJSON: () => ({ endpoint, keys: { p256dh: 'BPk', auth: 'x1' } }),
          async unsubscribe() {
            ended()
            subscription = null
            return true
          },
        } as unknown as PushSubscription
        return subscription
      },
    }
    const registration = { pushManager }
    const requestPermission = vi.fn(async () => {
      notification.permission = answer
      return answer
    })
    const notification = { permission, requestPermission }
    vi.stubGlobal('Notification', notification)
    vi.stubGlobal('PushManager', class {})
    vi.stubGlobal('navigator', {
      ...{ language: 'vi', userAgent: navigator.userAgent },
      serviceWorker: {
        register: async () => registration,
        getRegistration: async () => registration,
        ready: Promise.resolve(registration),
      },
    })
    return { requestPermission, ended, endpoint }
  }
  afterEach(() => {
    vi.unstubAllGlobals()
    localStorage.clear()
  })
  const part = (changed: (is: 'on' | 'off') => void = () => undefined) =>
    renderScreen(<BrowserPushPart person="p-1" pushKey="BKey" changed={changed} />, { now: AT, session: sessionOf() })

  it('is asked at a press alone, takes notices then, and takes none when that is pressed', async () => {
    const { requestPermission, ended, endpoint } = browser('default', 'granted')
    const sent = fakeHub({ commands: { subscribePush: () => ({}), unsubscribePush: () => ({}) } })
    const told: string[] = []
    part((is) => told.push(is))
    const take = await screen.findByRole('button', { name: 'Nhận trên trình duyệt này' })
    expect(requestPermission).not.toHaveBeenCalled()
    await userEvent.click(take)
    await userEvent.click(await screen.findByRole('button', { name: 'Ngừng nhận trên trình duyệt này' }))
    await screen.findByRole('button', { name: 'Nhận trên trình duyệt này' })
    expect(sent.map(({ name, input }) => [name, input])).toEqual([
      ['subscribePush', { endpoint, p256dh: 'BPk', auth: 'x1' }],
      ['unsubscribePush', { endpoint }],
    ])
    expect([told, ended.mock.calls.length]).toEqual([['on', 'off'], 1])
  })

  it.each([
    ['has blocked this page', 'denied', 'denied', false, /đang chặn thông báo/],
    ['is told no', 'default', 'denied', false, /đang chặn thông báo/],
    ['is told nothing', 'default', 'default', false, /chưa nhận thông báo/],
    ['cannot reach its maker', 'granted', 'granted', true, /không tới được dịch vụ/],
  ] as const)('that %s says so, and the hub is told nothing', async (_what, permission, answer, isCutOff, words) => {
    browser(permission, answer, isCutOff)
    const sent = fakeHub({})
    part()
    await screen.findByRole('status')
    const take = screen.queryByRole('button', { name: 'Nhận trên trình duyệt này' })
    expect(take === null).toBe(permission === 'denied')
    if (take !== null) await userEvent.click(take)
    expect(await screen.findByText(words)).toBeTruthy()
    expect(sent).toEqual([])
  })

  it('that the hub does not take is not left half subscribed, and the reason is said', async () => {
    const { ended } = browser('granted')
    fakeHub({
      commands: {
        subscribePush: () => {
          throw new FakeProblem('notPushService')
        },
      },
    })
    part()
    await userEvent.click(await screen.findByRole('button', { name: 'Nhận trên trình duyệt này' }))
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(ended).toHaveBeenCalledOnce()
  })

  it('takes nobody’s notices once somebody else sits there, and none where it cannot', async () => {
    const { ended } = browser('granted')
    fakeHub({ commands: { subscribePush: () => ({}) } })
    expect(await takePush('p-1', 'BKey')).toBe('on')
    expect([await browserPush('p-1'), await browserPush('p-2')]).toEqual(['on', 'off'])
    await endPushOfOthers('p-1')
    expect(ended).not.toHaveBeenCalled()
    await endPushOfOthers('p-2')
    expect(ended).toHaveBeenCalledOnce()
    vi.unstubAllGlobals()
    part()
    expect(await screen.findByText(/cần kết nối HTTPS/)).toBeTruthy()
  })
})
