/** Renderers that draw with the processor: a still picture says the same at a hundredth of the cost. */
const BY_PROCESSOR = /swiftshader|llvmpipe|softpipe|software|basic render/i

export function isWeak(renderer: string): boolean {
  return BY_PROCESSOR.test(renderer)
}

/** What draws a canvas, as far as it may be known; empty where it may not. */
export function rendererOf(canvas: HTMLCanvasElement): string {
  const gl = canvas.getContext('webgl2')
  const info = gl?.getExtension('WEBGL_debug_renderer_info')
  return gl == null ? '' : String(gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER))
}
