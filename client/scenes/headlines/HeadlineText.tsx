import { useTranslation } from 'react-i18next'
import { stateOfCamera } from '../../../domain/cameras/camera.ts'
import { INCIDENT_STATES, type IncidentState } from '../../../domain/incidents/incident.ts'
import type { KpiId } from '../../../domain/kpis/index.ts'
import { matterTitle } from '../../../domain/matters/matterKinds.ts'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { useText } from '../../i18n/useText.ts'
import { useConnection, useFeedReady, useJudging, useNow, useRow, useSteadyRows } from '../../live/useLive.ts'
import { useFocusCamera, useFocusUnit } from '../../panels/focus.ts'
import { useFocusIncident } from '../../panels/focusIncident.ts'
import { officeName } from '../../panels/officeName.ts'
import { securityNeeds } from '../../panels/securityNeeds.ts'
import { kpiStateNow } from '../../panels/truth.ts'
import { unitNeeds } from '../../panels/unitNeeds.ts'
import { useCityNeeds } from '../../panels/useCityNeeds.ts'
import { useDirectiveNeeds } from '../../panels/useDirectiveNeeds.ts'
import { useGauge, useHighWater } from '../../panels/useGauge.ts'
import { useKpiInForce } from '../../panels/useKpiInForce.ts'
import { usePlanLines } from '../../panels/usePlanLines.ts'
import {
  useAuthorityRanking,
  useCommuneRanking,
  useOfficeRanking,
  useStationRanking,
} from '../../panels/useRankings.ts'
import { useSinceOnWall } from '../../panels/useSinceOnWall.ts'
import { useInterruptions, useSystemLines } from '../../panels/useSystemLines.ts'
import { useUnjudgedText } from '../../panels/useUnjudgedText.ts'
import { KeptTogether } from '../../ui/KeptTogether.tsx'
import { wholeSpan } from '../../ui/spans.ts'
import { useMomentText } from '../../ui/useMomentText.ts'
import { useUnits } from '../../ui/useUnits.ts'
import { airHeadline } from './airHeadline.ts'
import { camerasHeadline } from './camerasHeadline.ts'
import { cityHeadline } from './cityHeadline.ts'
import { communesHeadline } from './communesHeadline.ts'
import { directivesHeadline } from './directivesHeadline.ts'
import type { Headline, HeadlineUse } from './headline.ts'
import { incidentHeadline } from './incidentHeadline.ts'
import { officesHeadline } from './officesHeadline.ts'
import { planHeadline } from './planHeadline.ts'
import { securityHeadline } from './securityHeadline.ts'
import { sentenceParts } from './sentenceParts.ts'
import { sinceHeadline } from './sinceHeadline.ts'
import { stationsHeadline } from './stationsHeadline.ts'
import { systemsHeadline } from './systemsHeadline.ts'
import { unitHeadline } from './unitHeadline.ts'

/** The answer of a scene; the words that matter carry its tone. Nothing while what it is made of is on its way; that nothing comes is said. */
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
    case 'city':
      return <OfCity />
    case 'water':
      return <OfWater use={use} />
    case 'air':
      return <OfAir />
    case 'security':
      return <OfSecurity />
    case 'directives':
      return <OfDirectives />
    case 'unit':
      return <OfUnit />
    case 'cameras':
      return <OfCameras />
    case 'incident':
      return <OfIncident />
    case 'since':
      return <OfSince />
  }
}

function OfCommunes({ use: { kpi: id } }: { readonly use: Extract<HeadlineUse, { is: 'communes' }> }) {
  const [language] = useLanguage()
  const kpi = useKpiInForce(id)
  const { row, state, reason } = useCityFigure(id)
  const ranking = useCommuneRanking(id)
  if (ranking === undefined) return <NotCome />
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
      {...officesHeadline(
        { kpi, share, ranked, nameOf: ({ camera }) => officeName(camera, units, language), reason },
        language,
      )}
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
  const { now } = useJudging()
  const lines = useInterruptions(useUnits())
  if (lines === undefined) return <NotCome />
  return <Sentence {...systemsHeadline(lines, (trouble) => t(`systemTrouble.${trouble}`), now, language)} />
}

function OfCity() {
  const needs = useCityNeeds()
  return needs.isReady ? <Sentence {...cityHeadline(needs)} /> : <NotCome />
}

const WATER = ['waterLevel', 'rain', 'salinity'] as const

