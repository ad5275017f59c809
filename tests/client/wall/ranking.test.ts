import { describe, expect, it } from 'vitest'
import { compareNames } from '../../../client/panels/names.ts'
import { type CommuneRanking, distanceFromTarget, rankCommunes } from '../../../client/panels/rankCommunes.ts'
import { rankOffices } from '../../../client/panels/rankOffices.ts'
import { placeInQuestion, type RankedStation, RIVER_GAUGE, rankStations } from '../../../client/panels/rankStations.ts'
import { toneOf, toneOfDistance } from '../../../client/panels/tone.ts'
import { kpiStateNow } from '../../../client/panels/truth.ts'
import type { Camera, CameraView } from '../../../domain/cameras/camera.ts'
import { hallTrouble } from '../../../domain/cameras/hallTrouble.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { Kpi, KpiValue } from '../../../domain/kpis/kpi.ts'
import { MIN_CASES } from '../../../domain/ranking/rank.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { SENSOR_KINDS } from '../../../domain/sensors/index.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../../domain/sensors/sensorKind.ts'
import { DAY_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'

const now = 1_800_000_000_000
const lastMonth = now - 40 * DAY_MS
const kpi: Kpi = KPIS.onTimeRate
const target = kpi.target?.value ?? Number.NaN
const communes = UNIT_TREES['2021'].communes.slice(0, 5)
const [a, b, c, d, e] = communes.map(({ code }) => code) as [string, string, string, string, string]

function row(unit: string, given: Partial<KpiValue>, id: KpiId = 'onTimeRate'): KpiValue {
  return {
    key: `${id}|${unit}`,
    kpi: id,
    unit,
    value: target,
    numerator: 90,
    denominator: 100,
    target,
    reported: 1,
    expected: 1,
    at: now,
    everyMs: 60_000,
    state: 'met',
    unheard: false,
    simulated: false,
    ...given,
  }
}

describe('communes', () => {
  const cases = (good: number, all: number): Partial<KpiValue> => ({
    value: (good / all) * 100,
    numerator: good,
    denominator: all,
  })
  const rows = new Map(
    [
      row(a, { ...cases(920, 1000), state: 'near' }),
      row(b, { ...cases(830, 1000), state: 'missed' }),
      row(c, cases(999, 1000)),
      row(d, { value: null, numerator: null, denominator: null, state: 'unjudged' }),
      row(e, { ...cases(550, 1000), state: 'missed', at: lastMonth }),
    ].map((each) => [each.unit, each]),
  )
  const rank = (given: ReadonlyMap<string, KpiValue>, of: Kpi = kpi) =>
    rankCommunes(of, communes, (code) => given.get(code), now, ALWAYS_OPEN, compareNames)
  const ranking = rank(rows)

  it('ranks those behind, the farthest first, with their distance', () => {
    expect(ranking.behind.map(({ unit, rank, distance }) => [unit.code, rank, distance])).toEqual([
      [b, 1, -12],
      [a, 2, -3],
    ])
    expect(ranking.best.map(({ unit }) => unit.code)).toEqual([c])
    expect(ranking.judged).toBe(3)
  })

  it('names but never ranks what is unknown or old, however bad it was', () => {
    expect(new Map(ranking.unjudged.map(({ unit, why }) => [unit.code, why]))).toEqual(
      new Map([
        [d, 'cases'],
        [e, 'old'],
      ]),
    )
  })

  it('makes nobody worst or best on too few cases', () => {
    const few = new Map(rows)
    few.set(d, row(d, { ...cases(0, MIN_CASES - 1), state: 'missed' }))
    few.set(e, row(e, cases(3, 3)))
    const without = ({ unjudged: _, ...rest }: CommuneRanking) => rest
    expect(without(rank(few))).toEqual(without(ranking))
    expect(rank(few).unjudged.map(({ why }) => why)).toEqual(['few', 'few'])
    few.set(d, row(d, { ...cases(0, MIN_CASES), state: 'missed' }))
    expect(rank(few).behind[0]?.unit.code).toBe(d)
  })

  it('counts what stands whole: one camera of one is no guess', () => {
    const cameras = new Map([[a, row(a, { ...cases(0, 1), state: 'missed' }, 'camerasOnline')]])
    expect(rank(cameras, KPIS.camerasOnline).behind.map(({ unit }) => unit.code)).toEqual([a])
  })

  it('says who shares the first place, and praises nobody behind the target for it', () => {
    const close = new Map([
      [a, row(a, cases(97, 100))],
      [b, row(b, cases(98, 100))],
      [c, row(c, { ...cases(93, 100), state: 'near' })],
      [d, row(d, { ...cases(40, 100), state: 'missed' })],
    ])
    expect(rank(close).best.map(({ unit }) => unit.code)).toEqual([b, a])
    expect(rank(close).behind.map(({ unit }) => unit.code)).toEqual([d, c])
  })

  it('turns round for a KPI where less is better', () => {
    const lower: Kpi = { ...kpi, direction: 'lower' }
    expect(distanceFromTarget(lower, target + 4)).toBe(-4)
    const turned = rank(rows, lower)
    expect(turned.behind.map(({ unit }) => unit.code)).toEqual([c])
    expect(turned.best.map(({ unit }) => unit.code)).toEqual([b])
  })

  it('an empty city has nobody behind and everybody unjudged', () => {
    const empty = rankCommunes(kpi, communes, () => undefined, now, ALWAYS_OPEN, compareNames)
    expect([empty.behind, empty.best, empty.unjudged.length]).toEqual([[], [], 5])
  })

  it('colours by distance, and never what is old', () => {
    const near = kpi.target?.near ?? Number.NaN
    expect(toneOfDistance(kpi, 0)).toBe('met')
    expect(toneOfDistance(kpi, -near)).toBe('little')
    expect(toneOfDistance(kpi, -near * 2)).toBe('more')
    expect(toneOfDistance(kpi, -near * 3)).toBe('most')
    expect(toneOf(kpi, row(a, { value: target - 50, state: 'missed', at: lastMonth }), now)).toBe('unjudged')
    expect(toneOf(kpi, undefined, now)).toBe('unjudged')
    expect(toneOf(kpi, row(a, cases(0, MIN_CASES)), now)).toBe('most')
    expect(toneOf(kpi, row(a, cases(0, MIN_CASES - 1)), now)).toBe('unjudged')
    expect(kpiStateNow(row(a, { state: 'met', at: lastMonth }), now)).toBe('unjudged')
    expect(kpiStateNow(row(a, { state: 'met' }), now)).toBe('met')
    expect(kpiStateNow(row(a, { state: 'met', at: now - 200_000 }, 'antiMalwareHosts'), now)).toBe('unjudged')
  })

  it('judges a month as the hub does, however long nobody has spoken: only what stands now goes old', () => {
    const silent = row(a, { ...cases(550, 1000), state: 'missed', at: now - DAY_MS })
    expect(kpiStateNow(silent, now)).toBe('missed')
    expect(rank(new Map([[a, silent]])).behind.map(({ unit }) => unit.code)).toEqual([a])
    const day = (at: number) => kpiStateNow(row(a, { state: 'untargeted', at }, 'receivedToday'), now)
    expect([day(now - 200_000), day(now - DAY_MS)]).toEqual(['untargeted', 'unjudged'])
  })
})

describe('cameras', () => {
  const camera = (id: string): Camera => ({
    id,
    name: id,
    commune: a,
    lng: 0,
    lat: 0,
    office: null,
    noticePosted: null,
    live: null,
    everyMs: 5000,
    simulated: false,
  })
  const view = (id: string, given: Partial<CameraView>): CameraView => ({
    id,
    status: 'online',
    frameAt: now,
    frozenSince: null,
    countAt: now,
    waiting: 0,
    counters: 4,
    countersStaffed: 4,
    retained: false,
    ...given,
  })
  const views = new Map(
    [
      view('quiet', { waiting: 1 }),
      view('busy', { waiting: 9 }),
      view('gone', { status: 'offline', waiting: 50 }),
      view('frozen', { frozenSince: now - 60_000 }),
      view('full', { waiting: 30 }),
      view('empty', { waiting: 2, countersStaffed: 0 }),
      view('late', { frameAt: now - 15_000 }),
      view('oldCount', { countAt: now - 3_600_000, waiting: 99 }),
    ].map((each) => [each.id, each]),
  )
  const names = ['quiet', 'busy', 'gone', 'frozen', 'full', 'empty', 'late', 'oldCount', 'never']
  const ranked = rankOffices(
    names.map(camera),
    (id) => views.get(id),
    (each) => hallTrouble(each, false),
    now,
    ALWAYS_OPEN,
    compareNames,
  )

  it('without staff, over capacity, frozen, lost, late, then the fullest halls', () => {
    expect(ranked.map(({ camera: { id }, need }) => `${id} ${need}`)).toEqual([
      'empty unstaffed',
      'full crowded',
      'frozen frozen',
      'gone lost',
      'never lost',
      'late stale',
      'busy calm',
      'quiet calm',
      'oldCount calm',
    ])
  })

  it('numbers those that need somebody, and no others', () => {
    expect(ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, undefined, undefined, undefined])
  })

  it('of one hall are one office: its pictures do not compete, and its people are not added up', () => {
    const hall = (id: string, office: string) => ({ ...camera(id), office })
    const two = rankOffices(
      [hall('gone', 'Một cửa An Bình'), hall('busy', 'MỘT CỬA  An Bình'), hall('quiet', 'Một cửa khác')],
      (id) => views.get(id),
      (each) => hallTrouble(each, false),
      now,
      ALWAYS_OPEN,
      compareNames,
    )
    expect(two.map(({ camera: { id }, need, count }) => [id, need, count?.waiting])).toEqual([
      ['busy', 'calm', 9],
      ['quiet', 'calm', 1],
    ])
  })

  it('where nobody serves and nobody waits come after those where people wait too long', () => {
    const halls = new Map([
      ['closed', view('closed', { waiting: 0, countersStaffed: 0 })],
      ['full', view('full', { waiting: 30 })],
      ['deserted', view('deserted', { waiting: 1, countersStaffed: 0 })],
    ])
    const open = rankOffices(
      [...halls.keys()].map(camera),
      (id) => halls.get(id),
      (each) => hallTrouble(each, true),
      now,
      ALWAYS_OPEN,
      compareNames,
    )
    expect(open.map(({ camera: { id }, need }) => `${id} ${need}`)).toEqual([
      'deserted unstaffed',
      'full crowded',
      'closed closed',
    ])
  })

  it('an old count is no count', () => {
    expect(ranked.find(({ camera: { id } }) => id === 'oldCount')?.count).toBeUndefined()
    expect(ranked.find(({ camera: { id } }) => id === 'gone')?.count).toBeUndefined()
  })
})

