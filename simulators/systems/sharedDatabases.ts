import type { sharedDatabases as declared } from '../../domain/systems/sharedDatabases.ts'
import { doneOf, has, roundTheClock } from './books.ts'
import type { SystemModel } from './systemModel.ts'

const PLANNED = 24

/** The shared databases: a few formed each year, of the six named ones some. */
export const sharedDatabases: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const integrated = (what: string, from: number) => has(authority, what, at, { from, yearly: 0.5 })
  return {
    reuseCalls: roundTheClock(authority, 'reuse', 2_900, at),
    planned: PLANNED,
    formedAndConnected: doneOf(authority, 'formed', PLANNED, at, { from: 0.16, to: 0.18, yearly: 0.09 }),
    integratedCitizens: integrated('citizens', 1.5),
    integratedBusinesses: integrated('businesses', 1.3),
    integratedOfficials: integrated('officials', 0.9),
    integratedProcedures: integrated('procedures', 1.5),
    integratedCatalogues: integrated('catalogues', 0.6),
    integratedDossiers: integrated('dossiers', 0.1),
  }
}
