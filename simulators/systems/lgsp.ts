import type { lgsp as declared } from '../../domain/systems/lgsp.ts'
import { doneOf, part, roundTheClock } from './books.ts'
import type { SystemModel } from './systemModel.ts'

const SYSTEMS_IN_OPERATION = 36

/** The city's integration platform: some fifty thousand calls a day, one in a thousand fails. */
export const lgsp: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const calls = roundTheClock(authority, 'calls', 54_000, at)
  return {
    calls,
    failures: part(calls, 0.0011),
    systemsInOperation: SYSTEMS_IN_OPERATION,
    systemsConnected: doneOf(authority, 'connected', SYSTEMS_IN_OPERATION, at, { from: 0.2, to: 0.22, yearly: 0.12 }),
  }
}
