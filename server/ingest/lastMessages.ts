import { LRUCache } from 'lru-cache'
import type { Accepted } from './accepted.ts'
import type { Incoming } from './incoming.ts'

/** A message as it came. */
export interface LastMessage {
  readonly topic: string
  /** Its bytes as text. */
  readonly body: string
  /** Hub clock, epoch ms. */
  readonly receivedAt: number
}

/** How many are kept: the devices of a city and some weeks of its systems' days. The one that was not asked or told for longest gives way. */
const MOST_KEPT = 50_000
/** A longer one, a sensor or system catching up, is rebuilt from what was kept of it. */
const MAX_BYTES = 4_096

/** The newest messages as they came, in memory: what explanations show. After a restart there are none. */
export interface LastMessages {
  keep(accepted: Accepted, incoming: Incoming): void
  reading(sensor: string): LastMessage | undefined
  count(camera: string): LastMessage | undefined
  /** Of a system's report of a unit's day. */
  statistic(system: string, unit: string, period: string): LastMessage | undefined
}

export function createLastMessages(): LastMessages {
  // One character a byte: the cheapest way to keep bytes on the hot path.
  const kept = new LRUCache<string, { topic: string; bytes: string; receivedAt: number }>({ max: MOST_KEPT })
  const get = (key: string): LastMessage | undefined => {
    const message = kept.get(key)
    if (message === undefined) return undefined
    const { topic, bytes, receivedAt } = message
    return { topic, body: Buffer.from(bytes, 'latin1').toString('utf8'), receivedAt }
  }

  return {
    keep(accepted, { topic, payload, receivedAt }) {
      if (accepted.is !== 'readings' && accepted.is !== 'count' && accepted.is !== 'statistics') return
      const bytes =
        payload.length > MAX_BYTES
          ? undefined
          : Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString('latin1')
      const put = (key: string) => {
        if (bytes === undefined) kept.delete(key)
        else kept.set(key, { topic, bytes, receivedAt })
      }
      if (accepted.is === 'readings') put(`sensor/${accepted.id}`)
      else if (accepted.is === 'count') put(`camera/${accepted.id}`)
      else for (const { system, unit, period } of accepted.reports) put(`statistics/${system}/${unit}/${period}`)
    },
    reading: (id) => get(`sensor/${id}`),
    count: (id) => get(`camera/${id}`),
    statistic: (system, unit, period) => get(`statistics/${system}/${unit}/${period}`),
  }
}
