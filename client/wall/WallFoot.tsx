import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../domain/alerts/alert.ts'
import { openAlerts } from '../../domain/alerts/order.ts'
import { dayOf } from '../../domain/time.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady, useNow, useRows } from '../live/useLive.ts'
import { useBox } from '../panels/useBox.ts'
import { useSteady } from '../panels/useSteady.ts'
import { figureName } from '../ui/figureName.ts'
import { formatTime } from '../ui/format.ts'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import { Shape, type ShapeName } from '../ui/Shape.tsx'
import { TitleText } from '../ui/TitleText.tsx'
import { tickerPages } from './tickerPages.ts'
import { useSources } from './useSources.ts'
import './wallFoot.css'

/** How long a page of alerts stays, ms: two lines of at most twelve words, read twice. */
const PAGE_MS = 9_000
/** Room of a line, rem: mark, time and gap, then its letters at their mean width. */
const LINE_REM = 14
const LETTER_REM = 0.6
/** Room kept for how many there are, rem. */
const PLACE_REM = 17

/** The alerts that stand, the worst first: critical ones stay, the others take turns; and how the sources are. */
export function WallFoot() {
  return (
    <footer className="wall-foot">
      <Ticker />
      <Sources />
    </footer>
  )
}

function Ticker() {
  const { t } = useTranslation('wall')
  const rows = useSteady(useRows('alerts'))
  const ready = useFeedReady('alerts')
  const [ref, box] = useBox<HTMLDivElement>()
  const room = box === undefined ? 0 : box.width / box.rem - PLACE_REM
  const text = useText()
  const open = useMemo(() => openAlerts(rows.values()), [rows])
  const { pinned, pages, hidden } = useMemo(
    () => tickerPages(open, (alert) => LINE_REM + text(alert.title).length * LETTER_REM, room),
    [open, room, text],
  )
  const [turned, setTurned] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurned((old) => old + 1), PAGE_MS)
    return () => clearInterval(timer)
  }, [])
  const place = turned % pages.length
  const page = pages[place] ?? []
  return (
    <div ref={ref} className="ticker">
      {ready && open.length === 0 && (
        <p className="ticker__calm">
          <Shape is="disc" /> {t('ticker.none')}
        </p>
      )}
      {pinned.length > 0 && (
        <ul className="ticker__page ticker__page--pinned">
          {pinned.map((alert) => (
            <Line key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {page.length > 0 && (
        <ul key={place} className="ticker__page" data-turns={pages.length > 1}>
          {page.map((alert) => (
            <Line key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {open.length > 1 && (
        <p className="ticker__place">
          {pages.length > 1 && `${t('ticker.place', { page: place + 1, pages: pages.length })} · `}
          <span data-figure={figureName.openAlerts}>{t('ticker.count', { count: open.length })}</span>
          {hidden > 0 && `, ${t('ticker.hidden', { count: hidden })}`}
        </p>
      )}
    </div>
  )
}

function Line({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('wall')
  const now = useNow()
  const today = dayOf(alert.raisedAt) === dayOf(now)
  const calls = alert.severity === 'critical' && alert.acknowledgedAt === null
  return (
    <li className="ticker__line" data-severity={alert.severity} data-calls={calls} data-alert={alert.id}>
      <SeverityMark severity={alert.severity} />
      <time className="ticker__time">
        {today
          ? formatTime(alert.raisedAt)
          : t('ticker.before', { day: dayOf(alert.raisedAt).slice(8, 10), month: dayOf(alert.raisedAt).slice(5, 7) })}
      </time>
      <span className="ticker__title">
        <TitleText title={alert.title} />
      </span>
    </li>
  )
}

function Sources() {
  const { t } = useTranslation('wall')
  const { all, live, stale, lost, unheard } = useSources()
  const ready = useFeedReady('sources')
  if (!ready) return <p className="sources">{t('sources.coming')}</p>
  return (
    <p className="sources">
      <span className="sources__all">{t('sources.all', { count: all })}</span>
      <Count shape="disc" word={t('sources.live')} count={live} state="live" />
      <Count shape="half" word={t('sources.stale')} count={stale} state="stale" />
      <Count shape="ring" word={t('sources.lost')} count={lost} state="lost" />
      {unheard > 0 && <Count shape="half" word={t('sources.unheard')} count={unheard} state="unheard" />}
    </p>
  )
}

function Count({
  shape,
  word,
  count,
  state,
}: {
  readonly shape: ShapeName
  readonly word: string
  readonly count: number
  readonly state: string
}) {
  return (
    <span className="sources__count" data-state={state} data-none={count === 0}>
      <Shape is={shape} /> <span data-figure={figureName.sources(state)}>{count}</span> {word}
    </span>
  )
}
