import { useText } from '../i18n/useText.ts'
import { aqiBand } from './aqiBands.ts'
import './aqiWord.css'

/** The official word of an air-quality index on its official colour; nothing while the index is unknown. */
export function AqiWord({ index }: { readonly index: number | null }) {
  const text = useText()
  const band = aqiBand(index)
  if (band === undefined) return null
  return (
    <span className="aqi-word" style={{ background: band.colour, color: band.ink }}>
      {text(band.word)}
    </span>
  )
}
