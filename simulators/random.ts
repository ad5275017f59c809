/**
 * Chance without memory: every draw is a function of the seed and of what it is for. The same seed gives the same city
 * at the same moment, whether that moment is lived or filled in afterwards, in any order.
 */
export interface Random {
  /** Uniform in [0, 1) for these names and numbers. */
  of(...what: readonly (string | number)[]): number
  /** Normal with mean 0 and deviation 1. */
  normal(...what: readonly (string | number)[]): number
  /** How many of a Poisson process with this mean; at most 60, which no use here comes near. */
  poisson(mean: number, ...what: readonly (string | number)[]): number
  /** A row of draws for these names and numbers, always the same row; for where thousands are needed in order. */
  stream(...what: readonly (string | number)[]): () => number
  /**
   * Smooth noise over time in [-1, 1], one independent knot every `periodMs`.
   * @param at epoch ms
   */
  smooth(at: number, periodMs: number, ...what: readonly (string | number)[]): number
}

const MAX_EVENTS = 60

export function createRandom(seed: number): Random {
  const start = mix(0x9e3779b9, seed)

  function of(...what: readonly (string | number)[]): number {
    return finish(what.reduce<number>((hash, part) => fold(hash, part), start))
  }

  /** Mulberry32: one addition and two multiplications a draw. */
  function stream(...what: readonly (string | number)[]): () => number {
    let state = Math.floor(of(...what, 'stream') * 0x1_0000_0000)
    return () => {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
    }
  }

  return {
    of,
    normal(...what) {
      // Box–Muller; the first draw is moved off zero, where the logarithm has no value.
      const radius = Math.sqrt(-2 * Math.log(1 - of(...what, 'r')))
      return radius * Math.cos(2 * Math.PI * of(...what, 'a'))
    },
    poisson: (mean, ...what) => poissonFrom(stream(...what), mean),
    stream,
    smooth(at, periodMs, ...what) {
      const position = at / periodMs
      const knot = Math.floor(position)
      const part = position - knot
      const ease = part * part * (3 - 2 * part)
      const before = of(...what, knot) * 2 - 1
      const after = of(...what, knot + 1) * 2 - 1
      return before + (after - before) * ease
    },
  }
}

/** Knuth's method: fine for the small means of this city. */
export function poissonFrom(draw: () => number, mean: number): number {
  const limit = Math.exp(-mean)
  let product = draw()
  let events = 0
  while (product > limit && events < MAX_EVENTS) {
    events++
    product *= draw()
  }
  return events
}

function fold(hash: number, part: string | number): number {
  if (typeof part === 'number') {
    const whole = Math.floor(part)
    // Knot and day numbers pass 2^32: both halves count.
    return mix(mix(hash, whole | 0), Math.floor(whole / 0x1_0000_0000) ^ Math.round((part - whole) * 1e6))
  }
  let folded = hash
  for (let i = 0; i < part.length; i++) folded = mix(folded, part.charCodeAt(i))
  return folded
}

/** One step of a 32-bit multiply–xor hash. */
function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x85ebca6b)
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) ^ (mixed >>> 16)
}

function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x7feb352d)
  mixed ^= mixed >>> 15
  mixed = Math.imul(mixed, 0x846ca68b)
  mixed ^= mixed >>> 16
  return (mixed >>> 0) / 0x1_0000_0000
}
