import * as z from 'zod'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { DAY_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Kpis } from '../services/kpis.ts'
import { badRequest, notFound } from './problem.ts'
import { Instant, nothing, type Route, route } from './route.ts'
import { ExplanationSchema, KpiDeclarationSchema, KpiSeriesSchema, KpiValueSchema } from './schemas.ts'

const Id = z.object({ id: z.string() })
const UnitQuery = z.object({ unit: z.string().optional().describe('a unit code; the city when absent') })
const MAX_SERIES_MS = 1_100 * DAY_MS

function declaration(id: string, kpi: Kpi): z.output<typeof KpiDeclarationSchema> {
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
    numeratorName: kpi.numeratorName,
    denominatorName: kpi.denominatorName,
    minCoverage: kpi.minCoverage,
    note: kpi.note,
    beside: kpi.beside,
  }
}

export function kpiRoutes({ units, kpis }: { units: UnitTree; kpis: Kpis }): Route[] {
  function find(id: string, unit = units.city.code): { kpi: KpiId; unit: string } {
    if (!Object.hasOwn(KPIS, id)) throw notFound(`no KPI is called ${JSON.stringify(id)}; see /api/v1/kpis`)
    if (!units.byCode.has(unit)) throw notFound(`no unit has the code ${JSON.stringify(unit)}; see /api/v1/units`)
    return { kpi: id as KpiId, unit }
  }

  return [
    route({
      path: '/kpis',
      summary: 'What is measured: formula, target and citation of every KPI',
      params: nothing,
      query: nothing,
      gives: z.object({ kpis: z.array(KpiDeclarationSchema) }),
      handle: () => ({ kpis: Object.entries(KPIS).map(([id, kpi]) => declaration(id, kpi)) }),
    }),
    route({
      path: '/kpis/{id}',
      summary: 'A KPI in one unit now',
      params: Id,
      query: UnitQuery,
      gives: KpiValueSchema,
      handle: ({ params, query }) => {
        const { kpi, unit } = find(params.id, query.unit)
        const value = kpis.value(kpi, unit)
        if (value === undefined) throw notFound(`${kpi} is not measured for unit ${unit}`)
        return value
      },
    }),
    route({
      path: '/kpis/{id}/series',
      summary: 'History of a KPI in one unit; null where nobody reported',
      params: Id,
      query: UnitQuery.extend({ from: Instant, to: Instant }),
      gives: KpiSeriesSchema,
      handle: ({ params, query: { unit, from, to } }) => {
        if (from >= to || to - from > MAX_SERIES_MS) throw badRequest('from must be before to, at most 1,100 days')
        return kpis.series({ ...find(params.id, unit), from, to })
      },
    }),
    route({
      path: '/kpis/{id}/explain',
      summary: 'How a figure came about: formula filled in, inputs, who is missing, the messages behind it',
      params: Id,
      query: UnitQuery,
      gives: ExplanationSchema,
      handle: ({ params, query }) => {
        const { kpi, unit } = find(params.id, query.unit)
        return kpis.explain(kpi, unit)
      },
    }),
  ]
}
