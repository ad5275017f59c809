import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createSecureServer, type Server as SecureServer, type TlsOptions } from 'node:tls'
import { Aedes, type AedesPublishPacket, type Client, type PublishPacket } from 'aedes'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { MAX_JSON_BYTES } from '../../domain/messages.ts'
import { isRetained, parseTopic, sourceOf } from '../../domain/topics.ts'
import type { RefusedPart } from '../adapters/adapter.ts'
import type { Certificate } from '../certificate.ts'
import type { Clock } from '../clock.ts'
import { type Allowance, createFloodControl } from '../floodControl.ts'
import { networkOf } from '../gate/network.ts'
import { createAddressCheck } from '../http/origin.ts'
import type { Handle, Refuse } from '../ingest/incoming.ts'
import { NotKept } from '../ingest/keeper.ts'
import { listen } from '../listen.ts'
import { ConnectionFault, GuardedConnection } from './guardedConnection.ts'
import { BROKER_LIMITS, type BrokerLimits } from './limits.ts'
import { CONNECT, PUBLISH } from './packetMeter.ts'
import { createQos2Window, TOO_MANY_OPEN } from './qos2Window.ts'
import { createRefusalTrace } from './refusalTrace.ts'
import { createRetainedBudget } from './retainedBudget.ts'
import { EVERYBODY_SPEAKS, type Speakers } from './speakers.ts'
import { createSubscriptionLimit } from './subscriptionLimit.ts'
import { createTakeovers } from './takeovers.ts'
import { createPacketTurns, createTurns } from './turns.ts'
import { settled, until } from './waiting.ts'
import { createWebSocketDoor, MESSAGE_TOO_LARGE } from './webSocketDoor.ts'

/** How long a stop waits for messages that are being made durable. */
const STOP_WAIT_MS = 5_000
/** How long it waits for the last acknowledgements to leave. */
const FLUSH_WAIT_MS = 500
/** Where a refused message goes on its way through aedes, so that it is acknowledged: nobody may subscribe to it. */
const DISCARDED = '$SYS/discarded'
const NO_PAYLOAD = Buffer.alloc(0)
/** A parser's whole range: aedes counts them a client, the window all together. */
const MAX_MESSAGE_IDS = 65_535
/** What is said by a device that went away, or a hub that goes: nothing is wrong with either. */
const ORDINARY = /^(keep alive timeout|connect did not arrive in time|connection closed|the hub is stopping)/

export interface EmbeddedBroker {
  /** @throws Error that says what to do when the port cannot be had */
  start(): Promise<{ port: number; webSocketPort?: number }>
  /** Lets what has been taken be acknowledged, then closes. Last wills are not published: the hub goes, not the devices. */
  stop(): Promise<void>
  state(): 'connected' | 'disconnected'
  /** The port listened on; 0 before the start. */
  port(): number
  /** A message of the hub itself, to whoever has subscribed. */
  publish(topic: string, payload: string | Uint8Array, options: { qos: 0 | 1; retain: boolean }): Promise<void>
  clients(): number
  /** How many of them are connected by an account. */
  clientsOf(account: string): number
  /** Sources that have sent more than they may, the last thousand of them. */
  floods(): readonly Flood[]
}

/** A source that sends more than it may, and is slowed down. Epoch ms. */
export interface Flood {
  readonly source: string
  readonly since: number
  readonly seenAt: number
  /** Client id it was sent from last. */
  readonly client: string | undefined
  /** What it may send. */
  readonly perSecond: number
}

/** Somebody who was not let in. */
export interface RefusedConnection {
  /** Network address; empty where there is none. */
  readonly from: string
  readonly client: string | undefined
  /** The MQTT user name given. */
  readonly name: string | undefined
  readonly reason: string
}

const MAX_FLOODS = 1_000
/** Of a stranger's packet each so many bytes count as one more. */
const STRANGERS_BYTES = 1024
/** Who sends too many packets that are no messages goes on after so long, as fast as it may. */
const SLOW_PACKETS_MS = 500
/** A source that has not sent too much for so long begins anew when it does. */
const SAME_FLOOD_MS = 60_000

/** Return codes of MQTT 3.1.1. */
const BAD_NAME_OR_PASSWORD = 4
const NOT_AUTHORIZED = 5

