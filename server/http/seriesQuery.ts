import * as z from 'zod'
import { badRequest } from './problem.ts'
import { Instant, says } from './route.ts'

/** Most buckets one answer holds: more than the pixels of a chart are of no use to anyone. */
const MAX_POINTS = 5_000

export const SeriesQuery = z.object({
  from: Instant.meta(
    says('ISO 8601 hoặc mili giây epoch, tính cả lúc này', 'ISO 8601 or epoch milliseconds, inclusive'),
  ),
  to: Instant.meta(
    says('ISO 8601 hoặc mili giây epoch, không tính lúc này', 'ISO 8601 or epoch milliseconds, exclusive'),
  ),
  points: z.coerce.number().int().min(1).max(MAX_POINTS).default(500),
})

export function timeRange({ from, to, points }: z.output<typeof SeriesQuery>) {
  if (from >= to) throw badRequest('from must be before to')
  return { from, to, points }
}
