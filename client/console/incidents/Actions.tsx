import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandName } from '../../../domain/commands/index.ts'
import { hasReported, type Incident } from '../../../domain/incidents/incident.ts'
import { isAllowedIn, stepsMissing } from '../../../domain/incidents/machine.ts'
import { matterTitle } from '../../../domain/matters/matterKinds.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { type CommandInHand, useCommand } from '../../live/command.ts'
import { useAsker } from '../../live/session.ts'
import { useDecidedVersion } from '../../live/useDecidedVersion.ts'
import { fieldOf, useDraft } from '../../live/useDraft.ts'
import { useRows } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { Choice } from '../account/Choice.tsx'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { Field } from '../account/Field.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { Popup } from '../parts/Popup.tsx'
import { MomentInput } from '../parts/TypedInput.tsx'
import { UnitOptions } from '../parts/UnitOptions.tsx'
import { AskDialog, type Asked as WordsAsked } from './AskDialog.tsx'
import './incidents.css'
import { useOpenIncidents } from './useOpenIncidents.ts'

/** What is asked about before it is done. */
const ASKED = [
  ...(['handle', 'reportResult', 'confirmResult', 'returnResult', 'dismiss', 'transfer'] as const),
  ...(['decline', 'wait', 'merge', 'assign', 'reopen'] as const),
]
type Asked = (typeof ASKED)[number]
/** What is done at once. */
const AT_ONCE = ['verify', 'accept', 'resume', 'takeOver'] as const
type AtOnce = (typeof AT_ONCE)[number]
type Action = Asked | AtOnce

/** What moves an incident on stands first; the rest behind one button. */
const FIRST = ['accept', 'verify', 'handle', 'resume', 'reportResult', 'confirmResult', 'reopen'] as const
const REST = ['decline', 'returnResult', 'takeOver', 'assign', 'transfer', 'wait', 'merge', 'dismiss'] as const

const isAsked = (action: Action): action is Asked => (ASKED as readonly string[]).includes(action)

