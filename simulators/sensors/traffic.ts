import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { rush } from './rush.ts'
import { bell, dayNumber, hourOf, isWeekend } from './seasons.ts'
import { clamp, round, type SensorModel, type Site, within } from './sensorModel.ts'

interface Detector extends Site {
  /** Vehicles an hour, motorbikes most of them, that still flow. */
  readonly capacity: number
  /** Speed of an empty road, km/h. */
  readonly free: number
  /** How full it gets in the rush; over 1 it jams on bad days. */
  readonly load: number
}

const DETECTORS: readonly Detector[] = [
  {
    id: 'GT-HUNG-VUONG',
    name: 'Vòng xoay Hùng Vương',
    lng: 105.78,
    lat: 10.0453,
    capacity: 9200,
    free: 38,
    load: 1.02,
  },
  { id: 'GT-CONG-VIEN', name: 'Vòng xoay Công viên', lng: 105.7918, lat: 10.0425, capacity: 5200, free: 38, load: 0.7 },
  { id: 'GT-DAU-SAU', name: 'Ngã ba Đầu Sấu', lng: 105.7552, lat: 10.0127, capacity: 7600, free: 40, load: 0.96 },
  {
    id: 'GT-NVC-NVL',
    name: 'Nguyễn Văn Cừ – Nguyễn Văn Linh',
    lng: 105.7519,
    lat: 10.0306,
    capacity: 8600,
    free: 45,
    load: 0.93,
  },
  {
    id: 'GT-MAU-THAN',
    name: 'Mậu Thân – Võ Văn Kiệt',
    lng: 105.7651,
    lat: 10.0436,
    capacity: 8200,
    free: 42,
    load: 0.97,
  },
  { id: 'GT-SAN-BAY', name: 'Vòng xoay Sân bay', lng: 105.7508, lat: 10.053, capacity: 7000, free: 50, load: 0.72 },
  { id: 'GT-CAU-CAN-THO', name: 'Cầu Cần Thơ', lng: 105.8104, lat: 10.0331, capacity: 6200, free: 70, load: 0.62 },
  { id: 'GT-CAU-CAI-RANG', name: 'Cầu Cái Răng', lng: 105.7497, lat: 10.0064, capacity: 5600, free: 40, load: 0.9 },
  {
    id: 'GT-CAU-QUANG-TRUNG',
    name: 'Cầu Quang Trung',
    lng: 105.7807,
    lat: 10.0243,
    capacity: 7400,
    free: 42,
    load: 0.99,
  },
  { id: 'GT-CAU-BINH-THUY', name: 'Cầu Bình Thủy', lng: 105.7533, lat: 10.0718, capacity: 5200, free: 42, load: 0.85 },
  { id: 'GT-CAU-TRA-NOC', name: 'Cầu Trà Nóc', lng: 105.7229, lat: 10.0944, capacity: 5000, free: 48, load: 0.8 },
  { id: 'GT-CAU-O-MON', name: 'Cầu Ô Môn', lng: 105.6159, lat: 10.1106, capacity: 4600, free: 50, load: 0.66 },
  {
    id: 'GT-QL1A',
    name: 'Quốc lộ 1A – Bến xe Trung tâm',
    lng: 105.7749,
    lat: 10.0071,
    capacity: 7800,
    free: 60,
    load: 0.72,
  },
  { id: 'GT-30-4', name: 'Đường 30 Tháng 4', lng: 105.7697, lat: 10.0206, capacity: 6800, free: 40, load: 0.95 },
  {
    id: 'GT-QL91-LO-TE',
    name: 'Quốc lộ 91 – Lộ Tẻ',
    lng: 105.4881,
    lat: 10.3136,
    capacity: 4200,
    free: 58,
    load: 0.58,
  },
  {
    id: 'GT-VO-VAN-KIET',
    name: 'Đường Võ Văn Kiệt',
    lng: 105.7399,
    lat: 10.0608,
    capacity: 8000,
    free: 58,
    load: 0.62,
  },
  {
    id: 'GT-SOC-TRANG',
    name: 'Quốc lộ 1A – Sóc Trăng',
    lng: 105.9735,
    lat: 9.6045,
    capacity: 5800,
    free: 55,
    load: 0.7,
    wide: true,
  },
  {
    id: 'GT-VI-THANH',
    name: 'Quốc lộ 61 – Vị Thanh',
    lng: 105.4712,
    lat: 9.7852,
    capacity: 3600,
    free: 52,
    load: 0.5,
    wide: true,
  },
]

/**
 * How much of the road is wanted, 1 being all it carries. Rain slows everyone; on some working days something stands in the way
 * during one of the rushes.
 */
export const traffics: SensorModel = ({ random, weather, wide }) =>
  within(DETECTORS, wide).map((detector) => {
    const { id, lng, lat, capacity, free, load } = detector

    function blocked(at: number): number {
      if (isWeekend(at)) return 0
      const day = dayNumber(at)
      if (random.of('blocked', id, day) > 0.12 * load * load) return 0
      const centre = random.of('blocked when', id, day) < 0.4 ? 7.2 : 17.3
      return 0.55 * bell(hourOf(at), centre + random.of('blocked at', id, day) * 0.6 - 0.3, 0.35)
    }

    return {
      ...detector,
      every: 10,
      read(at) {
        const rain = weather.rainRate(lng, lat, at)
        const slow = 1 + 0.1 * random.smooth(at, 2 * HOUR_MS, id, 'slow')
        const short = 1 + 0.05 * random.smooth(at, 2 * MINUTE_MS, id, 'short') + 0.02 * random.normal(id, 'fast', at)
        const wanted = Math.max(0.01, (load * rush(at) * slow + blocked(at)) * (1 + Math.min(0.15, rain / 200)) * short)
        // Beyond what it carries, a road carries less, not more.
        const flow = capacity * (wanted <= 0.95 ? wanted : Math.max(0.3, 0.95 - 0.9 * (wanted - 0.95)))
        const crowding = wanted ** 3
        const speed = Math.max(
          4,
          (free * (1 - Math.min(0.1, rain / 400))) / (1 + 0.75 * crowding + 1.8 * Math.max(0, wanted - 0.95)),
        )
        const occupancy = 3 + 38 * wanted ** 1.4 + 95 * Math.max(0, wanted - 0.95)
        return {
          flow: round(clamp(flow, 0, 29_000), 0),
          speed: round(clamp(speed, 3, 120), 0),
          occupancy: round(clamp(occupancy, 0, 98), 0),
        }
      },
    }
  })
