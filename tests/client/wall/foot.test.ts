import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countSources } from '../../../client/wall/sourceHealth.ts'
import { tickerPages, told } from '../../../client/wall/tickerPages.ts'
import { type Alert, JUST_RAISED, UNHANDLED } from '../../../domain/alerts/alert.ts'
import { openAlerts } from '../../../domain/alerts/order.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import type { Source } from '../../../domain/sources/source.ts'

const now = 10_000_000
const source = (given: Partial<Source>): Source => ({
  id: 'sensor/a',
  unit: null,
  everyMs: 60_000,
  status: null,
  lastAt: now,
  lastReceivedAt: now,
  asOf: given.lastReceivedAt === undefined ? now : given.lastReceivedAt,
  nextWithinMs: null,
  countedSince: 0,
  accepted: 1,
  refused: 0,
  lastRefusedAt: null,
  acceptedSince: 0,
  duplicates: 0,
  late: 0,
  skewMs: 0,
  clock: 'right',
  measuredAt: now,
  rivals: null,
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
  ...JUST_RAISED,
  ...UNHANDLED,
  severityNow: 'minor',
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
  const wide = ({ value }: Pick<Alert, 'value'>) => value ?? 0
  const lines = (severity: Alert['severity'], ...widths: number[]) =>
    widths.map((value, i) => alert({ id: `${severity}${i}`, severity, value }))
  const idsOf = (page: readonly Alert[]) => page.map(({ id }) => id)

  it('puts as many lines on a page as have room, and keeps their order', () => {
    const pagesOf = (...widths: number[]) =>
      tickerPages(lines('minor', ...widths), wide, 70).pages.map((page) => page.map(wide))
    expect(pagesOf(30, 30, 50, 20, 90, 5)).toEqual([[30, 30], [50, 20], [90], [5]])
    expect(pagesOf(1, 1, 1, 1)).toEqual([[1, 1, 1], [1]])
    expect(tickerPages([], wide, 70)).toEqual({ pinned: [], pages: [[]], hidden: 0 })
  })

  it('bounds the pages, and says how many are on none', () => {
    const { pages, hidden } = tickerPages(lines('minor', ...Array<number>(100).fill(60)), wide, 70)
    expect(pages).toHaveLength(6)
    expect(hidden).toBe(94)
  })

  it('lets no critical alert wait for its page: it stays while the others take turns', () => {
    const many = [...lines('critical', 30), ...lines('minor', ...Array<number>(30).fill(30))]
    const { pinned, pages } = tickerPages(many, wide, 70)
    expect(idsOf(pinned)).toEqual(['critical0'])
    expect(pages.map(idsOf)[0]).toEqual(['minor0'])
    expect(pages.flat().every(({ severity }) => severity === 'minor')).toBe(true)
    // Too wide to leave room: it stays all the same, and both are cut.
    expect(idsOf(tickerPages([...lines('critical', 100), ...lines('minor', 30)], wide, 70).pinned)).toEqual([
      'critical0',
    ])
  })

  it('keeps all critical alerts in sight where they fit, else the worst, and gives the others the first pages', () => {
    expect(idsOf(tickerPages(lines('critical', 20, 20, 20), wide, 70).pinned)).toHaveLength(3)
    const { pinned, pages } = tickerPages([...lines('critical', 30, 30, 30), ...lines('major', 30)], wide, 70)
    expect(idsOf(pinned)).toEqual(['critical0'])
    expect(pages.map(idsOf)).toEqual([['critical1'], ['critical2'], ['major0']])
  })

  it('lets no major alert wait for its page where none is critical', () => {
    const many = [...lines('major', 30, 30), ...lines('minor', ...Array<number>(5).fill(30))]
    const { pinned, pages, hidden } = tickerPages(many, wide, 70)
    expect(idsOf(pinned)).toEqual(['major0'])
    expect([pages[0]?.[0]?.id, hidden]).toEqual(['major1', 0])
  })

  it('loses none and repeats none', () => {
    const each = fc.record({
      severity: fc.constantFrom('info', 'minor', 'major', 'critical' as const),
      value: fc.integer({ min: 1, max: 120 }),
    })
    fc.assert(
      fc.property(fc.array(each), (given) => {
        const alerts = openAlerts(given.map((some, i) => alert({ ...some, id: `${i}` })))
        const { pinned, pages, hidden } = tickerPages(alerts, wide, 70)
        const shown = [...pinned, ...pages.flat()]
        expect(shown).toEqual(alerts.slice(0, alerts.length - hidden))
      }),
    )
  })
})

describe('what the foot of a wall tells of the alerts', () => {
  it('says how many are seen, how many come in turn and how many are on no page: together all of them', () => {
    const ticker = { pinned: ['p'], pages: [['a', 'b'], ['c'], ['d', 'e']], hidden: 11 }
    expect(told(ticker, 0, 0)).toEqual({ shown: 3, inTurn: 3, hidden: 11 })
    expect(told(ticker, 1, 0)).toEqual({ shown: 2, inTurn: 4, hidden: 11 })
    // One line has found no room, and has none as often as its page comes.
    expect(told(ticker, 2, 1)).toEqual({ shown: 2, inTurn: 3, hidden: 12 })
    for (const [place, left] of [
      [0, 0],
      [1, 0],
      [2, 1],
    ] as const) {
      const { shown, inTurn, hidden } = told(ticker, place, left)
      expect(shown + inTurn + hidden).toBe(17)
    }
    expect(told({ pinned: [], pages: [['a', 'b', 'c']], hidden: 0 }, 0, 0)).toEqual({ shown: 3, inTurn: 0, hidden: 0 })
  })
})
