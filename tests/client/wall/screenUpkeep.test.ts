import { describe, expect, it } from 'vitest'
import { nextNightlyReload, nightDim, PIXEL_SHIFT_EVERY_MS, pixelShift } from '../../../client/wall/screenUpkeep.ts'
import { HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'

const at = (time: string) => Date.parse(`2026-11-23T${time}:00+07:00`)
const cityTime = (ms: number) => new Date(ms + 7 * HOUR_MS).toISOString().slice(0, 16)

describe('nightly reload', () => {
  it('comes between 03:00 and 03:59, Cần Thơ time', () => {
    expect(cityTime(nextNightlyReload(at('09:00'), 0))).toBe('2026-11-24T03:00')
    expect(cityTime(nextNightlyReload(at('09:00'), 0.5))).toBe('2026-11-24T03:29')
    expect(cityTime(nextNightlyReload(at('00:30'), 0))).toBe('2026-11-23T03:00')
    expect(nextNightlyReload(at('09:00'), 0.9999)).toBeLessThan(at('09:00') + 19 * HOUR_MS)
  })

  it('does not come twice in one night', () => {
    for (const random of [0, 0.3, 0.7, 0.999]) {
      const first = nextNightlyReload(at('01:00'), random)
      for (const again of [0, 0.5, 0.999])
        expect(nextNightlyReload(first, again) - first).toBeGreaterThanOrEqual(HOUR_MS)
    }
  })
})

describe('rest', () => {
  it('moves by one or two pixels, and comes round', () => {
    const places = Array.from({ length: 8 }, (_, n) => pixelShift(n * PIXEL_SHIFT_EVERY_MS))
    for (const [n, [x, y]] of places.entries()) {
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(2)
      const [nextX, nextY] = places[(n + 1) % 8] ?? [9, 9]
      expect(Math.max(Math.abs(nextX - x), Math.abs(nextY - y))).toBe(1)
    }
    expect(new Set(places.map(String)).size).toBe(8)
  })

  it('dims by the hour, and never in a step', () => {
    expect(nightDim(at('12:00'))).toBe(0)
    expect(nightDim(at('08:00'))).toBe(0)
    expect(nightDim(at('02:00'))).toBeCloseTo(0.2)
    expect(nightDim(at('23:00'))).toBeCloseTo(0.2)
    for (let ms = at('00:00'); ms < at('00:00') + 24 * HOUR_MS; ms += MINUTE_MS) {
      expect(Math.abs(nightDim(ms + MINUTE_MS) - nightDim(ms))).toBeLessThan(0.01)
    }
  })
})
