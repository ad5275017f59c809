import type { FeatureCollection } from 'geojson'
import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Geography } from './geography.ts'
import { outlineOf } from './outline.ts'
import type { Palette } from './palette.ts'
import { TILES, tileGround, tileNames, tileSource } from './tiles.ts'
import { withinCity } from './withinCity.ts'

type Base = Palette['base']

/** Source of the communes: the land itself. */
export const LAND = 'communes'

/** Layers that data is drawn below: fills lie on the land and under the water, some over it, marks over everything. */
export const BELOW = { fills: 'canals', overWater: 'river-glow', marks: 'depth' } as const
/**
 * The layers that communes which stand up throw their shadow with, from below: their filters name them. Below them the land fades into distance.
 * They are copies, each a little farther out, as those of the city's own shadow.
 */
export const CONTACTS = ['contact-0', 'contact-1', 'contact-2', 'contact-3', 'contact-4'] as const
const CONTACT_STEP = 2.2
const CONTACT_OPACITY = 0.8

/** Copies of which the city's shadow is made, and how much farther each lies, px at scale 1. */
const SHADOWS = 9
const SHADOW_STEP = 1.9

const ROUND = { 'line-cap': 'round', 'line-join': 'round' } as const
const BANK: FilterSpecification = ['==', ['get', 'kind'], 'bank']
const WATER: FilterSpecification = ['!=', ['get', 'kind'], 'bank']
const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] }
/** The one bright line, always there: the course that the river's name is written along. */
const HAU: FilterSpecification = ['in', ['get', 'id'], ['literal', ['hau', 'hau-tran-de', 'hau-thot-not']]]

/**
 * The quiet base: land, water, roads and outlines, from the hub's own files and nothing else. Names stand over it (`signs/`).
 * @param scale 1 on a desk; on a wall, what makes 12 px as large as the smallest readable text
 */
export function baseStyle(geography: Geography | undefined, scale: number, base: Base): StyleSpecification {
  return {
    version: 8,
    sources: {
      communes: { type: 'geojson', data: geography?.communes ?? NOTHING },
      districts: { type: 'geojson', data: geography?.districts ?? NOTHING },
      outline: { type: 'geojson', data: geography === undefined ? NOTHING : outline(geography) },
      neighbours: { type: 'geojson', data: geography?.neighbours ?? NOTHING },
      water: { type: 'geojson', data: geography?.water ?? NOTHING },
      waterways: {
        type: 'geojson',
        data: geography === undefined ? NOTHING : withinCity(geography.waterways, geography.communes),
      },
      roads: { type: 'geojson', data: geography?.roads ?? NOTHING },
      ...(geography?.basemap != null && { [TILES]: tileSource(geography.basemap) }),
    },
    layers: [
      ...lands(scale, base),
      ...smallLines(scale, base),
      ...(geography?.basemap == null ? [] : tileGround(geography.basemap, scale, base)),
      ...outlines(scale, base),
      ...theRiver(scale, base),
      ...contacts(scale, base),
      ...(geography?.basemap == null ? [] : tileNames(geography.basemap, scale, base)),
    ],
  }
}

/** The line around the city. */
function outline({ communes }: Geography): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'MultiLineString', coordinates: outlineOf(communes).map((line) => [...line]) },
      },
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
    ...plate(scale, base),
    { id: 'land', type: 'fill', source: LAND, paint: { 'fill-color': base.land, 'fill-antialias': false } },
  ]
}

/** What the city lies on: its shadow on the land around, and the edge that is seen from the front. */
function plate(scale: number, base: Base): LayerSpecification[] {
  const edge = (id: string, color: string, down: number): LayerSpecification => ({
    id,
    type: 'fill',
    source: LAND,
    paint: {
      'fill-color': color,
      'fill-antialias': false,
      'fill-translate': [0, down * scale],
      'fill-translate-anchor': 'viewport',
    },
  })
  // Copies that each lie a little farther down: a blurred line throws spikes at every corner.
  const shadows = Array.from({ length: SHADOWS }, (_, n): LayerSpecification => {
    const down = 6 + (n + 1) * SHADOW_STEP
    return {
      id: `shadow-${n}`,
      type: 'fill',
      source: LAND,
      paint: {
        'fill-color': base.shadow,
        'fill-antialias': false,
        'fill-opacity': base.shadowOpacity / SHADOWS,
        'fill-translate': [0.45 * down * scale, down * scale],
        'fill-translate-anchor': 'viewport',
      },
    }
  })
  return [...shadows, edge('plate-foot', base.plateFoot, 6), edge('plate-edge', base.plateEdge, 3.4)]
}

/** At the foot of communes that stand up. */
function contacts(scale: number, base: Base): LayerSpecification[] {
  return CONTACTS.map((id, n) => ({
    id,
    type: 'fill',
    source: LAND,
    filter: ['in', ['get', 'code'], ['literal', []]] as unknown as FilterSpecification,
    paint: {
      'fill-color': base.shadow,
      'fill-antialias': false,
      'fill-opacity': CONTACT_OPACITY / CONTACTS.length,
      'fill-translate': [0.45 * (n + 1) * CONTACT_STEP * scale, (n + 1) * CONTACT_STEP * scale],
      'fill-translate-anchor': 'viewport',
    },
  }))
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
      source: LAND,
      layout: ROUND,
      paint: { 'line-color': base.communeLine, 'line-width': 0.8 * scale, 'line-opacity': 0.85 },
    },
    {
      id: 'district-lines',
      type: 'line',
      source: 'districts',
      layout: ROUND,
      paint: { 'line-color': base.districtLine, 'line-width': 1.2 * scale, 'line-opacity': 0.75 },
    },
    {
      id: 'rim-glow',
      type: 'line',
      source: 'outline',
      layout: ROUND,
      paint: { 'line-color': base.rim, 'line-width': 7 * scale, 'line-blur': 7 * scale, 'line-opacity': 0.22 },
    },
    {
      id: 'rim',
      type: 'line',
      source: 'outline',
      layout: ROUND,
      paint: { 'line-color': base.rim, 'line-width': 1.1 * scale, 'line-opacity': 0.6 },
    },
  ]
}
