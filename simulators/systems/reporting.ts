import type { reporting as declared } from '../../domain/systems/reporting.ts'
import { dayOf, startOfDay } from '../../domain/time.ts'
import { sizeOf } from './authority.ts'
import { fairPart, shareOf, sofar } from './books.ts'
import type { SystemModel } from './systemModel.ts'

/** Periodic reports: a few fall due each day, nearly all are filed, most of those shared. */
export const reporting: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const due = sofar(authority, 'reports', 2 + 1.5 * Math.sqrt(sizeOf(authority)), at)
  const morning = startOfDay(dayOf(at))
  const share = shareOf(authority, 'shared', morning, { from: 0.9, to: 1, yearly: 0.03 })
  const shared = fairPart(authority, 'shared', due, share, at)
  const filed = Math.max(shared, fairPart(authority, 'filed', due, 0.985, at))
  return { reportsDue: due, reportsFiled: filed, reportsShared: shared, reportsLate: due - filed }
}
