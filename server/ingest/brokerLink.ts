import { randomUUID } from 'node:crypto'
import mqtt, { type ErrorWithReasonCode, type IPublishPacket, type MqttClient } from 'mqtt'
import type { Logger } from 'pino'
import { MAX_SEEN_BYTES } from '../../domain/messages.ts'
import { type RefusalParams, refusalSentence } from '../../domain/refusals.ts'
import { formatTopic } from '../../domain/topics.ts'
import { brokerLogin } from '../brokerLogin.ts'
import type { Clock } from '../clock.ts'
import { type AcknowledgingClient, type DeferredAcks, deferAcknowledgements } from './deferredAcks.ts'
import type { Handle, Refuse } from './incoming.ts'
import { createOutages, type LastHeard, type Outage } from './outages.ts'

const SESSION_EXPIRY_S = 7 * 86_400
/** Mosquitto tells here how many messages it has dropped for want of room; other brokers, or without leave, tell nothing. */
const DROPPED_TOPIC = '$SYS/broker/publish/messages/dropped'
/** MQTT 5 reason of a goodbye: another client has connected under the same id. */
const SESSION_TAKEN_OVER = 0x8e
/** Pause before the next attempt then, at least: two hubs that throw each other out at once serve nobody. */
const TAKEN_OVER_PAUSE_MS = 20_000
/** Unacknowledged messages the broker may have under way to us. */
const RECEIVE_MAXIMUM = 1_000
/** What the broker is told: half as long again without a word from the hub, and it ends the connection. A hub that is held that long is not. */
const KEEPALIVE_S = 30
/** A quiet broker is asked this often whether it is there: a line that is cut without a word is known for it soon after. */
const PING_EVERY_MS = 2_500
/** A hub that has been thrown out and is back does not forget it at once: the other comes again. */
const TAKEN_OVER_SHOWN_MS = 5 * 60_000
/** Properties of what the hub says of itself: which process said it, and on which of its connections. */
const INSTANCE = 'ioc-instance'
const MARKER = 'ioc-marker'
const NO_PAYLOAD = new Uint8Array()
const FIRST_RETRY_MS = 500
const MAX_RETRY_MS = 5_000
const STOP_WAIT_MS = 5_000
const LOG_EVERY_MS = 10_000

/** Why the hub does not stay with its broker. `cause`: in the broker's words. */
export interface BrokerTrouble {
  readonly reason: 'hubIdTaken' | 'brokerRefused' | 'brokerAway'
  readonly params: RefusalParams
}

export type LinkState = 'connected' | 'disconnected'

export interface BrokerLink {
  /** Begins to connect, and goes on trying: a hub without its broker shows so, it does not end. */
  start(): void
  /** Finishes what is being made durable, says `offline`, and leaves the session to wait for the next start. */
  stop(): Promise<void>
  state(): LinkState
  /** How long ago anything came from the broker, ms. */
  quietMs(): number
  /** When anything came from the broker last, and what it had dropped by then; undefined before the first time. */
  heard(): LastHeard | undefined
  /** What stands in the way, for people; null when nothing does. */
  trouble(): BrokerTrouble | null
  /** Told the present state at once, then every change. Returns how to stop listening. */
  onState(listener: (state: LinkState) => void): () => void
}

/**
 * The hub as a client of an external MQTT 5 broker. Its session outlives it: what arrives while the hub is away waits at the
 * broker. A message is acknowledged when `handle` resolves, in the order of arrival, and many may be under way at once.
 *
 * @param filters topic filters beside the prefix's own tree, for foreign formats
 * @param before when the broker was heard last in an earlier life of the hub
 * @param returned told of each time without the broker, once it can be judged
 * @param random jitter of the pause between attempts, 0 to 1
 */
