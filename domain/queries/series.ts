import * as z from 'zod'
import { DataGapRow } from '../dataGap.ts'
import { epochMs, says } from '../schema.ts'
import { EndShape } from '../sources/source.ts'
import { instant, wholeNumber } from './parameters.ts'

/** Most buckets one answer holds: more than the pixels of a chart are of no use to anyone. */
const MAX_POINTS = 5_000

/** The bounds of a series. */
export const FROM = instant('từ lúc này', 'from then on')
export const TO = instant('đến trước lúc này', 'before then')

export const SeriesQuery = z.object({
  from: FROM,
  to: TO,
  points: wholeNumber(1, MAX_POINTS).default(500),
})

const BucketSchema = z.object({
  at: epochMs,
  mean: z.number(),
  min: z.number(),
  max: z.number(),
  count: z.number(),
})
/** Mean, least and greatest of a bucket; `at` its start, epoch ms; `count` samples in it. */
export type Bucket = Readonly<z.output<typeof BucketSchema>>

/** Of a device: whether it has ended. What it told before is answered all the same. */
export const ENDED = EndShape.nullable().meta(
  says(
    'thiết bị đã ngừng sử dụng: lúc nào và do ai; null: vẫn dùng',
    'the device has ended: when and by whom; null: it has not',
  ),
)

export const SeriesSchema = z.object({
  resolution: z.enum(['raw', 'minute', 'hour', 'day']),
  bucketMs: z.number(),
  buckets: z.array(BucketSchema),
  gaps: z
    .array(DataGapRow)
    .meta(says('những khoảng có thể thiếu số liệu', 'stretches of time of which data may be missing')),
  ended: ENDED,
})
