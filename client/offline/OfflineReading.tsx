import { useEffect } from 'react'
import { keepReader } from '../live/kept.ts'
import { useSession } from '../live/session.ts'
import { useConnection, useEdition } from '../live/useLive.ts'
import { useReplies } from '../live/useReplies.ts'
import { useConsoleWorker } from './useConsoleWorker.ts'

/** On every page of the console: what lets somebody read and reply without a line, and sends what they replied when it is back. Shows nothing. */
export function OfflineReading() {
  const session = useSession()
  const edition = useEdition()
  const isLive = useConnection().is === 'live'
  useConsoleWorker()
  useReplies(session?.principal?.id ?? '')
  useEffect(() => {
    if (isLive && session !== undefined && edition !== undefined) keepReader(session, edition, Date.now())
  }, [isLive, session, edition])
  return null
}
