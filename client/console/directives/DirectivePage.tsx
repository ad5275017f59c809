import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Directive } from '../../../domain/directives/directive.ts'
import type { MatterEvidence } from '../../../domain/matters/evidence.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { shortName } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useAsker } from '../../live/session.ts'
import { useRow } from '../../live/useLive.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { useMayIn } from '../../ui/useMay.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import { DirectiveDue } from './DueText.tsx'
import { EvidenceView, Item } from './EvidenceView.tsx'
import { Steps } from './Steps.tsx'
import { leaderSteps, unitSteps } from './stepForms.ts'
import { Timeline } from './Timeline.tsx'
import { useLeadName } from './useLeadName.ts'
import { useNewFacts } from './useNewFacts.ts'

const REFETCH_MS = 30_000

/** One directive: what it says, the figure it was given on, what has happened to it, and what one may do. */
export function DirectivePage({ id, units }: { id: string; units: UnitTree }) {
  const { t } = useTranslation('directives')
  // Its row in the feed is newer than the answer: a step of somebody else's is seen at once.
  const live = useRow('directives', id)
  const read = useAnswer(ask('/directives/{id}', { params: { id } }), { refetchMs: REFETCH_MS })
  const answered = read.data?.directive ?? undefined
  const directive = live !== undefined && live.version > (answered?.version ?? 0) ? live : answered
  useNewFacts(read, live?.version)
  return (
    <div className="level">
      <PageHead units={units} above={directive?.unit ?? units.city.code} heading={directive?.title ?? t('title')} />
      {directive !== undefined && read.data !== undefined ? (
        <Body directive={directive} facts={read.data.facts} units={units} />
      ) : read.data !== undefined ? (
        <p className="console__empty">{t('notThere')}</p>
      ) : read.error !== null ? (
        <ApiTrouble error={read.error} retry={() => void read.refetch()} />
      ) : (
        <Skeleton lines={16} />
      )}
    </div>
  )
}

function Body({ directive, facts, units }: { directive: Directive; facts: readonly Fact[]; units: UnitTree }) {
  const { t } = useTranslation('directives')
  const { toPage } = useView()
  const mayAnswer = useMayIn('directives.answer')(directive.unit)
  const mayGive = useMayIn('directives.give')(directive.unit)
  const asker = useAsker()
  const isAssigner = asker?.id === directive.leader.id || asker?.id === directive.office?.id
  const order = facts[0]?.what
  const evidence = (order?.evidence ?? []) as readonly MatterEvidence[]
  const steps = [
    ...(mayAnswer && directive.unit !== null ? unitSteps(directive) : []),
    ...(mayGive ? leaderSteps(directive, isAssigner) : []),
  ]
  return (
    <div className="matter">
      <div className="matter__column">
        <Summary directive={directive} units={units} />
        <Steps matter={directive} of="directive" steps={steps} units={units} />
        <section aria-labelledby="matter-content">
          <h2 className="part__title" id="matter-content">
            {t('content')}
          </h2>
          <p className="matter__written">{String(order?.content ?? '')}</p>
          {typeof order?.reference === 'string' && (
            <p className="matter__hint">
              {t('reference')}: {order.reference}
            </p>
          )}
          {directive.explanation !== null && (
            <p>
              <Link to={toPage({ is: 'explanation', id: directive.explanation })}>{t('fact.explanation')}</Link>
            </p>
          )}
        </section>
        {evidence.map((each) => (
          <EvidenceView key={`${each.is} ${each.at}`} evidence={each} title={t('evidence')} />
        ))}
      </div>
      <div className="matter__column">
        <Timeline facts={facts} units={units} />
      </div>
    </div>
  )
}

function Summary({ directive, units }: { directive: Directive; units: UnitTree }) {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const leadName = useLeadName()
  const { state, leader, office, withUnits, firstDueAt, judgedAt, deadlineAt, extensions, percent } = directive
  return (
    <section className="matter__column">
      <p className="matter__marks">
        <strong>{t(`state.${state}`)}</strong>
        <DirectiveDue directive={directive} />
        {directive.urgent && <strong className="matter__near">{t('urgent')}</strong>}
        {directive.simulated && <SimulatedMark />}
      </p>
      <dl className="matter__facts">
        <Item name={t('fact.lead')}>{leadName(directive)}</Item>
        {withUnits.length > 0 && (
          <Item name={t('fact.with')}>
            {withUnits
              .map((code) => units.byCode.get(code))
              .map((unit, i) => (unit === undefined ? withUnits[i] : shortName(unit, language)))
              .join(', ')}
          </Item>
        )}
        <Item name={t('fact.leader')}>
          {office === null ? leader.name : t('fact.byOffice', { leader: leader.name, office: office.name })}
        </Item>
        <Item name={t('fact.given')}>{formatDateTime(directive.openedAt)}</Item>
        <Item name={t('fact.firstDue')}>{formatDateTime(firstDueAt)}</Item>
        {judgedAt !== firstDueAt && <Item name={t('fact.judged')}>{formatDateTime(judgedAt)}</Item>}
        {extensions > 0 && (
          <Item name={t('fact.deadline')}>
            {formatDateTime(deadlineAt)} ({t('fact.extensions', { count: extensions })})
          </Item>
        )}
        <Item name={t('fact.origin')}>{t(`origin.${directive.origin}`)}</Item>
        {percent !== null && <Item name={t('fact.percent')}>{formatNumber(percent, 0, language)} %</Item>}
      </dl>
    </section>
  )
}
