import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useConnection, useNow, useRow } from '../live/useLive.ts'
import { formatAge, formatTime } from '../ui/format.ts'
import { Shape } from '../ui/Shape.tsx'
import { linkState } from './link.ts'
import './lostBanner.css'

/** Says across the wall that what stands there is no longer the city, and since when. */
export function LostBanner() {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const now = useNow()
  const hub = useRow('hub', 'hub')
  const link = linkState(useConnection(), hub?.now, now)
  if (link.is !== 'lost') return null
  return (
    <div className="lost-banner" role="alert">
      <span className="lost-banner__word">
        <Shape is="ring" /> {t('lost.title')}
      </span>
      <span className="lost-banner__since">
        {t('lost.since', { time: formatTime(link.since), age: formatAge(Math.max(0, now - link.since), language) })}
      </span>
    </div>
  )
}