/** Who is at the other end of a connection. */
interface Peer {
  /** Undefined while it has not said, and for one that leaves its name to the broker. */
  id: string | undefined
  readonly from: string
  /** The account it has shown the secret of. */
  account: string | undefined
  /** For whom alone it has spoken so far, as its topics begin; '' when for nobody, undefined when for several. */
  speaksFor: string | undefined
  /** Of messages that are refused. */
  refusals: Allowance | undefined
  /** Of all packets, where it has no account. */
  asStranger: Allowance | undefined
  /** Messages of it, where it has no account, that are handed on and not decided on. */
  undecided: number
  /** Of packets that are no messages, where nobody has an account. */
  asAnybody: Allowance | undefined
  /** Whether it has been let in, with an account or without one. */
  isLetIn: boolean
  readonly isWebSocket: boolean
  /** Of its last message: whose connection this is, to people. */
  lastTopic: string
  /** What is wrong has been told. */
  isTold: boolean
  /** Its secret holds no longer: neither its last will nor what still waits to be read is said by who it was. */
  isCutOff: boolean
}

function newPeer(from: string, isWebSocket = false): Peer {
  return {
    ...{ id: undefined, from, isWebSocket, account: undefined, speaksFor: '', refusals: undefined },
    ...{ asStranger: undefined, undecided: 0, asAnybody: undefined, isLetIn: false },
    ...{ lastTopic: '', isTold: false, isCutOff: false },
  }
}

/** The other end of a line, by which what is encrypted and what lies under it are told to be one. */
const endOf = ({ remoteAddress, remotePort }: Pick<Socket, 'remoteAddress' | 'remotePort'>) =>
  `${remoteAddress} ${remotePort}`

/**
 * The broker that lives in the hub: MQTT 3.1.1, for a centre that has no other. What a device publishes goes through `handle`
 * before it is acknowledged; what it may not publish is counted, acknowledged and goes nowhere. Sessions end with their connection and
 * retained messages with the process: publishers announce themselves again when they connect, and keep what was not acknowledged.
 *
 * @param webSocketPort where MQTT over WebSocket is offered beside TCP, under the same limits; absent: nowhere
 * @param origins whose pages may connect by WebSocket, and by whose names it is asked
 * @param speakers who may connect, and say and hear what; whoever reaches the port, when absent
 * @param certificate with it everything is encrypted, on both ports; it is started before the broker
 * @param notLetIn told of each connection that is refused for its name or secret
 */
