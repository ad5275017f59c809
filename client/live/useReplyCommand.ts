import { useCallback } from 'react'
import type { CommandName } from '../../domain/commands/index.ts'
import type { ApiError } from './api.ts'
import type { QueryPath } from './ask.ts'
import { type InputOf, useCommand } from './command.ts'
import { useSession } from './session.ts'
import { useConnection } from './useLive.ts'
import { type Replies, useReplies } from './useReplies.ts'

/** A command that may be given without a line to the hub. */
interface ReplyCommand<N extends CommandName> {
  /**
   * @param title what it is about
   * @returns `kept`: it is sent when the line is back. Undefined: it was refused, and `error` says why, or there is no room for more
   */
  send(input: InputOf<N>, title: string): Promise<'carriedOut' | 'kept' | undefined>
  readonly isSending: boolean
  readonly error: ApiError | undefined
  clear(): void
}

/** Sends a command, and keeps it where there is no line or no answer comes: under the same key, so that it is carried out once. */
export function useReplyCommand<N extends CommandName>(name: N, changes: readonly QueryPath[]): ReplyCommand<N> {
  const { write } = useReplies(useSession()?.principal?.id ?? '')
  const isLive = useConnection().is === 'live'
  const { send: sendNow, isSending, error, clear } = useCommand(name, changes)
  const send = useCallback<ReplyCommand<N>['send']>(
    async (input, title) => {
      const keep = (key?: string) =>
        write({
          command: name,
          input: input as Readonly<Record<string, unknown>>,
          title,
          ...(key !== undefined && { key }),
        })
      if (!isLive) return keep() ? 'kept' : undefined
      let isKept = false
      const answer = await sendNow(input, (key) => {
        isKept = keep(key)
      })
      return answer !== undefined ? 'carriedOut' : isKept ? 'kept' : undefined
    },
    [name, isLive, sendNow, write],
  )
  return { send, isSending, error, clear }
}

/** What somebody has written about one matter and the hub may not have. @param id of the matter */
export function useRepliesTo(id: string): { readonly replies: Replies; readonly isWaiting: boolean } {
  const replies = useReplies(useSession()?.principal?.id ?? '')
  const all = replies.all.filter(({ input }) => Object.values(input).includes(id))
  // A file that waits is no word on the matter: whoever took it may still answer.
  return { replies: { ...replies, all }, isWaiting: all.some(({ is, file }) => is === 'waiting' && file === undefined) }
}
