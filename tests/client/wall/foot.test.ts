import { describe, expect, it } from 'vitest'
import { countSources } from '../../../client/wall/sourceHealth.ts'
import { openAlerts, tickerPages } from '../../../client/wall/tickerPages.ts'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import type { Source } from '../../../domain/wire.ts'

const now = 10_000_000
const source = (given: Partial<Source>): Source => ({
  id: 'sensor/a',
  unit: null,
  everyMs: 60_000,
  lastAt: now,
  lastReceivedAt: now,
  accepted: 1,
  refused: 0,
  duplicates: 0,
  late: 0,
  skewMs: 0,
  simulated: false,
  ...given,
})
const alert = (given: Partial<Alert>): Alert => ({
  id: 'a',
  key: 'k',
  rule: 'r',
  severity: 'minor',
  subject: 'sensor',
  subjectId: 's',
  unit: null,
  title: { vi: '', en: '' },
  evidence: [],
  value: null,
  limit: null,
  raisedAt: now,
  clearedAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  simulated: false,
  ...given,
})

describe('health of the sources', () => {
  it('counts by age, each source once; never heard is lost', () => {
    const counts = countSources(
      [
        source({}),
        source({ lastReceivedAt: now - 200_000 }),
        source({ lastReceivedAt: now - 700_000 }),
        source({ lastReceivedAt: null, simulated: true }),
        source({ everyMs: null, lastReceivedAt: null }),
      ],
      now,
      ALWAYS_OPEN,
    )
    expect(counts).toEqual({ all: 4, live: 1, stale: 1, lost: 2, unheard: 0, simulated: 1 })
  })

  it('counts nobody as lost or late while the hub could not have heard them', () => {
    const sources = [source({}), source({ lastReceivedAt: now - 700_000 }), source({ lastReceivedAt: null })]
    const deaf = { is: 'cut', since: now - 600_000, cause: 'broker' } as const
    const just = { is: 'open', since: now - 500 } as const
    for (const reception of [deaf, just]) {
      expect(countSources(sources, now, reception)).toMatchObject({ all: 3, live: 1, stale: 0, lost: 0, unheard: 2 })
    }
  })
})

describe('ticker', () => {
  it('shows what stands, newest first', () => {
    const alerts = [
      alert({ id: 'old', raisedAt: 1 }),
      alert({ id: 'gone', raisedAt: 5, clearedAt: 6 }),
      alert({ id: 'new', raisedAt: 9 }),
      alert({ id: 'also', raisedAt: 9 }),
    ]
    expect(openAlerts(alerts).map(({ id }) => id)).toEqual(['also', 'new', 'old'])
  })

  it('puts as many lines on a page as have room, and keeps their order', () => {
    const wide = (n: number) => n
    expect(tickerPages([30, 30, 50, 20, 90, 5], wide, 70)).toEqual([[30, 30], [50, 20], [90], [5]])
    expect(tickerPages([1, 1, 1, 1], wide, 70)).toEqual([[1, 1, 1], [1]])
    expect(tickerPages([], wide, 70)).toEqual([[]])
  })

  it('bounds the pages: what is older waits in the console', () => {
    expect(
      tickerPages(
        Array.from({ length: 100 }, () => 60),
        (n) => n,
        70,
      ),
    ).toHaveLength(6)
  })
})
