import { useCallback, useMemo, useState } from 'react'
import type { WallStateRow } from '../../domain/feeds/wallStates.ts'
import type { GeometryProblem, WallGeometry, WindowSize } from '../../domain/walls/geometry.ts'
import { WHOLE_VIEW } from '../../domain/walls/viewAddress.ts'
import { useSession } from '../live/session.ts'
import { useFromRow } from '../live/useLive.ts'
import { PartInSight } from '../map/partInSight.ts'
import { VideoOfWall } from '../panels/videoOfWall.ts'
import { FilterOfWall } from '../panels/wallFilter.ts'
import { SCENES } from '../scenes/index.ts'
import { useSame, useSameEach } from '../scenes/useSame.ts'
import { PageComing } from '../ui/PageComing.tsx'
import { framesOf } from './frame.ts'
import { GeometryRefused } from './GeometryRefused.tsx'
import { fitProblem } from './geometryFits.ts'
import { Placed } from './Placed.tsx'
import { programme as programmeOf } from './rotation.ts'
import { NOTHING_TOLD, type OnTold, SceneOnWall, type SceneTold } from './SceneOnWall.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { SourceHealth } from './SourceHealth.tsx'
import { Stage } from './Stage.tsx'
import { type WallSettings, wallPartOf } from './settings.ts'
import { type StandingScene, standingScene, useStandingScenes } from './standingScenes.ts'
import { PastNotice } from './steering/PastNotice.tsx'
import { type Programme, usePreviewed, useSteered, useWhyBeside, type Why } from './steering/programmes.ts'
import { usePainted } from './steering/usePainted.ts'
import { useReadyMs } from './steering/useReadyMs.ts'
import { type Preview, usePreview, useSteeredWall } from './steering/useSteeredWall.ts'
import { useStill } from './still/useStill.ts'
import { useRotation } from './useRotation.ts'
import { useBurnInProtection, useNightlyReload } from './useScreenUpkeep.ts'
import { useSettings } from './useSettings.ts'
import { useRem, useWindowSize } from './useViewing.ts'
import { useWallKeys } from './useWallKeys.ts'
import { wallRemPx } from './viewing.ts'
import { WallBanner } from './WallBanner.tsx'
import { WallBoundary } from './WallBoundary.tsx'
import { WallTicker } from './WallFoot.tsx'
import { WallClock } from './WallHead.tsx'
import './wall.css'

/** Between the alerts and a legend under them, rem. */
const TICKER_GAP_REM = 0.8

/** The wall: leadership reads it from across the room, and nobody touches it. */
export default function WallPage() {
  return (
    <WallBoundary>
      <CheckedWall />
    </WallBoundary>
  )
}

/** The wall, or why it cannot be as its address or its settings have it. */
function CheckedWall() {
  const { settings, save, problems } = useSettings()
  const window = useWindowSize()
  const { geometry, size, slice } = useMemo(() => wallPartOf(settings, window), [settings, window])
  const refused = problems.length > 0 ? problems : present(fitProblem(geometry, size))
  useNightlyReload()
  if (refused.length > 0) return <GeometryRefused problems={refused} settings={settings} save={save} size={size} />
  const parts = { settings, save, geometry, size, isWhole: slice === undefined }
  const wall = <WallOfProgramme {...parts} />
  if (slice === undefined) return wall
  const style = { width: size.width, height: size.height, transform: `translate(${-slice.left}px, ${-slice.top}px)` }
  return (
    <div className="wall-whole" style={style}>
      <PartInSight value={slice}>{wall}</PartInSight>
    </div>
  )
}

interface WallParts {
  readonly settings: WallSettings
  readonly save: (next: WallSettings) => void
  readonly geometry: WallGeometry
  readonly size: WindowSize
  /** The window shows the whole wall, not one panel of it. */
  readonly isWhole: boolean
}

