import { useTranslation } from 'react-i18next'
import { compareNeeds, type Need, openAlerts } from '../../domain/alerts/order.ts'
import { isHallTrouble } from '../../domain/cameras/hallTrouble.ts'
import type { KpiId } from '../../domain/kpis/index.ts'
import { limitText } from '../../domain/kpis/limitText.ts'
import { abridged, readableName } from '../../domain/readableName.ts'
import { SEVERITIES } from '../../domain/sensors/sensorKind.ts'
import { cameraSource, sensorSource } from '../../domain/sourceId.ts'
import { counted } from '../../domain/text.ts'
import { shortName } from '../../domain/units/unit.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useFeedReady, useJudging, useSteadyRows } from '../live/useLive.ts'
import { figureName } from '../ui/figureName.ts'
import { formatFigure, formatFigureNumber, formatMeasured, formatNumber } from '../ui/format.ts'
import { useUnits } from '../ui/useUnits.ts'
import { shortText } from './CommuneList.tsx'
import { CITY } from './city.ts'
import { handlingOf } from './handling.ts'
import type { NeedLine } from './NeedList.tsx'
import { officeName } from './officeName.ts'
import { officeTone } from './officeTone.ts'
import { placeOfDevice, placeOfUnit } from './placeOnMap.ts'
import { missedObjectives, PLAN_TONES } from './planLines.ts'
import { measureOf, shownQuantity } from './rankStations.ts'
import { SECURITY_SYSTEMS } from './securityNeeds.ts'
import { stationTone } from './stationTone.ts'
import { interruptionOf, needingSystems } from './systemHealth.ts'
import { type Tone, toneOfDistance } from './tone.ts'
import { toneOfTrouble } from './troubleLook.ts'
import { useKpiInForce } from './useKpiInForce.ts'
import { usePlanLines } from './usePlanLines.ts'
import { useCommuneRanking, useOfficeRanking, useStationRanking } from './useRankings.ts'
import { useSystemLines } from './useSystemLines.ts'
import { useWho } from './useWho.ts'

const WATER = ['waterLevel', 'rain', 'salinity'] as const
const AIR = ['airQuality'] as const
const SERVICE: KpiId = 'onTimeRate'
/** Letters of a station's name: the line and the headline say more than that. */
const MOST_OF_NAME = 40

type Field = 'plan' | 'service' | 'oneStop' | 'systems' | 'water' | 'air'

/** The worst of one field of the city's life, as a line. */
export interface CityNeed extends Omit<NeedLine, 'note'>, Need {
  readonly field: Field
  readonly note: string
  /** What is wrong, in the words of the headline. */
  readonly said: string
}

/** Fields of the city's life by the worst of each, in the one order of needs. */
export interface CityNeeds {
  readonly needs: readonly CityNeed[]
  /** Fields of which somebody has said something: the others nobody can judge. */
  readonly known: number
  readonly fields: number
  /** The hub has told of all of them. */
  readonly isReady: boolean
}

/** Of what is as grave, rank and colour say one thing: no milder colour stands before a worse one. */
const TONES_WORST_FIRST = ['most', 'more', 'little', 'unjudged', 'met', 'none'] as const satisfies readonly Tone[]

export function compareCityNeeds(a: CityNeed, b: CityNeed): number {
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    TONES_WORST_FIRST.indexOf(a.tone) - TONES_WORST_FIRST.indexOf(b.tone) ||
    compareNeeds(a, b)
  )
}

export function useCityNeeds(): CityNeeds {
  const found = [
    usePlanNeed(),
    useServiceNeed(),
    useOneStopNeed(),
    useSystemsNeed(),
    useStationsNeed('water', WATER),
    useStationsNeed('air', AIR),
  ]
  const ready = [
    useFeedReady('kpis'),
    useFeedReady('plan'),
    useFeedReady('cameras'),
    useFeedReady('sensors'),
    useFeedReady('alerts'),
  ]
  const needs = found.flatMap(({ need }) => need ?? []).sort(compareCityNeeds)
  return {
    needs: needs.map((need, place) => ({ ...need, rank: place + 1 })),
    known: found.filter(({ isKnown }) => isKnown).length,
    fields: found.length,
    isReady: ready.every(Boolean),
  }
}

interface Found {
  readonly isKnown: boolean
  readonly need?: CityNeed | undefined
}

