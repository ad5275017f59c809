import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RTCPeerConnection, RTCRtpCodecParameters } from 'werift'
import { ask } from '../../../client/live/video/whep.ts'
import { hasFfmpeg } from '../../support/ffmpeg.ts'
import { type MediaServer, startMediaServer } from '../../support/mediaServer.ts'
import { until } from '../../support/until.ts'

/** The player's exchange with a media server that is real: ffmpeg's video, sent by WebRTC (werift) to a peer that is no browser. */
describe.each(hasFfmpeg() ? ['ffmpeg'] : [])('WHEP, with video by %s', () => {
  let media: MediaServer
  beforeAll(async () => {
    media = await startMediaServer('http://127.0.0.1:9')
  })
  afterAll(() => media?.stop())

  it('brings packets of video, and ends with its session', async () => {
    const h264 = new RTCRtpCodecParameters({
      ...{ mimeType: 'video/H264', clockRate: 90_000 },
      parameters: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
    })
    const peer = new RTCPeerConnection({ codecs: { video: [h264] }, iceServers: [] })
    let packets = 0
    peer.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe(() => {
        packets++
      })
    })
    peer.addTransceiver('video', { direction: 'recvonly' })
    await peer.setLocalDescription(await peer.createOffer())
    const { signal } = new AbortController()
    const { sdp, session } = await ask(`${media.http}/whep`, peer.localDescription?.sdp ?? '', signal)
    await peer.setRemoteDescription({ type: 'answer', sdp })
    await until(() => packets > 20)
    expect(session).toBe(`${media.http}/whep/1`)
    await peer.close()
  })

  it('of HLS, brings pieces of a list that goes on', async () => {
    const list = async () => {
      const answer = await fetch(`${media.http}/hls/index.m3u8`)
      return answer.ok ? await answer.text() : ''
    }
    const numberIn = (text: string) => Number(/MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1] ?? -1)
    const first = await until(async () => {
      const text = await list()
      return text.includes('.m4s') ? text : undefined
    })
    expect(first).not.toContain('ENDLIST')
    await until(async () => numberIn(await list()) > numberIn(first))
  })
})
