import type { Layer } from '@deck.gl/core'
import { FillStyleExtension, type FillStyleExtensionProps } from '@deck.gl/extensions'
import { SolidPolygonLayer } from '@deck.gl/layers'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { BELOW } from '../baseStyle.ts'
import type { Geography } from '../geography.ts'
import { isStill } from '../motion.ts'
import { DARK, type Palette, type Tone } from '../palette.ts'
import { type Arrival, FLAT, type Placed } from './layerData.ts'
import { unitOutline } from './unitOutline.ts'
import { type UnitPart, unitParts } from './unitParts.ts'
import { wetParts } from './wetParts.ts'

/** How a commune is drawn. `height`: metres it stands up, for those that are behind; none is flat. */
export interface Fill {
  readonly tone: Tone
  readonly height?: number
}

type Color = [number, number, number, number]
/** One for all: deck compares extensions by what they are. */
const HATCHING = [new FillStyleExtension({ proceduralPattern: true })]
const SETTLE_MS = 700
/** A height that changes takes so long: slow enough to be seen as growing. */
const RISE_MS = 1_500
/** Metres: higher would hide what stands behind, whatever number came in. */
const HIGHEST_M = 4_500

/**
 * Communes by their distance from a target. What cannot be judged is hatched, never left looking good.
 * @param fills by commune code; a commune without one is plain land
 * @param onlyUnder codes of the communes in question: the others step back
 * @param arrivals when each commune last reported, epoch ms by code
 * @param selected code with an outline around it
 */
export function communeFill({
  geography,
  fills,
  selected,
  onlyUnder,
  arrivals,
  scale = 1,
  palette = DARK,
}: {
  geography: Geography
  fills: ReadonlyMap<string, Fill>
  selected?: string | undefined
  onlyUnder?: ReadonlySet<string> | readonly string[] | undefined
  arrivals?: ReadonlyMap<string, number> | undefined
  scale?: number
  palette?: Palette
}): Layer[] {
  const { tones, hatch } = palette
  const parts = unitParts(geography.communes)
  const within = onlyUnder === undefined ? undefined : new Set(onlyUnder)
  const alpha = (code: string) => (within === undefined || within.has(code) ? 255 : 70)
  const colorOf = ({ code }: UnitPart): Color => {
    const [red, green, blue] = tones[fills.get(code)?.tone ?? 'none']
    return [red, green, blue, alpha(code)]
  }
  const heightOf = ({ code }: UnitPart) => heightFor(fills.get(code))
  const hatched = parts.filter(({ code }) => fills.get(code)?.tone === 'unjudged')
  const raised = everRaised(geography, parts, (part) => heightOf(part) > 0)
  const rising = isStill() ? undefined : RISING
  const wet = wetParts(geography)
  const triggers = [fills, onlyUnder, palette]
  return [
    new SolidPolygonLayer<UnitPart, Placed>({
      id: 'communes',
      data: parts,
      getPolygon: (part) => part.rings,
      getFillColor: colorOf,
      pickable: true,
      transitions: { getFillColor: SETTLE_MS },
      updateTriggers: { getFillColor: triggers },
      parameters: FLAT,
      beforeId: BELOW.fills,
      heights: new Map([...fills].flatMap(([code, fill]) => (heightFor(fill) > 0 ? [[code, heightFor(fill)]] : []))),
      namesFirst: behindFirst(fills),
      ...(arrivals !== undefined && { arrivals: placesOf(geography, arrivals, fills) }),
    }),
    ...(wet.length === 0
      ? []
      : [
          // What lies mostly on the water would else be under it, and nobody would see that it is behind. Who is not leaves the river whole.
          new SolidPolygonLayer<UnitPart, Placed>({
            id: 'communes-wet',
            data: wet,
            getPolygon: (part) => part.rings,
            getFillColor: (part) => {
              const [red, green, blue, opacity] = colorOf(part)
              const { tone = 'none' } = fills.get(part.code) ?? {}
              return [red, green, blue, tone === 'met' || tone === 'none' ? 0 : opacity * 0.86]
            },
            transitions: { getFillColor: SETTLE_MS },
            updateTriggers: { getFillColor: triggers },
            parameters: FLAT,
            beforeId: BELOW.overWater,
          }),
        ]),
    new SolidPolygonLayer<UnitPart, Placed & FillStyleExtensionProps<UnitPart>>({
      id: 'communes-hatched',
      data: sameIfEqual(geography, 'hatched', hatched),
      getPolygon: (part) => part.rings,
      getFillColor: ({ code }) => [hatch[0], hatch[1], hatch[2], alpha(code)],
      extensions: HATCHING,
      fillPatternMapping: { hatch: { type: 'hatch', angle: 45, strokeWidth: 1.6 * scale, gap: 5.4 * scale } },
      fillPatternSizeUnits: 'pixels',
      getFillPattern: () => 'hatch',
      updateTriggers: { getFillColor: [onlyUnder, palette] },
      parameters: FLAT,
      beforeId: BELOW.fills,
    }),
    ...(raised.length === 0
      ? []
      : [
          new SolidPolygonLayer<UnitPart, Placed>({
            id: 'communes-raised',
            data: raised,
            getPolygon: (part) => part.rings,
            extruded: true,
            getElevation: heightOf,
            // One that has come down again lies there unseen until it rises.
            getFillColor: (part) =>
              heightOf(part) > 0 ? colorOf(part) : ([...colorOf(part).slice(0, 3), 0] as unknown as Color),
            pickable: true,
            material: { ambient: 0.5, diffuse: 0.55, shininess: 6, specularColor: [24, 24, 24] },
            ...(rising !== undefined && { transitions: rising }),
            updateTriggers: { getFillColor: triggers, getElevation: [fills] },
            beforeId: BELOW.marks,
          }),
        ]),
    ...(selected === undefined
      ? []
      : unitOutline({ geography, codes: [selected], id: 'commune-chosen', tone: 'strong', scale, palette })),
  ]
}

