import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Alert, HANDLINGS, type Handling } from '../../../domain/alerts/alert.ts'
import { writtenAlertNumber } from '../../../domain/alerts/course.ts'
import { compareAlerts } from '../../../domain/alerts/order.ts'
import { alertQuantity } from '../../../domain/alerts/quantity.ts'
import { limitDigits } from '../../../domain/digits.ts'
import type { Severity } from '../../../domain/sensors/sensorKind.ts'
import type { Language } from '../../../domain/text.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { AlertCourse } from '../../panels/AlertCourse.tsx'
import { Age } from '../../ui/FreshnessMark.tsx'
import { formatDateTime, formatValue } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { spanText } from '../../ui/spans.ts'
import { TitleText } from '../../ui/TitleText.tsx'
import { AlertIncident } from '../incidents/AlertIncident.tsx'
import type { Column } from '../parts/table/column.ts'
import { textColumn } from '../parts/table/columns.ts'
import { OpenLink } from '../parts/table/OpenLink.tsx'
import { RowLink } from '../parts/table/RowLink.tsx'
import { useSimulatedValue } from '../parts/table/useSimulatedValue.ts'
import { useView } from '../useView.ts'
import { Acknowledgement } from './Acknowledgement.tsx'
import { alertPage } from './alertPage.ts'
import { useSelection } from './selection.ts'
import { useEvidenceValue } from './useEvidenceValue.ts'
import { useHandlingText } from './useHandlingText.ts'
import './handling.css'

