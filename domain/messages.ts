import * as z from 'zod/mini'
import { hasLogin } from './cameras/liveAddress.ts'
import { dayFault, parseEpochMs, parseInstant } from './instant.ts'
import { isVisible } from './readableName.ts'
import type { RefusalParams, RefusalReason } from './refusals.ts'

/**
 * Payloads of the native MQTT contract, one schema a message. Unknown keys are dropped, never an error: publishers may say
 * more than the hub reads. Times arrive as ISO 8601 with an offset or as epoch milliseconds and leave here as epoch ms.
 */

/** Why a schema did not take a value, where Zod's own words would not tell the sender what to write: `params` of a custom issue. */
export interface Fault {
  readonly reason: RefusalReason
  readonly params: RefusalParams
}

function fault<T>(context: z.core.ParsePayload<T>, reason: RefusalReason, params: RefusalParams): never {
  context.issues.push({
    code: 'custom',
    message: reason,
    input: context.value,
    params: { reason, params } satisfies Fault,
  })
  return z.NEVER
}

/** Epoch ms. Only form is checked here; whether the moment is plausible is the ingest's question, it knows the time. */
const Instant = z.pipe(
  z.union([z.number(), z.string()]),
  z.transform((said, context): number => {
    const parsed = typeof said === 'number' ? parseEpochMs(said) : parseInstant(said)
    return parsed.ok ? parsed.at : fault(context, parsed.fault, { instead: parsed.instead })
  }),
)

/** A day in Cần Thơ, `YYYY-MM-DD`. */
const Period = z.pipe(
  z.string(),
  z.transform((said, context): string => {
    const wrong = dayFault(said)
    return wrong === undefined ? said : fault(context, wrong.fault, { instead: wrong.instead })
  }),
)

const MAX_LABEL = 120

/** What people read, on any screen: NFC, one line, no control characters, bounded. Markup stays text. */
const Label = z.pipe(
  z.string(),
  z.transform((said, context): string => {
    return readLabel(said) ?? fault(context, 'textLength', { min: 1, max: MAX_LABEL })
  }),
)

/** What people read, as it is kept: NFC, one line, no control characters; undefined for what shows nothing, or is too long. */
export function readLabel(said: string): string | undefined {
  // Decomposed, a Vietnamese letter is up to three characters: the length counts after composition.
  const label = said
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    // Half of a letter of two: no encoding can carry it on.
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim()
  return isVisible(label) && label.length <= MAX_LABEL ? label : undefined
}

/** Text of one form. @param instead an example of it, for who wrote another */
const shaped = (form: RegExp, instead: string) =>
  z.pipe(
    z.string(),
    z.transform((said, context): string => (form.test(said) ? said : fault(context, 'textForm', { instead }))),
  )

const LiveUrl = z.pipe(
  shaped(/^https?:\/\/.{1,490}$/, 'https://camera.example/1'),
  z.transform((said, context): string => (hasLogin(said) ? fault(context, 'passwordInAddress', {}) : said)),
)

const Commune = shaped(/^[a-z0-9-]{1,16}$/, '31135')
/**
 * A device may say no position, and one that is doubtful is taken and marked (`domain/units/devicePlace.ts`). What is no place on Earth falls
 * alone, but for a pair that is one the other way round: who exchanged longitude and latitude is told so.
 */
const Degrees = z.optional(z.number().check(z.gte(-180), z.lte(180)))
const isOnEarth = z.check<{ lng?: number | undefined; lat?: number | undefined }>(({ value: { lng, lat }, issues }) => {
  if (lat === undefined || Math.abs(lat) <= 90 || (lng !== undefined && Math.abs(lng) <= 90)) return
  const params: Fault = { reason: 'outOfBounds', params: { bound: lat > 0 ? '≤ 90' : '≥ -90' } }
  issues.push({ code: 'custom', message: 'outOfBounds', input: lat, path: ['lat'], params: { ...params } })
})
/** Seconds between reports that the source promises: one second to a day. */
const Every = z.number().check(z.gte(1), z.lte(86_400))
const Count = z.number().check(z.int(), z.gte(0), z.lte(1e9))

export const SensorAnnounce = z
  .object({
    kind: z.string().check(z.maxLength(64)),
    name: Label,
    commune: Commune,
    lng: Degrees,
    lat: Degrees,
    every: Every,
    simulated: z._default(z.boolean(), false),
  })
  .check(isOnEarth)
export type SensorAnnounce = z.output<typeof SensorAnnounce>

export const Status = z.enum(['online', 'offline'])
export type Status = z.output<typeof Status>

export const Reading = z.object({
  at: Instant,
  values: z.record(z.string().check(z.maxLength(64)), z.number()),
})
/** `at` epoch ms; `values` by the names the sensor kind declares, in that kind's units. */
export type Reading = z.output<typeof Reading>

/** Readings in one message when a sensor catches up. */
export const MAX_READINGS = 1_000

export const Readings = z.union([
  z.pipe(
    Reading,
    z.transform((reading) => [reading]),
  ),
  z.array(Reading).check(z.minLength(1), z.maxLength(MAX_READINGS)),
])

/** Where a camera's video is; several ways where it has several. */
const Live = z.object({ type: z.enum(['whep', 'hls', 'mjpeg', 'mse-go2rtc', 'jpeg-mqtt', 'jpeg-poll']), url: LiveUrl })

const Lives = z.array(Live).check(z.maxLength(3))
/** A union would say that nothing fits, and not what is wrong with what was said. */
const OneOrSeveralLive = z.pipe(
  z.unknown(),
  z.transform((said, context): z.output<typeof Live> | z.output<typeof Lives> => {
    const parsed = Array.isArray(said) ? Lives.safeParse(said) : Live.safeParse(said)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: said } as z.core.$ZodRawIssue)
    return z.NEVER
  }),
)

export const CameraAnnounce = z
  .object({
    name: Label,
    commune: Commune,
    lng: Degrees,
    lat: Degrees,
    office: z.optional(Label),
    noticePosted: z.optional(z.boolean()),
    live: z.optional(OneOrSeveralLive),
    every: z.optional(Every),
    simulated: z._default(z.boolean(), false),
  })
  .check(isOnEarth)
export type CameraAnnounce = z.output<typeof CameraAnnounce>

/** Absent: not known. */
export const CameraCount = z.object({
  at: Instant,
  waiting: z.optional(Count),
  counters: z.optional(Count),
  countersStaffed: z.optional(Count),
})
export type CameraCount = z.output<typeof CameraCount>

export const Statistic = z.object({
  period: Period,
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

/** The id is a key: two spellings of one word must not make two events, and nothing invisible may hide in it. */
const EventId = z.pipe(
  z.string(),
  z.transform((said, context): string => {
    const id = said.normalize('NFC')
    if (id.length === 0 || id.length > MAX_LABEL) return fault(context, 'textLength', { min: 1, max: MAX_LABEL })
    return !isVisible(id) || /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(id) ? fault(context, 'invisibleText', {}) : id
  }),
)

export const SystemEvent = z.object({
  id: EventId,
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
/** Up to here a message that is too large is looked at, so that its sender is told; what is larger ends the connection. */
export const MAX_SEEN_BYTES = 1024 * 1024
export const MAX_FRAME_WIDTH = 1920
export const MAX_FRAME_HEIGHT = 1080
/** A device may be this far ahead of the hub; further is a wrong clock. */
export const MAX_FUTURE_MS = 5 * 60_000
