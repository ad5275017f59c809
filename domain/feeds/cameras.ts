import { CameraRow } from '../cameras/camera.ts'
import { defineFeed } from './feed.ts'

/** One-stop cameras as announced. */
export const cameras = defineFeed({ row: CameraRow, key: 'id', place: ({ commune }) => commune })
