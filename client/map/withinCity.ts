import type { Feature, FeatureCollection, LineString, Position } from 'geojson'
import type { Geography } from './geography.ts'
import { outlineOf } from './outline.ts'

/** Longest step between two places that are asked whether they lie in the city, degrees: some two hundred metres. */
const STEP = 0.002

/** Lines as far as they lie in the city: one that ran on across the quiet land around would be the loudest thing on it. Whole where the outline is not known. */
export function withinCity(lines: Geography['waterways'], communes: Geography['communes']): FeatureCollection {
  const outline = outlineOf(communes)
  if (outline.length === 0) return lines
  return {
    type: 'FeatureCollection',
    features: lines.features.flatMap(({ geometry, properties }) => {
      const all = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates
      return all.flatMap((line) =>
        pieces(line, outline).map(
          (coordinates): Feature<LineString> => ({
            type: 'Feature',
            properties,
            geometry: { type: 'LineString', coordinates },
          }),
        ),
      )
    }),
  }
}

function pieces(line: readonly Position[], outline: readonly (readonly Position[])[]): Position[][] {
  const all: Position[][] = [[]]
  for (const place of stepped(line)) {
    if (isIn(place, outline)) all.at(-1)?.push(place)
    else if ((all.at(-1)?.length ?? 0) > 0) all.push([])
  }
  return all.filter(({ length }) => length > 1)
}

function stepped(line: readonly Position[]): Position[] {
  return line.flatMap((to, i) => {
    const from = line[i - 1]
    if (from === undefined) return [to]
    const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [from, to]
    const count = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / STEP))
    return Array.from({ length: count }, (_, n) => {
      const share = (n + 1) / count
      return [ax + (bx - ax) * share, ay + (by - ay) * share]
    })
  })
}

/** Even-odd over all rings. */
function isIn([x = 0, y = 0]: Position, rings: readonly (readonly Position[])[]): boolean {
  let isInside = false
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [ax = 0, ay = 0] = ring[i - 1] ?? []
      const [bx = 0, by = 0] = ring[i] ?? []
      if (ay <= y !== by <= y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) isInside = !isInside
    }
  }
  return isInside
}
