import { useEffect, useMemo } from 'react'
import { ApiError, useAnswer } from './api.ts'
import type { Asked } from './ask.ts'
import type { Moment } from './hubClock.ts'
import { dropAnswer, type Kept, type KeptPath, keepAnswer, keptAnswer } from './kept.ts'
import { pageMoment } from './pageMoment.ts'
import { useSession } from './session.ts'

/** No answer of the hub: it is away, or a proxy says so in its place. */
export function isUnanswered(error: Error | null): boolean {
  return error instanceof ApiError && (error.status === 0 || (error.status >= 502 && error.code === undefined))
}

/**
 * An answer that is kept for when there is no line to the hub, and what was kept of it.
 * @param answer as the hub has just given it; undefined: not yet
 * @param error why it has not
 */
export function useKept<P extends KeptPath>(
  asked: Asked<P>,
  answer: Kept<P>['answer'] | undefined,
  error: Error | null,
): Kept<P> | undefined {
  const person = useSession()?.principal?.id ?? ''
  useEffect(() => {
    if (answer !== undefined) keepAnswer(person, asked, answer, Date.now())
  }, [person, asked, answer])
  const isRefused = error instanceof ApiError && !isUnanswered(error) && error.status < 500
  useEffect(() => {
    if (isRefused) dropAnswer(person, asked)
  }, [isRefused, person, asked])
  return useMemo(
    () => (answer === undefined && !isRefused ? keptAnswer(person, asked, Date.now()) : undefined),
    [answer, isRefused, person, asked],
  )
}

/** When it was that this machine's clock said so. @param at epoch ms on this machine's clock, of this page's time */
function momentAt(at: number): Moment {
  const now = pageMoment()
  return { at: now.at - (Date.now() - at), isHubs: now.isHubs }
}

const momentOf = ({ moment, at }: Pick<Kept<KeptPath>, 'moment' | 'at'>): Moment => moment ?? { at, isHubs: false }

/**
 * Asks the hub for what may be read again without a line.
 * @returns as `useAnswer`; `data` may be what was kept. `oldSince`: the hub does not answer, and what is shown is what it said then
 */
export function useReadable<P extends KeptPath>(asked: Asked<P>, asking: Parameters<typeof useAnswer<P>>[1] = {}) {
  const read = useAnswer(asked, asking)
  const kept = useKept(asked, read.data, read.error)
  const isAway = isUnanswered(read.failureReason)
  const { data, dataUpdatedAt } = read
  return {
    data: data ?? (isAway ? kept?.answer : undefined),
    error: read.error,
    refetch: read.refetch,
    oldSince: isAway ? (data === undefined ? kept && momentOf(kept) : momentAt(dataUpdatedAt)) : undefined,
  }
}
