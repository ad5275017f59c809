import type { oneStop as declared } from '../../domain/systems/oneStop.ts'
import type { SystemModel } from './systemModel.ts'

/** Letters of apology for dossiers resolved late: most, not all. */
const APOLOGISED = 0.85

/** The e-one-stop system: how dossiers are handled. */
export const oneStop: SystemModel<keyof typeof declared.counts> = (ledger, at) => {
  const { direct, online, postal } = ledger.received(at)
  const received = direct + online + postal
  const resolved = ledger.resolved(at)
  const pending = ledger.pending(at)
  return {
    received,
    resolvedEarly: resolved.early,
    resolvedOnTime: resolved.onTime,
    resolvedLate: resolved.late,
    pendingInTerm: pending.inTerm,
    pendingOverdue: pending.overdue,
    dueSoon: pending.dueSoon,
    supplement: pending.supplement,
    apologies: Math.floor(resolved.late * APOLOGISED),
    digitised: Math.floor(received * ledger.temper.digitises),
  }
}
