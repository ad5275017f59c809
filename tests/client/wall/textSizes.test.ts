import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const client = resolve(import.meta.dirname, '../../../client')
const sheets = ['wall', 'panels', 'scenes'].flatMap((folder) =>
  readdirSync(join(client, folder))
    .filter((name) => name.endsWith('.css'))
    .map((name) => `${folder}/${name}`),
)

/** Font sizes in a sheet, in rem, as written. */
function fontSizes(css: string): { text: string; rem: number | undefined }[] {
  const found = css.matchAll(/(?:font-size:|font:[^;/]*?)\s*(?:clamp\()?([\d.]+)(rem|em|px|%)/g)
  return [...found].map(([, size, unit]) => ({
    text: `${size}${unit}`,
    rem: unit === 'rem' ? Number(size) : undefined,
  }))
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
