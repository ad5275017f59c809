import type { Calendar } from '../../domain/calendar/calendar.ts'
import { readCalendar } from './calendar.ts'
import { readTargets, type Targets } from './targets.ts'

/** What the city has set for itself in files of the data directory. Read once, at start. */
export interface CityFiles {
  readonly targets: Targets
  readonly calendar: Calendar
}

/** @throws ConfigError with a sentence that says what to write instead */
export function readCityFiles(dataDir: string): CityFiles {
  return { targets: readTargets(dataDir), calendar: readCalendar(dataDir) }
}
