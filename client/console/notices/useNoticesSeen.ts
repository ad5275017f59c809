import { useEffect, useRef } from 'react'
import type { MatterKind } from '../../../domain/matters/fact.ts'
import { useCommand } from '../../live/command.ts'
import { useFeedReady } from '../../live/useLive.ts'
import { useUnseenNotices } from './useUnseenNotices.ts'

/**
 * Whoever opens a matter has seen what they were told of it until then. What comes while it stands open calls for itself: nobody may be sitting
 * before the screen.
 */
export function useNoticesSeen(kind: MatterKind, id: string): void {
  const unseen = useUnseenNotices()
  const ready = useFeedReady('notices')
  const { send } = useCommand('seeNotices')
  const opened = useRef<string | undefined>(undefined)

  useEffect(() => {
    const matter = `${kind}/${id}`
    if (!ready || opened.current === matter) return
    opened.current = matter
    const notices = unseen.filter(({ about }) => about.matter === kind && about.id === id)
    // Without an answer they stay unseen, which is what the screen goes on showing.
    if (notices.length > 0) void send({ notices: notices.map((notice) => notice.id) })
  }, [unseen, ready, send, kind, id])
}
