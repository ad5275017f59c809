import { ReadingRow } from '../sensors/sensor.ts'
import { defineFeed } from './feed.ts'

/** What each sensor said last. */
export const readings = defineFeed({
  row: ReadingRow,
  key: 'id',
  see: 'devices.see',
  place: ({ id }, devices) => devices.sensor(id),
})