export function createEmbeddedBroker({
  host,
  port,
  webSocketPort,
  origins = [],
  prefix,
  handle,
  refuse,
  speakers = EVERYBODY_SPEAKS,
  notLetIn = () => undefined,
  certificate,
  clock,
  log,
  limits: given = {},
}: {
  host: string
  port: number
  webSocketPort?: number | undefined
  origins?: readonly string[]
  prefix: string
  handle: Handle
  refuse: Refuse
  speakers?: Speakers
  notLetIn?: (refused: RefusedConnection) => void
  certificate?: Pick<Certificate, 'pair' | 'onChange'> | undefined
  clock: Clock
  log: Pick<Logger, 'info' | 'warn' | 'debug'>
  limits?: Partial<BrokerLimits>
}): EmbeddedBroker {
  const limits = { ...BROKER_LIMITS, ...given }
  const retained = createRetainedBudget(limits.maxRetainedBytes)
  const takeovers = createTakeovers()
  const flood = createFloodControl(limits)
  const floodOfAccounts = createFloodControl({ burst: limits.accountBurst, perSecond: limits.accountPerSecond })
  const floodOfPackets = createFloodControl({ burst: limits.accountBurst, perSecond: limits.accountPerSecond })
  const floodOfStranger = createFloodControl({ burst: limits.strangerBurst, perSecond: limits.strangerPerSecond })
  const floodOfStrangers = createFloodControl({ burst: limits.strangersBurst, perSecond: limits.strangersPerSecond })
  const inTurn = createTurns()
  const packetTurns = createPacketTurns()
  const [sensors, cameras] = [`${prefix}/sensor/`, `${prefix}/camera/`]
  const floods = new LRUCache<string, Flood>({ max: MAX_FLOODS })
  const trace = createRefusalTrace({ refuse, clock, log })
  const connections = new Map<GuardedConnection, Peer>()
  const peers = new WeakMap<Client, Peer>()
  /** Connected ones by the id that aedes knows them by. */
  const connected = new Map<string, Peer>()
  const subscriptions = createSubscriptionLimit(limits.maxSubscriptions, filterDenial)
  const inFlight = new Set<Promise<void>>()
  let broker: Aedes | undefined
  let servers: Server[] = []
  let secureServers: SecureServer[] = []
  /** Lines that are being, or have been, encrypted; of them those that have come to nothing yet, by their other end. */
  const lines = new Set<Socket>()
  const pending = new Map<string, Socket>()
  let listening = 0
  let stopping = false

  function peerOf(client: Client | null): Peer {
    return (client && peers.get(client)) ?? newPeer('')
  }

  function tell(
    { id, from, lastTopic }: Peer,
    part: RefusedPart,
    message: { topic: string; payload?: Buffer } = { topic: lastTopic },
  ) {
    trace({ client: id, from, ...message }, part)
  }

  function isTooDeep(topic: string): boolean {
    const { maxTopicLevels: max } = limits
    return topic.split('/', max + 1).length > max
  }

  /** Why this may not be published; undefined when it may. `$SYS` lies outside the prefix. */
  function denial(topic: string): RefusedPart | undefined {
    const { maxTopicLength, maxTopicLevels } = limits
    if (topic.length > maxTopicLength) return { reason: 'topicTooLong', params: { max: maxTopicLength } }
    if (isTooDeep(topic)) return { reason: 'topicTooDeep', params: { max: maxTopicLevels } }
    if (!topic.startsWith(`${prefix}/`)) return { reason: 'foreignTopic', params: { prefix } }
    return topic.startsWith(`${prefix}/hub/`) ? { reason: 'hubTopic', params: { prefix } } : undefined
  }

  /** Only what the contract calls retained is remembered, and only while there is room. */
  function limitRetention(packet: PublishPacket, payload: Buffer): void {
    if (!packet.retain) return
    const topic = parseTopic(packet.topic, prefix)
    packet.retain = topic !== undefined && isRetained(topic) && retained.take(packet.topic, payload.length)
    // The payload is a window on a whole network chunk; what is remembered must not keep that alive.
    if (packet.retain) packet.payload = payload
  }

  async function publishedByClient(client: Client | null, packet: PublishPacket): Promise<void> {
    const { topic, qos } = packet
    const peer = peerOf(client)
    if (peer.undecided > 0) peer.undecided--
    if (stopping) throw new Error('the hub is stopping')
    if (peer.isCutOff) return discard(packet)
    if (isStranger(peer) && isTooMuchOfStranger(peer, 1)) {
      slowDown(client, limits.maxSlowMs)
      discard(packet)
      return
    }
    countForAccount(client, peer)
    const payload = Buffer.from(packet.payload as Buffer)
    const verdict = denial(topic) ?? speakers.toPublish(peer.account, topic)
    if (typeof verdict === 'object') {
      tell(peer, verdict, { topic, payload })
      discard(packet)
      peer.refusals ??= flood.fresh(clock.now())
      slowDown(client, flood.spend(peer.refusals, clock.now()))
      return
    }
    if (isTooMuch(client, peer, topic)) {
      const source = sourceNamed(topic)
      tell(peer, { reason: 'flooding', params: { source, max: limits.perSecond } }, { topic, payload })
      discard(packet)
      return
    }
    peer.lastTopic = topic
    const { id } = peer
    await handle({
      topic,
      payload,
      retained: false,
      receivedAt: clock.now(),
      qos,
      from: peer.from,
      ...(id !== undefined && { client: id }),
    })
    if (verdict === 'toHubAlone') discard(packet)
    else limitRetention(packet, payload)
  }

  const sourceNamed = (topic: string): string => {
    const parsed = parseTopic(topic, prefix)
    return (parsed && sourceOf(parsed)) ?? topic
  }

  function slowDown(client: Client | null, ms: number): void {
    if (ms > 0 && client?.conn instanceof GuardedConnection) client.conn.slowDown(Math.min(ms, limits.maxSlowMs))
  }

  /** Who has no account, where devices have accounts. */
  const isStranger = ({ account }: Peer) => account === undefined && speakers.haveDevicesAccounts

  /**
   * Counts a packet of a stranger: for its connection and for its network, whatever it names, so that another name in each message gains nothing.
   * Who has not been let in yet may have an account: its network's strangers keep nobody waiting for that.
   * @param count 1, and more for a large one
   * @returns true where it is one too many: it is read no further for a while
   */
  function isTooMuchOfStranger(peer: Peer, count: number): boolean {
    const now = clock.now()
    peer.asStranger ??= floodOfStranger.fresh(now)
    const ofNetwork = floodOfStrangers.of(networkOf(peer.from), now)
    // What is refused is not owed: others of its network wait for no debt of its.
    const isTooMuch =
      floodOfStranger.isSpent(peer.asStranger, now) || (peer.isLetIn && floodOfStrangers.isSpent(ofNetwork, now))
    if (isTooMuch) {
      // Whom its topic names has nothing to do with it.
      tell(peer, { reason: 'flooding', params: { source: peer.from, max: limits.strangerPerSecond } }, { topic: '' })
    } else {
      floodOfStranger.spend(peer.asStranger, now, count)
      if (peer.isLetIn) floodOfStrangers.spend(ofNetwork, now, count)
    }
    return isTooMuch
  }

  /**
   * Counts a packet before the parser sees it: of a stranger all but messages, which are counted when they are decided on, and what is large of
   * these; of everybody else what is no message, such as pings and subscriptions, each of which is answered.
   * @returns how long it has to wait, ms; 0: it goes on
   */
  function delayOf(peer: Peer, type: number, bytes: number): number {
    // There is one, of a connection, and who it is of is not known before it has been read.
    if (type === CONNECT) return 0
    if (isStranger(peer)) {
      const isDecidedOn = type === PUBLISH && bytes <= limits.maxPacketBytes
      if (isDecidedOn && peer.undecided >= limits.strangerAtOnce) return SLOW_PACKETS_MS
      const count = (type === PUBLISH ? 0 : 1) + Math.floor(bytes / STRANGERS_BYTES)
      if (count > 0 && isTooMuchOfStranger(peer, count)) return limits.maxSlowMs
      if (isDecidedOn) peer.undecided++
      return 0
    }
    if (type === PUBLISH) return 0
    const now = clock.now()
    peer.asAnybody ??= peer.account === undefined ? floodOfPackets.fresh(now) : floodOfPackets.of(peer.account, now)
    if (!floodOfPackets.isSpent(peer.asAnybody, now)) {
      floodOfPackets.spend(peer.asAnybody, now)
      return 0
    }
    return SLOW_PACKETS_MS
  }

  /** Counts a message for its account, whichever sources it names. Of what is too much nothing is lost: it is read no faster. */
  function countForAccount(client: Client | null, { account }: Peer): void {
    if (account === undefined) return
    const now = clock.now()
    slowDown(client, floodOfAccounts.spend(floodOfAccounts.of(account, now), now))
  }

  /**
   * Counts a message of a source. Who sends too much is named, and slowed down: its connection is read no faster where it speaks for nobody else,
   * so that nothing is lost. @returns true where others share the connection: the message is one too many
   */
  function isTooMuch(client: Client | null, peer: Peer, topic: string): boolean {
    // Several topics are one device's; of systems each topic is a source.
    const isDevice = topic.startsWith(sensors) || topic.startsWith(cameras)
    const own = isDevice ? topic.slice(0, topic.lastIndexOf('/')) : topic
    if (peer.speaksFor !== own) peer.speaksFor = peer.speaksFor === '' ? own : undefined
    const now = clock.now()
    const allowance = flood.of(own, now)
    const isShared = peer.speaksFor === undefined
    const waitMs = isShared && flood.isSpent(allowance, now) ? 1 : flood.spend(allowance, now)
    if (waitMs === 0) return false
    const source = sourceNamed(topic)
    const before = floods.get(source)
    const isSame = before !== undefined && now - before.seenAt < SAME_FLOOD_MS
    if (!isSame) log.warn({ source, client: peer.id, from: peer.from }, 'a source sends too much and is slowed down')
    const { perSecond } = limits
    floods.set(source, { source, since: isSame ? before.since : now, seenAt: now, client: peer.id, perSecond })
    if (!isShared) slowDown(client, waitMs)
    return isShared
  }

  /** It is acknowledged, remembered by nobody and passed on to nobody. */
  function discard(packet: PublishPacket): void {
    Object.assign(packet, { topic: DISCARDED, payload: NO_PAYLOAD, retain: false })
  }

  function track(work: Promise<void>, connection: unknown, done: (error?: Error) => void): void {
    const guarded = connection instanceof GuardedConnection ? connection : undefined
    guarded?.begin()
    const end = (error?: Error) => {
      done(error)
      inFlight.delete(all)
      guarded?.done()
    }
    const all: Promise<void> = work.then(
      () => end(),
      (error: unknown) => end(error instanceof Error ? error : new Error(String(error))),
    )
    inFlight.add(all)
  }

  /** What ended a connection; undefined where that is a matter of course: a line that broke, a hub that stops, a store that is away. */
  function faultOf(error: Error & { code?: unknown }): RefusedPart | undefined {
    if (error instanceof ConnectionFault) return error.part
    const { maxSkippedBytes: max } = limits
    if (error.code === MESSAGE_TOO_LARGE) return { reason: 'packetTooLarge', params: { bytes: `> ${max}`, max } }
    if (error.code !== undefined || error instanceof NotKept || ORDINARY.test(error.message)) return undefined
    return { reason: 'protocolError', params: { cause: error.message } }
  }

  function cutOff(client: Client, error: Error): void {
    const peer = peerOf(client)
    const fault = faultOf(error)
    if (peer.isTold || stopping || fault === undefined) {
      log.debug({ client: peer.id, reason: error.message }, 'a connection has ended')
      return
    }
    peer.isTold = true
    tell(peer, fault)
  }

  /** Introduces a connection that has said who it is. */
  function introduce(
    client: Client,
    { clientId, protocolVersion }: { clientId: string; protocolVersion?: number },
  ): void {
    const peer = peerOf(client)
    peer.id = clientId === '' ? undefined : clientId
    if (protocolVersion === 5) {
      // Aedes answers in words that clients of MQTT 5 understand, too.
      peer.isTold = true
      tell(peer, { reason: 'protocolVersion', params: { version: '5.0' } })
    }
  }

  /** @returns undefined when somebody may come in; else the return code of MQTT 3.1.1 */
  function letIn(client: Client, name: string | undefined, secret: Buffer | undefined): number | undefined {
    const peer = peerOf(client)
    const fault = speakers.toConnect(name, secret)
    if (fault !== undefined) {
      peer.isTold = true
      tell(peer, fault)
      notLetIn({ from: peer.from, client: peer.id, name, reason: fault.reason })
      return name === undefined ? NOT_AUTHORIZED : BAD_NAME_OR_PASSWORD
    }
    if (name !== undefined) limitAccount(name)
    peer.account = name
    peer.isLetIn = true
    // An account has client ids of its own: nobody throws another out by taking its id. No name has a line break in it.
    Object.assign(client, { id: `${name ?? ''}\n${client.id}` })
    noteTakeover(client, peer)
    return undefined
  }

  /** Of the connections of one account that are too many the oldest gives way: whoever has got hold of a device's secret takes nobody else's room. */
  function limitAccount(account: string): void {
    const all = [...connections].filter(([, peer]) => peer.account === account)
    if (all.length >= limits.maxOfAccount) giveWay(all[0], limits.maxOfAccount)
  }

  function giveWay(one: readonly [GuardedConnection, Peer] | undefined, max: number): void {
    if (one === undefined) return
    const [connection, peer] = one
    peer.isTold = true
    tell(peer, { reason: 'tooManyConnections', params: { max } })
    connections.delete(connection)
    connection.destroy()
  }

  /** Whoever has most messages at QoS 2 without a last word keeps no other from sending: its line ends, and is named. */
  function giveWayOfQos2(id: string): void {
    const peer = connected.get(id)
    const one = [...connections].find(([, of]) => of === peer)
    if (one === undefined || peer === undefined) return
    peer.isTold = true
    tell(peer, { reason: 'protocolError', params: { cause: TOO_MANY_OPEN } })
    connections.delete(one[0])
    one[0].destroy()
  }

  /** How many there may be of what is full now; undefined: there is room for one more. */
  function fullAt(isWebSocket: boolean): number | undefined {
    if (connections.size >= limits.maxConnections) return limits.maxConnections
    const isFull = isWebSocket && countOf((peer) => peer.isWebSocket) >= limits.maxWebSockets
    return isFull ? limits.maxWebSockets : undefined
  }

  /**
   * Why one more connection finds no room. Where devices have accounts, whoever has shown none gives way, the oldest first: a stranger who connects
   * over and over keeps no device out.
   */
  function noRoom(isWebSocket: boolean): RefusedPart | undefined {
    const max = fullAt(isWebSocket)
    if (max === undefined) return undefined
    const isOfAll = max === limits.maxConnections
    const strangers = [...connections].filter(([, peer]) => peer.account === undefined && (isOfAll || peer.isWebSocket))
    if (speakers.haveDevicesAccounts) giveWay(strangers[0], max)
    const still = fullAt(isWebSocket)
    return still === undefined ? undefined : { reason: 'tooManyConnections', params: { max: still } }
  }

  const countOf = (is: (peer: Peer) => boolean) => [...connections.values()].filter(is).length

  function noteTakeover(client: Client, peer: Peer): void {
    const displaced = connected.get(client.id)
    if (displaced === undefined) return
    const collision = takeovers.took(client.id, peer.from, displaced.from, clock.now())
    if (collision === undefined) return
    const { count, seconds, addresses } = collision
    tell(displaced, { reason: 'clientCollision', params: { count, seconds, addresses: addresses.join(', ') } })
  }

  function filterDenial(filter: string): RefusedPart | undefined {
    if (filter.startsWith('$')) return { reason: 'hiddenTopic', params: { filter } }
    return isTooDeep(filter) ? { reason: 'topicTooDeep', params: { max: limits.maxTopicLevels } } : undefined
  }

  function maySubscribe(client: Client, subscription: { readonly topic: string }): boolean {
    const peer = peerOf(client)
    const denied = subscriptions.denial(subscription) ?? speakers.toHear(peer.account, subscription.topic)
    if (denied !== undefined) tell(peer, denied)
    return denied === undefined
  }

  async function createAedes(): Promise<Aedes> {
    const aedes = await Aedes.createBroker({
      // Deliveries never wait for a socket (see GuardedConnection), so none needs to queue for another.
      concurrency: 0,
      connectTimeout: limits.connectTimeoutMs,
      maxInflightInbound: MAX_MESSAGE_IDS,
      preConnect(client, packet, done) {
        // A kept session would queue without bound for whoever never comes back; the answer says that none is present.
        packet.clean = true
        introduce(client, packet)
        done(null, !stopping)
      },
      authenticate(client, name, secret, done) {
        const returnCode = letIn(client, name, secret)
        if (returnCode === undefined) done(null, true)
        else done(Object.assign(new Error('not let in'), { returnCode }), false)
      },
      authorizePublish: (client, packet, done) =>
        track(
          inTurn(() => publishedByClient(client, packet), isStranger(peerOf(client))),
          client?.conn,
          done,
        ),
      authorizeSubscribe(client, subscription, done) {
        done(null, maySubscribe(client, subscription) ? subscription : null)
      },
    })
    Object.assign(
      (aedes as unknown as { persistence: object }).persistence,
      createQos2Window(limits.maxOpenQos2, giveWayOfQos2),
    )
    // Aedes ends the connection over a topic deeper than its matcher can split. Whatever is published or subscribed to is asked about first, and
    // what is deeper than ours never gets to the matcher.
    Object.assign(aedes, { maxTopicLevels: Number.POSITIVE_INFINITY })
    aedes.on('client', (client) => connected.set(client.id, peerOf(client)))
    aedes.on('clientDisconnect', (client) => {
      if (connected.get(client.id) === peers.get(client)) connected.delete(client.id)
    })
    aedes.on('clientError', cutOff)
    aedes.on('connectionError', cutOff)
    return aedes
  }

  /** @param line what the stream comes by */
  function connect(stream: Duplex, line: Socket, isWebSocket: boolean): void {
    pending.delete(endOf(line))
    const from = line.remoteAddress ?? ''
    const peer = newPeer(from, isWebSocket)
    const full = noRoom(isWebSocket)
    if (broker === undefined || full !== undefined) {
      if (full !== undefined) tell(peer, full)
      stream.on('error', () => undefined).destroy()
      return
    }
    const connection = new GuardedConnection(stream, limits, {
      onOversize({ topic, bytes, head }) {
        peer.lastTopic = topic
        // Where the connection ends for it, this has said why.
        peer.isTold = bytes > limits.maxSkippedBytes
        const verdict = speakers.toPublish(peer.account, topic)
        const tooLarge = { reason: 'tooLarge', params: { bytes, max: MAX_JSON_BYTES } } as const
        tell(peer, typeof verdict === 'object' ? verdict : tooLarge, { topic, payload: head })
      },
      delayOf: (type, bytes) => delayOf(peer, type, bytes),
      turns: packetTurns,
    })
    connections.set(connection, peer)
    connection.once('close', () => connections.delete(connection))
    const client = broker.handle(connection)
    subscriptions.follow(client)
    peers.set(client, peer)
  }

  async function open(server: Server, at: { port: number; setting: 'MQTT_PORT' | 'MQTT_WS_PORT' }): Promise<number> {
    await listen(server, { host, ...at })
    servers.push(server)
    server.on('error', (error) => log.warn({ error }, 'the embedded broker cannot take a connection'))
    return (server.address() as AddressInfo).port
  }

  function tlsOptions(): TlsOptions | undefined {
    return certificate && { ...certificate.pair(), minVersion: 'TLSv1.2', handshakeTimeout: limits.connectTimeoutMs }
  }

  /** What does not end its handshake is no connection yet: it is counted here, and ended with the server. */
  function followLines(server: SecureServer): void {
    server.on('connection', (line: Socket) => {
      const end = endOf(line)
      lines.add(line)
      pending.set(end, line)
      line.once('close', () => {
        lines.delete(line)
        if (pending.get(end) === line) pending.delete(end)
      })
      const [[oldest, first] = []] = pending
      if (pending.size <= limits.maxConnections || oldest === undefined) return
      pending.delete(oldest)
      first?.destroy()
    })
    // Node itself tells of a handshake that has taken too long, and leaves the line open.
    server.on('tlsClientError', (error, line) => {
      log.debug({ reason: error.message }, 'no encryption came about')
      line.destroy()
    })
    secureServers.push(server)
  }

  certificate?.onChange((pair) => {
    for (const server of secureServers) server.setSecureContext({ ...pair, minVersion: 'TLSv1.2' })
  })

  speakers.onCutOff((account) => {
    for (const [connection, peer] of connections) {
      if (peer.account !== account) continue
      peer.isCutOff = true
      connection.destroy()
    }
  })

  const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))

  return {
    async start() {
      broker = await createAedes()
      try {
        const take = (socket: Socket) => {
          socket.setKeepAlive(true, 60_000)
          connect(socket, socket, false)
        }
        const tls = tlsOptions()
        const tcp =
          tls === undefined
            ? createServer({ noDelay: true }, take)
            : createSecureServer({ noDelay: true, ...tls }, take)
        if ('setSecureContext' in tcp) followLines(tcp)
        listening = await open(tcp, { port, setting: 'MQTT_PORT' })
        if (webSocketPort === undefined) {
          log.info({ host, port: listening }, 'the embedded broker listens')
          return { port: listening }
        }
        const door = createWebSocketDoor({
          connect: (stream, line) => connect(stream, line, true),
          maxMessageBytes: limits.maxSkippedBytes,
          noRoom: () => noRoom(true),
          addressFault: createAddressCheck({ host, origins }),
          refused: (part, from) => trace({ client: undefined, from, topic: '' }, part),
          tls,
        })
        if ('setSecureContext' in door) followLines(door)
        const opened = await open(door, { port: webSocketPort, setting: 'MQTT_WS_PORT' })
        log.info({ host, port: listening, webSocketPort: opened }, 'the embedded broker listens')
        return { port: listening, webSocketPort: opened }
      } catch (error) {
        for (const server of servers.splice(0)) await closed(server)
        listening = 0
        broker.close()
        broker = undefined
        throw error
      }
    },

    async stop() {
      if (broker === undefined) return
      const allClosed = servers.map(closed)
      servers = []
      for (const connection of connections.keys()) connection.hold()
      await settled([...inFlight], STOP_WAIT_MS)
      await until(() => [...connections.keys()].every((connection) => connection.hasSent()), FLUSH_WAIT_MS)
      stopping = true
      await new Promise<void>((resolve) => broker?.close(resolve))
      for (const connection of connections.keys()) connection.destroy()
      for (const line of lines) line.destroy()
      await Promise.all(allClosed)
      secureServers = []
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
    floods: () => [...floods.values()],
    clientsOf: (account) => countOf((peer) => peer.account === account),
  }
}
