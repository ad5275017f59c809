import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type DefaultEventsMap, Server, type Socket } from 'socket.io'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import type { Permission } from '../../domain/access/permissions.ts'
import { may, type Principal, reachOf, whoseOf } from '../../domain/access/principal.ts'
import { FEEDS } from '../../domain/feeds/index.ts'
import type { MatterKind } from '../../domain/matters/fact.ts'
import { PROBLEMS, problemSentence, quoted } from '../../domain/problems.ts'
import { SOCKET_EVENTS } from '../../domain/socketEvents.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import {
  type Answer,
  type ClientToHub,
  type CommandReply,
  type FeedName,
  type HubToClient,
  MAX_WATCHED,
  type Scope,
  SIGN_IN_FIRST,
  TOO_MANY_SCREENS,
} from '../../domain/wire.ts'
import type { City } from '../city/city.ts'
import type { Picture } from '../city/picture.ts'
import type { Clock } from '../clock.ts'
import { type Allowance, createFloodControl } from '../floodControl.ts'
import type { Audit } from '../gate/audit.ts'
import type { CommandGate } from '../gate/commands.ts'
import type { Peers } from '../gate/peers.ts'
import { createPlaces } from '../gate/places.ts'
import type { Principals } from '../gate/principals.ts'
import type { AddressCheck } from '../http/origin.ts'
import type { WebServer } from '../http/webServer.ts'
import { ownTurn } from '../ownTurn.ts'
import { Problem, problemOf } from '../problem.ts'
import type { CameraPictures } from '../services/cameraPictures.ts'
import { channelName, createFanout } from './fanout.ts'
import { createFrameWatch, type FrameWatch } from './frames.ts'
import { createLookers } from './lookers.ts'
import { createScopesOf } from './scope.ts'
import { createWallLine, type WallParts } from './wallLine.ts'
import { WRITING, type WrittenSnapshot } from './writtenSnapshot.ts'

/** What may wait in the hub for one screen, beside the snapshots it asked for, before it gets no more deltas, and when it gets them again. */
const BACKLOG_HIGH_BYTES = 1_000_000
const BACKLOG_LOW_BYTES = 64_000
/** A screen that has not drained in this long is cut off; it comes back by itself when it can. */
const STALLED_MS = 30_000
const BACKLOG_CHECK_MS = 250
const MAX_SUBSCRIPTIONS = 64
/** Whoever has not said who they are by then is cut off. */
const INTRODUCED_WITHIN_MS = 10_000
/** Connections whose other end has not: each may hold a message of the largest size. Beyond, see `Places.take`. */
const MAX_STRANGERS = 2_000
/** Packets of a connection until it is known whose it is: one that says so, and it again twice a second. Beyond, it is cut off. */
const MOST_OF_STRANGER = 30
/** Packets that a screen may send: far more than a page does that somebody works in. Beyond, its line is read more slowly. */
const OF_SCREEN = { burst: 300, perSecond: 50 }
/** What all screens of one person, program or wall may say together, for each that they may have open. */
const OF_ONE = { burst: 60, perSecond: 10 }
/** As many as the setting may say. */
const MAX_OF_ONE = 100_000
/** Commands of one screen that may be under way at a time. */
const MAX_COMMANDING = 8

/** A connection of Engine.IO. */
type Line = Screen['conn']
type Screen = Socket<ClientToHub, HubToClient, DefaultEventsMap, { principal: Principal }>

/** One channel that a screen follows. */
interface Subscription {
  readonly feed: FeedName
  readonly scope: Scope
  /** Answers who has asked for it and waits for the snapshot; undefined: nobody does. */
  answer: ((reply: SnapshotReply) => void) | undefined
  /** Of a screen that does not keep up: number of the last delta that it was sent, or that its snapshot holds. */
  lastSeq: number
}

/** State of one connection. */
interface LineState {
  /** Packets that have come of it. */
  packets: number
  /** Whose it is, once that is known. */
  whose: string | undefined
  /** Pictures that it has been sent and has not said it has taken. */
  untaken: number
  /** What it may still send. */
  readonly allowance: Allowance
  /** It is not read before that, by the monotonic clock; undefined: it is. */
  heldUntil: number | undefined
}

