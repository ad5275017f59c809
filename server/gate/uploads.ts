import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import { type Principal, whoseOf } from '../../domain/access/principal.ts'
import { UPLOAD, type Uploaded } from '../../domain/files/upload.ts'
import { REACH } from '../../domain/queries/query.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Uploads } from '../files/uploads.ts'
import { parse } from '../http/route.ts'
import { Problem, problemOf } from '../problem.ts'
import type { Audit } from './audit.ts'
import { passTo } from './where.ts'
import { checkWriter } from './writer.ts'

/** Bodies that are read at once: each is in memory as a whole. */
const MOST_AT_ONCE = 8
/** Of them those of one principal: nobody takes all places. */
const MOST_OF_ONE = 2

/** The door for files: who may send none is refused before anything of a file is read. */
export interface UploadGate {
  /** @returns ends the turn. @throws Problem */
  begin(principal: Principal | undefined, from: AuditEntry['from'], writer?: string): () => void
  /** @param writer whose it is, as the page says. @throws Problem */
  take(principal: Principal | undefined, query: unknown, bytes: Uint8Array, writer?: string): Promise<Uploaded>
}

export function createUploadGate({
  uploads,
  units,
  audit,
}: {
  uploads: Pick<Uploads, 'take'>
  units: UnitTree
  audit: Pick<Audit, 'refused'>
}): UploadGate {
  let underWay = 0
  /** By principal. */
  const ofEach = new Map<string, number>()

  /** @throws Problem */
  function pass(principal: Principal | undefined): Principal {
    if (principal === undefined) throw new Problem('signInFirst')
    passTo(principal, UPLOAD.do, REACH, units)
    return principal
  }

  return {
    begin(principal, from, writer) {
      checkWriter(writer, principal)
      let whose: string
      try {
        whose = whoseOf(pass(principal))
      } catch (error) {
        const result = problemOf(error)?.code ?? 'internal'
        audit.refused({ from, did: 'ask', input: { path: UPLOAD.path }, unit: null, result }, principal)
        throw error
      }
      const theirs = ofEach.get(whose) ?? 0
      if (underWay >= MOST_AT_ONCE || theirs >= MOST_OF_ONE) throw new Problem('tooManyAtOnce')
      underWay++
      ofEach.set(whose, theirs + 1)
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        underWay--
        const left = (ofEach.get(whose) ?? 0) - 1
        if (left > 0) ofEach.set(whose, left)
        else ofEach.delete(whose)
      }
    },
    async take(principal, query, bytes, writer) {
      // The file has taken its time: another may have signed in meanwhile.
      checkWriter(writer, principal)
      return uploads.take(pass(principal), parse(UPLOAD.query.strict(), query).name, bytes)
    },
  }
}
