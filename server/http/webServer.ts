import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, type Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import { type Principal, whoseOf } from '../../domain/access/principal.ts'
import { UPLOAD } from '../../domain/files/upload.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import type { Certificate } from '../certificate.ts'
import { createPlaces } from '../gate/places.ts'

export type WebServer = HttpServer | HttpsServer

/** Whoever does not end the handshake, or the head of a request, in this time is cut off. */
const HANDSHAKE_MS = 10_000
const TIMES = { headersTimeout: HANDSHAKE_MS, connectionsCheckingInterval: HANDSHAKE_MS / 5 }
const OLDEST_TLS = 'TLSv1.2'
/** Connections over which nobody has come who is known; beyond, see `Places.take`. */
const MAX_STRANGERS = 2_000

/** Connections of one who is known, beside the sockets that they may have open. */
const MAX_OF_ONE = 300
/** Questions of one line that wait for their answers, each in memory: browsers and proxies ask the next one when they have the answer. */
const MAX_UNANSWERED = 10
/** Whoever does not end the body of a request in this time is cut off; a file may take the time that uploads have, and is cut off by them. */
const BODY_MS = 20_000
const FILE_MS = 4 * MINUTE_MS
const FILES = `/api/v1${UPLOAD.path}`
const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/** The server of pages, API and sockets, and its end. */
export interface Web {
  readonly server: WebServer
  /** Before it listens, and when everything that takes requests is there: shows the certificate, and every later one. */
  start(): void
  /**
   * Over this connection somebody has come who is known: it makes room for no stranger. Of those of one the oldest gives way, where they are too many and
   * it is no socket's.
   */
  known(line: Ends, principal: Pick<Principal, 'is' | 'id'>): void
  /** Resolves when every connection has ended, also of those who never ended their handshake. */
  close(): Promise<void>
}

/** The two ends of a connection, by which what is encrypted and what lies under it are told to be one. */
type Ends = Pick<Socket, 'remoteAddress' | 'remotePort' | 'localPort'>
const endsOf = ({ remoteAddress, remotePort, localPort }: Ends) => `${remoteAddress} ${remotePort} ${localPort}`

/** @param certificate with it everything is encrypted, and nothing else is answered; it is started before this */
export function createWebServer({
  certificate,
  maxStrangers = MAX_STRANGERS,
  maxOfOne = MAX_OF_ONE,
  bodyMs = BODY_MS,
  log,
}: {
  certificate: Pick<Certificate, 'pair' | 'onChange'> | undefined
  maxStrangers?: number
  maxOfOne?: number
  bodyMs?: number
  log: Pick<Logger, 'debug'>
}): Web {
  const strangers = createPlaces<string>(maxStrangers)
  const lines = new Map<string, Socket>()
  const server =
    certificate === undefined
      ? createServer(TIMES)
      : createSecureServer({ ...TIMES, minVersion: OLDEST_TLS, handshakeTimeout: HANDSHAKE_MS })
  /** Lines of each who is known, in the order in which they came, and whose each is. */
  const ofOne = new Map<string, Set<string>>()
  const whose = new Map<string, string>()
  /** Lines of sockets: how many of these one may have is the gateway's to say. */
  const sockets = new Set<string>()

  function letGo(ends: string): void {
    const one = whose.get(ends)
    const all = one === undefined ? undefined : ofOne.get(one)
    whose.delete(ends)
    all?.delete(ends)
    if (one !== undefined && all?.size === 0) ofOne.delete(one)
  }

  function known(line: Ends, principal: Pick<Principal, 'is' | 'id'>): void {
    const ends = endsOf(line)
    strangers.leave(ends)
    const one = whoseOf(principal)
    if (!lines.has(ends) || sockets.has(ends) || whose.get(ends) === one) return
    // A proxy's line is of whoever has come over it last.
    letGo(ends)
    const all = ofOne.get(one) ?? new Set()
    ofOne.set(one, all.add(ends))
    whose.set(ends, one)
    const [oldest] = all
    if (all.size > maxOfOne && oldest !== undefined) lines.get(oldest)?.destroy()
  }

  const unanswered = new WeakMap<Socket, number>()

  /** A line over which more is asked than is answered is cut off. */
  function inStep({ socket }: IncomingMessage, response: ServerResponse): void {
    const waiting = (unanswered.get(socket) ?? 0) + 1
    unanswered.set(socket, waiting)
    response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1))
    if (waiting > MAX_UNANSWERED) socket.destroy()
  }

  /** Nobody holds a line by a request that does not end, known or not, whatever becomes of it. */
  function inTime(request: IncomingMessage, response: ServerResponse): void {
    const { 'content-length': length = '0', 'transfer-encoding': coding } = request.headers
    if (coding === undefined && length === '0') return
    const isFile = request.url?.split('?', 1)[0] === FILES
    const timer = setTimeout(
      () => {
        const { socket } = request
        if (request.complete || socket.destroyed) return
        if (!response.headersSent) socket.write(TOO_SLOW)
        socket.destroySoon()
      },
      isFile ? FILE_MS : bodyMs,
    )
    timer.unref()
    // Also where the line has ended: whoever opens and closes lines leaves nothing behind.
    request.once('close', () => clearTimeout(timer))
  }

  // From before the handshake on: whoever never ends it holds a place as well.
  server.on('connection', (line: Socket) => {
    const ends = endsOf(line)
    lines.set(ends, line)
    const displaced = strangers.take(ends, line.remoteAddress ?? '')
    if (displaced !== undefined) lines.get(displaced)?.destroy()
    line.once('close', () => {
      strangers.leave(ends)
      if (lines.get(ends) !== line) return
      lines.delete(ends)
      sockets.delete(ends)
      letGo(ends)
    })
  })
  server.on('upgrade', (_request, line: Socket) => {
    const ends = endsOf(line)
    letGo(ends)
    if (lines.has(ends)) sockets.add(ends)
  })
  server.on('tlsClientError', (error) => log.debug({ reason: error.message }, 'no encryption came about'))
  const show = (pair: ReturnType<Certificate['pair']>) =>
    (server as HttpsServer).setSecureContext({ ...pair, minVersion: OLDEST_TLS })
  certificate?.onChange(show)
  return {
    server,
    start() {
      if (certificate !== undefined) show(certificate.pair())
      // Before all others: Socket.IO answers its own requests, and hands on the rest.
      server.prependListener('request', inTime)
      server.prependListener('request', inStep)
    },
    known,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const line of lines.values()) line.destroy()
      }),
  }
}
