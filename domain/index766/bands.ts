/** The five words for a score, best first. */
export const BANDS = ['excellent', 'good', 'fair', 'average', 'weak'] as const
export type Band = (typeof BANDS)[number]

/** Least score of each band. The cut-offs are as commonly shown; they were not found in a decision. */
const LEAST: Readonly<Record<Band, number>> = { excellent: 90, good: 80, fair: 70, average: 50, weak: 0 }

/** @param score 0 … 100 */
export function bandOf(score: number): Band {
  return BANDS.find((band) => score >= LEAST[band]) ?? 'weak'
}
