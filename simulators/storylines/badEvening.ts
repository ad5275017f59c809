import { MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import { FIRST_GAUGE } from '../demoCity.ts'
import type { Random } from '../random.ts'
import type { Effects } from './effects.ts'

/** Levels that the water comes up to, m: the first gauge over its third alert, the others over the first. */
const FIRST_STAGE_M = 2.15
const OTHER_STAGE_M = 1.88
/** Rain at every gauge, mm/h: over the threshold for violent rain. */
const RAIN_MM_H = 75
/** Share of halls whose power fails, and of stations that fall silent. */
const DARK_HALLS = 0.3
const SILENT_STATIONS = 0.12

const s = (seconds: number) => seconds * SECOND_MS
const m = (minutes: number) => minutes * MINUTE_MS

/**
 * Six minutes: rain and a high tide at once, halls without power, stations that fall silent, half a minute in which nothing of the city arrives,
 * and everything back as it was.
 * @param sinceMs since it began
 */
export function badEvening(random: Random, sinceMs: number): Effects {
  const rain = course(sinceMs, { from: 0, full: s(30), until: m(4.5), over: m(5.5) })
  const rise = course(sinceMs, { from: 0, full: s(75), until: m(4.5), over: m(5.75) })
  const hasNoPower = sinceMs >= m(1) && sinceMs < m(4)
  const areSilent = sinceMs >= s(45) && sinceMs < m(5)
  return {
    measured(kind, id, values) {
      const { level, rate } = values
      if (kind === 'waterLevel' && level !== undefined) {
        const stage = id === FIRST_GAUGE ? FIRST_STAGE_M : OTHER_STAGE_M
        return { ...values, level: Math.round((level + rise * Math.max(0, stage - level)) * 1_000) / 1_000 }
      }
      if (kind === 'rain' && rate !== undefined)
        return { ...values, rate: Math.round((rate + rain * Math.max(0, RAIN_MM_H - rate)) * 10) / 10 }
      return values
    },
    isSilent: (id) =>
      (hasNoPower && id.startsWith('MC-') && random.of('no power', id) < DARK_HALLS) ||
      (areSilent && !/^(MN|MUA|MC)-/.test(id) && random.of('silent in the storm', id) < SILENT_STATIONS),
    isCutOff: sinceMs >= m(2.5) && sinceMs < m(3),
  }
}

/** A share that rises, stands and falls, 0…1. */
function course(at: number, { from, full, until, over }: Record<'from' | 'full' | 'until' | 'over', number>): number {
  if (at <= from || at >= over) return 0
  if (at < full) return (at - from) / (full - from)
  return at <= until ? 1 : (over - at) / (over - until)
}
