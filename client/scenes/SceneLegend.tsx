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
import type { MarkShape } from '../map/layers/markLayer.ts'
import { SENSOR_SHAPES } from '../map/layers/sensorShapes.ts'
import { toneLimits } from '../panels/tone.ts'
import { formatNumber } from '../ui/format.ts'
import { Shape, type ShapeName } from '../ui/Shape.tsx'
import type { Scene, SceneLayer } from './scene.ts'
import './sceneLegend.css'

/** What the colours and shapes of this scene's map say. */
export function SceneLegend({ scene }: { readonly scene: Scene }) {
  return (
    <ul className="scene-legend">
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
    case 'offices':
      return <OfficeLegend />
    case 'stations':
      return <StationLegend kinds={layer.kinds} />
    case 'alerts':
      return <AlertLegend />
  }
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

function Item({ tone, children }: { readonly tone: string; readonly children: ReactNode }) {
  return (
    <li className="scene-legend__item">
      <span className="scene-legend__swatch" data-tone={tone} aria-hidden="true" />
      {children}
    </li>
  )
}

function Marked({
  shape,
  severity,
  children,
}: {
  readonly shape: ShapeName
  readonly severity: string
  readonly children: ReactNode
}) {
  return (
    <li className="scene-legend__item">
      <span className="scene-legend__shape" data-severity={severity} aria-hidden="true">
        <Shape is={shape} />
      </span>
      {children}
    </li>
  )
}

function OfficeLegend() {
  const { t } = useTranslation('wall')
  const cameras = useRows('cameras')
  return (
    <>
      <Marked shape="disc" severity="critical">
        {t('legend.officeNeeds')}
      </Marked>
      <Marked shape="square" severity="critical">
        {t('legend.officeUnstaffed')}
      </Marked>
      <Marked shape="ring" severity="old">
        {t('legend.officeLost')}
      </Marked>
      <Unplaced devices={cameras} />
    </>
  )
}

function StationLegend({ kinds }: { readonly kinds: readonly SensorKindId[] }) {
  const { t } = useTranslation('wall')
  const text = useText()
  const sensors = useRows('sensors')
  return (
    <>
      {kinds.map((kind) => (
        <li key={kind} className="scene-legend__item">
          <KindShape kind={kind} />
          {text(SENSOR_KINDS[kind].label)}
        </li>
      ))}
      <Marked shape="ring" severity="old">
        {t('legend.old')}
      </Marked>
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

const ALERTS = [
  ['disc', 'minor'],
  ['triangle', 'major'],
  ['diamond', 'critical'],
] as const satisfies readonly (readonly [ShapeName, Severity])[]

function AlertLegend() {
  const { t } = useTranslation('common')
  const { t: wall } = useTranslation('wall')
  return (
    <>
      <li className="scene-legend__item">{wall('legend.alerts')}</li>
      {ALERTS.map(([shape, severity]) => (
        // On the map a minor one has no colour either.
        <Marked key={severity} shape={shape} severity={severity === 'minor' ? 'calm' : severity}>
          {t(`severity.${severity}`)}
        </Marked>
      ))}
    </>
  )
}

/** The outlines that the map gives the kinds of sensors, as text-sized drawings. */
const OUTLINES: Record<MarkShape, string> = {
  disc: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z',
  square: 'M3 3h10v10H3z',
  diamond: 'M8 1.5 14.5 8 8 14.5 1.5 8z',
  triangle: 'M8 2 15 14H1z',
  drop: 'M8 1.5C11 6 13 8 13 10.5a5 5 0 0 1-10 0C3 8 5 6 8 1.5z',
  hexagon: 'M8 1.5 13.8 4.8v6.4L8 14.5 2.2 11.2V4.8z',
  camera: 'M2 4.5h8v7H2zM10.5 7l4-2.5v7l-4-2.5z',
}

function KindShape({ kind }: { readonly kind: SensorKindId }) {
  return <Outline shape={SENSOR_SHAPES[kind]} />
}

function Outline({ shape }: { readonly shape: MarkShape }) {
  return (
    <svg className="shape scene-legend__shape" viewBox="0 0 16 16" aria-hidden="true">
      <path d={OUTLINES[shape]} fill="currentColor" />
    </svg>
  )
}
