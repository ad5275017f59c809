import type { Clock } from '../../simulators/clock.ts'
import type { Link } from '../../simulators/link.ts'

/** A clock turned by hand, in steps as fine as the city's schedule looks at it. */
export interface CityClock extends Clock {
  /** Turns it on, 50 ms at a time, letting what was begun finish in between. */
  advance(ms: number): Promise<void>
}

export function cityClock(at: string): CityClock {
  let now = Date.parse(at)
  const ticks = new Set<() => void>()
  return {
    now: () => now,
    every(_ms, tick) {
      ticks.add(tick)
      return () => void ticks.delete(tick)
    },
    async advance(ms) {
      const end = now + ms
      while (now < end) {
        now = Math.min(end, now + 50)
        for (const tick of ticks) tick()
        if (now % 1000 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

export interface Published {
  readonly topic: string
  readonly payload: Uint8Array
  readonly qos: 0 | 1
  readonly retain: boolean
}

/** A link that keeps what goes over it; it can be cut. */
export function recordingLink(): Pick<Link, 'publish' | 'room' | 'connected'> & {
  published: Published[]
  cut: boolean
} {
  const link = {
    published: [] as Published[],
    cut: false,
    publish(topic: string, payload: string | Uint8Array, { qos, retain = false }: { qos: 0 | 1; retain?: boolean }) {
      if (link.cut) return Promise.resolve(false)
      const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload
      link.published.push({ topic, payload: bytes, qos, retain })
      return Promise.resolve(true)
    },
    room: () => Promise.resolve(),
    connected: () => Promise.resolve(),
  }
  return link
}

export function jsonOf({ payload }: Published): unknown {
  return JSON.parse(new TextDecoder().decode(payload))
}
