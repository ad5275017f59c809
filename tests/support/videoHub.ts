import { type BuiltHub, startBuiltHub } from './builtHub.ts'
import { type MediaServer, startMediaServer } from './mediaServer.ts'
import { connectPublisher } from './publisher.ts'
import { askHub } from './signIn.ts'
import { until } from './until.ts'

/** A way to watch a camera, as its announcement offers it: its protocol, and its path on the media server. */
type Way = readonly [type: 'whep' | 'hls', path: string]

export interface VideoHub {
  readonly media: MediaServer
  readonly hub: BuiltHub
  readonly stop: () => Promise<void>
}

/** A hub, the one media server its pages may play from, and cameras by their ids with what each offers. `stranger`: where a redirect leads to. */
export async function startVideoHub(
  cameras: Readonly<Record<string, readonly Way[]>>,
  stranger = 'http://127.0.0.1:9',
): Promise<VideoHub> {
  const media = await startMediaServer(stranger)
  const hub = await startBuiltHub({ IOC_LIVE_HOSTS: media.http })
  const publisher = await connectPublisher(hub.mqtt)
  for (const [id, ways] of Object.entries(cameras)) {
    const live = ways.map(([type, path]) => ({ type, url: `${media.http}${path}` }))
    const place = { commune: '31117', lng: 105.7885, lat: 10.0452 }
    await publisher.say(
      `camera/${id}/announce`,
      { name: `Camera ${id}`, ...place, noticePosted: true, live: live.length === 1 ? live[0] : live },
      { retain: true },
    )
  }
  await until(async () => {
    const known = await Promise.all(Object.keys(cameras).map((id) => askHub(`${hub.http}/api/v1/cameras/${id}`)))
    return known.every(({ ok }) => ok)
  })
  return {
    ...{ media, hub },
    stop: async () => {
      await publisher.end()
      await hub.stop()
      await media.stop()
    },
  }
}
