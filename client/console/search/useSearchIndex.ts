import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import { PLAN, type PlanId } from '../../../domain/plan/index.ts'
import { readableName } from '../../../domain/readableName.ts'
import { SYSTEMS, type SystemId } from '../../../domain/systems/index.ts'
import { shortName } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useRows } from '../../live/useLive.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { useUnits } from '../../ui/useUnits.ts'
import { useOpenable } from '../access/useOpenable.ts'
import { kindOf } from '../devices/quantities.ts'
import { kpiOf } from '../figures/kpiList.ts'
import { createSearchIndex, type SearchEntry, type SearchIndex } from './searchIndex.ts'

/** Everything that can be found now; built anew when a unit, sensor or camera comes or goes. */
export function useSearchIndex(): SearchIndex {
  const { t } = useTranslation('console')
  const { t: log } = useTranslation('log')
  const { t: people } = useTranslation('people')
  const { t: work } = useTranslation('work')
  const { t: since } = useTranslation('since')
  const { t: shift } = useTranslation('shift')
  const { t: incidents } = useTranslation('incidents')
  const { t: settingsText } = useTranslation('settings')
  const [language] = useLanguage()
  const text = useText()
  const units = useUnits()
  const sensors = useRows('sensors')
  const cameras = useRows('cameras')
  const canOpen = useOpenable()
  const maySee = useMayIn('figures.see')
  return useMemo(() => {
    const placeOf = (code: string): string => {
      const above = units?.lineage(code).flatMap((each) => units.byCode.get(each) ?? []) ?? []
      return above
        .filter((unit) => unit.level !== 'city')
        .map((unit) => shortName(unit, language))
        .join(', ')
    }
    const entries: SearchEntry[] = [
      ...(units?.all ?? []).map(
        (unit): SearchEntry => ({
          group: 'unit',
          id: unit.code,
          label: shortName(unit, language),
          detail: unit.parent === undefined ? '' : placeOf(unit.parent),
          opens: unit.level === 'city' ? { is: 'city' } : { is: 'unit', code: unit.code },
        }),
      ),
      ...(Object.keys(SYSTEMS) as SystemId[]).map(
        (id): SearchEntry => ({
          group: 'system',
          id,
          label: text(SYSTEMS[id].name),
          detail: text(SYSTEMS[id].purpose),
          opens: { is: 'system', id },
        }),
      ),
      ...[...sensors.values()].map((sensor): SearchEntry => {
        const kind = kindOf(sensor.kind)
        return {
          group: 'sensor',
          id: sensor.id,
          label: readableName(sensor.name, sensor.id),
          detail: [kind === undefined ? sensor.kind : text(kind.label), placeOf(sensor.commune)].join(' · '),
          opens: { is: 'sensor', id: sensor.id },
        }
      }),
      ...[...cameras.values()].map(
        (camera): SearchEntry => ({
          group: 'camera',
          id: camera.id,
          label: readableName(camera.office ?? camera.name, camera.id),
          detail: [camera.office === null ? '' : readableName(camera.name, camera.id), placeOf(camera.commune)]
            .filter(Boolean)
            .join(' · '),
          opens: { is: 'camera', id: camera.id },
        }),
      ),
      ...(Object.keys(KPIS) as KpiId[]).map(
        (id): SearchEntry => ({
          group: 'kpi',
          id,
          label: text(kpiOf(id).name),
          detail: text(kpiOf(id).short),
          opens: { is: 'kpi', id },
        }),
      ),
      ...(Object.keys(PLAN) as PlanId[]).map(
        (id): SearchEntry => ({
          group: 'plan',
          id,
          label: `${id} ${text(PLAN[id].name)}`,
          detail: t('plan.title'),
          opens: { is: 'planItem', id },
        }),
      ),
      {
        group: 'page',
        id: 'plan',
        label: t('plan.title'),
        detail: t('plan.nav'),
        opens: { is: 'plan', unit: undefined },
      },
      {
        group: 'page',
        id: 'alerts',
        label: t('alerts.title'),
        detail: '',
        opens: { is: 'alerts', unit: undefined },
      },
      {
        group: 'page',
        id: 'incidents',
        label: incidents('title'),
        detail: '',
        opens: { is: 'incidents', unit: undefined },
      },
      { group: 'page', id: 'settings', label: settingsText('title'), detail: '', opens: { is: 'settings' } },
      { group: 'page', id: 'work', label: work('title'), detail: '', opens: { is: 'work' } },
      { group: 'page', id: 'since', label: since('title'), detail: '', opens: { is: 'since' } },
      { group: 'page', id: 'shift', label: shift('title'), detail: '', opens: { is: 'shift', id: undefined } },
      {
        group: 'page',
        id: 'cameras',
        label: t('cameras.title'),
        detail: '',
        opens: { is: 'cameras', unit: undefined },
      },
      { group: 'page', id: 'log', label: log('title'), detail: '', opens: { is: 'log', unit: undefined } },
      ...(['people', 'tokens', 'walls', 'account'] as const).map(
        (page): SearchEntry => ({
          group: 'page',
          id: page,
          label: people(`${page}.title`),
          detail: '',
          opens: { is: page },
        }),
      ),
      ...(['systems', 'sources', 'quarantine', 'index766'] as const).map(
        (page): SearchEntry => ({
          group: 'page',
          id: page,
          label: t(`${page}.title`),
          detail: '',
          opens: { is: page },
        }),
      ),
    ]
    // What cannot be opened is not found.
    return createSearchIndex(
      entries.filter(
        ({ opens }) =>
          canOpen(opens.is === 'kpi' ? 'city' : opens.is === 'planItem' ? 'plan' : opens.is) &&
          (opens.is !== 'unit' || maySee(opens.code)),
      ),
      new Intl.Collator('vi'),
    )
  }, [
    units,
    sensors,
    cameras,
    language,
    text,
    t,
    people,
    log,
    shift,
    since,
    work,
    incidents,
    settingsText,
    canOpen,
    maySee,
  ])
}
