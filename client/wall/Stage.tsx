import { type ComponentType, createElement, useState } from 'react'
import { PANELS, type PanelUse } from '../panels/index.ts'
import { ShownRanks } from '../panels/shownRanks.ts'
import { SceneMap } from '../scenes/SceneMap.tsx'
import type { Scene } from '../scenes/scene.ts'
import { stageSides } from '../scenes/sceneView.ts'
import { PanelBoundary } from './PanelBoundary.tsx'
import './stage.css'

/** Left, middle and right of a scene. The map stays while scenes turn, so that its camera can fly; the panels are each scene's own. */
export function Stage({ scene, rem, width }: { readonly scene: Scene; readonly rem: number; readonly width: number }) {
  const [ranks, setRanks] = useState(0)
  const sides = stageSides(scene, width / rem)
  return (
    <div className="stage" style={{ gridTemplateColumns: `${sides.left}rem minmax(0, 1fr) ${sides.right}rem` }}>
      <div className="stage__map">
        <PanelBoundary>
          <SceneMap scene={scene} rem={rem} width={width} ranks={ranks} />
        </PanelBoundary>
      </div>
      <section key={`${scene.id} left`} className="stage__left">
        {scene.panels.map((panel) => (
          <Panel key={panel.panel} use={panel} />
        ))}
      </section>
      <section key={`${scene.id} right`} className="stage__right">
        <ShownRanks value={setRanks}>
          <Panel use={scene.attention} />
        </ShownRanks>
      </section>
    </div>
  )
}

function Panel({ use }: { readonly use: PanelUse }) {
  const { panel, ...props } = use
  // The union pairs every name with its own properties; the compiler cannot follow the pair through a lookup.
  return <PanelBoundary>{createElement(PANELS[panel] as ComponentType<object>, props)}</PanelBoundary>
}
