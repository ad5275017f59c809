import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { Aedes, type AedesPublishPacket, type Client, type PublishPacket } from 'aedes'
import type { Logger } from 'pino'
import { parseTopic } from '../../domain/topics.ts'
import type { Clock } from '../clock.ts'
import type { Handle } from '../ingest/incoming.ts'
import { printable } from '../ingest/printable.ts'
import { listen } from '../listen.ts'
import { GuardedConnection } from './guardedConnection.ts'
import { BROKER_LIMITS, type BrokerLimits } from './limits.ts'
import { createRetainedBudget } from './retainedBudget.ts'
import { settled, until } from './waiting.ts'

/** QoS 2 keeps each message until its second handshake; the contract does not use it, so little is allowed. */
const MAX_QOS2_BYTES = 16 * 1024
const MAX_QOS2_IN_FLIGHT = 20
/** How long a stop waits for messages that are being made durable. */
const STOP_WAIT_MS = 5_000
/** How long it waits for the last acknowledgements to leave. */
const FLUSH_WAIT_MS = 500
const LOG_EVERY_MS = 1_000

export interface EmbeddedBroker {
  /** @throws Error that says what to do when the port cannot be had */
  start(): Promise<{ port: number }>
  /** Lets what has been taken be acknowledged, then closes. Last wills are not published: the hub goes, not the devices. */
  stop(): Promise<void>
  state(): 'connected' | 'disconnected'
  /** The port listened on; 0 before the start. */
  port(): number
  /** A message of the hub itself, to whoever has subscribed. */
  publish(topic: string, payload: string | Uint8Array, options: { qos: 0 | 1; retain: boolean }): Promise<void>
  clients(): number
}

/**
 * The broker that lives in the hub: MQTT 3.1.1, for a centre that has no other. What a device publishes goes through `handle`
 * before it is acknowledged. Sessions end with their connection and retained messages with the process: publishers announce
 * themselves again when they connect, and keep what was not acknowledged.
 */
