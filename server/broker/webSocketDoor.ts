import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { TlsOptions } from 'node:tls'
import { createWebSocketStream, WebSocketServer } from 'ws'
import type { RefusedPart } from '../adapters/adapter.ts'
import type { AddressCheck } from '../http/origin.ts'

/** The name MQTT goes by on a WebSocket; the standard asks every client to say it. */
const SUBPROTOCOL = 'mqtt'
const PATH = '/mqtt'
/** What `ws` calls a message that is larger than it may be. */
export const MESSAGE_TOO_LARGE = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'

/**
 * A server that takes MQTT over WebSocket and nothing else, for devices behind a proxy that lets only HTTP pass.
 * @param connect takes each connection as a stream of bytes, and what it comes by
 * @param maxMessageBytes of one WebSocket message; a packet may be spread over several
 * @param addressFault what is wrong with who asks, or with the name that is asked: browsers apply no same-origin rule to WebSockets
 */
export function createWebSocketDoor({
  connect,
  maxMessageBytes,
  noRoom,
  addressFault,
  refused,
  tls,
}: {
  connect: (stream: Duplex, line: Socket) => void
  maxMessageBytes: number
  /** Why there is no room for one more; undefined where there is. */
  noRoom: () => RefusedPart | undefined
  addressFault: AddressCheck
  refused: (part: RefusedPart, from: string) => void
  /** Encrypted where it is given. */
  tls?: TlsOptions | undefined
}): Server | SecureServer {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })
  const answer: RequestListener = (_request, response) => {
    response.writeHead(426, {
      'Content-Type': 'text/plain; charset=utf-8',
      Upgrade: 'websocket',
      Connection: 'Upgrade',
    })
    response.end(`MQTT over WebSocket at ${PATH}, subprotocol ${SUBPROTOCOL}\n`)
  }
  const server = tls === undefined ? createServer(answer) : createSecureServer(tls, answer)
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    let fault = faultOf(request, addressFault)
    const full = fault === undefined ? noRoom() : undefined
    if (full !== undefined) fault = { status: '503 Service Unavailable', part: full }
    if (fault === undefined) {
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        connect(createWebSocketStream(webSocket), request.socket)
      })
      return
    }
    refused(fault.part, request.socket.remoteAddress ?? '')
    socket.on('error', () => undefined)
    socket.end(`HTTP/1.1 ${fault.status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })
  return server
}

function faultOf(
  request: IncomingMessage,
  addressFault: AddressCheck,
): { status: string; part: RefusedPart } | undefined {
  const path = (request.url ?? '').split('?')[0] ?? ''
  const foreign = addressFault(request)
  if (foreign !== undefined) {
    const { code, ...params } = foreign
    const status = code === 'unknownHost' ? '421 Misdirected Request' : '403 Forbidden'
    return { status, part: { reason: code, params } }
  }
  const part: RefusedPart = { reason: 'notMqttOverWebSocket', params: { path } }
  if (path !== PATH) return { status: '404 Not Found', part }
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  return offered.includes(SUBPROTOCOL) ? undefined : { status: '400 Bad Request', part }
}
