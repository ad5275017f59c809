import { DAY_MS } from '../time.ts'

/** The hub knows for so long that what comes under an `Idempotency-Key` has been carried out; its answer it keeps for a day at most. */
export const KEY_KEPT_MS = 14 * DAY_MS
/** What was sent first longer ago, and never answered, is not sent again: the hub may have forgotten it. The day between is for clocks that differ. */
export const SENT_AGAIN_WITHIN_MS = KEY_KEPT_MS - DAY_MS

/** The header that says whose a command or a file is: account of who wrote it. Of somebody else's session the hub takes neither. */
export const WRITER_HEADER = 'x-ioc-person'

/**
 * The header that says how long ago a command was written that waited for a line: ms by its writer's own clock, between writing and sending. A clock that
 * is set wrong tells that as well as one that is right; one that was set meanwhile does not.
 */
export const WRITTEN_AGO_HEADER = 'x-ioc-written-ago'
/** A longer time is none that a command waited: the clock was set meanwhile. */
export const LONGEST_WRITTEN_AGO_MS = 366 * DAY_MS
