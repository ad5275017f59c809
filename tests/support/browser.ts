import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** Where screenshots of the browser tests are put, to be looked at. */
export const PICTURES = resolve(import.meta.dirname, '../.output')

/**
 * A real browser: the one `CHROMIUM_PATH` names, or the one that came with the packages, so that the tests pass on a machine
 * without any. WebGL is drawn in software: for checks, never for frame rates.
 */
export async function openBrowser(): Promise<Browser> {
  mkdirSync(PICTURES, { recursive: true })
  const path = process.env.CHROMIUM_PATH
  if (path !== undefined && path !== '') {
    return playwright.launch({
      executablePath: path,
      args: [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--ignore-gpu-blocklist',
      ],
    })
  }
  process.env.TMPDIR ??= tmpdir()
  return playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true })
}

export function picturePath(name: string): string {
  return join(PICTURES, `${name}.png`)
}
