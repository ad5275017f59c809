import { MINUTE_MS } from '../time.ts'
import type { SensorKind } from './sensorKind.ts'

const SOURCE = 'QĐ 05/2020/QĐ-TTg, trạm thủy văn Cần Thơ (sông Hậu)'

/** Stage over the station's own zero. Two gauges do not share a datum: never compare their metres. */
export const waterLevel = {
  label: { vi: 'Mực nước', en: 'Water level' },
  quantities: {
    level: { label: { vi: 'Mực nước', en: 'Stage' }, unit: 'm', digits: 2, range: [-3, 6] },
  },
  primary: 'level',
  lead: 'civilDefence',
  thresholds: [
    {
      id: 'alert1',
      label: { vi: 'Báo động I', en: 'Flood alert I' },
      quantity: 'level',
      at: 1.8,
      hysteresis: 0.03,
      holdMs: 2 * MINUTE_MS,
      severity: 'minor',
      source: SOURCE,
    },
    {
      id: 'alert2',
      label: { vi: 'Báo động II', en: 'Flood alert II' },
      quantity: 'level',
      at: 1.9,
      hysteresis: 0.03,
      holdMs: 2 * MINUTE_MS,
      severity: 'major',
      source: SOURCE,
    },
    {
      id: 'alert3',
      label: { vi: 'Báo động III', en: 'Flood alert III' },
      quantity: 'level',
      at: 2,
      hysteresis: 0.03,
      holdMs: 2 * MINUTE_MS,
      severity: 'critical',
      source: SOURCE,
    },
  ],
} as const satisfies SensorKind
