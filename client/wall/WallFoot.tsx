import { memo, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Alert, isPutAside } from '../../domain/alerts/alert.ts'
import { briefCourseText } from '../../domain/alerts/course.ts'
import { countedAlerts } from '../../domain/alerts/order.ts'
import { dayOf } from '../../domain/time.ts'
import { callsWall } from '../../domain/walls/callsWall.ts'
import type { Box } from '../../domain/walls/geometry.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady, useNow, useSteadyRows } from '../live/useLive.ts'
import { BriefCourse } from '../panels/AlertCourse.tsx'
import { Block, Flow } from '../panels/Flow.tsx'
import { RoomContext, roomOf } from '../panels/room.ts'
import { useBox } from '../panels/useBox.ts'
import { useIsAlertShown } from '../panels/wallFilter.ts'
import { SceneLegend } from '../scenes/SceneLegend.tsx'
import type { Scene } from '../scenes/scene.ts'
import { figureName } from '../ui/figureName.ts'
import { formatDayMonth, formatTime } from '../ui/format.ts'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import { Shape } from '../ui/Shape.tsx'
import { SimulatedMark } from '../ui/SimulatedMark.tsx'
import { TitleText } from '../ui/TitleText.tsx'
import { SourceHealth } from './SourceHealth.tsx'
import { tickerPages, told } from './tickerPages.ts'
import './wallFoot.css'

/** How long a page of alerts stays, ms: two lines of at most twelve words, read twice. */
const PAGE_MS = 9_000
/** Letters of severity and time before a title; the mean width of a letter, and the height of a line, rem. */
const BEFORE_TITLE = 22
/** Letters of the mark of a drill. */
const DRILL = 10
/** Letters of a title that are shown: one that a vendor let grow must not fill the foot. */
const MOST_OF_TITLE = 160
const LETTER_REM = 0.56
const LINE_REM = 1.5
/** Air between two alerts, rem. */
const GAP_REM = 0.4
/** Kept at the foot of the box for how the sources are, rem. */
const SOURCES_REM = 3.3

/** The alerts that stand, the worst first: critical ones stay, the others take turns; and how the sources are. */
export const WallTicker = memo(function WallTicker({
  box,
  rem,
  hasSources,
}: {
  readonly box: Box
  readonly rem: number
  readonly hasSources: boolean
}) {
  const kept = hasSources ? SOURCES_REM * rem : 0
  const room = useMemo(
    () => roomOf([{ left: 0, top: 0, right: box.right - box.left, bottom: box.bottom - box.top - kept }], rem),
    [box, rem, kept],
  )
  return (
    <footer className="wall-foot">
      <RoomContext value={room}>
        <Ticker width={room.width} height={room.height} />
      </RoomContext>
      {hasSources && <SourceHealth />}
    </footer>
  )
})

