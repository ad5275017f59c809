import type { Layer } from '@deck.gl/core'
import { PathLayer } from '@deck.gl/layers'
import { BELOW } from '../baseStyle.ts'
import type { Geography } from '../geography.ts'
import { DARK, type Palette } from '../palette.ts'
import { FLAT, type Placed } from './layerData.ts'
import { unitParts } from './unitParts.ts'

interface Line {
  readonly code: string
  readonly path: [number, number][]
}

const WIDTHS = { quiet: 1.2, strong: 2.4 } as const

const kept = new WeakMap<Geography, Map<string, readonly Line[]>>()

/**
 * Outlines of communes or districts.
 * @param codes of units of either level
 * @param id tells layers apart when there are several
 */
export function unitOutline({
  geography,
  codes,
  id = 'outline',
  tone = 'strong',
  scale = 1,
  palette = DARK,
}: {
  geography: Geography
  codes: readonly string[]
  id?: string
  tone?: 'quiet' | 'strong'
  scale?: number
  palette?: Palette
}): Layer[] {
  const color = tone === 'strong' ? palette.ink : palette.quietLine
  return [
    new PathLayer<Line, Placed>({
      id,
      data: linesOf(geography, codes),
      getPath: (line) => line.path,
      getColor: color as [number, number, number, number],
      getWidth: WIDTHS[tone] * scale,
      widthUnits: 'pixels',
      jointRounded: true,
      parameters: FLAT,
      updateTriggers: { getWidth: scale },
      beforeId: BELOW.marks,
    }),
  ]
}

/** The same lines for the same codes. Few sets are ever asked for: the units of a city. */
function linesOf(geography: Geography, codes: readonly string[]): readonly Line[] {
  const known = kept.get(geography) ?? new Map<string, readonly Line[]>()
  kept.set(geography, known)
  const key = codes.join()
  const lines = known.get(key) ?? cut(geography, new Set(codes))
  known.set(key, lines)
  return lines
}

function cut(geography: Geography, codes: ReadonlySet<string>): readonly Line[] {
  return [...unitParts(geography.communes), ...unitParts(geography.districts)]
    .filter(({ code }) => codes.has(code))
    .flatMap(({ code, rings }) => rings.map((ring) => ({ code, path: ring })))
}
