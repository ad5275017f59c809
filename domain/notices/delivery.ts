import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time.ts'
import type { Attempt, Notice, NoticeOnItsWay, NoticeState, Outside } from './notice.ts'
import { type NoticePreferences, wants } from './preferences.ts'
import { quietUntil } from './quietHours.ts'
import type { Reason } from './reasons.ts'

/** What came of an attempt. */
export type Outcome =
  | { readonly is: 'sent'; readonly detail?: string }
  /**
   * It may go better another time. `after`: not before so many ms, as the receiver asks. `everything`: it is not this notice's fault, and whatever
   * goes the same way waits, too.
   */
  | {
      readonly is: 'later'
      readonly reason: Reason
      readonly detail?: string
      readonly after?: number
      readonly everything?: boolean
    }
  /** It will never go. */
  | { readonly is: 'refused'; readonly reason: Reason; readonly detail?: string }

/** How long a notice is tried, counted from when it was due first. */
export const GIVE_UP_AFTER_MS = 24 * HOUR_MS
/** How long it waits on the console for its person. */
export const CONSOLE_FOR_MS = 7 * 24 * HOUR_MS
const FIRST_DELAY_MS = 15 * SECOND_MS
const LONGEST_DELAY_MS = 15 * MINUTE_MS
/** Attempts that are kept with a notice; how many there were is counted. */
const KEPT_ATTEMPTS = 20
const MAX_DETAIL = 300

/** How long to wait after so many attempts: growing, and spread by a quarter so that what failed together does not come back together. */
export function delayAfter(attempts: number, random: number): number {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)))
  return Math.round(delay * (0.75 + 0.5 * random))
}

/** What to do with a notice whose time has come. */
export type Dispatch =
  | { readonly is: 'send' }
  | { readonly is: 'wait'; readonly until: number }
  | { readonly is: 'cancel'; readonly reason: Reason }

/** @param preferences undefined: the person may not sign in any more */
export function dispatch(notice: NoticeOnItsWay, preferences: NoticePreferences | undefined, at: number): Dispatch {
  const { channel, urgency } = notice
  if (channel === 'console') return { is: 'wait', until: notice.giveUpAt }
  if (preferences === undefined) return { is: 'cancel', reason: 'personGone' }
  if (notice.to !== undefined) return { is: 'send' }
  if (!wants(preferences, channel, urgency)) return { is: 'cancel', reason: 'notWanted' }
  const until = urgency === 'emergency' ? undefined : quietUntil(preferences.quiet, at)
  return until === undefined ? { is: 'send' } : { is: 'wait', until }
}

/** A notice after an attempt. @param random between 0 and 1 */
export function attempted(notice: Notice, outcome: Outcome, at: number, random: number): Notice {
  const attempt: Attempt = {
    at,
    is: outcome.is,
    reason: outcome.is === 'sent' ? null : outcome.reason,
    detail: (outcome.detail ?? '').slice(0, MAX_DETAIL),
  }
  const attempts = notice.attempts + 1
  const known = { ...notice, attempts, tried: [...notice.tried, attempt].slice(-KEPT_ATTEMPTS) }
  if (outcome.is === 'sent') return ended(known, 'sent', null, at)
  // What an act has made needless is not tried again, whatever came of the attempt that was under way.
  if (notice.state !== 'pending') return known
  if (outcome.is === 'refused') return ended(known, 'failed', outcome.reason, at)
  const nextAt = at + Math.max(delayAfter(attempts, random), outcome.after ?? 0)
  return nextAt >= notice.giveUpAt
    ? ended(known, 'givenUp', outcome.reason, at)
    : { ...known, nextAt, reason: outcome.reason }
}

/** A notice that is put off, e.g. for quiet hours: no attempt was made, and it has the whole time from then on. */
export function putOff(notice: Notice, until: number, reason: Reason | null): Notice {
  return { ...notice, nextAt: until, giveUpAt: Math.max(notice.giveUpAt, until + GIVE_UP_AFTER_MS), reason }
}

/** A notice that nothing more becomes of. */
export function ended(
  notice: Notice,
  state: Exclude<NoticeState, 'pending'>,
  reason: Reason | null,
  at: number,
): Notice {
  return { ...notice, state, reason, nextAt: null, endedAt: at }
}

/** How a way outside the house is, for whoever looks whether notices get out. */
export interface ChannelState {
  readonly channel: Outside
  /** `off`: not set up, which is nothing wrong. `paused`: it cannot be reached, or asks to wait; what goes this way waits. */
  readonly is: 'off' | 'open' | 'paused'
  /** Since when it is paused, epoch ms. */
  readonly since: number | null
  readonly reason: Reason | null
  readonly detail: string
  /** When it is tried again, epoch ms. */
  readonly until: number | null
}
