import {
  ANSWER_WITHIN_MS,
  ELSEWHERE_IS_REFUSED,
  nextPicture,
  type PlayVideo,
  untilStill,
  VideoError,
} from './videoPlay.ts'

/** An answer with hundreds of candidates is smaller. */
const MOST_SDP_BYTES = 64 * 1024
/** Candidates that have not been found by then are not waited for. */
const GATHER_WITHIN_MS = 1_000

/** Plays video by WHEP: an offer, an answer, one stream of WebRTC; its session is deleted when it stops. Sound is not asked for. */
export const playWhep: PlayVideo = async (video, url, signal) => {
  if (typeof RTCPeerConnection !== 'function') throw new VideoError('unsupported')
  const peer = new RTCPeerConnection()
  const ending = new AbortController()
  let session: string | undefined
  function stop(): void {
    ending.abort()
    peer.close()
    video.srcObject = null
    // The server would keep an unknown number of sessions of pages that are gone.
    if (session !== undefined)
      void fetch(session, { ...ELSEWHERE_IS_REFUSED, method: 'DELETE', keepalive: true }).catch(() => undefined)
    session = undefined
  }
  signal.addEventListener('abort', stop)
  try {
    peer.addTransceiver('video', { direction: 'recvonly' })
    peer.addEventListener('track', ({ streams: [stream], track }) => {
      video.srcObject = stream ?? new MediaStream([track])
      void video.play().catch(() => undefined)
    })
    await peer.setLocalDescription()
    await gathered(peer)
    const answer = await ask(url, peer.localDescription?.sdp ?? '', signal)
    session = answer.session
    await peer.setRemoteDescription({ type: 'answer', sdp: answer.sdp }).catch(() => {
      throw new VideoError('refused')
    })
    await nextPicture(video, signal)
  } catch (error) {
    stop()
    throw error instanceof VideoError ? error : new VideoError('noAnswer')
  }
  return { over: untilStill(video, ending.signal), behindMs: () => 0, stop }
}

/** Exchanges an offer for an answer. @throws VideoError */
export async function ask(url: string, offer: string, signal: AbortSignal, withinMs = ANSWER_WITHIN_MS) {
  const late = AbortSignal.any([signal, AbortSignal.timeout(withinMs)])
  const headers = { 'content-type': 'application/sdp', accept: 'application/sdp' }
  const request = { ...ELSEWHERE_IS_REFUSED, method: 'POST', headers, body: offer, signal: late }
  try {
    const response = await fetch(url, request)
    if (response.type === 'opaqueredirect') throw new VideoError('elsewhere')
    if (!response.ok) throw new VideoError('refused')
    const sdp = await bounded(response)
    const location = response.headers.get('location')
    const session = location === null ? undefined : new URL(location, url)
    if (session !== undefined && session.origin !== new URL(url).origin) throw new VideoError('elsewhere')
    return { sdp, session: session?.href }
  } catch (error) {
    throw error instanceof VideoError ? error : new VideoError('noAnswer')
  }
}

/** @throws VideoError where it is larger than an answer may be: no more of it is read */
async function bounded(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let bytes = 0; reader !== undefined; ) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.length
    if (bytes > MOST_SDP_BYTES) {
      void reader.cancel().catch(() => undefined)
      throw new VideoError('tooLarge')
    }
    text += decoder.decode(value, { stream: true })
  }
  return text
}

function gathered(peer: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    if (peer.iceGatheringState === 'complete') return resolve()
    const timer = setTimeout(resolve, GATHER_WITHIN_MS)
    peer.addEventListener('icegatheringstatechange', () => {
      if (peer.iceGatheringState !== 'complete') return
      clearTimeout(timer)
      resolve()
    })
  })
}
