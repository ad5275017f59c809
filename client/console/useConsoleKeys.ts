import type { Page } from '../../domain/pages.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { RANGES, type View } from './address.ts'
import { focusedFigure } from './explain/focusedFigure.ts'
import { RAIL_KPIS } from './figures/kpiList.ts'
import { boundKeys } from './keys.ts'
import { useHotkeys } from './useHotkeys.ts'
import type { ViewInHand } from './useView.ts'

const focus = (id: string) => document.getElementById(id)?.focus()

/** The page one level up; the city from everywhere that has no other. */
export function pageAbove(
  page: Page,
  units: UnitTree | undefined,
  communeOf: (page: Page) => string | undefined,
): Page {
  if (page.is === 'system') return { is: 'systems' }
  if (page.is === 'directive') return { is: 'directives', unit: undefined }
  if (page.is === 'explanation') return { is: 'explanations', unit: undefined }
  if (page.is === 'person') return { is: 'people' }
  if (page.is === 'incident') return { is: 'incidents', unit: undefined }
  const below =
    page.is === 'unit' ? units?.byCode.get(page.code)?.parent : page.is === 'plan' ? page.unit : communeOf(page)
  return below === undefined || below === units?.city.code ? { is: 'city' } : { is: 'unit', code: below }
}

/** The KPI before or after the one in view, round the rail. */
export function neighbourKpi(view: Pick<View, 'kpi'>, step: 1 | -1): View['kpi'] {
  const place = RAIL_KPIS.indexOf(view.kpi)
  return RAIL_KPIS[(place + step + RAIL_KPIS.length) % RAIL_KPIS.length] ?? view.kpi
}

/** Binds the keys that act on the whole page. */
export function useConsoleKeys({
  inHand,
  up,
  search,
  help,
}: {
  inHand: ViewInHand
  up: () => void
  search: () => void
  help: () => void
}): void {
  const { view, change } = inHand
  const onUnit = view.page.is === 'city' || view.page.is === 'unit'
  const step = (by: 1 | -1) => onUnit && change({ kpi: neighbourKpi(view, by), sort: undefined })
  const closeExplanation = () => {
    if (view.explain !== undefined) change({ explain: undefined })
  }
  useHotkeys(
    boundKeys({
      search,
      explain: () => {
        const figure = focusedFigure(document.activeElement)
        if (view.explain !== undefined) closeExplanation()
        else if (figure !== null) figure.click()
        else if (onUnit) change({ explain: { kpi: view.kpi, unit: undefined } })
      },
      kpi: (place) => void step(place === 0 ? -1 : 1),
      range: (place) => change({ range: RANGES[place] ?? view.range, zoom: undefined }),
      up,
      map: () => focus('map'),
      list: () => focus('list'),
      history: () => focus('history'),
      alerts: () => focus('alerts'),
      close: closeExplanation,
      help,
    }),
  )
}