/** @param mayPick whether several may be chosen for one act */
export function useAlertColumns(units: UnitTree, mayPick = false): readonly Column<Alert>[] {
  const { t } = useTranslation('console')
  const { t: handling } = useTranslation('handling')
  const handlingText = useHandlingText()
  const latest = useRef(handlingText)
  latest.current = handlingText
  const { t: common } = useTranslation('common')
  const { t: list } = useTranslation('list')
  const { t: incidents } = useTranslation('incidents')
  const [language] = useLanguage()
  const text = useText()
  const written = useEvidenceValue()
  const simulated = useSimulatedValue<Alert>((alert) => alert.simulated)
  const marksOf = useMarks()
  return useMemo(() => {
    const place = ({ unit: code }: Alert) => {
      const unit = code === null ? undefined : units.byCode.get(code)
      return unit === undefined ? undefined : shortName(unit, language)
    }
    const quantity = (id: 'value' | 'limit', rank: Column<Alert>['rank']): Column<Alert> => ({
      id,
      label: t(`alerts.${id}`),
      rank,
      width: id === 'value' ? 96 : 132,
      isNumber: true,
      wraps: true,
      fallsFirst: true,
      cell: (alert) => <AlertNumber alert={alert} id={id} />,
      order: (alert) => numberOf(alert, id) ?? undefined,
      exports:
        id === 'value'
          ? [
              { label: t('alerts.valueRaised'), kind: 'number', of: ({ raised }) => raised?.value ?? null },
              { label: t('alerts.valuePeak'), kind: 'number', of: ({ peak }) => peak?.value ?? null },
              { label: t('alerts.valuePeakAt'), kind: 'moment', of: ({ peak }) => peak?.at ?? null },
              { label: t('alerts.valueNow'), kind: 'number', of: ({ valueNow }) => valueNow },
              { label: list('only.unit'), kind: 'text', of: (alert) => unitIn(alert, language) },
            ]
          : [
              { label: t('alerts.limit'), kind: 'number', of: ({ limit }) => limit },
              { label: list('only.limit'), kind: 'text', of: (alert) => limitIn(alert, language) },
            ],
    })
    const pick: Column<Alert> = {
      id: 'pick',
      label: handling('pickColumn'),
      rank: 'first',
      width: 56,
      cell: (alert) => <Pick alert={alert} />,
      exports: [],
    }
    return [
      ...(mayPick ? [pick] : []),
      {
        id: 'severity',
        label: t('alerts.severity'),
        rank: 'first',
        width: 130,
        cell: ({ severity }) => <SeverityMark severity={severity} />,
        compare: compareAlerts,
        ways: { rising: list('worstFirst'), falling: list('worstLast') },
        text: ({ severity }) => common(`severity.${severity}`),
        choice: {
          of: ({ severity }) => severity,
          label: (severity) => common(`severity.${severity as Severity}`, { defaultValue: severity }),
        },
      },
      {
        ...textColumn<Alert>('what', t('alerts.what'), 'name', 240, ({ title }) => text(title)),
        cell: (alert) => <AlertTitle alert={alert} />,
        exports: [
          { label: t('alerts.what'), kind: 'text', of: ({ title }) => text(title) },
          simulated,
          { label: handling('export.marks'), kind: 'text', of: (alert) => marksOf(alert).join(' · ') },
        ],
      },
      {
        id: 'place',
        label: t('sensors.place'),
        rank: 'first',
        width: 140,
        wraps: true,
        cell: (alert) => place(alert) ?? '–',
        order: place,
        text: (alert) => place(alert) ?? '',
      },
      quantity('value', 'second'),
      quantity('limit', 'second'),
      {
        id: 'raised',
        label: t('alerts.raised'),
        rank: 'first',
        width: 150,
        fallsFirst: true,
        cell: ({ raisedAt }) => (
          <>
            {formatDateTime(raisedAt)}
            <div className="table__faint">
              <Age at={raisedAt} />
            </div>
          </>
        ),
        order: ({ raisedAt }) => raisedAt,
        exports: [{ label: t('alerts.raised'), kind: 'moment', of: ({ raisedAt }) => raisedAt }],
      },
      {
        id: 'cleared',
        label: t('alerts.clearedAt'),
        rank: 'third',
        width: 160,
        wraps: true,
        fallsFirst: true,
        cell: ({ clearedAt, raisedAt }) =>
          clearedAt === null
            ? t('alerts.stillOpen')
            : t('alerts.after', { at: formatDateTime(clearedAt), span: spanText(clearedAt - raisedAt, language) }),
        order: ({ clearedAt }) => clearedAt ?? undefined,
        exports: [{ label: t('alerts.clearedAt'), kind: 'moment', of: ({ clearedAt }) => clearedAt }],
      },
      {
        id: 'handling',
        label: handling('column'),
        rank: 'first',
        width: 190,
        wraps: true,
        cell: (alert) => <Acknowledgement alert={alert} />,
        order: (alert) => HANDLINGS.indexOf(alert.handling),
        text: (alert) => latest.current(alert) ?? t('alerts.nobody'),
        choice: {
          of: (alert) => alert.handling,
          label: (id) => handling(`state.${id as Handling}`, { defaultValue: id }),
        },
        exports: [
          { label: handling('column'), kind: 'text', of: (alert) => handling(`state.${alert.handling}`) },
          { label: t('alerts.acknowledged'), kind: 'text', of: ({ acknowledgedBy }) => acknowledgedBy },
          { label: t('alerts.acknowledgedAt'), kind: 'moment', of: ({ acknowledgedAt }) => acknowledgedAt },
          { label: handling('note'), kind: 'text', of: ({ note }) => note },
          { label: handling('export.shelvedBy'), kind: 'text', of: ({ shelvedBy }) => shelvedBy },
          { label: handling('export.shelvedUntil'), kind: 'moment', of: ({ shelvedUntil }) => shelvedUntil },
          { label: handling('export.shelvedWhy'), kind: 'text', of: ({ shelvedWhy }) => shelvedWhy },
          { label: handling('export.closedBy'), kind: 'text', of: ({ closedBy }) => closedBy },
          {
            label: handling('closeWhy'),
            kind: 'text',
            of: ({ closedWhy }) => (closedWhy === null ? null : handling(`why.${closedWhy}`)),
          },
        ],
      },
      {
        id: 'incident',
        label: incidents('column.what'),
        rank: 'first',
        width: 130,
        wraps: true,
        cell: (alert) => <AlertIncident alert={alert} units={units} />,
        exports: [{ label: incidents('column.what'), kind: 'text', of: ({ incident }) => incident }],
      },
      {
        id: 'condition',
        label: handling('conditionLabel'),
        rank: 'third',
        width: 120,
        cell: ({ condition }) => handling(`condition.${condition}`),
        text: ({ condition }) => handling(`condition.${condition}`),
        choice: {
          of: ({ condition }) => condition,
          label: (id) => handling(`condition.${id as Alert['condition']}`, { defaultValue: id }),
        },
      },
      {
        id: 'evidence',
        label: t('systems.column.evidence'),
        rank: 'second',
        width: 130,
        cell: ({ evidence }) => (evidence.length === 0 ? '–' : t('systems.evidence', { count: evidence.length })),
        exports: [
          {
            label: t('systems.column.evidence'),
            kind: 'text',
            of: ({ evidence }) =>
              evidence.map(({ label, value, source }) => `${text(label)}: ${written(value)} (${source})`).join('; '),
          },
        ],
      },
    ]
  }, [t, handling, common, list, incidents, language, text, written, units, simulated, marksOf, mayPick])
}

