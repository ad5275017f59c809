import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import { type Principal, whoseOf } from '../../domain/access/principal.ts'
import { MAX_FILE_BYTES } from '../../domain/files/fileKind.ts'
import { UPLOAD, type Uploaded } from '../../domain/files/upload.ts'
import { REACH } from '../../domain/queries/query.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { Uploads } from '../files/uploads.ts'
import { parse } from '../http/route.ts'
import { Problem, problemOf } from '../problem.ts'
import type { Audit } from './audit.ts'
import { passTo } from './where.ts'
import { checkWriter } from './writer.ts'

/** What has come of all files that are on their way, bytes: each is in memory. One that comes slowly holds little of it, however long it takes. */
const MOST_BYTES = 8 * MAX_FILE_BYTES
/** Files of one principal that are on their way. */
const MOST_OF_ONE = 2

/** A file on its way. */
export interface Arrival {
  /** So many bytes more of it have come. */
  came(bytes: number): void
  /** All of it has come: it gives way to no other any more. */
  whole(): void
  /** It is in memory no longer. */
  end(): void
}

/** Who sends a file, and what to do when it has to give way. */
export interface Sending {
  readonly principal: Principal | undefined
  readonly from: AuditEntry['from']
  /** Whose it is, as the page says. */
  readonly writer?: string | undefined
  /** Answers the problem, and reads no further. */
  giveWay(problem: Problem): void
}

/** The door for files: who may send none is refused before anything of a file is read. */
export interface UploadGate {
  /** @throws Problem */
  begin(sending: Sending): Arrival
  /** @param writer whose it is, as the page says. @throws Problem */
  take(principal: Principal | undefined, query: unknown, bytes: Uint8Array, writer?: string): Promise<Uploaded>
}

interface Coming {
  readonly whose: string
  readonly begunAt: number
  bytes: number
  isWhole: boolean
  giveWay(): void
}

export function createUploadGate({
  uploads,
  units,
  audit,
  clock,
}: {
  uploads: Pick<Uploads, 'take'>
  units: UnitTree
  audit: Pick<Audit, 'refused'>
  clock: Clock
}): UploadGate {
  const arrivals = new Set<Coming>()
  const bytesOf = (some: Iterable<Coming>) => [...some].reduce((sum, { bytes }) => sum + bytes, 0)

  /** Of whoever holds most, what comes slowest. */
  function nextToGiveWay(): Coming | undefined {
    const comings = [...arrivals].filter(({ isWhole, bytes }) => !isWhole && bytes > 0)
    const heldBy = (one: string) => bytesOf(comings.filter(({ whose }) => whose === one))
    const pace = ({ bytes, begunAt }: Coming) => bytes / Math.max(1, clock.now() - begunAt)
    return comings.sort((a, b) => heldBy(b.whose) - heldBy(a.whose) || pace(a) - pace(b))[0]
  }

  /** @throws Problem */
  function pass(principal: Principal | undefined): Principal {
    if (principal === undefined) throw new Problem('signInFirst')
    passTo(principal, UPLOAD.do, REACH, units)
    return principal
  }

  return {
    begin({ principal, from, writer, giveWay }) {
      checkWriter(writer, principal)
      const refused = (problem: unknown) => {
        const result = problemOf(problem)?.code ?? 'internal'
        audit.refused({ from, did: 'ask', input: { path: UPLOAD.path }, unit: null, result }, principal)
      }
      let whose: string
      try {
        whose = whoseOf(pass(principal))
      } catch (error) {
        refused(error)
        throw error
      }
      if ([...arrivals].filter((other) => other.whose === whose).length >= MOST_OF_ONE)
        throw new Problem('ownFilesUnderWay', { most: MOST_OF_ONE })
      const coming: Coming = {
        ...{ whose, begunAt: clock.now(), bytes: 0, isWhole: false },
        giveWay() {
          arrivals.delete(coming)
          const problem = new Problem('fileGaveWay')
          refused(problem)
          giveWay(problem)
        },
      }
      arrivals.add(coming)
      return {
        came(bytes) {
          coming.bytes += bytes
          while (bytesOf(arrivals) > MOST_BYTES) {
            const slowest = nextToGiveWay()
            if (slowest === undefined) return
            slowest.giveWay()
          }
        },
        whole() {
          coming.isWhole = true
        },
        end: () => void arrivals.delete(coming),
      }
    },
    async take(principal, query, bytes, writer) {
      // The file has taken its time: another may have signed in meanwhile.
      checkWriter(writer, principal)
      return uploads.take(pass(principal), parse(UPLOAD.query.strict(), query).name, bytes)
    },
  }
}
