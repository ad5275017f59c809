import type { Principal } from '../../domain/access/principal.ts'
import { Problem } from '../problem.ts'

/**
 * Takes nothing of one person in the session of another: a page may have been left open, or have waited for a line, while somebody else signed in with
 * the same browser. Programs, and whoever asks by hand, need not say whose it is.
 * @param writer account of who wrote it, as the page says
 * @throws Problem `otherWriter`
 */
export function checkWriter(writer: string | undefined, principal: Principal | undefined): void {
  if (writer !== undefined && principal !== undefined && writer !== principal.id) throw new Problem('otherWriter')
}