/** The wall with what is commanded of it, or with its own programme. */
function WallOfProgramme(parts: WallParts) {
  const wall = useSteeredWall()
  const preview = usePreview()
  if (preview.shows !== undefined) return <PreviewedWall {...parts} shows={preview.shows} />
  switch (wall.is) {
    case 'steered':
      return <SteeredWall {...parts} state={wall.state} isPreview={preview.is} />
    case 'coming':
      return (
        <main className="wall" aria-busy="true">
          <PageComing />
        </main>
      )
    default:
      return <FreeWall {...parts} unknown={wall.is === 'unknown' ? wall.named : undefined} />
  }
}

function FreeWall({ unknown, ...parts }: WallParts & { readonly unknown: string | undefined }) {
  const { settings } = parts
  const scenes = useMemo(() => programmeOf(SCENES, settings), [settings])
  const { scene, dwellMs, next, turn } = useRotation(scenes, settings)
  const why = useMemo(
    () => (unknown === undefined ? undefined : ({ is: 'unknownWall', named: unknown } as const)),
    [unknown],
  )
  const view = useMemo(() => ({ ...WHOLE_VIEW, focus: settings.focus ?? {} }), [settings.focus])
  const programme = { scene, scenes, dwellMs, view, why, wall: undefined }
  return <Wall {...parts} programme={programme} next={next && { ...programme, scene: next }} turn={turn} />
}

function PreviewedWall({ shows, ...parts }: WallParts & { readonly shows: Preview }) {
  return <Wall {...parts} programme={usePreviewed(shows)} turn={nothing} />
}

/** Follows what is commanded, and reports what it paints. */
function SteeredWall({
  state,
  isPreview,
  ...parts
}: WallParts & { readonly state: WallStateRow; readonly isPreview: boolean }) {
  const { programme, next, isUnknownScene, version, dueAt } = useSteered(state)
  const { focus, filter, moment } = programme.view
  const screen = parts.settings.screen ?? 1
  const machines = useFromRow('wallReports', `${state.wall}/${screen}`, (report) => report?.machines ?? 0)
  const isScreen = useSession()?.principal?.is === 'wall' && !isPreview
  const readyMs = useReadyMs(state, version, next !== undefined)
  const shown = {
    ...{ wall: state.wall, screen, version, geometry: parts.geometry, isWhole: parts.isWhole, dueAt },
    ...{ scene: programme.scene?.id ?? '', focus, filter, moment, size: parts.size, isUnknownScene, readyMs },
  }
  usePainted(isScreen ? shown : undefined)
  useStill(isScreen ? state.wall : undefined, screen)
  const isLook = !isScreen && !isPreview
  const why = useOwnWhy(useWhyBeside(programme.why, machines), isLook)
  const nextWhy = useOwnWhy(useWhyBeside(next?.why, machines), isLook)
  return (
    <VideoOfWall value={isScreen ? state.wall : undefined}>
      <Wall {...parts} programme={{ ...programme, why }} next={next && { ...next, why: nextWhy }} turn={nothing} />
    </VideoOfWall>
  )
}

/** Why something stands there, in a window that is the wall or one that was opened to look; the same object while it says the same. */
function useOwnWhy(why: Why | undefined, isLook: boolean): Why | undefined {
  return useMemo(() => {
    if (!isLook) return why
    return why === undefined ? { is: 'look', isLook } : { ...why, isLook }
  }, [why, isLook])
}

const nothing = () => undefined

function present(problem: GeometryProblem | undefined): readonly GeometryProblem[] {
  return problem === undefined ? [] : [problem]
}