/** Metres, clamped: neither a slip of the source nor a target of nought makes a tower. */
function heightFor(fill: Fill | undefined): number {
  const { height = 0 } = fill ?? {}
  return Number.isFinite(height) ? Math.min(HIGHEST_M, Math.max(0, height)) : height > 0 ? HIGHEST_M : 0
}

const RISING = {
  getElevation: { type: 'interpolation', duration: RISE_MS, easing: settling, enter: () => [0] },
  getFillColor: SETTLE_MS,
} as const

/** Quick at first, and arrives without a jerk. */
function settling(share: number): number {
  return 1 - (1 - share) ** 3
}

function placesOf(
  { edition }: Geography,
  arrivals: ReadonlyMap<string, number>,
  fills: ReadonlyMap<string, Fill>,
): readonly Arrival[] {
  return [...arrivals].flatMap(([code, at]) => {
    const unit = UNIT_TREES[edition].byCode.get(code)
    return unit === undefined
      ? []
      : [{ id: code, at, lng: unit.lng, lat: unit.lat, height: heightFor(fills.get(code)) }]
  })
}

const WORST_FIRST: readonly Tone[] = ['most', 'more', 'little']

/** Codes of those behind, the farthest first: by tone, within it by height. */
function behindFirst(fills: ReadonlyMap<string, Fill>): readonly string[] {
  return [...fills]
    .filter(([, { tone }]) => WORST_FIRST.includes(tone))
    .sort(([, a], [, b]) => WORST_FIRST.indexOf(a.tone) - WORST_FIRST.indexOf(b.tone) || heightFor(b) - heightFor(a))
    .map(([code]) => code)
}

const standing = new WeakMap<Geography, readonly UnitPart[]>()

/**
 * Parts that stand up or once did, in the order in which they first rose. A list that only grows keeps each part where it was, so that
 * its height eases from what it was.
 */
function everRaised(
  geography: Geography,
  parts: readonly UnitPart[],
  isUp: (part: UnitPart) => boolean,
): readonly UnitPart[] {
  const before = standing.get(geography) ?? []
  const more = parts.filter((part) => isUp(part) && !before.includes(part))
  const now = more.length === 0 ? before : [...before, ...more]
  standing.set(geography, now)
  return now
}

const lists = new WeakMap<Geography, Map<string, readonly UnitPart[]>>()

/** The list kept before when it has the same parts: another list would be cut into triangles again. */
function sameIfEqual(geography: Geography, name: string, parts: readonly UnitPart[]): readonly UnitPart[] {
  const known = lists.get(geography) ?? new Map<string, readonly UnitPart[]>()
  lists.set(geography, known)
  const before = known.get(name)
  if (before?.length === parts.length && before.every((part, i) => part === parts[i])) return before
  known.set(name, parts)
  return parts
}
