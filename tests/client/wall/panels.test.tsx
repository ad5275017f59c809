// @vitest-environment jsdom
import { cleanup, waitFor } from '@testing-library/react'
import { type ComponentType, createElement, type ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startI18n } from '../../../client/i18n/startI18n.ts'
import { CityList } from '../../../client/panels/CityList.tsx'
import { CommuneList } from '../../../client/panels/CommuneList.tsx'
import { Figures } from '../../../client/panels/Figures.tsx'
import { FocusUnit } from '../../../client/panels/focus.ts'
import { PANELS } from '../../../client/panels/index.ts'
import { OfficePictures } from '../../../client/panels/OfficePictures.tsx'
import { RoomContext, roomOf } from '../../../client/panels/room.ts'
import { SecurityList } from '../../../client/panels/SecurityList.tsx'
import { StationList } from '../../../client/panels/StationList.tsx'
import { SystemRing } from '../../../client/panels/SystemRing.tsx'
import { SCENES } from '../../../client/scenes/index.ts'
import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { KpiValue } from '../../../domain/kpis/kpi.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import { DAY_MS, startOfDay } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { alertRow } from '../../support/alert.ts'
import { fillDomGaps } from '../../support/domGaps.ts'
import { type Picture, renderScreen } from '../../support/renderScreen.tsx'

/** A Monday morning within office hours. */
const NOW = Date.parse('2026-11-30T09:41:00+07:00')
const units = UNIT_TREES['2021']
const [first, second] = units.communes

beforeAll(() => {
  startI18n()
  fillDomGaps()
})

