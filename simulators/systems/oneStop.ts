import type { oneStop as declared } from '../../domain/systems/oneStop.ts'
import { part, shareOf } from './books.ts'
import { ofOffice } from './systemModel.ts'

/** Letters of apology for dossiers resolved late: most, not all. */
const APOLOGISED = 0.85
/** Of dossiers filed online, those that are then resolved at level 3 or 4 to the end. */
const TO_THE_END = { from: 0.44, to: 0.66, yearly: 0.05 }

/** The e-one-stop system: how dossiers are handled. */
export const oneStop = ofOffice<keyof typeof declared.counts>((ledger, at, authority) => {
  const { direct, online, postal } = ledger.received(at)
  const received = direct + online + postal
  const { early, onTime, late } = ledger.resolved(at)
  const all = early + onTime + late
  const pending = ledger.pending(at)
  const share = (what: string, from: number, to: number) =>
    shareOf(authority, what, dayStart(at), { from, to, yearly: 0.05 })
  const resultsDue = part(all, 0.94)
  return {
    received,
    resolvedEarly: early,
    resolvedOnTime: onTime,
    resolvedLate: late,
    resolvedOnline: part(all, ledger.profile.online * shareOf(authority, 'to the end', dayStart(at), TO_THE_END)),
    pendingInTerm: pending.inTerm,
    pendingOverdue: pending.overdue,
    dueSoon: pending.dueSoon,
    supplement: pending.supplement,
    apologies: Math.floor(late * APOLOGISED),
    digitised: Math.floor(received * ledger.profile.digitises),
    resultsDue,
    resultsElectronic: part(resultsDue, share('e-results', 0.55, 0.95)),
    dataReused: part(received, share('reuse', 0.25, 0.7)),
    personalStoreUsed: part(received, share('personal store', 0.1, 0.4)),
  }
})

/** Shares are the day's: what they are of must not fall while the day goes on. */
function dayStart(at: number): number {
  return Math.floor(at / 86_400_000) * 86_400_000
}
