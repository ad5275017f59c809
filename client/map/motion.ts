/** Whether the reader has asked for no motion. Where nothing can be asked, nothing moves. */
export function isStill(): boolean {
  return typeof matchMedia !== 'function' || matchMedia('(prefers-reduced-motion: reduce)').matches
}
