import { useTranslation } from 'react-i18next'
import { limitText, unbroken } from '../../domain/kpis/limitText.ts'
import { verdictOf } from '../../domain/plan/outlook.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady } from '../live/useLive.ts'
import { figureName } from '../ui/figureName.ts'
import { formatFigure, formatFigureNumber, formatNumber } from '../ui/format.ts'
import { CITY } from './city.ts'
import { NeededText } from './NeededText.tsx'
import { type NeedLine, NeedList } from './NeedList.tsx'
import { isObjective, missedObjectives, PLAN_TONES, type PlanLine } from './planLines.ts'
import { usePlanLines } from './usePlanLines.ts'
import { useWho } from './useWho.ts'

/** Objectives of the plan that will be missed or may be: where each stands, what it takes from here, and who answers for it. */
export function PlanList() {
  const { t } = useTranslation('wall')
  const ready = useFeedReady('plan')
  const text = useText()
  const [language] = useLanguage()
  const who = useWho()
  const all = usePlanLines()
  const missed = missedObjectives(all)
  const lines = missed.map(
    (line, place): NeedLine => ({
      id: line.id,
      rank: place + 1,
      tone: PLAN_TONES[line.need],
      name: text(line.kpi?.short ?? line.item.name),
      value: valueText(line, language),
      note: <PlanNote line={line} />,
      who: who.agency(line.item.lead),
      figure: figureName.plan(line.id, CITY),
    }),
  )
  const objectives = all.filter((line) => isObjective(line) && !line.isGone)
  const unjudged = objectives.filter(({ state }) => state === 'unjudged').length
  return (
    <NeedList
      of="targets"
      title={t('plan.willMiss')}
      lines={ready ? lines : []}
      state={
        !ready
          ? { is: 'coming' }
          : unjudged === objectives.length
            ? { is: 'unknown', text: t('needs.nobodyReported') }
            : lines.length === 0
              ? { is: 'calm', text: t('plan.noneMissed') }
              : undefined
      }
      beside={ready && unjudged > 0 ? t('plan.unjudged', { count: unjudged }) : undefined}
    />
  )
}

function valueText({ kpi, row }: PlanLine, language: 'vi' | 'en'): string {
  return kpi === undefined ? formatNumber(row?.value, 0, language) : formatFigure(row?.value, kpi, language)
}

/** `cần ≥ 35% · cần thêm 38 dịch vụ`; the forecast where nothing says what it takes. */
function PlanNote({ line: { kpi, row } }: { readonly line: PlanLine }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  if (row === undefined || kpi === undefined) return t('plan.noForecast')
  const bound = (value: number) => formatFigureNumber(value, kpi, language)
  const verdict = verdictOf(row, kpi.direction)
  return (
    <>
      {row.target !== null && t('plan.needs', { limit: unbroken(limitText(kpi, row.target, language)) })}
      {verdict !== null ? (
        <>
          {' · '}
          <NeededText needed={verdict} kpi={kpi} short />
        </>
      ) : (
        row.forecast !== null && t('plan.forecast', { low: bound(row.forecast.low), high: bound(row.forecast.high) })
      )}
    </>
  )
}
