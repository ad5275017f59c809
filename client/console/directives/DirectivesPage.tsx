import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Directive } from '../../../domain/directives/directive.ts'
import { dayOf, MINUTE_MS, startOfDay } from '../../../domain/time.ts'
import { isWithin } from '../../../domain/units/isWithin.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useAnswerPages } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useFeedReady, useFromNow, usePacedRows } from '../../live/useLive.ts'
import { Listing } from '../parts/Listing.tsx'
import { AskedTable } from '../parts/table/AskedTable.tsx'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { usePageUnit } from '../parts/usePageUnit.ts'
import { CLOSED, DIRECTIVE_GROUPS } from '../shows.ts'
import { useView } from '../useView.ts'
import { ActOn } from './ActOn.tsx'
import { useDirectiveColumns } from './directiveColumns.tsx'
import { OfficialCells } from './OfficialCells.tsx'
import { useDirectiveGroups } from './useDirectiveGroups.ts'

/** Of closed ones so many are asked for at a time, the newest first. */
const PAGE = 100
const keyOf = ({ id }: Directive) => id
const WORST_FIRST = { by: 'due', falls: false } as const

/** What leaders ordered: of the city, or of a unit, in charge or working with it. */
export function DirectivesPage({ units, unit: asked }: { units: UnitTree; unit: string | undefined }) {
  const { t } = useTranslation('directives')
  const { view } = useView()
  const { unit, above, name } = usePageUnit(units, asked)
  const rows = usePacedRows('directives')
  const ready = useFeedReady('directives')
  const columns = useDirectiveColumns(useFromNow((now) => startOfDay(dayOf(now))))
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
  const groups = useDirectiveGroups(open)
  const group = DIRECTIVE_GROUPS.find((each) => each === view.show)
  const standing = group === undefined ? open : groups.get(group)
  const shown = isClosed ? past : ready ? standing : undefined
  const title = name === undefined ? t('title') : t('titleOf', { unit: name })
  const groupName = (each: (typeof DIRECTIVE_GROUPS)[number]) =>
    each === 'overdue' || each === 'near' ? t(`cell.${each}`) : t(`state.${each}`)
  const shownGroup = isClosed ? t('closed') : group && groupName(group)
  const totals = closed.data?.pages[0]?.totals
  return (
    <Listing
      units={units}
      above={above}
      heading={title}
      groupsLabel={t('groups')}
      groups={[
        { show: undefined, label: t('allOpen'), count: ready ? open.length : undefined },
        ...DIRECTIVE_GROUPS.map((each) => ({
          show: each,
          label: groupName(each),
          count: ready ? groups.get(each)?.length : undefined,
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
      <AskedTable
        caption={title}
        rows={shown}
        asked={isClosed ? closed : undefined}
        lines={12}
        older={t('older')}
        keyOf={keyOf}
        columns={columns}
        opensWith={WORST_FIRST}
        none={shownGroup === undefined ? t('none') : t('noneIn', { group: shownGroup })}
      />
    </Listing>
  )
}

function closedIn(totals: Readonly<Record<string, number>>): number {
  return (totals.done ?? 0) + (totals.withdrawn ?? 0)
}
