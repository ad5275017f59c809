import { type CountedText, counted, type Language } from './text.ts'

const LOCALES: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' }
const formatters = new Map<string, Intl.NumberFormat>()

/** `1.234,5` in Vietnamese. @param value finite; @param digits after the comma, always as many */
export function writtenNumber(value: number, digits: number, language: Language): string {
  const key = `${language}${digits}`
  let formatter = formatters.get(key)
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(LOCALES[language], {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    formatters.set(key, formatter)
  }
  const text = formatter.format(value)
  // What rounds to zero is zero: `-0,0` says something that is not so.
  return /^-0([.,]0+)?$/.test(text) ? text.slice(1) : text
}

/** Number and unit: `85,7%`, and a narrow gap before every other unit, `1,84 m`. @param value finite; @param unit empty: it has none */
export function writtenValue(value: number, digits: number, unit: string | CountedText, language: Language): string {
  const number = writtenNumber(value, digits, language)
  const word =
    typeof unit === 'string' ? unit : counted(unit, digits === 0 ? Number(value.toFixed(0)) : value, language)
  if (word === '') return number
  return word === '%' ? `${number}%` : `${number}\u202f${word}`
}
