import type { ngsp as declared } from '../../domain/systems/ngsp.ts'
import { part, roundTheClock } from './books.ts'
import type { SystemModel } from './systemModel.ts'

const SERVICES = 14

/** The national platform: population, business and procedure services; now and then one does not answer. */
export const ngsp: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const calls = roundTheClock(authority, 'national calls', 18_500, at)
  const quiet = authority.random.of('quiet', Math.floor(at / 3_600_000)) < 0.08 ? 1 : 0
  return { calls, failures: part(calls, 0.0024), services: SERVICES, servicesAnswering: SERVICES - quiet }
}
