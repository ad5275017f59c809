// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { SourceHealth } from '../../../client/wall/SourceHealth.tsx'
import type { Source } from '../../../domain/sources/source.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { healthyHub, renderScreen } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
afterEach(cleanup)

const NOW = Date.parse('2026-11-30T09:12:00+07:00')
const CUT_AT = Date.parse('2026-11-30T09:05:00+07:00')
/** Promised every minute: what was heard just before the line broke would be late by now. */
const source = (id: string, heardAt: number) =>
  ({
    ...{ id, unit: null, everyMs: 60_000, status: null, lastAt: heardAt, lastReceivedAt: heardAt, asOf: heardAt },
    ...{ nextWithinMs: null, countedSince: 0, accepted: 1, refused: 0, lastRefusedAt: null, lastReason: null },
    ...{ simulated: false },
  }) as unknown as Source
const sources = [source('sensor/a', CUT_AT - 5_000), source('sensor/b', CUT_AT - 3_600_000)]

it.each(['broker', 'screen'] as const)(
  'without a line (%s) sources are counted as they were, and it is said when that was',
  (cause) => {
    const { container, tell } = renderScreen(<SourceHealth />, { picture: { sources }, now: NOW })
    expect(container.textContent).toBe('2 nguồn 0 trực tuyến 1 trễ 1 mất kết nối')
    tell('hub', [{ ...healthyHub(NOW), reception: { is: 'cut', since: CUT_AT, cause } }])
    expect(container.textContent).toBe('2 nguồn, lúc 09:05 1 trực tuyến 1 mất kết nối')
    expect(container.querySelector('.sources')?.getAttribute('data-was')).toBe('true')
  },
)

it('counts stand as every number of the house, in one line alike', () => {
  const many = Array.from({ length: 1_382 }, (_, n) => source(`sensor/${n}`, NOW - 5_000))
  const { container } = renderScreen(<SourceHealth />, { picture: { sources: many }, now: NOW })
  expect(container.textContent).toBe('1.382 nguồn 1.382 trực tuyến')
})
