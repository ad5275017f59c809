import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import { seasonal, yearPart } from './seasons.ts'
import { clamp, round, type SensorModel, type Site, within } from './sensorModel.ts'
import { CAN_THO_TIDE, tideHeight } from './tide.ts'

interface Probe extends Site {
  /** From the Cần Thơ gauge towards the sea counted negative. */
  readonly km: number
  /** What a dry season's worst tide brings here, ‰. */
  readonly worst: number
}

const PROBES: readonly Probe[] = [
  { id: 'DM-CAI-CUI', name: 'Độ mặn Cái Cui', lng: 105.8322, lat: 9.9828, km: -10, worst: 2.6 },
  { id: 'DM-TAN-PHU', name: 'Độ mặn Tân Phú', lng: 105.8262, lat: 9.9903, km: -8, worst: 2.3 },
  { id: 'DM-HUNG-PHU', name: 'Độ mặn Hưng Phú', lng: 105.8142, lat: 10.0085, km: -6, worst: 1.9 },
  { id: 'DM-CAU-CAN-THO', name: 'Độ mặn cầu Cần Thơ', lng: 105.8095, lat: 10.0325, km: -3, worst: 1.5 },
  { id: 'DM-NINH-KIEU', name: 'Độ mặn Bến Ninh Kiều', lng: 105.7893, lat: 10.0345, km: 1, worst: 1.1 },
  { id: 'DM-CAI-RANG', name: 'Độ mặn Cái Răng', lng: 105.7497, lat: 10.0064, km: 7, worst: 0.7 },
  { id: 'DM-BINH-THUY', name: 'Độ mặn Bình Thủy', lng: 105.7535, lat: 10.0725, km: 5, worst: 0.7 },
  { id: 'DM-TRA-NOC', name: 'Nhà máy nước Trà Nóc', lng: 105.6969, lat: 10.1162, km: 12, worst: 0.4 },
  { id: 'DM-DAI-NGAI', name: 'Độ mặn Đại Ngãi', lng: 106.0698, lat: 9.7398, km: -48, worst: 9, wide: true },
  { id: 'DM-LONG-PHU', name: 'Độ mặn Long Phú', lng: 106.1313, lat: 9.6103, km: -66, worst: 15, wide: true },
  { id: 'DM-TRAN-DE', name: 'Độ mặn Trần Đề', lng: 106.2008, lat: 9.522, km: -80, worst: 22, wide: true },
]

/** Share of the worst by month: the sea comes in when the river is low, most in March. */
const SEASON = [0.3, 0.75, 1, 0.55, 0.25, 0.06, 0.02, 0.005, 0.002, 0.001, 0.003, 0.06] as const
const WATER_TEMPERATURE = [26.6, 27.2, 28.6, 30.2, 30.3, 29.6, 29, 28.8, 28.8, 28.7, 28.2, 27] as const
/** Sweet river water is not distilled. */
const FRESH = 0.05
/** The salt arrives after the high water. */
const AFTER_HIGH_MS = 1.2 * HOUR_MS

/** Salinity probes along the lower river. */
export const salinities: SensorModel = ({ random, wide }) =>
  within(PROBES, wide).map((probe) => ({
    ...probe,
    every: 30,
    read(at) {
      const there = at - AFTER_HIGH_MS - (probe.km / 24) * HOUR_MS
      // Half the salt stays in the river between tides; springs push further than neaps.
      const push = clamp((tideHeight(there, CAN_THO_TIDE) + 0.9) / 1.75, 0, 1.15)
      const year = 0.62 + 0.5 * random.of('dry year', Math.floor(at / (365.2425 * DAY_MS)))
      const weeks = 1 + 0.25 * random.smooth(at, 9 * DAY_MS, 'salt wedge')
      const salt = probe.worst * seasonal(at, SEASON) * year * weeks * (0.25 + 0.75 * push)
      const daily = 0.5 * Math.sin(2 * Math.PI * (yearPart(at) * 365.2425 - 0.4))
      const temperature = seasonal(at, WATER_TEMPERATURE) + daily + 0.05 * random.normal(probe.id, 't', at)
      return {
        salinity: round(Math.max(0, FRESH + salt + 0.006 * random.normal(probe.id, 's', at)), 2),
        temperature: round(temperature, 1),
      }
    },
  }))