function Wall({
  settings,
  save,
  geometry,
  size,
  programme,
  next,
  turn,
}: WallParts & {
  readonly programme: Programme
  /** What the wall turns to soon, to be prepared unseen. */
  readonly next?: Programme | undefined
  readonly turn: (by: 1 | -1) => void
}) {
  const rem = wallRemPx(geometry, size)
  useRem(rem)
  const { scene, scenes, dwellMs, view, why, wall } = programme
  const { moment } = view
  const frameOfSide = useMemo(() => framesOf(geometry, size, rem), [geometry, size, rem])
  const frame = frameOfSide(scene?.right ?? 'list')
  const [creditHeight, setCreditHeight] = useState(0)
  const [told, setTold] = useState<Readonly<Record<string, SceneTold>>>({})
  const onTold = useCallback<OnTold>((key, said) => setTold((old) => withTold(old, key, said)), [])
  const shown = useStanding({ scene, view, why })
  const coming = useStanding({ scene: next?.scene, view: next?.view ?? WHOLE_VIEW, why: next?.why })
  // One that differs in nothing but why it is there stands there already.
  const standing = useStandingScenes(shown, coming?.key === shown?.key ? undefined : coming)
  const onMap = useSameEach(
    standing.map(({ key, scene, view }) => {
      const { badges, places: listed } = (told[key] ?? NOTHING_TOLD).listed
      return { key, scene, view, badges, listed }
    }),
  )
  const { legendHeight } = told[shown?.key ?? ''] ?? NOTHING_TOLD
  // Where the next scene leaves the alerts their box and their filter, the frame of a turn does not lay them out anew.
  const ticker = useSame(
    frame.isStacked
      ? { ...frame.ticker, bottom: frame.ticker.bottom - legendHeight - TICKER_GAP_REM * rem }
      : frame.ticker,
  )
  const filter = useSame(view.filter)
  const [isSetting, setSetting] = useState(false)
  const open = useCallback(() => setSetting(true), [])
  useWallKeys(open, turn, isSetting)
  const [hasBanner, setBanner] = useState(false)
  const { offset, dim } = useBurnInProtection()
  if (scene === undefined || shown === undefined) return null
  return (
    <main className="wall" data-scene={scene.id} data-setting={isSetting}>
      <div className="wall__frame" style={{ transform: `translate(${offset[0]}px, ${offset[1]}px)` }}>
        <Stage
          {...{ frameOfSide, rem, size, hasBanner }}
          standing={onMap}
          shown={shown.key}
          onCreditHeight={setCreditHeight}
        />
        {standing.map((each) => (
          <SceneOnWall
            key={each.key}
            of={each}
            {...{ frameOfSide, rem, hasBanner, creditHeight, onTold }}
            isShown={each.key === shown.key}
          />
        ))}
        <Placed box={frame.clock}>
          <WallClock scene={scene} scenes={scenes} dwellMs={dwellMs} moment={moment}>
            {frame.sourcesIn === 'clock' && <SourceHealth />}
          </WallClock>
        </Placed>
        <Placed box={ticker}>
          {/* Alerts are of now: beside what is not they would be taken for what led to it. */}
          {moment === null ? (
            <FilterOfWall value={filter}>
              <WallTicker box={ticker} rem={rem} hasSources={frame.sourcesIn === 'ticker'} />
            </FilterOfWall>
          ) : (
            <PastNotice moment={moment} />
          )}
        </Placed>
        <Placed box={frame.banner} at="middle">
          <WallBanner wall={wall} onStands={setBanner} />
        </Placed>
      </div>
      {moment !== null && <div className="wall__past" aria-hidden="true" />}
      <div className="wall__night" style={{ opacity: dim }} aria-hidden="true" />
      {isSetting && <SettingsDialog settings={settings} size={size} onSave={save} onClose={() => setSetting(false)} />}
    </main>
  )
}

/** @param said undefined: the scene stands there no more, and nothing is kept of it */
function withTold(
  old: Readonly<Record<string, SceneTold>>,
  key: string,
  said: Partial<SceneTold> | undefined,
): Readonly<Record<string, SceneTold>> {
  const { [key]: known = NOTHING_TOLD, ...others } = old
  return said === undefined ? others : { ...others, [key]: { ...known, ...said } }
}

/** A scene as it stands on the wall; the same object while it says the same. */
function useStanding({ scene, view, why }: Pick<Programme, 'scene' | 'view' | 'why'>): StandingScene | undefined {
  return useMemo(() => (scene === undefined ? undefined : standingScene({ scene, view, why })), [scene, view, why])
}
