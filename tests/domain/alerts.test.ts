import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { againstLimit, type Condition, type ConditionState, nextState, stands } from '../../domain/alerts/transition.ts'

const HOLD = 120_000
const MINUTE = 60_000

/** Runs a condition a minute and gives whether an alert stands after each. */
function run(conditions: readonly Condition[], holdMs = HOLD): boolean[] {
  let state: ConditionState = { is: 'normal' }
  return conditions.map((condition, minute) => {
    state = nextState(state, condition, minute * MINUTE, holdMs)
    return stands(state)
  })
}

describe('an alert', () => {
  it('is raised after its condition has held, and cleared after it has been gone as long', () => {
    expect(run(['on', 'on', 'on', 'off', 'off', 'off'])).toEqual([false, false, true, true, true, false])
  })

  it('is not raised by what does not last, nor cleared by a dip', () => {
    expect(run(['on', 'off', 'on', 'between', 'on', 'off'])).not.toContain(true)
    expect(run(['on', 'on', 'on', 'off', 'on', 'off', 'between', 'off', 'off'])).toEqual([
      ...[false, false],
      ...Array.from({ length: 7 }, () => true),
    ])
  })

  it('neither comes nor goes while nobody knows', () => {
    expect(run(['unknown', 'unknown', 'unknown', 'unknown'])).not.toContain(true)
    expect(run(['on', 'on', 'on', ...Array.from<Condition>({ length: 9 }).fill('unknown')]).slice(2)).not.toContain(
      false,
    )
  })

  it('without a hold follows at once', () => {
    expect(run(['on', 'off', 'on'], 0)).toEqual([true, false, true])
  })

  it('changes at most once per hold, whatever comes', () => {
    const condition = fc.constantFrom<Condition>('on', 'off', 'between', 'unknown')
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 60 }), (conditions) => {
        const standing = run(conditions)
        const changes = standing.flatMap((now, i) => (i > 0 && now !== standing[i - 1] ? [i] : []))
        for (const [i, at] of changes.entries()) {
          const before = changes[i - 1]
          if (before !== undefined) expect((at - before) * MINUTE).toBeGreaterThanOrEqual(HOLD)
        }
      }),
    )
  })
})

describe('a value against its limit', () => {
  it('is on at the limit, off below the hysteresis, unknown without a value', () => {
    expect([1.8, 1.79, 1.77, 1.76, null].map((value) => againstLimit(value, 1.8, 0.03))).toEqual([
      'on',
      'between',
      'between',
      'off',
      'unknown',
    ])
  })
})
