import type { Language } from '../../../domain/text.ts'
import { formatNumber } from '../../ui/format.ts'

/** Signed, with a true minus; the sign says which side of the target. */
export function distanceText(distance: number | null, digits: number, language: Language): string {
  if (distance === null) return '–'
  const size = formatNumber(Math.abs(distance), digits, language)
  if (Number(Math.abs(distance).toFixed(digits)) === 0) return size
  return distance > 0 ? `+${size}` : `−${size}`
}
