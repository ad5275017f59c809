import { limitDigits } from '../../domain/digits.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import type { Language } from '../../domain/text.ts'
import { formatValue } from '../ui/format.ts'

/** A limit with the side of it that is good: `≥ 90%`, `≤ 4,5 m`, with all the digits it has. */
export function limitText(kpi: Pick<Kpi, 'direction' | 'digits' | 'unit'>, limit: number, language: Language): string {
  const sign = kpi.direction === 'higher' ? '≥' : '≤'
  return `${sign} ${formatValue(limit, limitDigits(limit, kpi.digits), kpi.unit, language)}`
}
