import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useFeedReady } from '../live/useLive.ts'
import { figureName } from '../ui/figureName.ts'
import { formatNumber } from '../ui/format.ts'
import { Shape, type ShapeName } from '../ui/Shape.tsx'
import { useSources } from './useSources.ts'
import './sourceHealth.css'
import { useMomentText } from '../ui/useMomentText.ts'

/** How many sources are heard, and of which nobody hears. */
export const SourceHealth = memo(function SourceHealth() {
  const { t } = useTranslation('wall')
  const { all, live, stale, lost, unheard, asOf } = useSources()
  const ready = useFeedReady('sources')
  const moment = useMomentText()
  if (!ready) return <p className="sources">{t('sources.coming')}</p>
  return (
    <p className="sources" data-was={asOf !== undefined}>
      <span className="sources__all">
        {asOf === undefined ? t('sources.all', { count: all }) : t('sources.were', { count: all, time: moment(asOf) })}
      </span>
      <Count shape="disc" word={t('sources.live')} count={live} state="live" />
      {stale > 0 && <Count shape="half" word={t('sources.stale')} count={stale} state="stale" />}
      {lost > 0 && <Count shape="ring" word={t('sources.lost')} count={lost} state="lost" />}
      {unheard > 0 && <Count shape="half" word={t('sources.unheard')} count={unheard} state="unheard" />}
    </p>
  )
})

function Count({
  shape,
  word,
  count,
  state,
}: {
  readonly shape: ShapeName
  readonly word: string
  readonly count: number
  readonly state: string
}) {
  const [language] = useLanguage()
  return (
    <span className="sources__count" data-state={state}>
      <Shape is={shape} /> <span data-figure={figureName.sources(state)}>{formatNumber(count, 0, language)}</span>{' '}
      {word}
    </span>
  )
}
