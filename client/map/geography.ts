import { useQuery } from '@tanstack/react-query'
import type { FeatureCollection, LineString, MultiLineString, MultiPolygon, Polygon } from 'geojson'
import type { Basemap } from '../../domain/basemap.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { getAnswer, getJson } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { readTiles } from './tiles.ts'

/** `code`: the unit's code in its edition. */
export type UnitShapes = FeatureCollection<Polygon | MultiPolygon, { readonly code: string; readonly name: string }>
/** `kind`: `river`, `canal`, `creek`; roads have none. */
type Lines = FeatureCollection<
  LineString | MultiLineString,
  { readonly id: string; readonly name: string; readonly kind?: string }
>

/** `kind`: `river` of the great rivers, with their islands as holes; `sea`; `bank` of the lines along both. */
type Surfaces = FeatureCollection<Polygon | MultiPolygon | MultiLineString, { readonly kind: string }>
/** The land around the city. */
type Neighbours = FeatureCollection<Polygon | MultiPolygon, { readonly code: string; readonly name: string }>

/** Shapes of one edition, and the lines that everybody knows the city by. */
export interface Geography {
  readonly edition: Edition
  readonly communes: UnitShapes
  readonly districts: UnitShapes
  readonly neighbours: Neighbours
  readonly water: Surfaces
  readonly waterways: Lines
  readonly roads: Lines
  /** The deployment's own vector tiles; null where it has none. */
  readonly basemap: Basemap | null
  /** Schematic shapes show neighbourhood and size, not boundaries: the map says so. */
  readonly boundaries: 'schematic' | 'surveyed'
}

/** The map's files from the hub; undefined until they have come. They change only with the hub: fetched once. */
export function useGeography(edition: Edition | undefined): Geography | undefined {
  return useQuery({
    queryKey: ['geography', edition],
    queryFn: ({ signal }) => fetchGeography(edition as Edition, signal),
    enabled: edition !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: true,
  }).data
}

async function fetchGeography(edition: Edition, signal: AbortSignal): Promise<Geography> {
  const [communes, districts, neighbours, water, waterways, roads, { basemap }] = await Promise.all([
    getJson<UnitShapes & { readonly ioc?: { readonly boundaries?: string } }>(
      `/map/communes-${edition}.geojson`,
      signal,
    ),
    getJson<UnitShapes>(`/map/districts-${edition}.geojson`, signal),
    getJson<Neighbours>('/map/neighbours.geojson', signal),
    getJson<Surfaces>('/map/water.geojson', signal),
    getJson<Lines>('/map/waterways.geojson', signal),
    getJson<Lines>('/map/roads.geojson', signal),
    getAnswer(ask('/map/basemap'), signal),
  ])
  if (basemap !== null) await readTiles()
  const boundaries = communes.ioc?.boundaries === 'surveyed' ? 'surveyed' : 'schematic'
  return { edition, communes, districts, neighbours, water, waterways, roads, basemap, boundaries }
}
