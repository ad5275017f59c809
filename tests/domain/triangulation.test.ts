import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OfficeView } from '../../domain/triangulation/officeView.ts'
import { triangulate } from '../../domain/triangulation/triangulate.ts'

const T = 1_795_000_000_000
const CALM = {
  camera: { state: 'live', waiting: 4, counters: 5, countersStaffed: 3, at: T, fresh: true },
  queue: { ticketsServed: 60, ticketsWaiting: 4, countersOpen: 3, at: T - 20_000, fresh: true },
  intake: { received: 15, at: T - 30_000, fresh: true },
  isOpen: true,
  openMinutes: 180,
} as const satisfies OfficeView

type Part<K extends keyof OfficeView> = Partial<NonNullable<OfficeView[K]>>
function office(camera: Part<'camera'>, queue: Part<'queue'> = {}, intake: Part<'intake'> = {}): OfficeView {
  return {
    ...CALM,
    camera: { ...CALM.camera, ...camera },
    queue: { ...CALM.queue, ...queue },
    intake: { ...CALM.intake, ...intake },
  }
}
const rules = (view: OfficeView) => triangulate(view).map(({ rule }) => rule)

describe('camera, queue and books of an office', () => {
  it('agree on an ordinary day', () => {
    expect(rules(CALM)).toEqual([])
  })

  it('tell a dead camera by a queue that moves', () => {
    expect(rules(office({ state: 'lost' }))).toEqual(['deadCamera'])
    expect(rules(office({ state: 'frozen' }))).toEqual(['deadCamera'])
    expect(rules(office({ state: 'lost' }, { ticketsServed: 0 }))).toEqual([])
    expect(rules({ ...office({ state: 'lost' }), openMinutes: 10 })).toEqual([])
  })

  it('tell a camera that looks the wrong way, and people without tickets', () => {
    expect(rules(office({ waiting: 0 }, { ticketsWaiting: 12 }))).toEqual(['blindCamera'])
    expect(rules(office({ waiting: 14 }, { ticketsWaiting: 0 }))).toEqual(['unticketed'])
    expect(rules(office({ waiting: 2 }, { ticketsWaiting: 0 }))).toEqual([])
  })

  it('tell counters that nobody staffs, when all who look at them say so', () => {
    const [finding] = triangulate(office({ countersStaffed: 0, waiting: 9 }, { countersOpen: 0, ticketsWaiting: 8 }))
    expect(finding).toMatchObject({ rule: 'emptyCounters', severity: 'major' })
    expect(finding?.seen.map(({ of, value }) => `${of} ${value}`)).toEqual([
      'camera 9',
      'camera 0/5',
      'queue 8',
      'queue 0',
    ])
    expect(rules(office({ countersStaffed: 0, waiting: 9 }))).toEqual([])
  })

  it('tell dossiers that pass by the system', () => {
    expect(rules(office({}, { ticketsServed: 90 }, { received: 4 }))).toEqual(['dossiersOutside'])
    expect(rules(office({}, { ticketsServed: 90 }, { received: 9 }))).toEqual([])
    expect(rules(office({}, { ticketsServed: 20 }, { received: 0 }))).toEqual([])
  })

  it('accuse nobody by what is old, unknown, or after hours', () => {
    const bad = { waiting: 14 }
    expect(rules(office({ ...bad, fresh: false }, { ticketsWaiting: 0 }))).toEqual([])
    expect(rules(office(bad, { ticketsWaiting: 0, fresh: false }))).toEqual([])
    expect(rules(office({}, { ticketsServed: 90 }, { received: 0, fresh: false }))).toEqual([])
    expect(rules({ ...office(bad, { ticketsWaiting: 0 }), isOpen: false })).toEqual([])
    expect(rules({ camera: undefined, queue: undefined, intake: undefined, isOpen: true, openMinutes: 99 })).toEqual([])
  })

  it('show what was seen, by whom and when, in both languages', () => {
    const count = fc.nat(40)
    const view = fc
      .record({
        state: fc.constantFrom('live', 'stale', 'frozen', 'lost', 'never' as const),
        waiting: fc.option(count),
        staffed: fc.option(count),
        served: count,
        tickets: count,
        open: count,
        received: count,
      })
      .map(({ state, waiting, staffed, served, tickets, open, received }) =>
        office(
          { state, waiting, countersStaffed: staffed },
          { ticketsServed: served * 3, ticketsWaiting: tickets, countersOpen: open },
          { received },
        ),
      )
    fc.assert(
      fc.property(view, (given) => {
        for (const { seen, title, holdMs } of triangulate(given)) {
          expect(seen.length).toBeGreaterThanOrEqual(2)
          expect(title.vi).not.toBe(title.en)
          expect(holdMs).toBeGreaterThan(0)
          for (const { at, value } of seen) {
            expect(at).toBeGreaterThan(0)
            expect(value).not.toBe('')
          }
        }
      }),
    )
  })
})
