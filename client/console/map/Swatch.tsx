import { cssColor } from '../../map/palette.ts'
import { useMapPalette } from '../../map/useMapPalette.ts'
import type { Tone } from '../../panels/tone.ts'
import './mapPart.css'

/** A tone of the map in a legend, as the map draws it: what cannot be judged is hatched. */
export function Swatch({ tone }: { tone: Tone }) {
  const { tones, hatch } = useMapPalette()
  const ground = cssColor(tones[tone])
  const background =
    tone === 'unjudged' ? `repeating-linear-gradient(-45deg, ${cssColor(hatch)} 0 2px, ${ground} 2px 5px)` : ground
  return <span className="legend__swatch" style={{ background }} aria-hidden="true" />
}
