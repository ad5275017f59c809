import { useTranslation } from 'react-i18next'
import { distanceDigits } from '../../domain/digits.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { counted, type Language } from '../../domain/text.ts'
import { startOfDay } from '../../domain/time.ts'
import { shortName } from '../../domain/units/unit.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useFeedReady } from '../live/useLive.ts'
import { figureName } from '../ui/figureName.ts'
import { formatDayMonth, formatFigureNumber, formatNumber } from '../ui/format.ts'
import { useUnits } from '../ui/useUnits.ts'
import type { BehindRun } from './behindSince.ts'
import { type NeedLine, NeedList } from './NeedList.tsx'
import { placeOfUnit } from './placeOnMap.ts'
import type { CommuneRanking, RankedCommune } from './rankCommunes.ts'
import { toneOfDistance } from './tone.ts'
import { useBehindSince } from './useBehindSince.ts'
import { useCorrectedTextBelow } from './useCorrectedText.ts'
import { useKpiInForce } from './useKpiInForce.ts'
import { useCommuneRanking } from './useRankings.ts'
import { useWho } from './useWho.ts'

/** Communes behind their target, the farthest first, since when, and who answers; how many nobody can judge. */
export function CommuneList({ kpi: id }: { readonly kpi: KpiId }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const ready = useFeedReady('kpis')
  const kpi = useKpiInForce(id)
  const ranking = useCommuneRanking(id)
  const since = useBehindSince(id, kpi)
  const who = useWho()
  const sinceText = useSinceText()
  const units = useUnits()
  const correctedText = useCorrectedTextBelow(id, kpi, units?.city.code)
  const lines = (ranking?.behind ?? []).map(
    (commune): NeedLine => ({
      id: commune.unit.code,
      rank: commune.rank,
      tone: toneOfDistance(kpi, commune.distance),
      name: shortName(commune.unit, language),
      value: formatFigureNumber(commune.value, kpi, language),
      unit: counted(kpi.unit, commune.value, language),
      note: [
        correctedText(commune.unit.code),
        shortText(kpi, commune, language, t),
        sinceText(since.get(commune.unit.code)),
      ]
        .filter((part) => part !== undefined)
        .join(' · '),
      who: who.unit(commune.unit),
      place: placeOfUnit(commune.unit),
      figure: figureName.kpi(id, commune.unit.code),
    }),
  )
  return (
    <NeedList
      of="places"
      title={t('needs.title')}
      aside={ready && ranking !== undefined && ranking.judged > 0 ? behindText(ranking, t) : undefined}
      lines={ready ? lines : []}
      state={stateOf(ready, ranking, t)}
      beside={
        ready && ranking !== undefined && ranking.unjudged.length > 0
          ? t('needs.unjudged', { count: ranking.unjudged.length })
          : undefined
      }
    />
  )
}

type Translate = ReturnType<typeof useTranslation<'wall'>>['t']

function behindText({ behind, judged }: CommuneRanking, t: Translate): string {
  return t('needs.behind', { behind: behind.length, judged })
}

function stateOf(ready: boolean, ranking: CommuneRanking | undefined, t: Translate) {
  if (!ready || ranking === undefined) return { is: 'coming' } as const
  if (ranking.judged === 0) return { is: 'unknown', text: t('needs.nobodyReported') } as const
  return ranking.behind.length === 0 ? ({ is: 'calm', text: t('needs.allMet') } as const) : undefined
}

/** `thiếu 8,2 điểm`: how far a commune is from the target. */
export function shortText(
  kpi: Kpi,
  { distance }: Pick<RankedCommune, 'distance'>,
  language: Language,
  t: Translate,
): string {
  const by = Math.abs(distance ?? 0)
  const short = formatNumber(by, distanceDigits(by, kpi.digits), language)
  return t(`ranking.${kpi.direction}.${kpi.combine}`, { short, unit: counted(kpi.unit, by, language) })
}

/** `chưa đạt liên tục từ 25/11`; nothing of a run of one day. */
function useSinceText(): (run: BehindRun | undefined) => string | undefined {
  const { t } = useTranslation('wall')
  return (run) => {
    if (run === undefined || run.days < 2) return undefined
    const day = formatDayMonth(startOfDay(run.since))
    return t(run.isWhole ? 'needs.behindBefore' : 'needs.behindSince', { day })
  }
}
