import * as z from 'zod'
import { moment, says } from '../schema.ts'
import { defineFeed, EVERYWHERE } from './feed.ts'

const ThresholdRow = z.object({
  /** `waterLevel/alert1` */
  key: z.string(),
  kind: z.string(),
  threshold: z.string(),
  at: z.number().meta(says('ngưỡng đang áp dụng', 'the limit in force')),
  declared: z.number().meta(says('ngưỡng theo khai báo', 'the limit as declared')),
  changedAt: moment,
  changedBy: z.string().nullable(),
})
export type ThresholdRow = Readonly<z.output<typeof ThresholdRow>>

/** Limits of sensors as they are in force: hub and screens judge by the same. */
export const thresholds = defineFeed({ row: ThresholdRow, key: 'key', see: 'devices.see', place: () => EVERYWHERE })
