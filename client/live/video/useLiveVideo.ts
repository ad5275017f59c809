import { type RefObject, useEffect, useRef, useState } from 'react'
import type { PlayableOffer } from '../../../domain/cameras/live.ts'
import { startLiveVideo, type VideoState } from './liveVideo.ts'
import { useVideoAge } from './useVideoAge.ts'
import { VIDEO_WAYS, WAY_NAMES } from './ways.ts'

/** A video that a page plays: the element it plays in, how it stands, and what plays. */
interface LiveVideo {
  readonly video: RefObject<HTMLVideoElement | null>
  /** undefined: it has not begun. */
  readonly state: VideoState | undefined
  /** By which way, as people call it, and how old the picture is, ms; undefined: nothing plays. */
  readonly playing: { readonly way: string; readonly ageMs: number } | undefined
}

/** Plays the first of these offers that plays, as long as the page shows it. */
export function useLiveVideo(offers: readonly PlayableOffer[]): LiveVideo {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<VideoState>()
  useEffect(() => {
    if (video.current === null) return
    return startLiveVideo({ offers, video: video.current, ways: VIDEO_WAYS, onState: setState })
  }, [offers])
  const playing = state?.is === 'playing' ? state : undefined
  const ageMs = useVideoAge(video, playing?.behindMs)
  return { video, state, playing: playing && { way: WAY_NAMES[playing.way], ageMs } }
}
