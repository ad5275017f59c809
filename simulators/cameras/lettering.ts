import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { GlobalFonts } from '@napi-rs/canvas'

/** For a canvas's `font`, after the size. */
export const FONT = '"Inter latin", "Inter vietnamese", sans-serif'

let fontsLoaded = false

/** The screens' own typeface, from its package: a machine without fonts still writes Vietnamese. */
export function loadFonts(): void {
  if (fontsLoaded) return
  fontsLoaded = true
  const files = join(
    dirname(createRequire(import.meta.url).resolve('@fontsource-variable/inter/package.json')),
    'files',
  )
  for (const subset of ['latin', 'vietnamese']) {
    GlobalFonts.registerFromPath(join(files, `inter-${subset}-wght-normal.woff2`), `Inter ${subset}`)
  }
}
