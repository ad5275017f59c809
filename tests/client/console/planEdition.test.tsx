// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { PlanLines } from '../../../client/console/plan/PlanLines.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { planLines } from '../../../client/panels/planLines.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { layOut } from '../../support/layOut.ts'
import { planRow } from '../../support/planRow.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = 1_795_000_000_000
const ENDED = /01\/07\/2025/g

layOut()
beforeAll(startI18n)
afterEach(cleanup)

/** The row of the districts as a reader has opened it, in words. */
function opened(edition: '2021' | '2025', path: string): string {
  const row = planRow('T06b', {
    at: NOW - 1_000,
    needed: { is: 'perDay', count: 346, of: 502, days: 23 },
    target: 65,
    value: 60,
  })
  const lines = planLines((id) => (id === 'T06b' ? row : undefined), edition, NOW, ALWAYS_OPEN).filter(
    ({ id }) => id === 'T06b',
  )
  const sort = { by: 'need', falls: true }
  const { container } = renderScreen(<PlanLines lines={lines} unit="92" sort={sort} caption="Kế hoạch" />, {
    path,
    now: NOW,
  })
  return container.textContent ?? ''
}

it('asks of the districts, where they are in force, what it asks of everybody, and notes once when they ended', () => {
  const closed = opened('2021', '/plan')
  expect(closed).toContain('Cần xử lý trực tuyến ≥ 346/502 hồ sơ mỗi ngày làm việc')
  expect(closed).not.toMatch(ENDED)
  cleanup()
  const open = opened('2021', '/plan?open=T06b')
  expect(open.match(ENDED)).toHaveLength(1)
  expect(open).toContain('UBND quận, huyện')
})

it('keeps their row as history, where they are not, and says so once', () => {
  expect(opened('2025', '/plan').match(ENDED)).toHaveLength(1)
  cleanup()
  const open = opened('2025', '/plan?open=T06b')
  expect(open.match(ENDED)).toHaveLength(1)
  expect(open).not.toContain('Cần xử lý')
})
