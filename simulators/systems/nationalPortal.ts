import type { nationalPortal as declared } from '../../domain/systems/nationalPortal.ts'
import { dayOf, startOfDay } from '../../domain/time.ts'
import { doneOf, part, shareOf, sofar, standing } from './books.ts'
import type { SystemModel } from './systemModel.ts'

/** Of all communes' dossiers on a working day, what the city's own report counts. */
const CITY_DOSSIERS = 4_600

/** The National Portal: registries of procedures and services, and what has been synchronised. The city's report is of the whole city. */
export const nationalPortal: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const isCity = authority.unit.level === 'city'
  const morning = startOfDay(dayOf(at))
  const share = (what: string, from: number, to: number, yearly = 0.03) =>
    shareOf(authority, what, morning, { from, to, yearly })
  const done = (what: string, of: number, from: number, to: number, yearly: number) =>
    doneOf(authority, what, of, at, { from, to, yearly })
  const procedures = isCity ? 1_860 : standing(authority, 'procedures', 210)
  const services = isCity ? 1_530 : standing(authority, 'services', 170)
  const fees = Math.round(procedures * 0.4)
  const citizen = Math.round(procedures * 0.55)
  const online = done('online', procedures, 0.66, 0.69, 0.1)
  const level34 = done('level 34', services, 0.84, 0.86, 0.04)
  const { ledger } = authority
  const filed = ledger?.received(at)
  const dossiers =
    filed === undefined ? sofar(authority, 'dossiers', CITY_DOSSIERS, at) : filed.direct + filed.online + filed.postal
  const copies = sofar(authority, 'copies', isCity ? 2_400 : 28, at)
  return {
    dossiersToSync: dossiers,
    dossiersSynced: part(dossiers, share('synced', 0.93, 0.995)),
    dossiersPopulationData: part(dossiers, share('population data', 0.6, 0.8)),
    certifiedCopies: copies,
    certifiedCopiesElectronic: part(copies, share('e-copies', 0.08, 0.35)),
    proceduresEligible: procedures,
    proceduresOnline: online,
    servicesTotal: services,
    servicesLevel4MultiChannel: done('multi channel', services, 0.33, 0.34, 0.06),
    servicesLevel34: level34,
    servicesIntegrated: done('integrated', level34, 0.25, 0.26, 0.05),
    proceduresAnnounced: procedures,
    announcedOnTime: done('announced', procedures, 0.9, 0.98, 0.02),
    publicationsDue: procedures,
    publishedOnTime: done('published', procedures, 0.9, 0.99, 0.02),
    proceduresPublished: procedures,
    proceduresComplete: done('complete', procedures, 0.92, 0.99, 0.01),
    onlineServices: level34,
    onlineServicesUsed: done('used', level34, 0.5, 0.62, 0.08),
    feeProcedures: fees,
    feeProceduresOnline: done('fees online', fees, 0.72, 0.9, 0.05),
    feeProceduresPaid: done('fees paid', fees, 0.3, 0.55, 0.1),
    proceduresCitizen: citizen,
    proceduresPopulationData: done('population', citizen, 0.7, 0.9, 0.1),
    // Near what the six groups give, and not the same: the portal counts for itself.
    officialScoreHundredths: Math.round(100 * (70 + 16 * share('official', 0.2, 0.9, 0.1))),
  }
}
