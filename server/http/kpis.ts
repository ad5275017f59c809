import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { daysIn, type Span } from '../../domain/periods.ts'
import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { KpiDeclaration } from '../../domain/queries/kpis.ts'
import { DAY_MS, type Day, dayOf } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { Corrections } from '../services/directives/corrections.ts'
import { explainAsked, figureTime } from '../services/explainAsked.ts'
import type { Figures } from '../services/figures/figures.ts'
import type { Kpis } from '../services/kpis/kpis.ts'
import { answers, type Route } from './route.ts'

const MAX_DAYS = 1_100

function declaration(id: string, kpi: Kpi): KpiDeclaration {
  return {
    id,
    name: kpi.name,
    short: kpi.short,
    unit: kpi.unit,
    digits: kpi.digits,
    direction: kpi.direction,
    period: kpi.period,
    combine: kpi.combine,
    target: kpi.target,
    formula: kpi.formula,
    overDays: kpi.from === 'statistic' ? undefined : kpi.overDays,
    numeratorName: kpi.numeratorName,
    denominatorName: kpi.denominatorName,
    minCoverage: kpi.minCoverage,
    note: kpi.note,
    beside: kpi.beside,
  }
}

export function kpiRoutes({
  units,
  kpis,
  figures,
  corrections,
  clock,
}: {
  units: UnitTree
  kpis: Kpis
  figures: Figures
  corrections: Pick<Corrections, 'of' | 'ofUnit' | 'within'>
  clock: Clock
}): Route[] {
  function find(id: string, unit = units.city.code): { kpi: KpiId; unit: string } {
    if (!Object.hasOwn(KPIS, id)) throw new Problem('unknownKpi', { kpi: quoted(id) })
    if (!units.byCode.has(unit)) throw new Problem('unknownUnit', { unit: quoted(unit) })
    return { kpi: id as KpiId, unit }
  }

  const dayAsked = (day: Day = dayOf(clock.now())): Day => day

  function spanOf(from: Day, to: Day): Span {
    const span = { from, to }
    if (from > to || daysIn(span) > MAX_DAYS) throw new Problem('spanTooLong', { days: MAX_DAYS })
    return span
  }

  return [
    answers(QUERIES.kpis, () => ({ kpis: Object.entries(KPIS).map(([id, kpi]) => declaration(id, kpi)) })),
    answers(QUERIES.kpi, ({ params, query }) => {
      const { kpi, unit } = find(params.id, query.unit)
      const value = kpis.value(kpi, unit)
      if (value === undefined) throw new Problem('notMeasured', { kpi, unit })
      return value
    }),
    answers(QUERIES.kpiSeries, async ({ params, query: { unit, from, to } }) => {
      if (from >= to || to - from > MAX_DAYS * DAY_MS) {
        throw new Problem('spanTooLong', { days: MAX_DAYS })
      }
      const query = { ...find(params.id, unit), from, to }
      return (await kpis.series(query)) ?? figures.series(query)
    }),
    answers(QUERIES.kpiFigures, async ({ params, query: { period = 'month', compare = 'date', ...query } }) => {
      const { kpi, unit } = find(params.id, query.unit)
      const day = dayAsked(query.day)
      const below = units.all.filter(({ code }) => code !== unit && units.lineage(code).includes(unit))
      const found = await figures.comparedOf(kpi, [unit, ...below.map(({ code }) => code)], period, day, compare)
      return { period, day, figures: [...found].map(([code, figure]) => ({ unit: code, ...figure })) }
    }),
    answers(QUERIES.kpiDaily, async ({ params, query: { unit: code, from, to } }) => {
      const { kpi, unit } = find(params.id, code)
      return figures.daily(kpi, unit, spanOf(from, to))
    }),
    answers(QUERIES.kpiCorrections, async ({ params, query }) => {
      const { kpi, unit } = find(params.id, query.unit)
      return {
        corrections: [...(await (query.below === true ? corrections.within(kpi, unit) : corrections.of(kpi, unit)))],
      }
    }),
    answers(QUERIES.unitCorrections, async ({ query: { unit = units.city.code } }) => {
      if (!units.byCode.has(unit)) throw new Problem('unknownUnit', { unit: quoted(unit) })
      return { corrections: [...(await corrections.ofUnit(unit))] }
    }),
    answers(QUERIES.kpiExplain, async ({ params, query: { period, day, ...query } }) => {
      const { kpi, unit } = find(params.id, query.unit)
      return explainAsked({ kpis, figures }, kpi, unit, figureTime(kpi, period, day, dayAsked(undefined)))
    }),
  ]
}
