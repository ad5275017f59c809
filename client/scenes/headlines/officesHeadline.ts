import { isHallTrouble } from '../../../domain/cameras/hallTrouble.ts'
import { isFarFromAll } from '../../../domain/kpis/coverage.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import type { Language } from '../../../domain/text.ts'
import { officeTone } from '../../panels/officeTone.ts'
import type { RankedOffice } from '../../panels/rankOffices.ts'
import { formatFigure, formatNumber } from '../../ui/format.ts'
import { type Headline, headlineTone } from './headline.ts'

/**
 * How many one-stop offices cannot keep up, and where it is worst: halls where nobody serves come first, and are counted apart, for that is
 * another kind of trouble than a full one. Where many halls are not counted, it says first of how many it speaks.
 * @param share of offices over capacity, per cent; null: nobody can say
 * @param nameOf an office as the wall calls it
 */
export function officesHeadline(
  {
    kpi,
    share,
    ranked,
    nameOf,
    reason,
  }: {
    kpi: Kpi
    share: number | null
    ranked: readonly RankedOffice[]
    nameOf: (ranked: RankedOffice) => string
    reason: string
  },
  language: Language,
): Headline {
  const counted = ranked.filter(({ count }) => count !== undefined)
  if (share === null || counted.length === 0) return { says: 'offices.unjudged', values: { reason }, tone: 'unknown' }
  const unstaffed = counted.filter(({ need }) => need === 'unstaffed')
  const worst = counted.flatMap(({ need, ...office }) => (isHallTrouble(need) ? [{ ...office, need }] : []))[0]
  const of = { reported: counted.length, expected: ranked.length }
  const says = <S extends 'crowded' | 'closed' | 'unstaffed' | 'silent' | 'calm'>(what: S) =>
    isFarFromAll(of) ? (`offices.partly.${what}` as const) : (`offices.${what}` as const)
  const values = { share: formatFigure(share, kpi, language), count: unstaffed.length, ...of }
  if (worst !== undefined) {
    return {
      says: says(worst.need),
      values: {
        ...values,
        name: nameOf(worst),
        waiting: formatNumber(worst.count?.waiting, 0, language),
        counters: formatNumber(worst.count?.countersStaffed, 0, language),
      },
      tone: headlineTone(officeTone(worst.need)),
    }
  }
  const silent = ranked.filter(({ need }) => need === 'lost' || need === 'frozen').length
  if (silent > 0) return { says: says('silent'), values: { count: silent, ...of }, tone: 'near' }
  const waiting = counted.reduce((sum, each) => sum + (each.count?.waiting ?? 0), 0)
  return {
    says: says('calm'),
    values: { waiting: formatNumber(waiting, 0, language), count: waiting, ...of },
    tone: 'calm',
  }
}
