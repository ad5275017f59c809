import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { FigureSeen } from '../../../domain/matters/evidence.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommand } from '../../live/command.ts'
import { useReach } from '../../live/session.ts'
import { fieldOf, useDraft } from '../../live/useDraft.ts'
import { useRows } from '../../live/useLive.ts'
import { formatDateTime } from '../../ui/format.ts'
import { Choice } from '../account/Choice.tsx'
import { DraftNote } from '../account/DraftNote.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { Words } from '../account/Words.tsx'
import { UnitOptions } from '../parts/UnitOptions.tsx'
import { useUnitName } from '../parts/useUnitName.ts'
import { useView } from '../useView.ts'
import type { Subject } from './ActOn.tsx'
import { OrderForm, type OrderTyped } from './OrderForm.tsx'

/** Requests that the unit has open about the same KPI: whoever is about to ask once more sees them, and may still ask. */
function AskedAlready({ kpi, unit, units, close }: { kpi: string; unit: string; units: UnitTree; close: () => void }) {
  const { t } = useTranslation('directives')
  const { toPage } = useView()
  const open = [...useRows('explanations').values()].filter(
    (each) => each.kpi === kpi && each.lead === unit && each.edition === units.edition && each.state !== 'closed',
  )
  if (open.length === 0) return null
  return (
    <div className="matter__near">
      <p>{t('act.askedAlready')}</p>
      <ul>
        {open.map(({ id, openedAt, asker, leader, state }) => (
          <li key={id}>
            <Link to={toPage({ is: 'explanation', id })} onClick={close}>
              {t('act.askedBy', { at: formatDateTime(openedAt), who: (leader ?? asker).name })}
            </Link>{' '}
            · {t(`explanationState.${state}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What somebody has written in place of what is suggested, and chosen. */
type Typed = OrderTyped & {
  readonly question?: string
  /** The unit that is asked. */
  readonly to: string
}

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
  const text = useText()
  const reach = useReach('directives.give')
  const draft = useDraft<Typed>(`explain ${figure.kpi} ${figure.unit}`, { to: figure.unit, urgent: false })
  const [to, setTo] = fieldOf(draft, 'to')
  const nameOf = useUnitName(units)
  const target = subject.target === undefined ? '' : t('act.suggestTarget', { target: subject.target })
  const suggested = t(subject.state === 'met' ? 'act.suggestMet' : 'act.suggestQuestion', {
    unit: nameOf(to),
    kpi: subject.what,
    value: subject.value ?? '–',
    target,
  })
  const command = useCommand('requestExplanation', ['/explanations', '/my-work'])
  const question = draft.value.question ?? suggested

  return (
    <OrderForm
      command={command}
      isComplete={question.trim() !== ''}
      typed={draft}
      urgentLabel={t('field.urgentAsked')}
      does={t('send')}
      close={() => {
        draft.forget()
        close()
      }}
      send={async (order) => {
        const answer = await command.send({ ...order, figure, to, question })
        if (answer === undefined) return
        draft.forget()
        done(answer.explanation.id, text(answer.explanation.leadName))
      }}
    >
      <Choice label={t('field.unitAsked')} value={to} onValue={setTo}>
        <UnitOptions units={units} within={reach} />
      </Choice>
      <AskedAlready kpi={figure.kpi} unit={to} {...{ units, close }} />
      <Labelled label={t('field.question')}>
        {(field) => (
          <Words {...field} rows={4} required most={10_000} value={question} onText={fieldOf(draft, 'question')[1]} />
        )}
      </Labelled>
      <DraftNote draft={draft} />
    </OrderForm>
  )
}
