// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useLocation } from 'react-router'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { SearchDialog } from '../../../client/console/search/SearchDialog.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
afterEach(cleanup)

function Address() {
  const { pathname, search } = useLocation()
  return <p data-testid="address">{pathname + search}</p>
}

/** What is typed into an open search, on a page; and where that leads. */
async function search(typed: string) {
  const close = vi.fn()
  renderScreen(
    <>
      <SearchDialog close={close} />
      <Address />
    </>,
  )
  await userEvent.type(screen.getByRole('combobox'), typed)
  return { close, address: screen.getByTestId('address').textContent }
}

it.each([
  ['canh bao{Enter}', '/alerts'],
  ['cảnh báo{Enter}', '/alerts'],
  ['onlineShare{Enter}', '/?kpi=onlineShare'],
  ['ke hoach 11{Enter}', '/plan'],
  ['mot cua dien tu{Enter}', '/system/oneStop'],
])('%s opens %s', async (typed, path) => {
  const { close, address } = await search(typed)
  expect(close).toHaveBeenCalledOnce()
  expect(address).toBe(path)
})

it('shows the group of the best result first, and arrows lead through all of them in the order shown', async () => {
  await search('canh bao')
  const options = screen.getAllByRole('option')
  expect(screen.getAllByRole('group')[0]?.getAttribute('aria-label')).toBe('Trang')
  expect(options[0]?.getAttribute('aria-selected')).toBe('true')
  await userEvent.keyboard('{ArrowDown}')
  expect(options.map((option) => option.getAttribute('aria-selected'))).toEqual(options.map((_, n) => String(n === 1)))
  await userEvent.keyboard('{ArrowUp}{ArrowUp}')
  expect(options.at(-1)?.getAttribute('aria-selected')).toBe('true')
})

it('opens nothing where nothing is found', async () => {
  const { close, address } = await search('xyzzy{Enter}')
  expect(close).not.toHaveBeenCalled()
  expect(address).toBe('/')
  expect(screen.queryAllByRole('option')).toEqual([])
})

it('closes with one press of Escape, whatever has been typed', async () => {
  const { close } = await search('canh bao{Escape}')
  expect(close).toHaveBeenCalledOnce()
})
