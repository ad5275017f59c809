// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { useTimeLeft } from '../../../client/console/work/useTimeLeft.ts'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(startI18n)
afterEach(cleanup)

function Left({ ms }: { ms: number }) {
  return <p>{useTimeLeft()(ms)}</p>
}

it.each([
  [59 * MINUTE_MS, '59 phút'],
  [47.5 * HOUR_MS, '47 giờ'],
  [2 * DAY_MS, '2 ngày'],
  [3 * DAY_MS - MINUTE_MS, '2 ngày 23 giờ'],
  [3 * DAY_MS + 59 * MINUTE_MS, '3 ngày'],
])('%i ms are %s: a day less a minute is not told as none', (ms, said) => {
  renderScreen(<Left ms={ms} />)
  expect(screen.getByText(said)).toBeTruthy()
})
