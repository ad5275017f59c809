import { limitDigits } from '../digits.ts'
import type { Language } from '../text.ts'
import { writtenValue } from '../writtenNumber.ts'
import type { Kpi } from './kpi.ts'

/** A limit with the side of it that is good: `≥ 90%`, `≤ 4,5 m`, with all the digits it has. */
export function limitText(kpi: Pick<Kpi, 'direction' | 'digits' | 'unit'>, limit: number, language: Language): string {
  const sign = kpi.direction === 'higher' ? '≥' : '≤'
  return `${sign} ${writtenValue(limit, limitDigits(limit, kpi.digits), kpi.unit, language)}`
}

/** On a line of its own width: no sign stands at the end of one line and its number at the beginning of the next. */
export function unbroken(limit: string): string {
  return limit.replaceAll(/\s/g, '\u00a0')
}
