import type { CommandName } from '../../domain/commands/index.ts'
import { LONGEST_WRITTEN_AGO_MS, SENT_AGAIN_WITHIN_MS } from '../../domain/commands/sending.ts'
import type { ProblemParams } from '../../domain/problems.ts'
import { DAY_MS, SECOND_MS } from '../../domain/time.ts'
import { ApiError } from './api.ts'
import type { Moment } from './hubClock.ts'

/** Replies that are kept of one person: who writes more without a line is told that there is no room. */
export const MOST_REPLIES = 100
/** What has been sent is shown for so long. */
const SHOWN_MS = DAY_MS
const UNKNOWN = { code: 'outcomeUnknown', params: {}, detail: 'nobody knows whether the hub has it' }

interface Written {
  /** Its `Idempotency-Key`: however often it is sent, it is carried out once. */
  readonly key: string
  readonly command: CommandName
  readonly input: Readonly<Record<string, unknown>>
  /** The file that it adds, which is kept beside it until it is uploaded; its input then names the upload. */
  readonly file?: { readonly name: string; readonly bytes: number }
  /** Account of who wrote it: the hub takes it in nobody else's session. */
  readonly person: string
  /** What it is about, as it was called. */
  readonly title: string
  /** Epoch ms. */
  readonly writtenAt: number
  /** When it was sent first, epoch ms; null: not yet. Absent: an earlier version kept it and does not say. */
  readonly triedAt?: number | null
  /** Whether that is by the hub's clock; otherwise it is by this machine's, which may be wrong. */
  readonly isWrittenAtHubs?: boolean
}

/**
 * A reply that was written, with or without a line to the hub.
 * - `waiting`: nobody knows yet whether the hub has it; it is sent again as long as the hub tells what it has by the key
 * - `sent`: the hub has written it down, since then
 * - `refused`: the hub has said why not, or nobody knows any more (`outcomeUnknown`); the text is still here
 */
export type Reply = Written &
  (
    | { readonly is: 'waiting' }
    | { readonly is: 'sent'; readonly at: number; readonly isAtHubs?: boolean }
    | {
        readonly is: 'refused'
        readonly at: number
        readonly isAtHubs?: boolean
        readonly code: string | undefined
        readonly params: ProblemParams
        readonly detail: string
      }
  )

/** Keeps what a person has written until the hub has it. */
export interface ReplyQueue {
  /** Of one person, in the order of writing. The same array while nothing changes. */
  of(person: string): readonly Reply[]
  /** Whether what was written outlasts this page: a browser may keep nothing. */
  isKept(): boolean
  /** Keeps a reply, and tries to send it. @param reply `isTried`: it has been sent, and was not answered. False: there is no room. */
  add(reply: Omit<Written, 'writtenAt' | 'isWrittenAtHubs' | 'triedAt'> & { readonly isTried?: boolean }): boolean
  /** Sends what waits of a person, one after the other, as far as the hub answers. */
  flush(person: string): Promise<void>
  /** Forgets one that was sent or refused; one that waits is given up. */
  drop(key: string): void
  /** Another page of this browser has kept something. */
  reread(): void
  onChange(listener: () => void): () => void
}

/**
 * @param load what was kept by an earlier page, or another one of this browser; null: nothing
 * @param save @returns whether it is kept
 * @param send @throws ApiError
 */
