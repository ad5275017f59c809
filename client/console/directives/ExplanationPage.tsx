import { useTranslation } from 'react-i18next'
import type { Explanation } from '../../../domain/explanations/explanation.ts'
import type { MatterEvidence } from '../../../domain/matters/evidence.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import { startOfDay } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useRow } from '../../live/useLive.ts'
import { formatDate, formatDateTime, formatValue } from '../../ui/format.ts'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { useMayIn } from '../../ui/useMay.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { ActOn } from './ActOn.tsx'
import { AnswerDue } from './DueText.tsx'
import { EvidenceView, Item } from './EvidenceView.tsx'
import { Steps } from './Steps.tsx'
import { answerSteps, askerSteps } from './stepForms.ts'
import { Timeline } from './Timeline.tsx'
import { useLeadName } from './useLeadName.ts'
import { useNewFacts } from './useNewFacts.ts'

const REFETCH_MS = 30_000

/** One request to explain a number: the number as it was frozen, what was asked and answered, and what one may do. */
export function ExplanationPage({ id, units }: { id: string; units: UnitTree }) {
  const { t } = useTranslation('directives')
  const live = useRow('explanations', id)
  const read = useAnswer(ask('/explanations/{id}', { params: { id } }), { refetchMs: REFETCH_MS })
  const answered = read.data?.explanation ?? undefined
  const explanation = live !== undefined && live.version > (answered?.version ?? 0) ? live : answered
  useNewFacts(read, live?.version)
  const text = useText()
  return (
    <div className="level">
      <PageHead
        units={units}
        above={explanation?.unit ?? units.city.code}
        heading={explanation === undefined ? t('explanations') : `${t('explanations')}: ${text(explanation.kpiName)}`}
      />
      {explanation !== undefined && read.data !== undefined ? (
        <Body explanation={explanation} facts={read.data.facts} units={units} />
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

function Body({ explanation, facts, units }: { explanation: Explanation; facts: readonly Fact[]; units: UnitTree }) {
  const { t } = useTranslation('directives')
  const mayAnswer = useMayIn('directives.answer')(explanation.unit)
  const mayGive = useMayIn('directives.give')(explanation.unit)
  const request = facts[0]?.what
  const steps = [
    ...(mayAnswer && explanation.unit !== null ? answerSteps(explanation) : []),
    ...(mayGive ? askerSteps(explanation) : []),
  ]
  const canGive = mayGive && explanation.unit !== null && explanation.answers > 0
  return (
    <div className="matter">
      <div className="matter__column">
        <Summary explanation={explanation} />
        <p className="matter__written">{String(request?.question ?? '')}</p>
        <Steps
          {...{ matter: explanation, of: 'explanation', steps, units }}
          beside={
            canGive ? (
              <ActOn
                seen={{ is: 'explanation', id: explanation.id }}
                unit={explanation.unit}
                what={explanation.title}
                units={units}
              />
            ) : undefined
          }
        />
        {request?.evidence !== undefined && (
          <EvidenceView evidence={request.evidence as MatterEvidence} title={t('evidenceAsked')} />
        )}
      </div>
      <div className="matter__column">
        <Timeline facts={facts} units={units} />
      </div>
    </div>
  )
}

function Summary({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const leadName = useLeadName()
  const { asker, leader, measure, digits, correction, claimed, cause, targetBy } = explanation
  const written = (value: number | null) =>
    value === null ? t('unknownValue') : formatValue(value, digits, measure, language)
  return (
    <section className="matter__column">
      <p className="matter__marks">
        <strong>{t(`explanationState.${explanation.state}`)}</strong>
        <AnswerDue explanation={explanation} />
        {explanation.urgent && <strong className="matter__near">{t('urgent')}</strong>}
        {explanation.simulated && <SimulatedMark />}
      </p>
      {correction !== null && (
        <p className="matter__near">{t('correction', { was: written(correction.was), is: written(correction.is) })}</p>
      )}
      <dl className="matter__facts">
        <Item name={t('field.unitAsked')}>{leadName(explanation)}</Item>
        <Item name={t('fact.asker')}>
          {leader === null ? asker.name : t('fact.byOffice', { leader: leader.name, office: asker.name })}
        </Item>
        <Item name={t('fact.given')}>{formatDateTime(explanation.openedAt)}</Item>
        <Item name={t('fact.answerBy')}>{formatDateTime(explanation.answerBy)}</Item>
        {explanation.firstAnsweredAt !== null && (
          <Item name={t('fact.answeredAt')}>{formatDateTime(explanation.firstAnsweredAt)}</Item>
        )}
        {cause !== null && (
          <Item name={t('fact.cause')}>
            {t(`cause.${cause}`)} · {t(explanation.isObjective === true ? 'objective' : 'subjective')}
          </Item>
        )}
        {targetBy !== null && <Item name={t('fact.targetBy')}>{formatDate(startOfDay(targetBy))}</Item>}
        {claimed !== null && <Item name={t('fact.claimed')}>{written(claimed)}</Item>}
      </dl>
    </section>
  )
}
