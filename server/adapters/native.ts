import * as z from 'zod/mini'
import {
  CameraAnnounce,
  CameraCount,
  LinkReport,
  MAX_STATISTICS,
  Reading,
  SensorAnnounce,
  Statistic,
  type Status,
  SystemEvent,
} from '../../domain/messages.ts'
import { parseTopic, type Topic } from '../../domain/topics.ts'
import { type Adapter, type Decoded, type Refusal, type RefusedPart, refusal } from './adapter.ts'
import { probeJpeg } from './jpegProbe.ts'
import { parseJson } from './json.ts'

/** Readings in one message when a sensor catches up. */
const MAX_READINGS = 1000
const NOTHING: Decoded = { ok: true, is: 'nothing' }

type Device = Extract<Topic, { is: 'sensor' | 'camera' }>

/** The contract that docs and simulators speak: topics of `domain/topics.ts`, payloads of `domain/messages.ts`. */
export const native: Adapter = {
  name: 'native',
  subscriptions: (prefix) => [`${prefix}/#`],
  decode({ topic: text, payload }, prefix) {
    const topic = parseTopic(text, prefix)
    if (topic === undefined) return refusal('unknownTopic')
    switch (topic.is) {
      case 'hub':
        return NOTHING
      case 'statistics':
        return decodeStatistics(payload, topic.system, topic.unit)
      case 'link':
        return decodeLink(payload, topic.system, topic.link)
      case 'event':
        return decodeEvent(payload, topic.system, topic.unit)
      default:
        return decodeDevice(payload, topic)
    }
  },
}

function decodeDevice(payload: Uint8Array, topic: Device): Decoded | Refusal {
  const { id } = topic
  const source = `${topic.is}/${id}`
  switch (topic.message) {
    case 'announce': {
      // An empty retained message clears the broker's memory; it does not unmake the device.
      if (payload.length === 0) return NOTHING
      return topic.is === 'sensor'
        ? decodeWith(payload, SensorAnnounce, source, (announce) =>
            announce.name === '' ? undefined : { ok: true, is: 'sensorAnnounce', id, announce },
          )
        : decodeWith(payload, CameraAnnounce, source, (announce) =>
            announce.name === '' ? undefined : { ok: true, is: 'cameraAnnounce', id, announce },
          )
    }
    case 'status': {
      if (payload.length === 0) return NOTHING
      const status = readStatus(payload)
      if (status === undefined) return refusal('schema', source, 'online or offline')
      return { ok: true, is: topic.is === 'sensor' ? 'sensorStatus' : 'cameraStatus', id, status }
    }
    case 'reading':
      return decodeReadings(payload, id, source)
    case 'frame': {
      const probe = probeJpeg(payload)
      return probe.ok ? { ok: true, is: 'frame', id, jpeg: payload } : refusal(probe.reason, source)
    }
    case 'count':
      return decodeWith(payload, CameraCount, source, (count) => ({ ok: true, is: 'count', id, count }))
  }
}

function readStatus(payload: Uint8Array): Status | undefined {
  if (payload.length > 7) return undefined
  const text = String.fromCharCode(...payload)
  return text === 'online' || text === 'offline' ? text : undefined
}

function decodeReadings(payload: Uint8Array, id: string, source: string): Decoded | Refusal {
  const items = decodeEach(payload, Reading, MAX_READINGS, source)
  return items.ok ? { ok: true, is: 'readings', id, readings: items.parts, refused: items.refused } : items
}

function decodeStatistics(payload: Uint8Array, system: string, unit: string): Decoded | Refusal {
  if (payload.length === 0) return NOTHING
  const items = decodeEach(payload, Statistic, MAX_STATISTICS, `statistics/${system}/${unit}`)
  if (!items.ok) return items
  return { ok: true, is: 'statistics', system, unit, statistics: items.parts, refused: items.refused }
}

/** One thing or an array of them, each judged alone: a broken one does not take the others of its array along. */
function decodeEach<S extends z.ZodMiniType>(
  payload: Uint8Array,
  schema: S,
  most: number,
  source: string,
): { readonly ok: true; readonly parts: readonly z.output<S>[]; readonly refused: readonly RefusedPart[] } | Refusal {
  const json = parseJson(payload)
  if (!json.ok) return refusal(json.reason, source)
  const items: readonly unknown[] = Array.isArray(json.value) ? json.value : [json.value]
  if (items.length === 0 || items.length > most) return refusal('schema', source, `1 to ${most} in one message`)
  const parts: z.output<S>[] = []
  const refused: RefusedPart[] = []
  for (const part of items) {
    const parsed = z.safeParse(schema, part)
    if (parsed.success) parts.push(parsed.data)
    else refused.push({ reason: 'schema', detail: firstIssue(parsed.error), part })
  }
  return { ok: true, parts, refused }
}

function decodeLink(payload: Uint8Array, system: string, link: string): Decoded | Refusal {
  if (payload.length === 0) return NOTHING
  return decodeWith(payload, LinkReport, `link/${system}/${link}`, (report) => ({
    ok: true,
    is: 'link',
    system,
    link,
    report,
  }))
}

function decodeEvent(payload: Uint8Array, system: string, unit: string): Decoded | Refusal {
  return decodeWith(payload, SystemEvent, `event/${system}/${unit}`, (said) => {
    // The id is a key: two spellings of one word must not make two events, and nothing invisible may hide in it.
    const id = said.id.normalize('NFC')
    if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(id) || said.title === '') return undefined
    return { ok: true, is: 'event', system, unit, event: { ...said, id } }
  })
}

function decodeWith<S extends z.ZodMiniType>(
  payload: Uint8Array,
  schema: S,
  source: string,
  make: (said: z.output<S>) => Decoded | undefined,
): Decoded | Refusal {
  const json = parseJson(payload)
  if (!json.ok) return refusal(json.reason, source)
  const parsed = z.safeParse(schema, json.value)
  if (!parsed.success) return refusal('schema', source, firstIssue(parsed.error))
  return make(parsed.data) ?? refusal('schema', source, 'a name that shows nothing')
}

/** `values.level: Invalid input`: enough to find the field, short enough for a table. */
function firstIssue(error: z.core.$ZodError): string {
  const [issue] = error.issues
  if (issue === undefined) return ''
  const path = issue.path.map(String).join('.').slice(0, 60)
  return `${path === '' ? 'payload' : path}: ${issue.message}`.slice(0, 100)
}
