import { DAY_MS, HOUR_MS } from '../../domain/time.ts'

/**
 * Astronomical tide from four constituents, their arguments computed from the mean longitudes of moon and sun (Meeus,
 * Astronomical Algorithms, ch. 25 and 47, linear terms). M2 and S2 meet at new and full moon, so springs come by themselves; K1
 * and O1 make the two highs of a day unequal.
 */

const J2000 = Date.UTC(2000, 0, 1, 12)

/** Mean longitudes at a moment, degrees. */
function longitudes(at: number): { moon: number; sun: number } {
  const days = (at - J2000) / DAY_MS
  return { moon: 218.3164 + 13.17639648 * days, sun: 280.4665 + 0.98564736 * days }
}

/** Mean elongation of the moon from the sun, degrees from 0: 0 new moon, 180 full. The true one is within seven degrees. */
export function moonElongation(at: number): number {
  const { moon, sun } = longitudes(at)
  return (((moon - sun) % 360) + 360) % 360
}

/** Amplitudes in metres and local phase lags in degrees (Greenwich arguments). */
export interface Constituents {
  readonly m2: readonly [amplitude: number, lag: number]
  readonly s2: readonly [amplitude: number, lag: number]
  readonly k1: readonly [amplitude: number, lag: number]
  readonly o1: readonly [amplitude: number, lag: number]
}

/** Height over mean level, m. */
export function tideHeight(at: number, { m2, s2, k1, o1 }: Constituents): number {
  const { moon, sun } = longitudes(at)
  const hourAngle = 15 * ((at % DAY_MS) / HOUR_MS) + 180
  return (
    wave(m2, 2 * hourAngle + 2 * sun - 2 * moon) +
    wave(s2, 2 * hourAngle) +
    wave(k1, hourAngle + sun + 90) +
    wave(o1, hourAngle + sun - 2 * moon - 90)
  )
}

function wave([amplitude, lag]: readonly [number, number], argument: number): number {
  return amplitude * Math.cos(((argument - lag) * Math.PI) / 180)
}

/**
 * The Hậu River at Cần Thơ: at springs high water about 06 and 18 h, the evening one higher in autumn. Tuned to the behaviour that
 * bulletins describe, not fitted to a record.
 */
export const CAN_THO_TIDE: Constituents = {
  m2: [0.5, 313],
  s2: [0.19, 337],
  k1: [0.16, 292],
  o1: [0.12, 46],
}
