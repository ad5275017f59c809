import * as z from 'zod'
import { epochMs, moment, says } from '../schema.ts'
import { misplaced } from '../units/misplacement.ts'

/** What a source's clock shows, judged by what it sends: `ahead` of the hub's or `behind` it by more than minutes. */
const ClockStateShape = z.enum(['right', 'ahead', 'behind'])
export type ClockState = z.output<typeof ClockStateShape>

const RivalsShape = z
  .object({ since: epochMs, seenAt: epochMs, clients: z.array(z.string()).readonly() })
  .meta(says('hai nơi cùng gửi cho nguồn này', 'two senders that speak for this source'))
/** Two senders that speak for one source: since when, seen last when (epoch ms), and as which clients, where the broker tells them apart. */
export type Rivals = Readonly<z.output<typeof RivalsShape>>

export const SourceRow = z.object({
  /** `sensor/TG-01`, `camera/…`, `statistics/oneStop/31135`, `event/…`; `unknown` for what nobody announced. */
  id: z.string(),
  unit: z.string().nullable(),
  everyMs: z.number().nullable(),
  /** What a device says of being online, unless newer data of it say otherwise; null for systems, and where nothing was said. */
  status: z.enum(['online', 'offline']).nullable(),
  /** Of the newest accepted message the time by the device's own clock, and of the last the time of receipt; epoch ms. */
  lastAt: moment,
  lastReceivedAt: moment,
  /** As `asOf` in `domain/freshness.ts`, of its newest live message; of a frame its receipt. */
  asOf: moment.meta(
    says(
      'mốc tính tuổi của số liệu mới nhất theo giờ trung tâm: giờ thiết bị, đã bù phần đồng hồ chậm',
      'the moment from which the age of its newest data counts, on the hub clock: the device time, with what its clock lags put right',
    ),
  ),
  nextWithinMs: z
    .number()
    .nullable()
    .meta(
      says(
        'chu kỳ của loại tin mà asOf tính từ đó, ms: với camera là chu kỳ hình hoặc số đếm, loại nào còn hiệu lực lâu hơn',
        'promised interval of what asOf counts from, ms: of a camera that of its pictures or its counts, whichever holds longer',
      ),
    ),
  countedSince: epochMs.meta(
    says(
      'từ lúc nào các số accepted, refused, duplicates, late được đếm: lần khởi động gần nhất của trung tâm, hoặc lúc nguồn bắt đầu lại',
      'since when accepted, refused, duplicates and late are counted: the last start of the hub, or when the source began anew',
    ),
  ),
  accepted: z.number(),
  refused: z.number(),
  /** When something of it was refused last. */
  lastRefusedAt: moment,
  acceptedSince: z
    .number()
    .meta(says('số bản tin được nhận kể từ lần bị từ chối cuối', 'messages accepted since the last refusal')),
  duplicates: z.number(),
  /** Older than what was known: went to history only. */
  late: z.number(),
  /** Receive time minus device time of the last message that had one, accepted or not, ms; negative: the device is ahead. */
  skewMs: z.number().nullable(),
  /** null while nothing tells. */
  clock: ClockStateShape.nullable(),
  /** When the clock was measured last, epoch ms on the hub's. */
  measuredAt: moment,
  /** null where none were ever found. */
  rivals: RivalsShape.nullable(),
  simulated: z.boolean(),
  /** Of a sensor or a camera: what is doubtful of the position it announced. */
  misplaced,
})
/** Health of one source: a sensor, a camera, or one unit of a system. */
export type Source = Readonly<z.output<typeof SourceRow>>

export const RetiredRow = z.object({
  /** As `Source.id`. */
  id: z.string(),
  /** As the device was announced; absent for what has no name of its own. */
  name: z.string().nullish(),
  unit: z.string().nullable(),
  /** When it ended, epoch ms. */
  at: epochMs,
  /** The person who ended it; null: the source itself said so. */
  by: z.string().nullable(),
})
export const EndShape = RetiredRow.pick({ at: true, by: true })
/** A source that has ended: it is no longer expected, nor counted, and its history stays. */
export type Retired = Readonly<z.output<typeof RetiredRow>>