/** What may be done to an incident now, by whoever looks: the next step first. */
export function Actions({ incident, units }: { incident: Incident; units: UnitTree }) {
  const { t } = useTranslation('incidents')
  const mayWork = useMayIn('incidents.work')
  const mayConfirm = useMayIn('incidents.confirm')
  const asker = useAsker()
  const me = asker?.id
  const [asking, setAsking] = useState<Asked>()
  const changes = ['/incidents', '/incidents/{id}'] as const
  const atOnce = {
    verify: useCommand('verifyIncident', changes),
    accept: useCommand('acceptIncident', changes),
    resume: useCommand('resumeIncident', changes),
    takeOver: useCommand('takeOverIncident', changes),
  }
  const { state, offered, unit, people } = incident
  const missing = stepsMissing(incident)
  const isMine = asker !== undefined && hasReported(incident, asker)

  const may = (action: Action): boolean => {
    if (!isAllowedIn(action, state)) return false
    if (action === 'accept' || action === 'decline') return offered !== null && mayWork(offered.unit)
    if (['confirmResult', 'returnResult', 'reopen'].includes(action)) return mayConfirm(unit)
    if (!mayWork(unit)) return false
    if (offered !== null && ['transfer', 'reportResult', 'dismiss', 'merge'].includes(action)) return false
    return action !== 'takeOver' || people.lead?.id !== me
  }
  const act = (action: Action): void => {
    for (const each of AT_ONCE) atOnce[each].clear()
    if (isAsked(action)) setAsking(action)
    else void atOnce[action].send({ incident: incident.id, expectedVersion: incident.version })
  }
  const isHeld = (action: Action) =>
    (action === 'reportResult' && missing.length > 0) || (action === 'confirmResult' && isMine)
  const first = FIRST.filter(may)
  // A state that is new may be verified and handled at once: one button is the next step.
  const next = first.includes('verify') ? first.filter((action) => action !== 'handle') : first
  const rest = [...first.filter((action) => !next.includes(action)), ...REST.filter(may)]
  const error = AT_ONCE.map((action) => atOnce[action].error).find((each) => each !== undefined)

  return (
    <section className="incident__actions" aria-label={t('do.actions')}>
      <div className="console__row">
        {next.map((action) => (
          <button
            key={action}
            type="button"
            className="console__button form__do"
            disabled={isHeld(action) || (!isAsked(action) && atOnce[action].isSending)}
            onClick={() => act(action)}
          >
            {t(`do.${action}`)}
          </button>
        ))}
        {rest.length > 0 && (
          <Popup label={t('do.more')}>
            {(close) => (
              <div className="incident__more">
                {rest.map((action) => (
                  <button
                    key={action}
                    type="button"
                    className="console__button"
                    onClick={() => {
                      close()
                      act(action)
                    }}
                  >
                    {t(`do.${action}`)}
                  </button>
                ))}
              </div>
            )}
          </Popup>
        )}
      </div>
      {next.includes('reportResult') && missing.length > 0 && (
        <p className="incident__faint">{t('missing', { steps: missing.join(', ') })}</p>
      )}
      {next.includes('confirmResult') && isMine && <p className="incident__faint">{t('ownResult')}</p>}
      <CommandTrouble error={error} />
      {asking !== undefined && (
        <Asking
          action={asking}
          incident={incident}
          units={units}
          isOffered={may(asking)}
          close={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}

/** What somebody has typed and chosen. */
interface Typed extends WordsAsked {
  readonly unit: string
  /** Epoch ms. */
  readonly until?: number | undefined
  /** Id of another incident. */
  readonly into: string
  readonly why: string
  readonly support: string
  readonly recorder: string
}

/** The dialog of an action, with what it asks for. */
function Asking({
  action,
  incident,
  units,
  isOffered,
  close,
}: {
  action: Asked
  incident: Incident
  units: UnitTree
  /** Whether it can still be done. */
  isOffered: boolean
  close: () => void
}) {
  const { t } = useTranslation('incidents')
  const text = useText()
  const changes = ['/incidents', '/incidents/{id}'] as const
  const handle = useCommand('handleIncident', changes)
  const reportResult = useCommand('reportResult', changes)
  const confirmResult = useCommand('confirmResult', changes)
  const returnResult = useCommand('returnResult', changes)
  const dismiss = useCommand('dismissIncident', changes)
  const transfer = useCommand('transferIncident', changes)
  const decline = useCommand('declineIncident', changes)
  const wait = useCommand('waitIncident', changes)
  const merge = useCommand('mergeIncident', changes)
  const assign = useCommand('assignIncident', changes)
  const reopen = useCommand('reopenIncident', changes)
  const alerts = useRows('alerts')
  const others = useOpenIncidents(units, CITY).filter((each) => each.id !== incident.id)
  const draft = useDraft<Typed>(`${action} ${incident.id}`, {
    ...{ words: '', unit: '', into: '', why: '' },
    ...{ support: incident.people.support, recorder: incident.people.recorder },
  })
  const [unit, setUnit] = fieldOf(draft, 'unit')
  const [until, setUntil] = fieldOf(draft, 'until')
  const [into, setInto] = fieldOf(draft, 'into')
  const [why, setWhy] = fieldOf(draft, 'why')
  const [support, setSupport] = fieldOf(draft, 'support')
  const [recorder, setRecorder] = fieldOf(draft, 'recorder')
  const decided = useDecidedVersion(incident.version)
  const holding = incident.alerts.filter((alert) => alerts.get(alert)?.endedAt === null).length

  const inHand: Record<Asked, Sending> = {
    handle: hand(handle, (of, finding) => handle.send({ ...of, finding })),
    reportResult: hand(reportResult, (of, result) => reportResult.send({ ...of, result })),
    confirmResult: hand(confirmResult, (of, note) => confirmResult.send({ ...of, note, why })),
    returnResult: hand(returnResult, (of, reason) => returnResult.send({ ...of, reason })),
    dismiss: hand(dismiss, (of, reason) => dismiss.send({ ...of, reason })),
    transfer: hand(transfer, (of, reason) => transfer.send({ ...of, unit, reason })),
    decline: hand(decline, (of, reason) => decline.send({ ...of, reason })),
    wait: hand(wait, (of, reason) => wait.send({ ...of, until: until ?? 0, reason })),
    merge: hand(merge, (of, reason) => merge.send({ ...of, into, reason })),
    assign: hand(assign, (of) => assign.send({ ...of, support, recorder })),
    reopen: hand(reopen, (of, reason) => reopen.send({ ...of, reason })),
  }
  const { command, send } = inHand[action]
  const isReady =
    (action !== 'transfer' || unit !== '') &&
    (action !== 'wait' || until !== undefined) &&
    (action !== 'merge' || others.some(({ id }) => id === into))
  const label = action === 'assign' ? undefined : action === 'confirmResult' ? t('ask.note') : t(`ask.${action}`)

  return (
    <AskDialog
      draft={draft}
      heading={t(`do.${action}`)}
      {...(label !== undefined && { label })}
      does={t(`do.${action}`)}
      isOptional={action === 'confirmResult'}
      isReady={isReady}
      isOffered={isOffered}
      isSending={command.isSending}
      error={command.error}
      close={close}
      send={(words) => send({ incident: incident.id, expectedVersion: decided.after(command.error) }, words)}
    >
      {action === 'transfer' && (
        <Choice label={t('ask.unit')} required value={unit} onValue={setUnit}>
          <option value="">–</option>
          <UnitOptions units={units} />
        </Choice>
      )}
      {action === 'wait' && (
        <Labelled label={t('ask.until')}>
          {(field) => <MomentInput {...field} required value={until} onValue={setUntil} />}
        </Labelled>
      )}
      {action === 'merge' && (
        <Choice label={t('ask.into')} required value={into} onValue={setInto}>
          <option value="">–</option>
          {others.map((each) => (
            <option key={each.id} value={each.id}>
              {text(matterTitle('incident', each))} ({each.id})
            </option>
          ))}
        </Choice>
      )}
      {action === 'assign' && (
        <>
          <Field label={t('ask.support')} autoCapitalize="sentences" most={500} value={support} onText={setSupport} />
          <Field label={t('ask.recorder')} autoCapitalize="words" most={200} value={recorder} onText={setRecorder} />
        </>
      )}
      {action === 'confirmResult' && holding > 0 && (
        <Field
          label={t('ask.why', { count: holding })}
          autoCapitalize="sentences"
          most={4_000}
          value={why}
          onText={setWhy}
        />
      )}
    </AskDialog>
  )
}

/** A command in hand, and how it is sent with the words that were typed. */
interface Sending {
  readonly command: Pick<CommandInHand<CommandName>, 'isSending' | 'error'>
  send(of: { readonly incident: string; readonly expectedVersion: number }, words: string): Promise<unknown>
}

function hand(command: Sending['command'], send: Sending['send']): Sending {
  return { command, send }
}
