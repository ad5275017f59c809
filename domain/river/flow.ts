import { HOUR_MS, MINUTE_MS } from '../time.ts'

/**
 * How fast the Hậu flows past the city, and which way, from the levels of three gauges. A model, and said to be one: nobody measures the
 * current.
 *
 * Water runs down the slope of its surface, slowed by the bed (Chézy) and by its own inertia:
 *
 *     du/dt = g · (s + r·|r| / (C²·h)) − g · u·|u| / (C²·h)
 *
 * u: speed, m/s, towards the sea positive · s: slope of the tide between the gauges, m/m, upstream higher positive · r: what the river itself
 * brings in this month, m/s · C: roughness, m^½/s · h: depth, m. Integrated over the last day, long enough for where it began not to matter.
 *
 * Two gauges do not share a datum, so their metres are never compared: of each only its departure from its own mean over two tidal days is
 * used. The uncertainty is how far the answer moves when depth, roughness and the river's own flow are taken at the ends of what is likely,
 * and each level is wrong by two centimetres.
 */

/** A gauge on the river, and what it said. */
export interface GaugeHistory {
  readonly id: string
  /** Along the river, upstream counted positive, km. */
  readonly km: number
  /** Levels over its own zero, m, by time; the newest last. */
  readonly levels: readonly { readonly at: number; readonly level: number }[]
  /** Longest silence that is still the present, ms. */
  readonly staleAfterMs: number
}

/** Why nothing can be said: too few gauges on the river, one silent, one without a past, one whose level jumps. */
export type NoFlow = 'fewGauges' | 'stale' | 'history' | 'jump'

export type RiverFlow =
  | {
      readonly is: 'modelled'
      /** m/s, towards the sea positive, upstream negative. */
      readonly speed: number
      /** How far off it may be, m/s. */
      readonly uncertainty: number
      /** Ids of the gauges it rests on. */
      readonly gauges: readonly string[]
      /** Epoch ms of the oldest level that counts as the present. */
      readonly at: number
    }
  | { readonly is: 'unknown'; readonly because: NoFlow; readonly gauge?: string }

const GRAVITY = 9.81
/** Depth and roughness of the Hậu between Thốt Nốt and Cái Cui: estimates for a lowland river, with what is likely on either side. */
const DEPTH_M = { low: 9, likely: 12, high: 15 } as const
const CHEZY = { low: 50, likely: 60, high: 70 } as const
/** What the river brings by month, m/s, January first: an estimate from dry season to flood; as much again as a third of it may be off. */
const RIVER_MPS = [0.3, 0.2, 0.15, 0.12, 0.15, 0.22, 0.35, 0.5, 0.62, 0.65, 0.55, 0.4] as const
const RIVER_OFF = 1 / 3
/** A level may be wrong by so much, m. */
const LEVEL_OFF_M = 0.02
/** Two tidal days: the mean of a gauge over them is its own zero here. */
export const PAST_MS = 2 * 24.84 * HOUR_MS
/** A past with less of this is none, share. */
const LEAST_PAST = 0.8
const STEP_MS = 10 * MINUTE_MS
/** Longest hole in the last day that a tide is drawn across. */
const LONGEST_HOLE_MS = 2 * HOUR_MS
/** No tide of the Hậu is faster, m/h, and no wave of a ship larger, m: what is, is a gauge that jumps. */
const FASTEST_M_PER_H = 1.2
const RIPPLE_M = 0.2
/** The last hours in which a jump matters. */
const JUMP_WITHIN_MS = 13 * HOUR_MS
/** The gauges asked lie at least so far from each other, and at most so far from the first, km. */
const LEAST_APART_KM = 4
const MOST_AWAY_KM = 45
const ASKED = 3

/**
 * Which gauges are asked: the one nearest to a place on the river, the next below and the next above it. By where they stand, not by what
 * they say: one that has fallen silent is not replaced without a word.
 * @returns in order from the sea upward; undefined where the river has not so many
 */
export function gaugesAsked<T extends { readonly km: number }>(
  gauges: readonly T[],
  atKm: number,
): readonly T[] | undefined {
  const near = gauges.filter(({ km }) => Math.abs(km - atKm) <= MOST_AWAY_KM)
  const byDistance = near.toSorted((a, b) => Math.abs(a.km - atKm) - Math.abs(b.km - atKm))
  const [middle] = byDistance
  if (middle === undefined) return undefined
  const below = byDistance.filter(({ km }) => km <= middle.km - LEAST_APART_KM)
  const above = byDistance.filter(({ km }) => km >= middle.km + LEAST_APART_KM)
  const [first, last] = [below[0], above[0]]
  // At the end of the row the two on the same side serve as well.
  const asked =
    first !== undefined && last !== undefined ? [first, middle, last] : [...below, middle, ...above].slice(0, ASKED)
  return asked.length < ASKED ? undefined : asked.toSorted((a, b) => a.km - b.km)
}

