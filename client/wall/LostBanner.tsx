import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useConnection, useNow, useReception, useRow } from '../live/useLive.ts'
import { formatAge, formatTime } from '../ui/format.ts'
import { useReceptionText } from '../ui/receptionText.ts'
import { Shape } from '../ui/Shape.tsx'
import { linkState } from './link.ts'
import './lostBanner.css'

/** Says across the wall that what stands there is no longer the city, since when, and whether the wall or the hub is cut off. */
export function LostBanner() {
  const { t } = useTranslation('wall')
  const { t: common } = useTranslation('common')
  const [language] = useLanguage()
  const now = useNow()
  const hub = useRow('hub', 'hub')
  const reception = useReception()
  const reason = useReceptionText()
  const link = linkState(useConnection(), hub?.now, now)
  if (link.is === 'lost') {
    const age = formatAge(Math.max(0, now - link.since), language)
    return <Banner title={t('lost.title')} says={t('lost.since', { time: formatTime(link.since), age })} />
  }
  if (link.is === 'coming' || reception.is === 'open') return null
  return <Banner title={common('reception.title')} says={`${reason(reception, now)}: ${common('reception.means')}`} />
}

function Banner({ title, says }: { readonly title: string; readonly says: string }) {
  return (
    <div className="lost-banner" role="alert">
      <span className="lost-banner__word">
        <Shape is="ring" /> {title}
      </span>
      <span className="lost-banner__since">{says}</span>
    </div>
  )
}
