import { playHls } from './hls.ts'
import { playMjpeg } from './mjpeg.ts'
import type { VideoWays } from './videoPlay.ts'
import { playWhep } from './whep.ts'

/** Every way of video that pages play. */
export const VIDEO_WAYS: VideoWays = { whep: playWhep, hls: playHls, mjpeg: playMjpeg }

/** What each is called, in every language. */
export const WAY_NAMES = { whep: 'WebRTC', hls: 'HLS', mjpeg: 'MJPEG' } as const satisfies Record<
  keyof VideoWays,
  string
>
