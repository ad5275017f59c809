import type { Camera } from '../../domain/cameras/camera.ts'
import type { RankedOffice } from './rankOffices.ts'

/**
 * Cameras as a mosaic has them: those of offices that need somebody, the most pressing first, then the others by name, so that pictures which
 * are well keep their places.
 */
export function mosaicOrder(ranked: readonly RankedOffice[], compareNames: (a: string, b: string) => number): Camera[] {
  const pressing = ranked.filter(({ rank }) => rank !== undefined)
  const calm = ranked.filter(({ rank }) => rank === undefined)
  const byName = calm.sort((a, b) => compareNames(a.office.name, b.office.name))
  return [...pressing, ...byName].flatMap(({ office }) => office.cameras)
}
