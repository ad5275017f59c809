import type { Layer } from '@deck.gl/core'
import { FillStyleExtension, type FillStyleExtensionProps } from '@deck.gl/extensions'
import { SolidPolygonLayer } from '@deck.gl/layers'
import { BELOW } from '../baseStyle.ts'
import type { Geography } from '../geography.ts'
import { DARK, type Palette, type Tone } from '../palette.ts'
import { FLAT, type Placed } from './layerData.ts'
import { unitOutline } from './unitOutline.ts'
import { type UnitPart, unitParts } from './unitParts.ts'

/** How a commune is drawn. `height`: metres it stands up, for those that are behind; none is flat. */
export interface Fill {
  readonly tone: Tone
  readonly height?: number
}

type Color = [number, number, number, number]
/** One for all: deck compares extensions by what they are. */
const HATCHING = [new FillStyleExtension({ proceduralPattern: true })]
const SETTLE_MS = 700

/**
 * Communes by their distance from a target. What cannot be judged is hatched, never left looking good.
 * @param fills by commune code; a commune without one is plain land
 * @param onlyUnder codes of the communes in question: the others step back
 * @param selected code with an outline around it
 */
export function communeFill({
  geography,
  fills,
  selected,
  onlyUnder,
  scale = 1,
  palette = DARK,
}: {
  geography: Geography
  fills: ReadonlyMap<string, Fill>
  selected?: string | undefined
  onlyUnder?: ReadonlySet<string> | readonly string[] | undefined
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
  const heightOf = ({ code }: UnitPart) => fills.get(code)?.height ?? 0
  const hatched = parts.filter(({ code }) => fills.get(code)?.tone === 'unjudged')
  const raised = parts.filter((part) => heightOf(part) > 0)
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
    }),
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
            data: sameIfEqual(geography, 'raised', raised),
            getPolygon: (part) => part.rings,
            extruded: true,
            getElevation: heightOf,
            getFillColor: colorOf,
            pickable: true,
            material: { ambient: 0.62, diffuse: 0.5, shininess: 8, specularColor: [30, 30, 30] },
            transitions: { getElevation: SETTLE_MS, getFillColor: SETTLE_MS },
            updateTriggers: { getFillColor: triggers, getElevation: [fills] },
            beforeId: BELOW.marks,
          }),
        ]),
    ...(selected === undefined
      ? []
      : unitOutline({ geography, codes: [selected], id: 'commune-chosen', tone: 'strong', scale, palette })),
  ]
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
