import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const client = resolve(import.meta.dirname, '../../../client')
const sheets = ['wall', 'panels', 'scenes'].flatMap((folder) =>
  readdirSync(join(client, folder))
    .filter((name) => name.endsWith('.css'))
    .map((name) => `${folder}/${name}`),
)

/** The sizes that words have, as the wall sets them. */
const WORDS = new Map(
  [...readFileSync(join(client, 'wall/wall.css'), 'utf8').matchAll(/(--wall-(?:note|name|title)):\s*([\d.]+)rem/g)].map(
    ([, name = '', size]) => [name, Number(size)] as const,
  ),
)

/** Font sizes in a sheet, in rem, as written or by the name of a size; undefined for one in anything else. */
function fontSizes(css: string): { text: string; rem: number | undefined }[] {
  const found = css.matchAll(/(?:font-size:|font:[^;/]*?)\s*(?:clamp\()?(?:([\d.]+)(rem|em|px|%)|var\((--[\w-]+)\))/g)
  return [...found].map(([, size, unit, name]) =>
    name === undefined
      ? { text: `${size}${unit}`, rem: unit === 'rem' ? Number(size) : undefined }
      : { text: name, rem: name === '--ring-rem' ? 1 : WORDS.get(name) },
  )
}

describe('no text on the wall is below the readable limit', () => {
  it('finds the sheets it judges', () => {
    expect(sheets.length).toBeGreaterThan(8)
    expect(sheets.flatMap((sheet) => fontSizes(readFileSync(join(client, sheet), 'utf8'))).length).toBeGreaterThan(30)
  })

  it.each(sheets)('%s sets every font size in rem, at least 1', (sheet) => {
    const wrong = fontSizes(readFileSync(join(client, sheet), 'utf8')).filter(({ rem }) => rem === undefined || rem < 1)
    expect(wrong).toEqual([])
  })
})
