import type { DefaultProps, LayerProps } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import { markFragment } from './markFragment.ts'

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

/**
 * Upright strokes in a mark, so many as its level: I, II, III. They lie around a point of the shape, in units of the mark's radius, y upward, and are
 * drawn by the fragment shader, by the still picture and in the legend alike.
 */
export const STROKES = { apart: 0.33, halfWidth: 0.085, halfHeight: 0.33, air: 0.11 } as const
/** How far under the middle of the square around it a shape is widest. */
export function strokesBelow(shape: number): number {
  return shape === SHAPES.triangle || shape === SHAPES.drop ? 0.26 : 0
}

/** Marks in pixels, facing the viewer, any number of them in one draw call. */
export class MarkLayer<Data = unknown, Extra extends object = object> extends ScatterplotLayer<
  Data,
  MarkLayerProps<Data> & Extra
> {
  static override layerName = 'MarkLayer'
  static override defaultProps: DefaultProps<MarkLayerProps<unknown>> = {
    getShape: { type: 'accessor', value: 0 },
    getSure: { type: 'accessor', value: 0 },
    getLevel: { type: 'accessor', value: 0 },
  }

  override initializeState(): void {
    super.initializeState()
    this.getAttributeManager()?.addInstanced({
      instanceShapes: { size: 1, accessor: 'getShape', defaultValue: 0 },
      instanceSures: { size: 1, accessor: 'getSure', defaultValue: 0 },
      instanceLevels: { size: 1, accessor: 'getLevel', defaultValue: 0 },
    })
  }

  override getShaders(): object {
    return {
      ...super.getShaders(),
      fs: markFragment(STROKES, Object.values(SHAPES).map(strokesBelow)),
      inject: {
        'vs:#decl': DECLARED.map((name) => `in float instance${name}s;\nout float v${name};\n`).join(''),
        'vs:#main-end': DECLARED.map((name) => `v${name} = instance${name}s;\n`).join(''),
      },
    }
  }
}

/** What the vertex shader hands on to the fragment shader. */
const DECLARED = ['Shape', 'Sure', 'Level'] as const

/** What a mark has beyond a point of a scatter plot: numbers of `SHAPES` and of `SURE`, and how many strokes stand in it. */
interface MarkLayerProps<Data> extends Pick<LayerProps, 'id'> {
  getShape?: number | ((mark: Data) => number)
  getSure?: number | ((mark: Data) => number)
  getLevel?: number | ((mark: Data) => number)
}
