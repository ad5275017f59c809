import type { signatures as declared } from '../../domain/systems/signatures.ts'
import { dayOf, startOfDay } from '../../domain/time.ts'
import { sizeOf } from './authority.ts'
import { doneOf, fairPart, shareOf, sofar, standing } from './books.ts'
import type { SystemModel } from './systemModel.ts'

/** Digital signatures: how many of the outgoing documents carry one, and the certificates to sign with. */
export const signatures: SystemModel<keyof typeof declared.counts> = (authority, at) => {
  const size = sizeOf(authority)
  const outgoing = sofar(authority, 'documents out', 6 * size, at)
  const certificates = standing(authority, 'certificates', 9 * size)
  return {
    outgoingDocuments: outgoing,
    signedDocuments: fairPart(
      authority,
      'signed',
      outgoing,
      shareOf(authority, 'signed', startOfDay(dayOf(at)), { from: 0.72, to: 0.99, yearly: 0.05 }),
      at,
    ),
    certificatesValid: certificates,
    certificatesExpiring: standing(authority, `expiring ${dayOf(at).slice(0, 7)}`, 0.04 * certificates),
    mobileCertificates: doneOf(authority, 'mobile', certificates, at, { from: 0.2, to: 0.4, yearly: 0.15 }),
  }
}
