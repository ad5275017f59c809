import { useCallback, useMemo, useState } from 'react'
import type { GeometryProblem, WallGeometry, WindowSize } from '../../domain/walls/geometry.ts'
import { CITY } from '../panels/city.ts'
import { FocusUnit } from '../panels/focusUnit.ts'
import { SCENES } from '../scenes/index.ts'
import { frameOf } from './frame.ts'
import { GeometryRefused } from './GeometryRefused.tsx'
import { fitProblem } from './geometryFits.ts'
import { LostBanner, useBannerText } from './LostBanner.tsx'
import { Placed } from './Placed.tsx'
import { programme } from './rotation.ts'
import { SettingsDialog } from './SettingsDialog.tsx'
import { SourceHealth } from './SourceHealth.tsx'
import { Stage } from './Stage.tsx'
import { geometryOf, type WallSettings } from './settings.ts'
import { useRotation } from './useRotation.ts'
import { useBurnInProtection, useNightlyReload } from './useScreenUpkeep.ts'
import { useSettings } from './useSettings.ts'
import { useRem, useWindowSize } from './useViewing.ts'
import { useWallKeys } from './useWallKeys.ts'
import { wallRemPx } from './viewing.ts'
import { WallBoundary } from './WallBoundary.tsx'
import { WallLegend, WallTicker } from './WallFoot.tsx'
import { WallClock, WallHead } from './WallHead.tsx'
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
  const size = useWindowSize()
  const geometry = useMemo(() => geometryOf(settings, size), [settings, size])
  const refused = problems.length > 0 ? problems : present(fitProblem(geometry, size))
  useNightlyReload()
  if (refused.length > 0) return <GeometryRefused problems={refused} settings={settings} save={save} size={size} />
  return <Wall settings={settings} save={save} geometry={geometry} size={size} />
}

function present(problem: GeometryProblem | undefined): readonly GeometryProblem[] {
  return problem === undefined ? [] : [problem]
}

function Wall({
  settings,
  save,
  geometry,
  size,
}: {
  readonly settings: WallSettings
  readonly save: (next: WallSettings) => void
  readonly geometry: WallGeometry
  readonly size: WindowSize
}) {
  const rem = wallRemPx(geometry, size)
  useRem(rem)
  const scenes = useMemo(() => programme(SCENES, settings), [settings])
  const { scene, dwellMs, turn } = useRotation(scenes, settings)
  const side = scene?.right ?? 'list'
  const frame = useMemo(() => frameOf(geometry, size, rem, side), [geometry, size, rem, side])
  const [creditHeight, setCreditHeight] = useState(0)
  const [legendHeight, setLegendHeight] = useState(0)
  const ticker = useMemo(
    () =>
      frame.isStacked
        ? { ...frame.ticker, bottom: frame.ticker.bottom - legendHeight - TICKER_GAP_REM * rem }
        : frame.ticker,
    [frame, legendHeight, rem],
  )
  const [isSetting, setSetting] = useState(false)
  const open = useCallback(() => setSetting(true), [])
  useWallKeys(open, turn, isSetting)
  const hasBanner = useBannerText() !== undefined
  const { offset, dim } = useBurnInProtection()
  if (scene === undefined) return null
  return (
    <main className="wall" data-scene={scene.id} data-setting={isSetting}>
      <FocusUnit value={scene.isFocus === true ? (settings.unit ?? CITY) : CITY}>
        <div className="wall__frame" style={{ transform: `translate(${offset[0]}px, ${offset[1]}px)` }}>
          <Stage
            scene={scene}
            frame={frame}
            rem={rem}
            size={size}
            hasBanner={hasBanner}
            onCreditHeight={setCreditHeight}
          />
          <Placed box={frame.head}>
            <WallHead scene={scene} />
          </Placed>
          <Placed box={frame.clock}>
            <WallClock scene={scene} scenes={scenes} dwellMs={dwellMs}>
              {frame.sourcesIn === 'clock' && <SourceHealth />}
            </WallClock>
          </Placed>
          <Placed box={ticker}>
            <WallTicker box={ticker} rem={rem} hasSources={frame.sourcesIn === 'ticker'} />
          </Placed>
          <Placed box={frame.legend} at="bottom">
            <WallLegend scene={scene} below={creditHeight} onHeight={setLegendHeight} />
          </Placed>
          <Placed box={frame.banner} at="middle">
            <LostBanner />
          </Placed>
        </div>
      </FocusUnit>
      <div className="wall__night" style={{ opacity: dim }} aria-hidden="true" />
      {isSetting && <SettingsDialog settings={settings} size={size} onSave={save} onClose={() => setSetting(false)} />}
    </main>
  )
}
