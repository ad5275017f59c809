// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { figuresOf, kindOf } from '../../client/console/devices/quantities.ts'
import { ThresholdTable } from '../../client/console/devices/ThresholdTable.tsx'
import { startI18n } from '../../client/i18n/startI18n.ts'
import { useSensorKinds } from '../../client/live/useSensorKinds.ts'
import { sensorColumns } from '../../client/map/layers/sensorMarks.ts'
import { DARK } from '../../client/map/palette.ts'
import { useStationRanking } from '../../client/panels/useRankings.ts'
import { ALWAYS_OPEN } from '../../domain/reception.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'
import { kindsInForce } from '../../domain/settings/thresholds.ts'
import { layOut } from '../support/layOut.ts'
import { renderScreen } from '../support/renderScreen.tsx'

const NOW = Date.parse('2026-11-29T09:00:00+07:00')
const sensor = {
  ...{ id: 'TG-1', kind: 'waterLevel', name: 'Trạm Cần Thơ', commune: '31117', lng: 105.78, lat: 10.03 },
  ...{ everyMs: 60_000, simulated: false, misplaced: null },
} as unknown as Sensor
const reading = {
  ...{ id: 'TG-1', at: NOW, receivedAt: NOW, values: [1.75], index: null, status: 'online', retained: false, lagMs: 0 },
} as unknown as SensorReading
const set = {
  ...{ key: 'waterLevel/alert1', kind: 'waterLevel', threshold: 'alert1', at: 1.7, declared: 1.8 },
  ...{ changedAt: NOW, changedBy: 'Nguyễn An' },
}

layOut()
beforeAll(startI18n)
afterEach(cleanup)

const KINDS = ['waterLevel'] as const
function Reached() {
  return useStationRanking(KINDS).map(({ reached }) => reached?.label.en ?? 'none')
}

it('lists of the wall judge by the limit that is in force, and follow it when it changes', () => {
  const { container, tell } = renderScreen(<Reached />, {
    now: NOW,
    picture: { sensors: [sensor], readings: [reading] },
  })
  expect(container.textContent).toBe('none')
  tell('thresholds', [set])
  expect(container.textContent).toBe('Flood alert I')
})

it('marks of the map do, without a new reading', () => {
  const sensors = new Map([[sensor.id, sensor]])
  const readings = new Map([[sensor.id, reading]])
  const colour = (kinds?: ReturnType<typeof kindsInForce>) =>
    [
      ...sensorColumns(sensors, readings, NOW, ALWAYS_OPEN, DARK, undefined, 1, kinds).attributes.getFillColor.value,
    ].slice(0, 3)
  expect(colour()).toEqual([...DARK.marks.calm].slice(0, 3))
  expect(colour(kindsInForce([set]))).toEqual([...DARK.marks.minor].slice(0, 3))
})

function Limits() {
  const kind = kindOf('waterLevel', useSensorKinds())
  return kind && <ThresholdTable figures={figuresOf(kind, reading)} judge />
}

it('the limits of a sensor say who has set one, when, and what is declared', () => {
  const { container } = renderScreen(<Limits />, { now: NOW, picture: { thresholds: [set] } })
  expect(container.textContent).toContain('≥ 1,70\u202fm')
  expect(container.textContent).toMatch(/Nguyễn An đã đổi lúc 09:00 29\/11\/2026; theo khai báo: 1,80/)
})
