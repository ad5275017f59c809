import type { AnswerTo } from '../../live/ask.ts'
import type { PERSON_STATES } from '../shows.ts'

/** Somebody in the list of those who may sign in. */
export type ListedPerson = AnswerTo<'/people'>['people'][number]

type PersonState = (typeof PERSON_STATES)[number]

/** Whether a person can sign in at a moment; `waiting`: once they have chosen a password of their own. @param now epoch ms */
export function personState({ disabledAt, lockedUntil, mustChange }: ListedPerson, now: number): PersonState {
  if (disabledAt !== null) return 'disabled'
  if (lockedUntil !== null && lockedUntil > now) return 'locked'
  return mustChange ? 'waiting' : 'active'
}
