import { decidingDigits } from '../../domain/digits.ts'
import { figureDigits } from '../../domain/kpis/figureDigits.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { CountedText, Language } from '../../domain/text.ts'
import { CITY_UTC_OFFSET_MS } from '../../domain/time.ts'
import { writtenNumber, writtenValue } from '../../domain/writtenNumber.ts'

/** Printed where there is no value. Unknown is not zero. */
const NOTHING = '–'

/** `1.234,5` in Vietnamese; a dash when there is no number. @param digits after the comma, always as many */
export function formatNumber(value: number | null | undefined, digits: number, language: Language): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING
  return writtenNumber(value, digits, language)
}

/** Number and unit: `85,7%`, and a narrow gap before every other unit, `1,84 m`. A dash alone when there is no number. */
export function formatValue(
  value: number | null | undefined,
  digits: number,
  unit: string | CountedText,
  language: Language,
): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING
  return writtenValue(value, digits, unit, language)
}

/** A KPI's figure with its unit, with as many digits as its verdict needs: see `figureDigits`. */
export function formatFigure(
  value: number | null | undefined,
  kpi: Pick<Kpi, 'digits' | 'unit' | 'direction' | 'target'>,
  language: Language,
): string {
  return formatValue(value, figureDigits(kpi, value), kpi.unit, language)
}

/** The same without its unit. */
export function formatFigureNumber(
  value: number | null | undefined,
  kpi: Pick<Kpi, 'digits' | 'direction' | 'target'>,
  language: Language,
): string {
  return formatNumber(value, figureDigits(kpi, value), language)
}

/** What a sensor measures, with as many digits as tell it apart from the thresholds it does not reach. */
export function formatMeasured(
  value: number | null | undefined,
  {
    digits,
    unit = '',
    thresholds,
  }: { readonly digits: number; readonly unit?: string; readonly thresholds: readonly { readonly at: number }[] },
  language: Language,
): string {
  const limits = thresholds.map(({ at }) => at)
  const many =
    value === null || value === undefined || !Number.isFinite(value) ? digits : decidingDigits(value, digits, limits)
  return formatValue(value, many, unit, language)
}

const CENTIMETRES = 100

/**
 * How far a level lies from a limit, both as they are written: `41` beside `1,39 m` where the limit is `1,80 m`. Whole centimetres, without their
 * unit. @param level, limit metres
 */
export function formatApart(
  level: number,
  limit: number,
  { digits, thresholds }: { readonly digits: number; readonly thresholds: readonly { readonly at: number }[] },
  language: Language,
): string {
  const limits = thresholds.map(({ at }) => at)
  const written = Number(level.toFixed(decidingDigits(level, digits, limits)))
  return formatNumber(Math.abs(limit - written) * CENTIMETRES, 0, language)
}

const STEPS: readonly (readonly [ms: number, vi: string, one: string, many: string])[] = [
  [86_400_000, 'ngày', 'day', 'days'],
  [3_600_000, 'giờ', 'hour', 'hours'],
  [60_000, 'phút', 'minute', 'minutes'],
  [1_000, 'giây', 'second', 'seconds'],
]

/** How long ago, in its largest whole unit: `2 giây trước`, `2 seconds ago`. What is younger than a second is `vừa xong`, `just now`. @param ms age */
export function formatAge(ms: number, language: Language): string {
  for (const [size, vi, one, many] of STEPS) {
    const count = Math.floor(ms / size)
    if (count < 1) continue
    const number = formatNumber(count, 0, language)
    return language === 'vi' ? `${number} ${vi} trước` : `${number} ${count === 1 ? one : many} ago`
  }
  return language === 'vi' ? 'vừa xong' : 'just now'
}

/** `18:05` in Cần Thơ, whatever the machine's own zone. @param at epoch ms */
export function formatTime(at: number | null | undefined): string {
  return cityIso(at)?.slice(11, 16) ?? NOTHING
}

/** `18:05:09` in Cần Thơ. @param at epoch ms */
export function formatSeconds(at: number | null | undefined): string {
  return cityIso(at)?.slice(11, 19) ?? NOTHING
}

/** `23/10/2026` in Cần Thơ. @param at epoch ms */
export function formatDate(at: number | null | undefined): string {
  const iso = cityIso(at)
  return iso === undefined ? NOTHING : `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`
}

/** `23/10` in Cần Thơ, where the year is known. @param at epoch ms */
export function formatDayMonth(at: number | null | undefined): string {
  return formatDate(at).slice(0, 5)
}

/** `18:05 23/10/2026` in Cần Thơ: time first, as Vietnamese has it, in both languages. @param at epoch ms */
export function formatDateTime(at: number | null | undefined): string {
  return cityIso(at) === undefined ? NOTHING : `${formatTime(at)} ${formatDate(at)}`
}

/** `18:05` of the day that `now` is in, and else with its date. @param at epoch ms */
export function formatMoment(at: number | null | undefined, now: number): string {
  return formatDate(at) === formatDate(now) ? formatTime(at) : formatDateTime(at)
}

/** The city's clock written as ISO without a zone; undefined when there is no moment. */
export function cityIso(at: number | null | undefined): string | undefined {
  if (at === null || at === undefined || !(Math.abs(at) < 8.64e15 - CITY_UTC_OFFSET_MS)) return undefined
  const iso = new Date(at + CITY_UTC_OFFSET_MS).toISOString()
  return iso.length === 24 ? iso : undefined
}

/** `10,0331° B, 105,7856° Đ`: a place as an office writes it, latitude first. Degrees. */
export function formatPosition(lng: number, lat: number, language: Language): string {
  const [north, south, east, west] = language === 'vi' ? ['B', 'N', 'Đ', 'T'] : ['N', 'S', 'E', 'W']
  const degrees = (value: number) => `${formatNumber(Math.abs(value), POSITION_DIGITS, language)}°\u00a0`
  return `${degrees(lat)}${lat < 0 ? south : north}, ${degrees(lng)}${lng < 0 ? west : east}`
}

/** Of a degree: eleven metres. */
const POSITION_DIGITS = 4
