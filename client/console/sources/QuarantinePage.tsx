import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { refusalName } from '../../../domain/refusals.ts'
import type { Quarantined } from '../../../domain/sources/quarantined.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useFeedReady, usePacedRows } from '../../live/useLive.ts'
import { formatNumber } from '../../ui/format.ts'
import { Listing } from '../parts/Listing.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import { QuarantineTable } from './QuarantineTable.tsx'

/** What was refused and why, with the beginning of the last refused message as plain text. */
export function QuarantinePage({ units }: { units: UnitTree | undefined }) {
  const { t } = useTranslation('console')
  const { view } = useView()
  const { t: list } = useTranslation('list')
  const [language] = useLanguage()
  const text = useText()
  const quarantine = usePacedRows('quarantine')
  const ready = useFeedReady('quarantine')
  const all = useMemo(() => [...quarantine.values()], [quarantine])
  const reasons = [...new Set(all.map((row) => row.reason))].sort()
  const shown = useMemo(
    () => all.filter((row) => view.show === undefined || row.reason === view.show),
    [all, view.show],
  )

  return (
    <Listing
      units={units}
      heading={t('quarantine.title')}
      groupsLabel={t('quarantine.groups')}
      groups={[
        { show: undefined, label: t('quarantine.all'), count: ready ? all.length : undefined },
        ...reasons.map((reason) => ({
          show: reason,
          label: text(refusalName(reason)),
          count: all.filter((row) => row.reason === reason).length,
        })),
      ]}
      side={
        shown.length === 0 ? undefined : (
          <span className="table__faint">
            {t('quarantine.gathered', {
              count: sum(shown),
              rows: list('rows', { count: shown.length, number: formatNumber(shown.length, 0, language) }),
            })}
          </span>
        )
      }
    >
      {ready ? (
        <QuarantineTable
          rows={shown}
          none={all.length === 0 ? t('quarantine.none') : t('quarantine.noneOfThese', { count: sum(all) })}
        />
      ) : (
        <Skeleton lines={16} />
      )}
    </Listing>
  )
}

const sum = (rows: readonly Quarantined[]): number => rows.reduce((total, row) => total + row.count, 0)
