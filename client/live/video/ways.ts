import { playHls } from './hls.ts'
import { playMjpeg } from './mjpeg.ts'
import type { VideoWays } from './videoPlay.ts'
import { playWhep } from './whep.ts'

/** Every way of video that pages play. */
export const VIDEO_WAYS: VideoWays = { whep: playWhep, hls: playHls, mjpeg: playMjpeg }
