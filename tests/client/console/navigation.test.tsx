// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Navigation } from '../../../client/console/navigation/Navigation.tsx'
import { NAVIGATION, targetOf } from '../../../client/console/navigation/navigation.ts'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Permission } from '../../../domain/access/permissions.ts'
import { renderScreen, sessionOf } from '../../support/renderScreen.tsx'

beforeAll(() => startI18n())
afterEach(cleanup)

const all = NAVIGATION.flatMap((part) => ('group' in part ? part.links : part))
const linkNames = () => screen.getAllByRole('link').map(({ textContent }) => textContent?.trim())

describe('the navigation of the console', () => {
  it('has each page once, and a name for it', () => {
    renderScreen(<Navigation isOpen />, { path: '/alerts' })
    const targets = all.map(targetOf)
    expect(new Set(targets).size).toBe(targets.length)
    const names = linkNames()
    // Nobody in particular has no work of their own, and is told nothing.
    expect(names).toHaveLength(all.length - 3 + 2)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(targets).not.toContain(name)
  })

  it('counts nothing before the hub has told: unknown is not none', () => {
    const alerts = () => linkNames().find((name) => name?.startsWith('Cảnh báo'))
    renderScreen(<Navigation isOpen />)
    expect(alerts()).toBe('Cảnh báo –')
    expect(linkNames()).toContain('Nguồn')
    cleanup()
    renderScreen(<Navigation isOpen />, { picture: { alerts: [], sources: [] } })
    expect(alerts()).toBe('Cảnh báo 0')
    expect(linkNames()).not.toContain('Nguồn')
  })

  it('keeps groups in menus that a key closes, and says where one is', () => {
    renderScreen(<Navigation />, { path: '/system/portal' })
    expect(linkNames()).not.toContain('Hệ thống')
    const menu = screen.getByRole('button', { name: /^Số liệu/ })
    expect(menu.closest('[data-here]')?.getAttribute('data-here')).toBe('true')
    fireEvent.click(menu)
    const panel = within(menu.parentElement as HTMLElement)
    expect(panel.getByRole('link', { name: 'Hệ thống' }).getAttribute('aria-current')).toBe('page')
    fireEvent.keyDown(menu, { key: 'Escape' })
    expect(panel.queryByRole('link')).toBeNull()
    fireEvent.click(menu)
    fireEvent.click(panel.getByRole('link', { name: 'Bộ chỉ số 766' }))
    expect(panel.queryByRole('link')).toBeNull()
  })

  it('offers what one may open, and a group of one page as a link', () => {
    const may: Partial<Record<Permission, string[]>> = { 'alerts.see': ['31117'], 'devices.see': ['31117'] }
    renderScreen(<Navigation />, {
      ...{ path: '/alerts', session: sessionOf({}, may) },
      picture: { alerts: [], sources: [] },
    })
    expect(linkNames()).toEqual(['Việc của tôi', 'Cảnh báo 0', expect.stringMatching(/^Nguồn/)])
    fireEvent.click(screen.getByRole('button'))
    expect(linkNames().slice(2, 4)).toEqual(['Từ lần xem trước', 'Thông báo'])
  })
})
