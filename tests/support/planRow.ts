import type { PlanId } from '../../domain/plan/index.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'

/** A row of the plan as the hub sends it: of the city, missed, its input a second old at `at`. */
export function planRow(item: PlanId, rest: Partial<PlanRow> = {}): PlanRow {
  return {
    key: `${item}|92`,
    item,
    unit: '92',
    value: 20,
    numerator: 20,
    denominator: 100,
    target: 25,
    planned: 25,
    state: 'missed',
    unheard: false,
    trend: null,
    lastYear: null,
    trendWithheld: null,
    lastYearWithheld: null,
    forecast: null,
    needed: null,
    link: null,
    reported: 1,
    expected: 1,
    at: 0,
    simulated: true,
    ...rest,
  }
}
