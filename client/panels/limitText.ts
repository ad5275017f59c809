import { limitDigits } from '../../domain/digits.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { Language } from '../../domain/text.ts'
import { formatValue } from '../ui/format.ts'

/** A limit with the side of it that is good: `≥ 90%`, `≤ 4,5 m`, with all the digits it has. */
export function limitText(kpi: Pick<Kpi, 'direction' | 'digits' | 'unit'>, limit: number, language: Language): string {
  const sign = kpi.direction === 'higher' ? '≥' : '≤'
  return `${sign} ${formatValue(limit, limitDigits(limit, kpi.digits), kpi.unit, language)}`
}

/** On a line of its own width: no sign stands at the end of one line and its number at the beginning of the next. */
export function unbroken(limit: string): string {
  return limit.replaceAll(/\s/g, '\u00a0')
}
