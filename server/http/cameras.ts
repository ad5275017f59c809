import type { Camera } from '../../domain/cameras/camera.ts'
import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { cameraSource } from '../../domain/sourceId.ts'
import type { City } from '../city/city.ts'
import type { Reach } from '../gate/reach.ts'
import type { Store } from '../store/store.ts'
import { Problem } from './problem.ts'
import { answers, type Route } from './route.ts'
import { seriesOf, timeRange } from './seriesQuery.ts'

export function cameraRoutes({ city, store }: { city: City; store: Pick<Store, 'series' | 'dataGaps'> }): Route[] {
  /** One of a place beyond reach is like one that is not there. */
  function find(id: string, reach: Reach): Camera {
    const camera = city.camera(id)
    if (camera === undefined || !reach.has(camera.commune)) throw new Problem('unknownCamera', { id: quoted(id) })
    return camera
  }

  return [
    answers(QUERIES.cameras, ({ reach }) => ({
      cameras: [...city.cameras()]
        .filter(({ commune }) => reach.has(commune))
        .map((camera) => ({ camera, view: city.cameraView(camera.id) ?? null })),
    })),
    answers(QUERIES.camera, ({ params, reach }) => ({
      camera: find(params.id, reach),
      view: city.cameraView(params.id) ?? null,
    })),
    answers(QUERIES.cameraFrame, ({ params, reach }) => {
      const frame = city.frame(find(params.id, reach).id)
      if (frame === undefined) throw new Problem('noFrame')
      return {
        type: 'image/jpeg',
        bytes: frame.jpeg,
        headers: {
          'X-Received-At': String(frame.receivedAt),
          'Last-Modified': new Date(frame.receivedAt).toUTCString(),
        },
      }
    }),
    answers(QUERIES.cameraSeries, ({ params, query, reach }) =>
      seriesOf(store, { source: cameraSource(find(params.id, reach).id), value: query.value, ...timeRange(query) }),
    ),
  ]
}
