// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { WallTicker } from '../../../client/wall/WallFoot.tsx'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { alertRow } from '../../support/alert.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const NOW = Date.parse('2026-11-30T10:00:30+07:00')
const GAUGE = 'MN-1'
const BOX = { left: 0, top: 0, right: 700, bottom: 300 }

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
afterEach(cleanup)

/** The line of an alert in the foot. */
function lineOf(alert: Partial<Alert>): string {
  cleanup()
  const { container } = renderScreen(<WallTicker box={BOX} rem={16} hasSources={false} />, {
    now: NOW,
    picture: { alerts: [alertRow('A', alert)] },
  })
  return container.querySelector('[data-alert="A"]')?.textContent ?? ''
}

const peak = (value: number, said: NonNullable<Alert['peak']>['said'] = null): Alert['peak'] => ({
  ...{ value, at: NOW - 60_000, severity: 'critical', said },
})

const STAGE_III: Partial<Alert> = {
  ...{ rule: 'waterLevel.level', severity: 'critical', subject: 'sensor', subjectId: GAUGE, value: 2.15, limit: 2 },
  title: { vi: 'Trạm Cần Thơ: Mực nước 2,15 m · Báo động III (2,00 m)', en: 'Cần Thơ: 2.15 m' },
  ...{ raisedAt: NOW - 180_000, raised: { value: 2.15, severity: 'critical' }, peak: peak(2.15), valueNow: 2.15 },
}

it('an alert of a gauge says what it says now and what it said at the most, beside what its title says', () => {
  expect(lineOf({ ...STAGE_III, valueNow: 1.43 })).toMatch(/2,15 m · Báo động III \(2,00 m\) · nay 1,43\sm$/)
  expect(lineOf(STAGE_III)).toMatch(/Báo động III \(2,00 m\)$/)
  expect(lineOf({ ...STAGE_III, peak: peak(2.31), valueNow: 2.31 })).toMatch(/\(2,00 m\) · nay 2,31\sm$/)
  expect(lineOf({ ...STAGE_III, peak: peak(2.31), valueNow: 2.2 })).toMatch(/ · cao nhất 2,31\sm · nay 2,20\sm$/)
  // What a gauge said an hour ago it does not say now.
  expect(lineOf({ ...STAGE_III, valueNow: null })).toMatch(/Báo động III \(2,00 m\)$/)
})

it('an alert of many stations that waits to end says how many of them it is of now, and was of at the most', () => {
  const words = { title: { vi: 'Mưa diện rộng: 3/3 trạm', en: 'Widespread rain' }, evidence: [] }
  const storm: Partial<Alert> = {
    ...{ rule: 'rain.storm', subject: 'system', subjectId: 'rain', severity: 'critical', value: 2, valueNow: 2 },
    title: { vi: 'Mưa diện rộng: 2/3 trạm vượt mức mưa cường suất lớn', en: 'Widespread rain' },
    ...{ raised: { value: 2, severity: 'critical' }, peak: peak(2, words) },
  }
  expect(lineOf(storm)).toMatch(/cường suất lớn$/)
  expect(lineOf({ ...storm, valueNow: 1 })).toMatch(/cường suất lớn · nay 1\strạm$/)
  expect(lineOf({ ...storm, valueNow: 0 })).toMatch(/nay 0\strạm$/)
  expect(lineOf({ ...storm, peak: peak(3, words) })).toMatch(/cường suất lớn · cao nhất 3\strạm$/)
  // At another level other stations are counted.
  expect(lineOf({ ...storm, severityNow: 'minor', valueNow: 5 })).toMatch(/ở mức khẩn cấp · nay 5\strạm$/)
  // Of stations that say nothing nobody knows.
  expect(lineOf({ ...storm, valueNow: null })).toMatch(/cường suất lớn$/)
})

it('an alert that a drill raised says so, also when no drill goes on any more', () => {
  expect(lineOf({ ...STAGE_III, inDrill: true })).toMatch(/Diễn tập.*Trạm Cần Thơ/)
  expect(lineOf(STAGE_III)).not.toContain('Diễn tập')
})
