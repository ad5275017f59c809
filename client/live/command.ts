import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type * as z from 'zod'
import type { COMMANDS, CommandName } from '../../domain/commands/index.ts'
import { WRITER_HEADER, WRITTEN_AGO_HEADER } from '../../domain/commands/sending.ts'
import type { Answer } from '../../domain/queries/query.ts'
import { ApiError, SESSION_KEY, sendJson } from './api.ts'
import type { QueryPath } from './ask.ts'
import { readerOfPage } from './reader.ts'

/** What a command takes and what it answers, as it is declared. Types alone: the schemas themselves are the hub's. */
export type InputOf<N extends CommandName> = z.input<(typeof COMMANDS)[N]['input']>
export type AnswerOf<N extends CommandName> = Answer<(typeof COMMANDS)[N]['gives']>

/** Pauses before a command without an answer is sent again, ms; spread by half so that screens do not send in step. */
const PAUSES_MS = [400, 1_000, 2_500] as const

/** The hub keeps no answer of these under an `Idempotency-Key`: who sends them has no account yet, or a cookie comes with the answer. */
export const SENT_ONCE: ReadonlySet<string> = new Set<CommandName>([
  ...(['signIn', 'signInAs', 'signOut', 'changePassword', 'confirmTotp', 'removeTotp'] as const),
  ...(['requestPairing', 'claimPairing', 'openDemoWall'] as const),
])

/** A fresh `Idempotency-Key`: whatever is sent under one key is carried out once. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Sends a command, and the same one again while no answer comes.
 * @param key the same for whatever is one act: an answer may be lost after the command was carried out
 * @param writer account of who wrote it: in the session of anybody else the hub does not carry it out
 * @param writtenAgoMs how long it has waited for a line
 * @throws ApiError a refusal of the hub; `status` 0: nobody knows whether it was carried out
 */
export async function command<N extends CommandName>(
  name: N,
  input: InputOf<N>,
  key: string = newKey(),
  writer: string | undefined = readerOfPage(),
  writtenAgoMs?: number,
): Promise<AnswerOf<N>> {
  const request: RequestInit = {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'x-ioc-command': '1',
      'idempotency-key': key,
      // Whoever has signed in may sign out from a page that still shows somebody else.
      ...(writer !== undefined && name !== 'signOut' && { [WRITER_HEADER]: writer }),
      ...(writtenAgoMs !== undefined && { [WRITTEN_AGO_HEADER]: String(writtenAgoMs) }),
    },
    body: JSON.stringify(input),
  }
  const send = () => sendJson<AnswerOf<N>>(`/api/v1/commands/${name}`, request)
  if (SENT_ONCE.has(name)) return send()
  for (const pause of PAUSES_MS) {
    try {
      return await send()
    } catch (error) {
      if (!isUnanswered(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
    }
  }
  return send()
}

/** No answer of the hub: it is away, or a proxy says so in its place. */
function isUnanswered(error: unknown): error is ApiError {
  return error instanceof ApiError && (error.status === 0 || (error.status >= 502 && error.code === undefined))
}

/** Whoever this page shows is not who has signed in. */
const isOfOthers = ({ code }: ApiError) => code === 'signInFirst' || code === 'otherWriter'

/** A command as a form or a button sends it. */
export interface CommandInHand<N extends CommandName> {
  /** Sends it; while one is under way, another call waits for the same. Undefined: it was refused, and `error` says why. */
  send(
    input: InputOf<N>,
    /** Told the key instead of `error` when no answer comes: whoever sends it later sends it under this. */
    unansweredAs?: (key: string) => void,
  ): Promise<AnswerOf<N> | undefined>
  readonly isSending: boolean
  readonly error: ApiError | undefined
  /** Forgets the error. */
  clear(): void
}

/**
 * A command for a form or a button.
 * @param changes questions that are asked again once it was carried out
 */
export function useCommand<N extends CommandName>(name: N, changes: readonly QueryPath[] = []): CommandInHand<N> {
  const queries = useQueryClient()
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<ApiError>()
  const underWay = useRef<Promise<AnswerOf<N> | undefined>>(undefined)
  /** What was sent and never answered: sent once more, it is still the same act. */
  const unanswered = useRef<{ readonly body: string; readonly key: string }>(undefined)
  const paths = useRef(changes)
  useEffect(() => {
    paths.current = changes
  })

  const send = useCallback(
    (input: InputOf<N>, unansweredAs?: (key: string) => void) => {
      if (underWay.current !== undefined) return underWay.current
      const body = JSON.stringify(input)
      const key = unanswered.current?.body === body ? unanswered.current.key : newKey()
      unanswered.current = { body, key }
      setSending(true)
      setError(undefined)
      const answer = command(name, input, key)
        .then((given) => {
          unanswered.current = undefined
          for (const path of paths.current) void queries.invalidateQueries(answersTo(path))
          return given
        })
        .catch((fault: unknown) => {
          const refusal = fault instanceof ApiError ? fault : new ApiError('Fault', String(fault), 0)
          if (!isUnanswered(refusal)) unanswered.current = undefined
          if (isOfOthers(refusal)) void queries.invalidateQueries({ queryKey: SESSION_KEY })
          if (unansweredAs !== undefined && isUnanswered(refusal)) {
            unanswered.current = undefined
            unansweredAs(key)
          } else setError(refusal)
          return undefined
        })
        .finally(() => {
          underWay.current = undefined
          setSending(false)
        })
      underWay.current = answer
      return answer
    },
    [name, queries],
  )
  const clear = useCallback(() => setError(undefined), [])
  return { send, isSending, error, clear }
}

/** Every answer to questions of one path, whatever its parameters. */
function answersTo(path: QueryPath) {
  const stem = path.split('{')[0] ?? path
  return {
    predicate: ({ queryKey: [kind, asked] }: { readonly queryKey: readonly unknown[] }) =>
      (kind === 'api' || kind === 'api-pages') &&
      typeof asked === 'string' &&
      (stem === path ? asked === path || asked.startsWith(`${path}?`) : asked.startsWith(stem)),
  }
}
