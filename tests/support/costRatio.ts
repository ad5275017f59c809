/**
 * How many times as long one act takes as another, both timed in turn in this run, so that a busy machine slows both. Of an odd number of pairs the
 * median of the ratios counts.
 */
export function costRatio(act: (turn: number) => void, limit: (turn: number) => void, turns = 15): number {
  const timed = (each: (turn: number) => void, turn: number) => {
    const began = performance.now()
    each(turn)
    return performance.now() - began
  }
  for (const each of [act, limit]) each(0)
  const ratios = Array.from({ length: turns }, (_, n) => timed(act, n + 1) / timed(limit, n + 1))
  return ratios.sort((a, b) => a - b)[turns >> 1] ?? Number.NaN
}
