import { useTranslation } from 'react-i18next'
import { ORIGINS, type Origin } from '../../../domain/directives/directive.ts'
import { addDays } from '../../../domain/periods.ts'
import { type Day, dayOf, HOUR_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommand } from '../../live/command.ts'
import { useReach } from '../../live/session.ts'
import { fieldOf, useDraft } from '../../live/useDraft.ts'
import { useNow } from '../../live/useLive.ts'
import { useCityCalendar } from '../../panels/useCityCalendar.ts'
import { Choice } from '../account/Choice.tsx'
import { DraftNote } from '../account/DraftNote.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { Line, Words } from '../account/Words.tsx'
import { DayInput, MomentInput } from '../parts/TypedInput.tsx'
import { UnitOptions } from '../parts/UnitOptions.tsx'
import { useUnitName } from '../parts/useUnitName.ts'
import type { Subject } from './ActOn.tsx'
import { OrderForm, type OrderTyped, type Said } from './OrderForm.tsx'

/** A deadline that nobody has chosen. */
const SUGGESTED_DAYS = 7
/** The same of what is urgent: within a day, at a full hour. */
const URGENT_HOURS = 24
/** Where an order may come from that has no evidence of the hub's. */
const SAID_ORIGINS: readonly Origin[] = ORIGINS.filter((origin) =>
  ['meeting', 'document', 'citizen', 'other'].includes(origin),
)

/** What somebody has written in place of what is suggested, and chosen. */
type Typed = OrderTyped & {
  readonly title?: string
  readonly content?: string
  readonly unit: string
  readonly with: readonly string[]
  readonly day: Day | undefined
  /** Of what is urgent, epoch ms. */
  readonly hour: number | undefined
  readonly origin: Origin
  readonly reference: string
}

/** Gives a directive: what it should say is suggested, so that one press gives it. */
export function DirectiveForm({
  subject,
  units,
  done,
  close,
}: {
  subject: Subject
  units: UnitTree
  done: (id: string, to: string, isDraft?: boolean) => void
  close: () => void
}) {
  const { t } = useTranslation('directives')
  const text = useText()
  const now = useNow()
  const reach = useReach('directives.give')
  const typed = useDraft<Typed>(`direct ${subjectName(subject)}`, {
    unit: subject.unit ?? units.city.code,
    with: [],
    day: addDays(dayOf(now), SUGGESTED_DAYS),
    urgent: false,
    hour: Math.ceil((now + URGENT_HOURS * HOUR_MS) / HOUR_MS) * HOUR_MS,
    origin: 'meeting',
    reference: '',
  })
  const [unit, setUnit] = fieldOf(typed, 'unit')
  const [withUnits, setWith] = fieldOf(typed, 'with')
  const nameOf = useUnitName(units)
  const suggestion = { unit: nameOf(unit), kpi: subject.what, value: subject.value ?? '–' }
  const isFigure = subject.seen?.is === 'figure'
  const isExplained = subject.seen?.is === 'explanation'
  const title =
    typed.value.title ??
    (isFigure || isExplained
      ? t(subject.state === 'met' ? 'act.suggestKeepTitle' : 'act.suggestTitle', suggestion)
      : subject.what
    ).slice(0, 300)
  const suggested = isFigure
    ? t(subject.state === 'met' ? 'act.suggestKeep' : 'act.suggestContent', suggestion)
    : isExplained
      ? t('act.suggestExplained', suggestion)
      : ''
  const content = typed.value.content ?? suggested
  const [day, setDay] = fieldOf(typed, 'day')
  const calendar = useCityCalendar(day)
  const { urgent } = typed.value
  const [hour, setHour] = fieldOf(typed, 'hour')
  // What is urgent is due at an hour of the clock, everything else at the end of a day's work.
  const due = !urgent ? day : hour === undefined ? undefined : new Date(hour).toISOString()
  const [typedOrigin, setOrigin] = fieldOf(typed, 'origin')
  const [reference, setReference] = fieldOf(typed, 'reference')
  const give = useCommand('giveDirective', ['/directives', '/my-work'])
  const draft = useCommand('draftDirective', ['/directives', '/my-work'])
  const { seen } = subject
  const orderOf = (said: Said) => ({
    ...{ ...said, title, content, unit, due: due ?? '', with: [...withUnits], origin: seen?.is ?? typedOrigin },
    ...(reference.trim() !== '' && { reference }),
    evidence: seen === undefined ? [] : [seen],
  })

  return (
    <OrderForm
      command={{ isSending: give.isSending || draft.isSending, error: give.error ?? draft.error }}
      isComplete={title.trim() !== '' && content.trim() !== '' && due !== undefined}
      typed={typed}
      urgentLabel={t('field.urgent')}
      does={t('act.directive')}
      close={() => {
        typed.forget()
        close()
      }}
      send={async (said) => {
        const answer = await give.send(orderOf(said))
        if (answer === undefined) return
        typed.forget()
        done(answer.directive.id, text(answer.directive.leadName))
      }}
      draft={async (said) => {
        const answer = await draft.send(orderOf(said))
        if (answer === undefined) return
        typed.forget()
        done(answer.directive.id, answer.directive.leader.name, true)
      }}
    >
      <Labelled label={t('field.title')}>
        {(field) => <Line {...field} required most={300} value={title} onText={fieldOf(typed, 'title')[1]} />}
      </Labelled>
      <Labelled label={t('field.content')}>
        {(field) => (
          <Words {...field} rows={4} required most={10_000} value={content} onText={fieldOf(typed, 'content')[1]} />
        )}
      </Labelled>
      <DraftNote draft={typed} />
      <Choice label={t('field.unit')} value={unit} onValue={setUnit}>
        <UnitOptions units={units} within={reach} />
      </Choice>
      <Labelled label={t('field.with')}>
        {(field) => (
          <>
            <select {...field} value="" onChange={({ target }) => setWith([...new Set([...withUnits, target.value])])}>
              <option value="" />
              <UnitOptions units={units} />
            </select>
            <span className="order__with">
              {withUnits.map((code) => (
                <button
                  key={code}
                  type="button"
                  className="console__button"
                  onClick={() => setWith(withUnits.filter((each) => each !== code))}
                >
                  {nameOf(code)} <span aria-hidden="true">×</span>
                </button>
              ))}
            </span>
          </>
        )}
      </Labelled>
      {urgent ? (
        <Labelled label={t('field.dueHour')}>
          {(field) => <MomentInput {...field} required value={hour} onValue={setHour} />}
        </Labelled>
      ) : (
        <Labelled
          label={t('field.due')}
          hint={day === undefined || calendar.isWorkingDay(day) ? undefined : t('act.holiday')}
        >
          {(field) => <DayInput {...field} required min={dayOf(now)} value={day} onValue={setDay} />}
        </Labelled>
      )}
      {seen === undefined && (
        <Choice label={t('field.origin')} value={typedOrigin} onValue={(value) => setOrigin(value as Origin)}>
          {SAID_ORIGINS.map((origin) => (
            <option key={origin} value={origin}>
              {t(`origin.${origin}`)}
            </option>
          ))}
        </Choice>
      )}
      <Labelled label={t('field.reference')}>
        {(field) => <Line {...field} most={300} value={reference} onText={setReference} />}
      </Labelled>
    </OrderForm>
  )
}

/** What a draft is about: of a figure not the number that stands there, which goes on changing while somebody writes. */
function subjectName({ seen, what, unit }: Subject): string {
  const { shown: _, ...about } = { shown: undefined, ...seen }
  return `${seen === undefined ? what : JSON.stringify(about)} ${unit}`
}
