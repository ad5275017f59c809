/** Quantile of the normal distribution for an interval of 95 %. */
const Z = 1.96

/**
 * The interval that holds the true share 95 times in 100 (Wilson 1927). Unlike the plain one it is honest for few cases and near 0 and 1:
 * three of three is 44 % to 100 %, not 100 % for sure.
 * @param numerator good cases, 0 … denominator
 * @param denominator all cases, more than 0
 * @returns shares, 0 … 1
 */
export function wilson(numerator: number, denominator: number): { readonly low: number; readonly high: number } {
  const share = Math.min(1, Math.max(0, numerator / denominator))
  const z2 = Z * Z
  const scale = 1 + z2 / denominator
  const middle = (share + z2 / (2 * denominator)) / scale
  const half = (Z * Math.sqrt((share * (1 - share)) / denominator + z2 / (4 * denominator * denominator))) / scale
  // Rounding must not put the share outside of its own interval.
  return { low: Math.max(0, Math.min(share, middle - half)), high: Math.min(1, Math.max(share, middle + half)) }
}
