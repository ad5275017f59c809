import type * as z from 'zod/mini'
import {
  CameraAnnounce,
  CameraCount,
  LinkReport,
  MAX_JSON_BYTES,
  MAX_JSON_DEPTH,
  MAX_READINGS,
  MAX_STATISTICS,
  Reading,
  SensorAnnounce,
  Statistic,
  type Status,
  SystemEvent,
} from '../../domain/messages.ts'
import { eventSource, linkSource, statisticsSource } from '../../domain/sourceId.ts'
import { parseTopic, type Topic } from '../../domain/topics.ts'
import {
  type Adapter,
  type Decoded,
  type Items,
  type Path,
  type Refusal,
  type RefusedPart,
  refusal,
} from './adapter.ts'
import { readFields } from './fields.ts'
import { probeJpeg } from './jpegProbe.ts'
import { parseJson } from './json.ts'

const NOTHING: Decoded = { ok: true, is: 'nothing' }
const WHOLE: Path = []

type Device = Extract<Topic, { is: 'sensor' | 'camera' }>

/** The contract that docs and simulators speak: topics of `domain/topics.ts`, payloads of `domain/messages.ts`. */
export const native: Adapter = {
  name: 'native',
  decode({ topic: text, payload }, prefix) {
    const topic = parseTopic(text, prefix)
    if (topic === undefined) return refusal('unknownTopic')
    if (payload.length === 0) return cleared(topic)
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

/** An empty payload clears what a broker remembers of a topic. Of an announcement, a report or a connection it ends what the topic is about. */
function cleared(topic: Topic): Decoded {
  if (topic.is === 'statistics') {
    return { ok: true, is: 'retired', source: statisticsSource(topic.system, topic.unit) }
  }
  if (topic.is === 'link') return { ok: true, is: 'retired', source: linkSource(`${topic.system}/${topic.link}`) }
  const isDevice = topic.is === 'sensor' || topic.is === 'camera'
  return isDevice && topic.message === 'announce'
    ? { ok: true, is: 'retired', source: `${topic.is}/${topic.id}` }
    : NOTHING
}

function decodeDevice(payload: Uint8Array, topic: Device): Decoded | Refusal {
  const { id } = topic
  const source = `${topic.is}/${id}`
  switch (topic.message) {
    case 'announce':
      return topic.is === 'sensor'
        ? decodeWith(payload, SensorAnnounce, source, (announce, refused) => {
            return { ok: true, is: 'sensorAnnounce', id, announce, refused }
          })
        : decodeWith(payload, CameraAnnounce, source, (announce, refused) => {
            return { ok: true, is: 'cameraAnnounce', id, announce, refused }
          })
    case 'status': {
      const status = readStatus(payload)
      if (status === undefined) return { ...refusal('notOneOf', source, { allowed: 'online, offline' }), value: WHOLE }
      return { ok: true, is: topic.is === 'sensor' ? 'sensorStatus' : 'cameraStatus', id, status }
    }
    case 'reading':
      return decodeReadings(payload, id, source)
    case 'frame': {
      const probe = probeJpeg(payload)
      return probe.ok ? { ok: true, is: 'frame', id, jpeg: payload } : refusal(probe.reason, source, probe.params)
    }
    case 'count':
      return decodeWith(payload, CameraCount, source, (count, refused) => {
        return { ok: true, is: 'count', id, count, refused }
      })
  }
}

function readStatus(payload: Uint8Array): Status | undefined {
  if (payload.length > 7) return undefined
  const text = String.fromCharCode(...payload)
  return text === 'online' || text === 'offline' ? text : undefined
}

function decodeReadings(payload: Uint8Array, id: string, source: string): Decoded | Refusal {
  const readings = decodeEach(payload, Reading, MAX_READINGS, source)
  return 'parts' in readings ? { ok: true, is: 'readings', id, readings } : readings
}

function decodeStatistics(payload: Uint8Array, system: string, unit: string): Decoded | Refusal {
  const statistics = decodeEach(payload, Statistic, MAX_STATISTICS, statisticsSource(system, unit))
  return 'parts' in statistics ? { ok: true, is: 'statistics', system, unit, statistics } : statistics
}

function decodeLink(payload: Uint8Array, system: string, link: string): Decoded | Refusal {
  return decodeWith(payload, LinkReport, linkSource(`${system}/${link}`), (report, refused) => {
    return { ok: true, is: 'link', system, link, report, refused }
  })
}

function decodeEvent(payload: Uint8Array, system: string, unit: string): Decoded | Refusal {
  return decodeWith(payload, SystemEvent, eventSource(system, unit), (event, refused) => {
    return { ok: true, is: 'event', system, unit, event, refused }
  })
}

/** One thing or an array of them, each judged alone: a broken one does not take the others of its array along. */
function decodeEach<S extends z.ZodMiniType>(
  payload: Uint8Array,
  schema: S,
  max: number,
  source: string,
): Items<z.output<S>> | Refusal {
  const json = readJson(payload, source)
  if (!json.ok) return json
  const isList = Array.isArray(json.value)
  const items: readonly unknown[] = isList ? (json.value as unknown[]) : [json.value]
  if (items.length === 0) return refusal('noItems', source)
  if (items.length > max) return refusal('tooMany', source, { count: items.length, max })
  const parts: z.output<S>[] = []
  const indexes: number[] = []
  const refused: RefusedPart[] = []
  for (const [index, item] of items.entries()) {
    const fields = readFields(schema, item, isList ? [index] : WHOLE)
    if (fields.ok) {
      parts.push(fields.value)
      indexes.push(index)
      if (fields.refused.length > 0) refused.push(...fields.refused)
    } else refused.push(...fields.refused)
  }
  return { parts, refused, placeOf: (n) => (isList ? [indexes[n] as number] : WHOLE) }
}

function decodeWith<S extends z.ZodMiniType>(
  payload: Uint8Array,
  schema: S,
  source: string,
  make: (said: z.output<S>, refused: readonly RefusedPart[]) => Decoded,
): Decoded | Refusal {
  const json = readJson(payload, source)
  if (!json.ok) return json
  const fields = readFields(schema, json.value, WHOLE)
  return fields.ok ? make(fields.value, fields.refused) : { ok: false, source, ...fields.refused[0] }
}

function readJson(payload: Uint8Array, source: string): { readonly ok: true; readonly value: unknown } | Refusal {
  const json = parseJson(payload)
  if (json.ok) return json
  if (json.reason === 'tooLarge') return refusal(json.reason, source, { bytes: payload.length, max: MAX_JSON_BYTES })
  return refusal(json.reason, source, json.reason === 'tooDeep' ? { max: MAX_JSON_DEPTH } : {})
}
