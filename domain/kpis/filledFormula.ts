import type { Text } from '../text.ts'
import type { Kpi, KpiValue } from './kpi.ts'

/** `97 ÷ 100 × 100 = 97,0 %`: what the formula gives with this unit's numbers; says so when nobody reported. */
export function filledFormula(kpi: Kpi, value: KpiValue): Text {
  const write = (language: 'vi' | 'en') => {
    const number = (n: number | null, digits: number) =>
      n === null
        ? '–'
        : n.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          })
    const count = (n: number | null) => number(n, n === null || Number.isInteger(n) ? 0 : kpi.digits)
    const result = `${number(value.value, kpi.digits)} ${kpi.unit[language]}`.trim()
    if (value.value === null && value.numerator === null)
      return language === 'vi' ? 'chưa ai báo cáo' : 'nobody has reported'
    if (kpi.combine === 'ratio') return `${count(value.numerator)} ÷ ${count(value.denominator)} × 100 = ${result}`
    const of = language === 'vi' ? 'nguồn' : 'sources'
    return `${kpi.combine === 'sum' ? 'Σ' : 'max'} (${value.reported} ${of}) = ${result}`
  }
  return { vi: write('vi'), en: write('en') }
}
