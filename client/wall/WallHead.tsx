import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toDate } from '../../domain/periods.ts'
import type { Language } from '../../domain/text.ts'
import { CITY_UTC_OFFSET_MS, DAY_MS, dayOf, monthStart, startOfDay } from '../../domain/time.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { AtMoment } from '../live/AtMoment.tsx'
import { useIsDrill } from '../live/useIsDrill.ts'
import { useConnection, useJudging, useNow, useRow } from '../live/useLive.ts'
import { HeadlineText } from '../scenes/headlines/HeadlineText.tsx'
import type { Scene } from '../scenes/scene.ts'
import { formatAge, formatDate, formatTime } from '../ui/format.ts'
import { Shape } from '../ui/Shape.tsx'
import { SimulatedMark } from '../ui/SimulatedMark.tsx'
import { linkState } from './link.ts'
import { PastNotice, usePastText } from './steering/PastNotice.tsx'
import type { Why } from './steering/programmes.ts'
import { useFilterText } from './steering/useFilterText.ts'
import { WhyLine } from './steering/WhyLine.tsx'
import { useFittingText } from './useFittingText.ts'
import { useSources } from './useSources.ts'
import './wallHead.css'
import { useMomentText } from '../ui/useMomentText.ts'

/** Sizes that a headline may have, rem: the largest at which it stands whole in its box. The smallest is that of a name. */
const HEADLINE_REM = [3, 2.6, 2.25, 1.95, 1.65, 1.35]

/** The same where what is said is narrowed, or not of now: the answer and that stand together. */
const SHARING_REM = [...HEADLINE_REM, 1.15, 1]

/** The same of the clock. */
const CLOCK_REM = [3.6, 2.8, 2.2, 1.8]

/** What this scene asks, over which time, and the answer. */
export function WallHead({
  scene,
  moment = null,
  why,
  onOverflow,
}: {
  readonly scene: Scene
  /** Of which past moment, epoch ms; null: now. */
  readonly moment?: number | null
  readonly why?: Why | undefined
  /** Told when there is no room for all of it. The same function each time. */
  readonly onOverflow?: () => void
}) {
  const text = useText()
  const filter = useFilterText(scene)
  const isSharing = why === undefined && (filter !== undefined || moment !== null)
  const fitting = useFittingText(isSharing ? SHARING_REM : HEADLINE_REM, onOverflow)
  return (
    <header className="wall-head" ref={fitting}>
      {moment !== null && <PastNotice moment={moment} />}
      <p className="wall-head__question">
        {text(scene.question)} {moment === null && <Period period={scene.period} />}
      </p>
      <h1 className="headline">
        <AtMoment key={moment} moment={moment}>
          <HeadlineText use={scene.headline} />
        </AtMoment>
      </h1>
      {filter !== undefined && <p className="wall-filter">{filter}</p>}
      {why !== undefined && <WhyLine why={why} />}
    </header>
  )
}

/** Over which time; while the city is not heard, of when. */
function Period({ period }: { readonly period: Scene['period'] }) {
  const { t } = useTranslation('wall')
  const now = useNow()
  const moment = useMomentText()
  const { asOf } = useJudging()
  if (asOf !== undefined) return <span className="wall-head__period">{t('head.asOf', { time: moment(asOf) })}</span>
  const today = dayOf(now)
  const first = startOfDay(period === 'year' ? toDate('year', today).from : monthStart(today))
  // On its first day a month is a day.
  const span = period !== 'now' && first === startOfDay(today) ? 'day' : period
  return (
    <span className="wall-head__period">
      {t(`head.period.${span}`, { from: formatDate(first), to: formatDate(now) })}
    </span>
  )
}

/** That the wall is alive: the time, how old the data are, whether anything is simulated; and which of the scenes this is. */
export function WallClock({
  scene,
  scenes,
  dwellMs,
  moment = null,
  children,
}: {
  readonly scene: Scene
  readonly scenes: readonly Scene[]
  readonly dwellMs: number
  /** Of which past moment the figures are, epoch ms; null: of now. */
  readonly moment?: number | null
  readonly children?: ReactNode
}) {
  const now = useNow()
  const [language] = useLanguage()
  const fitting = useFittingText(CLOCK_REM)
  const past = usePastText()
  return (
    <div className="wall-clock" ref={fitting}>
      <time className="wall-clock__time">{formatTime(now)}</time>
      <p className="wall-clock__date">
        {weekday(now, language)} {formatDate(now)}
      </p>
      {moment === null ? (
        <>
          <Heartbeat />
          {children}
        </>
      ) : (
        <p className="wall-clock__past">{past(moment)}</p>
      )}
      {scenes.length > 1 && <SceneDots scene={scene} scenes={scenes} dwellMs={dwellMs} />}
    </div>
  )
}

/** Age of the newest word from the hub, and whether the line stands. */
const Heartbeat = memo(function Heartbeat() {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const now = useNow()
  const hub = useRow('hub', 'hub')
  const { simulated } = useSources()
  const isDrill = useIsDrill()
  const link = linkState(useConnection(), hub?.now, now)
  return (
    <p className="heartbeat" data-link={link.is}>
      <span className="heartbeat__line">
        <span className="heartbeat__shape" aria-hidden="true">
          <Shape is={link.is === 'live' ? 'disc' : 'ring'} />
        </span>{' '}
        {link.is === 'coming'
          ? t('head.coming')
          : t(link.is === 'live' ? 'head.age' : 'head.lost', {
              age: formatAge(
                Math.min(DAY_MS, Math.max(0, now - (link.is === 'lost' ? link.since : (hub?.now ?? now)))),
                language,
              ),
            })}
      </span>
      {isDrill && <SimulatedMark isDrill />}
      {(simulated > 0 || isDrill) && <SimulatedMark />}
    </p>
  )
})

/** One mark a scene, the present one with its name; it fills while it stays. */
function SceneDots({
  scene,
  scenes,
  dwellMs,
}: {
  readonly scene: Scene
  readonly scenes: readonly Scene[]
  readonly dwellMs: number
}) {
  const text = useText()
  return (
    <div className="scene-dots">
      <span className="scene-dots__name">{text(scene.name)}</span>
      <ol className="scene-dots__row">
        {scenes.map((each) => (
          <li key={each.id} className="scene-dots__dot" data-on={each.id === scene.id}>
            <span className="visually-hidden">{text(each.name)}</span>
            {each.id === scene.id && (
              <span key={scene.id} className="scene-dots__fill" style={{ animationDuration: `${dwellMs}ms` }} />
            )}
          </li>
        ))}
      </ol>
    </div>
  )
}

const WEEKDAYS: Record<Language, Intl.DateTimeFormat> = {
  vi: new Intl.DateTimeFormat('vi-VN', { weekday: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }),
}

/** `Thứ Hai`: the day of the week in Cần Thơ. */
function weekday(now: number, language: Language): string {
  return WEEKDAYS[language].format(now + CITY_UTC_OFFSET_MS)
}
