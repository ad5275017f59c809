import type { Explanation } from '../../../domain/explanations/explanation.ts'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { FigureEvidence } from '../../../domain/matters/evidence.ts'
import type { KpiCorrection } from '../../../domain/queries/kpis.ts'
import { type UnitTree, unitKey } from '../../../domain/units/unit.ts'
import { unitIn } from '../../../domain/units/unitIn.ts'
import type { Store } from '../../store/store.ts'
import type { Matters } from '../matters/matters.ts'

const PAGE = 2_000

/** What has been corrected of figures. */
export interface Corrections {
  start(): Promise<void>
  /** Of one KPI in one unit, the newest first. */
  of(kpi: string, unit: string): Promise<readonly KpiCorrection[]>
  /** Of every KPI in one unit, each with its KPI, the newest first. */
  ofUnit(unit: string): Promise<readonly (KpiCorrection & { readonly kpi: KpiId })[]>
  /** The same of a unit and those below it, each with the unit that it is of. */
  within(kpi: string, unit: string): Promise<readonly KpiCorrection[]>
}

type Placed = Omit<KpiCorrection, 'unit'> & { readonly unit: string | undefined }

/** Corrections are few: which requests have one is in memory, and what their facts say of it from when somebody asks. */
export function createCorrections({
  units,
  store,
  explanations,
}: {
  units: UnitTree
  store: Pick<Store, 'matters' | 'facts'>
  explanations: Pick<Matters<Explanation, never>, 'onFact'>
}): Corrections {
  /** By KPI, then by id of the request. */
  const corrected = new Map<string, Map<string, Explanation>>()
  const read = new Map<string, Placed>()

  function record(explanation: Explanation): void {
    const { id, kpi, correction } = explanation
    const own = corrected.get(kpi) ?? new Map<string, Explanation>()
    corrected.set(kpi, own)
    read.delete(id)
    if (correction === null) own.delete(id)
    else own.set(id, explanation)
  }

  /** What a request froze belongs to a unit of its own, which may not be the one that was asked. */
  async function placed(explanation: Explanation): Promise<Placed | undefined> {
    const { id, edition, correction } = explanation
    const known = read.get(id)
    if (known !== undefined) return known
    const facts = await store.facts('explanation', id)
    const evidence = facts[0]?.what.evidence as FigureEvidence | undefined
    const at = facts.findLast(({ did }) => did === 'correct')?.at
    if (evidence === undefined || at === undefined || correction === null) return undefined
    const { span, at: frozenAt } = evidence
    const unit = unitIn(units.edition, unitKey(edition, evidence.unit))
    const told = { explanation: id, ...correction, at, frozenAt, span, unit }
    // Somebody may have corrected it once more while it was read.
    if (corrected.get(explanation.kpi)?.get(id) === explanation) read.set(id, told)
    return told
  }

  /** Of one KPI, the newest first. */
  async function all(kpi: string): Promise<readonly Placed[]> {
    const known = await Promise.all([...(corrected.get(kpi)?.values() ?? [])].map(placed))
    return known.filter((each) => each !== undefined).sort((a, b) => b.at - a.at)
  }

  explanations.onFact(({ fact, matter }) => {
    if (fact.did === 'correct') record(matter)
  })

  async function of(kpi: string, unit: string): Promise<readonly KpiCorrection[]> {
    const own = (await all(kpi)).filter((each) => each.unit === unit)
    return own.map(({ unit: _unit, ...correction }) => correction)
  }

  return {
    of,
    async ofUnit(unit) {
      const known = [...corrected.keys()].filter((kpi): kpi is KpiId => Object.hasOwn(KPIS, kpi))
      const each = await Promise.all(known.map(async (kpi) => (await of(kpi, unit)).map((told) => ({ ...told, kpi }))))
      return each.flat().sort((a, b) => b.at - a.at)
    },
    async start() {
      let after: { openedAt: number; id: string } | undefined
      for (;;) {
        const page = (await store.matters({ kind: 'explanation', limit: PAGE, after })) as Explanation[]
        for (const explanation of page) if (explanation.correction !== null) record(explanation)
        const last = page.at(-1)
        if (last === undefined || page.length < PAGE) return
        after = { openedAt: last.openedAt, id: last.id }
      }
    },
    async within(kpi, unit) {
      return (await all(kpi)).flatMap(({ unit: code, ...correction }) =>
        code !== undefined && units.lineage(code).includes(unit) ? [{ ...correction, unit: code }] : [],
      )
    },
  }
}
