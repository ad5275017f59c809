import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { ENGLISH, VIETNAMESE } from '../../../client/i18n/catalogues.ts'
import { compareNames } from '../../../client/panels/names.ts'
import { planLines } from '../../../client/panels/planLines.ts'
import type { CommuneRanking, RankedCommune } from '../../../client/panels/rankCommunes.ts'
import { rankOffices } from '../../../client/panels/rankOffices.ts'
import { rankStations } from '../../../client/panels/rankStations.ts'
import type { SystemLine } from '../../../client/panels/systemHealth.ts'
import type { CityNeed } from '../../../client/panels/useCityNeeds.ts'
import { airHeadline } from '../../../client/scenes/headlines/airHeadline.ts'
import { cityHeadline } from '../../../client/scenes/headlines/cityHeadline.ts'
import { communesHeadline } from '../../../client/scenes/headlines/communesHeadline.ts'
import type { Headline } from '../../../client/scenes/headlines/headline.ts'
import { officesHeadline } from '../../../client/scenes/headlines/officesHeadline.ts'
import { planHeadline } from '../../../client/scenes/headlines/planHeadline.ts'
import { securityHeadline } from '../../../client/scenes/headlines/securityHeadline.ts'
import { sentenceParts } from '../../../client/scenes/headlines/sentenceParts.ts'
import { stationsHeadline } from '../../../client/scenes/headlines/stationsHeadline.ts'
import { systemsHeadline } from '../../../client/scenes/headlines/systemsHeadline.ts'
import { unitHeadline } from '../../../client/scenes/headlines/unitHeadline.ts'
import { formatDateTime, formatMoment } from '../../../client/ui/format.ts'
import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import { hallTrouble } from '../../../domain/cameras/hallTrouble.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import type { PlanId } from '../../../domain/plan/index.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { ALWAYS_OPEN, type Reception } from '../../../domain/reception.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { Language } from '../../../domain/text.ts'
import { DAY_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import type { Unit as UnitOf } from '../../../domain/units/unit.ts'
import { planRow } from '../../support/planRow.ts'

const NOW = 1_795_000_000_000
const [first, second] = UNIT_TREES['2021'].communes

const i18n = i18next.createInstance()
beforeAll(() =>
  i18n.init({ lng: 'vi', resources: { vi: VIETNAMESE, en: ENGLISH }, interpolation: { escapeValue: false } }),
)

function said({ says, values }: Headline, language: Language = 'vi'): string {
  const text = i18n.t(`headline.${says}` as 'headline.communes.met', { ns: 'wall', lng: language, ...values })
  // Whatever the figures are, the sentence is whole.
  expect(text).not.toMatch(/\{\{|headline\.|undefined|NaN/)
  return sentenceParts(text)
    .map(({ text: part, matters }) => (matters ? `[${part}]` : part))
    .join('')
}

describe('communes', () => {
  const behind = (values: readonly number[]): RankedCommune[] =>
    values.map((value, i) => ({
      unit: (i === 0 ? first : second) as RankedCommune['unit'],
      value,
      distance: value - 95,
      rank: i + 1,
    }))
  const ranking = (values: readonly number[], judged = 83): CommuneRanking => ({
    behind: behind(values),
    best: [],
    judged,
    unjudged: [],
  })
  const of = (given: Partial<Parameters<typeof communesHeadline>[0]>, language: Language = 'vi') =>
    communesHeadline(
      { kpi: KPIS.onTimeRate, value: 98.1, state: 'met', ranking: ranking([]), reason: 'lý do', ...given },
      language,
    )

  it('say how the city does, how many are behind, and who the farthest', () => {
    expect(said(of({ ranking: ranking([86.8, 90]) }))).toBe(
      `98,1% hồ sơ đúng hạn; 2 xã, phường chưa đạt ≥ 95%, thấp nhất [P. ${first?.name}: 86,8%]`,
    )
    expect(said(of({ ranking: ranking([86.8, 90]) }, 'en'), 'en')).toContain(
      `2 communes miss ≥ 95%, lowest [${first?.name} Ward: 86.8%]`,
    )
    expect(said(of({ ranking: ranking([86.8]) }, 'en'), 'en')).toContain(
      `1 commune misses ≥ 95%: [${first?.name} Ward, 86.8%]`,
    )
  })

  it('say so when all are well, and when nobody can say', () => {
    expect(said(of({}))).toBe('98,1% hồ sơ đúng hạn; cả 83 xã, phường đánh giá được đều đạt ≥ 95%')
    expect(said(of({ ranking: ranking([], 0) }))).toContain('chưa đủ số liệu để so sánh')
    for (const given of [{ value: null }, { state: 'unjudged' as const }]) {
      expect(of(given).tone).toBe('unknown')
      expect(said(of(given))).toContain('Chưa thể đánh giá')
    }
  })
})

describe('one-stop offices', () => {
  const camera = (id: string): Camera => ({ id, name: id, commune: '31117', everyMs: 30_000 }) as Camera
  const view = (id: string, waiting: number, staffed: number, age = 0): CameraView =>
    ({
      id,
      status: 'online',
      frameAt: NOW - age,
      frozenSince: null,
      countAt: NOW - age,
      waiting,
      counters: 6,
      countersStaffed: staffed,
      retained: false,
    }) as CameraView
  const ranked = (views: readonly CameraView[], isOpen = false) =>
    rankOffices(
      views.map(({ id }) => camera(id)),
      (id) => views.find((each) => each.id === id),
      (count) => hallTrouble(count, isOpen),
      NOW,
      ALWAYS_OPEN,
      compareNames,
    )
  const of = (views: readonly CameraView[], share: number | null, isOpen = false) =>
    officesHeadline(
      {
        kpi: KPIS.officesOverCapacity,
        share,
        ranked: ranked(views, isOpen),
        nameOf: ({ camera: { name } }) => name,
        reason: 'lý do',
      },
      'vi',
    )

  it('name the fullest hall', () => {
    expect(said(of([view('A', 39, 6), view('B', 3, 2)], 50))).toBe(
      '50,0% bộ phận Một cửa quá tải; nặng nhất [A: 39 người chờ, 6 quầy mở]',
    )
  })

  it('name first where people wait before counters that nobody staffs', () => {
    const told = said(of([view('A', 39, 6), view('B', 5, 0)], 50))
    expect(told).toBe('50,0% bộ phận Một cửa quá tải, 1 nơi không có cán bộ; [B: 5 người chờ, không quầy nào mở]')
  })

  it('say that a hall is closed in office hours, where nothing is worse', () => {
    expect(said(of([view('A', 2, 3), view('B', 0, 0)], 0, true))).toBe(
      '0,0% bộ phận Một cửa quá tải; [B: không quầy nào mở trong giờ làm việc]',
    )
    expect(said(of([view('A', 39, 6), view('B', 0, 0)], 50, true))).toContain('[A: 39 người chờ')
  })

  it('tell of lost cameras, of calm, and of what nobody can say', () => {
    expect(said(of([view('A', 2, 3), view('B', 3, 3, 3_600_000)], 0))).toContain('[1 camera mất kết nối')
    expect(said(of([view('A', 2, 3)], 0))).toBe('Không bộ phận Một cửa nào quá tải; 2 người đang chờ')
    expect(of([view('A', 2, 3)], null).tone).toBe('unknown')
    expect(of([view('A', 2, 3, 3_600_000)], 0).tone).toBe('unknown')
  })

  it('say first of how many they speak, where many are not counted', () => {
    const lost = view('B', 3, 3, 3_600_000)
    expect(said(of([view('A', 39, 6), lost], 100))).toBe(
      'Chỉ đếm được ở 1/2 bộ phận Một cửa, 100,0% quá tải; nặng nhất [A: 39 người chờ, 6 quầy mở]',
    )
    expect(said(of([view('A', 2, 3), lost], 0))).toMatch(/^Chỉ đếm được ở 1\/2 .*không nơi nào quá tải; \[1 camera/)
    const all = Array.from({ length: 40 }, (_, place) => view(`M${place}`, 39, 6))
    expect(said(of([...all, lost], 100))).toMatch(/^100,0% bộ phận Một cửa quá tải/)
  })
})

describe('the plan', () => {
  const of = (rows: readonly PlanRow[]) => {
    const byItem = new Map(rows.map((row) => [row.item, row]))
    return planHeadline(
      planLines((id) => byItem.get(id), '2021', NOW, ALWAYS_OPEN),
      'vi',
    )
  }
  const row = (item: PlanId, rest: Partial<PlanRow>) => planRow(item, { at: NOW - 1_000, ...rest })

  it('counts what is met and names what is farthest', () => {
    const said1 = said(
      of([row('T01', { value: 70, target: 65, state: 'met' }), row('T02', { value: 7, target: 35, state: 'missed' })]),
    )
    expect(said1).toMatch(/^1\/2 chỉ tiêu đạt; xa nhất \[.*: 7,0%, cần ≥ 35%\]$/)
  })

  it('counts those that are hard to meet as its list does, and says apart how many cannot be met', () => {
    const lost = (item: PlanId) =>
      row(item, { value: 7, target: 35, state: 'missed', needed: { is: 'outOfReach', best: 12 } })
    const late = row('T03', { value: 12, target: 30, state: 'missed' })
    expect(said(of([lost('T02'), late]))).toMatch(/^2 chỉ tiêu khó đạt; 1 không thể đạt trong năm: \[/)
    expect(said(of([lost('T02'), lost('T04'), late]))).toMatch(/^3 chỉ tiêu khó đạt, 2 không thể đạt; xa/)
  })

  it('is unknown while nothing can be judged, and calm when all is met', () => {
    expect(of([]).tone).toBe('unknown')
    expect(said(of([row('T01', { value: 70, target: 65, state: 'met' })]))).toBe('Cả 1 chỉ tiêu đánh giá được đều đạt')
  })
})

describe('stations', () => {
  const sensor = (id: string, kind = 'waterLevel'): Sensor =>
    ({
      id,
      kind,
      name: `Trạm ${id}`,
      commune: '31117',
      lng: 105.78,
      lat: 10.04,
      everyMs: 60_000,
      simulated: false,
    }) as Sensor
  const reading = (id: string, value: number, age = 0): SensorReading =>
    ({
      id,
      status: 'online',
      at: NOW - age,
      receivedAt: NOW - age,
      values: [value],
      index: null,
      retained: false,
    }) as SensorReading
  const of = (readings: readonly SensorReading[], reception: Reception = ALWAYS_OPEN) =>
    stationsHeadline(
      rankStations(
        readings.map(({ id }) => sensor(id)),
        (id) => readings.find((each) => each.id === id),
        (kind) => SENSOR_KINDS[kind as 'waterLevel'],
        NOW,
        reception,
        compareNames,
      ),
      'A',
      'vi',
      (at) => formatMoment(at, NOW),
    )

  it('say how much is left to the first alert level', () => {
    expect(said(of([reading('A', 1.62)]))).toBe('Sông Hậu 1,62\u202fm, dưới Báo động I 18 cm; mọi trạm đều dưới ngưỡng')
    // Level, limit and what lies between them add up as they are written.
    expect(said(of([reading('A', 1.386)]))).toContain('1,39\u202fm, dưới Báo động I 41 cm')
    expect(said(of([reading('A', 1.3951)]))).toContain('1,40\u202fm, dưới Báo động I 40 cm')
  })

  it('say the worst that is live, and how many more', () => {
    expect(said(of([reading('A', 1.62), reading('B', 2.05)]))).toContain(
      '[Trạm B: 2,05\u202fm, đạt ngưỡng Báo động III]',
    )
    expect(said(of([reading('A', 1.85), reading('B', 2.05)]))).toContain('1 trạm khác cũng trên ngưỡng')
  })

  it('count whatever is not heard as it was promised: one that has never spoken, one that is lost and one that is late', () => {
    const fresh = { ...reading('B', 0), at: null, receivedAt: null, values: [null], status: null } as SensorReading
    expect(said(of([reading('A', 1.62), fresh]))).toContain('[1 trạm chưa có số liệu mới]')
    const [late, lost] = [reading('C', 0.5, 200_000), reading('D', 0.5, 3_600_000)]
    expect(said(of([reading('A', 1.62), fresh, late, lost]))).toContain('[3 trạm chưa có số liệu mới]')
  })

  it('warn of no station that a hub which has just come back could not have heard, and call none of them calm', () => {
    const back = { is: 'open', since: NOW - 1_000 } as const
    const [unheard, left] = [reading('B', 0.5, 3_600_000), { ...reading('C', 0.5, 3_600_000), retained: true }]
    const told = of([reading('A', 1.62), unheard, left], back)
    expect(said(told)).toContain('[2 trạm chưa có số liệu mới]')
    expect(told.tone).toBe('unknown')
    // Later they are silent, and stand in the list.
    expect(of([reading('A', 1.62), unheard, left]).tone).toBe('near')
  })

  it('are no calmer because the worst of them has fallen silent', () => {
    const silent = reading('A', 2.15, 43 * 60_000)
    const said1 = of([silent, reading('B', 1.85)])
    expect(said(said1)).toMatch(/^\[Trạm A ngừng gửi từ .*, khi đó đạt Báo động III.*\]; 1 trạm khác trên ngưỡng$/)
    expect(said1.tone).toBe('missed')
    // One as bad that is heard says what is now.
    expect(of([silent, reading('B', 2.2)]).says).toBe('stations.reachedMute')
    expect(of([reading('A', 1.2), reading('B', 2.15, 3_600_000)])).toMatchObject({
      says: 'stations.mute',
      tone: 'missed',
    })
    expect(said(of([silent]))).toContain('(Báo động III')
  })

  it('are told of another gauge by its name, as its figure is, where that of the river is not announced', () => {
    expect(said(of([reading('B', 1.62)]))).toBe('Trạm B 1,62\u202fm, dưới Báo động I 18 cm; mọi trạm đều dưới ngưỡng')
    const mute = { ...reading('B', 0), at: NOW, values: [null] } as SensorReading
    expect(said(of([mute]))).toBe('Trạm B: chưa có số liệu mực nước')
  })

  it('say of an old level its day, too, where that is not today', () => {
    expect(said(of([reading('A', 1.62, 3_600_000)]))).toMatch(/ lúc \d\d:\d\d;/)
    expect(said(of([reading('A', 0.26, 6 * DAY_MS)]))).toContain(` lúc ${formatDateTime(NOW - 6 * DAY_MS)};`)
    const silent = of([reading('B', 2.15, 6 * DAY_MS), reading('A', 1.2)])
    expect(said(silent)).toContain(`ngừng gửi từ ${formatDateTime(NOW - 6 * DAY_MS)},`)
  })

  it('never tell an old level as the present one', () => {
    expect(of([reading('A', 1.62, 3_600_000)])).toMatchObject({ says: 'stations.stale', tone: 'unknown' })
    expect(of([reading('A', 2.05, 3_600_000)]).says).toBe('stations.stale')
    expect(of([]).says).toBe('stations.unjudged')
    expect(said({ ...of([reading('A', 1.62, 3_600_000)]) })).toMatch(/^Sông Hậu 1,62\u202fm lúc /)
  })
})

describe('the river and its tide', () => {
  const gauge: Sensor = { id: 'A', kind: 'waterLevel', name: 'Trạm A', commune: '31117', everyMs: 60_000 } as Sensor
  const at = (level: number): SensorReading =>
    ({
      id: 'A',
      status: 'online',
      at: NOW,
      receivedAt: NOW,
      values: [level],
      index: null,
      retained: false,
    }) as SensorReading
  const of = (level: number, water: { at: number; level: number; seen: number }) =>
    stationsHeadline(
      rankStations(
        [gauge],
        () => at(level),
        () => SENSOR_KINDS.waterLevel,
        NOW,
        ALWAYS_OPEN,
        compareNames,
      ),
      'A',
      'vi',
      (at) => formatMoment(at, NOW),
      water,
    )

  it('say when the next high water comes, and warn where it may pass the first alert level', () => {
    const calm = of(1.2, { at: NOW + 3_600_000, level: 1.62, seen: 5 })
    expect(calm.tone).toBe('calm')
    expect(said(calm)).toMatch(/nước lớn kế tiếp \d\d:\d\d, khoảng 1,62\u202fm$/)
    const rises = of(1.2, { at: NOW + 3_600_000, level: 1.86, seen: 5 })
    expect(rises.tone).toBe('near')
    expect(said(rises)).toContain('có thể lên 1,86\u202fm, trên Báo động I')
  })
})

describe('the air', () => {
  const stations = (indices: readonly (number | null)[], age = 0) =>
    rankStations(
      indices.map((_, i) => ({ id: `K${i}`, kind: 'airQuality', name: `Trạm K${i}`, everyMs: 60_000 }) as Sensor),
      (id) =>
        ({
          id,
          status: 'online',
          at: NOW - age,
          values: [20, 30, 1, 1, 1, 1],
          index: indices[Number(id.slice(1))] ?? null,
          retained: false,
        }) as unknown as SensorReading,
      () => SENSOR_KINDS.airQuality,
      NOW,
      ALWAYS_OPEN,
      compareNames,
    )

  it('is told by its worst station, in the official word', () => {
    expect(said(airHeadline(stations([60, 160]), 'vi'))).toBe('Không khí xấu nhất: [Trạm K1, AQI 160, mức xấu]')
    expect(said(airHeadline(stations([60, 40]), 'vi'))).toContain('cả 2 trạm; cao nhất Trạm K0: AQI 60, mức trung bình')
    expect(said(airHeadline(stations([60, 160]), 'en'), 'en')).toContain('AQI 160, bad')
  })

  it('is unknown where no station speaks, and says how many are silent', () => {
    expect(airHeadline(stations([60], 3_600_000), 'vi').tone).toBe('unknown')
    expect(airHeadline([], 'vi').tone).toBe('unknown')
    expect(said(airHeadline(stations([null]), 'vi'))).toBe('Các trạm chưa đủ số đo để tính VN_AQI giờ')
    expect(said(airHeadline(stations([60, null]), 'vi'))).toContain('[1 trạm chưa có AQI mới]')
    // One whose data are old has data.
    const [heard] = stations([60])
    const [old] = stations([50], 200_000)
    const told = airHeadline([...(heard === undefined ? [] : [heard]), ...(old === undefined ? [] : [old])], 'vi')
    expect(old?.freshness).toBe('stale')
    expect(said(told)).toContain('[1 trạm chưa có AQI mới]')
    expect(told.tone).toBe('near')
  })

  it('worries nobody about a station that the hub could not have heard', () => {
    const [heard, old] = [...stations([60]), ...stations([50], 200_000)]
    if (heard === undefined || old === undefined) throw new Error('there are two stations')
    const told = airHeadline([heard, { ...old, freshness: 'unheard' }], 'vi')
    expect(said(told)).toContain('[1 trạm chưa có AQI mới]')
    expect(told.tone).toBe('unknown')
  })
})

describe('the city', () => {
  const need = (given: Partial<CityNeed>): CityNeed => ({
    field: 'oneStop',
    id: 'a',
    severity: 'minor',
    isTaken: false,
    since: null,
    rank: 1,
    tone: 'most',
    name: 'P. An Khánh',
    note: 'Một cửa · Quá tải',
    said: '39 người chờ, 6 quầy mở',
    value: '39',
    unit: 'người chờ',
    ...given,
  })
  const of = (needs: readonly CityNeed[], known = 6) => cityHeadline({ needs, known, fields: 6 })

  it('says in how many fields somebody is needed, and where most', () => {
    expect(said(of([need({}), need({ id: 'b' })]))).toBe(
      '2 lĩnh vực cần xử lý; nặng nhất [P. An Khánh: 39 người chờ, 6 quầy mở]',
    )
    expect(of([need({ severity: 'major' })]).tone).toBe('missed')
  })

  it('is calm only about what it knows', () => {
    expect(of([]).says).toBe('city.calm')
    expect(said(of([], 4))).toContain('2 lĩnh vực chưa có số liệu')
    expect(of([], 0).tone).toBe('unknown')
  })
})

describe('security', () => {
  const of = (given: Partial<Parameters<typeof securityHeadline>[0]>) =>
    securityHeadline(
      {
        kpi: KPIS.antiMalwareHosts,
        value: 97.3,
        missing: 214,
        state: 'near',
        exposed: [{ unit: first as UnitOf, value: 40, distance: -60, hosts: 20, missing: 12 }],
        troubled: [],
        reason: 'lý do',
        wordOf: (trouble) => trouble,
        ...given,
      },
      'vi',
    )

  it('says how many machines stand open and where most of them', () => {
    expect(said(of({}))).toBe(`97,3% máy đã được bảo vệ; còn 214 máy, nhiều nhất [P. ${first?.name}: 12/20 máy]`)
    expect(said(of({ exposed: [] }))).toContain('[còn 214 máy chưa]')
    expect(of({ missing: 0, exposed: [] }).tone).toBe('calm')
    for (const given of [{ value: null }, { missing: null }, { state: 'unjudged' as const }])
      expect(of(given).tone).toBe('unknown')
  })

  it('has no capital in the midst of a sentence, and leaves an abbreviation as it is', () => {
    const partly = { system: SYSTEMS.soc, trouble: 'partly', links: [] } as unknown as SystemLine
    const inSystems = (word: string) => systemsHeadline([partly], () => word, NOW, 'en').values.what
    expect([inSystems('Some have not reported'), inSystems('Đang trễ'), inSystems('MQTT cut')]).toEqual([
      'some have not reported',
      'đang trễ',
      'MQTT cut',
    ])
    const down = { system: SYSTEMS.soc, trouble: 'down' } as unknown as SystemLine
    const told = of({ troubled: [down], wordOf: () => 'Mất kết nối' })
    expect(told.values.what).toBe('mất kết nối')
  })

  it('tells first of a security system that is down', () => {
    const down = { system: SYSTEMS.soc, trouble: 'down' } as unknown as SystemLine
    expect(said(of({ troubled: [down] }))).toBe('An toàn thông tin: [Giám sát ATTT (SOC): down]')
  })
})

describe('one commune', () => {
  const behind = [{ id: 'onTimeRate' as const, kpi: KPIS.onTimeRate, value: 86.8, distance: -8.2 }]

  it('says with how many figures it is behind, and with which most', () => {
    expect(said(unitHeadline({ unit: first, behind, judged: 9 }, 'vi'))).toBe(
      `Phường ${first?.name}: 1/9 chỉ số chưa đạt; xa nhất [Đúng hạn: 86,8%, cần ≥ 95%]`,
    )
    expect(unitHeadline({ unit: first, behind: [], judged: 9 }, 'vi').says).toBe('unit.met')
    expect(unitHeadline({ unit: first, behind: [], judged: 0 }, 'vi').tone).toBe('unknown')
    expect(unitHeadline({ unit: undefined, behind, judged: 9 }, 'vi').tone).toBe('unknown')
  })
})

describe('a sentence', () => {
  it('is cut at its marks, and at nothing that a name brings along', () => {
    expect(sentenceParts('a <worst>b <i>c</i></worst> d')).toEqual([
      { text: 'a ', matters: false },
      { text: 'b <i>c</i>', matters: true },
      { text: ' d', matters: false },
    ])
    expect(sentenceParts('không có gì')).toEqual([{ text: 'không có gì', matters: false }])
  })
})