export function createBrokerLink({
  url,
  prefix,
  hubId,
  handle,
  clock,
  log,
  refuse,
  before = () => undefined,
  returned = () => undefined,
  filters = [],
  random = Math.random,
}: {
  url: string
  prefix: string
  hubId: string
  handle: Handle
  clock: Clock
  log: Pick<Logger, 'info' | 'warn'>
  refuse: Refuse
  before?: () => LastHeard | undefined
  returned?: (outage: Outage) => void
  filters?: readonly string[]
  random?: () => number
}): BrokerLink {
  const clientId = `ioc-${hubId}`
  const statusTopic = formatTopic({ is: 'hub', id: hubId }, prefix)
  const listeners = new Set<(state: LinkState) => void>()
  let client: MqttClient | undefined
  let state: LinkState = 'disconnected'
  let attempts = 0
  /** This process has subscribed before: the broker's memory has been read, later it is read only if the session was lost. */
  let subscribedBefore = false
  let loggedError = ''
  let trouble: BrokerTrouble | null = null
  let takenOverAt = Number.NEGATIVE_INFINITY
  const instance = randomUUID()
  let marker = ''
  /** What had waited for an earlier life of the hub has come. */
  let isSettled = false
  let outages = createOutages(undefined, returned)
  let packetAt = performance.now()

  function setState(next: LinkState): void {
    if (state === next) return
    state = next
    log[next === 'connected' ? 'info' : 'warn']({ url: withoutSecret(url) }, `MQTT broker ${next}`)
    for (const listener of listeners) listener(next)
  }

  /** The hub's own message is sent last: when it comes back, all that had waited has come. */
  async function subscribe(to: MqttClient): Promise<void> {
    const rh = subscribedBefore ? 1 : 0
    const filtersWanted = [`${prefix}/#`, ...filters]
    await to.subscribeAsync(Object.fromEntries(filtersWanted.map((filter) => [filter, { qos: 1, rap: false, rh }])))
    subscribedBefore = true
    // Who has spoken for this hub while it was away: a broker need not say who ended the connection.
    if (isSettled) await to.subscribeAsync(statusTopic, { qos: 1, rap: false, rh: 0 })
    await to.subscribeAsync(DROPPED_TOPIC, { qos: 0 }).catch(() => undefined)
    marker = randomUUID()
    const properties = { userProperties: { [INSTANCE]: instance, [MARKER]: marker } }
    await to.publishAsync(statusTopic, 'online', { qos: 1, retain: true, properties })
  }

  /** Full jitter over a doubling span, so that a hundred clients of a restarted broker do not come back together. */
  function nextPauseMs(): number {
    if (isContested()) return Math.round(TAKEN_OVER_PAUSE_MS * (1 + random()))
    const span = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts)
    return Math.round(span / 4 + random() * span * 0.75)
  }

  async function receive({ topic, payload, retain, qos, properties }: IPublishPacket): Promise<void> {
    if (topic === DROPPED_TOPIC) return outages.dropped(Number(payload), clock.now())
    if (topic === statusTopic) return hearOwnStatus(properties?.userProperties)
    if (!retain) outages.took()
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
    await handle({ topic, payload: bytes, retained: retain, receivedAt: clock.now(), qos })
  }

  function connect(): MqttClient {
    // MQTT.js cuts name and password apart at the last colon of both.
    const { url: address, username, password } = brokerLogin(url)
    const created = mqtt.connect(address, {
      ...(username !== '' && { username }),
      ...(password !== '' && { password }),
      protocolVersion: 5,
      clientId,
      clean: false,
      keepalive: KEEPALIVE_S,
      connectTimeout: 10_000,
      reconnectPeriod: nextPauseMs(),
      reconnectOnConnackError: true,
      resubscribe: false,
      queueQoSZero: false,
      will: {
        topic: statusTopic,
        payload: Buffer.from('offline'),
        qos: 1,
        retain: true,
        properties: { userProperties: { [INSTANCE]: instance } },
      },
      properties: {
        sessionExpiryInterval: SESSION_EXPIRY_S,
        // Room for what is too large: its sender is told. The broker never sends more.
        maximumPacketSize: MAX_SEEN_BYTES,
        receiveMaximum: RECEIVE_MAXIMUM,
      },
    })
    created.on('connect', ({ sessionPresent }) => {
      outages.connected(clock.now(), sessionPresent)
      // Connected means that messages come: not before the broker has taken the subscription.
      subscribe(created).then(
        () => {
          attempts = 0
          loggedError = ''
          if (!created.connected) return
          setState('connected')
          if (trouble?.reason !== 'hubIdTaken') trouble = null
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
    created.on('disconnect', ({ reasonCode }) => {
      if (reasonCode === SESSION_TAKEN_OVER) tellTakenOver()
    })
    created.on('packetreceive', () => {
      packetAt = performance.now()
    })
    created.on('close', () => {
      outages.lost(heardAt())
      setState('disconnected')
    })
    created.on('error', logError)
    watchLine(created)
    return created
  }

  /**
   * Gives a line up over which nothing comes, not even the answer to a ping. While anything comes it stands: the answer may be behind a backlog
   * that is still being read, or unread because this process has been held or the store has enough to write. Whoever gave up then would be sent the same backlog anew, for ever.
   */
  function watchLine(of: MqttClient): void {
    const giveUp = of.onKeepaliveTimeout.bind(of)
    // The client by itself counts nothing but the answer to its own ping.
    of.onKeepaliveTimeout = () => of.sendPing()
    of.on('connect', () => {
      let isAsked = false
      const { stream } = of
      const isQuiet = () => !acknowledgements?.isFull() && performance.now() - packetAt >= PING_EVERY_MS
      const timer = setInterval(() => {
        if (!isQuiet()) isAsked = false
        else if (!isAsked) {
          isAsked = true
          of.sendPing()
        } else {
          // What has arrived is read before the timers' next turn.
          setImmediate(() => setImmediate(() => of.stream === stream && of.connected && isQuiet() && giveUp()))
        }
      }, PING_EVERY_MS)
      of.once('close', () => clearInterval(timer))
    })
  }

  /**
   * What is said of this hub and not by this process is said by another of the same name. Not so before the process has heard itself: what the
   * broker has kept until then is of its earlier life.
   */
  function hearOwnStatus(said: Readonly<Record<string, unknown>> = {}): void {
    if (said[INSTANCE] === instance) {
      if (said[MARKER] === marker) {
        isSettled = true
        outages.marked()
      }
    } else if (isSettled && said[INSTANCE] !== undefined) tellTakenOver()
  }

  const isContested = () => performance.now() - takenOverAt < TAKEN_OVER_SHOWN_MS

  const heardAt = () => clock.now() - Math.round(performance.now() - packetAt)

  /** Another hub of the same name: each would get a part of the messages, and go on throwing the other out. */
  function tellTakenOver(): void {
    trouble = { reason: 'hubIdTaken', params: { hub: hubId, client: clientId } }
    takenOverAt = performance.now()
    if (client !== undefined) client.options.reconnectPeriod = nextPauseMs()
    log.warn({ client: clientId }, refusalSentence(trouble.reason, trouble.params)?.en)
    refuse({ topic: statusTopic, payload: NO_PAYLOAD, client: clientId }, trouble)
  }

  /** Said once, however often it is tried. */
  function logError(error: Error & Partial<ErrorWithReasonCode>): void {
    const said = error.message || (error as NodeJS.ErrnoException).code || 'no answer'
    // What answers with a reason of MQTT is there, and will not have the hub.
    const isRefusal = typeof error.code === 'number'
    if (trouble?.reason !== 'hubIdTaken')
      trouble = { reason: isRefusal ? 'brokerRefused' : 'brokerAway', params: { url: withoutSecret(url), cause: said } }
    if (said === loggedError) return
    loggedError = said
    log.warn({ reason: said }, 'MQTT broker cannot be reached')
  }

  let acknowledgements: DeferredAcks | undefined
  let toldAt = Number.NEGATIVE_INFINITY

  return {
    start() {
      if (client !== undefined) return
      outages = createOutages(before(), returned)
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
    heard: () => outages.heard(heardAt()),
    trouble() {
      return trouble?.reason === 'hubIdTaken' && state === 'connected' && !isContested() ? null : trouble
    },
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
