// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PlaceFact } from '../../../client/console/devices/PlaceFact.tsx'
import { DevicesDialog } from '../../../client/console/map/DevicesDialog.tsx'
import { SourcesPage } from '../../../client/console/sources/SourcesPage.tsx'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { SceneLegend } from '../../../client/scenes/SceneLegend.tsx'
import { water } from '../../../client/scenes/water.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import type { Source } from '../../../domain/sources/source.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { layOut } from '../../support/layOut.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

const units = UNIT_TREES['2021']
const NOW = 1_795_000_000_000
const right: Sensor = {
  id: 'TV-1',
  kind: 'waterLevel',
  name: 'Trạm Cần Thơ',
  commune: '31117',
  lng: 105.7885,
  lat: 10.0452,
  everyMs: 60_000,
  simulated: false,
}
const swapped: Sensor = { ...right, id: 'TV-2', lng: 10.0452, lat: 105.7885, misplaced: { is: 'swapped' } }

beforeAll(() => {
  HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
    this.open = false
  }
  return startI18n()
})
afterEach(cleanup)

layOut()

describe('the position of a device', () => {
  const said = (device: Sensor) => renderScreen(<PlaceFact device={device} units={units} />).container.textContent

  it('stands on its page as it said it', () => {
    expect(said(right)).toBe('Vị trí10,0452°\u00a0B, 105,7885°\u00a0Đ')
  })

  it('says what is doubtful, and what to send instead', () => {
    expect(said(swapped)).toContain('có vẻ đảo kinh độ và vĩ độ')
    expect(said(swapped)).toContain('Hãy gửi "lng": 105.7885, "lat": 10.0452')
    expect(said({ ...right, lng: 0, lat: 0, misplaced: { is: 'zero' } })).toContain('Vị trí chưa đúng: 0,0')
    expect(said({ ...right, misplaced: { is: 'outside' } })).toContain('Vị trí chưa đúng: ngoài thành phố')
    expect(said({ ...right, misplaced: { is: 'elsewhere', commune: '31120' } })).toContain('nằm ở P. An Hòa')
    expect(said({ ...right, lng: null, lat: null, misplaced: { is: 'none' } })).toContain('Chưa có vị trí')
  })

  it('is said of its source, in a group of its own', () => {
    const source: Source = {
      id: 'sensor/TV-2',
      unit: '31117',
      everyMs: 60_000,
      status: null,
      lastAt: NOW,
      asOf: NOW,
      nextWithinMs: null,
      countedSince: 0,
      lastReceivedAt: NOW,
      accepted: 1,
      refused: 0,
      lastRefusedAt: null,
      acceptedSince: 1,
      duplicates: 0,
      late: 0,
      skewMs: 0,
      clock: 'right',
      measuredAt: NOW,
      rivals: null,
      simulated: false,
      misplaced: { is: 'swapped' },
    }
    renderScreen(<SourcesPage units={units} />, { now: NOW, path: '/sources', picture: { sources: [source] } })
    expect(screen.getByRole('table').textContent).toContain('có vẻ đảo kinh độ và vĩ độ')
    expect(screen.getByRole('link', { name: /Vị trí chưa đúng/ }).textContent).toContain('1')
  })

  it('that cannot be drawn is counted on the wall, and listed on the console', () => {
    const lost = { ...right, id: 'TV-3', lng: 0, lat: 0, misplaced: { is: 'zero' } } as const
    const { container } = renderScreen(<SceneLegend scene={water} />, {
      picture: { sensors: [right, swapped, lost] },
    })
    expect(container.textContent).toContain('2 thiết bị chưa đặt được lên bản đồ')
    cleanup()
    renderScreen(<DevicesDialog heading="2" groups={[[swapped, lost]]} units={units} close={() => undefined} />)
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '/sensor/TV-2',
      '/sensor/TV-3',
    ])
    expect(screen.getByRole('list').textContent).toContain('P. Cái Khế · Vị trí chưa đúng: 0,0')
  })
})
