import { type ReactNode, useEffect, useState } from 'react'
import { LiveContext } from './LiveContext.ts'
import { createLiveClient, type LiveClient } from './liveClient.ts'
import { measureBeat } from './measureBeat.ts'
import { createSocket } from './socket.ts'

/** Code of the whole city: what a page subscribes to. */
const CITY = '92'

/** One line to the hub for the whole page; every feed on it is subscribed when it is first used. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [client, setClient] = useState<LiveClient>()
  useEffect(() => {
    const live = createLiveClient({
      connection: createSocket(Math.random),
      scope: { unit: CITY },
      monotonic: () => performance.now(),
      wall: () => Date.now(),
      random: Math.random,
      nextFrame: requestAnimationFrame,
      decode: (jpeg) => createImageBitmap(new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' })),
      reload: () => location.reload(),
      onBeat: measureBeat,
    })
    const onVisibility = () => live.setHidden(document.hidden)
    onVisibility()
    document.addEventListener('visibilitychange', onVisibility)
    live.start()
    setClient(live)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      live.stop()
    }
  }, [])
  if (client === undefined) return null
  return <LiveContext value={client}>{children}</LiveContext>
}
