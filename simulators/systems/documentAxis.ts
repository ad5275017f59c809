import type { documentAxis as declared } from '../../domain/systems/documentAxis.ts'
import { dayOf, startOfDay } from '../../domain/time.ts'
import { part, shareOf, sofar } from './books.ts'
import type { SystemModel } from './systemModel.ts'

/** The document axis: what was sent, and what the other side said it has. */
export const documentAxis: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const sent = sofar(authority, 'sent', 1_150, at)
  const morning = startOfDay(dayOf(at))
  const share = shareOf(authority, 'acknowledged', morning, { from: 0.975, to: 0.985, yearly: 0.01 })
  return {
    sent,
    received: sofar(authority, 'received', 1_420, at),
    acknowledged: part(sent, share),
    failed: part(sent, 0.004),
  }
}
