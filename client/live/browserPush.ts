import { forget, recall, remember } from '../remembered.ts'
import { command } from './command.ts'

/** Where the build puts the service worker: at the root, so that it may answer for every page of the console. */
export const CONSOLE_WORKER = '/console-worker.js'

/**
 * Whether notices come to this browser while it is closed.
 * - `impossible`: it cannot take any, as over plain HTTP
 * - `blocked`: whoever uses it, or who manages it, has said no
 */
export type BrowserPush = 'impossible' | 'blocked' | 'off' | 'on'

async function subscriptionNow(): Promise<PushSubscription | null> {
  if (!isPossible()) return null
  const registration = await navigator.serviceWorker.getRegistration('/')
  return (await registration?.pushManager.getSubscription()) ?? null
}

function isPossible(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
}

/** @param person who asks: what somebody else has left here is not theirs */
export async function browserPush(person: string): Promise<BrowserPush> {
  if (!isPossible()) return 'impossible'
  if (Notification.permission === 'denied') return 'blocked'
  return recall('push') === person && (await subscriptionNow().catch(() => null)) !== null ? 'on' : 'off'
}

/**
 * Asks whoever sits here, and has this browser take their notices: only ever at a press.
 * @param key the hub's, by which the service of the browser knows it
 * @returns what came of it; `unreachable`: the browser cannot reach its maker's service, as in a closed network
 * @throws ApiError when the hub refuses
 */
export async function takePush(person: string, key: string): Promise<BrowserPush | 'unreachable'> {
  if (!isPossible()) return 'impossible'
  if ((await Notification.requestPermission()) !== 'granted')
    return Notification.permission === 'denied' ? 'blocked' : 'off'
  let subscription: PushSubscription
  try {
    await navigator.serviceWorker.register(CONSOLE_WORKER, { updateViaCache: 'none' })
    const { pushManager } = await navigator.serviceWorker.ready
    // One that was made for somebody else, or under another key of the hub, is of no use.
    await (await pushManager.getSubscription())?.unsubscribe()
    subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  } catch {
    return 'unreachable'
  }
  try {
    await subscribe(subscription)
  } catch (error) {
    await subscription.unsubscribe().catch(() => false)
    throw error
  }
  remember('push', person)
  return 'on'
}

/**
 * Notices end with the session in which they were asked for. Whoever sits here again, and had asked for them here, has them again.
 * @param isHere whether the hub says that this session takes them
 */
export async function keepPush(person: string, isHere: () => Promise<boolean>): Promise<void> {
  if ((await browserPush(person)) !== 'on' || (await isHere())) return
  const subscription = await subscriptionNow()
  if (subscription !== null) await subscribe(subscription)
}

/** @throws ApiError when the hub refuses */
async function subscribe(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys: { p256dh = '', auth = '' } = {} } = subscription.toJSON()
  await command('subscribePush', { endpoint: endpoint ?? '', p256dh, auth })
}

/** This browser takes no more notices: told to the hub while it may be, and to the browser whatever the hub says. */
export async function endPush(): Promise<void> {
  forget('push')
  const subscription = await subscriptionNow().catch(() => null)
  if (subscription === null) return
  await command('unsubscribePush', { endpoint: subscription.endpoint }).catch(() => undefined)
  await subscription.unsubscribe().catch(() => false)
}

/** Who sits here now gets nobody else's notices. The hub hears from the service of the browser that it has ended. */
export async function endPushOfOthers(person: string): Promise<void> {
  const owner = recall('push')
  if (owner === null || owner === person) return
  forget('push')
  await (await subscriptionNow().catch(() => null))?.unsubscribe().catch(() => false)
}
