/** What is less than this apart is the same number, written in binary: 29 of 100 are 28.999999999999996 %. */
export const ROUNDING = 1e-9
/** At so many digits a number and its rounding are the same. */
const MOST_DIGITS = 10

/**
 * Digits after the comma with which a number stands on the same side of its limits as it does itself: 94.96 with one digit would read 95.0
 * beside "near", so it is written 94.96.
 * @param digits as many at least
 * @param direction where a limit counts as reached: `higher` at it and above, `lower` at it and below
 */
export function decidingDigits(
  value: number,
  digits: number,
  limits: readonly number[],
  direction: 'higher' | 'lower' = 'higher',
): number {
  const reaches = (number: number, limit: number) =>
    direction === 'higher' ? number >= limit - ROUNDING : number <= limit + ROUNDING
  for (let many = digits; many < MOST_DIGITS; many++) {
    const written = Number(value.toFixed(many))
    if (limits.every((limit) => reaches(written, limit) === reaches(value, limit))) return many
  }
  return MOST_DIGITS
}

/** Digits after the comma of how far a number lies from its limit: what is short of it is never written as nothing. */
export function distanceDigits(distance: number, digits: number): number {
  return decidingDigits(Math.abs(distance), digits, [0], 'lower')
}

/** Digits after the comma that a limit is written with: all it has, and none where it is whole. @param digits as many at least, otherwise */
export function limitDigits(limit: number, digits: number): number {
  if (Number.isInteger(limit)) return 0
  for (let many = digits; many < MOST_DIGITS; many++) {
    if (Math.abs(Number(limit.toFixed(many)) - limit) < ROUNDING) return many
  }
  return MOST_DIGITS
}

/** Digits after the comma with which what a person has said is written in full. @param digits as many at least */
export function digitsInFull(said: number, digits: number): number {
  return Math.max(digits, limitDigits(said, digits))
}
