import { useMemo } from 'react'
import type { CameraView } from '../../../domain/cameras/camera.ts'
import { type Office, type OfficeCount, officeCount } from '../../../domain/cameras/office.ts'
import type { JudgedFreshness } from '../../../domain/reception.ts'
import { useNow, useReception, useRowsOf } from '../../live/useLive.ts'
import { countFreshness } from '../../panels/truth.ts'

/** What the cameras of an office count together now, and how fresh the freshest of them is. */
export function useOfficeCount(office: Office): { count: OfficeCount | undefined; freshness: JudgedFreshness } {
  const ids = useMemo(() => office.cameras.map(({ id }) => id), [office])
  const views = new Map(useRowsOf('cameraViews', ids).map((view, i) => [ids[i], view]))
  const now = useNow()
  const reception = useReception()
  const freshnessOf = (view: CameraView | undefined) => countFreshness(view, now, reception)
  const count = officeCount(
    office,
    (id) => views.get(id),
    (view) => freshnessOf(view) === 'live',
  )
  // Of those that speak for it the newest tells how old it is.
  const newest = (count?.cameras ?? office.cameras)
    .map(({ id }) => views.get(id))
    .reduce((a, b) => ((b?.countAt ?? 0) > (a?.countAt ?? 0) ? b : a))
  return { count, freshness: freshnessOf(newest) }
}
