import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { WallStateRow } from '../../../domain/feeds/wallStates.ts'
import { WALL_PATH } from '../../../domain/pages.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { commandedAt } from '../../../domain/walls/commanded.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { wallScene } from '../../../domain/walls/scenes.ts'
import { screenStanding, worstStanding } from '../../../domain/walls/standing.ts'
import { LEVEL_NAMES } from '../../../domain/walls/wallState.ts'
import { useText } from '../../i18n/useText.ts'
import { useAsker } from '../../live/session.ts'
import { useAttending, useConnection, useFeedReady, useNow, useRows } from '../../live/useLive.ts'
import { compareNames } from '../../panels/names.ts'
import { formatTime } from '../../ui/format.ts'
import '../account/form.css'
import { CommandTrouble } from '../account/CommandTrouble.tsx'
import '../parts/listing.css'
import { PageHead } from '../parts/PageHead.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { useView } from '../useView.ts'
import './controlPage.css'
import { ScheduleForm } from './ScheduleForm.tsx'
import { ScreenTable } from './ScreenTable.tsx'
import { StandingMark } from './StandingMark.tsx'
import { SteerButtons } from './SteerButtons.tsx'
import { Stills } from './Stills.tsx'
import { StorylineCard } from './StorylineCard.tsx'
import { type Chosen, TakeForm } from './TakeForm.tsx'
import { useAwaited, useSteer } from './useSteer.ts'
import { useViewText } from './useViewText.ts'
import { WallFrame } from './WallFrame.tsx'
import { WallLog } from './WallLog.tsx'

/** Steering walls: what each was told, what it says it shows, and what may be done. @param wall id of the one in view; the first without one */
export function ControlPage({ wall, units }: { wall: string | undefined; units: UnitTree }) {
  const { t } = useTranslation('control')
  const rows = useRows('wallStates')
  const isReady = useFeedReady('wallStates')
  const reports = useRows('wallReports')
  const states = useMemo(() => [...rows.values()].sort((a, b) => compareNames(a.name, b.name)), [rows])
  const state = wall === undefined ? states[0] : rows.get(wall)
  const ofWall = useMemo(() => {
    const of = [...reports.values()].filter((report) => report.wall === state?.wall)
    return of.sort((a, b) => a.screen - b.screen)
  }, [reports, state?.wall])
  return (
    <div className="level">
      <PageHead units={units} above={units.city.code} heading={t('title')}>
        {state !== undefined && (
          <a className="console__button" href={`${WALL_PATH}/${state.wall}`} target="_blank" rel="noreferrer">
            {t('open')}
          </a>
        )}
      </PageHead>
      <WallChoice states={states} reports={reports} chosen={state?.wall} />
      <div className="control">
        <StorylineCard />
        {state !== undefined ? (
          <WallControl key={state.wall} state={state} reports={ofWall} units={units} />
        ) : isReady ? (
          <p className="console__empty">{t(states.length === 0 ? 'none' : 'notYours')}</p>
        ) : (
          <Skeleton lines={12} />
        )}
      </div>
    </div>
  )
}