export function createReplyQueue({
  load,
  save,
  send,
  upload = async () => ({}),
  settled = () => undefined,
  now,
  deviceNow = Date.now,
}: {
  load: () => string | null
  save: (text: string) => boolean
  /** @param writtenAgoMs how long it has waited; undefined: it has not, or no clock tells */
  send: (reply: Written, writtenAgoMs: number | undefined) => Promise<unknown>
  /** Takes the file of a reply to the hub. @returns what its input has of it then @throws ApiError */
  upload?: (reply: Written) => Promise<Readonly<Record<string, unknown>>>
  /** Told of a reply that is sent, or given up: its file is needed no more. */
  settled?: (reply: Written) => void
  now: () => Moment
  /** Epoch ms on this machine's own clock. */
  deviceNow?: () => number
}): ReplyQueue {
  let replies = repliesIn(load())
  let keptText = load()
  let kept = true
  let flushing: Promise<void> | undefined
  const byPerson = new Map<string, readonly Reply[]>()
  const listeners = new Set<() => void>()

  /** Takes over what another page of this browser has kept meanwhile. @returns whether that was anything new */
  function reread(): boolean {
    const text = load()
    if (text === keptText) return false
    keptText = text
    replies = repliesIn(text)
    byPerson.clear()
    return true
  }

  function tell(): void {
    byPerson.clear()
    for (const listener of listeners) listener()
  }

  function set(change: (replies: readonly Reply[]) => readonly Reply[]): void {
    reread()
    const isShown = (reply: Reply) => reply.is === 'waiting' || now().at - reply.at < SHOWN_MS
    const changed = change(replies)
    replies = changed.filter(isShown)
    for (const reply of changed) if (!isShown(reply)) settled(reply)
    keptText = JSON.stringify(replies)
    kept = save(keptText)
    tell()
  }

  const replace = (key: string, reply: Reply) =>
    set((before) => before.map((each) => (each.key === key ? reply : each)))

  /** How long a reply has waited: two times of one clock tell it, whatever that clock shows, unless it was set between them. */
  function waitedMs({ writtenAt, isWrittenAtHubs = false }: Reply): number | undefined {
    const { at, isHubs } = now()
    if (isWrittenAtHubs && !isHubs) return undefined
    const ms = Math.round((isWrittenAtHubs ? at : deviceNow()) - writtenAt)
    return ms >= SECOND_MS && ms <= LONGEST_WRITTEN_AGO_MS ? ms : undefined
  }

  function answered(): { readonly at: number; readonly isAtHubs: boolean } {
    const { at, isHubs } = now()
    return { at, isAtHubs: isHubs }
  }

  async function sendAll(person: string): Promise<void> {
    for (;;) {
      const next = replies.find((reply) => reply.is === 'waiting' && reply.person === person)
      if (next === undefined) return
      const { triedAt = next.writtenAt, key } = next
      if (triedAt !== null && now().at - triedAt > SENT_AGAIN_WITHIN_MS) {
        replace(key, { ...next, is: 'refused', ...answered(), ...UNKNOWN })
        continue
      }
      let reply: Reply = { ...next, triedAt: triedAt ?? now().at }
      const isCarriedOut = () => {
        replace(key, { ...reply, is: 'sent', ...answered() })
        settled(reply)
      }
      if (triedAt === null) replace(key, reply)
      try {
        if (next.file !== undefined && next.input.upload === undefined) {
          reply = { ...reply, input: { ...next.input, ...(await upload(next)) } }
          // Sent again after a lost answer it is the same upload, and so the same reply.
          replace(key, reply)
        }
        await send(reply, waitedMs(reply))
        isCarriedOut()
      } catch (error) {
        // Without an answer, and without a session of its writer's, it waits: the same key is sent again.
        if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) return
        const { code, params, detail } = error
        if (code === 'signInFirst' || code === 'otherWriter') return
        if (code === 'doneBefore') isCarriedOut()
        else replace(key, { ...next, is: 'refused', ...answered(), code, params, detail })
      }
    }
  }

  const queue: ReplyQueue = {
    of(person) {
      const known = byPerson.get(person) ?? replies.filter((reply) => reply.person === person)
      byPerson.set(person, known)
      return known
    },
    isKept: () => kept,
    add({ isTried = false, ...reply }) {
      if (queue.of(reply.person).filter(({ is }) => is === 'waiting').length >= MOST_REPLIES) return false
      const { at, isHubs } = now()
      const written = { ...reply, writtenAt: at, isWrittenAtHubs: isHubs, triedAt: isTried ? at : null }
      set((before) => [...before, { ...written, is: 'waiting' }])
      void queue.flush(reply.person)
      return true
    },
    flush(person) {
      if (!queue.of(person).some(({ is }) => is === 'waiting')) return Promise.resolve()
      flushing ??= sendAll(person).finally(() => {
        flushing = undefined
      })
      return flushing
    },
    drop(key) {
      const dropped = replies.find((reply) => reply.key === key)
      set((before) => before.filter((reply) => reply.key !== key))
      if (dropped !== undefined) settled(dropped)
    },
    reread: () => {
      if (reread()) tell()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return queue
}

/** What a text keeps; nothing where it is no list of ours. */
function repliesIn(text: string | null): readonly Reply[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(parsed) ? (parsed as Reply[]).filter(isReply) : []
  } catch {
    return []
  }
}

function isReply(each: Partial<Reply> | null): each is Reply {
  return (
    typeof each?.key === 'string' &&
    typeof each.command === 'string' &&
    typeof each.person === 'string' &&
    typeof each.input === 'object' &&
    (each.is === 'waiting' || ((each.is === 'sent' || each.is === 'refused') && typeof each.at === 'number'))
  )
}
