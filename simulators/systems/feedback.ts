import type { feedback as declared } from '../../domain/systems/feedback.ts'
import { dayOf } from '../../domain/time.ts'
import { part, sofar, standing } from './books.ts'
import { ofOffice } from './systemModel.ts'

/** Citizen feedback: a handful a week in a commune; where dossiers run late, so do the answers. */
export const feedback = ofOffice<keyof typeof declared.counts>((ledger, at, authority) => {
  const mean = ledger.profile.population / 9_000
  const received = sofar(authority, 'feedback', mean, at)
  const resolved = sofar(authority, 'feedback answered', mean, at)
  const late = part(resolved, Math.min(0.5, 2 * ledger.profile.late(0)))
  const answered = part(resolved, 0.5)
  const satisfied = part(answered, 0.86)
  const month = dayOf(at).slice(0, 7)
  return {
    received,
    resolvedOnTime: resolved - late,
    resolvedLate: late,
    satisfied,
    dissatisfied: answered - satisfied,
    pendingInTerm: standing(authority, `feedback ${month}`, 3 * mean),
    pendingOverdue: Math.round(6 * mean * ledger.profile.late(0)),
  }
})
