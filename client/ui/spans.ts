import type { Language } from '../../domain/text.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'

const SIZES = [
  { ms: DAY_MS, vi: 'ngày', en: 'd' },
  { ms: HOUR_MS, vi: 'giờ', en: 'h' },
  { ms: MINUTE_MS, vi: 'phút', en: 'min' },
  { ms: 1000, vi: 'giây', en: 's' },
] as const

/** A length of time in its largest whole unit, at most one decimal: `5 phút`, `1,5 giờ`. */
export function spanText(ms: number, language: Language): string {
  const size = SIZES.find((each) => ms >= each.ms) ?? SIZES[3]
  const number = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 })
  return `${number.format(ms / size.ms)} ${size[language]}`
}

/** A length of time in its largest unit, whole, as a deadline is told: `23 giờ` until the day is full. */
export function wholeSpan(ms: number, language: Language): string {
  const size = SIZES.find((each) => ms >= each.ms) ?? SIZES[3]
  return spanText(Math.floor(ms / size.ms) * size.ms, language)
}

/** Receive time minus device time, signed; under a second it is the way of the message, not the clock. */
export function skewText(skewMs: number | null | undefined, language: Language): string {
  if (skewMs === null || skewMs === undefined) return '–'
  if (Math.abs(skewMs) < 1000) return language === 'vi' ? 'dưới 1 giây' : 'under 1 s'
  return `${skewMs > 0 ? '+' : '−'}${spanText(Math.abs(skewMs), language)}`
}