describe('stations', () => {
  const sensor = (id: string, kind: string): Sensor => ({
    id,
    kind,
    name: id,
    commune: a,
    lng: 0,
    lat: 0,
    everyMs: 60_000,
    simulated: false,
  })
  const reading = (id: string, values: (number | null)[], given: Partial<SensorReading> = {}): SensorReading => ({
    id,
    status: 'online',
    at: now,
    receivedAt: now,
    values,
    index: null,
    retained: false,
    ...given,
  })
  const readings = new Map(
    [
      reading('low', [0.4]),
      reading('high', [1.75]),
      reading('flood', [2.1]),
      reading('oldFlood', [2.1], { at: now - 200_000 }),
      reading('salt', [1.2, 28]),
      reading('air', [20, 30, 1, 1, 1, 1], { index: 160 }),
      reading('offline', [0.2], { status: 'offline' }),
    ].map((each) => [each.id, each]),
  )
  const sensors = [
    sensor('low', 'waterLevel'),
    sensor('high', 'waterLevel'),
    sensor('flood', 'waterLevel'),
    sensor('oldFlood', 'waterLevel'),
    sensor('salt', 'salinity'),
    sensor('air', 'airQuality'),
    sensor('offline', 'waterLevel'),
    sensor('mute', 'rain'),
    sensor('alien', 'unheardOf'),
  ]
  const kinds: Readonly<Record<string, SensorKind>> = SENSOR_KINDS
  /** Ids of stations in the order in which a scene of water asks for them. */
  const orderOf = (stations: readonly Sensor[], says: ReadonlyMap<string, SensorReading>) =>
    rankStations(
      stations,
      (id) => says.get(id),
      (kind) => kinds[kind],
      now,
      ALWAYS_OPEN,
      compareNames,
      placeInQuestion(['waterLevel', 'rain', 'salinity']),
    ).map((each) => each.sensor.id)
  const ranked = rankStations(
    sensors,
    (id) => readings.get(id),
    (kind) => kinds[kind],
    now,
    ALWAYS_OPEN,
    compareNames,
  )
  const find = (id: string): RankedStation | undefined => ranked.find(({ sensor: each }) => each.id === id)

  it('the worst limit first, then the silent, then the nearest to a limit', () => {
    expect(ranked.map(({ sensor: { id } }) => id)).toEqual([
      'flood',
      'oldFlood',
      'air',
      'salt',
      'mute',
      'offline',
      'high',
      'low',
    ])
  })

  it('among as pressing ones the gauge of the river first, then the kinds as the scene asks for them', () => {
    const heavy = [
      ...[sensor('An Khánh', 'rain'), sensor('Cái Răng', 'rain'), sensor('Ba Láng', 'waterLevel')],
      ...[sensor(RIVER_GAUGE, 'waterLevel'), sensor('Cái Khế', 'waterLevel')],
    ]
    const says = new Map<string, SensorReading>([
      ...['An Khánh', 'Cái Răng'].map((id) => [id, reading(id, [75])] as const),
      ...['Ba Láng', RIVER_GAUGE].map((id) => [id, reading(id, [1.98])] as const),
      // A worse one is before all of them.
      ['Cái Khế', reading('Cái Khế', [2.1])],
    ])
    expect(orderOf(heavy, says)).toEqual(['Cái Khế', RIVER_GAUGE, 'Ba Láng', 'An Khánh', 'Cái Răng'])
  })

  it('among stations of one kind beyond the same limit the one farthest beyond it first, as the figure beside names it', () => {
    const rain = [sensor('An Khánh', 'rain'), sensor('Cái Khế', 'rain'), sensor('Phú Thứ', 'rain')]
    const says = new Map([
      ['An Khánh', reading('An Khánh', [56.3])],
      ['Cái Khế', reading('Cái Khế', [53.8])],
      ['Phú Thứ', reading('Phú Thứ', [59.4])],
    ])
    expect(orderOf(rain, says)).toEqual(['Phú Thứ', 'An Khánh', 'Cái Khế'])
  })

  it('a last known alarm stays shown, but stands behind a live one', () => {
    expect(find('oldFlood')).toMatchObject({ freshness: 'stale', rank: 2 })
    expect(find('oldFlood')?.reached?.severity).toBe('critical')
  })

  it('shows the derived index where the kind has one', () => {
    expect(find('air')?.value).toBe(160)
    expect(find('salt')?.value).toBe(1.2)
    expect(find('mute')?.value).toBeNull()
  })

  it('numbers those that need somebody, and no others', () => {
    expect(ranked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, undefined, undefined])
  })
})
