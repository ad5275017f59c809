import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import type { Asking } from '../gate/principals.ts'

/** Longest name of a program that is kept. */
const MAX_AGENT = 200

/** Where a request comes from, for the log. */
export function fromOf({ headers, socket }: Asking, via: AuditEntry['from']['via']): AuditEntry['from'] {
  return { address: socket.remoteAddress ?? '', via, agent: (headers['user-agent'] ?? '').slice(0, MAX_AGENT) }
}
