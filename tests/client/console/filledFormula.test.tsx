// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import i18next from 'i18next'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { FilledFormula } from '../../../client/console/explain/FilledFormula.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Kpi, KpiValue } from '../../../domain/kpis/kpi.ts'
import { meanWait } from '../../../domain/kpis/meanWait.ts'
import { onTimeRate } from '../../../domain/kpis/onTimeRate.ts'
import { waitingNow } from '../../../domain/kpis/waitingNow.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(async () => {
  cleanup()
  await i18next.changeLanguage('vi')
})

const sum = (kpi: Kpi, value: Partial<KpiValue> | undefined) => {
  const { container } = renderScreen(<FilledFormula kpi={kpi} value={value as KpiValue | undefined} isOfSpan={false} />)
  return container.querySelector('.explain__sum')?.textContent?.replaceAll('\u00a0', ' ')
}
const RATIO = { numerator: 97, denominator: 100, value: 97, reported: 1, expected: 83 }

it('shows a ratio so that a reader can recompute it by hand, in either language', async () => {
  expect(sum(onTimeRate, RATIO)).toBe('97 ÷ 100 × 100 = 97,0%')
  cleanup()
  await i18next.changeLanguage('en')
  expect(sum(onTimeRate, RATIO)).toBe('97 ÷ 100 × 100 = 97.0%')
})

it('shows a mean as so much a case', () => {
  expect(sum(meanWait, { numerator: 480, denominator: 40, value: 12, reported: 5, expected: 9 })).toMatch(
    /^480 ÷ 40 = 12\sphút$/,
  )
})

it('shows a sum as one, and dashes where nobody reported', () => {
  expect(sum(waitingNow, { numerator: 1_234, denominator: null, value: 1_234, reported: 5, expected: 9 })).toMatch(
    /^Tổng: 1\.234 = 1\.234/,
  )
  cleanup()
  expect(sum(onTimeRate, { numerator: null, denominator: null, value: null, reported: 0, expected: 83 })).toBe(
    '– ÷ – × 100 = –',
  )
})
