import { useCallback, useMemo, useState } from 'react'
import { SCENES } from '../scenes/index.ts'
import { LostBanner } from './LostBanner.tsx'
import { programme } from './rotation.ts'
import { SettingsDialog } from './SettingsDialog.tsx'
import { Stage } from './Stage.tsx'
import { useRotation } from './useRotation.ts'
import { useBurnInProtection, useNightlyReload } from './useScreenUpkeep.ts'
import { useSettings } from './useSettings.ts'
import { useViewing } from './useViewing.ts'
import { useWallKeys } from './useWallKeys.ts'
import { WallBoundary } from './WallBoundary.tsx'
import { WallFoot } from './WallFoot.tsx'
import { WallHead } from './WallHead.tsx'
import './wall.css'

/** The wall: leadership reads it from across the room, and nobody touches it. */
export default function WallPage() {
  return (
    <WallBoundary>
      <Wall />
    </WallBoundary>
  )
}

function Wall() {
  const [settings, save] = useSettings()
  const { rem, width } = useViewing(settings)
  const scenes = useMemo(() => programme(SCENES, settings), [settings])
  const { scene, dwellMs, turn } = useRotation(scenes, settings)
  const [isSetting, setSetting] = useState(false)
  const open = useCallback(() => setSetting(true), [])
  useWallKeys(open, turn, isSetting)
  useNightlyReload()
  const { offset, dim } = useBurnInProtection()
  if (scene === undefined) return null
  return (
    <main className="wall" data-setting={isSetting}>
      <div className="wall__frame" style={{ transform: `translate(${offset[0]}px, ${offset[1]}px)` }}>
        <WallHead scene={scene} scenes={scenes} dwellMs={dwellMs} />
        <Stage scene={scene} rem={rem} width={width} />
        <WallFoot />
        <LostBanner />
      </div>
      <div className="wall__night" style={{ opacity: dim }} aria-hidden="true" />
      {isSetting && <SettingsDialog settings={settings} onSave={save} onClose={() => setSetting(false)} />}
    </main>
  )
}
