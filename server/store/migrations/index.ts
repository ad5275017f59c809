import type { Migration } from 'kysely'
import { initial } from './0001-initial.ts'
import { slots } from './0002-slots.ts'
import { days } from './0003-days.ts'
import { alertUnits } from './0004-alert-units.ts'

<<<<<<< HEAD

import { deviceTimes } from './0005-device-times.ts'

=======

import { dueHours } from './0013-due-hours.ts'

>>>>>>> 5a5a5fb (What is derived follows its inputs: the hourly VN_AQI of past hours is kept anew when readings come late, with its day and the figures made of it, and an hour waits for what its station can still send)

/** Every migration in order, for either engine. What has run once is never changed. */
export function migrationsFor(engine: 'sqlite' | 'postgres'): Record<string, Migration> {
  return {
    '0001-initial': initial(engine),
    '0002-slots': slots(engine),
    '0003-days': days(engine),
    '0004-alert-units': alertUnits(engine),
<<<<<<< HEAD
    '0005-device-times': deviceTimes(engine),
=======
    '0013-due-hours': dueHours(engine),
>>>>>>> 5a5a5fb (What is derived follows its inputs: the hourly VN_AQI of past hours is kept anew when readings come late, with its day and the figures made of it, and an hour waits for what its station can still send)
  }
}
