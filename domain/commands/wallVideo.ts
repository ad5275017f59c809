import * as z from 'zod'
import { LiveViewBegun } from '../cameras/live.ts'
import { AccountId } from '../people/person.ts'
import { defineCommand } from './command.ts'

/** A wall asks for the video of the camera that somebody has put up on it. */
export const beginWallVideo = defineCommand({
  summary: {
    vi: 'Màn hình lớn xin phát hình trực tiếp của camera mà một người đã đưa lên kèm lý do; mỗi màn hình một camera',
    en: 'A wall asks to play the video of the one camera that a person has put up on it and said why; one camera a wall',
  },
  input: z.object({ wall: AccountId, camera: z.string().min(1).max(64) }),
  gives: LiveViewBegun,
  do: 'cameras.watch',
  place: ({ camera }, city) => city.cameraUnit(camera),
  says: {
    vi: 'Phát hình trực tiếp camera {camera} trên màn hình {wall}',
    en: 'Played the video of camera {camera} on wall {wall}',
  },
  // Addresses are told to who may play them, and are kept nowhere.
  once: true,
  example: () => ({ wall: 'w-1', camera: 'MC-VIDU' }),
})
