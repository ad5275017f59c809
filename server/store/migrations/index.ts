import type { Migration } from 'kysely'
import type { Edition } from '../../../domain/units/unit.ts'
import { initial } from './0001-initial.ts'
import { slots } from './0002-slots.ts'
import { days } from './0003-days.ts'
import { alertUnits } from './0004-alert-units.ts'
import { deviceTimes } from './0005-device-times.ts'
import { present } from './0006-present.ts'
import { dataGaps } from './0007-data-gaps.ts'
import { dueHours } from './0013-due-hours.ts'
import { alertKeys } from './0014-alert-keys.ts'
import { sourceLags } from './0015-source-lags.ts'
import { messages } from './0016-messages.ts'
import { audit } from './0018-audit.ts'
import { commandAnswers } from './0021-command-answers.ts'
import { accounts } from './0022-accounts.ts'
import { devices } from './0023-devices.ts'
import { settings } from './0024-settings.ts'
import { matters } from './0025-matters.ts'
import { walls } from './0026-walls.ts'
import { notices } from './0027-notices.ts'
import { since } from './0028-since.ts'
import { files } from './0029-files.ts'
import { unitMaps } from './0030-unit-maps.ts'
import { wallStills } from './0031-wall-stills.ts'
import { pushSessions } from './0032-push-sessions.ts'
import { unitMapsKept } from './0032-unit-maps-kept.ts'
import { clearPicturesPlace } from './0033-clear-pictures-place.ts'
import { answersKept } from './0034-answers-kept.ts'
import { messageEdition } from './0035-message-edition.ts'

/** Every migration in order, for either engine. What has run once is never changed. @param edition the map of units in force */
export function migrationsFor(engine: 'sqlite' | 'postgres', edition: Edition = '2021'): Record<string, Migration> {
  return {
    '0001-initial': initial(engine),
    '0002-slots': slots(engine),
    '0003-days': days(engine),
    '0004-alert-units': alertUnits(engine),
    '0005-device-times': deviceTimes(engine),
    '0006-present': present(engine),
    '0007-data-gaps': dataGaps(engine),
    '0013-due-hours': dueHours(engine),
    '0014-alert-keys': alertKeys(),
    '0015-source-lags': sourceLags(engine),
    '0016-messages': messages(engine),
    '0018-audit': audit(engine),
    '0021-command-answers': commandAnswers(engine),
    '0022-accounts': accounts(engine),
    '0023-devices': devices(engine),
    '0024-settings': settings(engine),
    '0025-matters': matters(engine),
    '0026-walls': walls(engine),
    '0027-notices': notices(engine),
    '0028-since': since(engine),
    '0029-files': files(engine),
    '0030-unit-maps': unitMaps(edition),
    '0031-wall-stills': wallStills(engine),
    '0032-push-sessions': pushSessions(),
    '0032-unit-maps-kept': unitMapsKept(edition),
    '0033-clear-pictures-place': clearPicturesPlace(edition),
    '0034-answers-kept': answersKept,
    '0035-message-edition': messageEdition,
  }
}