/** State of one connected screen. */
interface ClientSession {
  /** As it was last told: rights change while a screen is connected. */
  principal: Principal
  readonly frames: FrameWatch
  readonly subscriptions: Map<string, Subscription>
  /** Commands under way. */
  commanding: number
  /** It does not keep up, and gets no deltas until what waits for it has drained. */
  isLagging: boolean
  /** Since when too much has waited for it, snapshots included, by the monotonic clock; undefined while it has drained. */
  waitingSince: number | undefined
  /**
   * Bytes of snapshots that waited for it when they were sent, since it had drained last. A screen is not behind because it was given much at once: were
   * it told so, it would ask for the same again, for ever.
   */
  snapshotBytes: number
}

type SnapshotReply = Answer<{ snapshot: WrittenSnapshot }>
type Reply = Answer<object> | CommandReply
type Said = (screen: Screen, session: ClientSession, request: unknown) => Reply | Promise<Reply>

const refusal = (reason: string) => ({ ok: false as const, reason })

const isDeclared = (event: string | number): event is keyof ClientToHub => Object.hasOwn(SOCKET_EVENTS, event)

/** Socket.IO to the screens: snapshots, numbered deltas in rooms by scope, frames by credit. */
export interface Gateway {
  start(): void
  stop(): Promise<void>
  clients(): number
  /** How many people are connected who may do something anywhere, each once. */
  holding(permission: Permission): number
  /** Screens that get no deltas now because they do not keep up. */
  lagging(): number
}

/**
 * @param matterUnit where something lies that people deal with; undefined: it is not there
 * @param addressFault what is wrong with who asks, or with the name that is asked: browsers apply no same-origin rule to WebSockets
 */
