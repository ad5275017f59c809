import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Alert } from '../../../domain/alerts/alert.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import { matterTitle } from '../../../domain/matters/matterKinds.ts'
import { type Sop, sopsFor } from '../../../domain/sops/sop.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { type InputOf, useCommand } from '../../live/command.ts'
import { useReach } from '../../live/session.ts'
import { fieldOf, useDraft } from '../../live/useDraft.ts'
import { CITY } from '../../panels/city.ts'
import { formatDateTime, formatPosition } from '../../ui/format.ts'
import { useMayIn } from '../../ui/useMay.ts'
import { Choice } from '../account/Choice.tsx'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { DraftNote } from '../account/DraftNote.tsx'
import { Field } from '../account/Field.tsx'
import { FormButtons } from '../account/FormButtons.tsx'
import { Labelled } from '../account/Labelled.tsx'
import { Words } from '../account/Words.tsx'
import { useAlertNow } from '../alerts/useAlertNow.ts'
import { useDialog } from '../parts/DialogHost.tsx'
import { Modal } from '../parts/Modal.tsx'
import { UnitOptions } from '../parts/UnitOptions.tsx'
import { useView } from '../useView.ts'
import './incidents.css'
import { useOpenIncidents } from './useOpenIncidents.ts'

type From = InputOf<'openIncident'>['from']

interface Occasion {
  readonly units: UnitTree
  readonly from: From
  /** Where it is; undefined: whoever opens it says so. */
  readonly unit?: string | null | undefined
  /** What it is called, unless another name is typed. */
  readonly title?: string | undefined
  /** The alert that it is opened from: procedures that fit it stand first. */
  readonly alert?: Alert | undefined
}

/** A button that opens an incident: nothing where whoever looks may not. */
export function OpenIncident({ label, ...occasion }: Occasion & { label: string }) {
  const { t } = useTranslation('incidents')
  const show = useDialog()
  const reach = useReach('incidents.work')
  const mayIn = useMayIn('incidents.work')
  const isAllowed = occasion.unit === undefined ? reach.length > 0 : mayIn(occasion.unit)
  if (!isAllowed) return null
  return (
    <button
      type="button"
      className="console__button"
      aria-label={occasion.title === undefined ? undefined : t('open.doOf', { what: occasion.title })}
      onClick={() => show((close) => <OpenDialog {...occasion} close={close} />)}
    >
      {label}
    </button>
  )
}

/** What somebody has typed and chosen. */
interface Typed {
  readonly title: string
  readonly note: string
  readonly unit: string
  /** Id of the procedure that was chosen; absent: nobody has chosen one. */
  readonly sop?: string | undefined
  /** Id of the open incident that the alert is added to; '': it opens a new one. */
  readonly into: string
}

