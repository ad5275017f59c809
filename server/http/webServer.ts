import { createServer, type Server as HttpServer } from 'node:http'
import { createServer as createSecureServer, type Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import type { Certificate } from '../certificate.ts'
import { createPlaces } from '../gate/places.ts'

export type WebServer = HttpServer | HttpsServer

/** Whoever does not end the handshake, or the head of a request, in this time is cut off. */
const HANDSHAKE_MS = 10_000
const TIMES = { headersTimeout: HANDSHAKE_MS, connectionsCheckingInterval: HANDSHAKE_MS / 5 }
const OLDEST_TLS = 'TLSv1.2'
/** Connections over which nobody has come who is known; beyond, see `Places.take`. */
const MAX_STRANGERS = 2_000

/** The server of pages, API and sockets, and its end. */
export interface Web {
  readonly server: WebServer
  /** Before it listens: shows the certificate, and every later one. */
  start(): void
  /** Over this connection somebody has come who is known: it makes room for nobody. */
  known(line: Pick<Socket, 'remoteAddress' | 'remotePort' | 'localPort'>): void
  /** Resolves when every connection has ended, also of those who never ended their handshake. */
  close(): Promise<void>
}

/** The two ends of a connection, by which what is encrypted and what lies under it are told to be one. */
const endsOf = ({ remoteAddress, remotePort, localPort }: Pick<Socket, 'remoteAddress' | 'remotePort' | 'localPort'>) =>
  `${remoteAddress} ${remotePort} ${localPort}`

/** @param certificate with it everything is encrypted, and nothing else is answered; it is started before this */
export function createWebServer({
  certificate,
  maxStrangers = MAX_STRANGERS,
  log,
}: {
  certificate: Pick<Certificate, 'pair' | 'onChange'> | undefined
  maxStrangers?: number
  log: Pick<Logger, 'debug'>
}): Web {
  const strangers = createPlaces<string>(maxStrangers)
  const lines = new Map<string, Socket>()
  const server =
    certificate === undefined
      ? createServer(TIMES)
      : createSecureServer({ ...TIMES, minVersion: OLDEST_TLS, handshakeTimeout: HANDSHAKE_MS })
  // From before the handshake on: whoever never ends it holds a place as well.
  server.on('connection', (line: Socket) => {
    const ends = endsOf(line)
    lines.set(ends, line)
    const displaced = strangers.take(ends, line.remoteAddress ?? '')
    if (displaced !== undefined) lines.get(displaced)?.destroy()
    line.once('close', () => {
      strangers.leave(ends)
      if (lines.get(ends) === line) lines.delete(ends)
    })
  })
  server.on('tlsClientError', (error) => log.debug({ reason: error.message }, 'no encryption came about'))
  const show = (pair: ReturnType<Certificate['pair']>) =>
    (server as HttpsServer).setSecureContext({ ...pair, minVersion: OLDEST_TLS })
  certificate?.onChange(show)
  return {
    server,
    start() {
      if (certificate !== undefined) show(certificate.pair())
    },
    known: (line) => strangers.leave(endsOf(line)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
        for (const line of lines.values()) line.destroy()
      }),
  }
}
