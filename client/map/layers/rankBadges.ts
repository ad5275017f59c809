import type { Layer } from '@deck.gl/core'
import { ScatterplotLayer, TextLayer } from '@deck.gl/layers'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import { BELOW } from '../baseStyle.ts'
import { STRONG_FONT } from '../fonts.ts'
import { DARK, type Tone } from '../palette.ts'
import { BADGE_CLEAR, BADGE_RADIUS, type Badge } from './badge.ts'
import { FLAT, type Placed } from './layerData.ts'

type Color = [number, number, number, number]
const DISCS = 'rank-discs'
const NUMBERS = 'rank-numbers'

/**
 * The numbers of a ranking where they belong, the same as in the list beside the map. Names keep away from them.
 * Either `badges`, or `units` of an edition, whose centres are known.
 */
export function rankBadges(
  ranked: ({ badges: readonly Badge[] } | { edition: Edition; units: readonly RankedUnit[] }) & { scale?: number },
): Layer[] {
  const { scale = 1 } = ranked
  const badges = 'badges' in ranked ? ranked.badges : ranked.units.flatMap((unit) => badgeOf(ranked.edition, unit))
  if (badges.length === 0) return []
  const common = {
    data: badges,
    getPosition: ({ lng, lat, height = 0 }: Badge): [number, number, number] => [lng, lat, height],
    parameters: FLAT,
    beforeId: BELOW.marks,
  }
  return [
    new ScatterplotLayer<Badge, Placed>({
      ...common,
      id: DISCS,
      billboard: true,
      stroked: true,
      radiusUnits: 'pixels',
      lineWidthUnits: 'pixels',
      getRadius: BADGE_RADIUS * scale,
      getLineWidth: 2 * scale,
      getFillColor: DARK.badge as unknown as Color,
      getLineColor: ({ tone }) => (tone === undefined ? (DARK.ink as unknown as Color) : lighter(DARK.tones[tone])),
      updateTriggers: { getRadius: scale, getLineWidth: scale },
      keepClear: badges.map(({ lng, lat, height = 0 }) => ({ lng, lat, height, radius: BADGE_CLEAR * scale })),
    }),
    new TextLayer<Badge, Placed>({
      ...common,
      id: NUMBERS,
      getText: ({ rank }) => String(rank),
      getSize: 15 * scale,
      sizeUnits: 'pixels',
      getColor: DARK.ink as unknown as Color,
      fontFamily: STRONG_FONT,
      fontWeight: 600,
      characterSet: '0123456789',
      fontSettings: { sdf: true, fontSize: 64, buffer: 8, radius: 16, smoothing: 0.15 },
      updateTriggers: { getSize: scale },
    }),
  ]
}

/** The badges among layers, as they were given. */
export function badgesAmong(layers: readonly Layer[]): readonly Badge[] {
  return layers.flatMap(({ id, props }) => (id === DISCS ? (props.data as readonly Badge[]) : []))
}

/** The same layers with other badges: where the map has arranged them. */
export function withBadges(layers: readonly Layer[], badges: readonly Badge[], scale: number): readonly Layer[] {
  if (!layers.some(({ id }) => id === DISCS)) return layers
  return [...layers.filter(({ id }) => id !== DISCS && id !== NUMBERS), ...rankBadges({ badges, scale })]
}

export interface RankedUnit {
  readonly code: string
  readonly rank: number
  readonly tone?: Tone
  readonly height?: number
}

function badgeOf(edition: Edition, { code, ...ranked }: RankedUnit): Badge[] {
  const unit = UNIT_TREES[edition].byCode.get(code)
  return unit === undefined ? [] : [{ ...ranked, id: code, lng: unit.lng, lat: unit.lat }]
}

/** Half way to white: a ring in a fill's own colour would be lost on it. */
function lighter([red, green, blue]: readonly [number, number, number, number]): Color {
  return [(red + 255) / 2, (green + 235) / 2, (blue + 215) / 2, 255]
}
