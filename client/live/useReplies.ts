import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { recall, remember } from '../remembered.ts'
import { getAnswer } from './api.ts'
import { ask } from './ask.ts'
import { command, newKey } from './command.ts'
import { createReplyQueue, type Reply } from './replyQueue.ts'
import { useConnection } from './useLive.ts'

/** While something waits it is tried again so often, besides when the line comes back. */
const TRY_EVERY_MS = 10_000

/** The browser's one: a reply belongs to its writer, not to a page. */
const queue = createReplyQueue({
  load: () => recall('replies'),
  save: (text) => remember('replies', text),
  send: ({ command: name, input, key }) => command(name, input as never, key),
  // Somebody else may have signed in on another page: what they never wrote is not sent in their name.
  isWriter: async (person) => (await getAnswer(ask('/session')).catch(() => undefined))?.principal?.id === person,
  now: Date.now,
})
globalThis.addEventListener?.('storage', () => queue.reread())

/** What somebody has written, and the way to write more. */
export interface Replies {
  readonly all: readonly Reply[]
  readonly isKept: boolean
  /** False: there is no room for more. */
  write(reply: Pick<Reply, 'command' | 'input' | 'title'>): boolean
  drop(key: string): void
}

/** Replies of a person: kept until the hub has them, sent when there is a line. */
export function useReplies(person: string): Replies {
  const all = useSyncExternalStore(queue.onChange, () => queue.of(person))
  const isLive = useConnection().is === 'live'
  const isWaiting = all.some(({ is }) => is === 'waiting')
  useEffect(() => {
    if (!isWaiting) return undefined
    if (isLive) void queue.flush(person)
    const timer = setInterval(() => void queue.flush(person), TRY_EVERY_MS)
    return () => clearInterval(timer)
  }, [isWaiting, isLive, person])
  const write = useCallback<Replies['write']>((reply) => queue.add({ ...reply, key: newKey(), person }), [person])
  return { all, isKept: queue.isKept(), write, drop: queue.drop }
}
