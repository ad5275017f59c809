import type { LayersList } from '@deck.gl/core'
import type { Position } from 'geojson'
import { useId, useMemo } from 'react'
import { cornersOf } from '../fitView.ts'
import type { Geography } from '../geography.ts'
import { fadingEdges, knownBounds } from '../knownEdge.ts'
import { unitParts } from '../layers/unitParts.ts'
import { outlineOf } from '../outline.ts'
import { cssColor, type Palette } from '../palette.ts'
import { boundsOf } from '../shapeBounds.ts'
import type { Point } from '../signs/grid.ts'
import type { Seen } from '../signs/seen.ts'
import { waterParts } from '../waterParts.ts'
import { withinCity } from '../withinCity.ts'
import { at, closed, type StillShape, stillShapes } from './stillShapes.ts'

/** The map as a drawing: the same ground, water, fills, hatches, heights, marks and numbers, without a graphics processor. */
export function StillPicture({
  geography,
  layers,
  seen,
  scale,
  palette,
}: {
  readonly geography: Geography
  readonly layers: LayersList
  readonly seen: Seen
  readonly scale: number
  readonly palette: Palette
}) {
  const hatch = useId()
  const haze = useId()
  const { base } = palette
  const ground = groundBefore(geography, seen)
  const shapes = useMemo(() => stillShapes(layers, seen), [layers, seen])
  // Fills lie on the land and under its lines; what lies on the water, what stands up, and marks, over everything.
  const flat = shapes.filter((shape) => shape.is === 'area' && shape.lies === true)
  const high = shapes.filter((shape) => !(shape.is === 'area' && shape.lies === true))
  return (
    <svg className="still-picture" viewBox={`0 0 ${seen.width} ${seen.height}`} aria-hidden="true">
      <defs>
        <pattern
          id={hatch}
          width={7 * scale}
          height={7 * scale}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-45)"
        >
          <rect width={1.8 * scale} height={7 * scale} fill={cssColor(palette.hatch)} />
        </pattern>
        <radialGradient id={haze} gradientUnits="userSpaceOnUse" cx="0" cy="0" r="1" gradientTransform={ground.around}>
          <stop offset="0.48" stopColor={base.ground} stopOpacity="0" />
          <stop offset="1" stopColor={base.ground} stopOpacity="0.94" />
        </radialGradient>
        {ground.edges.map(({ from, to }, side) => (
          <linearGradient
            // biome-ignore lint/suspicious/noArrayIndexKey: an edge has no other name than its place
            key={side}
            id={`${haze}-${side}`}
            gradientUnits="userSpaceOnUse"
            x1={from[0]}
            y1={from[1]}
            x2={to[0]}
            y2={to[1]}
          >
            <stop offset="0" stopColor={base.ground} />
            <stop offset="1" stopColor={base.ground} stopOpacity="0" />
          </linearGradient>
        ))}
      </defs>
      <rect width={seen.width} height={seen.height} fill={base.ground} />
      <path d={ground.neighbours} fill={base.farLand} stroke={base.farLine} />
      <path d={ground.city} fill={base.plateFoot} transform={`translate(0 ${6 * scale})`} />
      <path d={ground.city} fill={base.plateEdge} transform={`translate(0 ${3 * scale})`} />
      <path d={ground.city} fill={base.land} />
      <Shapes shapes={flat} hatch={hatch} />
      <path d={ground.canals} fill="none" stroke={base.canal} strokeWidth={1.4 * scale} />
      <path d={ground.communes} fill="none" stroke={base.communeLine} strokeWidth={0.8 * scale} />
      <path d={ground.districts} fill="none" stroke={base.districtLine} strokeWidth={1.2 * scale} />
      <path d={ground.outline} fill="none" stroke={base.rim} strokeWidth={scale} strokeOpacity={0.6} />
      <path d={ground.water} fill={base.river} fillRule="evenodd" stroke={base.riverBank} strokeWidth={0.8 * scale} />
      <rect width={seen.width} height={seen.height} fill={`url(#${haze})`} />
      {ground.edges.map(({ rings }, side) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an edge has no other name than its place
        <path key={side} d={closed(rings)} fill={`url(#${haze}-${side})`} />
      ))}
      <Shapes shapes={high} hatch={hatch} />
    </svg>
  )
}

