import { MINUTE_MS } from '../time.ts'
import type { SensorKind } from './sensorKind.ts'

/** `rate` is what falls now, `day` the sum since midnight in Cần Thơ. */
export const rain = {
  label: { vi: 'Mưa', en: 'Rain' },
  quantities: {
    rate: { label: { vi: 'Cường suất mưa', en: 'Rain rate' }, unit: 'mm/h', digits: 1, range: [0, 400] },
    day: { label: { vi: 'Lượng mưa trong ngày', en: 'Rain today' }, unit: 'mm', digits: 1, range: [0, 1000] },
  },
  primary: 'rate',
  lead: 'civilDefence',
  thresholds: [
    {
      id: 'heavyDay',
      label: { vi: 'Mưa to trong ngày', en: 'Heavy rain today' },
      quantity: 'day',
      at: 51,
      hysteresis: 1,
      holdMs: MINUTE_MS,
      severity: 'minor',
      source: 'Phân cấp mưa 24 giờ: mưa to 51–100 mm (chưa đối chiếu văn bản gốc)',
    },
    {
      id: 'violentRate',
      label: { vi: 'Mưa cường suất lớn', en: 'Violent rain' },
      quantity: 'rate',
      at: 50,
      hysteresis: 10,
      holdMs: 3 * MINUTE_MS,
      severity: 'major',
      source: 'Phân cấp cường suất kiểu WMO: trên 50 mm/h (chưa đối chiếu văn bản gốc)',
    },
  ],
} as const satisfies SensorKind
