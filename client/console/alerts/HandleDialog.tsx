import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Alert, CLOSE_REASONS, type CloseReason } from '../../../domain/alerts/alert.ts'
import { mostShelvedMs, needsNote } from '../../../domain/alerts/handling.ts'
import type { IncidentRow } from '../../../domain/incidents/incident.ts'
import { isAllowedIn } from '../../../domain/incidents/machine.ts'
import { HUB_ACTOR } from '../../../domain/matters/fact.ts'
import { problemSentence } from '../../../domain/problems.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import { useText } from '../../i18n/useText.ts'
import type { ApiError } from '../../live/api.ts'
import { type AnswerOf, useCommand } from '../../live/command.ts'
import { useAsker } from '../../live/session.ts'
import { useDecidedVersion } from '../../live/useDecidedVersion.ts'
import { fieldOf, useDraft } from '../../live/useDraft.ts'
import { useRow } from '../../live/useLive.ts'
import { formatDateTime } from '../../ui/format.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { Choice } from '../account/Choice.tsx'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { DraftNote } from '../account/DraftNote.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { Words } from '../account/Words.tsx'
import { Modal } from '../parts/Modal.tsx'
import './handling.css'
import { useAlertNow } from './useAlertNow.ts'
import { useHandlingText } from './useHandlingText.ts'

type Act = 'acknowledge' | 'shelve' | 'unshelve' | 'unlink' | 'close' | 'comment' | 'setOutOfService'

/** Times aside that are offered, minutes. */
const SHELVED_FOR = [15, 30, 60, 120, 240, 480, 1_440] as const

/** What is done about an alert for a reason that has to be given. */
const NEEDS_REASON: ReadonlySet<Act> = new Set(['shelve', 'unlink', 'setOutOfService'])

const isShelved = ({ handling }: Alert) => handling === 'shelved'

/** What can be done about an alert as it stands; what else is tried, the hub refuses in words. @param mayUnlink whether it may be taken out of its incident */
function actsOf(alert: Alert, mayUnlink: boolean): readonly Act[] {
  const { handling, endedAt, remindedAt } = alert
  if (handling === 'closed') return ['comment']
  const ended = endedAt !== null
  const isFree = handling === 'unacknowledged' || handling === 'shelved'
  return [
    ...(isFree || remindedAt !== null ? (['acknowledge'] as const) : []),
    ...(handling !== 'incident' && !ended ? (['shelve'] as const) : []),
    ...(isShelved(alert) ? (['unshelve'] as const) : []),
    ...(mayUnlink ? (['unlink'] as const) : []),
    ...(['close', 'comment', 'setOutOfService'] as const),
  ]
}

/** What somebody has typed and chosen. */
interface Typed {
  /** The note, the reason or the comment. */
  readonly written: string
  readonly act?: Act
  readonly minutes: number
  readonly reason: CloseReason
}

