// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { CommandTrouble } from '../../../client/console/account/CommandTrouble.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { ApiError } from '../../../client/live/api.ts'

beforeAll(startI18n)
afterEach(() => vi.restoreAllMocks())

it('is brought into sight, and goes without a fault in browsers that answer a scroll with a promise', () => {
  const scrolled = vi.fn(() => Promise.resolve())
  Element.prototype.scrollIntoView = scrolled as never
  const { rerender, unmount } = render(<CommandTrouble error={new Error('một')} />)
  expect(screen.getByRole('alert').textContent).toContain('một')
  rerender(<CommandTrouble error={new Error('hai')} />)
  expect(scrolled).toHaveBeenCalledTimes(2)
  expect(unmount).not.toThrow()
})

it('without an answer it says that nobody knows whether it was carried out', () => {
  const { unmount } = render(<CommandTrouble error={new ApiError('No answer', 'the hub did not answer', 0)} />)
  expect(screen.getByRole('alert').textContent).toMatch(/chưa rõ việc này đã được ghi hay chưa/)
  unmount()
})

it('leads whoever has to show again who they are to where they do, and back to this page', () => {
  const error = new ApiError('Forbidden', 'sign in', 403, 'signInAgain', { minutes: 10 })
  const { unmount } = render(
    <MemoryRouter initialEntries={['/people?show=tokens']}>
      <CommandTrouble error={error} />
    </MemoryRouter>,
  )
  expect(screen.getByRole('link', { name: 'Xác thực lại' }).getAttribute('href')).toBe(
    '/api/v1/sign-in/oidc?again=true&to=%2Fpeople%3Fshow%3Dtokens',
  )
  unmount()
})
