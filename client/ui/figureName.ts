import type { Period } from '../../domain/periods.ts'

/**
 * The name of a figure where it is drawn (`data-figure`): the same wherever it stands, on wall and console, so that whoever reads the
 * screens can set what they say beside each other. Cells of a table are named by its rows and columns (`data-key`, `data-column`).
 */
export const figureName = {
  /** @param period the span it is counted over; `now` is what the hub holds live */
  kpi: (kpi: string, unit: string, period: Period | 'now' = 'now') => `kpi/${kpi}/${unit}/${period}`,
  /** @param item a row of the plan */
  plan: (item: string, unit: string) => `plan/${item}/${unit}`,
  /** What a device says. @param source id of the source, e.g. `sensor/TG-01` @param value a quantity of the kind, `index`, or a count */
  device: (source: string, value: string) => `${source}/${value}`,
  /** @param state how they are, as the wall counts them */
  sources: (state: string) => `sources/${state}`,
  openAlerts: 'alerts/open',
  /** How many rows of a page's list are in one of its groups. @param show undefined: all */
  group: (show: string | undefined) => `group/${show ?? 'all'}`,
} as const
