import { describe, expect, it } from 'vitest'
import { outlookOf } from '../../domain/plan/outlook.ts'

describe('the outlook of a forecast', () => {
  it('is likely when the whole interval reaches the target, whichever side is good', () => {
    expect(outlookOf({ value: 93, low: 91, high: 95 }, 90, 'higher')).toBe('likely')
    expect(outlookOf({ value: 90, low: 90, high: 90 }, 90, 'higher')).toBe('likely')
    expect(outlookOf({ value: 4, low: 3, high: 5 }, 5, 'lower')).toBe('likely')
  })

  it('is open when the target lies within, and unlikely when nothing of the interval reaches it', () => {
    expect(outlookOf({ value: 91, low: 89, high: 93 }, 90, 'higher')).toBe('open')
    expect(outlookOf({ value: 80, low: 78, high: 82 }, 90, 'higher')).toBe('unlikely')
    expect(outlookOf({ value: 6, low: 4, high: 8 }, 5, 'lower')).toBe('open')
    expect(outlookOf({ value: 8, low: 6, high: 9 }, 5, 'lower')).toBe('unlikely')
  })
})
