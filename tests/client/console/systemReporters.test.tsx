// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { SystemReporters } from '../../../client/console/systems/SystemReporters.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = 1_795_000_000_000
const MINUTE = 60_000
const units = UNIT_TREES['2021']

layOut()
beforeAll(startI18n)
afterEach(cleanup)

const day = (unit: string, period: string, counts: Readonly<Record<string, number>>, receivedAt = NOW - 1_000) => ({
  unit,
  period,
  at: receivedAt,
  receivedAt,
  counts,
  simulated: false,
})
const REPORTS = [
  day('31117', '2026-11-23', { received: 10, pendingOverdue: 1 }),
  day('31120', '2026-11-23', { received: 5 }),
  day('31129', '2026-11-22', { received: 100, pendingOverdue: 4 }, NOW - 20 * MINUTE),
]

/** Codes of the units in the order of the list, as far as it is in sight. */
function codes(query: string): (string | undefined)[] {
  renderScreen(<SystemReporters id="oneStop" units={units} reports={REPORTS} />, {
    path: `/system/oneStop${query}`,
    now: NOW,
  })
  const shown = [...document.querySelectorAll('[data-row]')].map((row) => row.getAttribute('href')?.split('/')[2])
  cleanup()
  return shown
}

it('puts who fell silent first, then who speaks, those never heard behind them, each by name', () => {
  expect(codes('').slice(0, 3)).toEqual(['31129', '31120', '31117'])
})

it('puts what is unknown last whichever way a column runs', () => {
  expect(codes('?sort=-received').slice(0, 3)).toEqual(['31129', '31117', '31120'])
  expect(codes('?sort=received').slice(0, 3)).toEqual(['31120', '31117', '31129'])
  expect(new Set(codes('?sort=pendingOverdue').slice(0, 2))).toEqual(new Set(['31117', '31129']))
})
