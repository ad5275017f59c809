import type { training as declared } from '../../domain/systems/training.ts'
import { sizeOf } from './authority.ts'
import { doneOf, fairPart, sofar } from './books.ts'
import type { SystemModel } from './systemModel.ts'

/** Training: IT officials are few in a commune, courses for everybody run on. */
export const training: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const size = sizeOf(authority)
  const staff = Math.max(1, Math.round(1.4 * size))
  const enrolled = sofar(authority, 'enrolled', 3.2 * Math.sqrt(size), at)
  return {
    leadersTrained: sofar(authority, 'leaders', 0.06 * Math.sqrt(size), at),
    enrolled,
    completed: fairPart(authority, 'completed', enrolled, 0.62, at),
    itStaff: staff,
    itStaffTrained: doneOf(authority, 'it staff', staff, at, { from: 0.58, to: 0.92, yearly: 0.16 }),
  }
}