function Shapes({ shapes, hatch }: { readonly shapes: readonly StillShape[]; readonly hatch: string }) {
  // Drawn whole each time, in this order: a shape has no other name than its place.
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return shapes.map((shape, place) => <Shape key={place} shape={shape} hatch={hatch} />)
}

function Shape({ shape, hatch }: { readonly shape: StillShape; readonly hatch: string }) {
  switch (shape.is) {
    case 'area':
      return (
        <path
          d={shape.d}
          fill={shape.hatch === true ? `url(#${hatch})` : shape.fill}
          fillRule="evenodd"
          stroke={shape.edge}
          data-layer={shape.of?.layer}
          data-id={shape.of?.id}
        />
      )
    case 'line':
      return <path d={shape.d} fill="none" stroke={shape.stroke} strokeWidth={shape.width} />
    case 'disc':
      return (
        <circle
          cx={shape.x}
          cy={shape.y}
          r={shape.r}
          fill={shape.fill}
          stroke={shape.stroke}
          strokeWidth={shape.width}
        />
      )
    case 'text':
      return (
        <text x={shape.x} y={shape.y} dy="0.36em" fontSize={shape.size} fill={shape.fill} textAnchor="middle">
          {shape.text}
        </text>
      )
  }
}

const grounds = new WeakMap<Seen, WeakMap<Geography, ReturnType<typeof groundOf>>>()

/** As `groundOf`: drawn once for a view, to which a wall turns all day. */
function groundBefore(geography: Geography, seen: Seen): ReturnType<typeof groundOf> {
  const ofSeen = grounds.get(seen) ?? new WeakMap<Geography, ReturnType<typeof groundOf>>()
  grounds.set(seen, ofSeen)
  const known = ofSeen.get(geography)
  if (known !== undefined) return known
  const ground = groundOf(geography, seen)
  ofSeen.set(geography, ground)
  return ground
}

/** The quiet base as it is seen. */
function groundOf(geography: Geography, seen: Seen) {
  const areas = (all: readonly (readonly (readonly Position[])[])[]) =>
    all.map((rings) => closed(seen.rings(rings))).join('')
  const lines = (all: readonly (readonly Position[])[]) =>
    all.flatMap((line) => seen.lines(line).map((piece) => `M${piece.map(at).join('L')}`)).join('')
  const communes = unitParts(geography.communes)
  const city = boundsOf(geography.communes)
  const known = knownBounds(geography.water)
  return {
    edges: known === undefined ? [] : fadingEdges(known, seen),
    around: city === undefined ? '' : around(cornersOf(city).map(([lng, lat]) => seen.project(lng, lat))),
    neighbours: areas(
      geography.neighbours.features.flatMap(({ geometry }) =>
        geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
      ),
    ),
    city: areas(communes.map(({ rings }) => rings)),
    communes: lines(communes.flatMap(({ rings }) => rings)),
    districts: lines(unitParts(geography.districts).flatMap(({ rings }) => rings)),
    outline: lines(outlineOf(geography.communes)),
    canals: lines(
      withinCity(geography.waterways, geography.communes).features.flatMap(({ properties, geometry }) =>
        geometry.type !== 'LineString' || String(properties?.id).startsWith('hau') ? [] : [geometry.coordinates],
      ),
    ),
    water: areas(waterParts(geography.water)),
  }
}

/** Places a circle of radius 1 so that it holds what lies within these corners, and as much again around it. */
function around(corners: readonly Point[]): string {
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  return `translate(${x} ${y}) scale(${Math.max(1, (right - left) * 1.2)} ${Math.max(1, (bottom - top) * 1.2)})`
}
