import * as z from 'zod'
import { CameraRow, CameraViewRow } from '../cameras/camera.ts'
import { nothing } from './parameters.ts'
import { defineQuery, REACH } from './query.ts'
import { ENDED, SeriesQuery, SeriesSchema } from './series.ts'

const Id = z.object({ id: z.string() })
/** What a camera counts. */
const COUNTS = ['waiting', 'counters', 'countersStaffed'] as const
export type CameraCount = (typeof COUNTS)[number]

const WithView = z.object({ camera: CameraRow, view: CameraViewRow.nullable() })
const OneCamera = WithView.extend({ ended: ENDED })

export const cameras = defineQuery({
  path: '/cameras',
  summary: {
    vi: 'Mọi camera một cửa và số liệu mới nhất của từng camera',
    en: 'All one-stop cameras with what they said last',
  },
  example: () => '/cameras',
  params: nothing,
  query: nothing,
  gives: z.object({ cameras: z.array(WithView) }),
  ask: 'devices.see',
  place: () => REACH,
})

export const camera = defineQuery({
  path: '/cameras/{id}',
  summary: {
    vi: 'Một camera và số liệu mới nhất của camera đó, kể cả khi đã ngừng sử dụng',
    en: 'One camera with what it said last, one that has ended too',
  },
  example: ({ camera }) => `/cameras/${camera}`,
  params: Id,
  query: nothing,
  gives: OneCamera,
  ask: 'devices.see',
  place: () => REACH,
})

export const cameraFrame = defineQuery({
  path: '/cameras/{id}/frame.jpg',
  summary: {
    vi: 'Hình mới nhất, đã làm mờ trừ khi quy định của camera cho nguyên bản (X-Picture); giờ nhận nằm trong X-Received-At (mili giây epoch)',
    en: 'The last frame, blurred unless the camera’s policy lets it through as it came (X-Picture), with the time it was received in X-Received-At (epoch ms)',
  },
  example: ({ camera }) => `/cameras/${camera}/frame.jpg`,
  params: Id,
  query: nothing,
  gives: { binary: 'image/jpeg' },
  ask: 'cameras.watch',
  place: () => REACH,
  views: ({ params: { id } }) => id,
})

export const cameraSeries = defineQuery({
  path: '/cameras/{id}/series',
  summary: { vi: 'Lịch sử số đếm của một camera', en: 'History of what a camera counted' },
  example: ({ camera, weekAgo, today }) => `/cameras/${camera}/series?from=${weekAgo}&to=${today}&value=waiting`,
  params: Id,
  query: SeriesQuery.extend({ value: z.enum(COUNTS).default('waiting') }),
  gives: SeriesSchema,
  isHeavy: true,
  ask: 'devices.see',
  place: () => REACH,
})
