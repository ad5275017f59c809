import { isWallAddress, pageOf } from '../../domain/pages.ts'

/** Set by the build (`consoleShell.ts`): its id, and as addresses the page, the script it begins with, and all files that the console is made of. */
declare const SHELL: {
  readonly build: string
  readonly index: string
  readonly entry: string
  readonly files: readonly string[]
}

/** What a service worker has and a page has not; the types of both do not go together in one program. */
interface WorkerEvent extends Event {
  waitUntil(done: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  readonly clientId: string
  readonly preloadResponse: Promise<Response | undefined>
  respondWith(response: Promise<Response>): void
}
interface PushEvent extends WorkerEvent {
  readonly data: { json(): unknown } | null
}
interface ClickEvent extends WorkerEvent {
  readonly notification: Notification
}
interface Page {
  readonly url: string
  focus(): Promise<unknown>
  navigate(address: string): Promise<unknown>
}
interface ServiceWorker {
  readonly registration: {
    readonly navigationPreload?: { enable(): Promise<void> }
    showNotification(title: string, options: NotificationOptions & { readonly renotify: boolean }): Promise<void>
  }
  readonly clients: {
    get(id: string): Promise<Page | undefined>
    matchAll(of: { readonly type: 'window'; readonly includeUncontrolled: true }): Promise<readonly Page[]>
    openWindow(address: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void
  addEventListener(type: 'notificationclick', listener: (event: ClickEvent) => void): void
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}
const worker = globalThis as unknown as ServiceWorker

/**
 * The console's pages without a line to the hub. It keeps the files of one build, which say nothing of anybody, and nothing that the hub answers;
 * what somebody may read again without a line the page itself keeps (`kept.ts`).
 */
const shell = SHELL
const PREFIX = 'console-'
const CACHE = `${PREFIX}${shell.build}`
const FILES: ReadonlySet<string> = new Set(shell.files)
/** A line this slow is as good as none: the page stands already. */
const PATIENCE_MS = 4_000

worker.addEventListener('install', (event) => event.waitUntil(fill().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') {
    if (pageOf(pathname).is !== 'unknown') event.respondWith(pageFor(event))
  } else if (FILES.has(pathname)) event.respondWith(file(event))
})

worker.addEventListener('push', (event) => event.waitUntil(show(event.data)))
worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openPage(pathIn((event.notification.data as { path?: unknown } | null)?.path)))
})

/** A notice in words: what came cannot be read, and something must be shown all the same, or the browser says something of its own. */
const UNREADABLE = 'Có thông báo mới.'

/** Shows what the hub has sent; a later notice about the same takes the place of the earlier one. */
async function show(data: PushEvent['data']): Promise<void> {
  const { text, path, tag } = noticeIn(data)
  await worker.registration.showNotification('Trung tâm điều hành Cần Thơ', {
    body: typeof text === 'string' && text !== '' ? text : UNREADABLE,
    icon: '/icon.svg',
    tag: typeof tag === 'string' ? tag : 'notice',
    renotify: true,
    data: { path: pathIn(path) },
  })
}

function noticeIn(data: PushEvent['data']): {
  readonly text?: unknown
  readonly path?: unknown
  readonly tag?: unknown
} {
  try {
    return (data?.json() ?? {}) as object
  } catch {
    return {}
  }
}

/** A page of the console; whatever else a notice names, its list. */
function pathIn(path: unknown): string {
  if (typeof path !== 'string' || !path.startsWith('/') || !URL.canParse(path, location.origin)) return LIST
  const { origin, pathname } = new URL(path, location.origin)
  return origin === location.origin && pageOf(pathname).is !== 'unknown' ? path : LIST
}
const LIST = '/notices'

/** In the page of the console that is open, or in a new one. */
async function openPage(path: string): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const console = pages.find(({ url }) => pageOf(new URL(url).pathname).is !== 'unknown')
  if (console === undefined) return void (await worker.clients.openWindow(path))
  await console.focus()
  // A page that this worker does not hold yet cannot be led anywhere.
  await console.navigate(path).catch(() => worker.clients.openWindow(path))
}

/** From the browser's own cache, where the page that has just been opened has put nearly all of it. */
async function fill(): Promise<void> {
  const cache = await caches.open(CACHE)
  const index = await fetch(shell.index, { cache: 'no-cache', credentials: 'omit' })
  // A hub that has just been changed: its next page asks for its next worker.
  if (!index.ok || !(await index.clone().text()).includes(shell.entry)) throw new Error('the page is of another build')
  await cache.put(shell.index, index)
  await cache.addAll(shell.files)
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name)
  await worker.registration.navigationPreload?.enable()
}

const kept = async (address: string) => (await caches.open(CACHE)).match(address, { ignoreVary: true })

/** The hub's page, and where it does not answer, or a proxy in its place, the one that is kept. */
async function pageFor({ request, preloadResponse }: FetchEvent): Promise<Response> {
  const page = await kept(shell.index)
  const asked = preloadResponse.then((response) => response ?? fetch(request))
  if (page === undefined) return asked
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined))
  const answer = await Promise.race([asked, late]).catch(() => undefined)
  asked.catch(() => undefined)
  return answer === undefined || answer.status >= 500 ? page : answer
}

async function file({ request, clientId }: FetchEvent): Promise<Response> {
  const client = clientId === '' ? undefined : await worker.clients.get(clientId)
  // A wall in the same browser lives from the hub alone.
  if (client !== undefined && isWallAddress(new URL(client.url).pathname)) return fetch(request)
  return (await kept(new URL(request.url).pathname)) ?? fetch(request)
}
