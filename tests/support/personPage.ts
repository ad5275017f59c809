import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openContext } from './screens.ts'

/** Somebody of the demo at a screen of their own. */
export interface PersonAtScreen {
  readonly page: Page
  readonly context: BrowserContext
  /** Signs in anew: sessions end over hours and days. */
  signIn(): Promise<void>
  /** Looks at a page of the console, in Vietnamese. */
  goTo(path: string): Promise<void>
}

/**
 * @param user of the demo, or, with a password, of the store
 * @param complaints where what goes wrong in their pages is noted
 */
export async function personAtScreen(
  browser: Browser,
  {
    hub,
    user,
    complaints,
    password,
    ...size
  }: { hub: string; user: string; password?: string; complaints: string[]; width?: number; height?: number },
): Promise<PersonAtScreen> {
  const { width = 1366, height = 768 } = size
  const context = await openContext(browser, { width, height, hub, complaints })
  async function signIn(): Promise<void> {
    const name = password === undefined ? 'signInAs' : 'signIn'
    const answer = await context.request.post(`${hub}/api/v1/commands/${name}`, {
      headers: { 'x-ioc-command': '1', origin: hub },
      data: { user, ...(password !== undefined && { password }) },
    })
    expect(answer.status()).toBe(200)
  }
  await signIn()
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  return {
    ...{ page, context, signIn },
    async goTo(path) {
      await page.goto(`${hub}${path}${path.includes('?') ? '&' : '?'}lang=vi`)
    },
  }
}
