// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { NotFound } from '../../../client/console/NotFound.tsx'
import { EndedLink } from '../../../client/console/sources/EndedLink.tsx'
import { SourcesPage } from '../../../client/console/sources/SourcesPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Retired } from '../../../domain/sources/source.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const units = UNIT_TREES['2021']
const AT = Date.parse('2026-11-26T09:05:00+07:00')
const retired: Retired[] = [
  { id: 'sensor/TG-9', name: 'Trạm Cái Khế cũ', unit: '31117', at: AT, by: 'Lan' },
  { id: 'statistics/oneStop/31120', unit: '31120', at: AT - 86_400_000, by: null },
]

layOut()
beforeAll(startI18n)
afterEach(cleanup)

const opened = (path: string, rows = retired) =>
  renderScreen(<SourcesPage units={units} />, { path, picture: { retired: rows, sources: [] } }).container.textContent

it('lists who has ended, since when and by whom', () => {
  const said = opened('/sources?show=ended')
  expect(said).toContain('Đã kết thúc2')
  for (const word of [
    'sensor/TG-9',
    'Trạm Cái Khế cũ',
    '26/11/2026',
    'Lan',
    'statistics/oneStop/31120',
    'Nguồn tự báo',
  ])
    expect(said, word).toContain(word)
  // The newest end first.
  const rows = screen.getAllByRole('row').map(({ textContent }) => textContent)
  expect(rows.findIndex((row) => row.includes('TG-9'))).toBeLessThan(rows.findIndex((row) => row.includes('oneStop')))
})

it('says so when nobody has ended, and tells them apart from those that are asked', () => {
  expect(opened('/sources?show=ended', [])).toContain('Chưa có nguồn nào kết thúc.')
  cleanup()
  expect(opened('/sources')).not.toContain('TG-9')
})

it('is led to from the list of those that are there, and from nowhere where none has ended', () => {
  const link = (isListed: (row: Retired) => boolean) => {
    renderScreen(<EndedLink isListed={isListed} />, { path: '/unit/31117', picture: { retired } })
    return screen.queryByRole('link')
  }
  const found = link(({ id }) => id.startsWith('sensor/'))
  expect(found?.textContent).toBe('Đã kết thúc: 1')
  expect(found?.getAttribute('href')).toMatch(/^\/sources\?.*show=ended/)
  cleanup()
  expect(link(({ id }) => id.startsWith('camera/'))).toBeNull()
})

it('is said at the address of a device that has ended, with when, and led to; of one that never was it is not', () => {
  const said = (ended?: Retired) =>
    renderScreen(<NotFound what="TG-9" search={() => undefined} ended={ended} />, { path: '/sensor/TG-9' }).container
      .textContent
  expect(said(retired[0])).toMatch(/Thiết bị này đã kết thúc lúc .*26\/11\/2026/)
  expect(screen.getByRole('link', { name: 'Đã kết thúc' }).getAttribute('href')).toMatch(/^\/sources\?.*show=ended/)
  expect(document.body.textContent).not.toContain('chưa từng khai báo')
  cleanup()
  expect(said()).toContain('chưa từng khai báo')
})
