import type { portal as declared } from '../../domain/systems/portal.ts'
import { ofOffice } from './systemModel.ts'

/** Share of dossiers for which a fee is due. */
const WITH_FEE = 0.43

/** The public-service portal: the same dossiers as the one-stop system, by the way they came. */
export const portal = ofOffice<keyof typeof declared.counts>((ledger, at) => {
  const { direct, online, postal } = ledger.received(at)
  const feeDue = Math.floor((direct + online + postal) * WITH_FEE)
  return {
    receivedDirect: direct,
    receivedOnline: online,
    receivedPostal: postal,
    feeDue,
    paidOnline: Math.floor(feeDue * ledger.profile.paysOnline),
  }
})
