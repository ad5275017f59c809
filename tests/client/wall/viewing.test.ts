import { describe, expect, it } from 'vitest'
import {
  arcMinutesOf,
  DEFAULT_VIEWING,
  fontSizePx,
  heightMm,
  MIN_ARC_MINUTES,
  wallRemPx,
  wallWidthM,
} from '../../../client/wall/viewing.ts'

describe('text size from distance and pitch', () => {
  it('a capital under 16 minutes of arc at six metres is 27.9 mm high', () => {
    expect(heightMm(16, 6)).toBeCloseTo(27.93, 2)
  })

  // Measured in the room with a pitch of 0.63 mm: metres, font size at 16 and at 20 minutes of arc.
  it.each([
    [3, 31, 38],
    [4, 41, 51],
    [6, 62, 77],
    [8, 82, 103],
    [10, 103, 128],
  ])('at %d m on 0.63 mm: %d px and %d px', (distanceM, at16, at20) => {
    expect(Math.abs(fontSizePx(16, { distanceM, pitchMm: 0.63 }) - at16)).toBeLessThan(0.7)
    expect(Math.abs(fontSizePx(20, { distanceM, pitchMm: 0.63 }) - at20)).toBeLessThan(0.7)
  })

  it('grows with distance and shrinks with pitch, in proportion', () => {
    const base = fontSizePx(16, { distanceM: 6, pitchMm: 1.26 })
    expect(fontSizePx(16, { distanceM: 12, pitchMm: 1.26 })).toBeCloseTo(2 * base, 6)
    expect(fontSizePx(16, { distanceM: 6, pitchMm: 2.52 })).toBeCloseTo(base / 2, 6)
  })

  it('arcMinutesOf is the inverse of fontSizePx', () => {
    for (const arc of [10, 16, 22, 60]) {
      const room = { distanceM: 7.5, pitchMm: 0.9 }
      expect(arcMinutesOf(fontSizePx(arc, room), room)).toBeCloseTo(arc, 9)
    }
  })

  it('one rem on the whole wall stands at the limit', () => {
    const rem = wallRemPx(DEFAULT_VIEWING, DEFAULT_VIEWING.acrossPx)
    expect(arcMinutesOf(rem, DEFAULT_VIEWING)).toBeCloseTo(MIN_ARC_MINUTES, 9)
    expect(rem).toBeGreaterThan(30)
    expect(rem).toBeLessThan(32)
  })

  it('a smaller window shows the same wall smaller: the same number of rems across', () => {
    const across = (px: number) => px / wallRemPx(DEFAULT_VIEWING, px)
    expect(across(1440)).toBeCloseTo(across(3840), 9)
    expect(across(7680)).toBeCloseTo(across(3840), 9)
  })

  it('the same wall described by other pixels has the same rems across', () => {
    const fine = { distanceM: 6, pitchMm: 0.63, acrossPx: 7680 }
    expect(wallWidthM(fine)).toBeCloseTo(wallWidthM(DEFAULT_VIEWING), 9)
    expect(1920 / wallRemPx(fine, 1920)).toBeCloseTo(1920 / wallRemPx(DEFAULT_VIEWING, 1920), 9)
  })
})