function unitIn(alert: Alert, language: Language): string | null {
  const unit = alert.value === null ? undefined : alertQuantity(alert)?.unit
  if (unit === undefined) return null
  return typeof unit === 'string' ? unit : unit[language]
}

function limitIn(alert: Alert, language: Language): string | null {
  return alertQuantity(alert)?.limitName?.[language] ?? null
}

/** The worst that it has been, which of an alert of an earlier version nobody knows, or its limit. */
const numberOf = ({ peak, limit }: Alert, id: 'value' | 'limit') => (id === 'value' ? (peak?.value ?? null) : limit)

/** The worst that an alert's number has been, or the limit that was passed and what it is called, with its unit. */
function AlertNumber({ alert, id }: { alert: Alert; id: 'value' | 'limit' }) {
  const [language] = useLanguage()
  const number = numberOf(alert, id)
  if (number === null) return '–'
  if (id === 'value') return writtenAlertNumber(alert, number, language)
  // Of a rule of another version nobody knows the unit, and so not how precise it is.
  const { unit, digits } = alertQuantity(alert) ?? { unit: '', digits: Number.isInteger(number) ? 0 : 2 }
  const limitName = limitIn(alert, language)
  return (
    <>
      {formatValue(number, Math.max(digits, limitDigits(number, digits)), unit, language)}
      {limitName !== null && <div className="table__faint">{limitName}</div>}
    </>
  )
}

/** What is to be known of an alert beside its title: that it is of a drill, that it comes and goes, that nothing is heard of it any more. */
function useMarks(): (alert: Alert) => readonly string[] {
  const { t } = useTranslation('handling')
  const { t: common } = useTranslation('common')
  return useCallback(
    ({ chatters, times, outOfService, condition, clearedAt, inDrill }) =>
      [
        inDrill ? common('drill') : undefined,
        chatters ? t('chatters') : undefined,
        times > 1 ? t('times', { count: times }) : undefined,
        condition === 'lost' && clearedAt === null ? t('condition.lost') : undefined,
        condition === 'ended' && clearedAt === null ? t('condition.ended') : undefined,
        outOfService ? t('outOfService') : undefined,
      ].filter((mark) => mark !== undefined),
    [t, common],
  )
}

function AlertTitle({ alert }: { alert: Alert }) {
  const { t } = useTranslation('handling')
  const { handling, clearedAt } = alert
  const marks = [
    ...useMarks()(alert),
    ...(handling === 'unacknowledged' || clearedAt !== null ? [] : [t(`state.${handling}`)]),
  ]
  return (
    <div className="alert-title">
      <DetailLink alert={alert} />
      <div>
        <RowLink page={alertPage(alert)}>
          <TitleText title={alert.title} id={alert.id} />
        </RowLink>
        <AlertCourse alert={alert} />
        {marks.length > 0 && <div className="table__faint">{marks.join(' · ')}</div>}
      </div>
    </div>
  )
}

/** Chooses an alert for what is done about several at once. */
function Pick({ alert }: { alert: Alert }) {
  const { t } = useTranslation('handling')
  const text = useText()
  const { ids, toggle } = useSelection()
  return (
    <label className="selection__pick">
      <input
        type="checkbox"
        aria-label={t('pick', { what: text(alert.title) })}
        checked={ids.has(alert.id)}
        onChange={() => toggle(alert.id)}
      />
    </label>
  )
}

/** Opens the row to what speaks for the alert, and to what was done about it: beside the title, which stands in the row at every width. */
function DetailLink({ alert: { id, title } }: { alert: Alert }) {
  const { t } = useTranslation('handling')
  const text = useText()
  const { view } = useView()
  return (
    <OpenLink row={id} label={t('detailOf', { what: text(title) })}>
      <span className="alert-open" aria-hidden="true">
        {view.opened === id ? '▾' : '▸'}
      </span>
    </OpenLink>
  )
}
