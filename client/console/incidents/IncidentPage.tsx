import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { compareAlerts } from '../../../domain/alerts/order.ts'
import { alertQuantity } from '../../../domain/alerts/quantity.ts'
import { type FrozenFigure, type Incident, ORIGINS } from '../../../domain/incidents/incident.ts'
import { isAllowedIn, isOrigin } from '../../../domain/incidents/machine.ts'
import { KPIS } from '../../../domain/kpis/index.ts'
import type { Fact } from '../../../domain/matters/fact.ts'
import { matterTitle } from '../../../domain/matters/matterKinds.ts'
import { INCIDENT_CATEGORIES } from '../../../domain/sops/sop.ts'
import { fullName, type UnitTree } from '../../../domain/units/unit.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { ApiError, useAnswer } from '../../live/api.ts'
import { ask } from '../../live/ask.ts'
import { useCommand } from '../../live/command.ts'
import type { Moment } from '../../live/hubClock.ts'
import { useDecidedVersion } from '../../live/useDecidedVersion.ts'
import { useFeedReady, useRow, useRows } from '../../live/useLive.ts'
import { useReadable } from '../../live/useReadable.ts'
import { useRepliesTo } from '../../live/useReplyCommand.ts'
import { AlertCourse } from '../../panels/AlertCourse.tsx'
import { CITY } from '../../panels/city.ts'
import { CameraPicture } from '../../ui/CameraPicture.tsx'
import { formatDateTime, formatValue } from '../../ui/format.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { SimulatedMark } from '../../ui/SimulatedMark.tsx'
import { TitleText } from '../../ui/TitleText.tsx'
import { useMay, useMayIn } from '../../ui/useMay.ts'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import { AlertEvidence } from '../alerts/AlertEvidence.tsx'
import { alertPage } from '../alerts/alertPage.ts'
import { ActOn } from '../directives/ActOn.tsx'
import { MapPart } from '../map/MapPart.tsx'
import type { MapFocus } from '../map/mapFocus.ts'
import { ApiTrouble } from '../parts/ApiTrouble.tsx'
import { CopyLink } from '../parts/CopyLink.tsx'
import { Lookers } from '../parts/Lookers.tsx'
import { OldNote } from '../parts/OldNote.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useUnitName } from '../parts/useUnitName.ts'
import { useView } from '../useView.ts'
import { SentReplies } from '../work/SentReplies.tsx'
import { Actions } from './Actions.tsx'
import { AskWords } from './AskDialog.tsx'
import { Checklist } from './Checklist.tsx'
import { DeadlineText } from './DeadlineText.tsx'
import { Files } from './Files.tsx'
import { IncidentStateMark } from './IncidentStateMark.tsx'
import './incidents.css'
import { Timeline } from './Timeline.tsx'
import { Untaken } from './Untaken.tsx'

/** One incident: where it stands and by when, what is to be done, what happened, what it is about. A shift lead runs the night from here. */
export function IncidentPage({ id, units }: { id: string; units: UnitTree }) {
  const { t } = useTranslation('incidents')
  const { toPage } = useView()
  const { data, error, refetch, oldSince } = useReadable(ask('/incidents/{id}', { params: { id } }))
  const row = useRow('incidents', id)
  const offer = useRow('incidents', `${id}>`)
  const told = row?.version ?? offer?.version
  const known = data?.incident.version
  // The feed tells that something happened, the question what: also when it has ended, and is in the feed no more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the versions say when to ask again
  useEffect(() => {
    if (known !== undefined && told !== known) void refetch()
  }, [told])

  if (data === undefined) {
    if (error === null) return <Skeleton lines={24} />
    const isUnknown = error instanceof ApiError && error.code === 'unknownMatter'
    if (!isUnknown) return <ApiTrouble error={error} retry={() => void refetch()} />
    return (
      <div className="incident-page">
        <PageHead units={units} above={units.city.code} heading={id} />
        <p className="console__empty">
          {t('unknown')} <Link to={toPage({ is: 'incidents', unit: undefined })}>{t('back')}</Link>
        </p>
      </div>
    )
  }
  return <Shown incident={data.incident} facts={data.facts} oldSince={oldSince} units={units} />
}

