import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import * as z from 'zod'
import { BY_HUB } from '../../domain/access/auditEntry.ts'
import type { LogProblem } from '../../domain/hubStatus.ts'
import type { Text } from '../../domain/text.ts'
import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { type AuditHead, type Verified, verifyAudit } from '../store/auditVerify.ts'
import type { Store } from '../store/store.ts'
import type { SendSyslog } from './syslog.ts'

/** In the data directory, a line of JSON for each hour: where an operator may copy it to another machine, or make it append-only (chattr +a). */
export const AUDIT_HEADS_FILE = 'audit-heads.jsonl'

/** How often all of the log is verified, and not only what has been appended. */
const WHOLE_EVERY_MS = DAY_MS

const Head = z.object({ number: z.number(), hash: z.string(), at: z.number() })

/** What has been told of the log; a line that was cut short by a power cut tells nothing. */
export function readAuditHeads(dataDir: string): AuditHead[] {
  const path = join(dataDir, AUDIT_HEADS_FILE)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [Head.parse(JSON.parse(line))]
      } catch {
        return []
      }
    })
}

/** Tells the newest entry of the log outside the store, every hour, and verifies what has been appended since; once a day, all of it. */
export interface AuditHeads {
  /** Begins, and verifies the whole log meanwhile. */
  start(): void
  stop(): Promise<void>
  /** Now: what the hour does. */
  tell(): Promise<void>
  /** What is wrong with the log, for the pages of the hub and of the log; it stays until the hub is started on a log that is whole. */
  problem(): LogProblem | null
}

/**
 * @param syslog sends it to another host as well; undefined: no such setting
 */
export function createAuditHeads({
  dataDir,
  store,
  syslog,
  clock,
  log,
  everyMs = HOUR_MS,
}: {
  dataDir: string
  store: Pick<Store, 'auditRows' | 'auditHead' | 'auditTableFault' | 'noted'>
  syslog: SendSyslog | undefined
  clock: Clock
  log: Pick<Logger, 'warn' | 'error'>
  everyMs?: number
}): AuditHeads {
  let problem: LogProblem | null = null
  let verified: { readonly last: Verified['last']; readonly wholeAt: number } | undefined
  let timer: NodeJS.Timeout | undefined
  let work: Promise<void> = Promise.resolve()

  /** What was found first stands: entries that are appended to a log that was cut off change how it looks. */
  function found(text: Text): void {
    log.error({ problem: text.en }, 'the log of who did what is not as it was written')
    if (problem !== null) return
    problem = { since: clock.now(), what: text }
    store.noted({
      ...BY_HUB,
      at: clock.now(),
      did: 'logBroken',
      input: { problem: text.en },
      unit: null,
      result: 'done',
    })
  }

  async function verify(): Promise<void> {
    const now = clock.now()
    const foreign = await store.auditTableFault()
    if (foreign !== undefined) found(foreign)
    // What was verified once may be changed afterwards: once a day the log is followed from its beginning.
    const from = verified === undefined || now - verified.wholeAt >= WHOLE_EVERY_MS ? undefined : verified
    const { last, fault } = await verifyAudit(
      (after, limit) => store.auditRows(after, limit),
      readAuditHeads(dataDir),
      from?.last,
    )
    if (fault === undefined) verified = { last, wholeAt: from?.wholeAt ?? now }
    else found(fault.text)
  }

  async function tell(): Promise<void> {
    try {
      await verify()
      const row = await store.auditHead()
      if (row === undefined) return
      const { number, hash } = row
      const at = clock.now()
      const known = readAuditHeads(dataDir).at(-1)
      // One that was told stays told: the file never takes back what it said.
      if (known === undefined || number > known.number) {
        appendFileSync(join(dataDir, AUDIT_HEADS_FILE), `${JSON.stringify({ number, hash, at })}\n`, { mode: 0o600 })
      }
      await syslog?.({
        at,
        id: 'auditHead',
        data: { number: String(number), hash },
        text: `${number} entries in the log${problem === null ? '' : `; ${problem.what.en}`}`,
      })
    } catch (error) {
      log.warn({ error }, 'the newest entry of the log could not be told outside the store')
    }
  }
  const next = () => {
    work = work.then(tell)
    return work
  }

  return {
    start() {
      void next()
      timer = setInterval(() => void next(), everyMs).unref()
    },
    async stop() {
      clearInterval(timer)
      await next()
    },
    tell: next,
    problem: () => problem,
  }
}
