import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import { rush } from './rush.ts'
import { bell, hourOf, seasonal } from './seasons.ts'
import { clamp, round, type SensorModel, type Site, within } from './sensorModel.ts'

interface Station extends Site {
  /** Nearness of busy streets and of industry, 0 to 1. */
  readonly streets: number
  readonly industry: number
}

const STATIONS: readonly Station[] = [
  { id: 'KK-QUAN-TRAC', name: 'Trung tâm Quan trắc', lng: 105.7244, lat: 10.0057, streets: 0.35, industry: 0.1 },
  { id: 'KK-HUNG-VUONG', name: 'Vòng xoay Hùng Vương', lng: 105.7798, lat: 10.0451, streets: 1, industry: 0.05 },
  { id: 'KK-NINH-KIEU', name: 'Bến Ninh Kiều', lng: 105.788, lat: 10.034, streets: 0.55, industry: 0.05 },
  { id: 'KK-DHCT', name: 'Đại học Cần Thơ', lng: 105.7694, lat: 10.0297, streets: 0.6, industry: 0.05 },
  { id: 'KK-TRA-NOC', name: 'KCN Trà Nóc 1', lng: 105.7095, lat: 10.1055, streets: 0.4, industry: 1 },
  { id: 'KK-HUNG-PHU', name: 'KCN Hưng Phú', lng: 105.8225, lat: 9.9905, streets: 0.3, industry: 0.7 },
  { id: 'KK-BEN-XE', name: 'Bến xe Trung tâm', lng: 105.7723, lat: 10.0052, streets: 0.85, industry: 0.1 },
  { id: 'KK-O-MON', name: 'Ô Môn', lng: 105.622, lat: 10.1091, streets: 0.4, industry: 0.4 },
  { id: 'KK-THOT-NOT', name: 'Thốt Nốt', lng: 105.5299, lat: 10.2723, streets: 0.45, industry: 0.3 },
  { id: 'KK-PHONG-DIEN', name: 'Phong Điền', lng: 105.664, lat: 10.0006, streets: 0.2, industry: 0 },
  { id: 'KK-SOC-TRANG', name: 'Sóc Trăng', lng: 105.9748, lat: 9.6028, streets: 0.6, industry: 0.2, wide: true },
  { id: 'KK-VI-THANH', name: 'Vị Thanh', lng: 105.4698, lat: 9.7848, streets: 0.4, industry: 0.1, wide: true },
]

/** PM2.5 of a quiet place by month, µg/m³: the dry season and its straw fires are the worst. */
const BACKGROUND = [21, 22, 19, 15, 10, 8, 8, 8, 9, 11, 14, 18] as const

/** Air stations; gases in µg/m³, carbon monoxide too. */
export const airQualities: SensorModel = ({ random, weather, wide }) =>
  within(STATIONS, wide).map((station) => ({
    ...station,
    every: 30,
    read(at) {
      const { id, streets, industry } = station
      const hour = hourOf(at)
      const own = (what: string, periodMs: number) => random.smooth(at, periodMs, id, what)
      const jitter = (what: string, share: number) => 1 + share * random.normal(id, what, at)
      const busy = rush(at)
      // Calm nights keep what the day has made near the ground.
      const trapped = 1 + 0.3 * bell(hour, 6.2, 2) + 0.22 * bell(hour, 21, 2.4) - 0.2 * bell(hour, 14, 3)
      const air = Math.exp(0.45 * random.smooth(at, 4 * DAY_MS, 'air mass') + 0.18 * own('air', 5 * HOUR_MS))
      const washed = 0.4 + 0.6 * Math.exp(-weather.rainLately(station.lng, station.lat, at) / 7)
      const smoke = 9 * streets * busy + 8 * industry * (0.7 + 0.3 * own('stack', 3 * HOUR_MS))
      const fine = clamp((seasonal(at, BACKGROUND) * trapped + smoke) * air * washed * jitter('pm', 0.03), 1, 400)
      const coarse = fine * (1.45 + 0.35 * streets + 0.15 * own('coarse', 2 * HOUR_MS))
      const sun = bell(hour, 13.2, 2.8)
      return {
        pm25: round(fine, 1),
        pm10: round(coarse, 1),
        o3: round(clamp((22 + 62 * sun - 14 * streets * busy) * air * jitter('o3', 0.02), 2, 400), 1),
        no2: round(clamp((9 + 34 * streets * busy + 6 * industry) * air * jitter('no2', 0.03), 1, 500), 1),
        so2: round(
          clamp((5 + 20 * industry * (1 + 0.5 * own('so2', HOUR_MS))) * air * jitter('so2', 0.03), 0.5, 500),
          1,
        ),
        co: round(clamp((340 + 980 * streets * busy) * air * jitter('co', 0.03), 50, 20_000), 0),
      }
    },
  }))