function Shown({
  incident,
  facts,
  oldSince,
  units,
}: {
  incident: Incident
  facts: readonly Fact[]
  oldSince: Moment | undefined
  units: UnitTree
}) {
  const { t } = useTranslation('incidents')
  const text = useText()
  const { toPage } = useView()
  const mayWork = useMayIn('incidents.work')(incident.unit)
  const { replies } = useRepliesTo(incident.id)
  const focus = focusOf(incident)
  const title = text(matterTitle('incident', incident))
  return (
    <div className="incident-page">
      <PageHead units={units} above={incident.unit ?? units.city.code} heading={title}>
        <ActOn seen={{ is: 'incident', id: incident.id }} unit={incident.unit} what={title} units={units} />
        <Link className="console__button" to={toPage({ is: 'incidents', unit: undefined })}>
          {t('back')}
        </Link>
        <CopyLink />
      </PageHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what does not fit */}
      <div className="incident" tabIndex={0}>
        <OldNote since={oldSince} />
        <SentReplies replies={replies} />
        <div className="incident__head">
          <Lookers kind="incident" id={incident.id} />
          <Head incident={incident} units={units} />
          <Actions incident={incident} units={units} />
        </div>
        <div className="incident__column">
          <Checklist incident={incident} mayWork={mayWork} />
        </div>
        <div className="incident__column">
          <Timeline incident={incident} facts={facts} units={units} mayWork={mayWork} />
        </div>
        <div className="incident__column">
          <Alerts incident={incident} mayWork={mayWork} />
          <Figures figures={incident.figures} />
          <Files incident={incident} mayWork={mayWork} />
          <Picture incident={incident} mayWork={mayWork} />
          <section className="incident__part incident__map" aria-label={t('place')}>
            {focus === undefined ? (
              <p className="incident__faint">{t('noPlace')}</p>
            ) : (
              <MapPart units={units} focus={focus} title={t('place')} isOfIncident />
            )}
          </section>
        </div>
      </div>
    </div>
  )
}

function Head({ incident, units }: { incident: Incident; units: UnitTree }) {
  const { t } = useTranslation('incidents')
  const text = useText()
  const [language] = useLanguage()
  const { toPage } = useView()
  const { id, state, severity, category, deadlineAt, closedAt, people, origin, offered, waits, result } = incident
  const unit = units.byCode.get(incident.unit ?? units.city.code)
  const nameOf = useUnitName(units)
  return (
    <div className="incident__summary">
      <p className="incident__line">
        <IncidentStateMark state={state} />
        {severity !== null && <SeverityMark severity={severity} />}
        {incident.into === null && (
          <span>
            {t('deadline')} <DeadlineText at={deadlineAt} closedAt={closedAt} />
          </span>
        )}
        {incident.simulated && <SimulatedMark />}
      </p>
      <dl className="incident__people">
        <dt>{t('column.lead')}</dt>
        <dd>{people.lead?.name ?? t('nobody')}</dd>
        <dt>{t('column.place')}</dt>
        <dd>{unit === undefined ? '–' : fullName(unit, language)}</dd>
        {people.support !== '' && (
          <>
            <dt>{t('support')}</dt>
            <dd>{people.support}</dd>
          </>
        )}
        {people.recorder !== '' && (
          <>
            <dt>{t('recorder')}</dt>
            <dd>{people.recorder}</dd>
          </>
        )}
        <dt>{t('origin')}</dt>
        <dd>
          {text(ORIGINS[origin.is])} · {text(INCIDENT_CATEGORIES[category])} ·{' '}
          {t('openedBy', { by: incident.openedBy, at: formatDateTime(incident.openedAt) })} · {id}
        </dd>
      </dl>
      <Untaken incident={incident} unitName={nameOf} />
      {offered !== null && (
        <p className="incident__notice">
          {t('offeredTo', {
            ...{ by: offered.by, unit: nameOf(offered.unit), at: formatDateTime(offered.at), reason: offered.reason },
          })}
        </p>
      )}
      {waits !== null && (
        <p className="incident__notice">{t('waitsUntil', { at: formatDateTime(waits.until), reason: waits.reason })}</p>
      )}
      {result !== null && (
        <div className="incident__notice">
          <span className="incident__faint">{t('resultOf', { by: result.by, at: formatDateTime(result.at) })}</span>
          <p className="incident-fact__words">{result.text}</p>
        </div>
      )}
      {incident.into !== null && (
        <p className="incident__notice">
          {t('mergedInto')} <Link to={toPage({ is: 'incident', id: incident.into })}>{incident.into}</Link>
        </p>
      )}
      {incident.absorbed.length > 0 && (
        <p className="incident__faint">
          {t('absorbed')}:{' '}
          {incident.absorbed.map((each) => (
            <Link key={each} className="incident__other" to={toPage({ is: 'incident', id: each })}>
              {each}
            </Link>
          ))}
        </p>
      )}
    </div>
  )
}

