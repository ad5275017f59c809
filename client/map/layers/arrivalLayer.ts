import { UNIT } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import type { Placed } from './layerData.ts'

/** How long a ring opens, ms, and how far, pixels at scale 1. */
const LASTS_MS = 1_400
const FROM_PX = 8
const TO_PX = 34

/** What a layer draws with, as far as it is used here. */
interface Drawable {
  readonly model: { readonly shaderInputs: { setProps(props: object): void }; draw(pass: unknown): void }
}

/** Rings that open and fade by themselves: the time is read while drawing, so no component renders for it. */
export class ArrivalLayer extends ScatterplotLayer<readonly [number, number], Placed & { arrivedAt: number }> {
  static override layerName = 'ArrivalLayer'

  override draw(): void {
    const share = (performance.now() - this.props.arrivedAt) / LASTS_MS
    if (share < 0 || share >= 1 || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const opened = 1 - (1 - share) ** 3
    const { model } = this.state as unknown as Drawable
    model.shaderInputs.setProps({
      layer: { opacity: (1 - share) ** 1.5 },
      scatterplot: {
        stroked: true,
        filled: false,
        billboard: true,
        antialiasing: true,
        radiusUnits: UNIT.pixels,
        radiusScale: FROM_PX + (TO_PX - FROM_PX) * opened,
        radiusMinPixels: 0,
        radiusMaxPixels: 10_000,
        lineWidthUnits: UNIT.pixels,
        lineWidthScale: 1,
        lineWidthMinPixels: 1,
        lineWidthMaxPixels: 10_000,
      },
    })
    model.draw(this.context.renderPass)
    this.setNeedsRedraw()
  }
}