function OfWater({ use: { gauge } }: { readonly use: Extract<HeadlineUse, { is: 'water' }> }) {
  const [language] = useLanguage()
  const ranked = useStationRanking(WATER)
  const moment = useMomentText()
  const known = useGauge(gauge).gauge
  const { water } = useHighWater(known?.sensor.id, known?.value ?? null)
  const ready = useFeedReady('sensors')
  return ready ? <Sentence {...stationsHeadline(ranked, gauge, language, moment, water)} /> : <NotCome />
}

const AIR = ['airQuality'] as const

function OfAir() {
  const [language] = useLanguage()
  const ranked = useStationRanking(AIR)
  return useFeedReady('sensors') ? <Sentence {...airHeadline(ranked, language)} /> : <NotCome />
}

function OfSecurity() {
  const { t } = useTranslation('common')
  const [language] = useLanguage()
  const kpi = useKpiInForce('antiMalwareHosts')
  const { row, state, reason } = useCityFigure('antiMalwareHosts')
  const systems = useSystemLines(useUnits())
  const known = useAuthorityRanking('antiMalwareHosts')
  if (systems === undefined || known === undefined) return <NotCome />
  const needs = securityNeeds(systems, known.ranking.behind, known.ownOf)
  const { numerator = null, denominator = null, value = null } = row ?? {}
  const missing = numerator === null || denominator === null ? null : denominator - numerator
  const wordOf = (trouble: (typeof systems)[number]['trouble']) => t(`systemTrouble.${trouble}`)
  return <Sentence {...securityHeadline({ kpi, value, missing, state, reason, wordOf, ...needs }, language)} />
}

function OfDirectives() {
  const text = useText()
  const known = useDirectiveNeeds()
  if (known === undefined) return <NotCome />
  return <Sentence {...directivesHeadline(known, ({ directive }) => text(directive.leadName))} />
}

function OfCameras() {
  const { t } = useTranslation('common')
  const { now, reception } = useJudging()
  const cameras = useSteadyRows('cameras')
  const views = useSteadyRows('cameraViews')
  const focus = useFocusCamera()
  if (!useFeedReady('cameras')) return <NotCome />
  const shown = focus === undefined ? [...cameras.values()] : [...cameras.values()].filter(({ id }) => id === focus)
  const states = shown.map((camera) => ({ camera, ...stateOfCamera(camera, views.get(camera.id), now, reception) }))
  return <Sentence {...camerasHeadline(states, focus !== undefined, (is) => t(`camera.${is}`))} />
}

function OfUnit() {
  const [language] = useLanguage()
  const { now } = useJudging()
  const code = useFocusUnit()
  const units = useUnits()
  const rows = useSteadyRows('kpis')
  if (units === undefined) return <NotCome />
  const needs = unitNeeds((id) => rows.get(`${id}|${code}`), now)
  return <Sentence {...unitHeadline({ unit: units.byCode.get(code), ...needs }, language)} />
}

function OfIncident() {
  const text = useText()
  const [language] = useLanguage()
  const now = useNow()
  const { shown, isUnknown, isUnchosen } = useFocusIncident()
  if (isUnchosen) return <Sentence says="incident.unchosen" values={{}} tone="unknown" />
  if (shown === undefined && !isUnknown) return <NotCome />
  const titleOf = (incident: Parameters<typeof matterTitle>[1]) => text(matterTitle('incident', incident))
  const stateOf = ({ state }: { state: IncidentState }) => text(INCIDENT_STATES[state])
  return <Sentence {...incidentHeadline(shown?.incident, now, titleOf, stateOf, (ms) => wholeSpan(ms, language))} />
}

function OfSince() {
  return <Sentence {...sinceHeadline(useSinceOnWall().data, useMomentText())} />
}

/** The row of a KPI of the city, or of the unit that the wall is narrowed to, how it is judged now, and why it cannot be where it cannot. */
function useCityFigure(id: KpiId) {
  const { now } = useJudging()
  const row = useRow('kpis', `${id}|${useFocusUnit()}`)
  return { row, state: kpiStateNow(row, now), reason: useUnjudgedText(id, row) }
}

function NotCome() {
  const { t } = useTranslation('wall')
  return useConnection().is === 'lost' ? t('headline.missing') : null
}

function Sentence({ says, values, tone }: Headline) {
  const { t } = useTranslation('wall')
  // What was heard last is not of now, whatever it says.
  const isOld = useJudging().asOf !== undefined
  return sentenceParts(t(`headline.${says}` as 'headline.communes.met', values)).map(({ text, matters }) =>
    matters ? (
      <em key={text} className="headline__worst" data-tone={isOld ? 'unknown' : tone}>
        <KeptTogether>{text}</KeptTogether>
      </em>
    ) : (
      <KeptTogether key={text}>{text}</KeptTogether>
    ),
  )
}
