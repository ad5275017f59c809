import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters } from 'werift'
import { filmWith } from './ffmpeg.ts'

/** A media server with one camera: WHEP at `/whep`, HLS at `/hls/index.m3u8`, and addresses that misbehave. */
export interface MediaServer {
  readonly http: string
  /** Methods and paths that were asked. */
  readonly asked: readonly string[]
  /** The list of HLS says from now on that it is complete. */
  endHls(): void
  stop(): Promise<void>
}

const H264 = new RTCRtpCodecParameters({
  mimeType: 'video/H264',
  clockRate: 90_000,
  parameters: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
})

export async function startMediaServer(elsewhere: string): Promise<MediaServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ioc-hls-'))
  const rtp = createSocket('udp4')
  await new Promise<void>((done) => rtp.bind(0, '127.0.0.1', done))
  const tracks = new Set<MediaStreamTrack>()
  const peers = new Map<string, RTCPeerConnection>()
  rtp.on('message', (packet) => {
    for (const track of tracks) track.writeRtp(packet)
  })
  const films = [
    filmWith('-f', 'rtp', `rtp://127.0.0.1:${(rtp.address() as AddressInfo).port}?pkt_size=1200`),
    filmWith(
      ...['-f', 'hls', '-hls_time', '1', '-hls_list_size', '6', '-hls_segment_type', 'fmp4'],
      ...['-hls_flags', 'delete_segments+independent_segments', join(folder, 'index.m3u8')],
    ),
  ]
  const asked: string[] = []
  let isHlsOver = false

  async function whep(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let sdp = ''
    for await (const part of request) sdp += part
    const peer = new RTCPeerConnection({ codecs: { video: [H264] }, iceServers: [] })
    const track = new MediaStreamTrack({ kind: 'video' })
    peer.addTransceiver(track, { direction: 'sendonly' })
    await peer.setRemoteDescription({ type: 'offer', sdp })
    await peer.setLocalDescription(await peer.createAnswer())
    const id = `/whep/${peers.size + 1}`
    peers.set(id, peer)
    tracks.add(track)
    response.writeHead(201, { 'content-type': 'application/sdp', location: id }).end(peer.localDescription?.sdp)
  }

  async function hls(path: string, response: ServerResponse): Promise<void> {
    const bytes = await readFile(join(folder, basename(path))).catch(() => undefined)
    if (bytes === undefined) response.writeHead(404).end()
    else response.writeHead(200).end(isHlsOver && path.endsWith('.m3u8') ? `${bytes}\n#EXT-X-ENDLIST\n` : bytes)
  }

  const server = createServer((request, response) => {
    const { method = '', url = '' } = request
    asked.push(`${method} ${url}`)
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', 'content-type')
    response.setHeader('access-control-allow-methods', 'GET, POST, DELETE')
    response.setHeader('access-control-expose-headers', 'location')
    if (method === 'OPTIONS') response.writeHead(204).end()
    else if (method === 'DELETE') {
      void peers.get(url)?.close()
      response.writeHead(200).end()
    } else if (url === '/whep') void whep(request, response).catch(() => response.writeHead(500).end())
    // `/silent/whep` never answers.
    else if (url === '/huge/whep') response.writeHead(201).end('a=x\r\n'.repeat(200_000))
    else if (url === '/elsewhere/whep') response.writeHead(307, { location: `${elsewhere}/whep` }).end()
    else if (url.startsWith('/hls/')) void hls(url, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    http: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    endHls() {
      isHlsOver = true
    },
    async stop() {
      for (const film of films) await film.stop()
      for (const peer of peers.values()) await peer.close()
      rtp.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
