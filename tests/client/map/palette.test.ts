import { describe, expect, it } from 'vitest'
import { GROUNDS, type Palette, type Rgba } from '../../../client/map/palette.ts'

/** Relative luminance as in WCAG 2.2. */
function luminance([red, green, blue]: readonly number[]): number {
  const [r, g, b] = [red, green, blue].map((channel = 0) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const rgb = (hex: string): Rgba => {
  const number = Number.parseInt(hex.slice(1), 16)
  return [number >> 16, (number >> 8) & 255, number & 255, 255]
}

describe.each(Object.entries(GROUNDS) as [string, Palette][])(
  'the %s map',
  (_, { tones, marks, casing, ink, hatch, base }) => {
    it('has names that can be read on what they stand on', () => {
      for (const name of [base.name, base.quietName]) {
        for (const under of [base.halo, base.land]) expect(contrast(rgb(name), rgb(under))).toBeGreaterThan(4.5)
      }
      expect(contrast(rgb(base.riverName), rgb(base.river))).toBeGreaterThan(4.5)
      expect(contrast(rgb(base.quietName), rgb(base.halo))).toBeGreaterThan(4.5)
    })

    it('has marks that stand out from their casing and from the land, and what is chosen from everything', () => {
      for (const mark of Object.values(marks)) {
        expect(contrast(mark, casing)).toBeGreaterThan(3)
        expect(contrast(mark, rgb(base.land))).toBeGreaterThan(3)
      }
      for (const under of [tones.met, tones.none, rgb(base.land), rgb(base.ground)])
        expect(contrast(ink, under)).toBeGreaterThan(7)
    })

    it('is quiet where a target is met, and warmer the farther it is missed', () => {
      const land = rgb(base.land)
      const far = (tone: Rgba) => contrast(tone, land)
      expect(far(tones.met)).toBeLessThan(far(tones.little))
      expect(far(tones.little)).toBeLessThan(Math.min(far(tones.more), far(tones.most)))
      expect(far(tones.most)).toBeGreaterThan(3)
      expect(contrast(hatch, tones.unjudged)).toBeGreaterThan(2)
    })
  },
)
