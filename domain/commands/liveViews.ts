import * as z from 'zod'
import { LiveViewBegun, MOST_LIVE_MINUTES } from '../cameras/live.ts'
import { says } from '../schema.ts'
import { Line } from '../written.ts'
import { defineCommand } from './command.ts'

/** Begins to look at a camera's video: for a reason, and for a time. */
export const beginLiveView = defineCommand({
  summary: {
    vi: 'Bắt đầu xem trực tiếp một camera: phải có lý do, tự kết thúc sau thời gian đã chọn',
    en: 'Begins to look at a camera’s video: it takes a reason, and ends by itself after the time chosen',
  },
  input: z.object({
    camera: z.string().min(1).max(64),
    why: Line.trim().min(3).max(200).meta(says('lý do, ghi vào nhật ký', 'why; it stands in the log')),
    minutes: z.number().int().min(1).max(MOST_LIVE_MINUTES).default(5),
  }),
  gives: LiveViewBegun,
  do: 'cameras.watch',
  peopleOnly: true,
  place: ({ camera }, city) => city.cameraUnit(camera),
  says: {
    vi: 'Xem trực tiếp camera {camera} trong {minutes} phút: {why}',
    en: 'Looked at the video of camera {camera} for {minutes} min: {why}',
  },
  // Addresses are told to who has given a reason, and are kept nowhere.
  once: true,
  example: () => ({ camera: 'MC-VIDU', why: 'Dân phản ánh chờ lâu', minutes: 5 }),
})

/** Ends it before its time. */
export const endLiveView = defineCommand({
  summary: { vi: 'Kết thúc xem trực tiếp', en: 'Ends a look at a camera’s video' },
  input: z.object({ camera: z.string().min(1).max(64), view: z.string().min(1).max(40) }),
  gives: z.object({}),
  do: 'cameras.watch',
  peopleOnly: true,
  place: ({ camera }, city) => city.cameraUnit(camera),
  says: { vi: 'Kết thúc xem trực tiếp camera {camera}', en: 'Ended the look at the video of camera {camera}' },
  example: () => ({ camera: 'MC-VIDU', view: 'a1b2c3d4' }),
})
