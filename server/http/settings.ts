import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { changeMade } from '../../domain/settings/change.ts'
import { limitsOf, THRESHOLDS } from '../../domain/settings/thresholds.ts'
import { dayOf } from '../../domain/time.ts'
import type { Targets } from '../cityFiles/targets.ts'
import type { Clock } from '../clock.ts'
import type { Settings } from '../services/settings.ts'
import { answers, type Route } from './route.ts'

const MOST_CHANGES = 1_000

/** What the city works with, and who has changed it. @param files its targets before any change */
export function settingRoutes({
  settings,
  files,
  clock,
}: {
  settings: Settings
  files: Pick<Targets, 'of'>
  clock: Clock
}): Route[] {
  return [
    answers(QUERIES.settings, () => {
      const today = dayOf(clock.now())
      const changes = settings.changes()
      const kinds = settings.kinds()
      const thresholds = new Map(settings.thresholdRows().map((row) => [row.key, row]))
      const newestOf = (what: 'threshold' | 'calendarDay', key: string) =>
        changes.find((change) => change.what === what && change.key === key)
      return {
        targets: (Object.entries(KPIS) as [KpiId, Kpi][]).flatMap(([kpi, { target: declared }]) => {
          const target = settings.targets.of(kpi, today)
          const file = files.of(kpi)
          if (declared === undefined || target === undefined || file === undefined) return []
          const coming = changes.filter(({ what, key, from }) => what === 'target' && key === kpi && from > today)
          const days = [...new Set(coming.map(({ from }) => from))].sort()
          return [
            {
              kpi,
              value: target.value,
              declared: declared.value,
              file: file.value,
              changed: target.changed ?? null,
              coming: days.map((from) => {
                const value = coming.find((change) => change.from === from)?.value
                return { from, value: typeof value === 'number' ? value : null }
              }),
              seen: settings.newest({ what: 'target', key: kpi }),
            },
          ]
        }),
        thresholds: THRESHOLDS.map((declared) => {
          const { key, threshold } = declared
          const change = newestOf('threshold', key)
          return {
            key,
            at: thresholds.get(key)?.at ?? threshold.at,
            declared: threshold.at,
            ...limitsOf(declared, kinds),
            changed: typeof change?.value === 'number' ? changeMade(change) : null,
            seen: change?.number ?? 0,
          }
        }),
        days: [...new Set(changes.filter(({ what }) => what === 'calendarDay').map(({ key }) => key))]
          .sort()
          .flatMap((day) => {
            const change = newestOf('calendarDay', day)
            const value = change?.value
            if (change === undefined || typeof value !== 'object' || value === null) return []
            return [{ day, ...value, changed: changeMade(change), seen: change.number }]
          }),
        changes: changes.slice(0, MOST_CHANGES),
      }
    }),
  ]
}
