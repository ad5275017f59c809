import type { SensorKindId } from '../../domain/sensors/index.ts'
import { airQualities } from './airQuality.ts'
import { noises } from './noise.ts'
import { rains } from './rain.ts'
import { salinities } from './salinity.ts'
import type { SensorModel } from './sensorModel.ts'
import { traffics } from './traffic.ts'
import { waterLevels } from './waterLevel.ts'

/** How the demo city makes the sensors of every kind the centre knows. */
export const SENSOR_MODELS = {
  waterLevel: waterLevels,
  salinity: salinities,
  rain: rains,
  airQuality: airQualities,
  noise: noises,
  traffic: traffics,
} satisfies Record<SensorKindId, SensorModel>
