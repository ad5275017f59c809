import { useTranslation } from 'react-i18next'
import type { KpiId } from '../../domain/kpis/index.ts'
import { shortName } from '../../domain/units/unit.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useFeedReady } from '../live/useLive.ts'
import { formatFigure, formatNumber } from '../ui/format.ts'
import { useUnits } from '../ui/useUnits.ts'
import { type NeedLine, NeedList } from './NeedList.tsx'
import { placeOfUnit } from './placeOnMap.ts'
import { useSystemNeed } from './SystemList.tsx'
import { securityNeeds } from './securityNeeds.ts'
import { toneOfDistance } from './tone.ts'
import { useKpiInForce } from './useKpiInForce.ts'
import { useAuthorityRanking } from './useRankings.ts'
import { useSystemLines } from './useSystemLines.ts'
import { useWho } from './useWho.ts'

const HOSTS: KpiId = 'antiMalwareHosts'

/** Security systems in trouble, then authorities by how many machines of theirs nobody protects. */
export function SecurityList() {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const ready = useFeedReady('kpis')
  const kpi = useKpiInForce(HOSTS)
  const systems = useSystemLines(useUnits())
  const known = useAuthorityRanking(HOSTS)
  const ranking = known?.ranking
  const systemLine = useSystemNeed()
  const who = useWho()
  const { troubled, exposed } = securityNeeds(systems ?? [], ranking?.behind ?? [], (code) => known?.ownOf(code))
  const lines = [
    ...troubled.map(systemLine),
    ...exposed.map(
      ({ unit, value, distance, hosts, missing }, place): NeedLine => ({
        id: unit.code,
        rank: troubled.length + place + 1,
        tone: toneOfDistance(kpi, distance),
        name: shortName(unit, language),
        // By this they stand in their order: it is what is large.
        value: formatNumber(missing, 0, language),
        unit: t('security.hosts', { count: missing }),
        note: t('security.exposed', {
          hosts: formatNumber(hosts, 0, language),
          value: formatFigure(value, kpi, language),
        }),
        who: who.unit(unit),
        place: placeOfUnit(unit),
      }),
    ),
  ]
  return (
    <NeedList
      of="places"
      title={t('needs.title')}
      aside={
        ready && ranking !== undefined && ranking.judged > 0
          ? t('needs.behind', { behind: ranking.behind.length, judged: ranking.judged })
          : undefined
      }
      lines={ready ? lines : []}
      state={
        !ready || ranking === undefined
          ? { is: 'coming' }
          : lines.length > 0
            ? undefined
            : ranking.judged === 0
              ? { is: 'unknown', text: t('needs.nobodyReported') }
              : { is: 'calm', text: t('security.calm') }
      }
      beside={
        ready && ranking !== undefined && ranking.unjudged.length > 0
          ? t('needs.unjudged', { count: ranking.unjudged.length })
          : undefined
      }
    />
  )
}
