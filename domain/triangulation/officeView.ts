import type { CameraState } from '../cameras/camera.ts'

/** One one-stop office as three independent witnesses have it. Undefined: that witness does not exist. Times are epoch ms. */
export interface OfficeView {
  readonly camera:
    | {
        readonly state: CameraState['is']
        readonly waiting: number | null
        readonly counters: number | null
        readonly countersStaffed: number | null
        /** Of the people count. */
        readonly at: number | null
        readonly fresh: boolean
      }
    | undefined
  /** Totals of today, and what stands now. */
  readonly queue:
    | {
        readonly ticketsServed: number
        readonly ticketsWaiting: number
        readonly countersOpen: number
        readonly at: number
        readonly fresh: boolean
      }
    | undefined
  readonly intake: { readonly received: number; readonly at: number; readonly fresh: boolean } | undefined
  /** Within the office hours of a working day. */
  readonly isOpen: boolean
  /** Working minutes since it opened today. */
  readonly openMinutes: number
}
