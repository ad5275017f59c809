import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useConnection, useNow, useReception, useRow } from '../live/useLive.ts'
import { formatAge } from '../ui/format.ts'
import { KeptTogether } from '../ui/KeptTogether.tsx'
import { Shape } from '../ui/Shape.tsx'
import { linkState } from './link.ts'
import './lostBanner.css'
import { useMomentText } from '../ui/useMomentText.ts'

interface BannerText {
  readonly title: string
  readonly says: string
}

/** That what stands on the wall is no longer the city, since when, and whether the wall or the hub is cut off; undefined while all is well. */
export function useBannerText(): BannerText | undefined {
  const { t } = useTranslation('wall')
  const [language] = useLanguage()
  const now = useNow()
  const moment = useMomentText()
  const hub = useRow('hub', 'hub')
  const reception = useReception()
  const connection = useConnection()
  const link = linkState(connection, hub?.now, now)
  if (connection.is !== 'live' && connection.isFull === true)
    return { title: t('lost.full'), says: t('lost.closeSome') }
  if (link.is === 'lost') {
    const age = formatAge(Math.max(0, now - link.since), language)
    return { title: t('lost.title'), says: t('lost.since', { time: moment(link.since), age }) }
  }
  if (link.is === 'coming' || reception.is === 'open') return undefined
  const because = reception.cause === 'starting' ? 'starting' : 'broker'
  return { title: t('lost.deaf'), says: t(`lost.${because}`, { time: moment(reception.since) }) }
}

/** Says it across the wall. */
export function LostBanner({ text }: { readonly text: BannerText }) {
  return (
    <div className="lost-banner" role="alert">
      <span className="lost-banner__word">
        <Shape is="ring" /> {text.title}
      </span>
      <span className="lost-banner__since">
        <KeptTogether>{text.says}</KeptTogether>
      </span>
    </div>
  )
}
