import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl'
import { addProtocol } from 'maplibre-gl'
import type { Basemap } from '../../domain/basemap.ts'
import { NAME_FONT } from './fonts.ts'
import type { Palette } from './palette.ts'

/** Source of the deployment's own vector tiles. */
export const TILES = 'tiles'

/** What tiles call a thing: Protomaps and OpenMapTiles, the two schemas that tools write. */
const SCHEMAS = {
  roads: ['roads', 'transportation'],
  water: ['water'],
  buildings: ['buildings', 'building'],
  green: ['landuse', 'landcover', 'park'],
} as const

/** The word for a road's class in either schema. */
const ROAD_CLASS = ['coalesce', ['get', 'kind'], ['get', 'class'], ''] as unknown as ExpressionSpecification
const GREEN: FilterSpecification = [
  'in',
  ROAD_CLASS,
  ['literal', ['park', 'grass', 'wood', 'forest', 'farmland', 'orchard', 'cemetery', 'recreation_ground']],
] as unknown as FilterSpecification

/** The archive is read by ranges from the hub. */
export function tileSource({ digest, attribution }: Basemap): VectorSourceSpecification {
  return {
    type: 'vector',
    url: `pmtiles://${location.origin}/map/basemap.pmtiles?${digest}`,
    ...(attribution !== '' && { attribution }),
  }
}

/** What tiles show of the ground, quieter than the city's own shapes: its green, its buildings, its streets. @param scale of lines */
export function tileGround(basemap: Basemap, scale: number, base: Palette['base']): LayerSpecification[] {
  const named = (names: readonly string[]) => names.filter((name) => basemap.layers.includes(name))
  return [
    ...named(SCHEMAS.green).map(
      (layer): LayerSpecification => ({
        id: `tiles-${layer}`,
        type: 'fill',
        source: TILES,
        'source-layer': layer,
        filter: GREEN,
        paint: { 'fill-color': base.green, 'fill-opacity': 0.5 },
      }),
    ),
    ...named(SCHEMAS.water).map(
      (layer): LayerSpecification => ({
        id: `tiles-${layer}`,
        type: 'fill',
        source: TILES,
        'source-layer': layer,
        filter: ['==', ['geometry-type'], 'Polygon'] as unknown as FilterSpecification,
        paint: { 'fill-color': base.river },
      }),
    ),
    ...named(SCHEMAS.buildings).map(
      (layer): LayerSpecification => ({
        id: `tiles-${layer}`,
        type: 'fill',
        source: TILES,
        'source-layer': layer,
        minzoom: 14,
        paint: { 'fill-color': base.building, 'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0, 15, 0.7] },
      }),
    ),
    ...named(SCHEMAS.roads).map(
      (layer): LayerSpecification => ({
        id: `tiles-${layer}`,
        type: 'line',
        source: TILES,
        'source-layer': layer,
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': base.road,
          'line-width': [
            'interpolate',
            ['exponential', 1.6],
            ['zoom'],
            10,
            [
              'match',
              ROAD_CLASS,
              ['highway', 'motorway', 'trunk'],
              1.2 * scale,
              ['major_road', 'primary'],
              0.8 * scale,
              0,
            ],
            13,
            [
              'match',
              ROAD_CLASS,
              ['highway', 'motorway', 'trunk'],
              2.4 * scale,
              ['major_road', 'primary', 'secondary'],
              1.6 * scale,
              ['path'],
              0,
              0.6 * scale,
            ],
            17,
            [
              'match',
              ROAD_CLASS,
              ['highway', 'motorway', 'trunk', 'major_road', 'primary'],
              9 * scale,
              ['path'],
              1.5 * scale,
              5 * scale,
            ],
          ] as unknown as ExpressionSpecification,
        },
      }),
    ),
  ]
}

/** Names of streets, where one stands near enough to read them. */
export function tileNames(basemap: Basemap, scale: number, base: Palette['base']): LayerSpecification[] {
  return SCHEMAS.roads
    .map((layer) => (layer === 'transportation' ? 'transportation_name' : layer))
    .filter((layer) => basemap.layers.includes(layer))
    .map((layer) => ({
      id: `tiles-${layer}-names`,
      type: 'symbol',
      source: TILES,
      'source-layer': layer,
      minzoom: 14,
      layout: {
        'symbol-placement': 'line',
        'text-field': ['get', 'name'],
        'text-font': [NAME_FONT],
        'text-size': 12 * scale,
      },
      paint: { 'text-color': base.quietName, 'text-halo-color': base.halo, 'text-halo-width': 1.2 * scale },
    }))
}

let reading: Promise<void> | undefined

/** Teaches the map to read tiles from an archive; loaded only where a deployment has one. Asked for again after a failure. */
export function readTiles(): Promise<void> {
  reading ??= import('pmtiles').then(
    ({ Protocol }) => addProtocol('pmtiles', new Protocol().tile),
    (error: unknown) => {
      reading = undefined
      throw error
    },
  )
  return reading
}
