import { SECOND_MS } from '../time.ts'

/** A picture of what a screen shows is asked for; a screen that does not answer within this is off, or cannot. */
export const STILL_WITHIN_MS = 30 * SECOND_MS
/** A still at most, bytes: it comes as a command does, whose body is bounded. */
export const MAX_STILL_BYTES = 45_000
/** As it is written in a command: base64. */
export const MAX_STILL_TEXT = Math.ceil(MAX_STILL_BYTES / 3) * 4
