import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { KPIS, type KpiId } from '../../../domain/kpis/index.ts'
import type { FigureEvidence, MatterEvidence } from '../../../domain/matters/evidence.ts'
import { matterTitle } from '../../../domain/matters/matterKinds.ts'
import { PLAN, type PlanId } from '../../../domain/plan/index.ts'
import { startOfDay } from '../../../domain/time.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { formatDate, formatDateTime, formatNumber, formatValue } from '../../ui/format.ts'
import { KpiStateMark } from '../../ui/KpiStateMark.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { useView } from '../useView.ts'
import { useCorrectionText } from './useCorrectionText.ts'
import './directives.css'

/** What stood on the screen when somebody acted, as it was then. */
export function EvidenceView({ evidence, title }: { evidence: MatterEvidence; title: string }) {
  const { t } = useTranslation('directives')
  return (
    <section className="matter__evidence" aria-label={title} data-evidence={evidence.is}>
      <h2 className="part__title">{title}</h2>
      <Shown evidence={evidence} />
      <p className="matter__hint">{t('frozenAt', { at: formatDateTime(evidence.at) })}</p>
    </section>
  )
}

function Shown({ evidence }: { evidence: MatterEvidence }) {
  const { t } = useTranslation('directives')
  const { t: console } = useTranslation('console')
  const [language] = useLanguage()
  const text = useText()
  const { toPage } = useView()
  const correctionText = useCorrectionText()
  switch (evidence.is) {
    case 'figure':
      return <Figure evidence={evidence} />
    case 'plan':
      return (
        <p className="matter__figure">
          <strong>{text(evidence.name)}</strong>
          <span className="matter__value">
            {formatValue(evidence.value, evidence.digits, evidence.measure ?? '', language)}
          </span>
          <KpiStateMark state={evidence.state} />
          {evidence.target !== null && (
            <span>
              {t('target')}: {sideOf(kpiOfPlan(evidence.item))}
              {formatValue(evidence.target, evidence.digits, evidence.measure ?? '', language)}
            </span>
          )}
          {evidence.simulated && <SimulatedMark />}
        </p>
      )
    case 'alert':
      return (
        <p className="matter__figure">
          <SeverityMark severity={evidence.severity} />
          <strong>{text(evidence.title)}</strong>
          {evidence.course !== undefined && <span>{text(evidence.course)}</span>}
          <span>
            {console('alerts.raised')}: {formatDateTime(evidence.raisedAt)}
          </span>
          {evidence.simulated && <SimulatedMark />}
        </p>
      )
    default:
      return (
        <>
          {evidence.figure !== undefined && <Figure evidence={evidence.figure} />}
          {evidence.figure !== undefined && evidence.correction != null && (
            <p className="matter__near">{t('correction', correctionText(evidence.figure, evidence.correction))}</p>
          )}
          <p className="matter__figure">
            {evidence.is === 'explanation' ? (
              <>
                {t('fact.explanation')}:{' '}
                <Link to={toPage({ is: 'explanation', id: evidence.id })}>
                  {text(matterTitle(evidence.is, evidence))}
                </Link>
              </>
            ) : (
              <strong>{text(matterTitle(evidence.is, evidence))}</strong>
            )}
            <span>{formatDateTime(evidence.openedAt)}</span>
            {evidence.simulated && <SimulatedMark />}
          </p>
        </>
      )
  }
}

/** Which side of a target is good; nothing of a figure that is none any more. */
function sideOf(kpi: string | undefined): string {
  const known = kpi !== undefined && Object.hasOwn(KPIS, kpi) ? KPIS[kpi as KpiId] : undefined
  return known === undefined ? '' : known.direction === 'higher' ? '≥ ' : '≤ '
}

function kpiOfPlan(item: string): string | undefined {
  if (!Object.hasOwn(PLAN, item)) return undefined
  const { measure } = PLAN[item as PlanId]
  return measure.is === 'kpi' ? measure.kpi : undefined
}

function Figure({ evidence }: { evidence: FigureEvidence }) {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const text = useText()
  const { digits, measure, value, shown, target, numerator, denominator, span, place } = evidence
  const written = (number: number | null) =>
    number === null ? t('unknownValue') : formatValue(number, digits, measure, language)
  const count = (number: number | null) => formatNumber(number, Number.isInteger(number) ? 0 : 1, language)
  return (
    <>
      <p className="matter__figure">
        <strong>
          {text(evidence.name)}, {text(evidence.unitName)}
        </strong>
        <span className="matter__value">{written(value)}</span>
        <KpiStateMark state={evidence.state} />
        {evidence.simulated && <SimulatedMark />}
      </p>
      {shown !== undefined && written(shown) !== written(value) && (
        <p className="matter__near">{t('shownOther', { shown: written(shown), value: written(value) })}</p>
      )}
      <dl className="matter__facts">
        <Item name={t('target')}>{target === null ? '–' : `${sideOf(evidence.kpi)}${written(target)}`}</Item>
        <Item name={t('counted')}>
          {count(numerator)} {text(evidence.numeratorName)}
          {evidence.denominatorName !== null && ` / ${count(denominator)} ${text(evidence.denominatorName)}`}
        </Item>
        <Item name={t('period')}>
          {span === null ? t('live') : `${formatDate(startOfDay(span.from))}–${formatDate(startOfDay(span.to))}`}
        </Item>
        <Item name={t('coverage')}>
          {formatNumber(evidence.reported, 0, language)}/{formatNumber(evidence.expected, 0, language)}
        </Item>
        <Item name={t('asOf')}>{formatDateTime(evidence.asOf)}</Item>
        {place !== null && (
          <Item name={t('place')}>
            {t('placeOf', {
              place: place.first === place.last ? place.first : `${place.first}–${place.last}`,
              of: place.of,
            })}
          </Item>
        )}
        <Item name={t('formula')}>{text(evidence.formula)}</Item>
      </dl>
    </>
  )
}

/** One fact of a matter: what it is called, and what it says. */
export function Item({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
