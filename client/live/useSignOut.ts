import { useCallback } from 'react'
import { recall } from '../remembered.ts'
import type { ApiError } from './api.ts'
import { endPush } from './browserPush.ts'
import { useCommand } from './command.ts'
import { forgetDrafts } from './drafts.ts'
import { forgetKept } from './kept.ts'
import { useSession } from './session.ts'

/**
 * The way out. What this browser has kept for its reader and what they began to write are forgotten, and it takes no more of their notices; what they
 * sent and the hub does not have yet waits for them.
 */
export function useSignOut(): {
  /** @returns whether the hub has let them out */
  signOut(): Promise<boolean>
  readonly isSending: boolean
  readonly error: ApiError | undefined
} {
  const { send, isSending, error } = useCommand('signOut')
  const person = useSession()?.principal?.id ?? ''
  const signOut = useCallback(async () => {
    // Also where the hub does not answer: whoever sits here next must not read it.
    forgetKept()
    forgetDrafts(person)
    // While it is still theirs to say.
    if (recall('push') !== null) await endPush()
    return (await send({})) !== undefined
  }, [send, person])
  return { signOut, isSending, error }
}
