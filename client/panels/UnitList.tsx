import { useTranslation } from 'react-i18next'
import { counted } from '../../domain/text.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady, useJudging, useSteadyRows } from '../live/useLive.ts'
import { figureName } from '../ui/figureName.ts'
import { formatFigureNumber } from '../ui/format.ts'
import { useUnits } from '../ui/useUnits.ts'
import { shortText } from './CommuneList.tsx'
import { useFocusUnit } from './focus.ts'
import { type NeedLine, NeedList } from './NeedList.tsx'
import { toneOfDistance } from './tone.ts'
import { unitNeeds } from './unitNeeds.ts'
import { useWho } from './useWho.ts'

/** What one commune is behind with, the farthest first; its own People's Committee answers for all of it. */
export function UnitList() {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const { now } = useJudging()
  const code = useFocusUnit()
  const unit = useUnits()?.byCode.get(code)
  const ready = useFeedReady('kpis')
  const rows = useSteadyRows('kpis')
  const who = useWho()
  const { behind, judged } = unitNeeds((id) => rows.get(`${id}|${code}`), now)
  const lines = behind.map(
    ({ id, kpi, value, distance }, place): NeedLine => ({
      id,
      rank: place + 1,
      tone: toneOfDistance(kpi, distance),
      name: text(kpi.short),
      value: formatFigureNumber(value, kpi, language),
      unit: counted(kpi.unit, value, language),
      note: shortText(kpi, { distance }, language, t),
      figure: figureName.kpi(id, code),
    }),
  )
  return (
    <NeedList
      of="figures"
      title={t('needs.title')}
      aside={who.unit(unit)}
      lines={ready ? lines : []}
      state={
        !ready
          ? { is: 'coming' }
          : unit === undefined
            ? { is: 'unknown', text: t('unit.unknown') }
            : judged === 0
              ? { is: 'unknown', text: t('needs.nobodyReported') }
              : lines.length === 0
                ? { is: 'calm', text: t('unit.calm', { count: judged }) }
                : undefined
      }
    />
  )
}
