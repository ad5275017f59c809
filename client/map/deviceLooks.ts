import type { SensorKindId } from '../../domain/sensors/index.ts'
import type { Severity } from '../../domain/sensors/sensorKind.ts'
import { cameraLook } from './layers/cameraMarks.ts'
import { SURE } from './layers/markLayer.ts'
import { LEVEL } from './layers/sensorMarks.ts'
import { MIXED_SHAPE, SENSOR_SHAPES } from './layers/sensorShapes.ts'
import type { MarkLook } from './MarkSample.tsx'

/** Looks of marks that say one thing, by what they say: `marks.…` of the texts. */
export type Looks<S extends string> = readonly (readonly [says: S, looks: readonly MarkLook[]])[]

/** Looks that the mark of a camera has wherever it stands. */
export const CAMERA_LOOKS = [
  ['officeCalm', [cameraLook('live')]],
  ['officeOld', [cameraLook('stale'), cameraLook('frozen')]],
  ['officeLost', [cameraLook('lost')]],
] as const satisfies Looks<string>

/** Looks of an office by its troubles. */
export const OFFICE_LOOKS = [
  ['officeNeeds', [cameraLook('live', 'crowded')]],
  ['officeUnstaffed', [cameraLook('live', 'unstaffed')]],
  ['officeClosed', [cameraLook('live', 'closed')]],
] as const satisfies Looks<string>

/** The same whose picture is old: hatched, in the colour of the trouble. */
export const OFFICE_OLD_LOOK = cameraLook('stale', 'crowded')

/** Limits that a station has reached, as they are drawn. */
const REACHED = ['minor', 'major', 'critical'] as const satisfies readonly Severity[]

/** Looks of stations of these kinds besides that each kind has its shape. */
export function stationLooks(kinds: readonly SensorKindId[]): Looks<'mixed' | 'reached' | 'old'> {
  const [first] = kinds
  const shape = first === undefined ? MIXED_SHAPE : SENSOR_SHAPES[first]
  return [
    ...(kinds.length > 1 ? ([['mixed', [{ shape: MIXED_SHAPE, tone: 'calm' }]]] as const) : []),
    ['reached', REACHED.map((tone) => ({ shape, tone, level: LEVEL[tone] }))],
    ['old', [SURE.stale, SURE.lost].map((sure) => ({ shape, tone: 'calm', sure }))],
  ]
}
