import {
  bezelProblem,
  type GeometryProblem,
  panelSize,
  type WallGeometry,
  type WindowSize,
} from '../../domain/walls/geometry.ts'
import { farthestM } from './viewing.ts'

/** Why a wall cannot stand in a window of this size; undefined when it can. */
export function fitProblem(geometry: WallGeometry, size: WindowSize): GeometryProblem | undefined {
  const bezel = bezelProblem(geometry, size)
  if (bezel !== undefined) return bezel
  const farthest = farthestM(geometry, size, panelSize(geometry, size))
  if (geometry.distanceM <= farthest) return undefined
  const rounded = Math.floor(farthest * 10) / 10
  return { is: 'tooFar', distanceM: geometry.distanceM, farthestM: rounded >= 1 ? rounded : undefined }
}
