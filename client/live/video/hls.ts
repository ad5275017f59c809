import { ANSWER_WITHIN_MS, nextPicture, type PlayVideo, untilStill, VideoError, type VideoFault } from './videoPlay.ts'

/** Plays video by HLS. The player is loaded with the first video that needs it; it starts no worker, which the content policy would not let in. */
export const playHls: PlayVideo = async (video, url, signal) => {
  const Hls = (await import('hls.js/light')).default
  if (!Hls.isSupported()) throw new VideoError('unsupported')
  const loading = {
    ...{ maxTimeToFirstByteMs: ANSWER_WITHIN_MS, maxLoadTimeMs: ANSWER_WITHIN_MS },
    ...{ timeoutRetry: null, errorRetry: null },
  }
  const hls = new Hls({
    ...{ enableWorker: false, liveSyncDurationCount: 2, backBufferLength: 10, maxBufferLength: 10 },
    ...{ manifestLoadPolicy: { default: loading }, playlistLoadPolicy: { default: loading } },
  })
  const ending = new AbortController()
  let tellOver: (fault: VideoFault) => void = () => undefined
  const ended = new Promise<VideoFault>((resolve) => {
    tellOver = resolve
  })
  function stop(): void {
    ending.abort()
    hls.destroy()
    video.removeAttribute('src')
  }
  signal.addEventListener('abort', stop)
  // A redirect of the browser's own is seen afterwards, in the address that answered.
  const { origin } = new URL(url)
  const check = (details: unknown) => {
    const answered = (details as { readonly responseURL?: string } | null)?.responseURL
    if (answered !== undefined && answered !== '' && new URL(answered).origin !== origin) tellOver('elsewhere')
  }
  hls.on(Hls.Events.MANIFEST_LOADED, (_event, { networkDetails }) => check(networkDetails))
  hls.on(Hls.Events.LEVEL_LOADED, (_event, { details, networkDetails }) => {
    check(networkDetails)
    // A list that is complete is no live video.
    if (!details.live) tellOver('ended')
  })
  hls.on(Hls.Events.FRAG_LOADED, (_event, { networkDetails }) => check(networkDetails))
  hls.on(Hls.Events.ERROR, (_event, { fatal, response }) => {
    if (fatal) tellOver((response?.code ?? 0) >= 400 ? 'refused' : 'noAnswer')
  })
  hls.attachMedia(video)
  hls.loadSource(url)
  void video.play().catch(() => undefined)
  const failed = ended.then((fault) => Promise.reject(new VideoError(fault)))
  try {
    await Promise.race([nextPicture(video, signal), failed])
  } catch (error) {
    stop()
    throw error
  }
  failed.catch(() => undefined)
  return {
    over: Promise.race([ended, untilStill(video, ending.signal)]),
    behindMs: () => Math.max(0, (hls.latency || 0) * 1_000),
    stop,
  }
}
