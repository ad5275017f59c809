import { useMemo } from 'react'
import type { Feeds } from '../../../domain/wire.ts'
import { useRows } from '../../live/useLive.ts'

export type ConsoleNotice = Feeds['notices']

/** What whoever sits here has not looked at yet, the newest first. */
export function useUnseenNotices(): readonly ConsoleNotice[] {
  const notices = useRows('notices')
  return useMemo(
    () => [...notices.values()].filter(({ seenAt }) => seenAt === null).sort((a, b) => b.at - a.at),
    [notices],
  )
}
