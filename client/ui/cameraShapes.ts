import type { CameraState } from '../../domain/cameras/camera.ts'
import type { ShapeName } from './Shape.tsx'

/** The shape of each state of a camera, wherever it is said. */
export const CAMERA_SHAPES: Record<CameraState['is'], ShapeName> = {
  live: 'disc',
  stale: 'half',
  frozen: 'half',
  dark: 'half',
  unclear: 'half',
  noPicture: 'ring',
  lost: 'ring',
  never: 'ring',
  unheard: 'half',
}
