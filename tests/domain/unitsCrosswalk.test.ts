import { describe, expect, it } from 'vitest'
import { CROSSWALK, predecessorsOf, successorsOf } from '../../domain/units/crosswalk.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'

const oldCodes = [...new Set(CROSSWALK.map(({ oldCode }) => oldCode))]
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

describe('what became of the communes of before', () => {
  it('knows all of them, of the city and of the two provinces that joined it', () => {
    expect(CROSSWALK).toHaveLength(270)
    expect(oldCodes).toHaveLength(267)
    const here = CROSSWALK.filter(({ oldArea }) => oldArea === 'can-tho')
    expect([...new Set(here.map(({ oldCode }) => oldCode))].sort()).toEqual(
      [...UNIT_TREES['2021'].communesOf('92')].sort(),
    )
    for (const { oldCode, oldName, oldType } of here) {
      expect(UNIT_TREES['2021'].byCode.get(oldCode)).toMatchObject({ name: oldName, type: oldType })
    }
  })

  it('leads into every commune of 2025, within the same area', () => {
    expect(new Set(CROSSWALK.map(({ newCode }) => newCode))).toEqual(new Set(UNIT_TREES['2025'].communesOf('92')))
    for (const { newCode, oldArea } of CROSSWALK) expect(UNIT_TREES['2025'].byCode.get(newCode)?.parent).toBe(oldArea)
  })

  it('divides counts so that nothing is lost and nothing doubled', () => {
    for (const code of oldCodes) expect(sum(successorsOf(code).map(({ weight }) => weight))).toBeCloseTo(1, 12)
    const total = sum(
      UNIT_TREES['2025'].communes.flatMap(({ code }) => predecessorsOf(code).map(({ weight }) => weight)),
    )
    expect(total).toBeCloseTo(267, 9)
  })

  it('measures shares that add up to 1 as nearly as the two drawings agree', () => {
    const known = oldCodes.filter((code) => successorsOf(code).every(({ share }) => share !== undefined))
    const sums = known.map((code) => sum(successorsOf(code).map(({ share = 0 }) => share)))
    expect(known).toHaveLength(245)
    expect(Math.max(...sums)).toBeLessThanOrEqual(1.0005)
    // Old and new lines differ most around Ngã Bảy and Châu Thành: five communes below 0.9, the least 0.75.
    expect(Math.min(...sums)).toBeGreaterThan(0.75)
    expect(sums.filter((share) => share < 0.9)).toHaveLength(5)
    expect(sum(sums) / sums.length).toBeGreaterThan(0.98)
    // Within the former city every commune reaches 0.92.
    const here = oldCodes.filter(
      (code) => UNIT_TREES['2021'].byCode.has(code) && successorsOf(code)[0]?.oldArea === 'can-tho',
    )
    expect(here).toHaveLength(83)
    for (const code of here) expect(sum(successorsOf(code).map(({ share = 0 }) => share))).toBeGreaterThan(0.92)
  })

  it('calls a commune divided exactly when it went to several', () => {
    for (const code of oldCodes) {
      const parts = successorsOf(code)
      expect(parts.map(({ relation }) => relation === 'part')).toEqual(parts.map(() => parts.length > 1))
    }
    expect(successorsOf('31178').map(({ newCode, share }) => [newCode, share])).toEqual([
      ['31120', 0.214],
      ['31168', 0.784],
    ])
  })

  it('calls a commune unchanged only when name and code stayed and nothing joined it', () => {
    const unchanged = CROSSWALK.filter(({ relation }) => relation === 'unchanged')
    expect(unchanged).toHaveLength(8)
    for (const { oldCode, oldName, newCode } of unchanged) {
      expect(newCode).toBe(oldCode)
      expect(UNIT_TREES['2025'].byCode.get(newCode)?.name).toBe(oldName)
      expect(predecessorsOf(newCode)).toHaveLength(1)
    }
  })

  it('knows nothing of unknown codes', () => {
    expect([successorsOf('00000'), predecessorsOf('00000')]).toEqual([[], []])
  })
})
