import { useTranslation } from 'react-i18next'
import { toDate } from '../../domain/periods.ts'
import type { Language } from '../../domain/text.ts'
import { CITY_UTC_OFFSET_MS, DAY_MS, dayOf, monthStart, startOfDay } from '../../domain/time.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useConnection, useNow, useRow } from '../live/useLive.ts'
import { HeadlineText } from '../scenes/headlines/HeadlineText.tsx'
import type { Scene } from '../scenes/scene.ts'
import { formatAge, formatDate, formatTime } from '../ui/format.ts'
import { Shape } from '../ui/Shape.tsx'
import { SimulatedMark } from '../ui/SimulatedMark.tsx'
import { linkState } from './link.ts'
import { useSources } from './useSources.ts'
import './wallHead.css'

/** What this scene asks, over which time, and that the wall is alive. */
export function WallHead({
  scene,
  scenes,
  dwellMs,
}: {
  readonly scene: Scene
  readonly scenes: readonly Scene[]
  readonly dwellMs: number
}) {
  const text = useText()
  const { simulated } = useSources()
  return (
    <header className="wall-head">
      <div className="wall-head__asks">
        <div className="wall-head__under">
          <p className="wall-head__question">
            {text(scene.question)} <Period period={scene.period} />
          </p>
          {scenes.length > 1 && <SceneDots scene={scene} scenes={scenes} dwellMs={dwellMs} />}
        </div>
        <h1 className="headline">
          <HeadlineText use={scene.headline} />
        </h1>
      </div>
      <div className="wall-head__mark">{simulated > 0 && <SimulatedMark />}</div>
      <Heartbeat />
      <Clock />
    </header>
  )
}

function Period({ period }: { readonly period: Scene['period'] }) {
  const { t } = useTranslation('wall')
  const now = useNow()
  const today = dayOf(now)
  const first = startOfDay(period === 'year' ? toDate('year', today).from : monthStart(today))
  return <>{t(`head.period.${period}`, { from: formatDate(first), to: formatDate(now) })}</>
}

/** One mark a scene; that of the present one fills while it stays. */
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
    <ol className="scene-dots">
      {scenes.map((each) => (
        <li key={each.id} className="scene-dots__dot" data-on={each.id === scene.id}>
          <span className="scene-dots__name">{text(each.name)}</span>
          <span className="scene-dots__bar">
            {each.id === scene.id && (
              <span className="scene-dots__fill" style={{ animationDuration: `${dwellMs}ms` }} />
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Age of the newest word from the hub, and whether the line stands. */
function Heartbeat() {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const now = useNow()
  const hub = useRow('hub', 'hub')
  const link = linkState(useConnection(), hub?.now, now)
  return (
    <div className="heartbeat" data-link={link.is}>
      <p className="heartbeat__date">
        {weekday(now, language)}, {formatDate(now)}
      </p>
      <p className="heartbeat__line">
        <span className="heartbeat__shape" aria-hidden="true">
          <Shape is={link.is === 'live' ? 'disc' : 'ring'} />
        </span>{' '}
        {link.is === 'coming'
          ? t('head.coming')
          : t(link.is === 'live' ? 'head.age' : 'head.lost', {
              age: formatAge(Math.min(DAY_MS, Math.max(0, now - (hub?.now ?? now))), language),
            })}
      </p>
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

function Clock() {
  const now = useNow()
  return <time className="wall-clock">{formatTime(now)}</time>
}