function Ticker({ width, height }: { readonly width: number; readonly height: number }) {
  const { t } = useTranslation('wall')
  const rows = useSteadyRows('alerts')
  const ready = useFeedReady('alerts')
  const text = useText()
  const [language] = useLanguage()
  const isShown = useIsAlertShown()
  const { open: all, putAside } = useMemo(() => countedAlerts([...rows.values()].filter(isShown)), [rows, isShown])
  const open = useMemo(() => all.filter((alert) => !isPutAside(alert)), [all])
  const ticker = useMemo(() => {
    const heightOf = (alert: Alert) =>
      Math.ceil((lettersOf(alert, text(alert.title), briefCourseText(alert, language)) * LETTER_REM) / width) *
        LINE_REM +
      GAP_REM
    return tickerPages(open, heightOf, height - LINE_REM - GAP_REM)
  }, [open, width, height, text, language])
  const { pinned, pages } = ticker
  const [turned, setTurned] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurned((old) => old + 1), PAGE_MS)
    return () => clearInterval(timer)
  }, [])
  const place = turned % pages.length
  const page = pages[place] ?? []
  const counted = (left: number) => {
    const { shown, inTurn, hidden } = told(ticker, place, left)
    const isAll = shown === all.length
    if (isAll && all.length < 2) return null
    const count = t('ticker.count', { count: all.length })
    const parts = (
      ...said: (readonly [count: number, says: 'inTurn' | 'lesser' | 'hidden' | 'later' | 'putAside'])[]
    ) => said.flatMap(([count, says]) => (count > 0 ? [`, ${t(`ticker.${says}`, { count })}`] : [])).join('')
    // The numbers of each sentence add up to all alerts. A second line would take the room of an alert.
    const sentences =
      isAll || shown === 0
        ? [{ before: '', after: parts([inTurn, 'inTurn'], [hidden, 'lesser'], [putAside, 'putAside']) }]
        : [
            {
              before: `${t('ticker.shown', { count: shown })} `,
              after: parts([inTurn, 'inTurn'], [hidden, 'lesser'], [putAside, 'putAside']),
            },
            {
              before: t('ticker.of', { count: shown }),
              after: parts([inTurn, 'inTurn'], [hidden + putAside, 'hidden']),
            },
            { before: t('ticker.of', { count: shown }), after: parts([inTurn + hidden + putAside, 'later']) },
          ]
    const isOneLine = ({ before, after }: { before: string; after: string }) =>
      (before + count + after).length * LETTER_REM <= width
    const said = sentences.find(isOneLine) ?? sentences.at(-1)
    return (
      <p className="ticker__place">
        {said?.before}
        <span data-figure={figureName.openAlerts}>{count}</span>
        {said?.after}
      </p>
    )
  }
  return (
    <div className="ticker">
      <Flow more={counted} isLineSpared gap={GAP_REM}>
        {ready && all.length === 0 && (
          <Block>
            <p className="ticker__calm">
              <Shape is="disc" /> {t('ticker.none')}
            </p>
          </Block>
        )}
        {pinned.map((alert) => (
          <Block key={alert.id}>
            <Line alert={alert} />
          </Block>
        ))}
        {page.map((alert) => (
          <Block key={`${place} ${alert.id}`}>
            <Line alert={alert} turns={pages.length > 1} />
          </Block>
        ))}
      </Flow>
    </div>
  )
}

function lettersOf({ inDrill }: Alert, title: string, course: string): number {
  return BEFORE_TITLE + (inDrill ? DRILL : 0) + Math.min(MOST_OF_TITLE, title.length) + course.length
}

function Line({ alert, turns = false }: { readonly alert: Alert; readonly turns?: boolean }) {
  const now = useNow()
  const today = dayOf(alert.raisedAt) === dayOf(now)
  const calls = callsWall(alert)
  return (
    <p
      className="ticker__line"
      data-severity={alert.severity}
      data-calls={calls}
      data-turns={turns}
      data-alert={alert.id}
    >
      <SeverityMark severity={alert.severity} />{' '}
      <time className="ticker__time">{today ? formatTime(alert.raisedAt) : formatDayMonth(alert.raisedAt)}</time>{' '}
      {alert.inDrill && (
        <>
          <SimulatedMark isDrill />{' '}
        </>
      )}
      <TitleText title={alert.title} id={alert.id} most={MOST_OF_TITLE} />
      <BriefCourse alert={alert} />
    </p>
  )
}

/**
 * What the colours and shapes of the map say. Under it the map names its makers.
 * @param below how high their names are, CSS pixels
 * @param onHeight told how high both are, CSS pixels
 */
export function WallLegend({
  scene,
  below,
  onHeight,
}: {
  readonly scene: Scene
  readonly below: number
  readonly onHeight: (height: number) => void
}) {
  const [ref, box] = useBox<HTMLDivElement>()
  const height = box?.height ?? 0
  useLayoutEffect(() => onHeight(height), [onHeight, height])
  return (
    <div ref={ref} className="wall-legend" style={{ paddingBottom: below }}>
      <SceneLegend scene={scene} />
    </div>
  )
}
