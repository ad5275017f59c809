import type { emc as declared } from '../../domain/systems/emc.ts'
import { part, roundTheClock, standing } from './books.ts'
import type { SystemModel } from './systemModel.ts'

/** National monitoring: a push of figures every few minutes, few of them lost. */
export const emc: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const pushes = roundTheClock(authority, 'pushes', 288, at)
  return { pushes, pushesFailed: part(pushes, 0.012), pagesTagged: standing(authority, 'pages', 64) }
}
