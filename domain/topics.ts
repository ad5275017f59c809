import { cameraSource, eventSource, linkSource, sensorSource, statisticsSource } from './sourceId.ts'

/**
 * The topics of the native MQTT contract. `formatTopic` and `parseTopic` are inverses; nobody else cuts a topic up.
 * The prefix (`ioc/v1` by default) may have several levels.
 */
export const DEFAULT_PREFIX = 'ioc/v1'

export type SensorMessage = 'announce' | 'status' | 'reading'
export type CameraMessage = 'announce' | 'status' | 'frame' | 'count'

export type Topic =
  | { readonly is: 'sensor'; readonly id: string; readonly message: SensorMessage }
  | { readonly is: 'camera'; readonly id: string; readonly message: CameraMessage }
  | { readonly is: 'statistics'; readonly system: string; readonly unit: string }
  | { readonly is: 'event'; readonly system: string; readonly unit: string }
  | { readonly is: 'link'; readonly system: string; readonly link: string }
  | { readonly is: 'hub'; readonly id: string }

const SENSOR_MESSAGES: readonly string[] = ['announce', 'status', 'reading'] satisfies SensorMessage[]
const CAMERA_MESSAGES: readonly string[] = ['announce', 'status', 'frame', 'count'] satisfies CameraMessage[]

/**
 * One topic level that names something: ASCII letters, digits, `.`, `_`, `-`, `:`; at most 64; begins with a letter or a
 * digit. Narrow on purpose: look-alikes, `..`, NUL, wildcards and `$SYS` never become a key, a file name or a room.
 */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/

export function isName(text: string): boolean {
  return NAME.test(text) && !text.includes('..')
}

export function formatTopic(topic: Topic, prefix = DEFAULT_PREFIX): string {
  switch (topic.is) {
    case 'sensor':
    case 'camera':
      return `${prefix}/${topic.is}/${topic.id}/${topic.message}`
    case 'statistics':
    case 'event':
      return `${prefix}/${topic.is}/${topic.system}/${topic.unit}`
    case 'link':
      return `${prefix}/link/${topic.system}/${topic.link}`
    case 'hub':
      return `${prefix}/hub/${topic.id}/status`
  }
}

/** Who a topic says its message is from, as sources are called; undefined for a hub, which is none. */
export function sourceOf(topic: Topic): string | undefined {
  switch (topic.is) {
    case 'sensor':
      return sensorSource(topic.id)
    case 'camera':
      return cameraSource(topic.id)
    case 'statistics':
      return statisticsSource(topic.system, topic.unit)
    case 'event':
      return eventSource(topic.system, topic.unit)
    case 'link':
      return linkSource(`${topic.system}/${topic.link}`)
    case 'hub':
      return undefined
  }
}

/** Whether the contract has the broker remember the last message of a topic, for whoever subscribes later. */
export function isRetained(topic: Topic): boolean {
  switch (topic.is) {
    case 'sensor':
    case 'camera':
      return topic.message === 'announce' || topic.message === 'status'
    case 'statistics':
    case 'link':
    case 'hub':
      return true
    case 'event':
      return false
  }
}

/** The topic's parts, or undefined when it is not one of the contract's. */
export function parseTopic(text: string, prefix = DEFAULT_PREFIX): Topic | undefined {
  if (!text.startsWith(`${prefix}/`) || text.length > prefix.length + 200) return undefined
  const levels = text.slice(prefix.length + 1).split('/')
  const [is, a, b] = levels
  if (levels.length !== 3 || a === undefined || b === undefined || !isName(a) || !isName(b)) return undefined
  if (is === 'sensor' && SENSOR_MESSAGES.includes(b)) return { is, id: a, message: b as SensorMessage }
  if (is === 'camera' && CAMERA_MESSAGES.includes(b)) return { is, id: a, message: b as CameraMessage }
  if (is === 'statistics' || is === 'event') return { is, system: a, unit: b }
  if (is === 'link') return { is, system: a, link: b }
  if (is === 'hub' && b === 'status') return { is, id: a }
  return undefined
}
