import { useCallback, useEffect, useRef, useState } from 'react'
import { draftOf, keepDraft, writeDrafts } from './drafts.ts'
import type { Moment } from './hubClock.ts'
import { useSession } from './session.ts'

/** What is typed into a form: a text, or its fields by their names. */
type Typed = string | object

/** What stands in a form, which outlasts the page and the session until it is sent or thrown away. */
export interface DraftInHand<T extends Typed> {
  readonly value: T
  readonly set: (next: T | ((before: T) => T)) => void
  /** When what the form opened with was written; undefined: it opened as it always does, or that was thrown away. */
  readonly from: Moment | undefined
  /** What was typed is sent: a later page opens the form as it always does. */
  readonly forget: () => void
  /** Throws away what was typed. */
  readonly clear: () => void
}

/**
 * @param form what is typed where, and about what: one name for one form of one matter
 * @param startsAt what the form opens with where nothing was left unsent in it
 */
export function useDraft<T extends Typed>(form: string, startsAt: T): DraftInHand<T> {
  const person = useSession()?.principal?.id ?? ''
  const [begun] = useState(() => ({ form, person, startsAt, found: draftOf(person, form) }))
  const isFitting = typeof begun.found?.typed === typeof startsAt && begun.found?.typed !== null
  const [value, setValue] = useState<T>(() => opening(startsAt, isFitting ? (begun.found?.typed as T) : startsAt))
  const [from, setFrom] = useState(isFitting ? begun.found?.writtenAt : undefined)
  const latest = useRef(value)
  const set = useCallback<DraftInHand<T>['set']>(
    (next) => {
      const typed = typeof next === 'function' ? next(latest.current) : next
      latest.current = typed
      setValue(typed)
      // A session that has ended meanwhile takes nothing from its reader: the draft is that of whoever opened the form.
      keepDraft(begun.person, begun.form, isWorthKeeping(typed, begun.startsAt) ? typed : undefined)
    },
    [begun],
  )
  useEffect(() => writeDrafts, [])
  const forget = useCallback(() => {
    keepDraft(begun.person, begun.form, undefined)
    setFrom(undefined)
  }, [begun])
  const clear = useCallback(() => {
    set(begun.startsAt)
    setFrom(undefined)
  }, [set, begun])
  return { value, set, from, forget, clear }
}

/** One field of a form of several: what stands in it, and what puts something else there. */
export function fieldOf<T extends object, K extends keyof T>(
  { value, set }: Pick<DraftInHand<T>, 'value' | 'set'>,
  name: K,
): readonly [T[K], (next: T[K]) => void] {
  return [value[name], (next) => set((before) => ({ ...before, [name]: next }))]
}

/** Whether somebody has typed or chosen anything. */
function isWorthKeeping(typed: Typed, startsAt: Typed): boolean {
  return typeof typed === 'string'
    ? typed.trim() !== '' && typed !== startsAt
    : JSON.stringify(typed) !== JSON.stringify(startsAt)
}

/** What a form opens with: of fields that it has got since, what it always opens with. */
function opening<T extends Typed>(startsAt: T, found: T): T {
  return typeof startsAt === 'string' ? found : ({ ...(startsAt as object), ...(found as object) } as T)
}
