import type { FeatureCollection } from 'geojson'
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl'
import { NAME_FONT, STRONG_FONT } from './fonts.ts'
import type { Geography } from './geography.ts'
import { unitNames } from './names.ts'
import type { Palette } from './palette.ts'
import { TILES, tileGround, tileNames, tileSource } from './tiles.ts'

type Base = Palette['base']

/** Layers that data is drawn below: fills lie on the land and under the water, marks over everything but the names. */
export const BELOW = { fills: 'canals', marks: 'depth' } as const
/** Layers and sources of the places that all names, or the small ones, keep away from. */
export const CLEAR = { all: 'clear', small: 'clear-of-small' } as const
/** The first layer of names. */
export const NAMES = 'commune-names'

/** Smallest text, px at `labelScale` 1. */
const SMALLEST = 12

const ROUND = { 'line-cap': 'round', 'line-join': 'round' } as const
const BANK: FilterSpecification = ['==', ['get', 'kind'], 'bank']
const WATER: FilterSpecification = ['!=', ['get', 'kind'], 'bank']
const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] }
/** The one bright line, always there: the course that the river's name is written along. */
const HAU: FilterSpecification = ['in', ['get', 'id'], ['literal', ['hau', 'hau-tran-de', 'hau-thot-not']]]

/**
 * The quiet base: land, water, roads, outlines and names, from the hub's own files and nothing else.
 * @param labelScale 1 on a desk; on a wall, what makes the smallest name as large as the smallest readable text
 */
export function baseStyle(geography: Geography | undefined, labelScale: number, base: Base): StyleSpecification {
  const names = geography === undefined ? undefined : unitNames(geography.edition)
  return {
    version: 8,
    sources: {
      communes: { type: 'geojson', data: geography?.communes ?? NOTHING },
      districts: { type: 'geojson', data: geography?.districts ?? NOTHING },
      neighbours: { type: 'geojson', data: geography?.neighbours ?? NOTHING },
      water: { type: 'geojson', data: geography?.water ?? NOTHING },
      waterways: { type: 'geojson', data: geography?.waterways ?? NOTHING },
      roads: { type: 'geojson', data: geography?.roads ?? NOTHING },
      ...(geography?.basemap != null && { [TILES]: tileSource(geography.basemap) }),
      'district-names': { type: 'geojson', data: names?.districts ?? NOTHING },
      'commune-names': { type: 'geojson', data: names?.communes ?? NOTHING },
      [CLEAR.all]: { type: 'geojson', data: NOTHING },
      [CLEAR.small]: { type: 'geojson', data: NOTHING },
    },
    layers: [
      ...lands(labelScale, base),
      ...smallLines(labelScale, base),
      ...(geography?.basemap == null ? [] : tileGround(geography.basemap, labelScale, base)),
      ...outlines(labelScale, base),
      ...theRiver(labelScale, base),
      ...(geography?.basemap == null ? [] : tileNames(geography.basemap, labelScale, base)),
      ...labels(labelScale, base),
    ],
  }
}

/** From far to near: other provinces, then the city, which lies on them like a plate. */
function lands(scale: number, base: Base): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': base.ground } },
    { id: 'neighbours', type: 'fill', source: 'neighbours', paint: { 'fill-color': base.farLand } },
    {
      id: 'neighbour-lines',
      type: 'line',
      source: 'neighbours',
      layout: ROUND,
      paint: { 'line-color': base.farLine, 'line-width': 0.8 * scale },
    },
    {
      id: 'shadow',
      type: 'line',
      source: 'districts',
      layout: ROUND,
      paint: {
        'line-color': base.shadow,
        'line-width': 18 * scale,
        'line-blur': 16 * scale,
        'line-translate': [3 * scale, 7 * scale],
        'line-opacity': 0.7,
      },
    },
    { id: 'land', type: 'fill', source: 'communes', paint: { 'fill-color': base.land, 'fill-antialias': false } },
  ]
}

function smallLines(scale: number, base: Base): LayerSpecification[] {
  return [
    {
      id: 'canals',
      type: 'line',
      source: 'waterways',
      filter: ['!', HAU] as unknown as FilterSpecification,
      layout: ROUND,
      paint: {
        'line-color': base.canal,
        'line-width': ['match', ['get', 'kind'], 'river', 2.2 * scale, 'canal', 1.6 * scale, 1 * scale],
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.75, 12, 1],
      },
    },
    {
      id: 'roads',
      type: 'line',
      source: 'roads',
      layout: ROUND,
      paint: { 'line-color': base.road, 'line-width': 0.9 * scale, 'line-opacity': 0.8 },
    },
  ]
}

