// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { HelpDialog } from '../../../client/console/HelpDialog.tsx'
import { KEYS } from '../../../client/console/keys.ts'
import { useHotkeys } from '../../../client/console/useHotkeys.ts'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
afterEach(cleanup)

it('lists every key that there is, the ranges of the charts by name', () => {
  renderScreen(<HelpDialog close={() => undefined} />)
  const rows = within(screen.getByRole('table')).getAllByRole('row')
  expect(rows).toHaveLength(Object.keys(KEYS).length)
  const range = rows.find((row) => row.textContent?.includes('Khoảng thời gian của biểu đồ'))
  expect(range?.textContent).toBe('12345Khoảng thời gian của biểu đồ: 24 giờ, 7 ngày, 30 ngày, 1 năm, 3 năm')
  for (const row of rows) expect(row.textContent).not.toMatch(/help\.|\{\{/)
})

it('turns keys of one letter off and on; those with a modifier go on', () => {
  const [search, explain] = [vi.fn(), vi.fn()]
  function Keys() {
    useHotkeys({ 'ctrl+k': search, e: explain })
    return null
  }
  const press = (key: string, ctrlKey = false) => fireEvent.keyDown(document.body, { key, ctrlKey })
  const open = () => {
    cleanup()
    renderScreen(
      <>
        <Keys />
        <HelpDialog close={() => undefined} />
      </>,
    )
    return screen.getByRole('checkbox') as HTMLInputElement
  }
  fireEvent.click(open())
  // While the dialog is open no key acts.
  press('e')
  press('k', true)
  expect([explain, search].map((act) => act.mock.calls.length)).toEqual([0, 0])
  document.querySelector('dialog')?.close()
  press('e')
  press('k', true)
  expect([explain, search].map((act) => act.mock.calls.length)).toEqual([0, 1])

  const remembered = open()
  expect(remembered.checked).toBe(false)
  fireEvent.click(remembered)
  document.querySelector('dialog')?.close()
  press('e')
  expect(explain).toHaveBeenCalledOnce()
})
