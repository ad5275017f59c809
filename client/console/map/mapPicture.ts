import type { Kpi, KpiValue } from '../../../domain/kpis/kpi.ts'
import type { Page } from '../../../domain/pages.ts'
import { isName } from '../../../domain/topics.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { type Tone, toneOf } from '../../panels/tone.ts'
import { onPage, type View } from '../address.ts'
import { alertView } from '../alerts/alertPage.ts'

/** The tone of every commune by one KPI. @param now epoch ms on the hub's clock */
export function tonesOf(
  units: UnitTree,
  kpi: Kpi,
  valueAt: (code: string) => KpiValue | undefined,
  now: number,
): ReadonlyMap<string, { readonly tone: Tone }> {
  return new Map(units.communes.map(({ code }) => [code, { tone: toneOf(kpi, valueAt(code), now) }]))
}

/** What a thing on the map opens, by the layer it is drawn in. */
export function viewOfPick(picked: { readonly layer: string; readonly id: string }, view: View): View | undefined {
  if (picked.layer === 'alerts') return alertView(view, picked)
  const page = pageOfPick(picked)
  return page && onPage(view, page)
}

function pageOfPick({ layer, id }: { readonly layer: string; readonly id: string }): Page | undefined {
  if (layer.startsWith('communes')) return { is: 'unit', code: id }
  if (!isName(id)) return undefined
  if (layer === 'sensors') return { is: 'sensor', id }
  return layer === 'cameras' ? { is: 'camera', id } : undefined
}
