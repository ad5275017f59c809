import type { Agent } from 'node:https'
import webPush from 'web-push'
import type { Outcome } from '../../../domain/notices/delivery.ts'
import { oneLine } from '../../../domain/notices/shortText.ts'
import { SECOND_MS } from '../../../domain/time.ts'
import type { PushSubscriptionRecord } from '../../store/notices.ts'
import type { SendingChannel } from './channel.ts'
import type { Contacts } from './contacts.ts'

/** By whom the hub is known to the services of browsers (RFC 8292): an address to write to, and a pair of keys. */
export interface VapidKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** What is older is news to nobody. */
const TTL_SECONDS = 3_600
const ANSWER_WITHIN_MS = 20 * SECOND_MS
const MAX_TEXT = 300
/** What has ended for good, as the service of the browser says. */
const GONE: readonly number[] = [404, 410]

/** Services of browsers. A page tells where its notices go to: no other address is ever asked. */
const SERVICES =
  /^(?:fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|web\.push\.apple\.com|[a-z0-9-]+\.notify\.windows\.com)$/

/**
 * The address of a service that browsers take notices from, written in the one way that whoever reads it understands alike: `https:/host` leads to
 * that host by one reading, and to this machine by another. Undefined: it is none.
 */
export function pushAddress(endpoint: string): string | undefined {
  if (!URL.canParse(endpoint)) return undefined
  const { protocol, hostname, port, username, password, href } = new URL(endpoint)
  const isService = protocol === 'https:' && port === '' && `${username}${password}` === '' && SERVICES.test(hostname)
  return isService ? href : undefined
}

/** Whether something can be enciphered for a browser by its keys (RFC 8291). */
function isPushKeys({ p256dh, auth }: PushSubscriptionRecord['keys']): boolean {
  try {
    webPush.encrypt(p256dh, auth, 'x', 'aes128gcm')
    return true
  } catch {
    return false
  }
}

export const newVapidKeys = (): VapidKeys => webPush.generateVAPIDKeys()

/**
 * Notices to browsers that are closed, by the services of their makers: over the Internet, where the network allows it.
 * @param subject who sends, `mailto:` or `https:`
 * @param addressOf of a service; tests stand in for the services by one of their own
 */
export function createPushChannel({
  subject,
  keys,
  contacts,
  addressOf = pushAddress,
  agent,
}: {
  subject: string
  keys: () => VapidKeys | undefined
  contacts: Pick<Contacts, 'pushOf' | 'forgetPush'>
  addressOf?: (endpoint: string) => string | undefined
  agent?: Agent
}): SendingChannel {
  async function sendTo({ endpoint, keys: secrets }: PushSubscriptionRecord, body: string, topic: string) {
    const vapid = keys()
    const address = addressOf(endpoint)
    if (vapid === undefined || address === undefined) return { is: 'refused', reason: 'gone' } as const
    // What only this browser's keys are to blame for holds up nobody else's notices.
    if (!isPushKeys(secrets)) {
      await contacts.forgetPush(endpoint)
      return { is: 'refused', reason: 'gone' } as const
    }
    try {
      const { statusCode } = await webPush.sendNotification({ endpoint: address, keys: secrets }, body, {
        vapidDetails: { subject, ...vapid },
        ...{ TTL: TTL_SECONDS, urgency: 'high', topic, contentEncoding: 'aes128gcm', timeout: ANSWER_WITHIN_MS },
        ...(agent && { agent }),
      })
      return { is: 'sent', detail: String(statusCode) } as const
    } catch (error) {
      const outcome = outcomeOf(error)
      if (outcome.is === 'refused' && outcome.reason === 'gone') await contacts.forgetPush(endpoint)
      return outcome
    }
  }

  return {
    channel: 'push',
    atOnce: 4,
    isOpen: () => keys() !== undefined,
    async send({ key, to, text, path, about }) {
      const browsers = contacts.pushOf(to)
      if (browsers.length === 0) return { is: 'refused', reason: 'gone' }
      const body = JSON.stringify({ key, text: oneLine(text, MAX_TEXT), path, tag: `${about.matter}/${about.id}` })
      // A later notice about the same replaces one that has not been taken yet.
      const topic = topicOf(about)
      const outcomes: Outcome[] = await Promise.all(browsers.map((each) => sendTo(each, body, topic)))
      const better = (is: Outcome['is']) => outcomes.find((outcome) => outcome.is === is)
      return better('sent') ?? better('later') ?? better('refused') ?? { is: 'refused', reason: 'gone' }
    },
  }
}

/** At most 32 letters that an address may have (RFC 8030). */
function topicOf({ matter, id }: { readonly matter: string; readonly id: string }): string {
  return Buffer.from(`${matter}/${id}`).toString('base64url').slice(-32)
}

function outcomeOf(error: unknown): Outcome {
  const { statusCode, headers, body, message } = error as {
    statusCode?: number
    headers?: Readonly<Record<string, string | undefined>>
    body?: string
    message?: string
  }
  if (statusCode === undefined)
    return { is: 'later', reason: 'unreachable', detail: String(message ?? error), everything: true }
  const detail = `${statusCode} ${oneLine(String(body ?? ''), 200)}`
  if (GONE.includes(statusCode)) return { is: 'refused', reason: 'gone', detail }
  if (statusCode === 429) {
    const seconds = Number(headers?.['retry-after'])
    const after = Number.isFinite(seconds) ? { after: seconds * SECOND_MS } : {}
    return { is: 'later', reason: 'tooFast', detail, everything: true, ...after }
  }
  if (statusCode === 400 || statusCode === 413) return { is: 'refused', reason: 'refused', detail }
  if (statusCode === 401 || statusCode === 403) return { is: 'later', reason: 'login', detail, everything: true }
  return { is: 'later', reason: 'notNow', detail }
}