/** @param gauges those asked, at least three @param now epoch ms @param month of the year, 1…12 */
export function riverFlow(gauges: readonly GaugeHistory[], now: number, month: number): RiverFlow {
  if (gauges.length < ASKED) return { is: 'unknown', because: 'fewGauges' }
  for (const gauge of gauges) {
    const because = troubleOf(gauge, now)
    if (because !== undefined) return { is: 'unknown', because, gauge: gauge.id }
  }
  const at = Math.min(...gauges.map(({ levels }) => levels.at(-1)?.at ?? now))
  const slopes = slopesOf(gauges, at)
  const river = RIVER_MPS[month - 1] ?? RIVER_MPS[0]
  const likely = integrated(slopes, { depth: DEPTH_M.likely, chezy: CHEZY.likely, river })
  const off = slopeOff(gauges)
  const others = [
    integrated(slopes, { depth: DEPTH_M.low, chezy: CHEZY.likely, river }),
    integrated(slopes, { depth: DEPTH_M.high, chezy: CHEZY.likely, river }),
    integrated(slopes, { depth: DEPTH_M.likely, chezy: CHEZY.low, river }),
    integrated(slopes, { depth: DEPTH_M.likely, chezy: CHEZY.high, river }),
    integrated(slopes, { depth: DEPTH_M.likely, chezy: CHEZY.likely, river: river * (1 + RIVER_OFF) }),
    integrated(slopes, { depth: DEPTH_M.likely, chezy: CHEZY.likely, river: river * (1 - RIVER_OFF) }),
    integrated(
      slopes.map((slope) => slope + off),
      { depth: DEPTH_M.likely, chezy: CHEZY.likely, river },
    ),
    integrated(
      slopes.map((slope) => slope - off),
      { depth: DEPTH_M.likely, chezy: CHEZY.likely, river },
    ),
  ]
  // Independent of each other: each moves the answer by itself. The two ends of one thing count once, with the larger.
  const moved = others.map((other) => Math.abs(other - likely))
  const pairs = Array.from({ length: moved.length / 2 }, (_, i) => Math.max(moved[2 * i] ?? 0, moved[2 * i + 1] ?? 0))
  return { is: 'modelled', speed: likely, uncertainty: Math.hypot(...pairs), gauges: gauges.map(({ id }) => id), at }
}

function troubleOf({ levels, staleAfterMs }: GaugeHistory, now: number): NoFlow | undefined {
  const newest = levels.at(-1)
  if (newest === undefined || now - newest.at > staleAfterMs) return 'stale'
  const past = levels.filter(({ at }) => at > newest.at - PAST_MS)
  const [oldest = newest] = past
  if (newest.at - oldest.at < LEAST_PAST * PAST_MS) return 'history'
  for (let i = 1; i < past.length; i++) {
    const [before, after] = [past[i - 1] ?? newest, past[i] ?? newest]
    const apart = after.at - before.at
    if (newest.at - after.at < 24 * HOUR_MS && apart > LONGEST_HOLE_MS) return 'history'
    const most = RIPPLE_M + (FASTEST_M_PER_H * apart) / HOUR_MS
    if (newest.at - after.at <= JUMP_WITHIN_MS && Math.abs(after.level - before.level) > most) return 'jump'
  }
  return undefined
}

/** Slope of the tide along the gauges at each step of the last day, m/m: the straight line that lies nearest to their departures. */
function slopesOf(gauges: readonly GaugeHistory[], at: number): readonly number[] {
  const middle = gauges.reduce((sum, { km }) => sum + km, 0) / gauges.length
  const weight = gauges.reduce((sum, { km }) => sum + (km - middle) ** 2, 0) * 1000
  const means = gauges.map((gauge) => meanOf(gauge, at))
  const steps = Math.floor((24 * HOUR_MS) / STEP_MS)
  return Array.from({ length: steps + 1 }, (_, n) => {
    const when = at - (steps - n) * STEP_MS
    return (
      gauges.reduce((sum, gauge, i) => sum + (gauge.km - middle) * (levelAt(gauge, when) - (means[i] ?? 0)), 0) / weight
    )
  })
}

/** Mean over two whole tidal days, by time: a gauge that speaks more often at high water is not higher for it. */
function meanOf(gauge: GaugeHistory, at: number): number {
  const steps = Math.floor(PAST_MS / STEP_MS)
  let sum = 0
  for (let n = 0; n < steps; n++) sum += levelAt(gauge, at - n * STEP_MS)
  return sum / steps
}

function levelAt({ levels }: GaugeHistory, when: number): number {
  let [low, high] = [0, levels.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((levels[middle]?.at ?? 0) < when) low = middle + 1
    else high = middle
  }
  const [before, after] = [levels[Math.max(0, low - 1)], levels[low]]
  if (before === undefined || after === undefined) return 0
  const share = after.at > before.at ? Math.min(1, Math.max(0, (when - before.at) / (after.at - before.at))) : 1
  return before.level + (after.level - before.level) * share
}

/** How wrong a slope is when each level is, m/m. */
function slopeOff(gauges: readonly GaugeHistory[]): number {
  const middle = gauges.reduce((sum, { km }) => sum + km, 0) / gauges.length
  return LEVEL_OFF_M / (Math.sqrt(gauges.reduce((sum, { km }) => sum + (km - middle) ** 2, 0)) * 1000)
}

function integrated(
  slopes: readonly number[],
  { depth, chezy, river }: { readonly depth: number; readonly chezy: number; readonly river: number },
): number {
  const drag = GRAVITY / (chezy ** 2 * depth)
  const down = drag * river * Math.abs(river)
  // Several small steps for each slope: the drag must not turn the water round within one.
  const parts = 10
  const seconds = STEP_MS / 1000 / parts
  let speed = river
  for (const slope of slopes) {
    for (let n = 0; n < parts; n++) speed += seconds * (GRAVITY * slope + down - drag * speed * Math.abs(speed))
  }
  return speed
}
