import type { urbanServices as declared } from '../../domain/systems/urbanServices.ts'
import { has, roundTheClock } from './books.ts'
import type { SystemModel } from './systemModel.ts'

/** Sector databases brought to the centre, and what citizens report from the street. */
export const urbanServices: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const connected = (what: string, from: number) => has(authority, what, at, { from, yearly: 0.4 })
  return {
    urbanReports: roundTheClock(authority, 'street', 85, at),
    connectedHealth: connected('health', 1.4),
    connectedEducation: connected('education', 1.2),
    connectedTourism: connected('tourism', 0.4),
    connectedEnvironment: connected('environment', 1.5),
  }
}
