import * as z from 'zod'
import type { Camera } from '../../domain/cameras/camera.ts'
import { CameraRow, CameraViewRow } from '../../domain/cameras/camera.ts'
import { cameraSource } from '../../domain/sourceId.ts'
import type { City } from '../city/city.ts'
import type { Store } from '../store/store.ts'
import { Problem, quoted } from './problem.ts'
import { nothing, type Route, route } from './route.ts'
import { SeriesSchema } from './schemas.ts'
import { SeriesQuery, seriesOf, timeRange } from './seriesQuery.ts'

const Id = z.object({ id: z.string() })
const WithView = z.object({ camera: CameraRow, view: CameraViewRow.nullable() })

export function cameraRoutes({ city, store }: { city: City; store: Pick<Store, 'series' | 'dataGaps'> }): Route[] {
  function find(id: string): Camera {
    const camera = city.camera(id)
    if (camera === undefined) throw new Problem('unknownCamera', { id: quoted(id) })
    return camera
  }

  /** One that there is, for the examples; a name like one where nothing has announced itself. */
  const first = () => [...city.cameras()][0]?.id ?? 'MC-1'

  return [
    route({
      path: '/cameras',
      summary: {
        vi: 'Mọi camera một cửa và số liệu mới nhất của từng camera',
        en: 'All one-stop cameras with what they said last',
      },
      example: () => '/cameras',
      params: nothing,
      query: nothing,
      gives: z.object({ cameras: z.array(WithView) }),
      handle: () => ({
        cameras: [...city.cameras()].map((camera) => ({ camera, view: city.cameraView(camera.id) ?? null })),
      }),
    }),
    route({
      path: '/cameras/{id}',
      summary: { vi: 'Một camera và số liệu mới nhất của camera đó', en: 'One camera with what it said last' },
      example: () => `/cameras/${first()}`,
      params: Id,
      query: nothing,
      gives: WithView,
      handle: ({ params }) => ({ camera: find(params.id), view: city.cameraView(params.id) ?? null }),
    }),
    route({
      path: '/cameras/{id}/frame.jpg',
      summary: {
        vi: 'Hình mới nhất; giờ nhận nằm trong X-Received-At (mili giây epoch)',
        en: 'The last frame, with the time it was received in X-Received-At (epoch ms)',
      },
      example: () => `/cameras/${first()}/frame.jpg`,
      params: Id,
      query: nothing,
      gives: { binary: 'image/jpeg' },
      handle: ({ params }) => {
        const frame = city.frame(find(params.id).id)
        if (frame === undefined) throw new Problem('noFrame')
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
      summary: { vi: 'Lịch sử số đếm của một camera', en: 'History of what a camera counted' },
      example: ({ weekAgo, today }) => `/cameras/${first()}/series?from=${weekAgo}&to=${today}&value=waiting`,
      params: Id,
      query: SeriesQuery.extend({ value: z.enum(['waiting', 'counters', 'countersStaffed']).default('waiting') }),
      gives: SeriesSchema,
      handle: ({ params, query }) =>
        seriesOf(store, { source: cameraSource(find(params.id).id), value: query.value, ...timeRange(query) }),
    }),
  ]
}
