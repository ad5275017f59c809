import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

/** Whoever commands and asks with the cookies that the hub has handed out, as a browser does. */
export interface Visitor {
  command(name: string, input?: unknown): Promise<{ status: number; body: Record<string, unknown> }>
  get(path: string): Promise<{ status: number; body: Record<string, unknown> }>
  /** As a browser sends them. */
  cookie(): string
}

export function visitor(hub: { readonly http: string }, cookies: Map<string, string> = new Map()): Visitor {
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  async function answerOf(response: Response) {
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      if (/Max-Age=0/.test(set)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return {
    async command(name, input = {}) {
      const headers = { 'content-type': 'application/json', 'x-ioc-command': '1', origin: hub.http, cookie: cookie() }
      const body = JSON.stringify(input)
      return answerOf(await fetch(`${hub.http}/api/v1/commands/${name}`, { method: 'POST', headers, body }))
    },
    get: async (path) => answerOf(await fetch(`${hub.http}/api/v1${path}`, { headers: { cookie: cookie() } })),
    cookie,
  }
}

/** Cookies to ask built hubs with, by their address. */
const cookies = new Map<string, string>()

/** Signs in to a hub of the demo as somebody who sees all of the city: whatever is asked of it by `askHub` and pages is asked as this one. */
export async function signInAsLeader(hub: { readonly http: string }): Promise<void> {
  const browser = visitor(hub)
  const { status, body } = await browser.command('signInAs', { user: 'lanh-dao' })
  if (status !== 200) throw new Error(`could not sign in: ${JSON.stringify(body)}`)
  cookies.set(new URL(hub.http).origin, browser.cookie())
}

/** Cookie for a hub; undefined: one that lets everybody in. */
export const cookieFor = (url: string): string | undefined => cookies.get(new URL(url).origin)

/** `fetch`, as whoever has signed in there. */
export function askHub(url: string, init: RequestInit = {}): Promise<Response> {
  const cookie = cookieFor(url)
  return fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) } })
}

/** Pages of this context ask as whoever has signed in there. */
export async function giveCookie(context: BrowserContext, hub: string): Promise<void> {
  const cookie = cookieFor(hub)
  if (cookie === undefined) return
  const [name = '', value = ''] = cookie.split('=')
  const { hostname: domain } = new URL(hub)
  await context.addCookies([{ name, value, domain, path: '/', secure: true, httpOnly: true, sameSite: 'Strict' }])
}

/** A page of a context of its own that asks as whoever has signed in there. */
export async function openPage(browser: Browser, hub: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options)
  await giveCookie(context, hub)
  return context.newPage()
}
