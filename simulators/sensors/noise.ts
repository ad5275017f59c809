import { MINUTE_MS } from '../../domain/time.ts'
import { rush } from './rush.ts'
import { clamp, round, type SensorModel, type Site } from './sensorModel.ts'

interface Meter extends Site {
  /** Level of a quiet night, dBA. */
  readonly night: number
  /** What the full rush adds, dB. */
  readonly busy: number
}

const METERS: readonly Meter[] = [
  { id: 'TO-HUNG-VUONG', name: 'Tiếng ồn vòng xoay Hùng Vương', lng: 105.7802, lat: 10.0455, night: 55, busy: 15.5 },
  { id: 'TO-DAU-SAU', name: 'Tiếng ồn ngã ba Đầu Sấu', lng: 105.7552, lat: 10.0127, night: 53, busy: 15 },
  { id: 'TO-30-4', name: 'Tiếng ồn đường 30 Tháng 4', lng: 105.7697, lat: 10.0206, night: 52, busy: 15 },
  { id: 'TO-BEN-NINH-KIEU', name: 'Tiếng ồn Bến Ninh Kiều', lng: 105.7884, lat: 10.0335, night: 48, busy: 15 },
  { id: 'TO-BV-DKTP', name: 'Tiếng ồn Bệnh viện Đa khoa thành phố', lng: 105.7823, lat: 10.0315, night: 47, busy: 13 },
  { id: 'TO-NHI-DONG', name: 'Tiếng ồn Bệnh viện Nhi đồng', lng: 105.7379, lat: 10.0169, night: 46, busy: 13 },
  { id: 'TO-BEN-XE', name: 'Tiếng ồn Bến xe Trung tâm', lng: 105.7725, lat: 10.005, night: 54, busy: 13 },
  { id: 'TO-TRA-NOC', name: 'Tiếng ồn KCN Trà Nóc', lng: 105.7092, lat: 10.106, night: 55, busy: 10 },
]

/** Street noise: the logarithm of the traffic, rain on the roof, and now and then somebody's loudspeaker. */
export const noises: SensorModel = ({ random, weather }) =>
  METERS.map((meter) => ({
    ...meter,
    every: 10,
    read(at) {
      const street = meter.busy * (Math.log10(1 + 9 * rush(at)) / 1)
      const rain = 2.2 * Math.log10(1 + weather.rainRate(meter.lng, meter.lat, at))
      const loud = random.of('loudspeaker', meter.id, Math.floor(at / (20 * MINUTE_MS))) < 0.012 ? 5 : 0
      const slow = 1.3 * random.smooth(at, 12 * MINUTE_MS, meter.id, 'slow')
      const fast = 0.8 * random.normal(meter.id, 'fast', at)
      return { laeq: round(clamp(meter.night + street + rain + loud + slow + fast, 35, 105), 1) }
    },
  }))
