import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FigureSeen } from '../../../domain/matters/evidence.ts'
import { shortName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommand } from '../../live/command.ts'
import { useReach } from '../../live/session.ts'
import { Choice } from '../account/Choice.tsx'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { UnitOptions } from '../parts/UnitOptions.tsx'
import type { Subject } from './ActOn.tsx'
import { LeaderChoice, useLeaderChoice } from './LeaderChoice.tsx'

/** Asks a unit to explain a figure; what is asked is written already, so that one press sends it. */
export function ExplanationForm({
  figure,
  subject,
  units,
  done,
  close,
}: {
  figure: FigureSeen
  subject: Subject
  units: UnitTree
  done: (id: string, to: string) => void
  close: () => void
}) {
  const { t } = useTranslation('directives')
  const [language] = useLanguage()
  const text = useText()
  const reach = useReach('directives.give')
  const [to, setTo] = useState(figure.unit)
  const nameOf = (code: string) => {
    const unit = units.byCode.get(code)
    return unit === undefined ? code : shortName(unit, language)
  }
  const target = subject.target === undefined ? '' : t('act.suggestTarget', { target: subject.target })
  const suggested = t('act.suggestQuestion', {
    unit: nameOf(to),
    kpi: subject.what,
    value: subject.value ?? '–',
    target,
  })
  const [typed, setTyped] = useState<string>()
  const [urgent, setUrgent] = useState(false)
  const leader = useLeaderChoice()
  const { send, isSending, error } = useCommand('requestExplanation', ['/explanations', '/my-work'])
  const question = typed ?? suggested

  async function submit(): Promise<void> {
    const answer = await send({ figure, to, question, urgent, ...leader.said })
    if (answer !== undefined) done(answer.explanation.id, text(answer.explanation.leadName))
  }

  return (
    <form
      className="matter__form"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Choice label={t('field.unitAsked')} value={to} onValue={setTo}>
        <UnitOptions units={units} within={reach} />
      </Choice>
      <Labelled label={t('field.question')}>
        {(field) => (
          <textarea
            {...field}
            className="form__input matter__typed"
            rows={4}
            required
            maxLength={10_000}
            value={question}
            onChange={({ target: { value } }) => setTyped(value)}
          />
        )}
      </Labelled>
      <label className="order__check">
        <input type="checkbox" checked={urgent} onChange={({ target: { checked } }) => setUrgent(checked)} />
        {t('field.urgentAsked')}
      </label>
      <LeaderChoice choice={leader} />
      <FormButtons disabled={question.trim() === '' || !leader.isChosen || isSending} close={close}>
        {t(isSending ? 'sending' : 'send')}
      </FormButtons>
      <CommandTrouble error={error} />
    </form>
  )
}
