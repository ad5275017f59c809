import * as z from 'zod'
import { lag } from '../freshness.ts'
import { moment } from '../schema.ts'
import { misplaced } from '../units/misplacement.ts'

export const SensorRow = z.object({
  id: z.string(),
  /** A key of `SENSOR_KINDS`; a kind nobody knows is refused at the edge. */
  kind: z.string(),
  name: z.string(),
  /** Commune code in the hub's edition. */
  commune: z.string(),
  /** Degrees (WGS 84) as announced; null where it announced none. Where it can stand on the map: `isMappable`. */
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  /** Promised interval between readings, ms. */
  everyMs: z.number(),
  simulated: z.boolean(),
  /** What is doubtful of its position, by the hub's judgement; absent or null where it lies in its commune. */
  misplaced,
})
/** A sensor as announced. */
export type Sensor = Readonly<z.output<typeof SensorRow>>

export const ReadingRow = z.object({
  id: z.string(),
  status: z.enum(['online', 'offline']).nullable(),
  /** When it was measured, epoch ms on the device's clock; null: never. */
  at: moment,
  /** When the hub received it, epoch ms. */
  receivedAt: moment,
  lagMs: lag,
  /** In the order in which the kind declares its quantities; null where this reading had none. */
  values: z.array(z.number().nullable()).readonly(),
  /** The kind's derived index (VN_AQI), when it has one and enough hours to say it. */
  index: z.number().nullable(),
  /** Came from a broker's memory and no live one has followed. */
  retained: z.boolean(),
})
/** What a sensor said last. */
export type SensorReading = Readonly<z.output<typeof ReadingRow>>
