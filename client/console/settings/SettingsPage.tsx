import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ROLES, rolesThatMay } from '../../../domain/access/roles.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useReach } from '../../live/session.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Listing } from '../parts/Listing.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import { CalendarSettings } from './CalendarSettings.tsx'
import { ChangeList } from './ChangeList.tsx'
import { TargetSettings } from './TargetSettings.tsx'
import { ThresholdSettings } from './ThresholdSettings.tsx'
import './settingsPage.css'

/** Somebody else may change something meanwhile. */
const REFETCH_MS = 15_000

/** What the city works with: targets, thresholds, its calendar; who has changed what, and how to undo it. */
export function SettingsPage({ units }: { units: UnitTree }) {
  const { t } = useTranslation('settings')
  const text = useText()
  const { view } = useView()
  const mayChange = useReach('settings.change').length > 0
  const { data, error, refetch: again } = useAnswer(ask('/settings'), { refetchMs: REFETCH_MS })
  const refetch = useCallback(() => void again(), [again])
  const counts = {
    targets: data?.targets.length,
    thresholds: data?.thresholds.length,
    calendar: data?.days.length,
    changes: data?.changes.length,
  }
  const common = { mayChange, refetch }
  return (
    <Listing
      units={units}
      heading={t('title')}
      groupsLabel={t('groups')}
      groups={(['targets', 'thresholds', 'calendar', 'changes'] as const).map((show) => ({
        // What the page opens with needs no word in the address.
        show: show === 'targets' ? undefined : show,
        label: t(`show.${show}`),
        count: counts[show],
      }))}
    >
      {data === undefined ? (
        error === null ? (
          <Skeleton lines={16} />
        ) : (
          <ApiTrouble error={error} retry={refetch} />
        )
      ) : (
        <>
          <p className="settings__note">
            {t('base')}
            {!mayChange &&
              ` ${t('readOnly', {
                roles: rolesThatMay('settings.change')
                  .map((role) => text(ROLES[role].name))
                  .join(', '),
              })}`}
          </p>
          {view.show === 'thresholds' ? (
            <ThresholdSettings thresholds={data.thresholds} {...common} />
          ) : view.show === 'calendar' ? (
            <CalendarSettings settings={data} {...common} />
          ) : view.show === 'changes' ? (
            <ChangeList changes={data.changes} {...common} />
          ) : (
            <TargetSettings targets={data.targets} {...common} />
          )}
        </>
      )}
    </Listing>
  )
}
