import { useTranslation } from 'react-i18next'
import type { Explanation } from '../../../domain/explanations/explanation.ts'
import type { MatterEvidence } from '../../../domain/matters/evidence.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import { startOfDay } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useAsker } from '../../live/session.ts'
import { useRow } from '../../live/useLive.ts'
import { useReadable } from '../../live/useReadable.ts'
import { formatDate, formatDateTime, formatValue } from '../../ui/format.ts'
import { useMayIn, useMayOver } from '../../ui/useMay.ts'
import { ActOn } from './ActOn.tsx'
import { AnswerDue } from './DueText.tsx'
import { EvidenceView, Item } from './EvidenceView.tsx'
import { MatterFiles } from './MatterFiles.tsx'
import { MatterPage, MatterSummary } from './MatterPage.tsx'
import { Steps } from './Steps.tsx'
import { answerSteps, askerSteps } from './stepForms.ts'
import { useLeadName } from './useLeadName.ts'

const REFETCH_MS = 30_000

/** One request to explain a number: the number as it was frozen, what was asked and answered, and what one may do. */
export function ExplanationPage({ id, units }: { id: string; units: UnitTree }) {
  const { t } = useTranslation('directives')
  const live = useRow('explanations', id)
  const read = useReadable(ask('/explanations/{id}', { params: { id } }), { refetchMs: REFETCH_MS })
  const text = useText()
  return (
    <MatterPage
      kind="explanation"
      {...{ live, read, units }}
      answered={read.data?.explanation ?? undefined}
      heading={(explanation) =>
        explanation === undefined ? t('explanations') : `${t('explanations')}: ${text(explanation.kpiName)}`
      }
    >
      {(explanation, facts) => <Body explanation={explanation} facts={facts} units={units} />}
    </MatterPage>
  )
}

function Body({ explanation, facts, units }: { explanation: Explanation; facts: readonly Fact[]; units: UnitTree }) {
  const request = facts[0]?.what
  const attach = useCommand('attachToExplanation', ['/explanations/{id}'])
  const { t } = useTranslation('directives')
  const text = useText()
  const mayAnswer = useMayIn('directives.answer')(explanation.unit)
  const mayGive = useMayIn('directives.give')(explanation.unit)
  const isOver = useMayOver('directives.give')(explanation.unit)
  const asker = useAsker()
  const isAsker = [explanation.asker.id, explanation.leader?.id].includes(asker?.id)
  const steps = [
    ...(mayAnswer && explanation.unit !== null ? answerSteps(explanation) : []),
    ...(mayGive && (isAsker || isOver) ? askerSteps(explanation) : []),
  ]
  const canGive = mayGive && explanation.unit !== null && explanation.answers > 0
  return (
    <>
      <Summary explanation={explanation} />
      <p className="matter__written">{String(request?.question ?? '')}</p>
      <Steps
        {...{ matter: explanation, of: 'explanation', steps, units }}
        beside={
          canGive ? (
            <ActOn
              seen={{ is: 'explanation', id: explanation.id }}
              unit={explanation.unit}
              what={text(explanation.kpiName)}
              units={units}
            />
          ) : undefined
        }
      />
      <MatterFiles
        facts={facts}
        attach={
          mayAnswer && explanation.unit !== null && explanation.state !== 'closed'
            ? {
                add: async ({ upload, name }) =>
                  (await attach.send({ explanation: explanation.id, upload, name })) !== undefined,
                error: attach.error,
              }
            : undefined
        }
      />
      {request?.evidence !== undefined && (
        <EvidenceView evidence={request.evidence as MatterEvidence} title={t('evidenceAsked')} />
      )}
    </>
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
    <MatterSummary
      matter={explanation}
      state={t(`explanationState.${explanation.state}`)}
      due={<AnswerDue explanation={explanation} />}
      note={
        correction !== null && (
          <p className="matter__near">
            {t('correction', { was: written(correction.was), is: written(correction.is) })}
          </p>
        )
      }
    >
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
    </MatterSummary>
  )
}
