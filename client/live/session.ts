import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Permission } from '../../domain/access/permissions.ts'
import { getAnswer, SESSION_KEY } from './api.ts'
import { type AnswerTo, ask } from './ask.ts'
import { setReaderOfPage } from './reader.ts'

/** Who asks, as the hub knows them, and how to sign in. */
export type Session = AnswerTo<'/session'>
/** Somebody whom the hub lets in. */
export type Asker = NonNullable<Session['principal']>

/** Makes whoever a session is of the reader of the page: from now on what is sent from it is theirs. @returns the session */
export function setReaderFrom(session: Session): Session {
  const { principal } = session
  setReaderOfPage(principal?.is === 'person' ? principal.id : undefined)
  return session
}

/** The question who asks. It is asked until it is answered: without it no page can be shown. */
export const sessionQuery = queryOptions<Session>({
  queryKey: SESSION_KEY,
  queryFn: async ({ signal }) => setReaderFrom(await getAnswer(ask('/session'), signal)),
  retry: true,
  placeholderData: keepPreviousData,
})

/** Asks who asks; again when the page is looked at after a while, and whenever something says that the session has ended. */
export function useAskedSession() {
  const { data, failureReason } = useQuery(sessionQuery)
  return { session: data, trouble: failureReason }
}

/** Who asks, as far as it is known: below what has asked it. */
export function useSession(): Session | undefined {
  return useQuery({ ...sessionQuery, enabled: false }).data
}

/** Somebody who has signed in; undefined on a hub without accounts, whose pages are anybody's. */
export function useAsker(): Asker | undefined {
  const asker = useSession()?.principal ?? undefined
  return asker?.is === 'public' ? undefined : asker
}

/** Asks anew who asks. */
export function useAskAgain(): () => void {
  const queries = useQueryClient()
  return useCallback(() => void queries.invalidateQueries({ queryKey: SESSION_KEY }), [queries])
}

const NOWHERE: readonly string[] = []

/** In which units, and below, a permission is held. */
export function useReach(permission: Permission): readonly string[] {
  return useSession()?.principal?.may[permission] ?? NOWHERE
}

/** The unit that a page speaks of when it names none: the city for who sees all of it, or the first of the units that one does. */
export function useOwnUnit(permission: Permission, city: string): string {
  return useReach(permission)[0] ?? city
}
