import { useMemo } from 'react'
import type { Office } from '../../../domain/cameras/office.ts'
import { useNow, useReception, useRowsOf } from '../../live/useLive.ts'
import { type OfficeNow, officeNow } from './officeNow.ts'

/** What the cameras of an office count together now, and how fresh the freshest of them is. */
export function useOfficeCount(office: Office): OfficeNow {
  const ids = useMemo(() => office.cameras.map(({ id }) => id), [office])
  const views = new Map(useRowsOf('cameraViews', ids).map((view, i) => [ids[i], view]))
  return officeNow(office, (id) => views.get(id), useNow(), useReception())
}
