import { camerasOnline } from './camerasOnline.ts'
import { cityAqi } from './cityAqi.ts'
import { floodStage } from './floodStage.ts'
import { honestOnTimeRate } from './honestOnTimeRate.ts'
import type { Kpi } from './kpi.ts'
import { officesOverCapacity } from './officesOverCapacity.ts'
import { onlineShare } from './onlineShare.ts'
import { onTimeRate } from './onTimeRate.ts'
import { pendingOverdue } from './pendingOverdue.ts'
import { receivedToday } from './receivedToday.ts'
import { satisfactionRate } from './satisfactionRate.ts'
import { waitingNow } from './waitingNow.ts'

/** Every KPI, in the order in which screens show them. */
export const KPIS = {
  onTimeRate,
  honestOnTimeRate,
  onlineShare,
  pendingOverdue,
  satisfactionRate,
  receivedToday,
  waitingNow,
  officesOverCapacity,
  camerasOnline,
  cityAqi,
  floodStage,
} satisfies Record<string, Kpi>
export type KpiId = keyof typeof KPIS
