import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { INCIDENT_STATES, type IncidentRow, type IncidentState } from '../../../domain/incidents/incident.ts'
import { matterTitle } from '../../../domain/matters/matterKinds.ts'
import { SEVERITIES } from '../../../domain/sensors/sensorKind.ts'
import { INCIDENT_CATEGORIES, type IncidentCategory } from '../../../domain/sops/sop.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useHubClock } from '../../live/useLive.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import type { Column } from '../parts/table/column.ts'
import { momentColumn, textColumn } from '../parts/table/columns.ts'
import { daysOf } from '../parts/table/daysOf.ts'
import { RowLink } from '../parts/table/RowLink.tsx'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { DeadlineText } from './DeadlineText.tsx'
import { IncidentStateMark } from './IncidentStateMark.tsx'

export function useIncidentColumns(units: UnitTree): readonly Column<IncidentRow>[] {
  const { t } = useTranslation('incidents')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
  const text = useText()
  const simulated = useSimulatedValue<IncidentRow>((row) => row.simulated)
  const hubNow = useHubClock()
  return useMemo(() => {
    const lateMs = ({ deadlineAt, closedAt }: IncidentRow) => Math.max(0, (closedAt ?? hubNow()) - deadlineAt)
    const nameOf = (code: string | null) => {
      const unit = units.byCode.get(code ?? units.city.code)
      return unit === undefined ? '–' : shortName(unit, language)
    }
    const titleOf = (row: IncidentRow) => text(matterTitle('incident', row))
    return [
      {
        id: 'state',
        label: t('column.state'),
        rank: 'first',
        width: 170,
        cell: ({ state }) => <IncidentStateMark state={state} />,
        text: ({ state }) => text(INCIDENT_STATES[state]),
        choice: {
          of: ({ state }) => state,
          label: (id) => text(INCIDENT_STATES[id as IncidentState]),
        },
      },
      {
        ...textColumn<IncidentRow>('what', t('column.what'), 'name', 240, titleOf),
        cell: (row) => <IncidentLink row={row} />,
        text: (row) => `${titleOf(row)} ${row.id}`,
        exports: [
          { label: t('id'), kind: 'text', of: ({ id }) => id },
          { label: t('column.what'), kind: 'text', of: titleOf },
          simulated,
        ],
      },
      {
        id: 'severity',
        label: t('column.severity'),
        rank: 'second',
        width: 140,
        cell: ({ severity }) => (severity === null ? '–' : <SeverityMark severity={severity} />),
        order: ({ severity }) => (severity === null ? undefined : -SEVERITIES.indexOf(severity)),
        text: ({ severity }) => (severity === null ? '' : common(`severity.${severity}`)),
      },
      {
        id: 'deadline',
        label: t('column.deadline'),
        rank: 'first',
        width: 190,
        wraps: true,
        cell: ({ deadlineAt, closedAt }) => <DeadlineText at={deadlineAt} closedAt={closedAt} />,
        order: ({ deadlineAt }) => deadlineAt,
        exports: [
          { label: t('column.deadline'), kind: 'moment', of: ({ deadlineAt }) => deadlineAt },
          {
            label: t('export.kept'),
            kind: 'text',
            of: (row) => t(lateMs(row) > 0 ? 'missedDeadline' : 'keptDeadline'),
          },
          { label: t('export.daysLate'), kind: 'number', digits: 2, of: (row) => daysOf(lateMs(row)) },
          { label: t('export.closedAt'), kind: 'moment', of: ({ closedAt }) => closedAt },
        ],
      },
      textColumn('place', t('column.place'), 'second', 150, ({ unit, offeredTo }) =>
        offeredTo === null ? nameOf(unit) : `${nameOf(unit)} · ${t('offered', { unit: nameOf(offeredTo) })}`,
      ),
      textColumn('lead', t('column.lead'), 'second', 130, ({ lead }) => lead ?? t('nobody')),
      {
        id: 'steps',
        label: t('column.steps'),
        rank: 'third',
        width: 70,
        isNumber: true,
        cell: ({ stepsDone, steps }) => (steps === 0 ? '–' : t('stepsOf', { done: stepsDone, all: steps })),
        order: ({ stepsDone, steps }) => (steps === 0 ? undefined : stepsDone / steps),
        exports: [{ label: t('column.steps'), kind: 'text', of: ({ stepsDone, steps }) => `${stepsDone}/${steps}` }],
      },
      {
        ...textColumn<IncidentRow>('category', t('column.category'), 'third', 170, ({ category }) =>
          text(INCIDENT_CATEGORIES[category]),
        ),
        choice: {
          of: ({ category }) => category,
          label: (id) => text(INCIDENT_CATEGORIES[id as IncidentCategory]),
        },
      },
      momentColumn('opened', t('column.opened'), 'second', ({ openedAt }) => openedAt),
    ]
  }, [t, common, language, text, units, simulated, hubNow])
}

function IncidentLink({ row }: { row: IncidentRow }) {
  const { id } = row
  const text = useText()
  return (
    <>
      <RowLink page={{ is: 'incident', id }}>{text(matterTitle('incident', row))}</RowLink>
      <div className="table__faint">{id}</div>
    </>
  )
}
