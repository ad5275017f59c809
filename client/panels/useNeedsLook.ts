import { useCallback } from 'react'
import { type Camera, type CameraState, stateOfCamera } from '../../domain/cameras/camera.ts'
import { useJudging, useSteadyRows } from '../live/useLive.ts'

/** What is wrong with pictures, from what is seen at once to what looks most as if it were well. */
const LOOK_LAST: readonly CameraState['is'][] = ['stale', 'noPicture', 'never', 'lost', 'unclear', 'frozen']

/** How much a camera's picture needs a look, the more the sooner: 0 for one that is well, and of which nobody can say. */
export function useNeedsLook(): (camera: Camera) => number {
  const views = useSteadyRows('cameraViews')
  const { now, reception } = useJudging()
  return useCallback(
    (camera) => LOOK_LAST.indexOf(stateOfCamera(camera, views.get(camera.id), now, reception).is) + 1,
    [views, now, reception],
  )
}
