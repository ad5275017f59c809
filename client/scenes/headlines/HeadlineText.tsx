import { useTranslation } from 'react-i18next'
import type { KPIS } from '../../../domain/kpis/index.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useNow, useReception, useRow } from '../../live/useLive.ts'
import { CITY } from '../../panels/city.ts'
import { officeName } from '../../panels/officeName.ts'
import { kpiFreshness, kpiStateNow } from '../../panels/truth.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { usePlanLines } from '../../panels/usePlanLines.ts'
import { useCommuneRanking, useOfficeRanking, useStationRanking } from '../../panels/useRankings.ts'
import { useSystemLines } from '../../panels/useSystemLines.ts'
import { useReceptionText } from '../../ui/receptionText.ts'
import { useUnits } from '../../ui/useUnits.ts'
import { communesHeadline } from './communesHeadline.ts'
import type { Headline, HeadlineUse } from './headline.ts'
import { officesHeadline } from './officesHeadline.ts'
import { planHeadline } from './planHeadline.ts'
import { sentenceParts } from './sentenceParts.ts'
import { stationsHeadline } from './stationsHeadline.ts'
import { systemsHeadline } from './systemsHeadline.ts'

/** The answer of a scene; the words that matter carry its tone. Nothing while the city has not been heard yet. */
export function HeadlineText({ use }: { readonly use: HeadlineUse }) {
  switch (use.is) {
    case 'communes':
      return <OfCommunes use={use} />
    case 'offices':
      return <OfOffices />
    case 'plan':
      return <OfPlan />
    case 'systems':
      return <OfSystems />
    case 'stations':
      return <OfStations use={use} />
  }
}

function OfCommunes({ use: { kpi: id } }: { readonly use: Extract<HeadlineUse, { is: 'communes' }> }) {
  const [language] = useLanguage()
  const kpi = useKpiInForce(id)
  const { row, state, reason } = useCityFigure(id)
  const ranking = useCommuneRanking(id)
  if (ranking === undefined) return null
  return <Sentence {...communesHeadline({ kpi, value: row?.value ?? null, state, ranking, reason }, language)} />
}

function OfOffices() {
  const [language] = useLanguage()
  const kpi = useKpiInForce('officesOverCapacity')
  const { row, state, reason } = useCityFigure('officesOverCapacity')
  const ranked = useOfficeRanking()
  const units = useUnits()
  const share = state === 'unjudged' ? null : (row?.value ?? null)
  return (
    <Sentence
      {...officesHeadline({ kpi, share, ranked, nameOf: ({ camera }) => officeName(camera, units), reason }, language)}
    />
  )
}

function OfPlan() {
  const [language] = useLanguage()
  return <Sentence {...planHeadline(usePlanLines(), language)} />
}

function OfSystems() {
  const { t } = useTranslation('common')
  const [language] = useLanguage()
  const now = useNow()
  const lines = useSystemLines(useUnits())
  if (lines === undefined) return null
  return <Sentence {...systemsHeadline(lines, (trouble) => t(`systemTrouble.${trouble}`), now, language)} />
}

const RIVER_AND_AIR = ['waterLevel', 'rain', 'salinity', 'airQuality'] as const

function OfStations({ use: { gauge } }: { readonly use: Extract<HeadlineUse, { is: 'stations' }> }) {
  const [language] = useLanguage()
  return <Sentence {...stationsHeadline(useStationRanking(RIVER_AND_AIR), gauge, language)} />
}

/** The city's own row of a KPI, how it is judged now, and why it cannot be where it cannot. */
function useCityFigure(id: keyof typeof KPIS) {
  const { t } = useTranslation('wall')
  const now = useNow()
  const reception = useReception()
  const receptionText = useReceptionText()
  const row = useRow('kpis', `${id}|${CITY}`)
  const isUnheard = kpiFreshness(row, now, reception) === 'unheard'
  return {
    row,
    state: kpiStateNow(row, now),
    reason: isUnheard
      ? receptionText(reception, now)
      : t('headline.tooFew', { reported: row?.reported ?? 0, expected: row?.expected ?? 0 }),
  }
}

function Sentence({ says, values, tone }: Headline) {
  const { t } = useTranslation('wall')
  return sentenceParts(t(`headline.${says}` as 'headline.communes.met', values)).map(({ text, matters }) =>
    matters ? (
      <em key={text} className="headline__worst" data-tone={tone}>
        {text}
      </em>
    ) : (
      text
    ),
  )
}
