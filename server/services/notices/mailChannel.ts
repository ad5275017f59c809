import { createTransport } from 'nodemailer'
import type { Outcome } from '../../../domain/notices/delivery.ts'
import { oneLine } from '../../../domain/notices/shortText.ts'
import { SECOND_MS } from '../../../domain/time.ts'
import type { Message, SendingChannel } from './channel.ts'

/** A mail server, and as whom the hub writes. */
export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly url: string
  /** Address of the sender. */
  readonly from: string
}

const MAX_SUBJECT = 120
const CONNECT_WITHIN_MS = 10 * SECOND_MS
const SILENT_FOR_MS = 30 * SECOND_MS
/** A server that goes on answering a little at a time is not waited for any longer. */
const SEND_WITHIN_MS = 90 * SECOND_MS
/** So many mails are under way at a time, each over a connection of its own. */
const AT_ONCE = 3
/** A connection takes no more mails than this: servers count them. */
const MAILS_EACH = 100

const SENDER: Readonly<Record<Message['language'], string>> = {
  vi: 'Trung tâm điều hành thông minh Cần Thơ',
  en: 'Cần Thơ Intelligent Operations Center',
}
const FOOT: Readonly<Record<Message['language'], string>> = {
  vi: 'Thư tự động; xin không trả lời. Đổi cách nhận ở trang Tài khoản của tôi.',
  en: 'Sent automatically; please do not answer. How you are told is set on the page My account.',
}

/** @param origin address of the hub's pages as people open them; undefined: mails have no links */
export function createMailChannel(
  { url, from }: MailSettings,
  origin: string | undefined,
  { connectMs = CONNECT_WITHIN_MS, silentMs = SILENT_FOR_MS, sendMs = SEND_WITHIN_MS } = {},
): SendingChannel {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isSecure = protocol === 'smtps:'
  const hasLogin = username !== ''
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    secure: isSecure,
    // A password goes over an encrypted line or not at all; without one a relay of the house may have no certificate.
    requireTLS: !isSecure && hasLogin && !isLoopback(hostname),
    ...(hasLogin && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    // Saying hello and goodbye takes longer than a mail: a connection stays open for the next one, and is closed before the server is tired of it.
    pool: true,
    maxConnections: AT_ONCE,
    maxMessages: MAILS_EACH,
    idleTimeout: silentMs / 2,
    // What the server had closed meanwhile, before any of the mail was sent: over another connection, once.
    maxRequeues: 1,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silentMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.indexOf('@') + 1)

  async function send(message: Message, signal: AbortSignal): Promise<Outcome> {
    const { key, to, name, text, language, urgency, path, at } = message
    const link = origin === undefined || path === null ? [] : [`${origin}${path}`]
    try {
      const { response } = await transport.sendMail({
        // As objects: what stands in a text would be read as a list of addresses.
        from: { name: SENDER[language], address: from },
        to: { name, address: to },
        subject: oneLine(text, MAX_SUBJECT),
        text: [text, ...link, `-- \n${SENDER[language]}\n${FOOT[language]}`].join('\n\n'),
        messageId: `<${key}@${domain}>`,
        date: new Date(at),
        headers: { 'Auto-Submitted': 'auto-generated' },
        priority: urgency === 'routine' ? 'normal' : 'high',
        signal,
      })
      return { is: 'sent', detail: String(response ?? '') }
    } catch (error) {
      return signal.aborted ? { is: 'later', reason: 'timedOut' } : outcomeOf(error)
    }
  }

  return {
    channel: 'mail',
    atOnce: AT_ONCE,
    isOpen: () => true,
    send: (message) => send(message, AbortSignal.timeout(sendMs)),
    // Who is given up is not waited for.
    stop: () => transport.close({ force: true }),
  }
}

/** What an error of the mailer means for the mail. */
function outcomeOf(error: unknown): Outcome {
  const {
    code,
    command = '',
    responseCode,
    response,
    message,
  } = error as {
    code?: string
    command?: string
    responseCode?: number
    response?: string
    message?: string
  }
  const detail = String(response ?? message ?? error)
  const isRecipients = command === 'RCPT TO' || command === 'DATA'
  if (code === 'EAUTH' || responseCode === 530 || responseCode === 535)
    return { is: 'later', reason: 'login', detail, everything: true }
  if (responseCode !== undefined && responseCode >= 500)
    // Of the hub itself, and so of whatever it sends: somebody has to set it right.
    return isRecipients
      ? { is: 'refused', reason: 'refused', detail }
      : { is: 'later', reason: 'refused', detail, everything: true }
  if (responseCode !== undefined && responseCode >= 400)
    return { is: 'later', reason: 'notNow', detail, everything: responseCode === 421 || !isRecipients }
  // Of the middle of a conversation the mailer says no more than its words do.
  if (/^Timeout$/.test(detail)) return { is: 'later', reason: 'timedOut', detail }
  if (/^(read|write) E|EPIPE|closed unexpectedly/i.test(detail)) return { is: 'later', reason: 'brokenOff', detail }
  return { is: 'later', reason: 'unreachable', detail, everything: true }
}

function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}
