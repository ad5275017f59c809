import type { Language } from '../../domain/text.ts'

const LANGUAGES: readonly string[] = ['vi', 'en'] satisfies Language[]

/**
 * The language to begin with: `?lang=` in the address, else what was chosen on this machine, else Vietnamese.
 * @param search the address's query, with its question mark
 * @param remembered what was stored, if anything
 */
export function firstLanguage(search: string, remembered: string | null): Language {
  const asked = new URLSearchParams(search).get('lang')
  if (isLanguage(asked)) return asked
  return isLanguage(remembered) ? remembered : 'vi'
}

function isLanguage(text: string | null): text is Language {
  return text !== null && LANGUAGES.includes(text)
}
