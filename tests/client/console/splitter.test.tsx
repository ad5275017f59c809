// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { Splitter } from '../../../client/console/parts/Splitter.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { remember } from '../../../client/remembered.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

let isNarrow = false
beforeAll(() => {
  startI18n()
  globalThis.matchMedia = () =>
    ({ matches: isNarrow, addEventListener: () => undefined, removeEventListener: () => undefined }) as never
  fillDomGaps()
})
afterEach(cleanup)

const bar = () => screen.getByRole('separator', { name: 'Thanh chia bản đồ và bảng' })
const open = () => renderScreen(<Splitter first={<p>bản đồ</p>} second={<p>bảng</p>} />)

it('has a bar with a name that the keyboard reaches, between both panes', () => {
  open()
  expect(bar().tabIndex).toBe(0)
  expect(bar().getAttribute('aria-orientation')).toBe('vertical')
  expect(bar().previousElementSibling?.textContent).toBe('bản đồ')
  expect(bar().nextElementSibling?.textContent).toBe('bảng')
  expect(bar().getAttribute('aria-valuenow')).toBe('42')
})

it.each([
  ['60', '60'],
  ['95', '70'],
  ['1', '25'],
  ['nonsense', '42'],
])('remembers its place: %s stands at %s', (stored, place) => {
  remember('split', stored)
  open()
  expect(bar().getAttribute('aria-valuenow')).toBe(place)
})

it('stacks the panes, without a bar, where there is no room for two', () => {
  isNarrow = true
  const { container } = open()
  expect(screen.queryByRole('separator')).toBeNull()
  expect(container.textContent).toBe('bản đồbảng')
})
