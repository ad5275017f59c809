import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Explanation, hasAnswered } from '../../../domain/explanations/explanation.ts'
import type { MatterEvidence } from '../../../domain/matters/evidence.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import { startOfDay } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useAsker } from '../../live/session.ts'
import { useRow } from '../../live/useLive.ts'
import { useReadable } from '../../live/useReadable.ts'
import { useReplies } from '../../live/useReplies.ts'
import { formatDate, formatDateTime } from '../../ui/format.ts'
import { useMayIn, useMayOver } from '../../ui/useMay.ts'
import type { Adding } from '../parts/Attachments.tsx'
import { useView } from '../useView.ts'
import { ActOn } from './ActOn.tsx'
import { AnswerDue } from './DueText.tsx'
import { EvidenceView, Item } from './EvidenceView.tsx'
import { MatterFiles } from './MatterFiles.tsx'
import { MatterPage, MatterSummary } from './MatterPage.tsx'
import { Steps } from './Steps.tsx'
import { answerSteps, askerSteps } from './stepForms.ts'
import { useCorrectionText, useSaidText } from './useCorrectionText.ts'
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
      {(explanation, facts) => (
        <Body explanation={explanation} facts={facts} ordered={read.data?.directives ?? []} units={units} />
      )}
    </MatterPage>
  )
}

type Ordered = AnswerTo<'/explanations/{id}'>['directives']

function Body({
  explanation,
  facts,
  ordered,
  units,
}: {
  explanation: Explanation
  facts: readonly Fact[]
  /** What was ordered because of it. */
  ordered: Ordered
  units: UnitTree
}) {
  const request = facts[0]?.what
  const attach = useCommand('attachToExplanation', ['/explanations/{id}'])
  const { keepFile } = useReplies(useAsker()?.id ?? '')
  const { t } = useTranslation('directives')
  const text = useText()
  const mayAnswer = useMayIn('directives.answer')(explanation.unit)
  const mayGiveIn = useMayIn('directives.give')
  const mayGive = mayGiveIn(explanation.unit)
  // The figure may be that of another unit than the one that is asked.
  const mayCorrect = (explanation.alsoUnits ?? []).every(mayGiveIn)
  const isOver = useMayOver('directives.give')(explanation.unit)
  const asker = useAsker()
  const isAsker = [explanation.asker.id, explanation.leader?.id].includes(asker?.id)
  const steps = [
    ...(mayAnswer && explanation.unit !== null ? answerSteps(explanation) : []),
    ...(mayGive && (isAsker || isOver)
      ? askerSteps(explanation, asker !== undefined && hasAnswered(explanation, asker))
      : []),
  ]
  const offered = mayCorrect ? steps : steps.filter(({ command }) => command !== 'correctFigure')
  const canGive = mayGive && explanation.unit !== null && explanation.answers > 0
  const files: Adding | undefined =
    mayAnswer && explanation.unit !== null && explanation.state !== 'closed'
      ? {
          add: async ({ upload, name }) =>
            (await attach.send({ explanation: explanation.id, upload, name })) !== undefined,
          error: attach.error,
          keep: (file) =>
            keepFile(
              {
                command: 'attachToExplanation',
                input: { explanation: explanation.id },
                title: explanation.title,
              },
              file,
            ),
        }
      : undefined
  return (
    <>
      <Summary explanation={explanation} />
      <p className="matter__written">{String(request?.question ?? '')}</p>
      <Steps
        {...{ matter: explanation, of: 'explanation', steps: offered, units, files }}
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
      <OrderedOf directives={ordered} />
      <MatterFiles facts={facts} attach={files} />
      {request?.evidence !== undefined && (
        <EvidenceView evidence={request.evidence as MatterEvidence} title={t('evidenceAsked')} />
      )}
    </>
  )
}

/** What was ordered because of the explanation: whoever is about to order it once more sees it. */
function OrderedOf({ directives }: { directives: Ordered }) {
  const { t } = useTranslation('directives')
  const leadName = useLeadName()
  const { toPage } = useView()
  if (directives.length === 0) return null
  return (
    <section aria-labelledby="matter-ordered">
      <h2 className="part__title" id="matter-ordered">
        {t('ordered')}
      </h2>
      <ul className="matter__ordered">
        {directives.map((directive) => (
          <li key={directive.id}>
            <Link to={toPage({ is: 'directive', id: directive.id })}>{directive.title}</Link>{' '}
            <span className="matter__hint">
              {t(`state.${directive.state}`)} · {leadName(directive)} · {formatDateTime(directive.openedAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Summary({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation('directives')
  const saidText = useSaidText()
  const correctionText = useCorrectionText()
  const leadName = useLeadName()
  const { asker, leader, correction, claimed, cause, targetBy } = explanation
  return (
    <MatterSummary
      matter={explanation}
      state={t(`explanationState.${explanation.state}`)}
      due={<AnswerDue explanation={explanation} />}
      note={
        correction !== null && (
          <p className="matter__near">{t('correction', correctionText(explanation, correction))}</p>
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
      {claimed !== null && <Item name={t('fact.claimed')}>{saidText(explanation, claimed)}</Item>}
    </MatterSummary>
  )
}
