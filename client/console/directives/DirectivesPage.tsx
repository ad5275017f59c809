import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Directive } from '../../../domain/directives/directive.ts'
import { isNearlyDue, officialCell } from '../../../domain/directives/official.ts'
import { dayOf, MINUTE_MS, startOfDay } from '../../../domain/time.ts'
import { isWithin } from '../../../domain/units/isWithin.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useAnswerPages } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useFeedReady, useNow, useRows } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Listing } from '../parts/Listing.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { DataTable } from '../parts/table/DataTable.tsx'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { CLOSED, DIRECTIVE_GROUPS } from '../shows.ts'
import { useView } from '../useView.ts'
import { ActOn } from './ActOn.tsx'
import { useDirectiveColumns } from './directiveColumns.tsx'
import { OfficialCells } from './OfficialCells.tsx'

/** Of closed ones so many are asked for at a time, the newest first. */
const PAGE = 100
const keyOf = ({ id }: Directive) => id
const WORST_FIRST = { by: 'due', falls: false } as const

/** Whether a directive is in a group of the list. */
function isIn(group: (typeof DIRECTIVE_GROUPS)[number], directive: Directive, now: number): boolean {
  if (group === 'overdue') return officialCell(directive, now) === 'overdue'
  if (group === 'near') return isNearlyDue(directive, now)
  return directive.state === group
}

/** What leaders ordered: of the city, or of a unit, in charge or working with it. */
export function DirectivesPage({ units, unit: asked }: { units: UnitTree; unit: string | undefined }) {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const { view } = useView()
  const now = useNow()
  const unit = asked ?? CITY
  const place = units.byCode.get(unit)
  const rows = useRows('directives')
  const ready = useFeedReady('directives')
  const columns = useDirectiveColumns(startOfDay(dayOf(now)))
  const isClosed = view.show === CLOSED
  const closed = useAnswerPages(ask('/directives', { query: { open: 'false', unit, limit: PAGE } }), {
    enabled: isClosed,
    refetchMs: MINUTE_MS,
  })
  const open = useMemo(
    () => [...rows.values()].filter((row) => [row.unit, ...row.alsoUnits].some((each) => isWithin(units, each, unit))),
    [rows, units, unit],
  )
  const past = useMemo(() => closed.data?.pages.flatMap(({ directives }) => directives), [closed.data])
  const group = DIRECTIVE_GROUPS.find((each) => each === view.show)
  const shown = isClosed ? (past ?? []) : group === undefined ? open : open.filter((row) => isIn(group, row, now))
  const isWhole = unit === CITY || place === undefined
  const title = isWhole ? t('title') : t('titleOf', { unit: shortName(place, language) })
  const coming = isClosed ? past === undefined : !ready
  const totals = closed.data?.pages[0]?.totals
  return (
    <Listing
      units={units}
      above={place?.code}
      heading={title}
      groupsLabel={t('groups')}
      groups={[
        { show: undefined, label: t('allOpen'), count: ready ? open.length : undefined },
        ...DIRECTIVE_GROUPS.map((each) => ({
          show: each,
          label: each === 'overdue' || each === 'near' ? t(`cell.${each}`) : t(`state.${each}`),
          count: ready ? open.filter((row) => isIn(each, row, now)).length : undefined,
        })),
        { show: CLOSED, label: t('closed'), count: totals == null ? undefined : closedIn(totals) },
      ]}
      side={
        <>
          <ActOn seen={undefined} unit={unit} what={t('title')} units={units} />
          <UnitChoice units={units} unit={unit} page="directives" />
        </>
      }
    >
      <OfficialCells unit={unit} />
      {coming && isClosed && closed.error !== null ? (
        <ApiTrouble error={closed.error} retry={() => void closed.refetch()} />
      ) : coming ? (
        <Skeleton lines={12} />
      ) : (
        <DataTable
          caption={title}
          rows={shown}
          keyOf={keyOf}
          columns={columns}
          opensWith={WORST_FIRST}
          none={t('none')}
        />
      )}
      {isClosed && closed.hasNextPage && (
        <p className="console__empty">
          <button
            type="button"
            className="console__button"
            disabled={closed.isFetchingNextPage}
            onClick={() => void closed.fetchNextPage()}
          >
            {t('older')}
          </button>
        </p>
      )}
    </Listing>
  )
}

function closedIn(totals: Readonly<Record<string, number>>): number {
  return (totals.done ?? 0) + (totals.withdrawn ?? 0)
}
