import { bell, hourOf, isWeekend } from './seasons.ts'

/**
 * How busy the streets are, 0 at night to about 1 in the evening rush. Weekends begin later, are flatter and end later.
 * @param at epoch ms
 */
export function rush(at: number): number {
  const hour = hourOf(at)
  if (isWeekend(at)) {
    return 0.05 + 0.34 * bell(hour, 9.5, 2.2) + 0.42 * bell(hour, 18.6, 2.6) + 0.24 * bell(hour, 14, 3)
  }
  return (
    0.05 +
    0.78 * bell(hour, 7.1, 0.75) +
    0.34 * bell(hour, 11.4, 0.9) +
    0.36 * bell(hour, 14, 3) +
    0.74 * bell(hour, 17.2, 1) +
    0.26 * bell(hour, 19.7, 1.6)
  )
}
