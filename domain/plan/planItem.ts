import type { AgencyId } from '../agencies/index.ts'
import type { KpiId } from '../kpis/index.ts'
import type { SystemId } from '../systems/index.ts'
import type { Text } from '../text.ts'
import type { Day } from '../time.ts'

/** How a commitment of the plan is followed. */
export type Measure =
  /** By a KPI, over the plan's year where the KPI counts what happens. */
  | { readonly is: 'kpi'; readonly kpi: KpiId }
  /** By a connection that stands or does not. */
  | { readonly is: 'link'; readonly system: SystemId; readonly link: string }
  /** Something to be done once. `done`: when it was, as far as is known. */
  | { readonly is: 'milestone'; readonly done?: Day }
  /** Things to be done that nobody reports: how many are is entered in the targets file. */
  | { readonly is: 'entered'; readonly of: number }

/** One row of the plan: an objective (T) or a commitment in its text (M). */
export interface PlanItem {
  readonly name: Text
  /** What the plan says must be reached, in its own terms. */
  readonly commitment: Text
  readonly citation: Text
  /** Whose authorities it binds; `all`: every one. */
  readonly level: 'city' | 'district' | 'commune' | 'all'
  /** Who answers for it. The plan names agencies only together: inferred, and shown as such. */
  readonly lead: AgencyId
  readonly system: SystemId
  readonly measure: Measure
  /** Today's words for what the plan calls by an older name. */
  readonly today?: Text
}
