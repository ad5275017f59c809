import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DIRECTIVE_STATES, type Directive } from '../../../domain/directives/directive.ts'
import { byNeed } from '../../../domain/directives/official.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import type { Column } from '../parts/table/column.ts'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { useView } from '../useView.ts'
import { DirectiveDue } from './DueText.tsx'
import { useLeadName } from './useLeadName.ts'

/** @param day the order by need holds for a day at a time, epoch ms */
export function useDirectiveColumns(day: number): readonly Column<Directive>[] {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const leadName = useLeadName()
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
        exports: [{ label: t('fact.firstDue'), kind: 'moment', of: ({ firstDueAt }) => firstDueAt }],
      },
      {
        id: 'what',
        label: t('column.what'),
        rank: 'name',
        width: 260,
        grows: true,
        wraps: true,
        cell: ({ id, title }) => <TitleLink id={id} title={title} />,
        order: ({ title }) => title,
        text: ({ title }) => title,
        exports: [{ label: t('column.what'), kind: 'text', of: ({ title }) => title }, simulated],
      },
      {
        id: 'lead',
        label: t('column.lead'),
        rank: 'first',
        width: 140,
        cell: leadName,
        order: leadName,
        text: leadName,
      },
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
        cell: ({ percent }) => (percent === null ? '–' : `${formatNumber(percent, 0, language)} %`),
        order: ({ percent }) => percent ?? undefined,
        exports: [{ label: t('column.percent'), kind: 'number', digits: 0, of: ({ percent }) => percent }],
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
      {
        id: 'leader',
        label: t('column.leader'),
        rank: 'second',
        width: 130,
        wraps: true,
        cell: ({ leader }) => leader.name,
        order: ({ leader }) => leader.name,
        text: ({ leader }) => leader.name,
      },
      {
        id: 'given',
        label: t('column.given'),
        rank: 'third',
        wraps: true,
        width: 110,
        fallsFirst: true,
        cell: ({ openedAt }) => formatDateTime(openedAt),
        order: ({ openedAt }) => openedAt,
        exports: [{ label: t('column.given'), kind: 'moment', of: ({ openedAt }) => openedAt }],
      },
    ],
    [t, language, leadName, simulated, day],
  )
}

function TitleLink({ id, title }: { id: string; title: string }) {
  const { toPage } = useView()
  return (
    <Link className="table__link" data-row to={toPage({ is: 'directive', id })}>
      {title}
    </Link>
  )
}
