import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BOARD_COLUMNS,
  hasSource,
  SHOWN_OUTLOOKS,
  SHOWN_STATES,
  shownLines,
  sortLines,
} from '../../../client/console/plan/planBoard.ts'
import { isObjective, type PlanLine, planLines, tallyOf } from '../../../client/panels/planLines.ts'
import { PLAN, type PlanId } from '../../../domain/plan/index.ts'
import type { PlanRow } from '../../../domain/plan/planRow.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { planRow } from '../../support/planRow.ts'

const NOW = 1_795_000_000_000
const collator = new Intl.Collator('vi')
const nameOf = ({ item }: PlanLine) => item.name.vi

const row = (item: PlanId, rest: Partial<PlanRow> = {}) => planRow(item, { at: NOW - 1_000, ...rest })

function board(rows: readonly PlanRow[], edition: '2021' | '2025' = '2021', now = NOW): readonly PlanLine[] {
  const byItem = new Map(rows.map((each) => [each.item, each]))
  return planLines((id) => byItem.get(id), edition, now, ALWAYS_OPEN)
}

const lineOf = (lines: readonly PlanLine[], id: PlanId) => lines.find((line) => line.id === id) as PlanLine

describe('the board of the plan', () => {
  it('has every row of the plan in its order, judged or not', () => {
    const lines = board([])
    expect(lines.map(({ id }) => id)).toEqual(Object.keys(PLAN))
    expect(lines.every(({ state }) => state === 'unjudged')).toBe(true)
    expect(hasSource(lineOf(lines, 'T04'))).toBe(false)
  })

  it('holds a row against the target in force and keeps the declared one beside it', () => {
    const line = lineOf(board([row('T04', { target: 30 })]), 'T04')
    expect(line.kpi?.target?.value).toBe(30)
    expect(line.kpi?.target?.declared).toBe(25)
    expect(lineOf(board([row('T04')]), 'T04').kpi?.target?.declared).toBeUndefined()
  })

  it('shows what is old and does not judge it', () => {
    const young = lineOf(board([row('T04')]), 'T04')
    expect([young.state, young.freshness]).toEqual(['missed', 'live'])
    const old = lineOf(board([row('T04', { at: NOW - 400 * 86_400_000 })]), 'T04')
    expect([old.state, old.freshness]).toEqual(['unjudged', 'lost'])
    expect(old.row?.value).toBe(20)
    // What stands now is old sooner; a year's figure is the hub's to judge, by the days that were due.
    const stock = lineOf(board([row('T01', { at: NOW - 3_600_000 })]), 'T01')
    expect([stock.state, stock.freshness]).toEqual(['unjudged', 'stale'])
    expect(lineOf(board([row('T04', { at: NOW - 3_600_000 })]), 'T04')).toMatchObject({ state: 'missed' })
  })

  it('lets no milestone and no entered number grow old', () => {
    const line = lineOf(board([row('M12', { at: null, state: 'met', reported: 0, expected: 0 })]), 'M12')
    expect([line.state, line.freshness, hasSource(line)]).toEqual(['met', 'never', true])
  })

  it('ages a connection by its own last word', () => {
    const link = {
      key: 'lgsp/ngsp',
      system: 'lgsp',
      link: 'ngsp',
      state: 'up',
      at: NOW - 1_000,
      receivedAt: NOW - 900,
      since: null,
      lastSuccessAt: null,
      simulated: true,
      retained: false,
    } as const
    expect(lineOf(board([row('M07', { link, state: 'met', at: null })]), 'M07').state).toBe('met')
    const retained = { ...link, retained: true }
    expect(lineOf(board([row('M07', { link: retained, state: 'met', at: null })]), 'M07').state).toBe('unjudged')
  })

  it('keeps the district rows as history once there are no districts', () => {
    const rows = [row('T06b')]
    expect(lineOf(board(rows), 'T06b').isGone).toBe(false)
    expect(tallyOf(board(rows).filter(isObjective)).gone).toBe(0)
    const after = board(rows, '2025')
    expect(after.filter(({ isGone }) => isGone).map(({ id }) => id)).toEqual(['T06b'])
    expect(tallyOf(after)).toMatchObject({ gone: 1, states: { missed: 0 } })
    expect(shownLines(after, { show: 'missed', authority: undefined })).toEqual([])
    expect(shownLines(after, { show: 'gone', authority: undefined }).map(({ id }) => id)).toEqual(['T06b'])
    expect(sortLines(after, undefined, nameOf, collator).at(-1)?.id).toBe('T06b')
  })

  it('reads the forecast against the target in force', () => {
    const forecast = { value: 27, low: 26, high: 28 }
    expect(lineOf(board([row('T04', { forecast })]), 'T04').outlook).toBe('likely')
    expect(lineOf(board([row('T04', { forecast, target: 27 })]), 'T04').outlook).toBe('open')
    expect(lineOf(board([row('T04', { forecast, target: 30 })]), 'T04').outlook).toBe('unlikely')
  })

  it('puts what needs somebody first: missed before near, the worse forecast before the better, the farther before the nearer', () => {
    const lines = board([
      row('T01', { state: 'met', value: 70, target: 65 }),
      row('T02', { state: 'near', value: 33, target: 35 }),
      row('T03', { state: 'missed', value: 20, target: 30, forecast: { value: 31, low: 30.5, high: 32 } }),
      row('T04', { state: 'missed', value: 20, target: 25, forecast: { value: 21, low: 20, high: 22 } }),
      row('T05', { state: 'missed', value: 40, target: 90, forecast: { value: 41, low: 40, high: 42 } }),
    ])
    const order = sortLines(lines, undefined, nameOf, collator).map(({ id }) => id)
    expect(order.slice(0, 4)).toEqual(['T05', 'T04', 'T03', 'T02'])
    expect(order.at(-1)).toBe('T01')
  })

  it('has a verdict of its own for what cannot be reached any more: neither near nor missed, first of all, in the words that say so', () => {
    const outOfReach = { is: 'outOfReach', best: 95.6 } as const
    const forecast = { value: 95, low: 94, high: 95.6 }
    const lines = board([
      row('T07', { state: 'near', value: 96, target: 100, needed: outOfReach, forecast }),
      row('T12', { state: 'missed', value: 80, target: 100, needed: outOfReach, forecast }),
      row('T05', { state: 'missed', value: 20, target: 90, needed: { is: 'perDay', count: 9, of: 9, days: 20 } }),
      row('T01', { state: 'unjudged', value: 20, target: 90, needed: outOfReach }),
    ])
    expect(lineOf(lines, 'T07')).toMatchObject({ state: 'outOfReach', outlook: undefined })
    expect(lineOf(lines, 'T12')).toMatchObject({ state: 'outOfReach', outlook: undefined })
    expect(lineOf(lines, 'T01').state).toBe('unjudged')
    expect(tallyOf(lines)).toMatchObject({ states: { outOfReach: 2, missed: 1, near: 0 }, outlooks: { unlikely: 0 } })
    const order = sortLines(lines, undefined, nameOf, collator).map(({ id }) => id)
    expect(order.slice(0, 3)).toEqual(['T12', 'T07', 'T05'])
    expect(shownLines(lines, { show: 'outOfReach', authority: undefined }).map(({ id }) => id)).toEqual(['T07', 'T12'])
    expect(shownLines(lines, { show: 'missed', authority: undefined }).map(({ id }) => id)).toEqual(['T05'])
    // Old: nothing can be judged any more, not even that it is too late.
    const old = board([row('T07', { state: 'near', needed: outOfReach, at: NOW - 400 * 86_400_000 })])
    expect(lineOf(old, 'T07').state).toBe('unjudged')
  })

  it('counts every row in exactly one state and loses none in any order or group', () => {
    const states = ['met', 'near', 'missed', 'untargeted', 'unjudged'] as const
    const rows = fc.array(
      fc
        .record({
          item: fc.constantFrom(...(Object.keys(PLAN) as PlanId[])),
          state: fc.constantFrom(...states),
          value: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null }),
          low: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null }),
        })
        .map(({ item, state, value, low }) =>
          row(item, { state, value, forecast: low === null ? null : { value: low, low, high: low } }),
        ),
    )
    const sort = fc.record({ by: fc.constantFrom<string>(...BOARD_COLUMNS, 'nonsense'), falls: fc.boolean() })
    fc.assert(
      fc.property(rows, sort, fc.constantFrom('2021' as const, '2025' as const), (each, order, edition) => {
        const lines = board(each, edition)
        const { states: counts, outlooks, gone } = tallyOf(lines)
        expect(Object.values(counts).reduce((a, b) => a + b, 0) + gone).toBe(lines.length)
        const group = (show: string) => shownLines(lines, { show, authority: undefined }).length
        for (const state of SHOWN_STATES) expect(group(state)).toBe(counts[state])
        for (const outlook of SHOWN_OUTLOOKS) expect(group(outlook)).toBe(outlooks[outlook])
        expect(new Set(sortLines(lines, order, nameOf, collator))).toEqual(new Set(lines))
      }),
    )
  })

  it('filters by whom a row binds, and takes no order by a column there is not', () => {
    const lines = shownLines(board([]), { show: undefined, authority: 'commune' })
    expect(lines.map(({ id }) => id)).toContain('T06c')
    expect(lines.every(({ item }) => item.level === 'commune')).toBe(true)
    for (const falls of [true, false]) {
      const nonsense = sortLines(lines, { by: 'constructor', falls }, nameOf, collator)
      expect(nonsense).toEqual(sortLines(lines, undefined, nameOf, collator))
    }
  })
})
