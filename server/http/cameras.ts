import type * as z from 'zod'
import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { cameraSource } from '../../domain/sourceId.ts'
import type { City } from '../city/city.ts'
import type { Reach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'
import type { CameraPictures } from '../services/cameraPictures.ts'
import type { Store } from '../store/store.ts'
import { answers, type Route } from './route.ts'
import { endOf, seriesOf, timeRange } from './seriesQuery.ts'

export function cameraRoutes({
  city,
  pictures,
  store,
}: {
  city: City
  pictures: Pick<CameraPictures, 'newest'>
  store: Pick<Store, 'series' | 'dataGaps'>
}): Route[] {
  /** One that is there, or was until it ended. One of a place beyond reach is like one that was never there. */
  function find(id: string, reach: Reach): z.output<typeof QUERIES.camera.gives> {
    const gone = city.endedDevice(cameraSource(id))
    const { camera, view } = gone?.is === 'camera' ? gone : { camera: city.camera(id), view: city.cameraView(id) }
    if (camera === undefined || !reach.has(camera.commune)) throw new Problem('unknownCamera', { id: quoted(id) })
    return { camera, view: view ?? null, ended: endOf(gone) }
  }

  return [
    answers(QUERIES.cameras, ({ reach }) => ({
      cameras: [...city.cameras()]
        .filter(({ commune }) => reach.has(commune))
        .map((camera) => ({ camera, view: city.cameraView(camera.id) ?? null })),
    })),
    answers(QUERIES.camera, ({ params, reach }) => find(params.id, reach)),
    answers(QUERIES.cameraFrame, async ({ params, reach }) => {
      const { camera, ended } = find(params.id, reach)
      if (ended !== null) throw new Problem('cameraEnded', { id: quoted(camera.id) })
      // What cannot be decoded is no picture that anybody may be shown.
      const frame = await pictures.newest(camera.id).catch(() => undefined)
      if (frame === undefined) throw new Problem('noFrame')
      return {
        type: 'image/jpeg',
        bytes: frame.jpeg,
        headers: {
          'X-Received-At': String(frame.receivedAt),
          'X-Picture': camera.pictures ?? 'blurred',
          'Last-Modified': new Date(frame.receivedAt).toUTCString(),
        },
      }
    }),
    answers(QUERIES.cameraSeries, async ({ params, query, reach }) => {
      const { camera, ended } = find(params.id, reach)
      const source = cameraSource(camera.id)
      return { ...(await seriesOf(store, { source, value: query.value, ...timeRange(query) })), ended }
    }),
  ]
}
