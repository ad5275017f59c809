import { UNIT, type UpdateParameters } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import type { Placed } from './layerData.ts'

/** How long a ring opens, ms, and how far, pixels at scale 1. */
const LASTS_MS = 1_400
const FROM_PX = 16
const TO_PX = 46

interface Arrival extends Placed {
  readonly arrival: number | null | undefined
}

/** What the layer keeps from one drawing to the next, as far as it is used here. */
interface Kept {
  readonly model: { readonly shaderInputs: { setProps(props: object): void }; draw(pass: unknown): void }
  /** `performance.now()` when the last arrival was seen; undefined before the first. */
  readonly since: number | undefined
}

/** Rings that open and fade by themselves: the time is read while drawing, so no component renders for it. */
export class ArrivalLayer extends ScatterplotLayer<readonly [number, number], Arrival> {
  static override layerName = 'ArrivalLayer'

  override updateState(change: UpdateParameters<this>): void {
    super.updateState(change)
    const { arrival } = change.oldProps
    // What was there when the layer began has not just arrived.
    if (arrival !== undefined && arrival !== change.props.arrival) this.setState({ since: performance.now() })
  }

  override draw(): void {
    const { model, since } = this.state as unknown as Kept
    const share = since === undefined ? 1 : (performance.now() - since) / LASTS_MS
    if (share >= 1 || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const opened = 1 - (1 - share) ** 3
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
