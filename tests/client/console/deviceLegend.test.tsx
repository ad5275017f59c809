// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DeviceLegend } from '../../../client/console/map/DeviceLegend.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import type { Camera } from '../../../domain/cameras/camera.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const units = UNIT_TREES['2021']
const device = { commune: '31117', lng: 105.78, lat: 10.04, everyMs: 60_000, simulated: false }
const gauge: Sensor = { ...device, id: 'TV-1', kind: 'waterLevel', name: 'Trạm Cần Thơ' }
const rain: Sensor = { ...device, id: 'MUA-1', kind: 'rain', name: 'Trạm mưa' }
const camera = { ...device, id: 'MC-1', name: 'Camera', office: 'MC' } as Camera

beforeAll(() => startI18n())
afterEach(cleanup)

describe("the legend of devices on the console's map", () => {
  const legend = (unit: string, path: string, picture: object) => {
    const part = <DeviceLegend units={units} focus={{ is: 'unit', id: unit }} />
    const items = renderScreen(part, { path, picture }).container.querySelectorAll('li')
    return [...items].map((item) => [
      item.textContent,
      [...item.querySelectorAll('[data-mark]')].map((mark) => mark.getAttribute('data-mark')),
    ])
  }

  it('names each kind of sensor that is there with its shape, and what colours and fillings say', () => {
    expect(legend('916', '/unit/916', { sensors: [gauge, rain] })).toEqual([
      ['Mực nước', ['drop calm 0']],
      ['Mưa', ['triangle calm 0']],
      ['nhiều loại trạm', ['disc calm 0']],
      ['đạt ngưỡng mức I, II, III', ['drop minor 0', 'drop major 0', 'drop critical 0']],
      ['số liệu cũ hoặc mất kết nối', ['drop calm 1', 'drop calm 2']],
      ['×2hai thiết bị cùng chỗ', []],
    ])
  })

  it('tells the levels of what is reached by strokes as the map does, not by colour alone', () => {
    const part = <DeviceLegend units={units} focus={{ is: 'unit', id: '916' }} />
    const { container } = renderScreen(part, { path: '/unit/916', picture: { sensors: [gauge] } })
    const drawn = [...container.querySelectorAll('[data-mark]')].map((mark) => [
      mark.getAttribute('data-level'),
      mark.querySelectorAll('path').length,
    ])
    // Kind; I, II, III; old, lost.
    expect(drawn).toEqual([
      ['0', 1],
      ['1', 2],
      ['2', 2],
      ['3', 2],
      ['0', 1],
      ['0', 1],
    ])
  })

  it('says what the marks of cameras say', () => {
    expect(legend('916', '/unit/916', { cameras: [camera] }).map(([says]) => says)).toEqual([
      'Một cửa',
      'hình cũ',
      'mất kết nối',
      '×2hai thiết bị cùng chỗ',
    ])
  })

  it('has nothing of devices that the map does not show', () => {
    expect(legend('92', '/', { sensors: [gauge], cameras: [camera] })).toEqual([])
  })
})
