import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupOf, splitRows } from '../../../client/console/index766/index766Rows.ts'
import type { Index766Row } from '../../../domain/index766/index766.ts'

const collator = new Intl.Collator('vi')
const nameOf = (unit: string) => unit

function row(unit: string, score: number | null, rest: Partial<Index766Row> = {}): Index766Row {
  return {
    unit,
    score,
    known: score ?? 0,
    knownMax: score === null ? 0 : 100,
    band: score === null ? null : 'good',
    official: null,
    officialUnpooled: false,
    groups: [],
    criteria: [],
    ...rest,
  }
}

const split = (rows: readonly Index766Row[], sort?: { by: string; falls: boolean }, show?: string) =>
  splitRows(rows, show, sort, nameOf, collator)

describe('the table of the index', () => {
  it('begins with the lowest total and sets apart by name what has none', () => {
    const { scored, unscored } = split([row('c', 90), row('Đông', null), row('a', 60), row('An', null), row('b', 0)])
    expect(scored.map(({ unit }) => unit)).toEqual(['b', 'a', 'c'])
    expect(unscored.map(({ unit }) => unit)).toEqual(['An', 'Đông'])
  })

  it('orders by a group, what is unknown in it last whichever way it runs', () => {
    const withGroup = (unit: string, score: number | null) =>
      row(unit, 80, {
        groups: [{ code: 'TDGQ', score, max: 20, known: score ?? 0, knownMax: score === null ? 0 : 20 }],
      })
    const rows = [withGroup('a', null), withGroup('b', 12), withGroup('c', 0)]
    expect(split(rows, { by: 'TDGQ', falls: false }).scored.map(({ unit }) => unit)).toEqual(['c', 'b', 'a'])
    expect(split(rows, { by: 'TDGQ', falls: true }).scored.map(({ unit }) => unit)).toEqual(['b', 'c', 'a'])
  })

  it('shows one band, or those without any', () => {
    const rows = [row('a', 60, { band: 'weak' }), row('b', 80), row('c', null)]
    expect(split(rows, undefined, 'weak').scored.map(({ unit }) => unit)).toEqual(['a'])
    expect(split(rows, undefined, 'unscored')).toEqual({ scored: [], unscored: [rows[2]] })
  })

  it('takes no order by a column there is not', () => {
    const rows = [row('a', 80), row('b', 60), row('c', 70)]
    for (const falls of [true, false]) expect(split(rows, { by: 'constructor', falls })).toEqual(split(rows, undefined))
  })

  it('loses no unit, in any order', () => {
    const score = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null })
    const sort = fc.record({
      by: fc.constantFrom('unit', 'score', 'official', 'MDHL', 'nonsense'),
      falls: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(score, { maxLength: 30 }), sort, (scores, order) => {
        const rows = scores.map((each, place) => row(`u${place}`, each))
        const { scored, unscored } = split(rows, order)
        expect(new Set([...scored, ...unscored])).toEqual(new Set(rows))
        expect(scored.every((each) => groupOf(each) !== 'unscored')).toBe(true)
      }),
    )
  })
})
