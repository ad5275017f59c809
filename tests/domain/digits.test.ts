import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decidingDigits, limitDigits } from '../../domain/digits.ts'
import { judge } from '../../domain/kpis/evaluate.ts'
import { figureDigits } from '../../domain/kpis/figureDigits.ts'
import { KPIS } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'

describe('the digits of a figure', () => {
  const onTime: Kpi = KPIS.onTimeRate

  it('are those declared, and more where its verdict would read wrong', () => {
    expect(figureDigits(onTime, 97.26)).toBe(1)
    // 95,0 % beside "near".
    expect(figureDigits(onTime, 94.96)).toBe(2)
    expect(figureDigits(onTime, 94.9996)).toBe(4)
    expect(figureDigits(onTime, 95)).toBe(1)
    expect(figureDigits(onTime, 95.04)).toBe(1)
    // 90,0 % beside "missed".
    expect(figureDigits(onTime, 89.97)).toBe(2)
    expect(figureDigits(onTime, null)).toBe(1)
    expect(figureDigits(KPIS.receivedToday, 4)).toBe(0)
    const over: Kpi = KPIS.officesOverCapacity
    expect(figureDigits(over, 5.02)).toBe(2)
    expect(figureDigits(over, 4.98)).toBe(1)
  })

  it('say of every figure what its judgement says', () => {
    const targeted = (Object.values(KPIS) as Kpi[]).filter(({ target }) => target !== undefined)
    const parts = fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 100_000 }))
    fc.assert(
      fc.property(
        fc.constantFrom(...targeted),
        parts,
        fc.double({ min: 0, max: 100, noNaN: true }),
        (kpi, [n, d], goal) => {
          const target = { ...(kpi.target as NonNullable<Kpi['target']>), value: Number(goal.toFixed(2)) }
          const held = { ...kpi, target } as Kpi
          // Often just beside the target.
          for (const value of [(Math.min(n, d) / d) * 100, target.value - 1 / d, target.value + 1 / d]) {
            const written = Number(value.toFixed(figureDigits(held, value)))
            expect(judge(held, written, 1, 1)).toBe(judge(held, value, 1, 1))
          }
        },
      ),
    )
  })
})

it('a limit is written with all the digits it has', () => {
  expect([limitDigits(95, 1), limitDigits(1.8, 2), limitDigits(94.96, 1), limitDigits(0.1 + 0.2, 1)]).toEqual([
    0, 2, 2, 1,
  ])
})

it('a measurement below a threshold does not read as being at it', () => {
  expect(decidingDigits(1.797, 2, [1.8, 1.9])).toBe(3)
  expect(decidingDigits(1.803, 2, [1.8, 1.9])).toBe(2)
})
