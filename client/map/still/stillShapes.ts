import type { Layer, LayersList } from '@deck.gl/core'
import type { Box } from '../box.ts'
import type { Column } from '../layers/layerData.ts'
import { SURE } from '../layers/markLayer.ts'
import { isInSight } from '../partInSight.ts'
import { flatten } from '../signs/demands.ts'
import { around, type Point } from '../signs/grid.ts'
import type { Seen } from '../signs/seen.ts'
import { markPath, strokesPath } from './markPath.ts'

/** What is picked when a shape is clicked. */
interface Of {
  readonly layer: string
  readonly id: string
}

/** A shape of the still picture, px. Colours as style sheets take them; `hatch` fills with lines instead. */
export type StillShape =
  | {
      readonly is: 'area'
      readonly d: string
      readonly fill: string
      readonly hatch?: boolean
      readonly edge?: string
      /** On the ground, under its lines and its water. */
      readonly lies?: boolean
      readonly of?: Of
    }
  | { readonly is: 'line'; readonly d: string; readonly stroke: string; readonly width: number }
  | {
      readonly is: 'disc'
      readonly x: number
      readonly y: number
      readonly r: number
      readonly fill: string
      readonly stroke: string
      readonly width: number
    }
  | {
      readonly is: 'text'
      readonly x: number
      readonly y: number
      readonly size: number
      readonly text: string
      readonly fill: string
    }

type Rgba = readonly number[]
type Ring = readonly [number, number][]

/** What is read of a layer. The same builders feed the graphics card and this. */
interface Props {
  readonly data: readonly unknown[] | Columned
  readonly visible?: boolean
  readonly getPolygon?: (item: unknown) => readonly Ring[]
  readonly getPath?: (item: unknown) => Ring
  readonly getPosition?: (item: unknown) => readonly number[]
  readonly getText?: (item: unknown) => string
  readonly extruded?: boolean
  readonly filled?: boolean
  readonly stroked?: boolean
  readonly extensions?: readonly unknown[]
  readonly radiusScale?: number
  readonly arrival?: unknown
  readonly [accessor: string]: unknown
}

interface Columned {
  readonly length: number
  readonly ids?: readonly string[]
  readonly attributes: Readonly<Record<string, Column<ArrayLike<number>>>>
}

/**
 * Data layers as shapes: communes with their fills, hatches and heights, outlines, marks, badges and their numbers. What only moves is
 * left out, and what lies outside the part that is drawn. From far to near, as they would be drawn.
 */
export function stillShapes(layers: LayersList, seen: Seen): readonly StillShape[] {
  return flatten(layers).flatMap((layer) => shapesOf(layer, seen))
}

function shapesOf({ id, props }: Layer, seen: Seen): StillShape[] {
  const given = props as unknown as Props
  if (given.visible === false || 'arrival' in given) return []
  if (typeof given.getPolygon === 'function') return areas(id, given, seen)
  if (typeof given.getPath === 'function') return lines(given, seen)
  if (typeof given.getText === 'function') return texts(given, seen)
  if ('getShape' in given) return marks(given, seen)
  return discs(given, seen)
}

function areas(layer: string, props: Props, seen: Seen): StillShape[] {
  const items = props.data as readonly { readonly code?: string }[]
  const polygon = props.getPolygon as (item: unknown) => readonly Ring[]
  const hatch = (props.extensions?.length ?? 0) > 0
  const set = items.flatMap((item): { readonly depth: number; readonly shapes: StillShape[] }[] => {
    const color = readOf<Rgba>(props, 'getFillColor', item) ?? [0, 0, 0, 255]
    const height = props.extruded === true ? (readOf<number>(props, 'getElevation', item) ?? 0) : 0
    if ((color[3] ?? 255) === 0 || (props.extruded === true && height === 0)) return []
    const rings = polygon(item)
    const of =
      item.code === undefined || hatch ? {} : { of: { layer: layer.replace(/-(raised|wet)$/, ''), id: item.code } }
    if (height === 0) {
      const d = flatPath(rings, seen)
      const lies = !layer.endsWith('-wet') && { lies: true }
      return d === ''
        ? []
        : [{ depth: 0, shapes: [{ is: 'area', d, fill: css(color), ...(hatch && { hatch }), ...lies, ...of }] }]
    }
    const [ground, top] = [seen.raisedRings(rings, 0), seen.raisedRings(rings, height)]
    if (!isInSight(boxAround([...ground, ...top].flat()), seen.part)) return []
    const depth = Math.max(...(ground[0] ?? []).map(([, y]) => y))
    return [
      {
        depth,
        shapes: [
          ...walls(rings, height, color, seen).map((wall) => ({ ...wall, ...of })),
          { is: 'area', d: closed(top), fill: css(color), ...(hatch && { hatch }), ...of, edge: css(lit(color, 1.25)) },
        ],
      },
    ]
  })
  // What stands farther away is drawn first.
  return set.sort((a, b) => a.depth - b.depth).flatMap(({ shapes }) => shapes)
}

