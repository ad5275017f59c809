import type { CameraView } from '../../../domain/cameras/camera.ts'
import { type Office, type OfficeCount, officeCount } from '../../../domain/cameras/office.ts'
import type { JudgedFreshness, Reception } from '../../../domain/reception.ts'
import { countFreshness } from '../../panels/truth.ts'

/** What the cameras of an office count together now, and how fresh the freshest of them is. */
export interface OfficeNow {
  readonly count: OfficeCount | undefined
  readonly freshness: JudgedFreshness
}

/** @param now epoch ms on the hub's clock */
export function officeNow(
  office: Office,
  viewOf: (id: string) => CameraView | undefined,
  now: number,
  reception: Reception,
): OfficeNow {
  const freshnessOf = (view: CameraView | undefined) => countFreshness(view, now, reception)
  const count = officeCount(office, viewOf, (view) => freshnessOf(view) === 'live')
  // Of those that speak for it the newest tells how old it is.
  const newest = (count?.cameras ?? office.cameras)
    .map(({ id }) => viewOf(id))
    .reduce((a, b) => ((b?.countAt ?? 0) > (a?.countAt ?? 0) ? b : a))
  return { count, freshness: freshnessOf(newest) }
}
