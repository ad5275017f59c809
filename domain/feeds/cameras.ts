import { CameraRow } from '../cameras/camera.ts'
import { defineFeed } from './feed.ts'

/** One-stop cameras as announced. */
export const cameras = defineFeed({ row: CameraRow, key: 'id', see: 'devices.see', place: ({ commune }) => commune })
