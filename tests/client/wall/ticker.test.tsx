// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { WallTicker } from '../../../client/wall/WallFoot.tsx'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
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

/** The line of an alert of the river gauge in the foot, while the gauge says another level. */
function lineOf(alert: Partial<Alert>, level: number, at = NOW): string {
  cleanup()
  const sensor: Sensor = {
    ...{ id: GAUGE, kind: 'waterLevel', name: 'Trạm Cần Thơ', commune: '31117', lng: 105.8, lat: 10 },
    ...{ everyMs: 10_000, simulated: true, misplaced: null },
  }
  const reading: SensorReading = {
    ...{ id: GAUGE, status: 'online', at, receivedAt: at, values: [level], index: null, retained: false },
  }
  const { container } = renderScreen(<WallTicker box={BOX} rem={16} hasSources={false} />, {
    now: NOW,
    picture: { alerts: [alertRow('A', alert)], sensors: [sensor], readings: [reading] },
  })
  return container.querySelector('[data-alert="A"]')?.textContent ?? ''
}

const STAGE_III: Partial<Alert> = {
  ...{ rule: 'waterLevel.level', severity: 'critical', subject: 'sensor', subjectId: GAUGE, value: 2.15, limit: 2 },
  title: { vi: 'Trạm Cần Thơ: Mực nước 2,15 m · Báo động III (2,00 m)', en: 'Cần Thơ: 2.15 m' },
  raisedAt: NOW - 180_000,
}

it('an alert that waits to end says what its gauge says now, beside what raised it', () => {
  expect(lineOf(STAGE_III, 1.43)).toMatch(/2,15 m · Báo động III \(2,00 m\) · nay 1,43\sm$/)
  expect(lineOf(STAGE_III, 2.11)).toMatch(/Báo động III \(2,00 m\)$/)
  // What a gauge said an hour ago it does not say now.
  expect(lineOf(STAGE_III, 1.43, NOW - 3_600_000)).toMatch(/Báo động III \(2,00 m\)$/)
  expect(lineOf({ ...STAGE_III, rule: 'sensor.lost' }, 1.43)).toMatch(/Báo động III \(2,00 m\)$/)
})

it('an alert of many stations that waits to end says how many of them it is of now', () => {
  const stations = ['R-1', 'R-2', 'R-3'].map(
    (id): Sensor => ({
      ...{ id, kind: 'rain', name: id, commune: '31117', lng: 105.8, lat: 10 },
      ...{ everyMs: 10_000, simulated: true, misplaced: null },
    }),
  )
  const storm = alertRow('A', {
    ...{ rule: 'rain.storm', subject: 'system', subjectId: 'rain', severity: 'major', severityNow: 'major', value: 2 },
    title: { vi: 'Mưa diện rộng: 2/3 trạm vượt mức mưa cường suất lớn', en: 'Widespread rain' },
  })
  const lineWhere = (rates: readonly number[], at = NOW) => {
    cleanup()
    const readings = stations.map(({ id }, i): SensorReading => {
      const values = Object.keys(SENSOR_KINDS.rain.quantities).map((name) => (name === 'rate' ? (rates[i] ?? 0) : 0))
      return { ...{ id, status: 'online', at, receivedAt: at, values, index: null, retained: false } }
    })
    const { container } = renderScreen(<WallTicker box={BOX} rem={16} hasSources={false} />, {
      now: NOW,
      picture: { alerts: [storm], sensors: stations, readings },
    })
    return container.querySelector('[data-alert="A"]')?.textContent ?? ''
  }
  expect(lineWhere([60, 70, 0])).toMatch(/cường suất lớn$/)
  expect(lineWhere([60, 0, 0])).toMatch(/cường suất lớn · nay 1\/3\strạm$/)
  expect(lineWhere([0, 0, 0])).toMatch(/nay 0\/3\strạm$/)
  // Of stations that say nothing nobody knows.
  expect(lineWhere([0, 0, 0], NOW - 3_600_000)).toMatch(/cường suất lớn$/)
})

it('an alert that a drill raised says so, also when no drill goes on any more', () => {
  expect(lineOf({ ...STAGE_III, inDrill: true }, 2.11)).toMatch(/Diễn tập.*Trạm Cần Thơ/)
  expect(lineOf(STAGE_III, 2.11)).not.toContain('Diễn tập')
})
