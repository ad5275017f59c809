import * as z from 'zod'
import { epochMs, moment, says } from '../schema.ts'
import { parseSourceId } from '../sourceId.ts'
import { isName } from '../topics.ts'

/** Stands for every unit of a system, and at the end of a pattern for whatever follows. */
export const ALL = '*'

/** For whom an account speaks. */
const SpeakerShape = z.discriminatedUnion('is', [
  /** One sensor or camera, by the id of its source: `sensor/TG-01`. */
  z.object({ is: z.literal('device'), device: z.string() }),
  z.object({
    is: z.literal('gateway'),
    label: z.string(),
    patterns: z
      .array(z.string())
      .readonly()
      .meta(says('mã thiết bị; * ở cuối: mọi mã bắt đầu như vậy', 'ids of devices; * at the end: all that begin so')),
  }),
  z.object({
    is: z.literal('system'),
    system: z.string(),
    units: z
      .array(z.string())
      .readonly()
      .meta(says('mã đơn vị; *: mọi đơn vị và các kết nối', 'codes of units; *: all of them, and its connections')),
    otherMap: z
      .array(z.string())
      .readonly()
      .optional()
      .meta(
        says(
          'đơn vị của bản đồ khác, như 2021:31120: tài khoản không gửi được cho đơn vị nào thay vào',
          'units of another map, like 2021:31120, which have none in this one: the account speaks for nothing in their place',
        ),
      ),
  }),
])
export type Speaker = Readonly<z.output<typeof SpeakerShape>>

/** Who may speak to the broker by a name and a secret. The secret itself is nowhere: whoever made it was shown it once. */
export const MqttAccountRow = z.object({
  /** The MQTT user name. */
  name: z.string(),
  speaks: SpeakerShape,
  createdAt: epochMs,
  createdBy: z.string(),
  /** Since when the present secret holds. */
  secretAt: epochMs,
  /** null while it holds. */
  endedAt: moment,
  endedBy: z.string().nullable(),
})
export type MqttAccount = Readonly<z.output<typeof MqttAccountRow>>

/** Whether an id of a device, or the beginning of several (`sensor/MN-*`), is one that a gateway may be given. */
export function isGatewayPattern(pattern: string): boolean {
  const named = parseSourceId(pattern.endsWith(ALL) ? `${pattern.slice(0, -1)}x` : pattern)
  return named !== undefined && (named.is === 'sensor' || named.is === 'camera') && isName(named.id)
}

/** Whether a pattern of a gateway covers a source. */
function isCovered(source: string, pattern: string): boolean {
  return pattern.endsWith(ALL) ? source.startsWith(pattern.slice(0, -1)) : source === pattern
}

/** Whether an account speaks for a source: a device for itself, a gateway for its patterns, a system for its units. */
export function speaksFor(speaks: Speaker, source: string): boolean {
  if (speaks.is === 'device') return speaks.device === source
  if (speaks.is === 'gateway') return speaks.patterns.some((pattern) => isCovered(source, pattern))
  const named = parseSourceId(source)
  if (named === undefined || !('system' in named) || named.system !== speaks.system) return false
  return speaks.units.includes(ALL) || ('unit' in named && speaks.units.includes(named.unit))
}

/** Whether an account may listen to a filter: a device to what is said under its own id, nobody else to anything. */
export function mayHear(speaks: Speaker, filter: string, prefix: string): boolean {
  return speaks.is === 'device' && filter.startsWith(`${prefix}/${speaks.device}/`)
}

/**
 * The MQTT user name of a new account: letters, digits, `.`, `_` and `-`, since Mosquitto takes no colon in a name.
 * @param isTaken whether there is an account of that name already; a number is added then
 */
export function accountName(speaks: Speaker, isTaken: (name: string) => boolean): string {
  const called =
    speaks.is === 'device'
      ? speaks.device.replace('/', '-')
      : `${speaks.is}-${speaks.is === 'gateway' ? speaks.label : speaks.system}`
  const name = called
    .normalize('NFD')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 80)
  if (!isTaken(name)) return name
  for (let n = 2; ; n++) if (!isTaken(`${name}-${n}`)) return `${name}-${n}`
}
