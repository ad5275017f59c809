import type { Camera, CameraState } from '../../../domain/cameras/camera.ts'
import { readableName } from '../../../domain/readableName.ts'
import type { Headline } from './headline.ts'

/**
 * How many cameras show what is now, and what is wrong with the others; of one camera in focus, how its picture stands.
 * @param isOne the scene is of one camera, which there may not be
 */
export function camerasHeadline(
  cameras: readonly ({ readonly camera: Camera } & Pick<CameraState, 'is'>)[],
  isOne: boolean,
  wordOf: (state: CameraState['is']) => string,
): Headline {
  const [first] = cameras
  if (first === undefined) return { says: isOne ? 'cameras.unknown' : 'cameras.unjudged', values: {}, tone: 'unknown' }
  if (isOne) {
    const { camera, is } = first
    const values = { name: readableName(camera.name, camera.id), state: wordOf(is) }
    return { says: is === 'live' ? 'cameras.oneLive' : 'cameras.one', values, tone: is === 'live' ? 'calm' : 'near' }
  }
  const others = cameras.filter(({ is }) => is !== 'live')
  const values = { count: cameras.length, live: cameras.length - others.length, others: others.length }
  return others.length === 0
    ? { says: 'cameras.calm', values, tone: 'calm' }
    : { says: 'cameras.others', values, tone: 'near' }
}
