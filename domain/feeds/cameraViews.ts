import { CameraViewRow } from '../cameras/camera.ts'
import { defineFeed } from './feed.ts'

/** What each camera said last, without its pictures. */
export const cameraViews = defineFeed({
  row: CameraViewRow,
  key: 'id',
  see: 'devices.see',
  place: ({ id }, devices) => devices.camera(id),
})
