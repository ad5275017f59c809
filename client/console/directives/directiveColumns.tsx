import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DIRECTIVE_STATES, type Directive, progressOf } from '../../../domain/directives/directive.ts'
import { byNeed, latenessMs, officialCell } from '../../../domain/directives/official.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useHubClock } from '../../live/useLive.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import type { Column } from '../parts/table/column.ts'
import { momentColumn, textColumn } from '../parts/table/columns.ts'
import { daysOf } from '../parts/table/daysOf.ts'
import { RowLink } from '../parts/table/RowLink.tsx'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { DirectiveDue } from './DueText.tsx'
import { useLeadName } from './useLeadName.ts'

/** @param day the order by need holds for a day at a time, epoch ms */
export function useDirectiveColumns(day: number): readonly Column<Directive>[] {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const leadName = useLeadName()
  const hubNow = useHubClock()
  const simulated = useSimulatedValue<Directive>((directive) => directive.simulated)
  return useMemo(
    (): readonly Column<Directive>[] => [
      {
        id: 'due',
        label: t('column.due'),
        rank: 'first',
        width: 150,
        cell: (directive) => (
          <>
            <DirectiveDue directive={directive} />
            <div className="table__faint">{formatDateTime(directive.firstDueAt)}</div>
          </>
        ),
        compare: byNeed(day),
        exports: [
          { label: t('fact.firstDue'), kind: 'moment', of: ({ firstDueAt }) => firstDueAt },
          { label: t('fact.judged'), kind: 'moment', of: ({ judgedAt }) => judgedAt },
          { label: t('fact.deadline'), kind: 'moment', of: ({ deadlineAt }) => deadlineAt },
          {
            label: t('export.cell'),
            kind: 'text',
            of(directive) {
              const cell = officialCell(directive, hubNow())
              return cell && t(`cell.${cell}`)
            },
          },
          {
            label: t('export.daysLate'),
            kind: 'number',
            digits: 2,
            of: (directive) => daysOf(latenessMs(directive, hubNow())),
          },
          { label: t('export.pausedAt'), kind: 'moment', of: ({ paused }) => paused?.at },
          { label: t('export.completedAt'), kind: 'moment', of: ({ completedAt }) => completedAt },
          { label: t('export.closedAt'), kind: 'moment', of: ({ closedAt }) => closedAt },
        ],
      },
      {
        ...textColumn<Directive>('what', t('column.what'), 'name', 260, ({ title }) => title),
        cell: ({ id, title }) => <RowLink page={{ is: 'directive', id }}>{title}</RowLink>,
        exports: [{ label: t('column.what'), kind: 'text', of: ({ title }) => title }, simulated],
      },
      textColumn('lead', t('column.lead'), 'first', 140, leadName),
      {
        id: 'state',
        label: t('column.state'),
        rank: 'first',
        width: 150,
        wraps: true,
        cell: ({ state }) => t(`state.${state}`),
        text: ({ state }) => t(`state.${state}`),
        choice: {
          of: ({ state }) => state,
          label: (state) => t(`state.${DIRECTIVE_STATES.find((each) => each === state) ?? 'given'}`),
        },
      },
      {
        id: 'percent',
        label: t('column.percent'),
        rank: 'second',
        width: 84,
        isNumber: true,
        cell(directive) {
          const percent = progressOf(directive)
          return percent === null ? '–' : `${formatNumber(percent, 0, language)}%`
        },
        order: (directive) => progressOf(directive) ?? undefined,
        exports: [{ label: t('column.percent'), kind: 'number', digits: 0, of: progressOf }],
      },
      {
        id: 'extensions',
        label: t('column.extensions'),
        rank: 'third',
        width: 84,
        isNumber: true,
        fallsFirst: true,
        cell: ({ extensions }) => formatNumber(extensions, 0, language),
        order: ({ extensions }) => extensions,
        exports: [{ label: t('column.extensions'), kind: 'number', digits: 0, of: ({ extensions }) => extensions }],
      },
      textColumn('leader', t('column.leader'), 'second', 130, ({ leader }) => leader.name),
      {
        ...momentColumn<Directive>('given', t('column.given'), 'third', ({ openedAt }) => openedAt),
        width: 110,
        wraps: true,
      },
    ],
    [t, language, leadName, simulated, day, hubNow],
  )
}
