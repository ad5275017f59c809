import { MAX_STILL_BYTES } from '../../../domain/walls/still.ts'
import { MAP_PICTURE, type MapPictureAsked } from '../../map/mapPicture.ts'

/** Widths that a still may have, pixels, and how well it is kept: the first that fits into its bytes is taken. */
const WIDTHS = [1_600, 1_280, 960, 640] as const
const QUALITIES = [0.8, 0.6, 0.4] as const
/** A map that draws nothing within this is left out, and seen to be. */
const MAP_WITHIN_MS = 3_000

/**
 * A picture of what this window shows: its own document, drawn by the browser once more, with the map as it was drawn last. Pictures of cameras are
 * left out, for what a camera sees is kept nowhere; their place is covered.
 * @returns undefined where nothing fits, or the browser cannot
 */
export async function paintStill(): Promise<Blob | undefined> {
  const size = { width: innerWidth, height: innerHeight }
  const pictures = await picturesOfCanvases()
  const drawn = await imageOf(await documentAsSvg(size, pictures))
  for (const width of WIDTHS.map((each) => Math.min(each, size.width))) {
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = Math.round((width * size.height) / size.width)
    const context = canvas.getContext('2d')
    if (context === null) return undefined
    context.fillStyle = '#000'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(drawn, 0, 0, canvas.width, canvas.height)
    for (const quality of QUALITIES) {
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/webp', quality))
      if (blob !== null && blob.size <= MAX_STILL_BYTES) return blob
    }
  }
  return undefined
}

/** What stands on each canvas of the page, in their order; undefined: it is not to be kept, or was not drawn in time. */
function picturesOfCanvases(): Promise<readonly (string | undefined)[]> {
  return Promise.all([...document.querySelectorAll('canvas')].map((canvas) => pictureOf(canvas)))
}

function pictureOf(canvas: HTMLCanvasElement): Promise<string | undefined> | string | undefined {
  if (canvas.closest('.camera-picture') !== null || canvas.width === 0 || canvas.height === 0) return undefined
  if (canvas.closest('.city-map__canvas') === null) return canvas.toDataURL()
  // What a graphics processor has drawn can be read only while it stands in its frame.
  return new Promise((done) => {
    const timer = setTimeout(() => done(undefined), MAP_WITHIN_MS)
    const detail: MapPictureAsked = {
      onDrawn: (picture) => {
        clearTimeout(timer)
        done(picture)
      },
    }
    canvas.dispatchEvent(new CustomEvent(MAP_PICTURE, { detail }))
  })
}

/** The document as one picture without anything outside of it: styles and fonts are in it. */
async function documentAsSvg(
  { width, height }: { width: number; height: number },
  pictures: readonly (string | undefined)[],
): Promise<string> {
  const body = document.body.cloneNode(true) as HTMLElement
  for (const [i, canvas] of [...body.querySelectorAll('canvas')].entries()) {
    const picture = pictures[i]
    const image = document.createElement(picture === undefined ? 'div' : 'img')
    image.className = canvas.className
    image.style.cssText = canvas.style.cssText
    if (picture === undefined) image.style.background = 'repeating-linear-gradient(45deg, #333 0 8px, #222 8px 16px)'
    else image.setAttribute('src', picture)
    canvas.replaceWith(image)
  }
  for (const each of body.querySelectorAll('script, iframe, dialog')) each.remove()
  // Pictures from elsewhere are not loaded inside of a picture.
  for (const each of body.querySelectorAll('img')) if (!each.src.startsWith('data:')) each.remove()
  const page = document.createElement('div')
  const root = document.documentElement
  page.className = `${root.className} ${document.body.className}`
  page.style.cssText = `${root.style.cssText}; width: ${width}px; height: ${height}px; overflow: hidden; position: relative; font-family: ${getComputedStyle(document.body).fontFamily}`
  const style = document.createElement('style')
  // What comes in slowly would begin anew in the copy, and be seen half come.
  style.textContent = `${await stylesOf()}\n* { animation: none !important; transition: none !important }`
  page.append(style, ...body.childNodes)
  const xhtml = new XMLSerializer().serializeToString(page)
  // Sizes in rem are of the root, which is the drawing.
  const fontSize = getComputedStyle(root).fontSize
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" style="font-size: ${fontSize}; ${escaped(root.style.cssText)}"><foreignObject x="0" y="0" width="${width}" height="${height}">${xhtml}</foreignObject></svg>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

let fonts: Promise<ReadonlyMap<string, string>> | undefined

/** Every rule of the page's style sheets, with its fonts written out. */
async function stylesOf(): Promise<string> {
  const sheets = [...document.styleSheets, ...document.adoptedStyleSheets]
  const rules = sheets.flatMap((sheet) =>
    [...sheet.cssRules].map((rule) => ({ text: rule.cssText, base: sheet.href ?? location.href })),
  )
  const addresses = rules.flatMap(({ text, base }) =>
    [...text.matchAll(FONT)].map(([, url = '']) => [url, base] as const),
  )
  fonts ??= loadAll(addresses)
  const known = await fonts
  return rules.map(({ text }) => text.replaceAll(FONT, (all, url: string) => known.get(url) ?? all)).join('\n')
}

const FONT = /url\("?([^")]+\.woff2)"?\)/g

async function loadAll(addresses: readonly (readonly [string, string])[]): Promise<ReadonlyMap<string, string>> {
  const loaded = await Promise.all(
    [...new Map(addresses)].map(async ([url, base]) => {
      const answer = await fetch(new URL(url, base)).catch(() => undefined)
      if (answer?.ok !== true) return undefined
      const bytes = new Uint8Array(await answer.arrayBuffer())
      return [url, `url("data:font/woff2;base64,${base64(bytes)}")`] as const
    }),
  )
  return new Map(loaded.filter((each) => each !== undefined))
}

/** Bytes as text; a part at a time, since a call takes only so many of them. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += PART) text += String.fromCharCode(...bytes.subarray(at, at + PART))
  return btoa(text)
}
const PART = 8_192

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  return image
}
