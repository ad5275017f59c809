import { MINUTE_MS } from '../time.ts'
import type { SensorKind } from './sensorKind.ts'

/** `occupancy` is the share of time the detector is covered: the plain measure of a jam. */
export const traffic = {
  label: { vi: 'Giao thông', en: 'Traffic' },
  quantities: {
    flow: { label: { vi: 'Lưu lượng', en: 'Flow' }, unit: 'xe/h', digits: 0, range: [0, 30_000] },
    speed: { label: { vi: 'Tốc độ trung bình', en: 'Mean speed' }, unit: 'km/h', digits: 0, range: [0, 200] },
    occupancy: { label: { vi: 'Độ chiếm dụng', en: 'Occupancy' }, unit: '%', digits: 0, range: [0, 100] },
  },
  primary: 'flow',
  lead: 'transport',
  thresholds: [
    {
      id: 'jam',
      label: { vi: 'Ùn tắc', en: 'Traffic jam' },
      quantity: 'occupancy',
      at: 60,
      hysteresis: 10,
      holdMs: 5 * MINUTE_MS,
      severity: 'minor',
      source: 'Ngưỡng vận hành của trung tâm',
    },
  ],
} as const satisfies SensorKind
