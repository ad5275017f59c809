import { airQuality } from './airQuality.ts'
import { noise } from './noise.ts'
import { rain } from './rain.ts'
import { salinity } from './salinity.ts'
import type { SensorKind } from './sensorKind.ts'
import { traffic } from './traffic.ts'
import { waterLevel } from './waterLevel.ts'

/** Every sensor kind the centre knows, by the `kind` that sensors announce. */
export const SENSOR_KINDS = { waterLevel, salinity, rain, airQuality, noise, traffic } satisfies Record<
  string,
  SensorKind
>
export type SensorKindId = keyof typeof SENSOR_KINDS