/** Over all outlines: a boundary in the middle of the stream would cut the one bright surface in two. */
function theRiver(scale: number, base: Base): LayerSpecification[] {
  const bank = (id: string, color: string, width: number, blur: number, opacity: number): LayerSpecification => ({
    id,
    type: 'line',
    source: 'water',
    filter: BANK,
    layout: ROUND,
    paint: {
      'line-color': color,
      'line-width': width * scale,
      'line-blur': blur * scale,
      'line-opacity': opacity,
    },
  })
  return [
    { id: 'river', type: 'fill', source: 'water', filter: WATER, paint: { 'fill-color': base.river } },
    bank('river-glow', base.riverGlow, 5, 5, 0.35),
    bank('river-bank', base.riverBank, 1, 0.4, 0.8),
  ]
}

function outlines(scale: number, base: Base): LayerSpecification[] {
  return [
    {
      id: 'commune-lines',
      type: 'line',
      source: 'communes',
      layout: ROUND,
      paint: { 'line-color': base.communeLine, 'line-width': 0.8 * scale, 'line-opacity': 0.85 },
    },
    {
      id: 'district-lines',
      type: 'line',
      source: 'districts',
      layout: ROUND,
      paint: { 'line-color': base.districtLine, 'line-width': 1.1 * scale, 'line-opacity': 0.8 },
    },
  ]
}

/** Where a district's name may stand, em from its centre: one finds one's way by it, so it rather stands farther off than not at all. */
const AROUND: (string | [number, number])[] = [
  ['center', 0, 0],
  ['top', 0, 1.3],
  ['bottom', 0, -1.3],
  ['left', 1.3, 0],
  ['right', -1.3, 0],
  ['top-left', 1, 1],
  ['top-right', -1, 1],
  ['bottom-left', 1, -1],
  ['bottom-right', -1, -1],
  ['top', 0, 2.8],
  ['bottom', 0, -2.8],
  ['left', 3, 0],
  ['right', -3, 0],
].flatMap(([anchor, x, y]) => [String(anchor), [Number(x), Number(y)] as [number, number]])

/** Names give way to each other and to what must stay clear. The uppermost layer is placed first. */
function labels(scale: number, base: Base): LayerSpecification[] {
  const halo = { 'text-halo-color': base.halo, 'text-halo-width': 1.6 * scale, 'text-halo-blur': 0.4 * scale }
  const sized = (...stops: number[]): ExpressionSpecification =>
    [
      'interpolate',
      ['linear'],
      ['zoom'],
      ...stops.map((stop, i) => (i % 2 === 0 ? stop : Math.max(SMALLEST, stop) * scale)),
    ] as unknown as ExpressionSpecification
  const name: SymbolLayerSpecification['layout'] = {
    'text-field': ['get', 'name'],
    'symbol-sort-key': ['get', 'order'],
    'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
    'text-radial-offset': 1.3,
    'text-max-width': 7,
    'text-line-height': 1.25,
    'text-padding': 3 * scale,
  }
  return [
    {
      id: NAMES,
      type: 'symbol',
      source: 'commune-names',
      minzoom: 10,
      layout: { ...name, 'text-font': [NAME_FONT], 'text-size': sized(10, 12, 14, 15) },
      paint: { ...halo, 'text-color': base.quietName },
    },
    {
      id: 'river-name',
      type: 'symbol',
      source: 'waterways',
      filter: HAU,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 380 * scale,
        'text-field': ['upcase', ['get', 'name']],
        'text-font': [NAME_FONT],
        'text-size': sized(9, 12, 13, 16),
        'text-letter-spacing': 0.22,
        'text-max-angle': 32,
        'text-padding': 8 * scale,
      },
      paint: { 'text-color': base.riverName, 'text-halo-color': base.river, 'text-halo-width': 1.4 * scale },
    },
    clear(CLEAR.small),
    {
      id: 'district-names',
      type: 'symbol',
      source: 'district-names',
      maxzoom: 13,
      layout: {
        ...name,
        'text-variable-anchor-offset': AROUND,
        'text-font': [STRONG_FONT],
        'text-size': sized(8, 12, 10, 14, 13, 18),
      },
      paint: { ...halo, 'text-color': base.name },
    },
    clear(CLEAR.all),
  ]
}

/** Nothing to see, and a place taken. */
function clear(id: string): LayerSpecification {
  return {
    id,
    type: 'symbol',
    source: id,
    layout: { 'icon-image': 'nothing', 'icon-size': ['get', 'size'], 'icon-allow-overlap': true, 'icon-padding': 0 },
  }
}
