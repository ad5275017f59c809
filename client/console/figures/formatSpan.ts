import type { Span } from '../../../domain/periods.ts'
import type { Language } from '../../../domain/text.ts'
import { type Day, startOfDay } from '../../../domain/time.ts'
import { formatDate } from '../../ui/format.ts'

const WEEKDAYS: Record<Language, readonly string[]> = {
  vi: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}

/** `T2 24/11/2025` of one day, since a Monday is no Sunday; `01/11–23/11/2025` of more. */
export function formatSpan({ from, to }: Span, language: Language): string {
  if (from === to) return `${WEEKDAYS[language][weekdayOf(from)]} ${formatDate(startOfDay(from))}`
  const [first, last] = [from, to].map((day) => formatDate(startOfDay(day))) as [string, string]
  return `${from.slice(0, 4) === to.slice(0, 4) ? first.slice(0, 5) : first}–${last}`
}

function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}
