import { DAY_MS } from '../../domain/time.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { forget, recall, remember } from '../remembered.ts'
import type { AnswerTo, Asked, QueryPath } from './ask.ts'
import type { Moment } from './hubClock.ts'
import { pageMoment } from './pageMoment.ts'
import type { Session } from './session.ts'

/** So long at most what was kept is shown without the hub having said that whoever reads it still may; no longer than their session lasts. */
export const KEPT_FOR_MS = 3 * DAY_MS
/** Answers of one person that are kept, the newest first; a longer one than this is not. */
const MOST_ANSWERS = 60
const LONGEST_ANSWER = 200_000

/** What may be read again without a line: one's list of work, and what it leads to. Nothing else that the hub answers is kept. */
export const KEPT_PATHS = ['/my-work', '/directives/{id}', '/explanations/{id}', '/incidents/{id}'] as const
export type KeptPath = (typeof KEPT_PATHS)[number]

/** Who sat here last, as the hub said it. Neither a session nor a key: without the hub it opens what is kept and nothing else. */
export interface Reader {
  readonly session: Session
  readonly edition: Edition | undefined
  /** When the hub last said so, epoch ms on this machine's clock. */
  readonly at: number
}

/** Whether what a reader has kept may still be shown. */
function isReadable({ session, at }: Reader, now: number): boolean {
  return Math.abs(now - at) < KEPT_FOR_MS && now < (session.principal?.sessionEndsAt ?? Number.POSITIVE_INFINITY)
}

/** An answer as it was, and when the hub gave it. */
export interface Kept<P extends QueryPath> {
  readonly answer: AnswerTo<P>
  /** Epoch ms on this machine's clock, by which it is let go. */
  readonly at: number
  /** What is told of it; what an earlier version kept has none. */
  readonly moment?: Moment
}

interface Answers {
  readonly person: string
  readonly answers: Readonly<Record<string, Kept<KeptPath>>>
}

/** Keeps who sits here; of somebody else's nothing stays. @param edition undefined: the hub has not said it yet */
export function keepReader(session: Session, edition: Edition | undefined, now: number): void {
  const principal = session.principal
  if (principal?.is !== 'person') return
  const before = readerOf(recall('reader'))
  if (before?.session.principal?.id !== principal.id) forgetKept()
  const kept: Reader = {
    session: { ...session, principal: { ...principal, session: null } },
    edition: edition ?? before?.edition,
    at: now,
  }
  remember('reader', JSON.stringify(kept))
}

/** Who sat here last, if that was not too long ago; of whom it was nothing stays. */
export function keptReader(now: number): Reader | undefined {
  const reader = readerOf(recall('reader'))
  if (reader === undefined || isReadable(reader, now)) return reader
  forgetKept()
  return undefined
}

/** Keeps an answer to who sits here. */
export function keepAnswer<P extends KeptPath>(
  person: string,
  asked: Asked<P>,
  answer: AnswerTo<P>,
  now: number,
): void {
  const reader = readerOf(recall('reader'))
  // A page that somebody has left open keeps nothing beside what is somebody else's by now.
  if (reader?.session.principal?.id !== person) return
  const text = JSON.stringify(answer)
  const others = Object.entries(answersOf(person, asked)).filter(([each]) => each !== asked)
  const all =
    text.length > LONGEST_ANSWER ? others : [[asked, { answer, at: now, moment: pageMoment() }] as const, ...others]
  const newest = all.toSorted(([, a], [, b]) => b.at - a.at).slice(0, MOST_ANSWERS)
  remember(placeOf(asked), JSON.stringify({ person, answers: Object.fromEntries(newest) }))
}

/** An answer as it was when the hub last gave it; undefined where it never has, or not lately. */
export function keptAnswer<P extends KeptPath>(person: string, asked: Asked<P>, now: number): Kept<P> | undefined {
  const reader = readerOf(recall('reader'))
  // Whose session is over by its longest time reads nothing more, also on a page that was open all the time.
  if (reader !== undefined && !isReadable(reader, now)) {
    forgetKept()
    return undefined
  }
  const kept = answersOf(person, asked)[asked]
  return kept !== undefined && Math.abs(now - kept.at) < KEPT_FOR_MS ? (kept as Kept<P>) : undefined
}

/** Forgets an answer, which whoever sits here may not have any more. */
export function dropAnswer(person: string, asked: Asked<KeptPath>): void {
  const { [asked]: dropped, ...answers } = answersOf(person, asked)
  if (dropped !== undefined) remember(placeOf(asked), JSON.stringify({ person, answers }))
}

/** Forgets who sat here and all that was kept of them; what they wrote and the hub does not have yet waits for them. */
export function forgetKept(): void {
  forget('reader')
  forget('work')
  forget('workLists')
}

/** Lists come anew every few seconds, what they lead to seldom: one is not written for the other's sake. */
const placeOf = (asked: string) => (asked.startsWith('/my-work') ? 'workLists' : 'work')

function answersOf(person: string, asked: string): Answers['answers'] {
  const kept = parsed<Answers>(recall(placeOf(asked)))
  return kept?.person === person && typeof kept.answers === 'object' ? kept.answers : {}
}

function readerOf(text: string | null): Reader | undefined {
  const kept = parsed<Reader>(text)
  return typeof kept?.at === 'number' && typeof kept.session?.principal?.id === 'string' ? (kept as Reader) : undefined
}

function parsed<T>(text: string | null): Partial<T> | null {
  try {
    return JSON.parse(text ?? 'null') as Partial<T> | null
  } catch {
    return null
  }
}
