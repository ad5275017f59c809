import { SensorRow } from '../sensors/sensor.ts'
import { defineFeed } from './feed.ts'

/** Sensors as announced. */
export const sensors = defineFeed({ row: SensorRow, key: 'id', see: 'devices.see', place: ({ commune }) => commune })
