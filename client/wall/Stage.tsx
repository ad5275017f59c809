import { type ComponentType, createElement, memo, type ReactNode, useLayoutEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Box, overlaps, type WindowSize } from '../../domain/walls/geometry.ts'
import { Block, Flow } from '../panels/Flow.tsx'
import { PANELS, type PanelUse } from '../panels/index.ts'
import { RoomContext, roomOf } from '../panels/room.ts'
import { LinesOfList, NOTHING_SHOWN, type ShownList, TellShown } from '../panels/shownRanks.ts'
import { type MapRoom, SceneMap, type SceneOnMap } from '../scenes/SceneMap.tsx'
import type { Scene } from '../scenes/scene.ts'
import { useSameEach } from '../scenes/useSame.ts'
import type { Frame, RightSide } from './frame.ts'
import { PanelBoundary } from './PanelBoundary.tsx'
import type { Why } from './steering/programmes.ts'
import { WhyLine } from './steering/WhyLine.tsx'
import './stage.css'

/** Lines that name the map's makers, and their height, rem. */
const CREDIT_REM = 3
/** Between what stands on the map and a name, rem. */
const AIR_REM = 0.7

/** The map behind every scene of a wall. It stays while scenes turn, so that its camera can fly. */
export const Stage = memo(function Stage({
  standing,
  shown,
  frameOfSide,
  rem,
  size,
  hasBanner,
  onCreditHeight,
}: {
  /** Scenes that stand on the wall. The same list while it says the same. */
  readonly standing: readonly Omit<SceneOnMap, 'room'>[]
  /** The key of the one that is seen. */
  readonly shown: string
  /** The same function while the wall is the same. */
  readonly frameOfSide: (side: RightSide) => Frame
  readonly rem: number
  readonly size: WindowSize
  readonly hasBanner: boolean
  /** Told how high the names of the map's makers are, CSS pixels. */
  readonly onCreditHeight: (height: number) => void
}) {
  const roomOf = useMemo(() => {
    const rooms = new Map<RightSide, MapRoom>()
    return (side: RightSide) => {
      const known = rooms.get(side)
      if (known !== undefined) return known
      const frame = frameOfSide(side)
      const room = mapRoom(frame, rightOf(frame, side, hasBanner), hasBanner, rem, size)
      rooms.set(side, room)
      return room
    }
  }, [frameOfSide, size, rem, hasBanner])
  const scenes = useSameEach(standing.map((each) => ({ ...each, room: roomOf(each.scene.right) })))
  return (
    <div className="stage">
      <div className="stage__map">
        <PanelBoundary>
          <SceneMap {...{ scenes, shown, onCreditHeight }} />
        </PanelBoundary>
      </div>
    </div>
  )
})

/** What stands on the map at its sides: the panels are each scene's own. @param onListed told what the list at the right shows */
export function StageSides({
  scene,
  frame,
  rem,
  hasBanner,
  why,
  onListed,
}: {
  readonly scene: Scene
  readonly frame: Frame
  readonly rem: number
  readonly hasBanner: boolean
  /** Why the scene is there, where the head has no room for it. */
  readonly why: Why | undefined
  readonly onListed: (listed: ShownList) => void
}) {
  const { t } = useTranslation('wall')
  const [listed, setListed] = useState(NOTHING_SHOWN)
  const side = scene.right
  const right = useMemo(() => rightOf(frame, side, hasBanner), [frame, side, hasBanner])
  useLayoutEffect(() => onListed(listed), [onListed, listed])
  return (
    <>
      <Side className="stage__left" boxes={frame.left} rem={rem}>
        <LinesOfList value={listed.count}>
          <Flow more={(left) => (left > 0 ? t('flow.figures', { count: left }) : null)}>
            {why !== undefined && (
              <Block>
                <WhyLine why={why} />
              </Block>
            )}
            {scene.panels.map((panel) => (
              <Panel key={panel.panel} use={panel} />
            ))}
          </Flow>
        </LinesOfList>
      </Side>
      <Side className="stage__right" boxes={right} rem={rem}>
        <TellShown value={setListed}>
          <Panel use={scene.attention} />
        </TellShown>
      </Side>
    </>
  )
}

/** Boxes of the wall as a room for panels. */
function Side({
  className,
  boxes,
  rem,
  children,
}: {
  readonly className: string
  readonly boxes: readonly Box[]
  readonly rem: number
  readonly children: ReactNode
}) {
  const around = useMemo(() => boundsOf(boxes), [boxes])
  const room = useMemo(
    () =>
      roomOf(
        boxes.map((box) => moved(box, around)),
        rem,
      ),
    [boxes, around, rem],
  )
  return (
    <section
      className={className}
      style={{
        left: around.left,
        top: around.top,
        width: around.right - around.left,
        height: around.bottom - around.top,
      }}
    >
      <RoomContext value={room}>{children}</RoomContext>
    </section>
  )
}

function Panel({ use }: { readonly use: PanelUse }) {
  const { panel, ...props } = use
  // The union pairs every name with its own properties; the compiler cannot follow the pair through a lookup.
  return <PanelBoundary>{createElement(PANELS[panel] as ComponentType<object>, props)}</PanelBoundary>
}

/**
 * Where a scene's right side stands. Pictures give way to a banner; where none is left, or a wall is too narrow for them, they stand in the
 * column of a list.
 */
function rightOf({ right, pictures, tiles, banner }: Frame, side: RightSide, hasBanner: boolean): readonly Box[] {
  if (side === 'pictures') return pictures
  const free = hasBanner ? tiles.filter((tile) => !overlaps(tile, banner)) : tiles
  return free.length > 0 ? free : right
}

function mapRoom(frame: Frame, right: readonly Box[], hasBanner: boolean, rem: number, size: WindowSize): MapRoom {
  const { head, clock, left, ticker, legend, banner, seams } = frame
  const standing = [...[head, clock, ...left, ...right, ticker, legend], ...(hasBanner ? [banner] : [])]
  const air = AIR_REM * rem
  return {
    size,
    rem,
    free: hasBanner ? frame.freeOfBanner : frame.free,
    freeAtRest: frame.free,
    standing,
    // A seam likewise: the picture moves a little, and a glyph is wider than its outline says.
    keepClear: [...seams, ...standing].map((box) => ({
      left: box.left - air,
      top: box.top - air,
      right: box.right + air,
      bottom: box.bottom + air,
    })),
    fades: {
      left: Math.max(0, ...left.map((box) => box.right)),
      // Of the last column: a picture beside it covers what it lies on, and the map over that one stays in the light.
      right: clock.left,
      foot: Math.min(ticker.top, legend.top),
      head,
    },
    credit: { ...legend, top: legend.bottom - CREDIT_REM * rem },
  }
}

function boundsOf(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  }
}

function moved({ left, top, right, bottom }: Box, to: Box): Box {
  return { left: left - to.left, top: top - to.top, right: right - to.left, bottom: bottom - to.top }
}
