import { MINUTE_MS, SECOND_MS } from '../time.ts'

/** A picture of what a screen shows is asked for; a screen that does not answer within this is off, or cannot. */
export const STILL_WITHIN_MS = 30 * SECOND_MS
/** So long after it was asked for a picture is taken all the same, where nobody has asked anew: a machine may be slow. */
export const STILL_TAKEN_WITHIN_MS = 10 * MINUTE_MS
/** A still at most, bytes: it comes as a command does, whose body is bounded. */
export const MAX_STILL_BYTES = 45_000
/** As it is written in a command: base64. */
export const MAX_STILL_TEXT = Math.ceil(MAX_STILL_BYTES / 3) * 4
