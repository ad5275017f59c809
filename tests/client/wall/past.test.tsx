// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { AtMoment } from '../../../client/live/AtMoment.tsx'
import { Figures } from '../../../client/panels/Figures.tsx'
import { RoomContext, roomOf } from '../../../client/panels/room.ts'
import { StationList } from '../../../client/panels/StationList.tsx'
import { FilterOfWall } from '../../../client/panels/wallFilter.ts'
import { air } from '../../../client/scenes/air.ts'
import { water } from '../../../client/scenes/water.ts'
import { WallClock, WallHead } from '../../../client/wall/WallHead.tsx'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { fakeHub } from '../../support/fakeHub.ts'
import { renderScreen } from '../../support/renderScreen.tsx'

beforeAll(() => {
  startI18n()
  fillDomGaps()
})
afterEach(cleanup)

const NOW = Date.parse('2026-11-30T09:12:00+07:00')
const THEN = Date.parse('2026-11-28T14:05:00+07:00')
const commune = UNIT_TREES['2021'].communes[0]?.code ?? ''
const gauge = (id: string, kind: string): Sensor => ({
  ...{ id, kind, name: `Trạm ${id}`, commune, lng: 105.78, lat: 10.03, everyMs: 60_000, simulated: false },
})
const reading = (id: string, at: number, value: number): SensorReading => ({
  ...{ id, status: null, at, receivedAt: at, values: [value], index: null, retained: false },
})
const room = roomOf([{ left: 0, top: 0, right: 4_000, bottom: 4_000 }], 10)
const figures = air.panels.flatMap((panel) => (panel.panel === 'figures' ? panel.figures : []))
const KINDS = ['waterLevel', 'rain'] as const

it('a past moment shows what stations had said by then, with nothing of now, and says so in large letters', async () => {
  const sensors = [gauge('MN-1', 'waterLevel')]
  fakeHub({
    queries: {
      [`/past/sensors?at=${encodeURIComponent(new Date(THEN).toISOString())}`]: () => ({
        at: THEN,
        sensors: sensors.map((sensor) => ({ sensor, reading: reading(sensor.id, THEN - 30_000, 2.31) })),
        gaps: [],
      }),
    },
  })
  renderScreen(
    <RoomContext value={room}>
      <WallHead scene={water} moment={THEN} />
      <WallClock scene={water} scenes={[]} dwellMs={0} moment={THEN} />
      <AtMoment moment={THEN}>
        <StationList kinds={KINDS} />
      </AtMoment>
    </RoomContext>,
    { picture: { sensors, readings: [reading('MN-1', NOW - 1_000, 0.4)] }, now: NOW },
  )
  // As fresh then as its station promised, and over a limit that it is below now.
  expect(await screen.findAllByText(/2,31/)).toHaveLength(2)
  expect(screen.queryByText(/0,40/)).toBeNull()
  expect(screen.getAllByText('Số liệu lúc 14:05 ngày 28/11/2026')).toHaveLength(2)
  expect(screen.getByText('không phải lúc này')).toBeTruthy()
  expect(document.querySelector('.heartbeat')).toBeNull()
  expect(document.querySelector('.wall-clock__time')?.textContent).toBe('09:12')
})

it('the air of a past moment is the worst that stations could tell then, or that they had said too little, with no KPI of now', async () => {
  const sensors = [gauge('KK-1', 'airQuality'), gauge('KK-2', 'airQuality')]
  const told = (at: number, indices: readonly (number | null)[]) => ({
    at,
    sensors: sensors.map((sensor, i) => ({
      sensor,
      reading: { ...reading(sensor.id, at - 30_000, 20), index: indices[i] ?? null },
    })),
    gaps: [],
  })
  const BEFORE = THEN - 20 * 60_000
  const asked = (at: number) => `/past/sensors?at=${encodeURIComponent(new Date(at).toISOString())}`
  fakeHub({ queries: { [asked(THEN)]: () => told(THEN, [60, 160]), [asked(BEFORE)]: () => told(BEFORE, []) } })
  const at = (moment: number) => (
    <RoomContext value={room}>
      <WallHead scene={air} moment={moment} />
      <AtMoment moment={moment}>
        <Figures figures={figures} />
      </AtMoment>
    </RoomContext>
  )
  const live = { sensors, readings: [{ ...reading('KK-1', NOW, 20), index: 30 }] }
  const shown = renderScreen(at(THEN), { picture: live, now: NOW })
  const worst = () => document.querySelector('.figure')
  const headline = () => document.querySelector('.headline')?.textContent
  await waitFor(() => expect(headline()).toBe('Không khí xấu nhất: Trạm KK-2, AQI 160, mức xấu'), { timeout: 10_000 })
  expect(worst()?.querySelector('.figure__name')?.textContent).toBe('Không khí, nơi xấu nhất')
  expect(worst()?.querySelector('.figure__value')?.textContent).toBe('160')
  expect(worst()?.textContent).toContain('Trạm KK-2')
  shown.rerender(at(BEFORE))
  await waitFor(() => expect(headline()).toBe('Các trạm chưa đủ số đo để tính VN_AQI giờ'), { timeout: 10_000 })
  expect(worst()?.textContent).toContain('chưa đủ số đo để tính · 2/2 trạm')
})

it('a scene that is narrowed lists and counts what is left, and says to what', () => {
  const sensors = [gauge('MN-1', 'waterLevel'), gauge('MUA-1', 'rain')]
  const readings = sensors.map(({ id }) => reading(id, NOW - 60 * 60_000, 1))
  renderScreen(
    <RoomContext value={room}>
      <FilterOfWall value={{ kind: 'rain', unit: commune }}>
        <WallHead scene={water} />
        <StationList kinds={KINDS} />
      </FilterOfWall>
    </RoomContext>,
    { picture: { sensors, readings }, now: NOW },
  )
  expect(document.body.textContent).toContain('Trạm MUA-1')
  expect(document.body.textContent).not.toContain('Trạm MN-1')
  expect(document.body.textContent).toContain('1/1 trạm')
  expect(document.querySelector('.wall-filter')?.textContent).toMatch(/^Bản đồ và danh sách chỉ gồm: .*Mưa/i)
})
