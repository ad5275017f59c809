import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { FEEDS } from '../../domain/feeds/index.ts'
import type { FeedName, Scope } from '../../domain/wire.ts'
import { askAnewWhenBack } from './askAnewWhenBack.ts'
import { LiveContext } from './LiveContext.ts'
import { createLiveClient, type LiveClient } from './liveClient.ts'
import { measureBeat } from './measureBeat.ts'
import { setPageClock } from './pageMoment.ts'
import type { Asker } from './session.ts'
import { createSocket } from './socket.ts'

/**
 * One line to the hub for the whole page; every feed on it is subscribed when it is first used, in the units where it may be seen, and of what
 * belongs to people one's own.
 * @param principal who asks; what another one may do takes effect with the next page
 * @param onRefused told that the hub asks to sign in first
 * @param beginAnew begins the page anew as soon as the hub answers
 */
export function LiveProvider({
  principal,
  onRefused,
  beginAnew,
  children,
}: {
  principal: Pick<Asker, 'is' | 'id' | 'may'>
  onRefused: () => void
  beginAnew: () => void
  children: ReactNode
}) {
  const [client, setClient] = useState<LiveClient>()
  const queries = useQueryClient()
  const asker = useRef(principal)
  const refused = useRef(onRefused)
  const anew = useRef(beginAnew)
  useEffect(() => {
    refused.current = onRefused
    anew.current = beginAnew
  })
  useEffect(() => {
    const live = createLiveClient({
      connection: createSocket(Math.random),
      scopesOf: (feed) => scopesOf(feed, asker.current),
      monotonic: () => performance.now(),
      wall: () => Date.now(),
      random: Math.random,
      nextFrame: requestAnimationFrame,
      decode: (jpeg) => createImageBitmap(new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' })),
      reload: () => anew.current(),
      onRefused: () => refused.current(),
      // With fewer rights the page begins anew: it forgets what it may not know any more.
      onNarrowed: () => anew.current(),
      onBeat: measureBeat,
    })
    const onVisibility = () => live.setHidden(document.hidden)
    onVisibility()
    document.addEventListener('visibilitychange', onVisibility)
    live.start()
    setPageClock(live.moment)
    setClient(live)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      live.stop()
    }
  }, [])
  useEffect(() => client && askAnewWhenBack(client, () => void queries.invalidateQueries()), [client, queries])
  if (client === undefined) return null
  return <LiveContext value={client}>{children}</LiveContext>
}

function scopesOf(feed: FeedName, { is, id, may }: Pick<Asker, 'is' | 'id' | 'may'>): readonly Scope[] {
  const { see } = FEEDS[feed]
  if (see !== 'self') return may[see].map((unit) => ({ unit }))
  return is === 'person' ? [{ person: id }] : []
}
