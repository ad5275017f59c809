import * as z from 'zod'
import type { Camera } from '../../domain/cameras/camera.ts'
import type { City } from '../city/city.ts'
import type { Store } from '../store/store.ts'
import { notFound } from './problem.ts'
import { nothing, type Route, route } from './route.ts'
import { CameraSchema, CameraViewSchema, SeriesSchema } from './schemas.ts'
import { SeriesQuery, timeRange } from './seriesQuery.ts'

const Id = z.object({ id: z.string() })
const WithView = z.object({ camera: CameraSchema, view: CameraViewSchema.nullable() })

export function cameraRoutes({ city, store }: { city: City; store: Pick<Store, 'series'> }): Route[] {
  function find(id: string): Camera {
    const camera = city.camera(id)
    if (camera === undefined) throw notFound(`no camera has announced itself as ${JSON.stringify(id)}`)
    return camera
  }

  return [
    route({
      path: '/cameras',
      summary: 'All one-stop cameras with what they said last',
      params: nothing,
      query: nothing,
      gives: z.object({ cameras: z.array(WithView) }),
      handle: () => ({
        cameras: [...city.cameras()].map((camera) => ({ camera, view: city.cameraView(camera.id) ?? null })),
      }),
    }),
    route({
      path: '/cameras/{id}',
      summary: 'One camera with what it said last',
      params: Id,
      query: nothing,
      gives: WithView,
      handle: ({ params }) => ({ camera: find(params.id), view: city.cameraView(params.id) ?? null }),
    }),
    route({
      path: '/cameras/{id}/frame.jpg',
      summary: 'The last frame, with the time it was received in X-Received-At (epoch ms)',
      params: Id,
      query: nothing,
      gives: { binary: 'image/jpeg' },
      handle: ({ params }) => {
        const frame = city.frame(find(params.id).id)
        if (frame === undefined) throw notFound('no frame of this camera has been received since the hub started')
        return {
          type: 'image/jpeg',
          bytes: frame.jpeg,
          headers: {
            'X-Received-At': String(frame.receivedAt),
            'Last-Modified': new Date(frame.receivedAt).toUTCString(),
          },
        }
      },
    }),
    route({
      path: '/cameras/{id}/series',
      summary: 'History of what a camera counted',
      params: Id,
      query: SeriesQuery.extend({ value: z.enum(['waiting', 'counters', 'countersStaffed']).default('waiting') }),
      gives: SeriesSchema,
      handle: ({ params, query }) =>
        store.series({ source: `camera/${find(params.id).id}`, value: query.value, ...timeRange(query) }),
    }),
  ]
}
