import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EXPLANATION_STATES, type Explanation } from '../../../domain/explanations/explanation.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { isWithin } from '../../../domain/units/isWithin.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswerPages } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useFeedReady, useRows } from '../../live/useLive.ts'
import { formatDateTime, formatValue } from '../../ui/format.ts'
import { Listing } from '../parts/Listing.tsx'
import { AskedTable } from '../parts/table/AskedTable.tsx'
import type { Column } from '../parts/table/column.ts'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { UnitChoice } from '../parts/UnitChoice.tsx'
import { usePageUnit } from '../parts/usePageUnit.ts'
import { CLOSED } from '../shows.ts'
import { useView } from '../useView.ts'
import { AnswerDue } from './DueText.tsx'
import { useLeadName } from './useLeadName.ts'

const PAGE = 100
const keyOf = ({ id }: Explanation) => id
const SOONEST_FIRST = { by: 'due', falls: false } as const

/** Requests to explain a number, of the city or of a unit. */
export function ExplanationsPage({ units, unit: asked }: { units: UnitTree; unit: string | undefined }) {
  const { t } = useTranslation('directives')
  const { view } = useView()
  const { unit, above, name } = usePageUnit(units, asked)
  const rows = useRows('explanations')
  const ready = useFeedReady('explanations')
  const columns = useExplanationColumns()
  const isClosed = view.show === CLOSED
  const closed = useAnswerPages(ask('/explanations', { query: { open: 'false', unit, limit: PAGE } }), {
    enabled: isClosed,
    refetchMs: MINUTE_MS,
  })
  const open = useMemo(() => [...rows.values()].filter((row) => isWithin(units, row.unit, unit)), [rows, units, unit])
  const past = useMemo(() => closed.data?.pages.flatMap(({ explanations }) => explanations), [closed.data])
  const standing = ready ? open : undefined
  const shown = isClosed ? past : standing?.filter(({ state }) => view.show === undefined || state === view.show)
  const title = name === undefined ? t('explanations') : t('explanationsOf', { unit: name })
  return (
    <Listing
      units={units}
      above={above}
      heading={title}
      groupsLabel={t('groups')}
      groups={[
        { show: undefined, label: t('allOpen'), count: standing?.length },
        ...EXPLANATION_STATES.map((state) => ({
          show: state,
          label: t(`explanationState.${state}`),
          count:
            state === CLOSED
              ? (closed.data?.pages[0]?.totals?.closed ?? undefined)
              : standing?.filter((row) => row.state === state).length,
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
        none={t('noneExplanations')}
      />
    </Listing>
  )
}

function useExplanationColumns(): readonly Column<Explanation>[] {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const text = useText()
  const leadName = useLeadName()
  const simulated = useSimulatedValue<Explanation>((explanation) => explanation.simulated)
  return useMemo(
    (): readonly Column<Explanation>[] => [
      {
        id: 'due',
        label: t('fact.answerBy'),
        rank: 'first',
        width: 150,
        cell: (explanation) => (
          <>
            <AnswerDue explanation={explanation} />
            <div className="table__faint">{formatDateTime(explanation.answerBy)}</div>
          </>
        ),
        order: ({ answerBy }) => answerBy,
        exports: [{ label: t('fact.answerBy'), kind: 'moment', of: ({ answerBy }) => answerBy }],
      },
      {
        id: 'what',
        label: t('column.kpi'),
        rank: 'name',
        width: 240,
        grows: true,
        wraps: true,
        cell: ({ id, kpiName }) => <NameLink id={id} name={text(kpiName)} />,
        order: ({ kpiName }) => text(kpiName),
        text: ({ kpiName }) => text(kpiName),
        exports: [{ label: t('column.kpi'), kind: 'text', of: ({ kpiName }) => text(kpiName) }, simulated],
      },
      {
        id: 'value',
        label: t('column.value'),
        rank: 'first',
        width: 90,
        isNumber: true,
        cell: ({ value, digits, measure }) => formatValue(value, digits, measure, language),
        order: ({ value }) => value ?? undefined,
        exports: [{ label: t('column.value'), kind: 'number', of: ({ value }) => value }],
      },
      {
        id: 'lead',
        label: t('field.unitAsked'),
        rank: 'first',
        width: 150,
        cell: leadName,
        order: leadName,
        text: leadName,
      },
      {
        id: 'state',
        label: t('column.state'),
        rank: 'first',
        width: 160,
        wraps: true,
        cell: ({ state }) => t(`explanationState.${state}`),
        text: ({ state }) => t(`explanationState.${state}`),
      },
      {
        id: 'cause',
        label: t('fact.cause'),
        rank: 'second',
        width: 150,
        wraps: true,
        cell: ({ cause }) => (cause === null ? '–' : t(`cause.${cause}`)),
        text: ({ cause }) => (cause === null ? '' : t(`cause.${cause}`)),
      },
      {
        id: 'asker',
        label: t('fact.asker'),
        rank: 'third',
        width: 140,
        cell: ({ asker, leader }) => (leader ?? asker).name,
        text: ({ asker, leader }) => (leader ?? asker).name,
      },
    ],
    [t, language, text, leadName, simulated],
  )
}

function NameLink({ id, name }: { id: string; name: string }) {
  const { toPage } = useView()
  return (
    <Link className="table__link" data-row to={toPage({ is: 'explanation', id })}>
      {name}
    </Link>
  )
}