function WallChoice({
  states,
  reports,
  chosen,
}: {
  states: readonly WallStateRow[]
  reports: ReadonlyMap<string, WallReport>
  chosen: string | undefined
}) {
  const { t } = useTranslation('control')
  const { toPage } = useView()
  const now = useNow()
  const isHeard = useIsHeard()
  return (
    <nav className="listing__groups" aria-label={t('walls')}>
      <ul>
        {states.map((state) => {
          const of = [...reports.values()].filter(({ wall }) => wall === state.wall)
          const standing = isHeard ? worstStanding(of.map((report) => screenStanding(state, report, now))) : 'unheard'
          return (
            <li key={state.wall}>
              <Link
                className="listing__group control__choice"
                to={toPage({ is: 'control', wall: state.wall })}
                aria-current={state.wall === chosen ? 'true' : undefined}
              >
                <span>{state.name}</span>
                <StandingMark is={standing} />
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function WallControl({
  state,
  reports,
  units,
}: {
  state: WallStateRow
  reports: readonly WallReport[]
  units: UnitTree
}) {
  const { t } = useTranslation('control')
  const text = useText()
  const now = useNow()
  const own = useAsker()?.name
  useAttending(state.wall)
  const [chosen, setChosen] = useState<Chosen>()
  const awaited = useAwaited()
  const steer = useSteer(state, awaited)
  const taking = useSteer(state, awaited)
  const commanded = commandedAt(state, now)
  const isHeard = useIsHeard()
  const standing = isHeard ? worstStanding(reports.map((report) => screenStanding(state, report, now))) : 'unheard'
  const others = state.present.filter((name) => name !== own)
  return (
    <>
      <section className="control__now" aria-labelledby="control-now">
        <h2 className="part__title" id="control-now">
          {state.name}
        </h2>
        <p className="control__told">
          <StandingMark is={standing} />
          <Told state={state} />
        </p>
        {standing === 'off' && commanded.take !== undefined && <p role="status">{t('pending')}</p>}
        {state.lock !== null && (
          <p>
            {t('locked', { by: state.lock.by, time: formatTime(state.lock.at) })}
            {state.lock.why !== null && `: ${state.lock.why}`}
          </p>
        )}
        {others.length > 0 && <p>{t('present', { names: others.join(', ') })}</p>}
        <SteerButtons state={state} commanded={commanded} steer={steer} isHeard={isHeard} />
        <CommandTrouble error={steer.error} />
        <p className="control__what">
          {chosen === undefined
            ? t(`live.${standing}`)
            : t('preview', { scene: text(wallScene(chosen.scene)?.name ?? NO_NAME) })}
        </p>
        <WallFrame wall={state.wall} name={state.name} report={reports[0]} chosen={chosen} />
      </section>
      <section className="control__part-of-page" aria-labelledby="control-take">
        <h2 className="part__title" id="control-take">
          {t('take.title')}
        </h2>
        <p className="control__about">{t('about')}</p>
        <TakeForm
          units={units}
          chosen={chosen}
          choose={setChosen}
          isLocked={state.lock !== null || !isHeard}
          steer={taking}
        />
        <details>
          <summary>{t('schedule.title')}</summary>
          <ScheduleForm state={state} awaited={awaited} />
        </details>
      </section>
      <section className="control__wide" aria-labelledby="control-screens">
        <h2 className="part__title" id="control-screens">
          {t('screens.title')}
        </h2>
        <ScreenTable state={state} reports={reports} now={now} isHeard={isHeard} />
      </section>
      <section className="control__wide" aria-labelledby="control-stills">
        <h2 className="part__title" id="control-stills">
          {t('still.title')}
        </h2>
        <Stills state={state} reports={reports} />
      </section>
      <section className="control__wide" aria-labelledby="control-log">
        <h2 className="part__title" id="control-log">
          {t('log.title')}
        </h2>
        <WallLog wall={state.wall} />
      </section>
    </>
  )
}

/** While this page's own line is cut, nobody here knows what walls do. */
function useIsHeard(): boolean {
  return useConnection().is !== 'lost'
}

const NO_NAME = { vi: '', en: '' }

/** What a wall was told: the scene, at which level, by whom, until when. */
function Told({ state }: { state: WallStateRow }) {
  const { t } = useTranslation('control')
  const text = useText()
  const now = useNow()
  const viewText = useViewText()
  const { scene, focus, filter, moment, level, take, until, isPaused } = commandedAt(state, now)
  const parts = [
    viewText({ scene, focus, filter, moment }),
    text(LEVEL_NAMES[level]),
    ...(take === undefined
      ? []
      : [t('byWhom', { by: take.by === 'hub' ? t('log.hub') : take.by, time: formatTime(take.at) })]),
    ...(isPaused && state.turning.pause !== null ? [t('paused', { by: state.turning.pause.by })] : []),
    ...(take?.why == null ? [] : [take.why]),
    until === null
      ? take === undefined && !isPaused
        ? undefined
        : t('kept')
      : t(take === undefined && !isPaused ? 'next' : 'until', { time: formatTime(until) }),
  ]
  return (
    <span>
      <strong>{t('told')}:</strong> {parts.filter((part) => part !== undefined).join(' · ')}
    </span>
  )
}
