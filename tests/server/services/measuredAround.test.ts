import { expect, it } from 'vitest'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { countersOf, measuredAround } from '../../../server/services/measuredAround.ts'
import { alertRow } from '../../support/alert.ts'
import { handClock } from '../../support/clock.ts'

const units = UNIT_TREES['2021']
const AT = Date.parse('2026-11-23T09:00:00+07:00')

function gauges() {
  const clock = handClock()
  const city = createCity({ edition: '2021', clock, picture: createPicture() })
  const gauge = (id: string, lng: number | null, level: number | undefined, kind = 'waterLevel', commune = '31117') => {
    const place = { commune, lng, lat: lng === null ? null : 10.05 }
    city.apply({
      is: 'sensorAnnounce',
      sensor: { id, kind, name: `Trạm ${id}`, ...place, everyMs: 60_000, simulated: false },
    })
    const readings = level === undefined ? [] : [{ at: AT, values: { level, rate: level } }]
    if (readings.length > 0) city.apply({ is: 'readings', id, readings, receivedAt: AT, retained: false })
  }
  gauge('TV-1', 105.7, 1.5)
  gauge('TV-2', 105.71, 1.6)
  gauge('TV-5', 105.75, 1.9)
  gauge('TV-3', 105.72, 1.7)
  gauge('TV-4', 105.73, undefined)
  gauge('TV-6', 105.76, 2.1)
  gauge('TV-7', null, 2.2)
  gauge('MUA-1', 105.7, 12, 'rain')
  gauge('TV-8', 105.705, 1.4, 'waterLevel', '31120')
  return city
}

it('tells what a silent gauge and the three nearest of its kind measured last, each with its time', () => {
  const lost = alertRow('a', { rule: 'sensor.lost', subject: 'sensor', subjectId: 'TV-1', unit: '31117' })
  expect(
    measuredAround(gauges(), units, lost).map(({ label, value, source, at }) => [label.vi, value, source, at]),
  ).toEqual([
    ['Trạm TV-1: Mực nước', '1,50 m', 'sensor/TV-1', AT],
    ['Trạm TV-2: Mực nước', '1,60 m', 'sensor/TV-2', AT],
    ['Trạm TV-3: Mực nước', '1,70 m', 'sensor/TV-3', AT],
    ['Trạm TV-5: Mực nước', '1,90 m', 'sensor/TV-5', AT],
  ])
})

it('tells nothing of what has never measured, has no place, or is no device', () => {
  const of = (subject: 'sensor' | 'camera' | 'unit', subjectId: string) =>
    measuredAround(gauges(), units, alertRow('a', { subject, subjectId, unit: '31117' })).map(({ source }) => source)
  expect(of('sensor', 'TV-4')).toEqual(['sensor/TV-3', 'sensor/TV-5', 'sensor/TV-2'])
  expect(of('sensor', 'TV-7')).toEqual(['sensor/TV-7'])
  expect(of('camera', 'MC-1')).toEqual([])
  expect(of('unit', '31117')).toEqual([])
})

it('tells of stations in other units only where the alert is the whole city’s', () => {
  const about = (unit: string | null) =>
    measuredAround(gauges(), units, alertRow('a', { subject: 'sensor', subjectId: 'TV-1', unit })).map(
      ({ source }) => source,
    )
  expect(about('31117')).not.toContain('sensor/TV-8')
  expect(about(null)).toContain('sensor/TV-8')
})

it('of a camera tells how many counters are served, as far as it counts them', () => {
  const of = (view: { countersStaffed: number | null; counters: number | null }) =>
    countersOf(
      {
        camera: () => ({ name: 'Một cửa Cái Khế' }),
        cameraView: () => ({ ...view, waiting: 2, countAt: 5 }),
      } as never,
      'MC-1',
    ).map(({ label, value, source, at }) => [label.vi, value, source, at])
  expect(of({ countersStaffed: 2, counters: 3 })).toEqual([
    ['Một cửa Cái Khế: quầy có cán bộ trên tổng số quầy', '2/3', 'camera/MC-1', 5],
  ])
  expect(of({ countersStaffed: 2, counters: null })).toEqual([
    ['Một cửa Cái Khế: quầy có cán bộ', '2', 'camera/MC-1', 5],
  ])
  expect(of({ countersStaffed: null, counters: 3 })).toEqual([])
})
