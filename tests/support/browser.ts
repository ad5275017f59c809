import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** Where screenshots of the browser tests are put, to be looked at. */
const PICTURES = resolve(import.meta.dirname, '../.output')

/**
 * Not the arguments that come with the packaged browser: they are for a place without processes, turn off the same-origin policy, and
 * make closing a page with a map close the browser.
 */
const ARGUMENTS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-dev-shm-usage',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
]
/** WebGL drawn in software: for checks, never for frame rates. The system's Mesa draws a wall in half the time SwiftShader takes. */
const MESA_VENDOR = '/usr/share/glvnd/egl_vendor.d/50_mesa.json'
const MESA = ['--use-angle=gl-egl']
const SWIFTSHADER = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

/** The browser that `CHROMIUM_PATH` names, or the system's; undefined where neither can be run with Mesa's drivers. */
function systemBrowser(): string | undefined {
  const path = process.env.CHROMIUM_PATH || '/usr/bin/chromium'
  return existsSync(path) && existsSync(MESA_VENDOR) ? path : undefined
}

/** A machine whose graphics cannot draw maps. */
const NO_WEBGL = ['--disable-gpu', '--disable-3d-apis']

/**
 * A real browser: the system's where it has one, or the one that came with the packages, so that a machine without any will do.
 * @param webgl false where no map is looked at: drawing them, and all else through the same software, is most of what a page costs here
 */
export async function openBrowser({ webgl = true } = {}): Promise<Browser> {
  mkdirSync(PICTURES, { recursive: true })
  const system = systemBrowser()
  const executablePath = system ?? (await chromium.executablePath())
  // Without a locale the packaged browser calls its language `en-US@posix`, which no formatter takes.
  return playwright.launch({
    executablePath,
    args: [...ARGUMENTS, ...(!webgl ? NO_WEBGL : system === undefined ? SWIFTSHADER : MESA)],
    env: { ...process.env, LANG: 'en_US.UTF-8' },
  })
}

export function picturePath(name: string): string {
  return join(PICTURES, `${name}.png`)
}
