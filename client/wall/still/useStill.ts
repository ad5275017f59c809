import { useEffect } from 'react'
import { command } from '../../live/command.ts'
import { useRow, useWallLine } from '../../live/useLive.ts'
import { base64, paintStill } from './paintStill.ts'

/**
 * Sends a still of this window whenever somebody has asked for one.
 * @param wall undefined: this page is no screen of a wall
 */
export function useStill(wall: string | undefined, screen: number): void {
  const line = useWallLine()
  const askedAt = useRow('wallReports', wall === undefined ? undefined : `${wall}/${screen}`)?.still?.askedAt
  useEffect(() => {
    if (wall === undefined || askedAt === undefined) return
    let isEnded = false
    async function send(of: { wall: string; askedAt: number }): Promise<void> {
      const takenAt = Math.round(line.now())
      const blob = await paintStill()
      if (blob === undefined || isEnded) return
      const picture = base64(new Uint8Array(await blob.arrayBuffer()))
      await command('sendStill', { ...of, screen, takenAt, picture })
    }
    // What cannot be painted is not sent: the asking is withdrawn by the hub, and the console says so.
    send({ wall, askedAt }).catch((error: unknown) => console.warn('no still was sent', error))
    return () => {
      isEnded = true
    }
  }, [wall, screen, askedAt, line])
}
