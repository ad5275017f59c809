import { HOUR_MS } from '../time.ts'
import type { SensorKind } from './sensorKind.ts'

const SOURCE = 'QĐ 1459/QĐ-TCMT ngày 12/11/2019 (VN_AQI)'

/** All gases in µg/m³, carbon monoxide too, as the decision's table has them. The index is the hourly VN_AQI. */
export const airQuality = {
  label: { vi: 'Chất lượng không khí', en: 'Air quality' },
  quantities: {
    pm25: { label: { vi: 'PM2.5', en: 'PM2.5' }, unit: 'µg/m³', digits: 1, range: [0, 1000] },
    pm10: { label: { vi: 'PM10', en: 'PM10' }, unit: 'µg/m³', digits: 1, range: [0, 2000] },
    o3: { label: { vi: 'O₃', en: 'O₃' }, unit: 'µg/m³', digits: 1, range: [0, 2000] },
    no2: { label: { vi: 'NO₂', en: 'NO₂' }, unit: 'µg/m³', digits: 1, range: [0, 5000] },
    so2: { label: { vi: 'SO₂', en: 'SO₂' }, unit: 'µg/m³', digits: 1, range: [0, 5000] },
    co: { label: { vi: 'CO', en: 'CO' }, unit: 'µg/m³', digits: 0, range: [0, 200_000] },
  },
  primary: 'pm25',
  index: { label: { vi: 'VN_AQI giờ', en: 'Hourly VN_AQI' }, digits: 0 },
  lead: 'environment',
  thresholds: [
    {
      id: 'poor',
      label: { vi: 'Không khí kém', en: 'Poor air' },
      quantity: 'index',
      at: 101,
      hysteresis: 5,
      holdMs: HOUR_MS / 6,
      severity: 'minor',
      source: SOURCE,
    },
    {
      id: 'bad',
      label: { vi: 'Không khí xấu', en: 'Bad air' },
      quantity: 'index',
      at: 151,
      hysteresis: 5,
      holdMs: HOUR_MS / 6,
      severity: 'major',
      source: SOURCE,
    },
    {
      id: 'hazardous',
      label: { vi: 'Không khí rất xấu', en: 'Very bad air' },
      quantity: 'index',
      at: 201,
      hysteresis: 5,
      holdMs: HOUR_MS / 6,
      severity: 'critical',
      source: SOURCE,
    },
  ],
} as const satisfies SensorKind
