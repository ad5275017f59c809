import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLine } from '../live/useLive.ts'
import './stillComing.css'

/** Slower than any answer of a hub at work: whoever waits longer is told why. */
const SAID_AFTER_MS = 5_000

/**
 * Stands wherever something is on its way, and says nothing at first. What is still not there after five seconds is said to be missing: why, what
 * to do about it, and that it comes by itself.
 */
export function StillComing() {
  const { t } = useTranslation('common')
  const line = useLine()
  const isOffline = useIsOffline()
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), SAID_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return null
  const isCut = line !== undefined && line.is !== 'live'
  const why = isOffline && line?.is !== 'live' ? 'offline' : isCut ? 'cut' : 'unanswered'
  return <span className="still-coming">{t(`stillComing.${why}`)}</span>
}

/** Whether this machine has no network at all. That it has one says nothing of the hub. */
function useIsOffline(): boolean {
  const [isOffline, setOffline] = useState(() => !navigator.onLine)
  useEffect(() => {
    const read = () => setOffline(!navigator.onLine)
    for (const event of ['online', 'offline']) addEventListener(event, read)
    return () => {
      for (const event of ['online', 'offline']) removeEventListener(event, read)
    }
  }, [])
  return isOffline
}
