import { ask } from '../../live/ask.ts'

/** Where a still of a wall is, by its number in the log. */
export function stillAddress(number: number): string {
  return `/api/v1${ask('/walls/stills/{number}', { params: { number } })}`
}