export function createEmbeddedBroker({
  host,
  port,
  prefix,
  handle,
  clock,
  log,
  limits: given = {},
}: {
  host: string
  port: number
  prefix: string
  handle: Handle
  clock: Clock
  log: Pick<Logger, 'info' | 'warn' | 'debug'>
  limits?: Partial<BrokerLimits>
}): EmbeddedBroker {
  const limits = { ...BROKER_LIMITS, ...given }
  const retained = createRetainedBudget(limits.maxRetainedBytes)
  const connections = new Set<GuardedConnection>()
  const subscriptions = new WeakMap<Client, number>()
  const inFlight = new Set<Promise<void>>()
  let broker: Aedes | undefined
  let server: Server | undefined
  let listening = 0
  let stopping = false
  let loggedAt = Number.NEGATIVE_INFINITY

  /** Why this client may not publish this; undefined when it may. `$SYS` lies outside the prefix. */
  function denial({ topic, qos, payload }: PublishPacket): string | undefined {
    if (stopping) return 'the hub is stopping'
    if (topic.length > limits.maxTopicLength) return 'the topic is too long'
    if (!topic.startsWith(`${prefix}/`)) return `only topics under ${prefix}/ may be published`
    if (topic.startsWith(`${prefix}/hub/`)) return 'the hub speaks for itself'
    return qos === 2 && payload.length > MAX_QOS2_BYTES ? 'too large for QoS 2' : undefined
  }

  /** Only what the contract calls retained is remembered, and only while there is room. */
  function limitRetention(packet: PublishPacket, payload: Buffer): void {
    if (!packet.retain) return
    const topic = parseTopic(packet.topic, prefix)
    const lasting =
      topic?.is === 'statistics' ||
      (topic !== undefined && 'message' in topic && (topic.message === 'announce' || topic.message === 'status'))
    packet.retain = lasting && retained.take(packet.topic, payload.length)
    // The payload is a window on a whole network chunk; what is remembered must not keep that alive.
    if (packet.retain) packet.payload = payload
  }

  async function publishedByClient(client: Client | null, packet: PublishPacket): Promise<void> {
    const { topic, qos } = packet
    const payload = Buffer.from(packet.payload as Buffer)
    const refused = denial(packet)
    // A topic that is not ours is refused twice: ingest counts it where people look, the connection ends here.
    if (!stopping) await handle({ topic, payload, retained: false, receivedAt: clock.now(), qos })
    if (refused !== undefined) throw new Error(`${refused} (client ${client?.id ?? 'unknown'})`)
    limitRetention(packet, payload)
  }

  function track(work: Promise<void>, connection: unknown, done: (error?: Error) => void): void {
    const guarded = connection instanceof GuardedConnection ? connection : undefined
    guarded?.begin()
    const settled = work.then(
      () => done(),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    )
    const all = settled.finally(() => {
      inFlight.delete(all)
      guarded?.done()
    })
    inFlight.add(all)
  }

  /** A device that comes back to be cut off again must not fill the log. */
  function cutOff(client: string, reason: string): void {
    const isFirst = clock.now() - loggedAt >= LOG_EVERY_MS
    if (isFirst) loggedAt = clock.now()
    log[isFirst ? 'warn' : 'debug'](
      { client: printable(client, 64), reason: printable(reason, 200) },
      'a device was cut off',
    )
  }

  async function createAedes(): Promise<Aedes> {
    const aedes = await Aedes.createBroker({
      // Deliveries never wait for a socket (see GuardedConnection), so none needs to queue for another.
      concurrency: 0,
      connectTimeout: limits.connectTimeoutMs,
      maxTopicLevels: limits.maxTopicLevels,
      maxInflightInbound: MAX_QOS2_IN_FLIGHT,
      preConnect(_client, packet, done) {
        // A kept session would queue without bound for whoever never comes back; the answer says that none is present.
        packet.clean = true
        done(null, !stopping)
      },
      authorizePublish: (client, packet, done) => track(publishedByClient(client, packet), client?.conn, done),
      authorizeSubscribe(client, subscription, done) {
        const count = (subscriptions.get(client) ?? 0) + 1
        const allowed = !subscription.topic.startsWith('$') && count <= limits.maxSubscriptions
        if (allowed) subscriptions.set(client, count)
        done(null, allowed ? subscription : null)
      },
    })
    aedes.on('clientError', (client, error) => cutOff(client.id, error.message))
    aedes.on('connectionError', (_client, error) => log.debug({ reason: error.message }, 'a connection was refused'))
    return aedes
  }

  function connect(socket: Socket): void {
    const connection = new GuardedConnection(socket, limits)
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
    broker?.handle(connection)
  }

  return {
    async start() {
      const aedes = await createAedes()
      try {
        server = createServer({ noDelay: true }, connect)
        server.maxConnections = limits.maxConnections
        broker = aedes
        await listen(server, { host, port, setting: 'MQTT_PORT' })
        server.on('error', (error) => log.warn({ error }, 'the embedded broker cannot take a connection'))
      } catch (error) {
        broker = undefined
        aedes.close()
        throw error
      }
      listening = (server.address() as AddressInfo).port
      log.info({ host, port: listening }, 'the embedded broker listens')
      return { port: listening }
    },

    async stop() {
      if (broker === undefined || server === undefined) return
      const closed = new Promise((resolve) => server?.close(resolve))
      for (const connection of connections) connection.hold()
      await settled([...inFlight], STOP_WAIT_MS)
      await until(() => [...connections].every((connection) => connection.hasSent()), FLUSH_WAIT_MS)
      stopping = true
      await new Promise<void>((resolve) => broker?.close(resolve))
      for (const connection of connections) connection.destroy()
      await closed
      broker = undefined
      listening = 0
    },

    state: () => (listening === 0 ? 'disconnected' : 'connected'),
    port: () => listening,
    publish(topic, payload, { qos, retain }) {
      const packet = {
        cmd: 'publish',
        topic,
        payload: Buffer.from(payload as Uint8Array),
        qos,
        retain,
        dup: false,
      } as const
      return new Promise((resolve, reject) => {
        if (broker === undefined) reject(new Error('the embedded broker does not run'))
        else
          broker.publish(packet satisfies Partial<AedesPublishPacket>, (error) => (error ? reject(error) : resolve()))
      })
    },
    clients: () => broker?.connectedClients ?? 0,
  }
}
