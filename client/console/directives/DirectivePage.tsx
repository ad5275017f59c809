import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Directive, progressOf } from '../../../domain/directives/directive.ts'
import { takesFiles } from '../../../domain/directives/machine.ts'
import type { MatterEvidence } from '../../../domain/matters/evidence.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useAsker } from '../../live/session.ts'
import { useRow } from '../../live/useLive.ts'
import { useReadable } from '../../live/useReadable.ts'
import { useReplies } from '../../live/useReplies.ts'
import { formatDateTime, formatNumber } from '../../ui/format.ts'
import { useMayIn, useMayOver } from '../../ui/useMay.ts'
import type { Adding } from '../parts/Attachments.tsx'
import { useUnitName } from '../parts/useUnitName.ts'
import { useView } from '../useView.ts'
import { DirectiveDue } from './DueText.tsx'
import { EvidenceView, Item } from './EvidenceView.tsx'
import { MatterFiles } from './MatterFiles.tsx'
import { MatterPage, MatterSummary } from './MatterPage.tsx'
import { Steps } from './Steps.tsx'
import { leaderSteps, unitSteps } from './stepForms.ts'
import { useLeadName } from './useLeadName.ts'

const REFETCH_MS = 30_000

/** One directive: what it says, the figure it was given on, what has happened to it, and what one may do. */
export function DirectivePage({ id, units }: { id: string; units: UnitTree }) {
  const { t } = useTranslation('directives')
  const live = useRow('directives', id)
  const read = useReadable(ask('/directives/{id}', { params: { id } }), { refetchMs: REFETCH_MS })
  return (
    <MatterPage
      kind="directive"
      {...{ live, read, units }}
      answered={read.data?.directive ?? undefined}
      heading={(directive) => directive?.title ?? t('title')}
    >
      {(directive, facts) => <Body directive={directive} facts={facts} units={units} />}
    </MatterPage>
  )
}

function Body({ directive, facts, units }: { directive: Directive; facts: readonly Fact[]; units: UnitTree }) {
  const order = facts[0]?.what
  const { t } = useTranslation('directives')
  const { toPage } = useView()
  const mayAnswer = useMayIn('directives.answer')(directive.unit)
  const mayGive = useMayIn('directives.give')(directive.unit)
  const isOver = useMayOver('directives.give')(directive.unit)
  const asker = useAsker()
  const attach = useCommand('attachToDirective', ['/directives/{id}'])
  const { keepFile } = useReplies(asker?.id ?? '')
  const isAssigner = asker?.id === directive.leader.id || asker?.id === directive.office?.id
  const evidence = (order?.evidence ?? []) as readonly MatterEvidence[]
  const steps = [
    ...(mayAnswer && directive.unit !== null ? unitSteps(directive) : []),
    ...(mayGive && (isAssigner || isOver) ? leaderSteps(directive, isAssigner) : []),
  ]
  const files: Adding | undefined =
    mayAnswer && directive.unit !== null && takesFiles(directive)
      ? {
          add: async ({ upload, name }) => (await attach.send({ directive: directive.id, upload, name })) !== undefined,
          error: attach.error,
          keep: (file) =>
            keepFile(
              { command: 'attachToDirective', input: { directive: directive.id }, title: directive.title },
              file,
            ),
        }
      : undefined
  return (
    <>
      <Summary directive={directive} units={units} />
      <Steps matter={directive} of="directive" steps={steps} units={units} files={files} />
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
        {directive.explanation !== null && !evidence.some(({ is }) => is === 'explanation') && (
          <p>
            <Link to={toPage({ is: 'explanation', id: directive.explanation })}>{t('fact.explanation')}</Link>
          </p>
        )}
      </section>
      <MatterFiles facts={facts} attach={files} />
      {evidence.map((each) => (
        <EvidenceView key={`${each.is} ${each.at}`} evidence={each} title={t('evidence')} />
      ))}
    </>
  )
}

function Summary({ directive, units }: { directive: Directive; units: UnitTree }) {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const leadName = useLeadName()
  const unitName = useUnitName(units)
  const { state, leader, office, withUnits, firstDueAt, judgedAt, deadlineAt, extensions, asked, proposed } = directive
  const text = useText()
  const percent = progressOf(directive)
  return (
    <MatterSummary matter={directive} state={t(`state.${state}`)} due={<DirectiveDue directive={directive} />}>
      <Item name={t('fact.lead')}>{leadName(directive)}</Item>
      {withUnits.length > 0 && <Item name={t('fact.with')}>{withUnits.map(unitName).join(', ')}</Item>}
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
      {asked !== null && <Item name={t('fact.asked')}>{formatDateTime(asked.dueAt)}</Item>}
      {proposed !== null && <Item name={t('fact.proposed')}>{text(proposed.name)}</Item>}
      <Item name={t('fact.origin')}>{t(`origin.${directive.origin}`)}</Item>
      {percent !== null && <Item name={t('fact.percent')}>{formatNumber(percent, 0, language)}%</Item>}
    </MatterSummary>
  )
}
