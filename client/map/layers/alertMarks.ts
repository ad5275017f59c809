import type { Layer } from '@deck.gl/core'
import type { Severity } from '../../../domain/sensors/sensorKind.ts'
import { BELOW } from '../baseStyle.ts'
import { DARK, type Palette } from '../palette.ts'
import { ASIDE, AsideMarkLayer } from './asideMarkLayer.ts'
import { FLAT, type Placed } from './layerData.ts'
import { type MarkShape, SHAPES, SURE } from './markLayer.ts'

/** The worst open alert of a unit, where the unit stands. Degrees. */
export interface AlertPlace {
  /** Id of the alert: what a click means. */
  readonly id: string
  readonly severity: Severity
  readonly lng: number
  readonly lat: number
}

/** The shapes that the word has everywhere else. */
const SHAPE_OF: Record<Severity, MarkShape> = { info: 'disc', minor: 'disc', major: 'triangle', critical: 'diamond' }
/** The colours that the word has beside it: grey until it matters. */
const TONE_OF: Record<Severity, keyof Palette['marks']> = {
  info: 'calm',
  minor: 'calm',
  major: 'major',
  critical: 'critical',
}
/** What the mark of an alert looks like. */
export function alertLook(severity: Severity): { readonly shape: MarkShape; readonly tone: keyof Palette['marks'] } {
  return { shape: SHAPE_OF[severity], tone: TONE_OF[severity] }
}

/** Pixels at scale 1: quieter than any sensor until it matters. */
const RADIUS: Record<Severity, number> = { info: 4.5, minor: 5, major: 7.5, critical: 9 }

/** Alerts by severity (shape, colour and size), each beside the centre of its unit. @param places the same list while nothing has changed */
export function alertMarks({
  places,
  scale = 1,
  palette = DARK,
}: {
  places: readonly AlertPlace[]
  scale?: number
  palette?: Palette
}): Layer[] {
  const { marks, ink, casing } = palette
  return [
    new AsideMarkLayer<AlertPlace, Placed>({
      id: 'alerts',
      data: places,
      getPosition: ({ lng, lat }) => [lng, lat],
      getShape: ({ severity }) => SHAPES[alertLook(severity).shape],
      getSure: SURE.live,
      getFillColor: ({ severity }) => marks[alertLook(severity).tone] as [number, number, number, number],
      getRadius: ({ severity }) => RADIUS[severity],
      billboard: true,
      stroked: true,
      radiusUnits: 'pixels',
      radiusScale: scale,
      lineWidthUnits: 'pixels',
      // On a commune as warm as itself only a bright edge is seen.
      getLineColor: ({ severity }) => (severity === 'critical' ? ink : casing) as [number, number, number, number],
      getLineWidth: 1.6 * scale,
      updateTriggers: { getLineWidth: scale, getFillColor: palette, getLineColor: palette },
      pickable: true,
      parameters: FLAT,
      keepClearOfSmall: places.map(({ lng, lat, severity }) => ({
        ...{ lng, lat, aside: ASIDE },
        radius: RADIUS[severity] * scale,
      })),
      beforeId: BELOW.marks,
    }),
  ]
}
