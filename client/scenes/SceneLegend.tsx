import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '../../domain/cameras/camera.ts'
import { KPIS } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { SENSOR_KINDS, type SensorKindId } from '../../domain/sensors/index.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { Severity } from '../../domain/sensors/sensorKind.ts'
import { isMappable } from '../../domain/units/devicePlace.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useText } from '../i18n/useText.ts'
import { useRows } from '../live/useLive.ts'
import { CAMERA_LOOKS, OFFICE_LOOKS, OFFICE_OLD_LOOK, stationLooks } from '../map/deviceLooks.ts'
import { alertLook } from '../map/layers/alertMarks.ts'
import { SENSOR_SHAPES } from '../map/layers/sensorShapes.ts'
import { countText } from '../map/layers/stackCounts.ts'
import { type MarkLook, MarkSample } from '../map/MarkSample.tsx'
import { incidentGravity, useFocusIncident } from '../panels/focusIncident.ts'
import { kpiOnMap } from '../panels/planLines.ts'
import { toneLimits } from '../panels/tone.ts'
import { usePlanLines } from '../panels/usePlanLines.ts'
import { formatNumber } from '../ui/format.ts'
import type { Scene, SceneLayer } from './scene.ts'
import './sceneLegend.css'

/** What the colours and shapes of this scene say: of its map, and of the ring beside it. */
export function SceneLegend({ scene }: { readonly scene: Scene }) {
  return (
    <ul className="scene-legend">
      {scene.panels.some(({ panel }) => panel === 'systemRing') && <RingLegend />}
      {scene.layers.map((layer) => (
        <LayerLegend key={layer.layer} layer={layer} />
      ))}
    </ul>
  )
}

function LayerLegend({ layer }: { readonly layer: SceneLayer }) {
  switch (layer.layer) {
    case 'communes':
      return <CommuneLegend kpi={KPIS[layer.kpi]} />
    case 'planCommunes':
      return <PlanLegend />
    case 'offices':
      return <OfficeLegend />
    case 'stations':
      return <StationLegend kinds={layer.kinds} />
    case 'alerts':
      return <AlertLegend />
    case 'incident':
      return <IncidentLegend />
  }
}

function PlanLegend() {
  const kpi = kpiOnMap(usePlanLines())
  return kpi === undefined ? null : <CommuneLegend kpi={KPIS[kpi]} />
}

function CommuneLegend({ kpi }: { readonly kpi: Kpi }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const text = useText()
  const limits = toneLimits(kpi)
  if (limits === undefined) return null
  const number = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1, language)
  const unit = kpi.combine === 'ratio' ? t('legend.points') : ''
  return (
    <>
      <li className="scene-legend__item">{text(kpi.short)}</li>
      <Item tone="met">{t('legend.met')}</Item>
      <Item tone="little">{t('legend.little', { to: number(limits.little) })}</Item>
      <Item tone="more">{t('legend.more', { from: number(limits.little), to: number(limits.more) })}</Item>
      <Item tone="most">{t('legend.most', { from: number(limits.more), unit })}</Item>
      <Item tone="unjudged">{t('legend.unjudged')}</Item>
    </>
  )
}

function RingLegend() {
  const { t } = useTranslation('wall')
  return (
    <>
      <li className="scene-legend__item">{t('legend.systems')}</li>
      <Item tone="heard">{t('legend.heard')}</Item>
      <Item tone="well">{t('legend.well')}</Item>
      <Item tone="unknown">{t('legend.unjudged')}</Item>
    </>
  )
}

function Item({ tone, children }: { readonly tone: string; readonly children: ReactNode }) {
  return (
    <li className="scene-legend__item">
      <span className="scene-legend__swatch" data-tone={tone} aria-hidden="true" />
      {children}
    </li>
  )
}

/** Marks as they stand on the map, and what they say. */
function Marked({ looks, children }: { readonly looks: readonly MarkLook[]; readonly children: ReactNode }) {
  return (
    <li className="scene-legend__item">
      {looks.map((look) => (
        <MarkSample key={`${look.shape} ${look.tone} ${look.sure}`} {...look} />
      ))}
      {children}
    </li>
  )
}

/** A number beside a mark, and what it says. */
function Counted() {
  const { t } = useTranslation('common')
  return (
    <li className="scene-legend__item">
      <b aria-hidden="true">{countText(2)}</b>
      {t('marks.several')}
    </li>
  )
}

/** Every look that an office's mark has: calm, in trouble, old. */
const [CALM, [OLD, oldLooks], ...LOST] = CAMERA_LOOKS
const ALL_OFFICE_LOOKS = [CALM, ...OFFICE_LOOKS, [OLD, [...oldLooks, OFFICE_OLD_LOOK]] as const, ...LOST]

function OfficeLegend() {
  const { t } = useTranslation('common')
  const cameras = useRows('cameras')
  return (
    <>
      {ALL_OFFICE_LOOKS.map(([says, looks]) => (
        <Marked key={says} looks={looks}>
          {t(`marks.${says}`)}
        </Marked>
      ))}
      <Unplaced devices={cameras} />
    </>
  )
}

function StationLegend({ kinds }: { readonly kinds: readonly SensorKindId[] }) {
  const { t } = useTranslation('common')
  const text = useText()
  const sensors = useRows('sensors')
  return (
    <>
      {kinds.map((kind) => (
        <Marked key={kind} looks={[{ shape: SENSOR_SHAPES[kind], tone: 'calm' }]}>
          {text(SENSOR_KINDS[kind].label)}
        </Marked>
      ))}
      {stationLooks(kinds).map(([says, looks]) => (
        <Marked key={says} looks={looks}>
          {t(`marks.${says}`)}
        </Marked>
      ))}
      <Counted />
      <Unplaced devices={sensors} isMeant={(sensor) => kinds.some((kind) => kind === sensor.kind)} />
    </>
  )
}

/** How many of the scene's devices have no position that could be drawn. */
function Unplaced<T extends Sensor | Camera>({
  devices,
  isMeant = () => true,
}: {
  readonly devices: ReadonlyMap<string, T>
  readonly isMeant?: (device: T) => boolean
}) {
  const { t } = useTranslation('wall')
  const count = [...devices.values()].filter((device) => isMeant(device) && !isMappable(device)).length
  return count === 0 ? null : <li className="scene-legend__item">{t('legend.unplaced', { count })}</li>
}

function IncidentLegend() {
  const { t } = useTranslation('wall')
  const { shown } = useFocusIncident()
  if (shown === undefined) return null
  return <Marked looks={[alertLook(incidentGravity(shown.incident))]}>{t('incident.mark')}</Marked>
}

const ALERTS = ['minor', 'major', 'critical'] as const satisfies readonly Severity[]

function AlertLegend() {
  const { t } = useTranslation('common')
  const { t: wall } = useTranslation('wall')
  return (
    <>
      <li className="scene-legend__item">{wall('legend.alerts')}</li>
      {ALERTS.map((severity) => (
        <Marked key={severity} looks={[alertLook(severity)]}>
          {t(`severity.${severity}`)}
        </Marked>
      ))}
    </>
  )
}
