import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** Where screenshots of the browser tests are put, to be looked at. */
const PICTURES = resolve(import.meta.dirname, '../.output')

/**
 * WebGL drawn in software: for checks, never for frame rates. Not the arguments that come with the packaged browser: they are for a
 * place without processes, turn off the same-origin policy, and make closing a page with a map close the browser.
 */
const ARGUMENTS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-dev-shm-usage',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
]

/** A real browser: the one `CHROMIUM_PATH` names, or the one that came with the packages, so that a machine without any will do. */
export async function openBrowser(): Promise<Browser> {
  mkdirSync(PICTURES, { recursive: true })
  const executablePath = process.env.CHROMIUM_PATH || (await chromium.executablePath())
  // Without a locale the packaged browser calls its language `en-US@posix`, which no formatter takes.
  return playwright.launch({ executablePath, args: ARGUMENTS, env: { ...process.env, LANG: 'en_US.UTF-8' } })
}

export function picturePath(name: string): string {
  return join(PICTURES, `${name}.png`)
}
