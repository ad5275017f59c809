import type { Kpi, KpiValue } from '../../domain/kpis/kpi.ts'
import type { Fill } from '../map/layers/communeFill.ts'
import { distanceFromTarget } from '../panels/rankCommunes.ts'
import { toneLimits, toneOf } from '../panels/tone.ts'

/** How high the commune farthest behind stands, metres: a tenth of the city's depth, seen from afar, hiding little. */
const HIGHEST_M = 3_600

/**
 * Tone of every commune, and how high it stands: in proportion to how far it is behind, so that the eye finds the worst before it
 * reads. What meets its target, or cannot be judged, lies flat.
 */
export function communeFills(
  kpi: Kpi,
  codes: readonly string[],
  rowOf: (code: string) => KpiValue | undefined,
  now: number,
  rise: boolean,
): [code: string, fill: Fill][] {
  const limits = toneLimits(kpi)
  return codes.map((code) => {
    const row = rowOf(code)
    const tone = toneOf(kpi, row, now)
    const behind = -(distanceFromTarget(kpi, row?.value ?? 0) ?? 0)
    if (!rise || limits === undefined || tone === 'met' || tone === 'unjudged' || tone === 'none')
      return [code, { tone }]
    const share = Math.min(1, behind / (limits.more * 1.6))
    return [code, { tone, height: Math.round((share * HIGHEST_M) / 100) * 100 }]
  })
}
