import { describe, expect, it } from 'vitest'
import {
  arcMinutesOf,
  fontSizePx,
  heightMm,
  MIN_ARC_MINUTES,
  wallRemPx,
  wallWidthM,
} from '../../../client/wall/viewing.ts'
import { DEFAULT_GEOMETRY } from '../../../domain/walls/geometry.ts'

/** A window of 16:9. */
const wide = (width: number) => ({ width, height: (width * 9) / 16 })

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

  it('one rem on the whole wall stands at the limit of 20 minutes', () => {
    const rem = wallRemPx(DEFAULT_GEOMETRY, wide(DEFAULT_GEOMETRY.acrossPx))
    expect(MIN_ARC_MINUTES).toBe(20)
    expect(arcMinutesOf(rem, DEFAULT_GEOMETRY)).toBeCloseTo(MIN_ARC_MINUTES, 9)
    expect(rem).toBeGreaterThan(38)
    expect(rem).toBeLessThan(39)
  })

  it('a wall with more room than the layout needs gets larger text, never smaller', () => {
    const near = { ...DEFAULT_GEOMETRY, distanceM: 2 }
    expect(wallRemPx(near, { width: 3840, height: 1620 })).toBeCloseTo(3840 / 100, 0)
    for (const distanceM of [1, 3, 6, 9, 14, 30])
      for (const width of [1280, 1920, 3840, 7680])
        for (const height of [405, 1080, 3240]) {
          const rem = wallRemPx({ ...DEFAULT_GEOMETRY, distanceM }, { width, height })
          const onWall = rem * (DEFAULT_GEOMETRY.acrossPx / width)
          expect(arcMinutesOf(onWall, { ...DEFAULT_GEOMETRY, distanceM })).toBeGreaterThanOrEqual(
            MIN_ARC_MINUTES - 1e-9,
          )
        }
  })

  it('a smaller window shows the same wall smaller: the same number of rems across', () => {
    const across = (px: number) => px / wallRemPx(DEFAULT_GEOMETRY, wide(px))
    expect(across(1440)).toBeCloseTo(across(3840), 9)
    expect(across(7680)).toBeCloseTo(across(3840), 9)
  })

  it('the same wall described by other pixels has the same rems across', () => {
    const fine = { ...DEFAULT_GEOMETRY, pitchMm: 0.63, acrossPx: 7680 }
    expect(wallWidthM(fine)).toBeCloseTo(wallWidthM(DEFAULT_GEOMETRY), 9)
    expect(1920 / wallRemPx(fine, wide(1920))).toBeCloseTo(1920 / wallRemPx(DEFAULT_GEOMETRY, wide(1920)), 9)
  })
})