export function createGateway({
  server,
  picture,
  city,
  units,
  principals,
  peers,
  commands,
  walls,
  matterUnit = () => undefined,
  pictures = { ...city, watch: () => undefined },
  audit,
  clock,
  epoch,
  addressFault,
  maxStrangers = MAX_STRANGERS,
  maxOfOne = MAX_OF_ONE,
  log,
}: {
  server: WebServer
  picture: Picture
  city: City
  units: UnitTree
  principals: Principals
  peers: Peers
  commands: CommandGate
  walls: WallParts
  matterUnit?: (kind: MatterKind, id: string) => string | null | undefined
  /** Pictures as people may see them; as they come when absent. */
  pictures?: Pick<CameraPictures, 'frame' | 'onFrame' | 'watch'>
  audit: Pick<Audit, 'refused' | 'viewed' | 'followed'>
  clock: Clock
  epoch: string
  addressFault: AddressCheck
  maxStrangers?: number
  /** Screens of one person, program or wall: those that are open stay, and one more is told so. */
  maxOfOne?: number
  log: Logger
}): Gateway {
  const io = new Server<ClientToHub, HubToClient, DefaultEventsMap, { principal: Principal }>({
    // A wall redraws from a snapshot; holding a missed packet for a gone screen would be memory without use.
    connectionStateRecovery: undefined,
    parser: WRITING,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 64 * 1024,
    serveClient: false,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    connectTimeout: INTRODUCED_WITHIN_MS,
  })
  const strangers = createPlaces<Line>(maxStrangers)
  const sessions = new Map<Screen, ClientSession>()
  /** Connections by whose they are. */
  const linesOf = new Map<string, Set<Line>>()
  const states = new WeakMap<Line, LineState>()
  const ofScreens = createFloodControl(OF_SCREEN)
  const ofEach = createFloodControl({ burst: OF_ONE.burst * maxOfOne, perSecond: OF_ONE.perSecond * maxOfOne })
  const fanout = createFanout({
    picture,
    clock,
    epoch,
    scopesOf: createScopesOf(units, picture),
    send: (channel, delta) => void io.to(channel).emit('delta', delta),
  })
  const wallLine = createWallLine({ walls, units, monotonic: () => performance.now() })
  const lookers = createLookers<Screen>({
    units,
    unitOf: matterUnit,
    tell: (screen, looking) => void screen.emit('looking', looking),
  })
  let timer: NodeJS.Timeout | undefined

  /** What becomes of what a screen says. */
  const SAID: Readonly<Record<keyof ClientToHub, Said>> = {
    ...{ subscribe, unsubscribe, watch, painted, attend, look, time, command },
  }

  function subscribe(screen: Screen, session: ClientSession, request: unknown): SnapshotReply | Promise<SnapshotReply> {
    const parsed = SOCKET_EVENTS.subscribe.safeParse(request)
    if (!parsed.success) return refusal('subscribe wants { feed, scope: { unit } or { person } } with a known feed')
    const { feed, scope } = parsed.data
    const unit = 'unit' in scope ? scope.unit : null
    if (unit !== null && !units.byCode.has(unit)) return refusal(`no unit has the code ${JSON.stringify(unit)}`)
    if (!mayFollow(session.principal, feed, scope)) {
      refused(screen, session, { did: 'subscribe', input: { feed }, unit, result: 'forbidden' })
      return refusal(`may not follow ${feed} of ${unit ?? 'that person'}`)
    }
    // What a program takes leaves the hub, by a socket as by a request.
    if (session.principal.is === 'token')
      audit.followed(feed, unit, peers.fromOf(screen.request, 'socket'), session.principal)
    const channel = channelName(feed, scope)
    let subscription = session.subscriptions.get(channel)
    if (subscription === undefined) {
      if (session.subscriptions.size >= MAX_SUBSCRIPTIONS)
        return refusal(`at most ${MAX_SUBSCRIPTIONS} subscriptions a screen`)
      subscription = { feed, scope, answer: undefined, lastSeq: 0 }
      session.subscriptions.set(channel, subscription)
      fanout.join(feed, scope)
    }
    return snapshotInTurn(screen, session, channel, subscription)
  }

  /**
   * When thousands of screens come back at once, each of their snapshots is sent in a turn of its own: those who have theirs get their deltas meanwhile.
   * A screen waits for one snapshot of a channel at a time.
   */
  function snapshotInTurn(
    screen: Screen,
    session: ClientSession,
    channel: string,
    subscription: Subscription,
  ): Promise<SnapshotReply> {
    const isInLine = subscription.answer !== undefined
    subscription.answer?.(refusal('asked again before it was answered'))
    const answer = new Promise<SnapshotReply>((resolve) => {
      subscription.answer = resolve
    })
    if (!isInLine)
      void ownTurn().then(() => {
        const answer = subscription.answer
        if (answer === undefined) return
        subscription.answer = undefined
        if (!session.isLagging) void screen.join(channel)
        subscription.lastSeq = fanout.seqOf(subscription.feed, subscription.scope)
        answer({ ok: true, snapshot: fanout.snapshot(subscription.feed, subscription.scope) })
      })
    return answer
  }

  function unsubscribe(screen: Screen, session: ClientSession, request: unknown): Answer<object> {
    const parsed = SOCKET_EVENTS.unsubscribe.safeParse(request)
    if (!parsed.success) return { ok: false, reason: 'unsubscribe wants what subscribe does' }
    leave(screen, session, channelName(parsed.data.feed, parsed.data.scope))
    return { ok: true }
  }

  function watch(screen: Screen, session: ClientSession, request: unknown): Answer<object> {
    const parsed = SOCKET_EVENTS.watch.safeParse(request)
    if (!parsed.success) return { ok: false, reason: `watch wants a list of at most ${MAX_WATCHED} camera ids` }
    const unknown = parsed.data.filter((id) => !mayWatch(session.principal, id))
    const watched = parsed.data.filter((id) => mayWatch(session.principal, id))
    session.frames.watch(watched)
    pictures.watch(session, watched)
    const from = peers.fromOf(screen.request, 'socket')
    audit.viewed(
      watched.map((id) => ({ id, unit: city.camera(id)?.commune ?? null })),
      from,
      session.principal,
    )
    for (const id of unknown) {
      const unit = city.camera(id)?.commune
      if (unit !== undefined)
        refused(screen, session, { did: 'watchCamera', input: { camera: id }, unit, result: 'forbidden' })
    }
    return unknown.length === 0 ? { ok: true } : { ok: false, reason: `unknown cameras: ${unknown.join(', ')}` }
  }

  function painted(screen: Screen, session: ClientSession, report: unknown): Answer<object> {
    const reply = wallLine.painted(screen, session.principal, report)
    if (!reply.ok && reply.reason === 'forbidden')
      refused(screen, session, { did: 'reportWall', input: {}, unit: null, result: 'forbidden' })
    return reply
  }

  function attend(screen: Screen, session: ClientSession, wall: unknown): Answer<object> {
    return wallLine.attend(screen, session.principal, wall)
  }

  function look(screen: Screen, session: ClientSession, request: unknown): Answer<object> {
    const said = SOCKET_EVENTS.look.safeParse(request)
    if (!said.success) {
      lookers.gone(screen)
      return { ok: false, reason: 'look wants { kind, id } of a matter, or null' }
    }
    return lookers.look(screen, session.principal, said.data) ? { ok: true } : { ok: false, reason: 'forbidden' }
  }

  function time(_screen: Screen, _session: ClientSession, request: unknown): Answer<{ now: number }> {
    if (!SOCKET_EVENTS.time.safeParse(request).success) return { ok: false, reason: 'time wants null' }
    return { ok: true, now: clock.now() }
  }

  function undeclared(screen: Screen, session: ClientSession, event: string | number): Answer<object> {
    const input = { event: quoted(String(event)) }
    refused(screen, session, { did: 'say', input, unit: null, result: 'undeclared' })
    return { ok: false, reason: `a screen says ${Object.keys(SOCKET_EVENTS).join(', ')}, and nothing else` }
  }

  /** Nothing that one screen says ends the hub for all the others. */
  function replyTo(screen: Screen, session: ClientSession, event: string | number, request: unknown) {
    try {
      return isDeclared(event) ? SAID[event](screen, session, request) : undeclared(screen, session, event)
    } catch (error) {
      log.error({ error, event }, 'what a screen said could not be answered')
      return { ok: false as const, reason: 'internal' }
    }
  }

  /** Rows of places are followed by permission, those of people by whose they are and nobody else. */
  function mayFollow(principal: Principal, feed: FeedName, scope: Scope): boolean {
    const { see } = FEEDS[feed]
    if ('unit' in scope) return see !== 'self' && may(principal, see, scope.unit, units)
    return see === 'self' && principal.is === 'person' && !principal.pending && principal.id === scope.person
  }

  /** Tells the log. */
  function refused(
    { request }: Screen,
    { principal }: Pick<ClientSession, 'principal'>,
    what: Pick<AuditEntry, 'did' | 'input' | 'unit' | 'result'>,
  ): void {
    audit.refused({ ...what, from: peers.fromOf(request, 'socket') }, principal)
  }

  async function command(screen: Screen, session: ClientSession, request: unknown): Promise<CommandReply> {
    const parsed = SOCKET_EVENTS.command.safeParse(request)
    if (!parsed.success) return { ok: false, code: 'unreadableRequest', params: {} }
    const { name, input } = parsed.data
    if (session.commanding >= MAX_COMMANDING) return { ok: false, code: 'tooManyAtOnce', params: {} }
    session.commanding++
    try {
      const from = peers.fromOf(screen.request, 'socket')
      // Limits of administration change with the hour, too: who asks is asked for each command.
      const principal = principalOf(screen)
      if (principal === undefined) throw new Problem('signInFirst')
      const { answer } = await commands.carryOut({
        ...{ name, input, principal, from, asking: screen.request },
        again: () => principalOf(screen),
      })
      return { ok: true, answer }
    } catch (error) {
      const problem = problemOf(error)
      if (problem === undefined) log.error({ error, name }, 'a command failed')
      const { code, params } = problem ?? new Problem('internal')
      return { ok: false, code, params }
    } finally {
      session.commanding--
    }
  }

  function leave(screen: Screen, session: ClientSession, channel: string): void {
    const subscription = session.subscriptions.get(channel)
    if (subscription === undefined) return
    session.subscriptions.delete(channel)
    subscription.answer?.(refusal('left before it was answered'))
    subscription.answer = undefined
    void screen.leave(channel)
    fanout.leave(subscription.feed, subscription.scope)
  }

  /** A camera of another place is to who may not watch it like one that is not there. */
  function mayWatch(principal: Principal, id: string): boolean {
    const camera = city.camera(id)
    return camera !== undefined && may(principal, 'cameras.watch', camera.commune, units)
  }

  function sessionOf(screen: Screen, principal: Principal): ClientSession {
    const frames = createFrameWatch(
      { ...city, frame: (id) => (mayWatch(session.principal, id) ? pictures.frame(id) : undefined) },
      (head, jpeg, timeoutMs) =>
        new Promise((resolve, reject) => {
          const state = states.get(screen.conn)
          if (state !== undefined) state.untaken++
          screen.timeout(timeoutMs).emit('frame', head, jpeg, (error: Error | null) => {
            if (error === null) resolve()
            else reject(error)
          })
        }),
    )
    const session: ClientSession = {
      principal,
      frames,
      subscriptions: new Map(),
      commanding: 0,
      isLagging: false,
      waitingSince: undefined,
      snapshotBytes: 0,
    }
    return session
  }

  const principalOf = (screen: Screen) => {
    const { token, wall } = screen.handshake.auth
    return principals.of(screen.request, { ...(typeof token === 'string' && { token }), isWall: wall === true })
  }

  /**
   * Closes the sockets of those who may no longer come in, and takes from the others what they may no longer follow: such a screen subscribes
   * again, and is told what it may not.
   */
  function judgeAgain(): void {
    for (const [screen, session] of sessions) {
      const principal = principalOf(screen)
      if (principal === undefined || principal.id !== session.principal.id) {
        screen.disconnect(true)
        continue
      }
      session.principal = principal
      lookers.judge(screen, principal)
      for (const [channel, { feed, scope }] of [...session.subscriptions]) {
        if (mayFollow(principal, feed, scope)) continue
        leave(screen, session, channel)
        screen.emit('ended', { feed, scope })
      }
    }
  }
  principals.onChange(judgeAgain)

  io.use((screen, next) => {
    const principal = principalOf(screen)
    if (principal === undefined) {
      const from = peers.fromOf(screen.request, 'socket')
      audit.refused({ from, did: 'connect', input: {}, unit: null, result: 'signInFirst' }, undefined)
      return next(new Error(SIGN_IN_FIRST))
    }
    const state = states.get(screen.conn)
    // A page has one screen on a connection; each further one would be state without an end.
    if (state?.whose !== undefined) return terminate(screen.conn)
    if (!holdLine(screen.conn, principal)) {
      refused(screen, { principal }, { did: 'connect', input: {}, unit: null, result: 'tooManyScreens' })
      return next(new Error(TOO_MANY_SCREENS))
    }
    screen.data.principal = principal
    if (state !== undefined) state.whose = whoseOf(principal)
    next()
  })
  io.on('connection', (screen) => {
    strangers.leave(screen.conn)
    const session = sessionOf(screen, screen.data.principal)
    sessions.set(screen, session)

    // Whatever is said comes by here, also what the protocol allows and nobody declared: names that are numbers, no request, three of them.
    screen.onAny((event: string | number, ...given: unknown[]) => {
      const last = given.at(-1)
      const answer = typeof last === 'function' ? (last as (reply: Reply) => void) : () => undefined
      const request = typeof given[0] === 'function' ? undefined : given[0]
      const reply = replyTo(screen, session, event, request)
      const tell = (answered: Reply) => {
        const before = backlogBytes(screen)
        answer(answered)
        if (event === 'subscribe') session.snapshotBytes += Math.max(0, backlogBytes(screen) - before)
      }
      if (reply instanceof Promise) void reply.then(tell)
      else tell(reply)
    })
    screen.on('disconnect', () => {
      for (const channel of [...session.subscriptions.keys()]) leave(screen, session, channel)
      session.frames.watch([])
      pictures.watch(session, [])
      wallLine.gone(screen)
      lookers.gone(screen)
      sessions.delete(screen)
    })
  })

  pictures.onFrame((camera) => {
    for (const session of sessions.values()) if (!session.isLagging) session.frames.offer(camera)
  })

  /**
   * Counts what comes of a connection, whatever it is. Of a screen that sends too much the line is not read until it may send more: nothing of what it
   * says is lost, and nobody else waits. Whoever is not known yet is cut off. That a picture has been taken is no more than has been sent: a mosaic says
   * so a hundred times a second.
   */
  function count(line: Line, state: LineState, packet: Packet): void {
    if (state.untaken > 0 && isAnswer(packet)) {
      state.untaken--
      return
    }
    state.packets++
    if (state.whose === undefined) {
      if (state.packets <= MOST_OF_STRANGER) return
      // Of what has come in one piece the rest is read before the end of the line is noticed.
      line.removeAllListeners('data')
      terminate(line)
      return
    }
    const now = performance.now()
    const allowanceOfAll = ofEach.of(state.whose, now)
    const ms = Math.max(ofScreens.spend(state.allowance, now), ofEach.spend(allowanceOfAll, now))
    if (ms <= 0) return
    const isHeld = state.heldUntil !== undefined
    state.heldUntil = now + ms
    if (isHeld) return
    log.info({ whose: state.whose }, 'a screen says too much: its line is read more slowly')
    void hold(line, () => Math.max(0, (state.heldUntil ?? 0) - performance.now())).then(() => {
      state.heldUntil = undefined
    })
  }

  function checkBacklog(screen: Screen, session: ClientSession): void {
    const waiting = backlogBytes(screen)
    if (waiting <= BACKLOG_LOW_BYTES) {
      session.snapshotBytes = 0
      session.waitingSince = undefined
      if (session.isLagging) catchUp(screen, session)
      return
    }
    if (waiting >= BACKLOG_HIGH_BYTES) session.waitingSince ??= performance.now()
    if (session.waitingSince !== undefined && performance.now() - session.waitingSince > STALLED_MS) {
      log.info({ screen: screen.id, waiting }, 'a screen has stalled: cut off')
      terminate(screen.conn)
    } else if (!session.isLagging && waiting >= BACKLOG_HIGH_BYTES + session.snapshotBytes) {
      session.isLagging = true
      for (const [channel, subscription] of session.subscriptions) {
        subscription.lastSeq = fanout.seqOf(subscription.feed, subscription.scope)
        void screen.leave(channel)
      }
      log.info({ screen: screen.id, waiting }, 'a screen does not keep up: no deltas until it has drained')
    }
  }

  /** It follows again; what it has missed something of it asks for anew, and of nothing else. */
  function catchUp(screen: Screen, session: ClientSession): void {
    session.isLagging = false
    for (const [channel, { feed, scope, lastSeq }] of session.subscriptions) {
      void screen.join(channel)
      if (fanout.seqOf(feed, scope) !== lastSeq) screen.emit('delta', fanout.resync(feed, scope))
    }
  }

  /**
   * Nobody’s page but the hub’s opens a socket, and none under a foreign name; Engine.IO would tell every one of them the same. Pages and API
   * have a check of their own.
   */
  function refuseOthers(): void {
    const isSocket = ({ url = '' }: IncomingMessage) => url.startsWith(io.path())
    const faultOf = (request: IncomingMessage) => {
      const fault = isSocket(request) ? addressFault(request) : undefined
      if (fault === undefined) return undefined
      log.warn(fault, 'refused a socket of a page that is not the hub’s')
      const { status, title } = PROBLEMS[fault.code]
      return { status, title, text: problemSentence(fault.code, { ...fault })?.en ?? '' }
    }
    const requests = server.listeners('request') as RequestListener[]
    server.removeAllListeners('request')
    server.on('request', (request, response) => {
      const fault = faultOf(request)
      if (fault === undefined) for (const listener of requests) listener.call(server, request, response)
      else response.writeHead(fault.status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(fault.text)
    })
    const upgrades = server.listeners('upgrade') as ((...given: [IncomingMessage, Duplex, Buffer]) => void)[]
    server.removeAllListeners('upgrade')
    server.on('upgrade', (request, socket, head) => {
      const fault = faultOf(request)
      if (fault === undefined) for (const listener of upgrades) listener.call(server, request, socket, head)
      else
        socket.end(
          `HTTP/1.1 ${fault.status} ${fault.title}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(fault.text)}\r\n\r\n${fault.text}`,
        )
    })
  }

  /** @returns false where as many of theirs are open as may be: what somebody works in is not taken from them for one more */
  function holdLine(line: Line, principal: Principal): boolean {
    const whose = whoseOf(principal)
    const lines = linesOf.get(whose) ?? new Set()
    if (lines.has(line)) return true
    if (lines.size >= maxOfOne) return false
    linesOf.set(whose, lines.add(line))
    line.once('close', () => {
      lines.delete(line)
      if (lines.size === 0 && linesOf.get(whose) === lines) linesOf.delete(whose)
    })
    return true
  }

  function meetStranger(line: Line): void {
    line.once('close', () => strangers.leave(line))
    const allowance = ofScreens.fresh(performance.now())
    const state: LineState = { packets: 0, whose: undefined, untaken: 0, allowance, heldUntil: undefined }
    states.set(line, state)
    line.on('packet', (packet) => count(line, state, packet))
    const displaced = strangers.take(line, peers.addressOf(line.request))
    if (displaced !== undefined) terminate(displaced)
  }

  /** The id of a connection stands in addresses, and so in the logs of proxies: it is of use to nobody but whoever has opened it. */
  function refuseForeignSids(
    request: IncomingMessage,
    response: ServerResponse,
    next: (error?: unknown) => void,
  ): void {
    // Where it is given twice, Engine.IO takes one and a check of another would be none.
    const sids = new URL(request.url ?? '', 'http://hub').searchParams.getAll('sid')
    const isSame = sids.every((sid) => {
      const opened = clientsOf(io.engine)[sid]?.request
      return (
        opened === undefined ||
        (opened.headers.cookie === request.headers.cookie &&
          opened.headers.authorization === request.headers.authorization &&
          peers.addressOf(opened) === peers.addressOf(request))
      )
    })
    if (isSame) next()
    else
      response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end('this connection is somebody else’s')
  }

  return {
    start() {
      // Attached last: Engine.IO takes over the request listeners it finds, and passes on what is not its own.
      io.attach(server)
      io.engine.use(refuseForeignSids)
      io.engine.on('connection', meetStranger)
      refuseOthers()
      timer = setInterval(() => {
        for (const [screen, session] of sessions) checkBacklog(screen, session)
      }, BACKLOG_CHECK_MS)
    },
    async stop() {
      clearInterval(timer)
      fanout.stop()
      io.disconnectSockets(true)
      io.engine.close()
    },
    clients: () => sessions.size,
    holding(permission) {
      const people = new Set<string>()
      for (const { principal } of sessions.values())
        if (principal.is === 'person' && reachOf(principal, permission, units).length > 0) people.add(principal.id)
      return people.size
    },
    lagging: () => [...sessions.values()].filter((session) => session.isLagging).length,
  }
}

/** Engine.IO's open connections by their ids. */
function clientsOf(engine: unknown): Readonly<Record<string, { readonly request: IncomingMessage } | undefined>> {
  return (engine as { clients: Record<string, { request: IncomingMessage }> }).clients
}

/** What lies under a Socket.IO socket and tells what waits in it: Engine.IO's queue, and the WebSocket's own. */
interface Underneath {
  readonly writeBuffer?: readonly { readonly data?: unknown }[]
  readonly transport?: {
    readonly socket?: { readonly bufferedAmount?: number; terminate?(): void; pause?(): void; resume?(): void }
  }
}

/** Bytes accepted for a screen and not yet taken by its connection. */
function backlogBytes(screen: Screen): number {
  const { writeBuffer = [], transport } = screen.conn as unknown as Underneath
  let queued = 0
  for (const { data } of writeBuffer)
    queued += typeof data === 'string' || Buffer.isBuffer(data) ? Buffer.byteLength(data) : 0
  return queued + (transport?.socket?.bufferedAmount ?? 0)
}

/** A packet of Engine.IO. */
interface Packet {
  readonly type: string
  readonly data?: unknown
}

/** Whether a packet answers what the hub has said: of Socket.IO's types the fourth (Socket.IO protocol 5, ACK). */
function isAnswer({ type, data }: Packet): boolean {
  return type === 'message' && typeof data === 'string' && data.startsWith('3')
}

/** Without waiting for a goodbye that a frozen page would never say. */
function terminate(line: Line): void {
  const socket = (line as unknown as Underneath).transport?.socket
  if (socket?.terminate !== undefined) socket.terminate()
  else line.close(true)
}

/**
 * Does not read a line until nothing is left to wait for; one that asks again and again, by HTTP, is closed.
 * @param left how long still, ms
 */
async function hold(line: Line, left: () => number): Promise<void> {
  const socket = (line as unknown as Underneath).transport?.socket
  if (socket?.pause === undefined) {
    line.close()
    return
  }
  socket.pause()
  for (let ms = left(); ms > 0; ms = left()) await setTimeout(ms, undefined, { ref: false })
  socket.resume?.()
}
