import type { Language } from '../../domain/text.ts'

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
  return formatter.format(value)
}
