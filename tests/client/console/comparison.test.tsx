// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { PeriodCard } from '../../../client/console/figures/PeriodCard.tsx'
import { PeriodChoice } from '../../../client/console/figures/PeriodChoice.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { ComparedFigure } from '../../../domain/kpis/figure.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = Date.parse('2026-11-23T09:00:00+07:00')
const FIGURE: ComparedFigure = {
  ...{ value: 400, numerator: 400, denominator: null, reported: 20, expected: 20, simulated: false, estimated: false },
  span: { from: '2025-02-01', to: '2025-02-28' },
  target: null,
  state: 'untargeted',
  before: { span: { from: '2025-01-01', to: '2025-01-31' }, value: null, reported: 0, expected: 23, withheld: null },
  lastYear: {
    ...{ span: { from: '2024-02-01', to: '2024-02-29' }, value: 320, reported: 16, expected: 16, withheld: null },
    perDay: { of: 'day', now: 400 / 28, other: 320 / 29 },
  },
}
let asked: string[]

beforeAll(startI18n)
beforeEach(() => {
  asked = []
  vi.stubGlobal('fetch', async (url: string | URL) => {
    asked.push(String(url))
    const answer = String(url).includes('/calendar')
      ? { years: String(url).includes('from=2023') ? [2023] : [] }
      : String(url).includes('/corrections')
        ? { corrections: [] }
        : { figures: [{ unit: '31117', ...FIGURE }] }
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } })
  })
})
afterEach(async () => {
  cleanup()
  vi.unstubAllGlobals()
  await i18next.changeLanguage('vi')
})

it('a sum over a longer span is compared by the day, and says with what and how', async () => {
  renderScreen(<PeriodCard id="receivedToday" unit="31117" />, {
    path: '/unit/31117?period=month&day=2025-02-28',
    now: NOW,
  })
  const line = (await screen.findByText(/so với cùng kỳ/)).parentElement
  expect(line?.textContent).toContain('so với cùng kỳ (01/02–29/02/2024)')
  expect(line?.textContent).toContain('3,3 mỗi ngày nhiều hơn')
})

it('the comparison by working days stands in the address, is asked for, and names years without holidays', async () => {
  const rendered = renderScreen(
    <>
      <PeriodChoice />
      <PeriodCard id="receivedToday" unit="31117" />
    </>,
    { path: '/unit/31117?period=month&day=2024-02-28', now: NOW },
  )
  await screen.findByText(/so với cùng kỳ/)
  expect(asked.some((url) => url.includes('compare='))).toBe(false)
  await userEvent.selectOptions(screen.getByLabelText('So sánh'), 'theo ngày làm việc')
  expect(rendered.address()).toContain('compare=workday')
  expect(await screen.findByText(/^Chưa có lịch nghỉ lễ năm 2023/)).toBeDefined()
  expect(asked.some((url) => url.includes('compare=workday'))).toBe(true)
})
