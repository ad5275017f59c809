import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Explanation, latenessMs } from '../../../domain/explanations/explanation.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useHubClock } from '../../live/useLive.ts'
import { formatDateTime, formatValue } from '../../ui/format.ts'
import type { Column } from '../parts/table/column.ts'
import { textColumn } from '../parts/table/columns.ts'
import { daysOf } from '../parts/table/daysOf.ts'
import { RowLink } from '../parts/table/RowLink.tsx'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { AnswerDue } from './DueText.tsx'
import { useLeadName } from './useLeadName.ts'

export function useExplanationColumns(): readonly Column<Explanation>[] {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const text = useText()
  const leadName = useLeadName()
  const hubNow = useHubClock()
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
        exports: [
          { label: t('fact.answerBy'), kind: 'moment', of: ({ answerBy }) => answerBy },
          {
            label: t('export.answered'),
            kind: 'text',
            of(explanation) {
              const isLate = latenessMs(explanation, hubNow()) > 0
              return t(
                explanation.firstAnsweredAt === null
                  ? 'answered.none'
                  : isLate
                    ? 'answered.doneLate'
                    : 'answered.doneOnTime',
              )
            },
          },
          {
            label: t('export.daysLate'),
            kind: 'number',
            digits: 2,
            of: (explanation) => daysOf(latenessMs(explanation, hubNow())),
          },
          { label: t('fact.answeredAt'), kind: 'moment', of: ({ firstAnsweredAt }) => firstAnsweredAt },
          { label: t('export.closedAt'), kind: 'moment', of: ({ closedAt }) => closedAt },
        ],
      },
      {
        ...textColumn<Explanation>('what', t('column.kpi'), 'name', 240, ({ kpiName }) => text(kpiName)),
        cell: ({ id, kpiName }) => <RowLink page={{ is: 'explanation', id }}>{text(kpiName)}</RowLink>,
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
      textColumn('lead', t('field.unitAsked'), 'first', 150, leadName),
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
        wraps: true,
        cell: ({ asker, leader }) => (leader ?? asker).name,
        text: ({ asker, leader }) => (leader ?? asker).name,
      },
    ],
    [t, language, text, leadName, simulated, hubNow],
  )
}
