import { createSocket } from 'node:dgram'
import { connect, isIPv6 } from 'node:net'
import { hostname } from 'node:os'

/** A message to another host's log. */
export interface SyslogMessage {
  /** Epoch ms. */
  readonly at: number
  /** What kind of message it is: up to 32 letters. */
  readonly id: string
  /** Named values, for programs. */
  readonly data: Readonly<Record<string, string>>
  readonly text: string
}

/** Sends one; rejects when it cannot be. Over UDP nobody says whether it arrived. */
export type SendSyslog = (message: SyslogMessage) => Promise<void>

/** Facility 13 (log audit), severity 5 (notice). */
const PRIORITY = 13 * 8 + 5
/** Number of a private enterprise, as RFC 5612 keeps for documents: the values are nobody else's. */
const ENTERPRISE = 32473
const TIMEOUT_MS = 5_000

/** RFC 5424. What begins another line or speaks to a terminal is no part of a message. */
export function formatSyslog({ at, id, data, text }: SyslogMessage, host: string, processId: number): string {
  const values = Object.entries(data).map(
    ([name, value]) => ` ${token(name, 32)}="${oneLine(value).replaceAll(/["\\\]]/g, '\\$&')}"`,
  )
  const head = `<${PRIORITY}>1 ${new Date(at).toISOString()} ${token(host, 255)} ioc ${processId} ${token(id, 32)}`
  return `${head} [ioc@${ENTERPRISE}${values.join('')}] \uFEFF${oneLine(text)}`
}

const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
/** Printable ASCII without what ends a name. */
const token = (text: string, most: number) => text.replaceAll(/[^!-~]|[="\]]/g, '_').slice(0, most) || '-'

/** @param address `udp://host:514` or `tcp://host:514` */
export function createSyslog(address: string): SendSyslog {
  const { protocol, hostname: named, port } = new URL(address)
  const host = named.replace(/^\[(.*)\]$/, '$1')
  const to = Number(port || 514)
  const send = protocol === 'udp:' ? sendUdp : sendTcp
  return (message) => send(Buffer.from(formatSyslog(message, hostname(), process.pid)), host, to)
}

function sendUdp(bytes: Buffer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
    const done = (error: Error | null) => {
      socket.close()
      if (error === null) resolve()
      else reject(error)
    }
    socket.once('error', done)
    socket.send(bytes, port, host, done)
  })
}

/** Framed by its length (RFC 6587), so that a line end in it would end nothing. */
function sendTcp(bytes: Buffer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS })
    socket.once('timeout', () => socket.destroy(new Error(`no answer from ${host}:${port}`)))
    socket.once('error', reject)
    socket.once('connect', () => socket.end(Buffer.concat([Buffer.from(`${bytes.length} `), bytes])))
    socket.once('close', (hadError) => {
      if (!hadError) resolve()
    })
    socket.resume()
  })
}
