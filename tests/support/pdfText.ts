import { inflateSync } from 'node:zlib'

/**
 * The letters of each page of a PDF as Chromium writes them, in the order in which they are drawn. Chromium places each letter by itself, so what
 * stood between words is not told: the text comes without spaces.
 * Reads just that much of the format: objects by their numbers, streams packed with Flate, fonts that say which letters their glyphs are.
 */
export function pdfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const body = (reference: string | undefined) => objects.get(Number(reference?.split(' ')[0]))
  return [...objects.values()]
    .filter(({ head }) => /\/Type\s*\/Page\b/.test(head))
    .map(({ head }) => {
      const resources = /\/Resources\s+(\d+ 0 R)/.exec(head)?.[1]
      const said = resources === undefined ? head : (body(resources)?.head ?? '')
      const fontTable = /\/Font\s*(?:<<([\s\S]*?)>>|(\d+ 0 R))/.exec(said)
      const fonts = fontTable?.[1] ?? body(fontTable?.[2])?.head ?? ''
      const letters = new Map(
        [...fonts.matchAll(/\/(\w+) (\d+ 0 R)/g)].map(([, name = '', reference]) => {
          const map = /\/ToUnicode (\d+ 0 R)/.exec(body(reference)?.head ?? '')?.[1]
          return [name, lettersOf(body(map)?.stream ?? '')] as const
        }),
      )
      const contents = /\/Contents\s*\[?([^\]/>]*)/.exec(head)?.[1] ?? ''
      return [...contents.matchAll(/\d+ 0 R/g)]
        .map(([reference]) => textOf(body(reference)?.stream ?? '', letters))
        .join('')
        .replaceAll(/\s+/g, '')
    })
}

interface PdfObject {
  readonly head: string
  readonly stream: string
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1')
  const objects = new Map<number, PdfObject>()
  for (const found of text.matchAll(/(?:^|\s)(\d+) 0 obj\b/g)) {
    const from = found.index + found[0].length
    const end = text.indexOf('endobj', from)
    const streamAt = text.indexOf('stream\n', from)
    const hasStream = streamAt >= 0 && streamAt < end
    const head = text.slice(from, hasStream ? streamAt : end)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const packed = pdf.subarray(streamAt + 7, streamAt + 7 + length)
    const isPacked = hasStream && head.includes('FlateDecode')
    objects.set(Number(found[1]), { head, stream: isPacked ? inflateSync(packed).toString('latin1') : '' })
  }
  return objects
}

/** A font's letters by their glyphs, and how many hexadecimal digits one glyph takes in a text. */
interface Letters {
  readonly digits: number
  readonly of: ReadonlyMap<number, string>
}

/** Of a font's map from glyphs to letters, in lists of single ones and of ranges. */
function lettersOf(map: string): Letters {
  const digits = /begincodespacerange\s*<(\w+)>/.exec(map)?.[1]?.length ?? 4
  const letters = new Map<number, string>()
  const written = (hex: string) =>
    String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))
  for (const [, list = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = '', letter = ''] of list.matchAll(/<(\w+)>\s*<(\w+)>/g))
      letters.set(Number.parseInt(glyph, 16), written(letter))
  }
  for (const [, list = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', letter = ''] of list.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)]
      for (let glyph = from; glyph <= to; glyph++)
        letters.set(glyph, String.fromCharCode(Number.parseInt(letter, 16) + glyph - from))
    }
  }
  return { digits, of: letters }
}

function textOf(content: string, fonts: ReadonlyMap<string, Letters>): string {
  let font: Letters | undefined
  let text = ''
  for (const [, name, glyphs = ''] of content.matchAll(/\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (name !== undefined) font = fonts.get(name)
    for (let n = 0; font !== undefined && n < glyphs.length; n += font.digits)
      text += font.of.get(Number.parseInt(glyphs.slice(n, n + font.digits), 16)) ?? ''
  }
  return text
}
