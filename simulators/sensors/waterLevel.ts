import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import type { Random } from '../random.ts'
import { seasonal } from './seasons.ts'
import { clamp, round, type SensorModel, type Site, within } from './sensorModel.ts'
import { CAN_THO_TIDE, tideHeight } from './tide.ts'

interface Gauge extends Site {
  /** Along the water from the Cần Thơ gauge, upstream counted positive: the tide comes from the sea and arrives later here. */
  readonly km: number
  /** The tide's range beside that at Cần Thơ. */
  readonly range: number
  /** What this station's zero and the slope of the river add, m. */
  readonly offset: number
}

const GAUGES: readonly Gauge[] = [
  { id: 'MN-CAN-THO', name: 'Trạm Cần Thơ', lng: 105.7872, lat: 10.0526, km: 0, range: 1, offset: 0 },
  { id: 'MN-CAI-CUI', name: 'Trạm Cái Cui', lng: 105.8318, lat: 9.9835, km: -10, range: 1.06, offset: -0.12 },
  { id: 'MN-NINH-KIEU', name: 'Bến Ninh Kiều', lng: 105.7888, lat: 10.0331, km: 2, range: 0.98, offset: -0.04 },
  { id: 'MN-CAI-RANG', name: 'Chợ nổi Cái Răng', lng: 105.7464, lat: 10.0055, km: 8, range: 0.93, offset: -0.09 },
  { id: 'MN-PHONG-DIEN', name: 'Vàm Xáng Phong Điền', lng: 105.6655, lat: 10.0003, km: 18, range: 0.78, offset: -0.1 },
  { id: 'MN-TRA-NOC', name: 'Cảng Trà Nóc', lng: 105.7245, lat: 10.1005, km: 9, range: 0.97, offset: -0.03 },
  { id: 'MN-O-MON', name: 'Vàm Ô Môn', lng: 105.6515, lat: 10.1475, km: 19, range: 0.93, offset: -0.01 },
  { id: 'MN-THOT-NOT', name: 'Trạm Thốt Nốt', lng: 105.5405, lat: 10.2725, km: 39, range: 0.84, offset: 0.06 },
  {
    id: 'MN-DAI-NGAI',
    name: 'Trạm Đại Ngãi',
    lng: 106.0692,
    lat: 9.7402,
    km: -48,
    range: 1.25,
    offset: -0.3,
    wide: true,
  },
  { id: 'MN-TRAN-DE', name: 'Trạm Trần Đề', lng: 106.2005, lat: 9.5217, km: -80, range: 1.5, offset: -0.5, wide: true },
]

/** Mean level by month: the flood from upstream stands highest in October. */
const MEAN_LEVEL = [0.6, 0.48, 0.38, 0.32, 0.31, 0.37, 0.48, 0.64, 0.84, 0.95, 0.93, 0.76] as const
/** How fast the tide travels up the river. */
const KM_PER_HOUR = 24

/** Flood, wind and pressure: slow, felt by all gauges alike. */
function surge(random: Random, at: number): number {
  return 0.06 * random.smooth(at, 5 * DAY_MS, 'surge') + 0.025 * random.smooth(at, 18 * HOUR_MS, 'surge, short')
}

/** Stage at one gauge, m over its own zero, without the small waves. */
function stage(random: Random, gauge: Pick<Gauge, 'km' | 'range' | 'offset'>, at: number): number {
  const there = at - (gauge.km / KM_PER_HOUR) * HOUR_MS
  return seasonal(at, MEAN_LEVEL) + gauge.offset + surge(random, there) + gauge.range * tideHeight(there, CAN_THO_TIDE)
}

/** Gauges on the Hậu River and the canals. */
export const waterLevels: SensorModel = ({ random, wide }) =>
  within(GAUGES, wide).map((gauge) => ({
    ...gauge,
    every: 10,
    read(at) {
      const ripple = 0.004 * random.normal('ripple', gauge.id, Math.floor(at / 1000))
      return { level: round(clamp(stage(random, gauge, at) + ripple, -2.9, 5.9), 3) }
    },
  }))