/** What is said of an incident when it is opened; as much as is known stands there already. */
export function OpenDialog({
  units,
  from,
  unit: where,
  title: named = '',
  alert,
  close,
}: Occasion & { close: () => void }) {
  const { t } = useTranslation('incidents')
  const { t: people } = useTranslation('people')
  const [language] = useLanguage()
  const text = useText()
  const { open, toPage } = useView()
  const reach = useReach('incidents.work')
  const { data } = useAnswer(ask('/sops'))
  const sops = data?.sops ?? []
  const fitting = alert === undefined ? [] : sopsFor(sops, alert)
  const draft = useDraft<Typed>(`openIncident ${JSON.stringify(from)}`, {
    ...{ title: named, note: '', unit: where ?? reach[0] ?? units.city.code, into: '' },
  })
  const [title, setTitle] = fieldOf(draft, 'title')
  const [note, setNote] = fieldOf(draft, 'note')
  const [unit, setUnit] = fieldOf(draft, 'unit')
  const [chosen, setChosen] = fieldOf(draft, 'sop')
  const [typedInto, setInto] = fieldOf(draft, 'into')
  const opening = useCommand('openIncident', ['/incidents'])
  const linking = useCommand('linkAlert', ['/incidents', '/incidents/{id}'])
  const known = useOpenIncidents(units, CITY)
  // What has closed since it was chosen takes nothing any more.
  const into = known.some(({ id }) => id === typedInto) ? typedInto : ''
  const isAdded = 'alert' in from && into !== ''
  const sopId = chosen ?? fitting[0]?.id ?? (alert === undefined ? 'su-vu-chung' : '')
  const sop = sops.find((each) => each.id === sopId)
  const isSending = opening.isSending || linking.isSending
  // Somebody else may have been faster: what was typed stays, to be read and copied.
  const taken = useTaken(alert, isSending)

  async function save(): Promise<void> {
    const answer = isAdded
      ? await linking.send({ incident: into, alert: from.alert })
      : await opening.send({
          ...{ from, unit, note },
          // What nobody has changed the hub says itself, in both languages.
          ...((title !== named || named === '') && { title }),
          ...(sop !== undefined && { sop: sop.id }),
        })
    if (answer === undefined) return
    draft.forget()
    close()
    open({ is: 'incident', id: answer.incident.id })
  }

  return (
    <Modal label={t('open.do')} close={close}>
      <h2>{t('open.do')}</h2>
      <form
        className="form incident-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {'alert' in from && known.length > 0 && (
          <Choice label={t('open.into')} value={into} onValue={setInto}>
            <option value="">{t('open.new')}</option>
            {known.map((each) => (
              <option key={each.id} value={each.id}>
                {text(matterTitle('incident', each))} ({each.id})
              </option>
            ))}
          </Choice>
        )}
        {from.is === 'point' && (
          <p className="form__hint">{t('open.point', { place: formatPosition(from.lng, from.lat, language) })}</p>
        )}
        {!isAdded && (
          <>
            <Field
              label={t('open.title')}
              autoCapitalize="sentences"
              required
              most={200}
              value={title}
              onText={setTitle}
            />
            <Choice label={t('open.unit')} value={unit} onValue={setUnit}>
              <UnitOptions units={units} within={reach} />
            </Choice>
            <Choice
              label={t('open.sop')}
              hint={sop === undefined || sop.when.vi === '' ? undefined : t('open.when', { when: text(sop.when) })}
              value={sop?.id ?? ''}
              onValue={setChosen}
            >
              <option value="">{t('open.noSop')}</option>
              {inOrder(sops, fitting).map((each) => (
                <option key={each.id} value={each.id}>
                  {fitting.includes(each) ? `${text(each.title)} (${t('open.suggested')})` : text(each.title)}
                </option>
              ))}
            </Choice>
            <Labelled label={t('open.note')}>
              {(field) => <Words {...field} rows={3} most={4_000} value={note} onText={setNote} />}
            </Labelled>
          </>
        )}
        <DraftNote draft={draft} />
        {taken === undefined ? (
          <CommandTrouble error={opening.error ?? linking.error} />
        ) : (
          <p role="alert" className="form__over">
            {taken.sentence}{' '}
            <Link to={toPage({ is: 'incident', id: taken.incident })} onClick={close}>
              {t('open.see', { id: taken.incident })}
            </Link>
          </p>
        )}
        <FormButtons
          disabled={isSending || taken !== undefined || (!isAdded && title.trim() === '')}
          close={() => {
            draft.forget()
            close()
          }}
          {...(taken !== undefined && { closes: people('close') })}
        >
          {t(isAdded ? 'open.add' : opening.isSending ? 'open.saving' : 'open.save')}
        </FormButtons>
      </form>
    </Modal>
  )
}

/** The incident that an alert belongs to by now, and who has moved it there; undefined while it belongs to none. */
function useTaken(
  given: Alert | undefined,
  isSending: boolean,
): { readonly incident: string; readonly sentence: string } | undefined {
  const { t } = useTranslation('incidents')
  const alert = useAlertNow(given)
  const incident = alert?.handling === 'incident' && !isSending ? alert.incident : null
  const { data } = useAnswer(ask('/alerts/{alert}', { params: { alert: alert?.id ?? '' } }), {
    enabled: incident !== null,
  })
  if (incident === null) return undefined
  const joined = (data?.facts as readonly Fact[] | undefined)?.findLast(
    ({ did, what }) => did === 'join' && what.incident === incident,
  )
  const sentence =
    joined === undefined
      ? t('open.taken', { id: incident })
      : t('open.takenBy', { by: joined.by.name, id: incident, at: formatDateTime(joined.at) })
  return { incident, sentence }
}

/** Those that fit first. */
function inOrder(sops: readonly Sop[], fitting: readonly Sop[]): readonly Sop[] {
  return [...fitting, ...sops.filter((each) => !fitting.includes(each))]
}
