import type { KpiValue } from '../../domain/kpis/kpi.ts'
import type { SystemId } from '../../domain/systems/index.ts'
import type { JudgedCommune, RankedCommune } from './rankCommunes.ts'
import { needingSystems, type SystemLine } from './systemHealth.ts'

/** Systems that guard the city's machines and networks. */
export const SECURITY_SYSTEMS: readonly SystemId[] = ['soc', 'antiMalware', 'firewalls']

/** An authority with machines that nobody protects. */
export interface Exposed extends JudgedCommune {
  readonly hosts: number
  readonly missing: number
}

/** What of security needs people: systems in trouble, and authorities by how many of their machines stand open, the most first. */
export function securityNeeds(
  systems: readonly SystemLine[],
  behind: readonly RankedCommune[],
  rowOf: (code: string) => KpiValue | undefined,
): { readonly troubled: readonly SystemLine[]; readonly exposed: readonly Exposed[] } {
  const exposed = behind.flatMap(({ unit, value, distance }): Exposed[] => {
    const { numerator = null, denominator = null } = rowOf(unit.code) ?? {}
    if (numerator === null || denominator === null || numerator >= denominator) return []
    return [{ unit, value, distance, hosts: denominator, missing: denominator - numerator }]
  })
  return {
    troubled: needingSystems(systems.filter(({ id }) => SECURITY_SYSTEMS.includes(id))),
    exposed: exposed.sort((a, b) => b.missing - a.missing || a.value - b.value || (a.unit.code < b.unit.code ? -1 : 1)),
  }
}