/** What there is more of in a field, in the words of `needs.more`. */
const NOUNS = {
  plan: 'targets',
  service: 'places',
  oneStop: 'places',
  systems: 'systems',
  water: 'stations',
  air: 'stations',
} as const satisfies Record<Field, string>

/** Which field it is, what is wrong, and how many more of it need somebody. */
function useNoteOf(field: Field): (said: string | undefined, others: number) => string {
  const { t } = useTranslation('wall')
  return (said, others) =>
    [t(`city.field.${field}`), said, ...(others > 0 ? [t(`needs.more.${NOUNS[field]}`, { count: others })] : [])]
      .filter((part) => part !== undefined)
      .join(' · ')
}

function usePlanNeed(): Found {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const who = useWho()
  const noteOf = useNoteOf('plan')
  const lines = usePlanLines()
  const [worst, ...others] = missedObjectives(lines)
  const isKnown = lines.some(({ state }) => state !== 'unjudged' && state !== 'untargeted')
  if (worst === undefined) return { isKnown }
  const { kpi, row, item } = worst
  const value = kpi === undefined ? formatNumber(row?.value, 0, language) : formatFigure(row?.value, kpi, language)
  const needs =
    kpi === undefined || row?.target == null
      ? undefined
      : t('plan.needs', { limit: limitText(kpi, row.target, language) })
  return {
    isKnown,
    need: {
      field: 'plan',
      id: `plan/${worst.id}`,
      severity: worst.need === 'outOfReach' || worst.need === 'unlikely' ? 'major' : 'minor',
      isTaken: false,
      since: null,
      rank: 0,
      tone: PLAN_TONES[worst.need],
      name: text(kpi?.short ?? item.name),
      value,
      note: noteOf(needs, others.length),
      said: [value, needs].filter((part) => part !== undefined).join(', '),
      who: who.agency(item.lead),
      figure: figureName.plan(worst.id, CITY),
    },
  }
}

function useServiceNeed(): Found {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const who = useWho()
  const noteOf = useNoteOf('service')
  const kpi = useKpiInForce(SERVICE)
  const ranking = useCommuneRanking(SERVICE)
  const [worst, ...others] = ranking?.behind ?? []
  const isKnown = (ranking?.judged ?? 0) > 0
  if (worst === undefined) return { isKnown }
  const tone = toneOfDistance(kpi, worst.distance)
  return {
    isKnown,
    need: {
      field: 'service',
      id: `service/${worst.unit.code}`,
      severity: 'minor',
      isTaken: false,
      since: null,
      rank: 0,
      tone,
      name: shortName(worst.unit, language),
      value: formatFigureNumber(worst.value, kpi, language),
      unit: counted(kpi.unit, worst.value, language),
      note: noteOf(shortText(kpi, worst, language, t), others.length),
      said: t('city.onTime', { value: formatFigure(worst.value, kpi, language) }),
      who: who.unit(worst.unit),
      place: placeOfUnit(worst.unit),
      figure: figureName.kpi(SERVICE, worst.unit.code),
    },
  }
}

function useOneStopNeed(): Found {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const units = useUnits()
  const who = useWho()
  const noteOf = useNoteOf('oneStop')
  const ranked = useOfficeRanking()
  const alerts = openAlerts(useSteadyRows('alerts').values())
  const pressing = ranked.filter(({ rank }) => rank !== undefined)
  const isKnown = ranked.some(({ count }) => count !== undefined)
  const [worst, ...others] = pressing
  if (worst === undefined) return { isKnown }
  const { office, camera, need, count } = worst
  const trouble = t(`offices.${need as 'crowded'}`)
  const waiting = formatNumber(count?.waiting, 0, language)
  const counters = formatNumber(count?.countersStaffed, 0, language)
  const about = alerts.filter(
    ({ subject, subjectId }) => subject === 'camera' && office.cameras.some(({ id }) => id === subjectId),
  )
  const handling = handlingOf(about)
  return {
    isKnown,
    need: {
      field: 'oneStop',
      id: `oneStop/${office.id}`,
      // Where people wait before nobody; a hall that is closed can wait for a while.
      severity: need === 'unstaffed' ? 'major' : 'minor',
      isTaken: handling?.is === 'taken',
      since: handling?.is === 'open' ? handling.since : null,
      rank: 0,
      tone: officeTone(need),
      isOther: need === 'unstaffed' || need === 'closed',
      name: officeName(camera, units, language),
      // How many wait is no answer where the trouble is the camera's.
      ...(count !== undefined && isHallTrouble(need) && { value: waiting, unit: t('offices.waiting') }),
      note: noteOf(trouble, others.length),
      said: need === 'crowded' ? t('city.crowded', { waiting, counters }) : trouble.toLocaleLowerCase(language),
      who: who.unit(units?.byCode.get(camera.commune), about),
      place: placeOfDevice(camera),
      figure: figureName.device(cameraSource(camera.id), 'waiting'),
    },
  }
}

