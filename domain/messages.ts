import * as z from 'zod/mini'
import { isDay } from './time.ts'

/**
 * Payloads of the native MQTT contract, one schema a message. Unknown keys are dropped, never an error: publishers may say
 * more than the hub reads. Times arrive as ISO 8601 with an offset or as epoch milliseconds and leave here as epoch ms.
 */

const isoWithOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/

/** Epoch ms. Only form is checked here; whether the moment is plausible is the ingest's question, it knows the time. */
const Instant = z.pipe(
  z.union([z.number(), z.string().check(z.regex(isoWithOffset))]),
  z.transform((at, context) => {
    const ms = typeof at === 'number' ? at : Date.parse(at)
    if (Number.isFinite(ms) && Math.abs(ms) < 8.64e15) return Math.round(ms)
    context.issues.push({ code: 'custom', message: 'not a moment in time', input: at })
    return z.NEVER
  }),
)

/** What people read, on any screen: NFC, one line, no control characters, bounded. Markup stays text. */
const Label = z.pipe(
  z.string().check(z.minLength(1), z.maxLength(120)),
  z.transform((text) =>
    text
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
      .trim(),
  ),
)

const Commune = z.string().check(z.regex(/^[a-z0-9-]{1,16}$/))
const Longitude = z.number().check(z.gte(-180), z.lte(180))
const Latitude = z.number().check(z.gte(-90), z.lte(90))
/** Seconds between reports that the source promises: one second to a day. */
const Every = z.number().check(z.gte(1), z.lte(86_400))
const Count = z.number().check(z.int(), z.gte(0), z.lte(1e9))

export const SensorAnnounce = z.object({
  kind: z.string().check(z.maxLength(64)),
  name: Label,
  commune: Commune,
  lng: Longitude,
  lat: Latitude,
  every: Every,
  simulated: z._default(z.boolean(), false),
})
export type SensorAnnounce = z.output<typeof SensorAnnounce>

export const Status = z.enum(['online', 'offline'])
export type Status = z.output<typeof Status>

export const Reading = z.object({
  at: Instant,
  values: z.record(z.string().check(z.maxLength(64)), z.number()),
})
/** `at` epoch ms; `values` by the names the sensor kind declares, in that kind's units. */
export type Reading = z.output<typeof Reading>

/** One reading, or up to 1,000 of them when a sensor catches up. */
export const Readings = z.union([
  z.pipe(
    Reading,
    z.transform((reading) => [reading]),
  ),
  z.array(Reading).check(z.minLength(1), z.maxLength(1000)),
])

export const CameraAnnounce = z.object({
  name: Label,
  commune: Commune,
  lng: Longitude,
  lat: Latitude,
  office: z.optional(Label),
  noticePosted: z.optional(z.boolean()),
  live: z.optional(
    z.object({
      type: z.enum(['whep', 'hls', 'mse-go2rtc', 'jpeg-mqtt', 'jpeg-poll']),
      url: z.string().check(z.maxLength(500), z.regex(/^https?:\/\//)),
    }),
  ),
  every: z.optional(Every),
  simulated: z._default(z.boolean(), false),
})
export type CameraAnnounce = z.output<typeof CameraAnnounce>

export const CameraCount = z.object({ at: Instant, waiting: Count, counters: Count, countersStaffed: Count })
export type CameraCount = z.output<typeof CameraCount>

export const Statistic = z.object({
  /** A day in Cần Thơ, `YYYY-MM-DD`. */
  period: z.string().check(z.refine(isDay, 'not a calendar day')),
  at: Instant,
  counts: z.record(z.string().check(z.maxLength(64)), Count),
  simulated: z._default(z.boolean(), false),
})
export type Statistic = z.output<typeof Statistic>

/** Reports in one message when a system catches up: more than a year of days. */
export const MAX_STATISTICS = 400

/**
 * How a connection stands. `since`: since when it has; `lastSuccess`: when something last went through.
 */
export const LinkReport = z.object({
  at: Instant,
  state: z.enum(['up', 'down']),
  since: z.optional(Instant),
  lastSuccess: z.optional(Instant),
  simulated: z._default(z.boolean(), false),
})
export type LinkReport = z.output<typeof LinkReport>

export const SystemEvent = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(120)),
  at: Instant,
  severity: z.enum(['info', 'minor', 'major', 'critical']),
  title: Label,
  state: z.enum(['open', 'closed']),
  simulated: z._default(z.boolean(), false),
})
export type SystemEvent = z.output<typeof SystemEvent>

/** Largest JSON payload taken, bytes: 1,000 catching-up readings of an air station fit. */
export const MAX_JSON_BYTES = 256 * 1024
export const MAX_JSON_DEPTH = 16
export const MAX_FRAME_BYTES = 256 * 1024
export const MAX_FRAME_WIDTH = 1920
export const MAX_FRAME_HEIGHT = 1080
/** A device may be this far ahead of the hub; further is a wrong clock. */
export const MAX_FUTURE_MS = 5 * 60_000
