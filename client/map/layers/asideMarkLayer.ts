import { MarkLayer } from './markLayer.ts'

/** How far up and to the right, px: beside a mark that stands at the place itself, and not on it. */
export const ASIDE = 11

/** Marks beside their place instead of on it: what stands there can still be seen and clicked. */
export class AsideMarkLayer<Data = unknown, Extra extends object = object> extends MarkLayer<Data, Extra> {
  static override layerName = 'AsideMarkLayer'

  override getShaders(): object {
    const shaders = super.getShaders() as { readonly inject: object }
    const aside = `size.xy += vec2(${ASIDE.toFixed(1)});\n`
    return { ...shaders, inject: { ...shaders.inject, 'vs:DECKGL_FILTER_SIZE': aside } }
  }
}