/** Does one thing about one alert, or the same about several; those that refuse it are said, each with its reason. */
export function HandleDialog({
  alerts,
  opensWith,
  close,
  done,
}: {
  alerts: readonly Alert[]
  opensWith?: Act | undefined
  close: () => void
  /** Told when it was done, with those that are left. */
  done?: (left: readonly string[]) => void
}) {
  const { t } = useTranslation('handling')
  const { t: incidents } = useTranslation('incidents')
  const text = useText()
  const only = useAlertNow(alerts.length === 1 ? alerts[0] : undefined)
  const of = useIncidentOf(only)
  const handlingText = useHandlingText()
  const standing = only && handlingText(only)
  const acts: readonly Act[] =
    only === undefined
      ? ['acknowledge', 'shelve', ...(alerts.some(isShelved) ? (['unshelve'] as const) : []), 'close']
      : actsOf(only, of !== undefined)
  const anyEnded = alerts.some(({ endedAt }) => endedAt !== null)
  const draft = useDraft<Typed>(`handle ${alerts.map((each) => each.id).join(' ')}`, {
    ...{ written: '', minutes: SHELVED_FOR[1], reason: anyEnded ? 'handled' : 'falseAlarm' },
  })
  const [written, setWritten] = fieldOf(draft, 'written')
  const [minutes, setMinutes] = fieldOf(draft, 'minutes')
  const [reason, setReason] = fieldOf(draft, 'reason')
  // A button that names an act opens the dialog with that one, whatever was chosen before.
  const [opened] = useState(() => [opensWith, draft.value.act, acts[0]].find((each) => each && acts.includes(each)))
  const [picked, setPicked] = useState<Act>()
  const act = picked ?? opened ?? 'comment'
  const setAct = (next: Act) => {
    setPicked(next)
    draft.set((before) => ({ ...before, act: next }))
  }
  const sending = useHandling(alerts, only, of)
  const roles = useAsker()?.grants.map(({ role }) => role) ?? []
  const most = mostShelvedMs(roles)
  const [results, setResults] = useState<AnswerOf<'handleAlerts'>['results']>()
  const id = useId()
  const name = only === undefined ? t('picked', { count: alerts.length }) : text(only.title)
  // What was chosen stays chosen when another's step has made it impossible: nothing else is chosen in anybody's name.
  const isGone = !acts.includes(act) && !sending.isSending
  const isNeeded =
    act === 'comment' ||
    NEEDS_REASON.has(act) ||
    (act === 'acknowledge' && (only === undefined ? alerts : [only]).some(({ severity }) => needsNote(severity)))

  // The refusal itself tells of another's step on the incident.
  const meanwhile = useMeanwhile(act === 'unlink' ? undefined : sending.error)
  const isChanged = sending.error?.code === 'changedMeanwhile'

  async function send(): Promise<void> {
    const left = await sending.send(act, { written: written.trim(), minutes, reason })
    if (left === undefined) return
    draft.forget()
    const refused = left.filter(({ code }) => code !== null)
    done?.(refused.map(({ alert }) => alert))
    if (refused.length === 0) close()
    else setResults(left)
  }

  if (results !== undefined) return <Refused results={results} alerts={alerts} close={close} />
  return (
    <Modal label={t('handleOf', { what: name })} close={close}>
      <form
        className="form handle"
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <h2 className="handle__title">{name}</h2>
        {standing !== undefined && <p className="form__hint">{standing}</p>}
        <fieldset className="handle__acts">
          <legend className="form__label">{t('what')}</legend>
          {[...(acts.includes(act) ? [] : [act]), ...acts].map((each) => (
            <label key={each} className="handle__act">
              <input
                type="radio"
                name={id}
                disabled={!acts.includes(each)}
                checked={act === each}
                onChange={() => {
                  sending.renew()
                  setAct(each)
                }}
              />
              {each === 'setOutOfService' && only?.outOfService ? t('act.setInService') : actName(each)}
            </label>
          ))}
        </fieldset>
        {act === 'shelve' && (
          <Choice
            label={t('for')}
            hint={t('forHint')}
            value={String(minutes)}
            onValue={(value) => setMinutes(Number(value))}
          >
            {SHELVED_FOR.filter((each) => each * MINUTE_MS <= most).map((each) => (
              <option key={each} value={each}>
                {each < 60 ? t('minutes', { count: each }) : t('hours', { count: each / 60 })}
              </option>
            ))}
          </Choice>
        )}
        {act === 'close' && (
          <Choice
            label={t('closeWhy')}
            hint={t('closeHint')}
            value={reason}
            onValue={(value) => setReason(CLOSE_REASONS.find((each) => each === value) ?? reason)}
          >
            {CLOSE_REASONS.map((each) => (
              <option key={each} value={each}>
                {t(`why.${each}`)}
              </option>
            ))}
          </Choice>
        )}
        {act !== 'unshelve' && (
          <Labelled
            label={t(act === 'comment' ? 'text' : NEEDS_REASON.has(act) ? 'reason' : 'note')}
            hint={act === 'acknowledge' ? t('noteHint') : act === 'unlink' ? incidents('alerts.unlinkHint') : undefined}
          >
            {(field) => (
              <Words {...field} rows={3} most={2_000} required={isNeeded} value={written} onText={setWritten} />
            )}
          </Labelled>
        )}
        <DraftNote draft={draft} />
        {(isGone || isChanged) && (
          <p role="alert" className="form__over">
            {meanwhile} {isGone ? t('gone', { act: actName(act) }) : t('lookAgain')}
          </p>
        )}
        <FormButtons
          disabled={sending.isSending || isGone || (isNeeded && written.trim() === '')}
          close={() => {
            draft.forget()
            close()
          }}
        >
          {act === 'setOutOfService' && only?.outOfService ? t('act.setInService') : actName(act)}
        </FormButtons>
        {meanwhile === undefined && <CommandTrouble error={sending.error} />}
      </form>
    </Modal>
  )

  function actName(each: Act): string {
    return t(`act.${each}`)
  }
}

/** What somebody else has done of which the hub tells with its refusal; undefined: it has refused for another reason, or has not. */
function useMeanwhile(refused: ApiError | undefined): string | undefined {
  const { t } = useTranslation('handling')
  if (refused?.code !== 'changedMeanwhile') return undefined
  const { by, did, at } = refused.params
  return t('meanwhile', {
    by: by === HUB_ACTOR.name ? t('hub') : (by ?? '–'),
    did: t(`did.${did as 'acknowledge'}`, { defaultValue: did }),
    at: formatDateTime(Number(at)),
  })
}

