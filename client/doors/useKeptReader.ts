import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { getAnswer, SESSION_KEY } from '../live/api.ts'
import { ask } from '../live/ask.ts'
import { endPushOfOthers, keepPush } from '../live/browserPush.ts'
import { forgetKept, keepReader, keptReader, type Reader } from '../live/kept.ts'
import { type Session, setReaderFrom } from '../live/session.ts'
import { isUnanswered } from '../live/useReadable.ts'

/** A hub that takes longer to say who asks is read without. */
const PATIENCE_MS = 5_000

/**
 * Who sits here, without a line to the hub: whoever did last reads what was kept, until the hub answers. Who the hub says it is is kept, and what was
 * kept of anybody else is forgotten.
 * @param session as far as it is known
 * @param trouble why the hub has not said who asks
 * @returns undefined while the hub's own word counts, or nothing was kept
 */
export function useKeptReader(session: Session | undefined, trouble: Error | null): Reader | undefined {
  const queries = useQueryClient()
  const [reader, setReader] = useState<Reader>()
  const isUnknown = session === undefined
  const isAway = isUnknown && isUnanswered(trouble)
  useEffect(() => {
    if (!isUnknown) return undefined
    const open = () => {
      const kept = keptReader(Date.now())
      if (kept === undefined) return
      setReader(kept)
      // The question goes on being asked, and its answer takes the place of this one.
      queries.setQueryData(SESSION_KEY, setReaderFrom(kept.session))
    }
    if (isAway) return open()
    const timer = setTimeout(open, PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [isUnknown, isAway, queries])
  const isKept = reader !== undefined && session === reader.session
  useEffect(() => {
    if (session === undefined || isKept) return
    if (session.principal?.is === 'person' && session.principal.pending === null) {
      keepReader(session, undefined, Date.now())
      const { id } = session.principal
      void endPushOfOthers(id)
        .then(() => keepPush(id, async () => (await getAnswer(ask('/notice-preferences'))).isHere))
        // The hub is away, or its service: asked again at the next opening.
        .catch(() => undefined)
    } else forgetKept()
  }, [session, isKept])
  return isKept ? reader : undefined
}