function Alerts({ incident, mayWork }: { incident: Incident; mayWork: boolean }) {
  const { t } = useTranslation('incidents')
  const mayUnlink = mayWork && isAllowedIn('unlink', incident.state)
  const text = useText()
  const { toPage } = useView()
  const rows = useRows('alerts')
  const known = incident.alerts.flatMap((id) => rows.get(id) ?? []).toSorted(compareAlerts)
  const over = incident.alerts.filter((id) => !rows.has(id))
  const isReady = useFeedReady('alerts')
  const [asking, setAsking] = useState<{ readonly id: string; readonly title: string }>()
  /** The way out for an alert that was put in by mistake; of the one that the incident was opened from, why there is none. */
  const wayOut = (id: string, title: string) =>
    isOrigin(incident, id) ? (
      <div className="incident__faint">
        {t('alerts.origin')} {mayUnlink && t('alerts.originWhy')}
      </div>
    ) : (
      mayUnlink && (
        <button
          type="button"
          className="incident__quiet"
          aria-label={t('alerts.unlinkOf', { what: title })}
          onClick={() => setAsking({ id, title })}
        >
          {t('alerts.unlink')}
        </button>
      )
    )
  return (
    <section className="incident__part" aria-labelledby="incident-alerts">
      <h2 className="part__title" id="incident-alerts">
        {t('alerts.title')}
      </h2>
      {incident.alerts.length === 0 && <p className="incident__faint">{t('alerts.none')}</p>}
      <ul className="incident__alerts">
        {known.map((alert) => (
          <li key={alert.id}>
            <SeverityMark severity={alert.severity} />{' '}
            <Link to={toPage(alertPage(alert))}>
              <TitleText title={alert.title} id={alert.id} />
            </Link>
            <AlertCourse alert={alert} />
            <div className="incident__faint">
              {alert.endedAt === null ? t('alerts.holds') : t('alerts.ended', { at: formatDateTime(alert.endedAt) })}
            </div>
            {wayOut(alert.id, text(alert.title))}
          </li>
        ))}
        {over.map((id) => {
          const frozen = incident.figures.find((figure) => figure.is === 'alert' && figure.id === id)
          return (
            <li key={id}>
              {/* What the hub has not told yet is not over. */}
              {isReady ? (
                <PastAlert id={id} frozen={frozen} of={incident} />
              ) : frozen === undefined ? (
                id
              ) : (
                text(frozen.title)
              )}
              {wayOut(id, frozen === undefined ? id : text(frozen.title))}
            </li>
          )
        })}
      </ul>
      {asking !== undefined && (
        <UnlinkDialog
          incident={incident}
          alert={asking.id}
          title={asking.title}
          mayUnlink={mayUnlink}
          close={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}

/** An alert of an incident that the list of open ones has no more: how grave it was, and how and when it was over. */
function PastAlert({
  id,
  frozen,
  of,
}: {
  id: string
  /** As it was when it was put in. */
  frozen: FrozenFigure | undefined
  of: Pick<Incident, 'id' | 'closedAt'>
}) {
  const { t } = useTranslation('incidents')
  const text = useText()
  const { toPage } = useView()
  const { data } = useAnswer(ask('/alerts/{alert}', { params: { alert: id } }))
  const alert = data?.alert
  const severity = alert?.severity ?? frozen?.severity ?? null
  // It may have left the list of open ones long before, and have been closed by itself although it belongs to the incident.
  const closedAt =
    alert?.handling === 'closed' ? (data?.facts.findLast(({ to }) => to === 'closed')?.at ?? alert.clearedAt) : null
  const isWith = alert?.incident === of.id && closedAt === of.closedAt
  return (
    <>
      {severity !== null && <SeverityMark severity={severity} />}{' '}
      {alert === undefined ? (
        frozen === undefined ? (
          id
        ) : (
          text(frozen.title)
        )
      ) : (
        <Link to={toPage(alertPage(alert))}>
          <TitleText title={alert.title} id={id} />
        </Link>
      )}
      {alert !== undefined && <AlertCourse alert={alert} />}
      <div className="incident__faint">
        {closedAt !== null
          ? t(isWith ? 'alerts.closedWith' : 'alerts.closed', { at: formatDateTime(closedAt) })
          : alert?.endedAt != null
            ? t('alerts.ended', { at: formatDateTime(alert.endedAt) })
            : t('alerts.over')}
      </div>
    </>
  )
}

/** Asks why an alert is taken out; what was typed stays when somebody else has taken it out meanwhile. */
function UnlinkDialog({
  incident,
  alert,
  title,
  mayUnlink,
  close,
}: {
  incident: Incident
  alert: string
  title: string
  mayUnlink: boolean
  close: () => void
}) {
  const { t } = useTranslation('incidents')
  const unlink = useCommand('unlinkAlert', ['/incidents', '/incidents/{id}', '/alerts', '/alerts/{alert}'])
  const decided = useDecidedVersion(incident.version)
  return (
    <AskWords
      form={`unlink ${alert} ${incident.id}`}
      heading={t('alerts.unlinkOf', { what: title })}
      label={t('alerts.unlinkWhy')}
      does={t('alerts.unlink')}
      isOffered={mayUnlink && incident.alerts.includes(alert)}
      isSending={unlink.isSending}
      error={unlink.error}
      close={close}
      send={(reason) =>
        unlink.send({ incident: incident.id, alert, reason, expectedVersion: decided.after(unlink.error) })
      }
    >
      <p className="form__hint">{t('alerts.unlinkHint')}</p>
    </AskWords>
  )
}

/** What the figures were when somebody acted on them; what they are now stands elsewhere. */
function Figures({ figures }: { figures: readonly FrozenFigure[] }) {
  const { t } = useTranslation('incidents')
  const text = useText()
  return (
    <section className="incident__part" aria-labelledby="incident-figures">
      <h2 className="part__title" id="incident-figures">
        {t('figures.title')}
      </h2>
      {figures.length === 0 && <p className="incident__faint">{t('figures.none')}</p>}
      {figures.map((figure) => (
        <div key={`${figure.is}/${figure.id}/${figure.at}`} className="incident__figure">
          <div>
            {text(figure.title)} {figure.simulated && <SimulatedMark />}
          </div>
          <FrozenValue figure={figure} />
          {figure.course !== undefined && <div className="incident__faint">{text(figure.course)}</div>}
          <div className="incident__faint">{t('figures.frozen', { at: formatDateTime(figure.at) })}</div>
          {figure.evidence.length > 0 && <AlertEvidence evidence={figure.evidence} />}
        </div>
      ))}
    </section>
  )
}

/** A figure as it was, with its unit. */
export function FrozenValue({ figure: { is, rule, severity, value, limit } }: { figure: FrozenFigure }) {
  const { t } = useTranslation('incidents')
  const [language] = useLanguage()
  if (value === null) return null
  const quantity = rule === null ? undefined : alertQuantity({ rule, limit, ...(severity !== null && { severity }) })
  // What a camera counts is people.
  const { unit, digits } = quantity ?? {
    unit: is === 'camera' ? KPIS.waitingNow.unit : '',
    digits: Number.isInteger(value) ? 0 : 2,
  }
  return (
    <div className="incident__value">
      {formatValue(value, digits, unit, language)}
      {limit !== null && (
        <span className="incident__faint">
          {' '}
          · {t('figures.limit', { limit: formatValue(limit, digits, unit, language) })}
        </span>
      )}
    </div>
  )
}

/** The camera that it is about, for who may watch it, where people are told that they are filmed. */
function Picture({ incident, mayWork }: { incident: Incident; mayWork: boolean }) {
  const { t } = useTranslation('incidents')
  const mayWatch = useMay('cameras.watch')
  const keep = useCommand('keepPicture', ['/incidents/{id}'])
  const rows = useRows('alerts')
  const id = cameraOf(incident, rows)
  const camera = useRow('cameras', id)
  const mayThere = useMayIn('cameras.watch')
  if (id === undefined || camera === undefined || !mayWatch || !mayThere(camera.commune)) return null
  return (
    <section className="incident__part" aria-labelledby="incident-picture">
      <h2 className="part__title" id="incident-picture">
        {t('picture')}
      </h2>
      {camera.noticePosted === true ? (
        <>
          <CameraPicture camera={id} className="incident__picture" />
          {mayWork && isAllowedIn('attach', incident.state) && (
            <button
              type="button"
              className="console__button incident__add"
              disabled={keep.isSending}
              onClick={() => void keep.send({ incident: incident.id, camera: id })}
            >
              {t('keepPicture')}
            </button>
          )}
          <CommandTrouble error={keep.error} />
          <p className="incident__faint">{t('pictureWhy')}</p>
        </>
      ) : (
        <p className="incident__faint">{t('noPicture')}</p>
      )}
    </section>
  )
}

/** The camera that it was opened from, that one of its alerts is about, or that is named among what was seen. */
function cameraOf({ origin, alerts, figures }: Incident, rows: ReadonlyMap<string, Alert>): string | undefined {
  if (origin.is === 'camera') return origin.id
  const subject = alerts.flatMap((id) => rows.get(id) ?? []).find((alert) => alert.subject === 'camera')
  const sources = figures.flatMap(({ evidence }) => evidence.map(({ source }) => source))
  return subject?.subjectId ?? sources.find((source) => source.startsWith(CAMERA))?.slice(CAMERA.length)
}
const CAMERA = 'camera/'

/** What the map is turned to: the point, the device, or the unit. */
function focusOf({ point, unit }: Incident): MapFocus | undefined {
  if (point !== null) return { is: 'point', ...point, unit }
  return unit === null || unit === CITY ? undefined : { is: 'unit', id: unit }
}
