import { createServer, type Server as HttpServer } from 'node:http'
import { createServer as createSecureServer, type Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import type { Certificate } from '../certificate.ts'

export type WebServer = HttpServer | HttpsServer

/** Whoever does not end the handshake in this time is cut off. */
const HANDSHAKE_MS = 10_000
const OLDEST_TLS = 'TLSv1.2'

/** The server of pages, API and sockets, and its end. */
export interface Web {
  readonly server: WebServer
  /** Before it listens: shows the certificate, and every later one. */
  start(): void
  /** Resolves when every connection has ended, also of those who never ended their handshake. */
  close(): Promise<void>
}

/** @param certificate with it everything is encrypted, and nothing else is answered; it is started before this */
export function createWebServer({
  certificate,
  log,
}: {
  certificate: Pick<Certificate, 'pair' | 'onChange'> | undefined
  log: Pick<Logger, 'debug'>
}): Web {
  const lines = new Set<Socket>()
  const close = (server: WebServer) =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
      for (const line of lines) line.destroy()
    })
  if (certificate === undefined) {
    const server = createServer()
    return { server, start: () => undefined, close: () => close(server) }
  }

  const server = createSecureServer({ minVersion: OLDEST_TLS, handshakeTimeout: HANDSHAKE_MS })
  server.on('connection', (line: Socket) => {
    lines.add(line)
    line.once('close', () => lines.delete(line))
  })
  server.on('tlsClientError', (error) => log.debug({ reason: error.message }, 'no encryption came about'))
  const show = (pair: ReturnType<Certificate['pair']>) => server.setSecureContext({ ...pair, minVersion: OLDEST_TLS })
  certificate.onChange(show)
  return { server, start: () => show(certificate.pair()), close: () => close(server) }
}
