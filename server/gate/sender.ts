import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from '../problem.ts'

/** The header that a page of ours sends with a command: one that no form, and no foreign page without leave, can send. */
const COMMAND_HEADER = 'x-ioc-command'

/**
 * What a browser sends by itself, a cookie, proves nothing of who wanted it: a command that is not signed by a token comes from a page of ours.
 * A foreign origin has been refused before; programs that are no browser send none.
 * @throws Problem `commandHeader`
 */
export function checkSender(headers: IncomingHttpHeaders): void {
  if (headers.authorization !== undefined && headers.cookie === undefined) return
  const isOwnPage = headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin'
  const hasOrigin = headers.cookie === undefined || headers.origin !== undefined
  if (headers[COMMAND_HEADER] !== '1' || !isOwnPage || !hasOrigin) throw new Problem('commandHeader')
}
