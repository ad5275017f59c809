import type { DefaultProps, LayerProps } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import { MARK_FRAGMENT } from './markFragment.ts'

/** Outlines that tell kinds apart without colour. The numbers are those of the fragment shader. */
export const SHAPES = {
  disc: 0,
  square: 1,
  diamond: 2,
  triangle: 3,
  drop: 4,
  hexagon: 5,
  camera: 6,
} as const
export type MarkShape = keyof typeof SHAPES

/** How sure the value is, as drawn: filled, hatched, outlined. */
export const SURE = { live: 0, stale: 1, lost: 2 } as const

/** Marks in pixels, facing the viewer, any number of them in one draw call. */
export class MarkLayer<Data = unknown, Extra extends object = object> extends ScatterplotLayer<
  Data,
  MarkLayerProps<Data> & Extra
> {
  static override layerName = 'MarkLayer'
  static override defaultProps: DefaultProps<MarkLayerProps<unknown>> = {
    getShape: { type: 'accessor', value: 0 },
    getSure: { type: 'accessor', value: 0 },
  }

  override initializeState(): void {
    super.initializeState()
    this.getAttributeManager()?.addInstanced({
      instanceShapes: { size: 1, accessor: 'getShape', defaultValue: 0 },
      instanceSures: { size: 1, accessor: 'getSure', defaultValue: 0 },
    })
  }

  override getShaders(): object {
    return {
      ...super.getShaders(),
      fs: MARK_FRAGMENT,
      inject: {
        'vs:#decl': 'in float instanceShapes;\nin float instanceSures;\nout float vShape;\nout float vSure;\n',
        'vs:#main-end': 'vShape = instanceShapes;\nvSure = instanceSures;\n',
      },
    }
  }
}

/** What a mark has beyond a point of a scatter plot: numbers of `SHAPES` and of `SURE`. */
interface MarkLayerProps<Data> extends Pick<LayerProps, 'id'> {
  getShape?: number | ((mark: Data) => number)
  getSure?: number | ((mark: Data) => number)
}
