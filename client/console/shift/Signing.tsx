import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HAND_OVER_EARLY_MS, mayTakeOver, type ShiftLog } from '../../../domain/shifts/machine.ts'
import { useCommand } from '../../live/command.ts'
import { useSession } from '../../live/session.ts'
import { useNow } from '../../live/useLive.ts'
import { formatDateTime, formatTime } from '../../ui/format.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'

const SHOWN_AGAIN = ['/shifts', '/shifts/{id}'] as const

/** The two signatures: of those who leave, then of somebody else who comes; or the wish for more. */
export function Signing({ shift }: { shift: ShiftLog }) {
  const { t } = useTranslation('shift')
  const principal = useSession()?.principal
  const now = useNow()
  if (shift.state === 'closed') return null
  if (shift.state === 'handedOver')
    return mayTakeOver(shift, { id: principal?.id ?? '' }) ? (
      <TakingOver shift={shift} />
    ) : (
      <p className="shift__hint">{t('waiting')}</p>
    )
  const from = shift.to - HAND_OVER_EARLY_MS
  if (now < from) return <p className="shift__hint">{t('tooEarly', { at: formatDateTime(from) })}</p>
  return <HandingOver shift={shift} />
}

function HandingOver({ shift }: { shift: ShiftLog }) {
  const { t } = useTranslation('shift')
  const [note, setNote] = useState('')
  const { send, isSending, error } = useCommand('handOverShift', SHOWN_AGAIN)
  return (
    <SigningForm
      label={t('handOver')}
      // What stands above is what is signed: where the log has more by then, the hub says who was faster.
      send={() => void send({ shift: shift.id, note, expectedVersion: shift.version })}
    >
      <NoteField label={t('note')} note={note} setNote={setNote} />
      <p className="form__hint">{t('handOverHint')}</p>
      <button type="submit" className="console__button form__do" disabled={isSending}>
        {t('handOver')}
      </button>
      <CommandTrouble error={error} />
    </SigningForm>
  )
}

function TakingOver({ shift }: { shift: ShiftLog }) {
  const { t } = useTranslation('shift')
  const [note, setNote] = useState('')
  const take = useCommand('takeOverShift', SHOWN_AGAIN)
  const back = useCommand('sendBackShift', SHOWN_AGAIN)
  const common = { shift: shift.id, expectedVersion: shift.version }
  const isBusy = take.isSending || back.isSending
  return (
    <SigningForm label={t('takeOver')} send={() => void take.send({ ...common, note })}>
      {shift.handedOver !== null && (
        <p>{t('locked', { by: shift.handedOver.name, at: formatTime(shift.handedOver.at) })}</p>
      )}
      <NoteField label={t('noteTaking')} note={note} setNote={setNote} />
      <div className="console__row">
        <button type="submit" className="console__button form__do" disabled={isBusy}>
          {t('takeOver')}
        </button>
        <button
          type="button"
          className="console__button"
          disabled={isBusy || note.trim() === ''}
          title={t('sendBackHint')}
          onClick={() => void back.send({ ...common, reason: note })}
        >
          {t('sendBack')}
        </button>
      </div>
      <CommandTrouble error={take.error ?? back.error} />
    </SigningForm>
  )
}

function SigningForm({ label, send, children }: { label: string; send: () => void; children: ReactNode }) {
  return (
    <form
      className="shift__form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {children}
    </form>
  )
}

function NoteField({ label, note, setNote }: { label: string; note: string; setNote: (note: string) => void }) {
  const id = useId()
  return (
    <>
      <label className="form__label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="form__input shift__typed"
        rows={3}
        maxLength={4_000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
    </>
  )
}
