// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { App } from '../../client/App.tsx'
import { startI18n } from '../../client/i18n/startI18n.ts'
import type { Session } from '../../client/live/session.ts'
import { fakeHub } from '../support/fakeHub.ts'
import { sessionOf } from '../support/renderScreen.tsx'

beforeAll(() => {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  startI18n()
})
afterEach(cleanup)

const LOADED = { timeout: 30_000 }

function open(path: string, session: Session) {
  const sent = fakeHub({
    queries: { '/session': () => session },
    commands: { requestPairing: () => ({ code: 'K7Q2-94', secret: 's', endsAt: 0 }) },
  })
  history.replaceState(null, '', path)
  render(<App />)
  return sent
}
const NOBODY: Session = { ...sessionOf(), principal: null }

it('leads whoever has not signed in from a page of the console to where one does', async () => {
  open('/alerts?unit=916', NOBODY)
  await screen.findByRole('heading', { name: 'Đăng nhập' }, LOADED)
  expect(location.search).toBe('?to=%2Falerts%3Funit%3D916&why=first')
})

it('shows a code on a wall that is not paired', async () => {
  const sent = open('/wall', NOBODY)
  await screen.findByText('K7Q2-94', {}, LOADED)
  // Whoever else has signed in in this browser: the page is the wall's.
  expect(sent[0]?.headers.get('x-ioc-wall')).toBe('1')
})

it('opens the console without a question where there are no accounts', async () => {
  open('/people', sessionOf({ is: 'public', id: '', user: null }, { 'figures.see': ['92'] }))
  await screen.findByRole('heading', { name: 'Vai trò của bạn không mở được trang này' }, LOADED)
  expect(screen.getByRole('link', { name: 'Màn hình lớn' })).toBeTruthy()
  expect(screen.queryByText('Đăng xuất')).toBeNull()
})

it('says on the wall whose account does not see it', async () => {
  open('/wall', sessionOf({ name: 'Đỗ Khang' }, { 'people.manage': ['92'] }))
  await screen.findByText('Tài khoản Đỗ Khang không xem được màn hình lớn.', {}, LOADED)
})
