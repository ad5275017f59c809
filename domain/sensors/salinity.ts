import { MINUTE_MS } from '../time.ts'
import type { SensorKind } from './sensorKind.ts'

export const salinity = {
  label: { vi: 'Độ mặn', en: 'Salinity' },
  quantities: {
    salinity: { label: { vi: 'Độ mặn', en: 'Salinity' }, unit: '‰', digits: 2, range: [0, 45] },
    temperature: { label: { vi: 'Nhiệt độ nước', en: 'Water temperature' }, unit: '°C', digits: 1, range: [5, 45] },
  },
  primary: 'salinity',
  lead: 'civilDefence',
  thresholds: [
    {
      id: 'caution',
      label: { vi: 'Mặn trên 1 ‰', en: 'Salinity over 1 ‰' },
      quantity: 'salinity',
      at: 1,
      hysteresis: 0.1,
      holdMs: 10 * MINUTE_MS,
      severity: 'minor',
      source: 'Ngưỡng thận trọng cho sinh hoạt và cây ăn trái ở đồng bằng',
    },
    {
      id: 'front',
      label: { vi: 'Ranh mặn 4 ‰', en: 'Saline front 4 ‰' },
      quantity: 'salinity',
      at: 4,
      hysteresis: 0.2,
      holdMs: 10 * MINUTE_MS,
      severity: 'major',
      source: 'Ranh mặn 4 g/l trong các bản tin xâm nhập mặn',
    },
  ],
} as const satisfies SensorKind
