import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { SEVERITIES } from '../../../domain/sensors/sensorKind.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useAnswerPages } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useFeedReady } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Listing } from '../parts/Listing.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { DataTable } from '../parts/table/DataTable.tsx'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { CLEARED } from '../shows.ts'
import { useOpenAlerts } from '../useCity.ts'
import { useView } from '../useView.ts'
import { AlertEvidence } from './AlertEvidence.tsx'
import { useAlertColumns } from './alertColumns.tsx'

/** Of those that have cleared, so many are asked for at a time, the newest first. */
const PAGE = 200

const keyOf = ({ id }: Alert) => id

/** Alerts of the city or of a unit: those that stand, by severity, and those that have cleared. */
export function AlertsPage({ units, unit: asked }: { units: UnitTree; unit: string | undefined }) {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const { view } = useView()
  const unit = asked ?? CITY
  const place = units.byCode.get(unit)
  const open = useOpenAlerts(units, unit)
  const ready = useFeedReady('alerts')
  const cleared = useAnswerPages(ask('/alerts', { query: { open: 'false', unit, limit: PAGE } }), {
    enabled: view.show === CLEARED,
    refetchMs: MINUTE_MS,
  })
  const inHistory = view.show === CLEARED
  const past = useMemo(() => cleared.data?.pages.flatMap(({ alerts }) => alerts), [cleared.data])
  const columns = useAlertColumns(units)
  const shown = useMemo(
    () => (inHistory ? (past ?? []) : open.filter((alert) => view.show === undefined || alert.severity === view.show)),
    [inHistory, past, open, view.show],
  )
  const title =
    unit === CITY || place === undefined ? t('alerts.title') : t('alerts.titleOf', { unit: shortName(place, language) })
  const coming = inHistory ? past === undefined : !ready

  return (
    <Listing
      units={units}
      above={place?.code}
      heading={title}
      groupsLabel={t('alerts.groups')}
      groups={[
        { show: undefined, label: t('alerts.allOpen'), count: ready ? open.length : undefined },
        ...[...SEVERITIES].reverse().map((severity) => ({
          show: severity,
          label: <SeverityMark severity={severity} />,
          count: ready ? open.filter((alert) => alert.severity === severity).length : undefined,
        })),
        { show: CLEARED, label: t('alerts.cleared'), count: past && `${past.length}${cleared.hasNextPage ? '+' : ''}` },
      ]}
      side={<UnitChoice units={units} unit={unit} page="alerts" />}
    >
      {coming && cleared.error !== null ? (
        <ApiTrouble error={cleared.error} retry={() => void cleared.refetch()} />
      ) : coming ? (
        <Skeleton lines={12} />
      ) : (
        <>
          <DataTable
            caption={title}
            rows={shown}
            keyOf={keyOf}
            columns={columns}
            opensWith={inHistory ? { by: 'raised', falls: true } : { by: 'severity', falls: false }}
            none={inHistory ? t('alerts.noneCleared') : <NoneOpen show={view.show} others={open.length} />}
            opened={{ key: view.opened, draw: ({ evidence }) => <AlertEvidence evidence={evidence} /> }}
          />
          {inHistory && cleared.hasNextPage && (
            <p className="console__empty">
              <button
                type="button"
                className="console__button"
                disabled={cleared.isFetchingNextPage}
                onClick={() => void cleared.fetchNextPage()}
              >
                {t('alerts.older')}
              </button>
            </p>
          )}
        </>
      )}
    </Listing>
  )
}

/** That a group is empty while others are not is no all-clear. */
function NoneOpen({ show, others }: { show: string | undefined; others: number }) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const severity = SEVERITIES.find((each) => each === show)
  if (severity === undefined || others === 0) return t('alerts.none')
  return t('alerts.noneOfThese', { severity: common(`severity.${severity}`).toLowerCase(), count: others })
}
