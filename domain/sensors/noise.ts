import { MINUTE_MS } from '../time.ts'
import type { SensorKind } from './sensorKind.ts'

export const noise = {
  label: { vi: 'Tiếng ồn', en: 'Noise' },
  quantities: {
    laeq: { label: { vi: 'Mức ồn tương đương', en: 'Equivalent level' }, unit: 'dBA', digits: 1, range: [10, 150] },
  },
  primary: 'laeq',
  lead: 'environment',
  thresholds: [
    {
      id: 'day',
      label: { vi: 'Ồn trên 70 dBA', en: 'Noise over 70 dBA' },
      quantity: 'laeq',
      at: 70,
      hysteresis: 2,
      holdMs: 15 * MINUTE_MS,
      severity: 'info',
      source: 'Trị số ban ngày khu vực thông thường, QCVN 26:2010 (bản 2025 chưa đối chiếu)',
    },
  ],
} as const satisfies SensorKind
