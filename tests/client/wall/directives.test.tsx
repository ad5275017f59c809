// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { DirectiveList } from '../../../client/panels/DirectiveList.tsx'
import { directiveNeeds } from '../../../client/panels/directiveNeeds.ts'
import { Figures } from '../../../client/panels/Figures.tsx'
import { RoomContext, roomOf } from '../../../client/panels/room.ts'
import { HeadlineText } from '../../../client/scenes/headlines/HeadlineText.tsx'
import type { Directive } from '../../../domain/directives/directive.ts'
import { DAY_MS } from '../../../domain/time.ts'
import { directiveRow } from '../../support/directive.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
afterEach(cleanup)

const NOW = Date.parse('2026-11-30T09:00:00+07:00')

const directive = (id: string, days: number, of: Partial<Directive> = {}) => directiveRow(id, NOW + days * DAY_MS, of)

const MANY = [
  directive('a', 2),
  directive('b', -1),
  directive('c', -9),
  directive('d', 20),
  directive('e', -3, { state: 'draft' }),
  directive('f', -3, { completedAt: NOW - 5 * DAY_MS, closedAt: NOW - DAY_MS }),
  directive('g', -3, { completedAt: NOW - 4 * DAY_MS }),
]

it('of directives under way the longest overdue stands first, and what was submitted in time is none of them', () => {
  const { needs, counts } = directiveNeeds(MANY, NOW)
  expect(needs.map(({ directive: { id }, is }) => [id, is])).toEqual([
    ['c', 'overdue'],
    ['b', 'overdue'],
    ['a', 'near'],
  ])
  expect(counts).toEqual({ overdue: 2, near: 1, inTime: 3 })
})

describe('the scene of directives', () => {
  const room = roomOf([{ left: 0, top: 0, right: 4_000, bottom: 4_000 }], 10)
  const show = (part: ReactNode, directives: readonly Directive[]) =>
    renderScreen(<RoomContext value={room}>{part}</RoomContext>, { picture: { directives }, now: NOW }).container
      .textContent

  it('answers which is longest overdue, who answers for it, and since when', () => {
    expect(show(<HeadlineText use={{ is: 'directives' }} />, MANY)).toBe(
      '2 chỉ đạo quá hạn; lâu nhất UBND phường Xuân Khánh: quá 9 ngày',
    )
    cleanup()
    const list = show(<DirectiveList />, MANY)
    expect(list).toContain('Việc c')
    expect(list).toContain('quá hạn 9 ngày, hạn 21/11/2026')
    expect(list).toContain('còn 2 ngày, hạn 02/12/2026')
    expect(list).toContain('5 đang thực hiện')
    cleanup()
    const figures = show(
      <Figures
        figures={[
          { of: 'directives', cell: 'overdue' },
          { of: 'directives', cell: 'near' },
          { of: 'directives', cell: 'inTime' },
        ]}
      />,
      MANY,
    )
    expect(figures).toMatch(/Quá hạn2.*Sắp quá hạn1.*Trong hạn3/)
  })

  it('tells all in time from none at all', () => {
    expect(show(<HeadlineText use={{ is: 'directives' }} />, [directive('d', 20)])).toBe(
      'Không chỉ đạo nào quá hạn; 1 đang thực hiện trong hạn',
    )
    cleanup()
    expect(show(<HeadlineText use={{ is: 'directives' }} />, [])).toBe('Không có chỉ đạo nào đang thực hiện')
    cleanup()
    expect(show(<DirectiveList />, [])).toContain('Không có chỉ đạo nào đang thực hiện')
  })
})