const flatPaths = new WeakMap<Seen, WeakMap<readonly Ring[], string>>()

/** Where a polygon lies on the ground: drawn once for a view, whatever its colour becomes. */
function flatPath(rings: readonly Ring[], seen: Seen): string {
  const ofSeen = flatPaths.get(seen) ?? new WeakMap<readonly Ring[], string>()
  flatPaths.set(seen, ofSeen)
  const known = ofSeen.get(rings)
  if (known !== undefined) return known
  const d = closed(seen.rings(rings))
  ofSeen.set(rings, d)
  return d
}

function boxAround(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }
}

/** Sides of what stands up: the nearer ones over the farther, darker towards the right. */
function walls(rings: readonly Ring[], height: number, color: Rgba, seen: Seen): Extract<StillShape, { is: 'area' }>[] {
  return rings
    .flatMap((ring) =>
      ring.slice(1).map((to, i) => {
        const from = ring[i] as readonly [number, number]
        const [a, b] = [seen.project(...from), seen.project(...to)]
        const [c, d] = [seen.project(...to, height), seen.project(...from, height)]
        const turned = Math.abs(Math.cos(Math.atan2(b[1] - a[1], b[0] - a[0])))
        return { depth: Math.max(a[1], b[1]), d: closed([[a, b, c, d]]), shade: 0.5 + 0.3 * turned }
      }),
    )
    .sort((a, b) => a.depth - b.depth)
    .map(({ d, shade }) => ({ is: 'area', d, fill: css(lit(color, shade)) }))
}

function lines(props: Props, seen: Seen): StillShape[] {
  const path = props.getPath as (item: unknown) => Ring
  return (props.data as readonly unknown[]).flatMap((item): StillShape[] => {
    const d = seen
      .lines(path(item) as unknown as number[][])
      .map((piece) => `M${piece.map(at).join('L')}`)
      .join('')
    const stroke = css(readOf<Rgba>(props, 'getColor', item) ?? [0, 0, 0, 255])
    return d === '' ? [] : [{ is: 'line', d, stroke, width: readOf<number>(props, 'getWidth', item) ?? 1 }]
  })
}

function discs(props: Props, seen: Seen): StillShape[] {
  return placed(props, seen).flatMap(({ x, y, value }): StillShape[] => {
    const r = (value<number>('getRadius') ?? 1) * (props.radiusScale ?? 1)
    if (!isInSight(around(x, y, r), seen.part)) return []
    const stroke = css(value<Rgba>('getLineColor') ?? [0, 0, 0, 255])
    const fill = props.filled === false ? 'none' : css(value<Rgba>('getFillColor') ?? [0, 0, 0, 255])
    const width = props.stroked === true ? (value<number>('getLineWidth') ?? 1) : 0
    return [{ is: 'disc', x, y, r, fill, stroke, width }]
  })
}

function texts(props: Props, seen: Seen): StillShape[] {
  const text = props.getText as (item: unknown) => string
  return placed(props, seen).flatMap(({ x, y, item, value }): StillShape[] => {
    const size = value<number>('getSize') ?? 12
    const said = text(item)
    if (!isInSight(around(x, y, size * said.length), seen.part)) return []
    return [{ is: 'text', x, y, size, text: said, fill: css(value<Rgba>('getColor') ?? [0, 0, 0, 255]) }]
  })
}

