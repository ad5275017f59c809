// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import SignInPage from '../../../client/console/signIn/SignInPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Session } from '../../../client/live/session.ts'
import { type FakeAnswers, FakeProblem, fakeHub } from '../../support/fakeHub.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const NOBODY: Session = { ...sessionOf(), principal: null }

function open(commands: NonNullable<FakeAnswers['commands']>, session: Session = NOBODY, path = '/sign-in') {
  let now = session
  const sent = fakeHub({ queries: { '/session': () => now }, commands })
  const left: string[] = []
  renderScreen(<SignInPage leave={(to) => left.push(to)} />, { session, path })
  return {
    sent,
    left,
    become: (next: Session) => {
      now = next
    },
  }
}

const type = (label: string | RegExp, text: string) =>
  fireEvent.change(screen.getByLabelText(label, { selector: 'input' }), { target: { value: text } })
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

function typeName() {
  type('Tên đăng nhập', 'an')
  type('Mật khẩu', 'ba con mèo')
}

describe('signing in', () => {
  it('sends user and password, and leads to the page one came from', async () => {
    const { sent, left } = open({ signIn: () => ({ pending: null }) }, NOBODY, '/sign-in?to=%2Falerts&why=ended')
    expect(screen.getByText(/Phiên làm việc đã kết thúc/)).toBeTruthy()
    typeName()
    press('Đăng nhập')
    await vi.waitFor(() => expect(left).toEqual(['/alerts']))
    expect(sent[0]?.input).toEqual({ user: 'an', password: 'ba con mèo' })
  })

  it('never leads to another site', async () => {
    const { left } = open({ signIn: () => ({ pending: null }) }, NOBODY, '/sign-in?to=%2F%2Fevil.example')
    typeName()
    press('Đăng nhập')
    await vi.waitFor(() => expect(left).toEqual(['/']))
  })

  it('asks for the code when the hub does, or for a recovery code instead', async () => {
    const { sent, left } = open({
      signIn({ code }) {
        if (code === undefined) throw new FakeProblem('codeNeeded')
        return { pending: null }
      },
    })
    typeName()
    press('Đăng nhập')
    await screen.findByLabelText('Mã xác thực hai lớp')
    expect(screen.queryByRole('alert')).toBeNull()
    press(/Dùng mã khôi phục/)
    type('Mã khôi phục', ' abcd-efgh ')
    press('Đăng nhập')
    await vi.waitFor(() => expect(left).toEqual(['/']))
    expect(sent[1]?.input).toEqual({ user: 'an', password: 'ba con mèo', code: 'abcd-efgh' })
  })

  it('counts down how long it is locked, and may be tried when it is over', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    open({
      signIn() {
        throw new FakeProblem('lockedOut', { seconds: 30 })
      },
    })
    typeName()
    press('Đăng nhập')
    await screen.findByText('Thử lại được sau 30 giây.')
    const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Đăng nhập' })
    expect(button().disabled).toBe(true)
    act(() => void vi.advanceTimersByTime(10_000))
    expect(screen.getByText('Thử lại được sau 20 giây.')).toBeTruthy()
    act(() => void vi.advanceTimersByTime(20_000))
    expect(button().disabled).toBe(false)
  })

  it('offers the demo’s accounts at one press, each with what it sees, and no others', async () => {
    const demo = [
      { user: 'truc-ban', name: 'An', role: 'operator', place: '92', sees: { vi: 'Toàn thành phố', en: 'All' } },
    ] as const
    const { sent, left } = open({ signInAs: () => ({}) }, { ...NOBODY, demo })
    press(/Trực ban.*Toàn thành phố/)
    await vi.waitFor(() => expect(left).toEqual(['/']))
    expect(sent[0]).toMatchObject({ name: 'signInAs', input: { user: 'truc-ban' } })
    cleanup()
    open({})
    expect(screen.queryByText('Tài khoản của bản trình diễn')).toBeNull()
  })

  it('has a way through another system where there is one', () => {
    const oidc = { name: 'Cổng của tỉnh' }
    open({}, { ...NOBODY, signIn: { ...NOBODY.signIn, oidc } }, '/sign-in?to=%2Fplan')
    const link = screen.getByRole('link', { name: 'Đăng nhập bằng Cổng của tỉnh' })
    expect(link.getAttribute('href')).toBe('/api/v1/sign-in/oidc?to=%2Fplan')
  })
})

describe('a first password', () => {
  const pending = sessionOf({ pending: 'password' })

  it('says its rules before anything is typed, which are met, and does not ask for the old one again', async () => {
    const { sent, left, become } = open({
      signIn: () => ({ pending: 'password' }),
      changePassword: () => ({ pending: null }),
    })
    typeName()
    become(pending)
    press('Đăng nhập')
    await screen.findByText(/Ít nhất 12 ký tự/)
    expect(screen.queryByLabelText('Mật khẩu hiện tại')).toBeNull()
    const met = () => document.querySelectorAll('.form__rules li[data-met="true"]').length
    expect(met()).toBe(0)
    type('Mật khẩu mới', 'aaaaaaaaaaaa')
    expect(met()).toBe(2)
    type('Mật khẩu mới', 'năm con mèo trên mái')
    expect(met()).toBe(3)
    type('Nhập lại mật khẩu mới', 'năm con mèo')
    expect(screen.getByText('Hai lần nhập chưa giống nhau.')).toBeTruthy()
    type('Nhập lại mật khẩu mới', 'năm con mèo trên mái')
    press('Lưu mật khẩu')
    await vi.waitFor(() => expect(left).toEqual(['/']))
    expect(sent.at(-1)?.input).toEqual({ old: 'ba con mèo', new: 'năm con mèo trên mái' })
  })

  it('asks for the old one when the page was opened anew', () => {
    open({}, pending)
    expect(screen.getByLabelText('Mật khẩu hiện tại')).toBeTruthy()
  })
})

describe('the second factor', () => {
  it('keeps showing the recovery codes when the session has nothing pending any more', async () => {
    const { sent, left, become } = open(
      {
        beginTotp: () => ({ secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/IOC:an?secret=JBSWY3DPEHPK3PXP' }),
        confirmTotp: () => ({ recoveryCodes: ['aaaa-bbbb', 'cccc-dddd'], pending: null }),
      },
      sessionOf({ pending: 'totp' }),
    )
    type('Mật khẩu hiện tại', 'ba con mèo')
    press('Bắt đầu')
    await screen.findByRole('img', { name: /Mã QR/ })
    expect(sent).toMatchObject([{ name: 'beginTotp', input: { password: 'ba con mèo' } }])
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeTruthy()
    type(/6 chữ số/, '123456')
    become(sessionOf())
    press('Xác nhận')
    await screen.findByText('aaaa-bbbb')
    // Coming back from the printer's window asks again who one is.
    act(() => void window.dispatchEvent(new Event('visibilitychange')))
    expect(screen.getByText('cccc-dddd')).toBeTruthy()
    expect(left).toEqual([])
    press('Tôi đã lưu các mã này')
    expect(left).toEqual(['/'])
  })
})
