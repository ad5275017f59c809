import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Line, Lines, MOST_LEVELS, storableIn } from '../../domain/written.ts'

describe('what people write', () => {
  it('is kept as every store can keep it', () => {
    expect(storableIn({ a: 'x\0y', b: ['\ud800', { c: '\udc00z' }], d: 1, e: null, f: '😀' })).toEqual({
      ...{ a: 'x y', b: ['\ufffd', { c: '\ufffdz' }], d: 1, e: null, f: '😀' },
    })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const kept = storableIn(text) as string
        return !/[\p{Cs}\0]/u.test(kept) && kept.length === text.length
      }),
    )
  })

  it('is walked through to so many levels, and no further', () => {
    const nested = (levels: number) => Array.from({ length: levels }).reduce<unknown>((value) => ({ a: value }), 'x\0')
    expect(JSON.stringify(storableIn(nested(MOST_LEVELS)))).toContain('"x "')
    for (const levels of [MOST_LEVELS + 1, 100_000]) expect(() => storableIn(nested(levels))).toThrow(/levels/)
  })

  it('turns no sentence around, and a line has no break', () => {
    expect(Line.trim().parse(' Cây đổ\u202e.gnàđ…\n[2026] admin: OK \u001b[31m ')).toBe(
      'Cây đổ.gnàđ… [2026] admin: OK  [31m',
    )
    expect(Lines.parse('Một\r\nhai\tba\u0007\u2067')).toBe('Một\nhai\tba')
    expect(Lines.parse('Đã xong 👩‍🚒')).toBe('Đã xong 👩‍🚒')
  })
})
