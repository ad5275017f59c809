import type { KpiValue } from '../../domain/kpis/kpi.ts'
import { isAuthority } from '../../domain/units/reporters.ts'
import type { UnitTree } from '../../domain/units/unit.ts'

/**
 * What an authority itself reported of a ratio: its row adds up those below it too, which stand for themselves. Undefined where that is not
 * known, because a row is not there, the authority has said nothing of its own, or it is none.
 */
export function ownRow(
  units: UnitTree,
  code: string,
  rowOf: (code: string) => KpiValue | undefined,
): KpiValue | undefined {
  const unit = units.byCode.get(code)
  const row = rowOf(code)
  if (unit === undefined || row === undefined || !isAuthority(units.edition, unit.level)) return undefined
  const below = units.childrenOf(code)
  if (below.length === 0) return row
  if (row.numerator === null || row.denominator === null) return undefined
  let { numerator, denominator } = row
  for (const child of below) {
    const known = rowOf(child.code)
    if (known === undefined) return undefined
    numerator -= known.numerator ?? 0
    denominator -= known.denominator ?? 0
  }
  if (denominator <= 0 || numerator < 0) return undefined
  return { ...row, numerator, denominator, value: (numerator / denominator) * 100 }
}