/** Marks that look alike become one shape: ten thousand sensors are a handful of them. */
function marks(props: Props, seen: Seen): StillShape[] {
  const alike = new Map<
    string,
    { readonly fill: string; readonly edge: string; readonly sure: number; d: string; strokes: string; under: string }
  >()
  for (const { x, y, value } of placed(props, seen)) {
    if (x < 0 || y < 0 || x > seen.width || y > seen.height || !isInSight(around(x, y, 0), seen.part)) continue
    const fill = css(value<Rgba>('getFillColor') ?? [0, 0, 0, 255])
    const edge = css(value<Rgba>('getLineColor') ?? [0, 0, 0, 255])
    const sure = value<number>('getSure') ?? SURE.live
    const r = (value<number>('getRadius') ?? 1) * (props.radiusScale ?? 1)
    const key = `${fill} ${edge} ${sure}`
    const one = alike.get(key) ?? { fill, edge, sure, d: '', strokes: '', under: '' }
    const [shape, level] = [value<number>('getShape') ?? 0, value<number>('getLevel') ?? 0]
    one.d += markPath(shape, x, y, r)
    one.strokes += strokesPath(shape, level, x, y, r)
    one.under += strokesPath(shape, level, x, y, r, true)
    alike.set(key, one)
  }
  return [...alike.values()].flatMap(({ fill, edge, sure, d, strokes, under }): StillShape[] => [
    ...(sure === SURE.live
      ? [{ is: 'area', d, fill, edge } as const]
      : [
          { is: 'area', d, fill: edge, ...(sure === SURE.stale && { hatch: true }) } as const,
          { is: 'line', d, stroke: fill, width: 2 } as const,
        ]),
    ...(strokes !== '' && sure === SURE.stale ? [{ is: 'area', d: under, fill } as const] : []),
    ...(strokes !== '' ? [{ is: 'area', d: strokes, fill: sure === SURE.lost ? fill : edge } as const] : []),
  ])
}

interface PlacedItem {
  readonly x: number
  readonly y: number
  readonly item: unknown
  readonly value: <T>(accessor: string) => T | undefined
}

function placed(props: Props, seen: Seen): PlacedItem[] {
  const { data } = props
  if (!Array.isArray(data)) return columned(props, data as Columned, seen)
  return data.map((item): PlacedItem => {
    const [lng = 0, lat = 0, height = 0] = props.getPosition?.(item) ?? []
    const [x, y] = seen.project(lng, lat, height)
    return { x, y, item, value: <T>(accessor: string) => readOf<T>(props, accessor, item) }
  })
}

function columned(props: Props, { length, attributes }: Columned, seen: Seen): PlacedItem[] {
  const read = (accessor: string, i: number): unknown => {
    const column = attributes[accessor]
    if (column === undefined) return typeof props[accessor] === 'function' ? undefined : props[accessor]
    const { value, size } = column
    return size === 1 ? value[i] : Array.from({ length: size }, (_, n) => value[i * size + n])
  }
  return Array.from({ length }, (_, i): PlacedItem => {
    const [lng = 0, lat = 0] = (read('getPosition', i) ?? []) as number[]
    const [x, y] = seen.project(lng, lat)
    return { x, y, item: undefined, value: <T>(accessor: string) => read(accessor, i) as T | undefined }
  })
}

/** An accessor's value for one item: a constant, or what it says of the item. */
function readOf<T>(props: Props, accessor: string, item: unknown): T | undefined {
  const value = props[accessor]
  return (typeof value === 'function' ? value(item) : value) as T | undefined
}

export function closed(rings: readonly (readonly Point[])[]): string {
  return rings.map((ring) => `M${ring.map(at).join('L')}Z`).join('')
}

export function at([x, y]: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}

function css([red = 0, green = 0, blue = 0, opacity = 255]: Rgba): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)} / ${(opacity / 255).toFixed(2)})`
}

function lit([red = 0, green = 0, blue = 0, opacity = 255]: Rgba, share: number): Rgba {
  return [...[red, green, blue].map((part) => Math.min(255, part * share)), opacity]
}
