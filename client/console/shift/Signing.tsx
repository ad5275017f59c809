import { type ReactNode, useEffect, useEffectEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HAND_OVER_EARLY_MS, mayTakeOver, type ShiftLog } from '../../../domain/shifts/machine.ts'
import { useCommand } from '../../live/command.ts'
import { useSession } from '../../live/session.ts'
import { type DraftInHand, useDraft } from '../../live/useDraft.ts'
import { useNow } from '../../live/useLive.ts'
import { formatDateTime, formatTime } from '../../ui/format.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { DraftNote } from '../account/DraftNote.tsx'
import { Words } from '../account/Words.tsx'

const SHOWN_AGAIN = ['/shifts', '/shifts/{id}'] as const

/**
 * The two signatures: of those who leave, then of somebody else who comes; or the wish for more. Where somebody else has signed while a note is
 * being written, its form stays with the note, says so, and cannot be sent.
 */
export function Signing({ shift, additions }: { shift: ShiftLog; additions: number }) {
  const { t } = useTranslation('shift')
  const principal = useSession()?.principal
  const now = useNow()
  const [writing, setWriting] = useState<'handOver' | 'takeOver'>()
  const from = shift.to - HAND_OVER_EARLY_MS
  const offered =
    shift.state === 'handedOver'
      ? mayTakeOver(shift, { id: principal?.id ?? '' })
        ? 'takeOver'
        : undefined
      : shift.state !== 'closed' && now >= from
        ? 'handOver'
        : undefined
  const shown = writing ?? offered
  const props = {
    ...{ shift, additions, isOffered: shown === offered },
    wrote: (hasNote: boolean) => setWriting(hasNote ? shown : undefined),
  }
  if (shown !== undefined) return shown === 'takeOver' ? <TakingOver {...props} /> : <HandingOver {...props} />
  if (shift.state === 'closed') return null
  return (
    <p className="shift__hint">
      {shift.state === 'handedOver' ? t('waiting') : t('tooEarly', { at: formatDateTime(from) })}
    </p>
  )
}

interface Signed {
  shift: ShiftLog
  /** Entries that were added after the first signature. */
  additions: number
  /** Whether it can still be signed this way. */
  isOffered: boolean
  /** Told whether there is a note that may be lost. */
  wrote: (hasNote: boolean) => void
}

/** A note to a signature, as it is typed. */
function useNote(form: 'handOver' | 'takeOver', { shift, wrote }: Pick<Signed, 'shift' | 'wrote'>) {
  const draft = useDraft<string>(`${form} ${shift.id}`, '')
  // However it came there and went: typed, left from before, thrown away.
  const hasNote = draft.value.trim() !== ''
  const tell = useEffectEvent(wrote)
  useEffect(() => tell(hasNote), [hasNote])
  return {
    draft,
    note: draft.value,
    setNote: draft.set,
    /** Lets the note go: it went with the signature, or can be sent no more. */
    letGo: () => {
      draft.forget()
      wrote(false)
    },
  }
}

function HandingOver({ shift, isOffered, wrote }: Signed) {
  const { t } = useTranslation('shift')
  const { draft, note, setNote, letGo } = useNote('handOver', { shift, wrote })
  const { send, isSending, error } = useCommand('handOverShift', SHOWN_AGAIN)
  return (
    <SigningForm
      label={t('handOver')}
      // What stands above is what is signed: where the log has more by then, the hub says who was faster.
      send={() =>
        void send({ shift: shift.id, note, expectedVersion: shift.version }).then(
          (answer) => answer !== undefined && letGo(),
        )
      }
    >
      <NoteField label={t('note')} note={note} {...{ setNote, draft }} />
      <p className="form__hint">{t('handOverHint')}</p>
      <button type="submit" className="console__button form__do" disabled={isSending || !isOffered}>
        {t('handOver')}
      </button>
      <PassedBy isShown={!isOffered && !isSending} leave={letGo} />
      <CommandTrouble error={error} />
    </SigningForm>
  )
}

function TakingOver({ shift, additions, isOffered, wrote }: Signed) {
  const { t } = useTranslation('shift')
  const { draft, note, setNote, letGo } = useNote('takeOver', { shift, wrote })
  const take = useCommand('takeOverShift', SHOWN_AGAIN)
  const back = useCommand('sendBackShift', SHOWN_AGAIN)
  const common = { shift: shift.id, expectedVersion: shift.version }
  const isBusy = take.isSending || back.isSending
  return (
    <SigningForm
      label={t('takeOver')}
      send={() => void take.send({ ...common, note }).then((answer) => answer !== undefined && letGo())}
    >
      {shift.handedOver !== null && (
        <p>{t('handedOverBy', { by: shift.handedOver.name, at: formatTime(shift.handedOver.at) })}</p>
      )}
      {additions > 0 && <p className="shift__did">{t('additions', { count: additions })}</p>}
      <NoteField label={t('noteTaking')} note={note} {...{ setNote, draft }} />
      <div className="console__row">
        <button type="submit" className="console__button form__do" disabled={isBusy || !isOffered}>
          {t('takeOver')}
        </button>
        <button
          type="button"
          className="console__button"
          disabled={isBusy || !isOffered || note.trim() === ''}
          title={t('sendBackHint')}
          onClick={() => void back.send({ ...common, reason: note }).then((answer) => answer !== undefined && letGo())}
        >
          {t('sendBack')}
        </button>
      </div>
      <PassedBy isShown={!isOffered && !isBusy} leave={letGo} />
      <CommandTrouble error={take.error ?? back.error} />
    </SigningForm>
  )
}

function PassedBy({ isShown, leave }: { isShown: boolean; leave: () => void }) {
  const { t } = useTranslation('shift')
  const { t: people } = useTranslation('people')
  if (!isShown) return null
  return (
    <>
      <p role="alert" className="form__over">
        {t('gone')}
      </p>
      <button type="button" className="console__button" onClick={leave}>
        {people('close')}
      </button>
    </>
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

function NoteField({
  label,
  note,
  setNote,
  draft,
}: {
  label: string
  note: string
  setNote: (note: string) => void
  draft: DraftInHand<string>
}) {
  const id = useId()
  return (
    <>
      <label className="form__label" htmlFor={id}>
        {label}
      </label>
      <Words id={id} rows={3} most={4_000} value={note} onText={setNote} />
      <DraftNote draft={draft} />
    </>
  )
}
