import type { Layer } from '@deck.gl/core'
import { type DevicePlace, isMappable, type Mappable } from '../../../domain/units/devicePlace.ts'

/** Columns of a layer with many points: typed arrays go to the graphics card as they are. */
export interface Columns<Attributes> {
  readonly length: number
  /** Ids in the order of the points: what was picked. */
  readonly ids: readonly string[]
  /** Ids of all that a point stands for, by the id of the point; only of those that stand for several. */
  readonly stacks?: ReadonlyMap<string, readonly string[]>
  readonly attributes: Attributes
}

/** One typed array, `size` numbers a point. */
export interface Column<Values> {
  readonly value: Values
  readonly size: number
}

/**
 * For everything that lies on the map or stands on it like a sign: painted in order. What wrote into the depth buffer would hide MapLibre's
 * own lines and names, which come later and count as far away.
 */
export const FLAT = { depthCompare: 'always', depthWriteEnabled: false } as const

/** Below which layer of the base map a data layer is drawn. */
export interface Placed {
  readonly beforeId?: string
  /** Places that every name must keep away from. */
  readonly keepClear?: readonly Clear[]
  /** Places that small names keep away from, and great ones where they can: the names of districts are what one finds one's way by. */
  readonly keepClearOfSmall?: readonly Clear[]
  /** Communes that stand up, metres by code: they throw a shadow, and names stand rather on their tops than on their walls. */
  readonly heights?: ReadonlyMap<string, number>
  /** Places that breathe once when what they said has become newer. */
  readonly arrivals?: readonly Arrival[]
  /** Codes of communes whose names come first, the farthest behind at the head. */
  readonly namesFirst?: readonly string[]
}

/** When a place last reported, epoch ms, and where it stands: degrees, metres above the ground. */
export interface Arrival {
  readonly id: string
  readonly at: number
  readonly lng: number
  readonly lat: number
  readonly height?: number
}

/** A disc on the screen. Degrees; radius in pixels; metres above the ground. */
export interface Clear {
  readonly lng: number
  readonly lat: number
  readonly radius: number
  readonly height?: number
  /** How far the mark is drawn from its place, px to the right and up. */
  readonly aside?: number
}

/** More than this, and names would find no place at all. */
const MOST_CLEAR = 400
const kept = new WeakMap<object, { readonly radius: number; readonly clear: readonly Clear[] }>()

/** A disc around each place; the same list while places and radius are the same. */
export function keptClear(places: ReadonlyMap<string, DevicePlace>, radius: number): readonly Clear[] {
  const before = kept.get(places)
  if (before?.radius === radius) return before.clear
  const clear =
    places.size > MOST_CLEAR
      ? []
      : [...places.values()].filter(isMappable).map(({ lng, lat }) => ({ lng, lat, radius }))
  kept.set(places, { radius, clear })
  return clear
}

/** Of units that stand up in any of these layers: metres, by code. */
export function heightsAmong(layers: readonly Layer[]): ReadonlyMap<string, number> {
  return new Map(layers.flatMap(({ props }) => [...((props as Placed).heights ?? [])]))
}

/** The device where it can stand on the map: none is drawn at 0,0 or off the map. */
export function mappable<T extends DevicePlace>(device: T | undefined): Mappable<T> | undefined {
  return device !== undefined && isMappable(device) ? device : undefined
}

/** Of a layer's marks those that stand for several: ids of all that each stands for. */
export function stackedIn({ props }: Layer): readonly (readonly string[])[] {
  const data = props.data as Partial<Columns<unknown>> | readonly { readonly among?: readonly string[] }[]
  if (Array.isArray(data)) return data.flatMap(({ among }) => (among === undefined ? [] : [among]))
  return [...((data as Partial<Columns<unknown>>).stacks?.values() ?? [])]
}
