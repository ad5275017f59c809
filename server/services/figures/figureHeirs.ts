import { addDays, type Span } from '../../../domain/periods.ts'
import type { Day } from '../../../domain/time.ts'
import { CROSSWALK } from '../../../domain/units/crosswalk.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'

/** The first day of the communes of 2025. */
const SINCE_2025: Day = '2025-07-01'

/** An authority of before, and the share of its counts that today's unit took over. */
interface Predecessor {
  /** Code in edition 2021. */
  readonly code: string
  readonly weight: number
}

/** Who counted before 01/07/2025 what today's units count. */
export interface Heirs {
  /** The part of a span before the units of today, counted by those of 2021; undefined where it has none. */
  before(span: Span): Span | undefined
  /** The part of it since. */
  since(span: Span): Span
  /** Of 2021, for a unit of today; [] where its land was another province's, or nobody's. */
  predecessors(unit: string): readonly Predecessor[]
}

/** Whoever counted before for any of these units, by code in edition 2021. */
export function predecessorsOf(heirs: Heirs, reporters: readonly string[]): readonly string[] {
  return [...new Set(reporters.flatMap((reporter) => heirs.predecessors(reporter).map(({ code }) => code)))]
}

/**
 * Only the edition of 2025 has predecessors. The city's own departments went on as such; the districts' went to nobody, and what
 * they counted stays in the history of the edition of 2021.
 */
export function createHeirs({ edition, city }: UnitTree): Heirs {
  const byHeir = new Map<string, Predecessor[]>()
  if (edition === '2025') {
    byHeir.set(city.code, [{ code: city.code, weight: 1 }])
    for (const { oldArea, oldCode, newCode, weight } of CROSSWALK) {
      if (oldArea !== 'can-tho') continue
      byHeir.set(newCode, [...(byHeir.get(newCode) ?? []), { code: oldCode, weight }])
    }
  }
  const ends = addDays(SINCE_2025, -1)
  return {
    before: ({ from, to }) => (edition === '2021' || from > ends ? undefined : { from, to: to < ends ? to : ends }),
    since: ({ from, to }) => ({ from: edition === '2021' || from > ends ? from : SINCE_2025, to }),
    predecessors: (unit) => byHeir.get(unit) ?? [],
  }
}
