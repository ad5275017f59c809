import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { KPIS } from '../../domain/kpis/index.ts'
import type { Kpi } from '../../domain/kpis/kpi.ts'
import { useLanguage } from '../i18n/useLanguage.ts'
import { REACHED_SHAPES } from '../panels/ReachedMark.tsx'
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
      return <StationLegend />
  }
}

function CommuneLegend({ kpi }: { readonly kpi: Kpi }) {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const limits = toneLimits(kpi)
  if (limits === undefined) return null
  const number = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1, language)
  const unit = kpi.combine === 'ratio' ? t('legend.points') : ''
  return (
    <>
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
  return (
    <>
      <Marked shape="disc" severity="none">
        {t('legend.office')}
      </Marked>
      <Marked shape="ring" severity="critical">
        {t('legend.officeNeeds')}
      </Marked>
      <Marked shape="ring" severity="old">
        {t('legend.officeLost')}
      </Marked>
    </>
  )
}

function StationLegend() {
  const { t } = useTranslation('wall')
  return (
    <>
      <Marked shape="disc" severity="none">
        {t('legend.calm')}
      </Marked>
      {(['minor', 'major', 'critical'] as const).map((severity) => (
        <Marked key={severity} shape={REACHED_SHAPES[severity]} severity={severity}>
          {t(`legend.${severity}`)}
        </Marked>
      ))}
      <Marked shape="ring" severity="old">
        {t('legend.old')}
      </Marked>
    </>
  )
}