function useSystemsNeed(): Found {
  const { t: common } = useTranslation('common')
  const text = useText()
  const [language] = useLanguage()
  const { now } = useJudging()
  const who = useWho()
  const noteOf = useNoteOf('systems')
  // What guards the city's machines tells of them, and no other field does; of halls and streets others do.
  const lines = useSystemLines(useUnits())?.map((line) =>
    SECURITY_SYSTEMS.includes(line.id) ? line : interruptionOf(line),
  )
  const [worst, ...others] = lines === undefined ? [] : needingSystems(lines)
  const isKnown = lines?.some(({ trouble }) => trouble !== 'unheard' && trouble !== 'never') ?? false
  if (worst === undefined || !isKnown) return { isKnown }
  const trouble = common(`systemTrouble.${worst.trouble}`)
  const isGrave = worst.trouble === 'lost' || worst.trouble === 'down'
  const handling = handlingOf(worst.alerts)
  const down = worst.links.find(({ link, freshness }) => link?.state === 'down' && freshness === 'live')
  const since = down?.link?.since ?? (worst.trouble === 'lost' ? worst.lastReceivedAt : null)
  return {
    isKnown,
    need: {
      field: 'systems',
      id: `systems/${worst.id}`,
      severity: isGrave ? 'major' : 'minor',
      isTaken: handling?.is === 'taken',
      since: since === null || since > now ? null : since,
      rank: 0,
      tone: toneOfTrouble(worst.trouble),
      name: text(worst.system.short),
      value: worst.expected > 0 && worst.reported < worst.expected ? `${worst.reported}/${worst.expected}` : undefined,
      note: noteOf(trouble, others.length),
      said: trouble.toLocaleLowerCase(language),
      who: who.agency(worst.system.lead, worst.alerts),
    },
  }
}

function useStationsNeed(field: 'water' | 'air', kinds: typeof WATER | typeof AIR): Found {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const who = useWho()
  const noteOf = useNoteOf(field)
  const stations = useStationRanking(kinds)
  const alerts = openAlerts(useSteadyRows('alerts').values())
  const isKnown = stations.some(({ freshness }) => freshness === 'live')
  const [worst, ...others] = stations.filter(({ rank }) => rank !== undefined)
  if (worst === undefined || !isKnown) return { isKnown }
  const { sensor, kind, value, reached, freshness } = worst
  const about = alerts.filter(({ subject, subjectId }) => subject === 'sensor' && subjectId === sensor.id)
  const handling = handlingOf(about)
  const name = shownQuantity(kind)
  const isLive = freshness === 'live'
  const isReached = reached !== undefined && isLive
  // A gauge that falls silent at its worst makes nothing calmer.
  const what =
    reached !== undefined
      ? isLive
        ? text(reached.label)
        : t('city.mute', { limit: text(reached.label) })
      : t(`city.${freshness === 'live' ? 'stale' : freshness}`, { what: text(kind.label) })
  const unit = value === null || name === 'index' ? undefined : kind.quantities[name]?.unit
  return {
    isKnown,
    need: {
      field,
      id: `${field}/${sensor.id}`,
      severity: reached?.severity ?? 'minor',
      isTaken: handling?.is === 'taken',
      since: handling?.is === 'open' ? handling.since : null,
      rank: 0,
      tone: stationTone(worst),
      name: abridged(readableName(sensor.name, sensor.id), MOST_OF_NAME),
      value: formatMeasured(value, measureOf(kind), language),
      unit,
      note: noteOf(what, others.length),
      said: isReached
        ? `${value === null ? '' : formatMeasured(value, { ...measureOf(kind), unit: unit ?? '' }, language)}, ${what}`
        : what,
      who: who.agency(kind.lead, about),
      place: placeOfDevice(sensor),
      figure: figureName.device(sensorSource(sensor.id), name),
    },
  }
}
