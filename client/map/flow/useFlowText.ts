import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../i18n/useLanguage.ts'
import { formatNumber } from '../../ui/format.ts'
import type { KnownFlow } from './useRiverFlow.ts'
import { wayOf } from './wayOf.ts'

/**
 * What the strokes on the river mean: which way, how fast, from how many gauges.
 * @param isAsked somebody looks at the map for the river: then also why there are none
 */
export function useFlowText(flow: KnownFlow | undefined, isAsked: boolean): string | undefined {
  const { t } = useTranslation('common')
  const [language] = useLanguage()
  if (flow === undefined) return undefined
  if (flow.is === 'unknown') {
    if (!isAsked) return undefined
    if (flow.gauge === undefined) return t(`map.flow.${flow.because === 'unheard' ? 'unheard' : 'noGauge'}`)
    const because = flow.because === 'jump' || flow.because === 'history' ? flow.because : 'stale'
    return t(`map.flow.${because}`, { gauge: flow.gauge })
  }
  return t(`map.flow.${wayOf(flow)}`, {
    speed: formatNumber(Math.abs(flow.speed), 1, language),
    off: formatNumber(Math.max(0.1, flow.uncertainty), 1, language),
    count: flow.gauges,
  })
}
