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
interface ServiceWorker {
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } }
  readonly clients: { get(id: string): Promise<{ readonly url: string } | undefined> }
  skipWaiting(): Promise<void>
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
