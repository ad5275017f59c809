import type { SensorKindId } from '../../../domain/sensors/index.ts'
import type { MarkShape } from './markLayer.ts'

/** The shape of each kind on the map. A kind without one does not compile. */
export const SENSOR_SHAPES = {
  waterLevel: 'drop',
  salinity: 'diamond',
  rain: 'triangle',
  airQuality: 'disc',
  noise: 'hexagon',
  traffic: 'square',
} as const satisfies Record<SensorKindId, MarkShape>

/** Of a mark that stands for sensors of several kinds. */
export const MIXED_SHAPE: MarkShape = 'disc'