/** What several alerts came to: those that were refused, and why. */
function Refused({
  results,
  alerts,
  close,
}: {
  results: AnswerOf<'handleAlerts'>['results']
  alerts: readonly Alert[]
  close: () => void
}) {
  const { t } = useTranslation('handling')
  const { t: people } = useTranslation('people')
  const text = useText()
  const refused = results.filter(({ code }) => code !== null)
  const titles = new Map(alerts.map(({ id, title }) => [id, text(title)]))
  return (
    <Modal label={t('refused', { count: refused.length })} close={close}>
      <p role="status">{t('doneFor', { done: results.length - refused.length, all: results.length })}</p>
      <p>{t('refused', { count: refused.length })}</p>
      <ul className="handle__refused">
        {refused.map(({ alert, code, params }) => {
          const why = code === null ? undefined : problemSentence(code, params)
          return (
            <li key={alert}>
              {titles.get(alert) ?? alert}: {why === undefined ? code : text(why)}
            </li>
          )
        })}
      </ul>
      <button type="button" className="console__button" onClick={close}>
        {people('close')}
      </button>
    </Modal>
  )
}

/** The open incident that an alert may be taken out of by whoever looks; undefined: there is none, or it was opened from this very alert. */
function useIncidentOf(alert: Alert | undefined): Pick<IncidentRow, 'id' | 'version'> | undefined {
  const row = useRow('incidents', alert?.handling === 'incident' ? (alert.incident ?? undefined) : undefined)
  const mayWork = useMayIn('incidents.work')
  return row !== undefined && isAllowedIn('unlink', row.state) && mayWork(row.unit) ? row : undefined
}

/** The commands behind the dialog. What was on the screen goes along: what has changed since is refused. */
function useHandling(
  alerts: readonly Alert[],
  only: Alert | undefined,
  of: Pick<IncidentRow, 'id' | 'version'> | undefined,
) {
  const paths = ['/alerts', '/alerts/{alert}'] as const
  const commands = {
    acknowledge: useCommand('acknowledgeAlert', paths),
    shelve: useCommand('shelveAlert', paths),
    unshelve: useCommand('unshelveAlert', paths),
    close: useCommand('closeAlert', paths),
    comment: useCommand('commentAlert', paths),
    unlink: useCommand('unlinkAlert', [...paths, '/incidents', '/incidents/{id}']),
    setOutOfService: useCommand('setAlertOutOfService', paths),
  }
  const many = useCommand('handleAlerts', paths)
  const decided = useDecidedVersion(only?.version ?? 0)
  const decidedOn = useDecidedVersion(of?.version ?? 0)
  const all = [...Object.values(commands), many]
  type Results = AnswerOf<'handleAlerts'>['results']
  const error = all.find(({ error }) => error !== undefined)?.error
  const clear = () => {
    for (const each of all) each.clear()
  }

  /** @returns what became of each; undefined: refused, and `error` says why */
  async function send(
    act: Act,
    { written, minutes, reason }: { written: string; minutes: number; reason: CloseReason },
  ): Promise<Results | undefined> {
    clear()
    const note = written === '' ? {} : { note: written }
    if (only === undefined) {
      if (act === 'comment' || act === 'setOutOfService' || act === 'unlink') return undefined
      const ids = alerts.map(({ id }) => id)
      const extra = act === 'shelve' ? { minutes } : act === 'close' ? { reason } : {}
      return (await many.send({ alerts: ids, act, ...note, ...extra }))?.results
    }
    const { id: alert } = only
    const one = { alert, expectedVersion: decided.after(error) }
    const answer = await {
      acknowledge: () => commands.acknowledge.send({ ...one, ...note }),
      shelve: () => commands.shelve.send({ ...one, minutes, reason: written }),
      unshelve: () => commands.unshelve.send(one),
      close: () => commands.close.send({ ...one, reason, ...note }),
      unlink: () =>
        commands.unlink.send({
          ...{ incident: of?.id ?? '', expectedVersion: decidedOn.after(error), alert, reason: written },
        }),
      comment: () => commands.comment.send({ alert, text: written }),
      setOutOfService: () => commands.setOutOfService.send({ ...one, isOut: !only.outOfService, reason: written }),
    }[act]()
    return answer === undefined ? undefined : [{ alert, code: null, params: {} }]
  }

  return {
    ...{ send, error },
    isSending: all.some(({ isSending }) => isSending),
    /** Another choice is made on what stands now. */
    renew() {
      clear()
      decided.renew()
      decidedOn.renew()
    },
  }
}
