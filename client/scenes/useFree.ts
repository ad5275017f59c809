import { useRef } from 'react'
import type { Box } from '../../domain/walls/geometry.ts'
import type { MapRoom } from './SceneMap.tsx'

/**
 * Where a scene is to be seen whole. A banner that comes or goes moves a camera that can ease aside; where it would jump, the scene stays as it was
 * fitted when it was put up.
 * @param key of the scene
 */
export function useFree(
  key: string,
  { free, freeAtRest }: Pick<MapRoom, 'free' | 'freeAtRest'>,
  canMove: boolean,
): Box {
  const fittedFor = JSON.stringify([key, freeAtRest])
  const fitted = useRef({ fittedFor, free })
  if (canMove || fitted.current.fittedFor !== fittedFor) fitted.current = { fittedFor, free }
  return fitted.current.free
}
