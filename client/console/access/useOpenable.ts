import { useCallback } from 'react'
import type { Page } from '../../../domain/pages.ts'
import { useSession } from '../../live/session.ts'
import { CITY } from '../../panels/city.ts'
import { useNarrow } from '../useNarrow.ts'
import { MANAGED_PAGES, managedPage, PAGE_PERMISSIONS } from './pagePermission.ts'

/** Pages of a person about themselves. */
const OWN_PAGES: ReadonlySet<Page['is']> = new Set(['account', 'work', 'since', 'notices'])

/** Tells whether whoever sits here may open a page of that kind, somewhere. */
export function useOpenable(): (page: Page['is']) => boolean {
  const session = useSession()
  return useCallback(
    (page) => {
      const permission = PAGE_PERMISSIONS[page]
      if (permission !== null) return (session?.principal?.may[permission].length ?? 0) > 0
      // What is one’s own is a person’s.
      return !OWN_PAGES.has(page) || session?.principal?.is === 'person'
    },
    [session],
  )
}

/** Where the console opens: the city, or the unit that one answers for, or what one manages. */
export function useHome(): Page {
  const session = useSession()
  const canOpen = useOpenable()
  const isNarrow = useNarrow()
  // On the road an officer looks for what waits for them; figures are a link away.
  if (
    isNarrow &&
    session?.principal?.is === 'person' &&
    session.principal.grants.some(({ role }) => role === 'officer')
  )
    return { is: 'work' }
  const figures = session?.principal?.may['figures.see'] ?? []
  if (figures.includes(CITY)) return { is: 'city' }
  const [unit] = figures
  if (unit !== undefined) return { is: 'unit', code: unit }
  const managed = MANAGED_PAGES.find(canOpen)
  if (managed !== undefined) return managedPage(managed)
  return canOpen('sources')
    ? { is: 'sources' }
    : canOpen('alerts')
      ? { is: 'alerts', unit: undefined }
      : { is: 'account' }
}
