import { type RefObject, useEffect, useState } from 'react'
import { SECOND_MS } from '../../../domain/time.ts'

/**
 * How old the picture of a video is, ms: since the last one came, and by how much its pieces lag.
 * @param behindMs undefined: it does not play
 */
export function useVideoAge(video: RefObject<HTMLVideoElement | null>, behindMs: (() => number) | undefined): number {
  const [age, setAge] = useState(0)
  useEffect(() => {
    const element = video.current
    if (element === null || behindMs === undefined) return
    let lastAt = performance.now()
    let handle = 0
    const note = () => {
      lastAt = performance.now()
      handle = element.requestVideoFrameCallback(note)
    }
    handle = element.requestVideoFrameCallback(note)
    const timer = setInterval(() => setAge(performance.now() - lastAt + behindMs()), SECOND_MS)
    return () => {
      clearInterval(timer)
      element.cancelVideoFrameCallback(handle)
    }
  }, [behindMs, video])
  return age
}
