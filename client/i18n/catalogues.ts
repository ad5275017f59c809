import { alertHealthEn } from './en/alertHealth.ts'
import commonEn from './en/common.ts'
import { consoleEn } from './en/console.ts'
import { controlEn } from './en/control.ts'
import { directivesEn } from './en/directives.ts'
import { handlingEn } from './en/handling.ts'
import { incidentsEn } from './en/incidents.ts'
import { listEn } from './en/list.ts'
import { logEn } from './en/log.ts'
import { noticesEn } from './en/notices.ts'
import { peopleEn } from './en/people.ts'
import { settingsEn } from './en/settings.ts'
import { shiftEn } from './en/shift.ts'
import { sinceEn } from './en/since.ts'
import wallEn from './en/wall.ts'
import { workEn } from './en/work.ts'
import { alertHealthVi } from './vi/alertHealth.ts'
import commonVi from './vi/common.ts'
import { consoleVi } from './vi/console.ts'
import { controlVi } from './vi/control.ts'
import { directivesVi } from './vi/directives.ts'
import { handlingVi } from './vi/handling.ts'
import { incidentsVi } from './vi/incidents.ts'
import { listVi } from './vi/list.ts'
import { logVi } from './vi/log.ts'
import { noticesVi } from './vi/notices.ts'
import { peopleVi } from './vi/people.ts'
import { settingsVi } from './vi/settings.ts'
import { shiftVi } from './vi/shift.ts'
import { sinceVi } from './vi/since.ts'
import wallVi from './vi/wall.ts'
import { workVi } from './vi/work.ts'

/** The same keys with any words; where Vietnamese has its one form for any number (`x_other`), English has its singular too (`x_one`). */
type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> } & {
  readonly [K in keyof T as K extends `${infer Stem}_other` ? `${Stem}_one` : never]: string
}

/** Vietnamese is the catalogue that says which keys there are. */
export const VIETNAMESE = {
  alertHealth: alertHealthVi,
  common: commonVi,
  wall: wallVi,
  console: consoleVi,
  control: controlVi,
  handling: handlingVi,
  directives: directivesVi,
  list: listVi,
  log: logVi,
  notices: noticesVi,
  people: peopleVi,
  settings: settingsVi,
  shift: shiftVi,
  since: sinceVi,
  work: workVi,
  incidents: incidentsVi,
} as const

/** A key that English lacks does not compile. */
export const ENGLISH: SameKeys<typeof VIETNAMESE> = {
  alertHealth: alertHealthEn,
  common: commonEn,
  wall: wallEn,
  console: consoleEn,
  control: controlEn,
  handling: handlingEn,
  directives: directivesEn,
  list: listEn,
  log: logEn,
  notices: noticesEn,
  people: peopleEn,
  settings: settingsEn,
  shift: shiftEn,
  since: sinceEn,
  work: workEn,
  incidents: incidentsEn,
}
