import type { Directive } from '../../domain/directives/directive.ts'
import type { Explanation } from '../../domain/explanations/explanation.ts'
import { toDate } from '../../domain/periods.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { DAY_MS, dayOf, startOfDay } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { OfficialRecord } from '../services/directives/officialRecord.ts'
import type { WhoAnswers } from '../services/directives/whoAnswers.ts'
import type { Matters } from '../services/matters/matters.ts'
import { visibleIn } from '../services/matters/visibleIn.ts'
import type { Store } from '../store/store.ts'
import { matterPage } from './matterList.ts'
import { answers, type Route } from './route.ts'
import { unitsAsked } from './unitsAsked.ts'

/** What leaders ordered and what units explained. */
export function directiveRoutes({
  units,
  clock,
  store,
  directives,
  explanations,
  record,
  who,
}: {
  units: UnitTree
  clock: Clock
  store: Pick<Store, 'matters' | 'matter' | 'matterCounts' | 'facts'>
  directives: Pick<Matters<Directive, never>, 'find'>
  explanations: Pick<Matters<Explanation, never>, 'find'>
  record: Pick<OfficialRecord, 'counts' | 'totals'>
  who: Pick<WhoAnswers, 'leadersOf'>
}): Route[] {
  const { edition } = units

  return [
    answers(QUERIES.directives, async ({ query, reach }) => {
      const { rows, totals, next } = await matterPage<Directive>(
        { units, store, totals: record.totals },
        'directive',
        query,
        reach,
      )
      return { directives: rows, totals, next }
    }),
    answers(QUERIES.directive, async ({ params, reach }) => {
      const kept = directives.find(params.id) ?? ((await store.matter('directive', params.id)) as Directive | undefined)
      const directive = kept && visibleIn(kept, edition)
      // What lies elsewhere is answered like what is not there.
      const isSeen = directive !== undefined && [directive.unit, ...directive.alsoUnits].some(reach.has)
      if (!isSeen) return { directive: null, facts: [] }
      return { directive, facts: await store.facts('directive', directive.id) }
    }),
    answers(QUERIES.officialCells, ({ query: { unit, period, day }, reach }) => {
      const { asked } = unitsAsked(units, unit, reach)
      const span = toDate(period, day ?? dayOf(clock.now()))
      const from = startOfDay(span.from)
      const at = Math.min(clock.now(), startOfDay(span.to) + DAY_MS - 1)
      const codes = new Set(asked.flatMap((code) => [code, ...units.childrenOf(code).map((child) => child.code)]))
      return { from, at, units: [...codes].map((code) => ({ unit: code, ...record.counts(code, from, at) })) }
    }),
    answers(QUERIES.leaders, ({ reach }) => {
      const known = new Map(reach.units.flatMap((unit) => who.leadersOf(unit)).map((each) => [each.id, each]))
      return { leaders: [...known.values()] }
    }),
    answers(QUERIES.explanations, async ({ query, reach }) => {
      const { rows, totals, next } = await matterPage<Explanation>({ units, store }, 'explanation', query, reach)
      return { explanations: rows, totals, next }
    }),
    answers(QUERIES.explanation, async ({ params, reach }) => {
      const kept =
        explanations.find(params.id) ?? ((await store.matter('explanation', params.id)) as Explanation | undefined)
      const explanation = kept && visibleIn(kept, edition)
      if (explanation === undefined || !reach.has(explanation.unit)) return { explanation: null, facts: [] }
      return { explanation, facts: await store.facts('explanation', explanation.id) }
    }),
  ]
}
