import type { Withheld } from '../kpis/coverage.ts'
import type { KpiState } from '../kpis/kpi.ts'
import type { Link } from '../systems/link.ts'

/** Where the figure will stand at the end of the plan's year, and the interval that holds it four times in five. */
export interface Forecast {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * What it takes from here to the end of the year.
 * - `secured`: reached if all goes on as lately
 * - `keep`: reached now, and not if all goes on as lately: no more than `spare` may be lost
 * - `perDay`: `count` of the `of` that come each working day must be good ones; `of` null where nothing comes of itself
 * - `total`: `count` more must be done, once
 * - `atMost`: no more than `count` a working day (for what should be low)
 * - `outOfReach`: not even if all that comes is good; `best` is what would be reached
 */
export type Needed =
  | { readonly is: 'secured' }
  | { readonly is: 'keep'; readonly spare: number }
  | { readonly is: 'perDay'; readonly count: number; readonly of: number; readonly days: number }
  | { readonly is: 'total'; readonly count: number; readonly days: number }
  | { readonly is: 'atMost'; readonly count: number; readonly of: number; readonly days: number }
  | { readonly is: 'outOfReach'; readonly best: number }

/** One row of the plan as it stands in one unit. `null` is unknown or does not apply, never zero. */
export interface PlanRow {
  /** `${item}|${unit}` */
  readonly key: string
  /** Id in `PLAN`. */
  readonly item: string
  readonly unit: string
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  /** What the city works towards, and the plan's own number. */
  readonly target: number | null
  readonly planned: number | null
  readonly state: KpiState
  /** It is not judged because inputs are missing that the hub could not have heard: see `Reception`. */
  readonly unheard: boolean
  /** Change against four weeks ago, in the KPI's own unit. */
  readonly trend: number | null
  /** The figure as it stood on the same day last year. */
  readonly lastYear: number | null
  /** Why trend and last year are left out though they are known: too little was reported, now or then. */
  readonly trendWithheld: Withheld | null
  readonly lastYearWithheld: Withheld | null
  readonly forecast: Forecast | null
  readonly needed: Needed | null
  /** Of a commitment followed by a connection: how it stands. */
  readonly link: Link | null
  readonly reported: number
  readonly expected: number
  /** When the newest input was true, epoch ms. */
  readonly at: number | null
  readonly simulated: boolean
}
