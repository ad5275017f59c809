import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EXPLANATION_STATES, type Explanation } from '../../../domain/explanations/explanation.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { isWithin } from '../../../domain/units/isWithin.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useAnswerPages } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useFeedReady, usePacedRows } from '../../live/useLive.ts'
import { Listing } from '../parts/Listing.tsx'
import { AskedTable } from '../parts/table/AskedTable.tsx'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { usePageUnit } from '../parts/usePageUnit.ts'
import { CLOSED } from '../shows.ts'
import { useView } from '../useView.ts'
import { useExplanationColumns } from './explanationColumns.tsx'

const PAGE = 100
const keyOf = ({ id }: Explanation) => id
const SOONEST_FIRST = { by: 'due', falls: false } as const

/** Requests to explain a number, of the city or of a unit. */
export function ExplanationsPage({ units, unit: asked }: { units: UnitTree; unit: string | undefined }) {
  const { t } = useTranslation('directives')
  const { view } = useView()
  const { unit, above, name } = usePageUnit(units, asked)
  const rows = usePacedRows('explanations')
  const ready = useFeedReady('explanations')
  const columns = useExplanationColumns()
  const isClosed = view.show === CLOSED
  const closed = useAnswerPages(ask('/explanations', { query: { open: 'false', unit, limit: PAGE } }), {
    enabled: isClosed,
    refetchMs: MINUTE_MS,
  })
  const open = useMemo(() => [...rows.values()].filter((row) => isWithin(units, row.unit, unit)), [rows, units, unit])
  const past = useMemo(() => closed.data?.pages.flatMap(({ explanations }) => explanations), [closed.data])
  const byState = useMemo(
    () => new Map(EXPLANATION_STATES.map((each) => [each, open.filter(({ state }) => state === each)])),
    [open],
  )
  const group = EXPLANATION_STATES.find((state) => state === view.show)
  const standing = group === undefined ? open : byState.get(group)
  const shown = isClosed ? past : ready ? standing : undefined
  const title = name === undefined ? t('explanations') : t('explanationsOf', { unit: name })
  return (
    <Listing
      units={units}
      above={above}
      heading={title}
      groupsLabel={t('groups')}
      groups={[
        { show: undefined, label: t('allOpen'), count: ready ? open.length : undefined },
        ...EXPLANATION_STATES.map((state) => ({
          show: state,
          label: t(`explanationState.${state}`),
          count:
            state === CLOSED
              ? (closed.data?.pages[0]?.totals?.closed ?? undefined)
              : ready
                ? byState.get(state)?.length
                : undefined,
        })),
      ]}
      side={<UnitChoice units={units} unit={unit} page="explanations" />}
    >
      <AskedTable
        caption={title}
        rows={shown}
        asked={isClosed ? closed : undefined}
        lines={12}
        older={t('older')}
        keyOf={keyOf}
        columns={columns}
        opensWith={SOONEST_FIRST}
        none={
          group === undefined
            ? t('noneExplanations')
            : t('noneExplanationsIn', { group: t(`explanationState.${group}`) })
        }
      />
    </Listing>
  )
}
