import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt'
import type { Logger } from 'pino'
import { formatTopic } from '../../domain/topics.ts'
import type { Clock } from '../clock.ts'
import { type AcknowledgingClient, type DeferredAcks, deferAcknowledgements } from './deferredAcks.ts'
import type { Handle } from './incoming.ts'

const SESSION_EXPIRY_S = 7 * 86_400
/** A frame, its topic and headers; the broker never sends us more. */
const MAX_PACKET_BYTES = 300 * 1024
/** Unacknowledged messages the broker may have under way to us. */
const RECEIVE_MAXIMUM = 1_000
/** A quiet broker answers a ping this often: a line that is cut without a word is known for it soon after. */
const KEEPALIVE_S = 5
const FIRST_RETRY_MS = 500
const MAX_RETRY_MS = 5_000
const STOP_WAIT_MS = 5_000
const LOG_EVERY_MS = 10_000

export type LinkState = 'connected' | 'disconnected'

export interface BrokerLink {
  /** Begins to connect, and goes on trying: a hub without its broker shows so, it does not end. */
  start(): void
  /** Finishes what is being made durable, says `offline`, and leaves the session to wait for the next start. */
  stop(): Promise<void>
  state(): LinkState
  /** How long ago anything came from the broker, ms. */
  quietMs(): number
  /** Told the present state at once, then every change. Returns how to stop listening. */
  onState(listener: (state: LinkState) => void): () => void
}

/**
 * The hub as a client of an external MQTT 5 broker. Its session outlives it: what arrives while the hub is away waits at the
 * broker. A message is acknowledged when `handle` resolves, in the order of arrival, and many may be under way at once.
 *
 * @param share hubs of one group divide the messages; announcements and status still reach each of them
 * @param filters topic filters beside the prefix's own tree, for foreign formats
 * @param random jitter of the pause between attempts, 0 to 1
 */
export function createBrokerLink({
  url,
  prefix,
  hubId,
  handle,
  clock,
  log,
  share,
  filters = [],
  random = Math.random,
}: {
  url: string
  prefix: string
  hubId: string
  handle: Handle
  clock: Clock
  log: Pick<Logger, 'info' | 'warn'>
  share?: string | undefined
  filters?: readonly string[]
  random?: () => number
}): BrokerLink {
  const statusTopic = formatTopic({ is: 'hub', id: hubId }, prefix)
  const listeners = new Set<(state: LinkState) => void>()
  let client: MqttClient | undefined
  let state: LinkState = 'disconnected'
  let attempts = 0
  /** This process has subscribed before: the broker's memory has been read, later it is read only if the session was lost. */
  let subscribedBefore = false
  let loggedError = ''
  let packetAt = performance.now()

  function setState(next: LinkState): void {
    if (state === next) return
    state = next
    log[next === 'connected' ? 'info' : 'warn']({ url: withoutSecret(url) }, `MQTT broker ${next}`)
    for (const listener of listeners) listener(next)
  }

  function wanted(): string[] {
    const trees = [`${prefix}/#`, ...filters]
    if (share === undefined) return trees
    // A shared subscription replays nothing and gives each message to one hub; who exists must be known to all of them.
    return [`${prefix}/+/+/announce`, `${prefix}/+/+/status`, ...trees.map((filter) => `$share/${share}/${filter}`)]
  }

  async function subscribe(to: MqttClient): Promise<void> {
    const rh = subscribedBefore ? 1 : 0
    const wishes = Object.fromEntries(wanted().map((filter) => [filter, { qos: 1 as const, rap: false, rh }]))
    await to.subscribeAsync(wishes)
    subscribedBefore = true
    await to.publishAsync(statusTopic, 'online', { qos: 1, retain: true })
  }

  /** Full jitter over a doubling span, so that a hundred clients of a restarted broker do not come back together. */
  function nextPauseMs(): number {
    const span = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts)
    return Math.round(span / 4 + random() * span * 0.75)
  }

  async function receive({ topic, payload, retain, qos }: IPublishPacket): Promise<void> {
    if (topic === statusTopic) return
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
    await handle({ topic, payload: bytes, retained: retain, receivedAt: clock.now(), qos })
  }

  function connect(): MqttClient {
    const created = mqtt.connect(url, {
      protocolVersion: 5,
      clientId: `ioc-${hubId}`,
      clean: false,
      keepalive: KEEPALIVE_S,
      connectTimeout: 10_000,
      reconnectPeriod: nextPauseMs(),
      reconnectOnConnackError: true,
      resubscribe: false,
      queueQoSZero: false,
      will: { topic: statusTopic, payload: Buffer.from('offline'), qos: 1, retain: true },
      properties: {
        sessionExpiryInterval: SESSION_EXPIRY_S,
        maximumPacketSize: MAX_PACKET_BYTES,
        receiveMaximum: RECEIVE_MAXIMUM,
      },
    })
    created.on('connect', () => {
      // Connected means that messages come: not before the broker has taken the subscription.
      subscribe(created).then(
        () => {
          attempts = 0
          loggedError = ''
          if (created.connected) setState('connected')
        },
        (error: Error) => {
          logError(error)
          created.stream.destroy()
        },
      )
    })
    created.on('reconnect', () => {
      attempts = Math.min(attempts + 1, 16)
      created.options.reconnectPeriod = nextPauseMs()
    })
    created.on('packetreceive', () => {
      packetAt = performance.now()
    })
    created.on('close', () => setState('disconnected'))
    created.on('error', logError)
    return created
  }

  /** Said once, however often it is tried. */
  function logError(error: Error): void {
    const said = error.message || (error as NodeJS.ErrnoException).code || 'no answer'
    if (said === loggedError) return
    loggedError = said
    log.warn({ reason: said }, 'MQTT broker cannot be reached')
  }

  let acknowledgements: DeferredAcks | undefined
  let toldAt = Number.NEGATIVE_INFINITY

  return {
    start() {
      if (client !== undefined) return
      client = connect()
      acknowledgements = deferAcknowledgements(
        client as unknown as AcknowledgingClient<IPublishPacket>,
        receive,
        (error) => {
          // All that is in flight fails together when the store is away: one line for it.
          if (clock.now() - toldAt < LOG_EVERY_MS) return
          toldAt = clock.now()
          log.warn({ reason: String(error) }, 'messages could not be kept: asking the broker for them again')
        },
      )
    },
    async stop() {
      const ending = client
      if (ending === undefined) return
      client = undefined
      await Promise.race([acknowledgements?.finish(), pause(STOP_WAIT_MS)])
      if (ending.connected) {
        const goodbye = ending.publishAsync(statusTopic, 'offline', { qos: 1, retain: true })
        const gone = new Promise<void>((resolve) => ending.once('close', () => resolve()))
        await Promise.race([goodbye.catch(() => undefined), gone, pause(STOP_WAIT_MS)])
      }
      await Promise.race([ending.endAsync(!ending.connected), pause(STOP_WAIT_MS)])
      ending.stream.destroy()
      setState('disconnected')
    },
    state: () => state,
    quietMs: () => performance.now() - packetAt,
    onState(listener) {
      listeners.add(listener)
      listener(state)
      return () => listeners.delete(listener)
    },
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

/** The address without a password, for the log. */
function withoutSecret(url: string): string {
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
