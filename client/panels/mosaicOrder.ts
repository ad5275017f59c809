import type { Camera } from '../../domain/cameras/camera.ts'
import type { RankedOffice } from './rankOffices.ts'

/**
 * Cameras as a mosaic has them: those whose picture needs a look, by how little it shows; then those of halls that need somebody, the most
 * pressing first; then the others by name, so that pictures which are well keep their places.
 * @param needsLook how much a camera's own picture needs a look, the more the sooner; 0: it does not
 */
export function mosaicOrder(
  ranked: readonly RankedOffice[],
  needsLook: (camera: Camera) => number,
  compareNames: (a: string, b: string) => number,
): Camera[] {
  const pressing = ranked.filter(({ rank }) => rank !== undefined)
  const calm = ranked.filter(({ rank }) => rank === undefined)
  const byName = calm.sort((a, b) => compareNames(a.office.name, b.office.name))
  const all = [...pressing, ...byName].flatMap(({ office }) => office.cameras)
  // The order of those alike is kept.
  return all.sort((a, b) => needsLook(b) - needsLook(a))
}
