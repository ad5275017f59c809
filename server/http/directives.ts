import type { Directive } from '../../domain/directives/directive.ts'
import type { Explanation } from '../../domain/explanations/explanation.ts'
import type { MatterKind } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import { toDate } from '../../domain/periods.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { DAY_MS, dayOf, startOfDay } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { FileContents } from '../files/contents.ts'
import type { Reach } from '../gate/reach.ts'
import type { OfficialRecord } from '../services/directives/officialRecord.ts'
import type { WhoAnswers } from '../services/directives/whoAnswers.ts'
import type { Matters } from '../services/matters/matters.ts'
import { isReached, visibleIn } from '../services/matters/visibleIn.ts'
import type { Store } from '../store/store.ts'
import { fileAnswer } from './fileAnswer.ts'
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
  contents,
}: {
  units: UnitTree
  clock: Clock
  store: Pick<Store, 'matters' | 'matter' | 'matterCounts' | 'facts' | 'file'>
  directives: Pick<Matters<Directive, never>, 'find'>
  explanations: Pick<Matters<Explanation, never>, 'find'>
  record: Pick<OfficialRecord, 'counts' | 'totals' | 'madeOf'>
  who: Pick<WhoAnswers, 'leadersOf'>
  contents: Pick<FileContents, 'get'>
}): Route[] {
  const { edition } = units

  // What lies elsewhere is answered like what is not there.
  async function directiveOf(id: string, reach: Reach): Promise<Directive | undefined> {
    const kept = directives.find(id) ?? ((await store.matter('directive', id)) as Directive | undefined)
    const directive = kept && visibleIn(kept, edition)
    return directive !== undefined && isReached(directive, reach.has) ? directive : undefined
  }

  async function explanationOf(id: string, reach: Reach): Promise<Explanation | undefined> {
    const kept = explanations.find(id) ?? ((await store.matter('explanation', id)) as Explanation | undefined)
    const explanation = kept && visibleIn(kept, edition)
    return explanation !== undefined && isReached(explanation, reach.has) ? explanation : undefined
  }

  /** The directives that were made of an explanation, in the order in which they were given, as far as whoever asks sees them. */
  async function madeOf({ id }: Explanation, reach: Reach) {
    const made = await Promise.all(record.madeOf(id).map((each) => directiveOf(each, reach)))
    return made
      .flatMap((directive) => (directive === undefined ? [] : [directive]))
      .sort((a, b) => a.openedAt - b.openedAt)
      .map(({ id, title, state, edition, lead, leadName, openedAt }) => ({
        ...{ id, title, state, edition, lead, leadName, openedAt },
      }))
  }

  /** A file of a matter that whoever asks sees; one of another matter is none. */
  async function fileOf(kind: MatterKind, matter: Matter | undefined, id: string) {
    const file = matter === undefined ? undefined : await store.file(id)
    const theirs = file?.matter === kind && file.matterId === matter?.id ? file : undefined
    return fileAnswer(theirs, contents, matter?.unit ?? null)
  }

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
      const directive = await directiveOf(params.id, reach)
      return directive === undefined
        ? { directive: null, facts: [] }
        : { directive, facts: await store.facts('directive', directive.id) }
    }),
    answers(QUERIES.directiveFile, async ({ params: { id, file }, reach }) =>
      fileOf('directive', await directiveOf(id, reach), file),
    ),
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
      const explanation = await explanationOf(params.id, reach)
      return explanation === undefined
        ? { explanation: null, facts: [], directives: [] }
        : {
            explanation,
            facts: await store.facts('explanation', explanation.id),
            directives: await madeOf(explanation, reach),
          }
    }),
    answers(QUERIES.explanationFile, async ({ params: { id, file }, reach }) =>
      fileOf('explanation', await explanationOf(id, reach), file),
    ),
  ]
}
