import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OUTSIDE, URGENCIES, type Urgency } from '../../../domain/notices/notice.ts'
import type { Language } from '../../../domain/text.ts'
import { useAnswer } from '../../live/api.ts'
import { type AnswerTo, ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import { useAsker } from '../../live/session.ts'
import { playCall } from '../notices/sound.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { TimeInput } from '../parts/TypedInput.tsx'
import { useProof } from '../people/useProof.tsx'
import { BrowserPushPart } from './BrowserPushPart.tsx'
import { Choice } from './Choice.tsx'
import { CommandTrouble } from './CommandTrouble.tsx'
import { Done } from './Done.tsx'
import { Field } from './Field.tsx'
import { Labelled } from './Labelled.tsx'

type Known = AnswerTo<'/notice-preferences'>
type Edited = Known['preferences']

const NIGHT = { from: 22 * 60, to: 6 * 60 }

/** How one wants to be told: where, from which urgency on, and when not. */
export function NoticePreferencesForm() {
  const { data, error, refetch } = useAnswer(ask('/notice-preferences'))
  const person = useAsker()?.id
  const save = useCommand('setNoticePreferences', ['/notice-preferences'])
  async function changed(to: 'on' | 'off', { preferences }: Known): Promise<void> {
    const { from } = preferences
    // Whoever has asked for it wants to be told something; how much is theirs to say below.
    if (to === 'on' && from.push === null) await save.send({ ...preferences, from: { ...from, push: 'urgent' } })
    await refetch()
  }
  if (data !== undefined)
    return (
      <>
        {data.pushKey !== null && person !== undefined && (
          <BrowserPushPart person={person} pushKey={data.pushKey} changed={(to) => void changed(to, data)} />
        )}
        <Preferences key={data.browsers} known={data} />
      </>
    )
  if (error !== null) return <ApiTrouble error={error} retry={() => void refetch()} />
  return <Skeleton lines={6} />
}

function Preferences({ known }: { known: Known }) {
  const { t } = useTranslation('notices')
  const save = useCommand('setNoticePreferences', ['/notice-preferences'])
  const test = useCommand('sendTestNotice', ['/notices', '/own-notices'])
  const [edited, setEdited] = useState<Edited>(known.preferences)
  const [isSaved, setSaved] = useState(false)
  const [tested, setTested] = useState<string>()
  const change = (changes: Partial<Edited>) => {
    setSaved(false)
    setEdited((before) => ({ ...before, ...changes }))
  }
  const { mail, phone, quiet, language, sound } = edited
  const isMoved = mail !== known.preferences.mail || phone !== known.preferences.phone
  const proof = useProof({ isAsked: isMoved, why: t('mine.proofWhy') })
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await save.send({ ...edited, ...proof.input })
    if (answer === undefined) return
    proof.clear()
    setEdited(answer.preferences)
    setSaved(true)
  }
  async function tryOut(): Promise<void> {
    setTested(undefined)
    const answer = await test.send({})
    if (answer !== undefined) setTested(answer.channels.map((channel) => t(`through.${channel}`)).join(', '))
  }
  return (
    <>
      <p className="manage__about">{t('mine.about')}</p>
      <form className="form" onSubmit={(event) => void send(event)}>
        <Field
          label={t('mine.mail')}
          type="email"
          autoComplete="email"
          value={mail ?? ''}
          onText={(typed) => change({ mail: typed.trim() === '' ? null : typed })}
        />
        <Field
          label={t('mine.phone')}
          hint={t('mine.phoneHint')}
          type="tel"
          autoComplete="tel"
          value={phone ?? ''}
          onText={(typed) => change({ phone: typed.trim() === '' ? null : typed })}
        />
        {OUTSIDE.filter((channel) => channel !== 'push' || known.browsers > 0).map((channel) => (
          <FromUrgency
            key={channel}
            label={t('mine.from', { channel: t(`through.${channel}`) })}
            hint={known.open.includes(channel) ? undefined : t('mine.off')}
            value={edited.from[channel]}
            choose={(from) => change({ from: { ...edited.from, [channel]: from } })}
          />
        ))}
        <label className="form__check">
          <input
            type="checkbox"
            checked={quiet !== null}
            onChange={({ target }) => change({ quiet: target.checked ? NIGHT : null })}
          />
          {t('mine.quiet')}
        </label>
        {quiet !== null && (
          <div className="form__row">
            <TimeField
              label={t('mine.quietFrom')}
              minute={quiet.from}
              set={(from) => change({ quiet: { ...quiet, from } })}
            />
            <TimeField label={t('mine.quietTo')} minute={quiet.to} set={(to) => change({ quiet: { ...quiet, to } })} />
          </div>
        )}
        <Choice
          label={t('mine.language')}
          value={language}
          onValue={(chosen) => change({ language: chosen as Language })}
        >
          {(['vi', 'en'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`mine.${each}`)}
            </option>
          ))}
        </Choice>
        <div className="form__row">
          <label className="form__check">
            <input type="checkbox" checked={sound} onChange={({ target }) => change({ sound: target.checked })} />
            {t('mine.sound')}
          </label>
          <button type="button" className="console__button" onClick={() => void playCall('urgent')}>
            {t('mine.listen')}
          </button>
        </div>
        {proof.field}
        <CommandTrouble error={save.error} />
        <Done>{isSaved ? t('mine.saved') : undefined}</Done>
        <button type="submit" className="console__button form__do" disabled={save.isSending}>
          {t('mine.save')}
        </button>
      </form>
      <p>
        <button type="button" className="console__button" disabled={test.isSending} onClick={() => void tryOut()}>
          {t('mine.test')}
        </button>
      </p>
      <CommandTrouble error={test.error} />
      <Done>{tested === undefined ? undefined : t('mine.tested', { channels: tested })}</Done>
    </>
  )
}

function FromUrgency({
  label,
  hint,
  value,
  choose,
}: {
  label: string
  hint: string | undefined
  value: Urgency | null
  choose: (from: Urgency | null) => void
}) {
  const { t } = useTranslation('notices')
  return (
    <Choice
      label={label}
      hint={hint}
      value={value ?? ''}
      onValue={(chosen) => choose(URGENCIES.find((each) => each === chosen) ?? null)}
    >
      <option value="">{t('mine.never')}</option>
      {URGENCIES.map((each) => (
        <option key={each} value={each}>
          {t(`mine.${each}`)}
        </option>
      ))}
    </Choice>
  )
}

/** A time of the day. @param minute of the day */
function TimeField({ label, minute, set }: { label: string; minute: number; set: (minute: number) => void }) {
  return (
    <Labelled label={label}>
      {(field) => (
        <TimeInput
          {...field}
          required
          value={minute}
          onValue={(next) => {
            if (next !== undefined) set(next)
          }}
        />
      )}
    </Labelled>
  )
}