/** What the hub answers, by the beginning of the path; anything else is not found. */
let answers: Record<string, unknown> = {}
beforeEach(() => {
  answers = {}
  vi.stubGlobal('fetch', async (address: string) => {
    const found = Object.entries(answers).find(([path]) => address.startsWith(`/api/v1${path}`))
    return found === undefined
      ? new Response('{"title":"Not found","status":404}', { status: 404 })
      : new Response(JSON.stringify(found[1]))
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** A room of panels of the reference wall: 25 by 14 rem each. */
const room = roomOf(
  [0, 1, 2].map((place) => ({ left: 0, top: place * 140, right: 250, bottom: place * 140 + 130 })),
  10,
)
const show = (panel: ReactNode, picture: Picture = {}) =>
  renderScreen(<RoomContext value={room}>{panel}</RoomContext>, { picture, now: NOW })

const EMPTY: Picture = {
  ...{ sensors: [], readings: [], kpis: [], plan: [], cameras: [], cameraViews: [] },
  ...{ links: [], sources: [], retired: [], alerts: [], quarantine: [] },
}

function kpiRow(id: KpiId, unit: string, given: Partial<KpiValue>): KpiValue {
  return {
    key: `${id}|${unit}`,
    kpi: id,
    unit,
    value: null,
    numerator: null,
    denominator: null,
    target: (KPIS[id] as { target?: { value: number } }).target?.value ?? null,
    reported: 83,
    expected: 83,
    at: NOW - 1_000,
    everyMs: 60_000,
    state: 'untargeted',
    unheard: false,
    simulated: false,
    ...given,
  }
}

describe('a figure and its course', () => {
  const days = (value: (day: number) => number | null) => ({
    stepMs: DAY_MS,
    points: Array.from({ length: 33 }, (_, day) => ({
      at: startOfDay('2026-10-29') + day * DAY_MS,
      value: value(day),
      reported: 83,
      expected: 83,
      estimated: false,
    })),
  })
  const figure = <Figures figures={[{ of: 'kpi', kpi: 'pendingOverdue' }]} />

  it('says how much it is more or less than on the same day of the week before', async () => {
    answers['/kpis/pendingOverdue/series'] = days((day) => (day === 25 ? 700 : 650))
    const { container } = show(figure, { kpis: [kpiRow('pendingOverdue', units.city.code, { value: 612 })] })
    await waitFor(() => expect(container.textContent).toMatch(/giảm 88\shồ sơ so với thứ Hai trước/))
    expect(container.querySelector('.figure__value')?.textContent).toBe('612hồ sơ')
    expect(container.querySelector('.figure__value')?.getAttribute('data-figure')).toBe('kpi/pendingOverdue/92/now')
    expect(container.querySelectorAll('.course__line')).toHaveLength(1)
    expect(container.querySelector('.course__last')?.getAttribute('data-old')).toBe('false')
  })

  const corrected = {
    ...{ kpi: 'pendingOverdue', explanation: 'e-1', was: 612, is: 598, reason: 'Đếm hai lần' },
    ...{ at: NOW - 3_600_000, frozenAt: NOW - 7_200_000, span: null },
  }

  it.each([
    [corrected, true],
    [{ ...corrected, span: { from: '2026-11-01', to: '2026-11-30' } }, true],
    // Of yesterday's number, of another figure, and not known yet then.
    [{ ...corrected, frozenAt: NOW - DAY_MS }, false],
    [{ ...corrected, span: { from: '2026-11-29', to: '2026-11-29' } }, false],
    [{ ...corrected, kpi: 'onTimeRate' }, false],
    [{ ...corrected, at: NOW + 60_000 }, false],
  ])('beside the number as it was reported says what people have put in its place: %#', async (correction, isSaid) => {
    answers['/kpis/pendingOverdue/series'] = days(() => 650)
    answers['/corrections'] = { corrections: [correction] }
    const { container } = show(figure, { kpis: [kpiRow('pendingOverdue', units.city.code, { value: 612 })] })
    await waitFor(() => expect(container.textContent).toMatch(/so với thứ Hai trước/))
    const note = container.querySelector('.figure__note')?.textContent ?? ''
    expect(/^đã đính chính thành 598\shồ sơ \((số lúc 07:41|01\/11–30\/11)\)/.test(note), note).toBe(isSaid)
    expect(note.includes('đính chính')).toBe(isSaid)
    expect(container.querySelector('.figure__value')?.textContent).toBe('612hồ sơ')
  })

  it('of a commune in the list says so too', async () => {
    const code = first?.code ?? ''
    answers['/kpis/onTimeRate/corrections'] = {
      corrections: [{ ...corrected, kpi: undefined, unit: code, was: 71, is: 93.1, span: null }],
    }
    const { container } = show(<CommuneList kpi="onTimeRate" />, {
      kpis: [code, second?.code ?? ''].map((each) =>
        kpiRow('onTimeRate', each, {
          ...{ value: 71, numerator: 710, denominator: 1_000, reported: 1, expected: 1, state: 'missed' },
        }),
      ),
    })
    await waitFor(() => expect(container.textContent).toContain('đã đính chính thành 93,1'))
    expect(container.textContent?.match(/đã đính chính/g)).toHaveLength(1)
  })

  it('leaves unknown days as gaps, and says what did not load', async () => {
    answers['/kpis/pendingOverdue/series'] = days((day) => (day === 20 ? null : 650))
    const { container } = show(figure, { kpis: [kpiRow('pendingOverdue', units.city.code, { value: 612 })] })
    await waitFor(() => expect(container.querySelectorAll('.course__line')).toHaveLength(2))
    expect(container.querySelector('.figure__note')?.textContent).toContain('chỗ trống: 1 ngày thiếu số liệu')
    cleanup()
    answers = {}
    const missing = show(figure, { kpis: [kpiRow('pendingOverdue', units.city.code, { value: 612 })] })
    await waitFor(() => expect(missing.container.textContent).toContain('chưa tải được diễn biến 30 ngày'))
  })

  it('of a month ends with whole days: today, which has just begun, is a dot that no line leads to', async () => {
    answers['/kpis/onlineShare/series'] = days((day) => (day === 32 ? 4 : 30))
    const { container } = show(<Figures figures={[{ of: 'kpi', kpi: 'onlineShare' }]} />, {
      kpis: [kpiRow('onlineShare', units.city.code, { value: 29.7 })],
    })
    await waitFor(() => expect(container.querySelectorAll('.course__line')).toHaveLength(2))
    const [whole, today] = [...container.querySelectorAll('.course__line')].map((line) => line.getAttribute('d') ?? '')
    expect(new Set(whole?.match(/,[\d.]+/g)).size).toBe(1)
    expect(new Set(today?.match(/[\d.]+,[\d.]+/g)).size).toBe(1)
    // The line is of days, the number of the month, and each says so; the dot is the number.
    expect(container.querySelector('.figure__aside')?.textContent).toBe('từ đầu tháng')
    expect(container.querySelector('.figure__of')?.textContent).toBe('đường: từng ngày')
    const bottom = Number.parseFloat(container.querySelector<HTMLElement>('.course__last')?.style.bottom ?? '')
    const line = 100 - Number(whole?.match(/,([\d.]+)/)?.[1])
    expect(Math.abs(bottom - line)).toBeLessThan(3)
  })

  const gauge: Sensor = {
    ...{ id: 'MN-CAN-THO', kind: 'waterLevel', name: 'Trạm Cần Thơ', commune: first?.code ?? '' },
    ...{ lng: 105.7, lat: 10, everyMs: 60_000, simulated: false },
  }
  const levelNow = (level: number) =>
    ({
      id: gauge.id,
      status: 'online',
      at: NOW,
      receivedAt: NOW,
      values: [level],
      index: null,
      retained: false,
    }) as SensorReading
  /** Half-daily tides of 0.4 m around 1.2 m, told each ten minutes; today it was up at `highest` for an hour. @param phase radians from high water */
  const levels = (phase = 1, highest = 2.1) => {
    const buckets = Array.from({ length: 30 * 144 }, (_, i) => {
      const at = NOW - i * 600_000
      const high = at > NOW - 4 * 3_600_000 && at < NOW - 3 * 3_600_000
      const tide = 1.2 + 0.4 * Math.cos((2 * Math.PI * (at - NOW)) / (12.4206 * 3_600_000) + phase)
      const level = high ? Math.max(tide, highest) : tide
      return { at, mean: level, min: level, max: level, count: 10 }
    })
    return { resolution: 'minute', bucketMs: 600_000, buckets: buckets.reverse(), gaps: [], ended: null }
  }

  it('of what stands now says so, and its line of daily highs says what it is and keeps its own end', async () => {
    answers['/sensors/MN-CAN-THO/series'] = levels()
    for (const use of [
      { of: 'highWater', gauge: gauge.id },
      { of: 'highest', kind: 'waterLevel' },
    ] as const) {
      const { container } = show(<Figures figures={[use]} />, {
        ...EMPTY,
        sensors: [gauge],
        readings: [levelNow(1.36)],
      })
      await waitFor(() => expect(container.querySelector('.course__last')).not.toBeNull())
      expect(container.querySelector('.figure__aside')?.textContent).toBe('lúc này')
      expect(container.querySelector('.figure__of')?.textContent).toBe('đường: cao nhất mỗi ngày')
      // 1.36 m is below flood alert I, and so is its dot below that line; today's high is above it, and so is the line's end.
      const limit = 100 - Number(container.querySelector('.course__target')?.getAttribute('y1'))
      const dot = Number.parseFloat(container.querySelector<HTMLElement>('.course__last')?.style.bottom ?? '')
      const end =
        100 -
        Number(
          container
            .querySelector('.course__line')
            ?.getAttribute('d')
            ?.match(/,([\d.]+)$/)?.[1],
        )
      expect(dot).toBeLessThan(limit)
      expect(end).toBeGreaterThan(limit)
      cleanup()
    }
  })

  it('of the river forecasts no calm high water while the level does not follow the tide', async () => {
    answers['/sensors/MN-CAN-THO/series'] = levels()
    const river = (level: number) =>
      show(<Figures figures={[{ of: 'highWater', gauge: gauge.id }]} />, {
        ...EMPTY,
        sensors: [gauge],
        readings: [levelNow(level)],
      }).container
    const calm = river(1.41)
    await waitFor(() => expect(calm.textContent).toContain('Nước lớn kế tiếp'))
    cleanup()
    const flood = river(2.15)
    await waitFor(() => expect(flood.textContent).toMatch(/cao hơn chu kỳ triều \d+ cm: chưa thể ước tính/))
    expect(flood.textContent).not.toContain('Nước lớn kế tiếp')
    cleanup()
    // Water that runs off: the tide turns in an hour and a half, at 1.6 m, and what stands now is above that.
    answers['/sensors/MN-CAN-THO/series'] = levels(-0.76, 0)
    const passed = river(1.66)
    await waitFor(() => expect(passed.textContent).toMatch(/đã cao hơn đỉnh triều sắp tới \d+ cm: chưa thể ước tính/))
    expect(passed.textContent).not.toContain('Nước lớn kế tiếp')
  })

  it('of rain names no station as the one where most falls while it is dry everywhere', () => {
    const rain = (rate: number) => {
      const ids = ['MUA-1', 'MUA-2']
      const sensors = ids.map((id) => ({ ...gauge, id, kind: 'rain', name: `Trạm ${id}` }))
      const readings = ids.map((id, place) => ({ ...levelNow(0), id, values: place === 0 ? [0, 0] : [rate, 0] }))
      return show(<Figures figures={[{ of: 'highest', kind: 'rain' }]} />, { ...EMPTY, sensors, readings }).container
    }
    const noteOf = (container: HTMLElement) => container.querySelector('.figure__note')?.textContent
    expect(noteOf(rain(0))).toMatch(/^không trạm nào ghi nhận; biểu đồ của Trạm MUA-1 · /)
    cleanup()
    expect(noteOf(rain(12))).toMatch(/^Trạm MUA-2 · /)
  })

  it('of machines that nobody protects ranks authorities by the number that stands there in large', () => {
    // The smaller share is not the larger number.
    const row = (unit: string, numerator: number, denominator: number) =>
      kpiRow('antiMalwareHosts', unit, {
        ...{ numerator, denominator, value: (numerator / denominator) * 100, state: 'missed' },
        ...{ reported: 1, expected: 1 },
      })
    const [most = '', fewer = ''] = [first?.code, second?.code]
    const { container } = show(<SecurityList />, { ...EMPTY, kpis: [row(fewer, 60, 70), row(most, 220, 236)] })
    const lines = [...container.querySelectorAll('.need')].map((line) => [
      line.querySelector('.need__value')?.textContent,
      line.querySelector('.need__note')?.textContent,
    ])
    // Systems that are silent come before them.
    expect(lines.slice(-2)).toEqual([
      ['16máy', 'chưa được bảo vệ, trong 236 máy · đã bảo vệ 93,2%'],
      ['10máy', 'chưa được bảo vệ, trong 70 máy · đã bảo vệ 85,7%'],
    ])
  })

  it('of people counted in a picture that stands still is grey and says so; of several cameras it says how many', () => {
    const seen = (id: string, commune: string, frozenSince: number | null) => ({
      camera: {
        ...{ id, name: id, commune, lng: 105.7, lat: 10, office: null, noticePosted: true, live: null },
        ...{ everyMs: 5_000, simulated: false },
      } as Camera,
      view: {
        ...{ id, status: 'online', frameAt: NOW, frozenSince, countAt: NOW, lagMs: 0 },
        ...{ waiting: 2, counters: 4, countersStaffed: 4, retained: false },
      } as CameraView,
    })
    const of = (unit: string, all: readonly ReturnType<typeof seen>[]) => {
      cleanup()
      return show(
        <FocusUnit value={unit}>
          <Figures figures={[{ of: 'kpi', kpi: 'waitingNow' }]} />
        </FocusUnit>,
        {
          ...EMPTY,
          kpis: [kpiRow('waitingNow', unit, { value: 2 })],
          cameras: all.map(({ camera }) => camera),
          cameraViews: all.map(({ view }) => view),
        },
      ).container.querySelector('.figure')
    }
    const commune = first?.code ?? ''
    const frozen = seen('A', commune, NOW - 41 * 60_000)
    const alone = of(commune, [frozen])
    expect(alone?.getAttribute('data-old')).toBe('true')
    expect(alone?.textContent).toContain('đếm trong hình bị treo từ 09:00: chưa chắc đúng')
    const both = of(units.city.code, [frozen, seen('B', second?.code ?? '', null)])
    expect(both?.getAttribute('data-old')).toBe('false')
    expect(both?.textContent).toContain('gồm 1 camera bị treo hình')
    expect(of(commune, [seen('A', commune, null)])?.getAttribute('data-old')).toBe('false')
  })

  it('of what stands now in all places says beside its number of how many it is known', () => {
    const waiting = (reported: number) => {
      cleanup()
      const row = { ...kpiRow('waitingNow', units.city.code, { value: 287 }), reported, expected: 83 }
      const { container } = show(<Figures figures={[{ of: 'kpi', kpi: 'waitingNow' }]} />, { ...EMPTY, kpis: [row] })
      const said = (name: string) => container.querySelector(`.figure__${name}`)?.textContent ?? ''
      return { mark: said('mark').trim(), note: said('note') }
    }
    expect(waiting(55).mark).toBe('mới đếm ở 55/83 camera')
    expect(waiting(55).note).not.toContain('55/83')
    expect(waiting(83).mark).toBe('')
  })

  it('that is a sum of far too few parts is grey, and no line falls to it', async () => {
    const day = startOfDay('2026-11-30')
    answers['/kpis/waitingNow/series'] = {
      points: [2, 1, 0].map((back) => ({ at: day - back * DAY_MS, value: 430, reported: 83, expected: 83 })),
    }
    const of = (reported: number) => {
      cleanup()
      return show(<Figures figures={[{ of: 'kpi', kpi: 'waitingNow' }]} />, {
        ...EMPTY,
        kpis: [kpiRow('waitingNow', units.city.code, { value: 287, reported, expected: 83, state: 'untargeted' })],
      }).container
    }
    const short = of(55)
    expect(short.querySelector('.figure')?.getAttribute('data-old')).toBe('true')
    expect(short.querySelector('.figure__mark')?.textContent).toContain('mới đếm ở 55/83 camera')
    await waitFor(() => expect(short.querySelector('.course__last')).not.toBeNull())
    expect((short.querySelector('.course__last') as HTMLElement).style.left).toBe('50%')
    const nearlyAll = of(81)
    expect(nearlyAll.querySelector('.figure')?.getAttribute('data-old')).toBe('false')
    await waitFor(() => expect(nearlyAll.querySelector('.course__last')).not.toBeNull())
    expect((nearlyAll.querySelector('.course__last') as HTMLElement).style.left).toBe('100%')
  })

  it('of which a wall has no room is counted by the last that stands there', () => {
    const three = (
      <Figures
        figures={[
          { of: 'kpi', kpi: 'pendingOverdue' },
          { of: 'kpi', kpi: 'waitingNow' },
          { of: 'highWater', gauge: 'MN-CAN-THO' },
        ]}
      />
    )
    const { container } = show(three, EMPTY)
    expect(container.querySelectorAll('.figure')).toHaveLength(3)
    expect(container.textContent).not.toContain('chỉ số khác')
    cleanup()
    const small = renderScreen(<RoomContext value={roomOf(room.boxes.slice(1), 10)}>{three}</RoomContext>, {
      picture: EMPTY,
      now: NOW,
    })
    const figures = [...small.container.querySelectorAll('.figure')]
    expect(figures.map((each) => each.textContent?.includes('và 1 chỉ số khác'))).toEqual([false, true])
  })

  it('is a dash, not nought, when nobody reported; and old when it is old', async () => {
    const empty = show(figure, EMPTY)
    expect(empty.container.querySelector('.figure__value')?.textContent).toBe('–')
    cleanup()
    // What stands of a day does not age while the day runs; what stands now does.
    const of = (id: KpiId) => kpiRow(id, units.city.code, { value: 612, at: NOW - 3_600_000 })
    const { container } = show(
      <Figures
        figures={[
          { of: 'kpi', kpi: 'pendingOverdue' },
          { of: 'kpi', kpi: 'waitingNow' },
        ]}
      />,
      { kpis: [of('pendingOverdue'), of('waitingNow')] },
    )
    const [ofDay, ofNow] = container.querySelectorAll('.figure')
    expect(ofDay?.getAttribute('data-old')).toBe('false')
    expect(ofNow?.getAttribute('data-old')).toBe('true')
    expect(ofNow?.textContent).toContain('1 giờ')
  })
})

describe('the list of communes', () => {
  it('says how far each is, since when, and who answers for it', async () => {
    answers['/kpis/onTimeRate/daily'] = {
      days: ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'],
      units: [first?.code, second?.code],
      values: [
        [99, 80, 81, 82],
        [99, 99, 99, 99],
      ],
    }
    const row = (code: string, value: number) =>
      kpiRow('onTimeRate', code, {
        value,
        numerator: value * 10,
        denominator: 1000,
        reported: 1,
        expected: 1,
        state: value >= 95 ? 'met' : 'missed',
      })
    const { container } = show(<CommuneList kpi="onTimeRate" />, {
      kpis: [row(first?.code ?? '', 86.8), row(second?.code ?? '', 97)],
    })
    await waitFor(() => expect(container.textContent).toContain('thiếu 8,2 điểm · từ 26/11'))
    expect(container.querySelectorAll('.need')).toHaveLength(1)
    expect(container.textContent).toContain('thiếu 8,2 điểm')
    expect(container.textContent).toContain(`UBND phường ${first?.name}`)
    expect(container.textContent).toContain('81 nơi chưa thể đánh giá')
  })
})

describe('the list of stations', () => {
  const sensor = (id: string): Sensor => ({
    id,
    kind: 'waterLevel',
    name: `Trạm ${id}`,
    commune: first?.code ?? '',
    lng: 105.7,
    lat: 10,
    everyMs: 60_000,
    simulated: false,
  })
  const reading = (id: string, level: number) =>
    ({ id, status: 'online', at: NOW, receivedAt: NOW, values: [level], index: null, retained: false }) as SensorReading
  const list = <StationList kinds={['waterLevel']} />

  it('holds those over a limit with who is on it, and no calm one', () => {
    const { container } = show(list, {
      ...EMPTY,
      sensors: [sensor('A'), sensor('B')],
      readings: [reading('A', 1.2), reading('B', 2.05)],
      alerts: [alertRow('x', { subject: 'sensor', subjectId: 'B', acknowledgedAt: NOW, acknowledgedBy: 'An' })],
    })
    expect([...container.querySelectorAll('.need__name')].map((name) => name.textContent)).toEqual(['Trạm B'])
    expect(container.textContent).toContain('Báo động III')
    expect(container.textContent).toContain('An đã nhận 09:41')
    // Its head counts those that stand in it, not those that are well.
    expect(container.querySelector('.panel-title__aside')?.textContent).toBe('1/2 trạm')
  })

  it('says that all is calm, or that nobody speaks', () => {
    const calm = show(list, { ...EMPTY, sensors: [sensor('A')], readings: [reading('A', 1.2)] })
    expect(calm.container.textContent).toContain('đều dưới ngưỡng')
    expect(calm.container.querySelectorAll('.need')).toHaveLength(0)
    cleanup()
    expect(show(list, EMPTY).container.textContent).toContain('Chưa có trạm nào được khai báo')
  })
})

describe('pictures of offices', () => {
  const camera = (id: string, commune: string): Camera => ({
    id,
    name: id,
    commune,
    lng: 105.7,
    lat: 10,
    office: null,
    noticePosted: true,
    live: null,
    everyMs: 5_000,
    simulated: false,
  })
  const view = (id: string, waiting: number, countersStaffed: number): CameraView => ({
    id,
    status: 'online',
    frameAt: NOW,
    frozenSince: null,
    countAt: NOW,
    waiting,
    counters: 6,
    countersStaffed,
    retained: false,
  })

  it('fill their boxes exactly, and tell a hall without staff from a full one', async () => {
    answers['/cameras/B/series'] = {
      buckets: [
        { at: NOW - 7_200_000, mean: 2, min: 2, max: 2 },
        { at: Date.parse('2026-11-30T08:55:00+07:00'), mean: 0, min: 0, max: 0 },
      ],
    }
    const { container } = show(<OfficePictures />, {
      ...EMPTY,
      cameras: [camera('A', first?.code ?? ''), camera('B', second?.code ?? '')],
      cameraViews: [view('A', 39, 6), view('B', 5, 0)],
      kpis: [kpiRow('meanWait', first?.code ?? '', { value: 22.4, state: 'missed', reported: 1, expected: 1 })],
    })
    await waitFor(() => expect(container.textContent).toContain('Không quầy nào mở từ 08:55'))
    const offices = [...container.querySelectorAll<HTMLElement>('.office')]
    expect(offices.map((office) => office.dataset.need)).toEqual(['unstaffed', 'crowded'])
    expect(offices.map(({ style }) => [style.top, style.width, style.height])).toEqual([
      ['0px', '250px', '130px'],
      ['140px', '250px', '130px'],
    ])
    expect(container.querySelectorAll('.badge[data-other="true"]')).toHaveLength(1)
    expect(offices[1]?.textContent).toContain('chờ TB 22 phút')
    // What nobody told is not made up.
    expect(offices[0]?.textContent).not.toContain('chờ TB')
    expect(offices[0]?.textContent).toContain(`UBND phường ${second?.name}`)
  })

  it('are told to the overview with how many wait only where that is the trouble', () => {
    const line = (given: Partial<CameraView>) => {
      const { container } = show(<CityList />, {
        ...EMPTY,
        cameras: [camera('A', first?.code ?? '')],
        cameraViews: [{ ...view('A', 39, 6), ...given }],
      })
      const need = [...container.querySelectorAll('.need')].find((each) => each.textContent?.includes('Một cửa'))
      const told = [need?.textContent?.includes('Hình bị treo'), need?.querySelector('.need__value')?.textContent]
      cleanup()
      return told
    }
    expect(line({})).toEqual([false, '39người chờ'])
    expect(line({ waiting: 0, frozenSince: NOW - DAY_MS })).toEqual([true, undefined])
  })
})

describe('what has happened since the shift before', () => {
  it('begins with what stands and needs somebody, whatever order it is told in', async () => {
    const part = (part: string) => ({ part, sentences: [{ text: { vi: part, en: part }, path: `/${part}` }] })
    answers['/walls/since'] = {
      from: NOW - DAY_MS,
      to: NOW,
      parts: ['unknown', 'kpis', 'alerts', 'sources', 'matters', 'due', 'settings'].map(part),
    }
    const SinceList = PANELS.sinceList
    const high = roomOf([{ left: 0, top: 0, right: 250, bottom: 2_000 }], 10)
    const { container } = renderScreen(
      <RoomContext value={high}>
        <SinceList />
      </RoomContext>,
      { picture: EMPTY, now: NOW },
    )
    await waitFor(() => expect(container.querySelectorAll('.need')).toHaveLength(7))
    const notes = [...container.querySelectorAll('.need__note')].map((note) => note.textContent)
    expect(notes).toEqual(['alerts', 'sources', 'due', 'unknown', 'kpis', 'matters', 'settings'])
  })
})

describe('the ring of systems', () => {
  it('has a segment for every system, and those that nobody hears do not count as well', () => {
    const { container } = show(<SystemRing />, EMPTY)
    const segments = container.querySelectorAll('.ring-segment')
    expect(segments).toHaveLength(Object.keys(SYSTEMS).length)
    expect(container.querySelectorAll('.ring-segment[data-is="well"]').length).toBeLessThanOrEqual(1)
  })
})

describe.each(SCENES.map((scene) => [scene.id, scene] as const))('the panels of scene %s', (_, scene) => {
  const all = () =>
    show(
      [...scene.panels, scene.attention].map(({ panel, ...props }) =>
        createElement(PANELS[panel] as ComponentType<object>, { key: panel, ...props }),
      ),
      EMPTY,
    )

  it('stand when nobody has reported anything, say so, and show no nought', () => {
    const { container } = all()
    expect(container.textContent).not.toMatch(/undefined|NaN|\{\{|wall\./)
    for (const value of container.querySelectorAll('.figure__value')) expect(value.textContent).toMatch(/^–/)
    // Only of systems it is known that nobody has ever spoken for them.
    const tellsOfSystems = ['city', 'systems', 'security'].includes(scene.id)
    expect(container.querySelectorAll('.need').length > 0).toBe(tellsOfSystems)
  })
})

describe('a figure that the hub has not told of yet', () => {
  const figures = () => show(<Figures figures={[{ of: 'kpi', kpi: 'onTimeRate' }]} />, {}).container

  it('is loading, and nobody is said to be unable to judge it', () => {
    const { textContent } = figures()
    expect(textContent).toContain('đang tải số liệu')
    expect(textContent).not.toContain('Chưa thể đánh giá')
  })
})
