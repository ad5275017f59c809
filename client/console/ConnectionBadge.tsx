import { type ReactNode, use } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { KeptReaderContext } from '../live/KeptReaderContext.ts'
import { useConnection, useNow, useReception, useRow } from '../live/useLive.ts'
import { formatAge, formatSeconds } from '../ui/format.ts'
import { useReceptionText } from '../ui/receptionText.ts'
import { Shape } from '../ui/Shape.tsx'
import { Marked } from './parts/Marked.tsx'

/** How alive the data is: connection, age of the hub's heartbeat, and what the hub itself misses. */
export function ConnectionBadge() {
  const { t } = useTranslation('console')
  const [language] = useLanguage()
  const connection = useConnection()
  const now = useNow()
  const hub = useRow('hub', 'hub')
  if (connection.is !== 'live') {
    return (
      <span className="connection connection--trouble">
        <Marked is={connection.is === 'lost' ? 'ring' : 'half'}>{t(`connection.${connection.is}`)}</Marked>
      </span>
    )
  }
  const trouble = hub?.broker === 'disconnected' ? 'broker' : hub?.store === 'failing' ? 'store' : undefined
  return (
    <span className={trouble === undefined ? 'connection' : 'connection connection--trouble'}>
      <Marked is={trouble === undefined ? 'disc' : 'triangle'}>
        {trouble !== undefined && `${t(`connection.${trouble}`)} · `}
        {t('connection.data', { age: hub === undefined ? '–' : formatAge(Math.max(0, now - hub.now), language) })} ·{' '}
        <time dateTime={new Date(now).toISOString()}>{formatSeconds(now)}</time>
      </Marked>
    </span>
  )
}

/** Said across the page while there is no connection, or the hub itself hears nothing: what is shown is what was known then. */
export function LostBanner() {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation('common')
  const connection = useConnection()
  const reception = useReception()
  const now = useNow()
  const reason = useReceptionText()
  const reader = use(KeptReaderContext)
  if (connection.is !== 'live' && connection.isFull === true) return <Banner>{t('connection.full')}</Banner>
  // Nobody has been connected since the page was opened: it stands on what this browser has kept.
  if (reader !== undefined && connection.is === 'connecting') return <Banner>{t('connection.kept')}</Banner>
  if (connection.is === 'lost')
    return <Banner>{t('connection.banner', { since: formatSeconds(connection.since) })}</Banner>
  if (reception.is === 'open' || reception.cause === 'screen') return null
  return (
    <Banner>
      {reason(reception, now)}: {common('reception.means')}.
    </Banner>
  )
}

function Banner({ children }: { children: ReactNode }) {
  return (
    <p className="lost-banner" role="alert">
      <Shape is="diamond" /> {children}
    </p>
  )
}
