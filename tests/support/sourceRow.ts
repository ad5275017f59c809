/** A source as the feed carries it, of which nothing is known yet but its name and its place. */
export const sourceRow = (id: string, unit: string | null = null) =>
  ({
    ...{ id, unit, everyMs: null, status: null, lastAt: null, lastReceivedAt: null, asOf: null, nextWithinMs: null },
    ...{ countedSince: 0, accepted: 0, refused: 0, lastRefusedAt: null, acceptedSince: 0, duplicates: 0, late: 0 },
    ...{ skewMs: null, clock: null, measuredAt: null, rivals: null, misplaced: null, simulated: false },
  }) as const
