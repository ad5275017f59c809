import './mapFonts.css'

export const NAME_FONT = 'Ioc Map Medium'
export const STRONG_FONT = 'Ioc Map Semibold'
/** One letter of each file of the fonts: the browser loads a file when a letter of it is asked for. */
const EVERY_FILE = 'Aẵ0'
/** A map without its letters is better than no map. */
const PATIENCE_MS = 4_000

/** Letters are drawn once, onto a canvas: what has not come by then is drawn in another font and stays so. */
export async function loadMapFonts(): Promise<void> {
  const fonts = [`500 24px "${NAME_FONT}"`, `600 24px "${STRONG_FONT}"`]
  await Promise.race([
    Promise.allSettled(fonts.map((font) => document.fonts.load(font, EVERY_FILE))),
    new Promise((done) => setTimeout(done, PATIENCE_MS)),
  ])
}
