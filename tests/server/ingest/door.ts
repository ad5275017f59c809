import { createCanvas } from '@napi-rs/canvas'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import pino from 'pino'
import { createEmbeddedBroker } from '../../../server/broker/embeddedBroker.ts'
import type { BrokerLimits } from '../../../server/broker/limits.ts'
import type { Speakers } from '../../../server/broker/speakers.ts'
import { createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { type Clock, systemClock } from '../../../server/clock.ts'
import { createIngest } from '../../../server/ingest/ingest.ts'
import { createQuarantine } from '../../../server/ingest/quarantine.ts'
import { createSources } from '../../../server/ingest/sources.ts'
import type { Entry, Sample, Store } from '../../../server/store/store.ts'

export const PREFIX = 'ioc/v1'
/** A commune of the 2021 edition. */
export const COMMUNE = '31135'
export const GAUGE = { kind: 'waterLevel', name: 'Trạm', commune: COMMUNE, lng: 105.787, lat: 10.05, every: 60 }
export const HALL = { name: 'Một cửa', commune: COMMUNE, lng: 105.787, lat: 10.05 }

/** A store whose disk is in the test's hand: it may wait, or fail. */
interface HandStore extends Pick<Store, 'append' | 'settledMoments' | 'heldMessages'> {
  /** What is durable, in order. */
  readonly entries: Entry[]
  samples(): Sample[]
  /** How many calls were made, durable or not. */
  calls(): number
  /** From now on nothing becomes durable until `release`. */
  hold(): void
  release(): void
  /** Writes fail while true. */
  failing: boolean
}

function handStore(): HandStore {
  const entries: Entry[] = []
  let calls = 0
  let gate: { readonly opened: Promise<void>; readonly open: () => void } | undefined
  return {
    entries,
    failing: false,
    async append(entry) {
      calls++
      await gate?.opened
      if (this.failing) throw new Error('disk is full')
      entries.push(entry)
    },
    settledMoments: async () => [],
    heldMessages: async () => [],
    samples: () => entries.flatMap((entry) => (entry.is === 'samples' ? entry.samples : [])),
    calls: () => calls,
    hold() {
      let open = () => {}
      const opened = new Promise<void>((resolve) => {
        open = resolve
      })
      gate = { opened, open }
    },
    release() {
      gate?.open()
      gate = undefined
    },
  }
}

/** Ingest with a real city behind it, without a broker. */
export function openIngest({
  clock = systemClock,
  limits = {},
}: {
  clock?: Clock
  limits?: Parameters<typeof createIngest>[0]['limits']
} = {}) {
  const log = pino({ level: 'silent' })
  const store = handStore()
  const city = createCity({ edition: '2021', clock, picture: createPicture() })
  const quarantine = createQuarantine({ clock })
  const sources = createSources({ clock })
  const ingest = createIngest({ edition: '2021', prefix: PREFIX, clock, log, store, city, quarantine, sources, limits })
  /** Says something as a broker would bring it. */
  async function say(topic: string, payload: unknown, more: { retained?: boolean; qos?: 0 | 1 } = {}): Promise<void> {
    const bytes = payload instanceof Uint8Array ? payload : Buffer.from(text(payload))
    const { retained = false, qos = 1 } = more
    await ingest.handle({ topic: `${PREFIX}/${topic}`, payload: bytes, retained, receivedAt: clock.now(), qos })
  }
  return { store, city, quarantine, sources, ingest, say, clock, log }
}

/** The door people use: an embedded broker on a free port, ingest, a city, and a store in the test's hand. */
export async function openDoor({
  limits = {},
  broker: brokerLimits = {},
  log: hear = () => undefined,
  ...more
}: {
  limits?: Parameters<typeof createIngest>[0]['limits']
  broker?: Partial<BrokerLimits>
  webSocketPort?: number
  origins?: readonly string[]
  speakers?: Speakers
  /** Hears the warnings of the broker. */
  log?: (line: object) => void
} = {}) {
  const inside = openIngest({ limits })
  const { ingest, store, clock } = inside
  const log = { info: () => undefined, debug: () => undefined, warn: (line: unknown) => hear(line as object) }
  const broker = createEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    prefix: PREFIX,
    handle: ingest.handle,
    refuse: ingest.refuse,
    clock,
    log,
    limits: brokerLimits,
    ...more,
  })
  const { port, webSocketPort } = await broker.start()
  const clients: MqttClient[] = []
  return {
    ...inside,
    broker,
    port,
    webSocketPort,
    async device(options: IClientOptions = {}): Promise<MqttClient> {
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 50, ...options })
      client.on('error', () => {})
      clients.push(client)
      return client
    },
    async close() {
      for (const client of clients) client.end(true)
      store.release()
      await broker.stop()
      ingest.stop()
    },
  }
}

export function text(payload: unknown): string {
  return typeof payload === 'string' ? payload : JSON.stringify(payload)
}

/** A real picture. */
export function jpeg(width: number, height: number): Uint8Array {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#345'
  context.fillRect(0, 0, width, height / 2)
  return new Uint8Array(canvas.toBuffer('image/jpeg', 60))
}

/** Waits until it is so; fails with what it was. */
export async function until(what: () => boolean, maxMs = 10_000): Promise<void> {
  const deadline = Date.now() + maxMs
  while (!what()) {
    if (Date.now() > deadline) throw new Error(`not so after ${maxMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Waits until a count has not risen for some turns of the event loop in which it could have. */
export async function steady(count: () => number): Promise<void> {
  let [last, unchanged] = [count(), 0]
  await until(() => {
    unchanged = count() === last ? unchanged + 1 : 0
    last = count()
    return unchanged >= STEADY_LOOKS
  })
}
const STEADY_LOOKS = 20
