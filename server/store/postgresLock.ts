import { hostname } from 'node:os'
import pg from 'pg'
import type { Logger } from 'pino'
import { ConfigError } from '../config.ts'
import type { HubLock } from './hubLock.ts'

/** Tells the hub's lock from those of other programs in the database. */
const LOCK = 1_768_907_520
/** A hub that was killed has let go by then: its server sees at once that the line is closed. */
const WAIT_MS = 3_000
const LOOK_EVERY_MS = 200
const RETAKE_EVERY_MS = 2_000
const CONNECT_TIMEOUT_MS = 5_000

const HOLDER = `select activity.application_name as name, host(activity.client_addr) as address
  from pg_locks as lock join pg_stat_activity as activity using (pid)
  where lock.locktype = 'advisory' and lock.classid = $1 and lock.objid::bigint = (hashtext(current_schema())::bigint & 4294967295)
    and lock.granted and lock.database = (select oid from pg_database where datname = current_database())`

/**
 * One hub a database: several would each raise alerts of their own and count what is refused for themselves. An advisory lock belongs to a
 * connection and goes with it, however the hub ends; where the machine vanishes, within half a minute by keepalive. When the database itself
 * goes away, the lock is taken again as soon as it is back.
 */
export function createPostgresLock(url: string, log: Pick<Logger, 'warn'>): HubLock {
  let client: pg.Client | undefined
  let retaking: NodeJS.Timeout | undefined
  let isReleased = false

  /** @returns who has it; undefined when it is ours now */
  async function tryTake(): Promise<string | undefined> {
    const connecting = new pg.Client({
      connectionString: url,
      application_name: `ioc hub ${process.pid} on ${hostname()}`.slice(0, 63),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    })
    connecting.on('error', () => lost(connecting))
    try {
      await connecting.connect()
      await connecting.query(
        'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
      )
      const { rows } = await connecting.query<{ taken: boolean }>(
        'select pg_try_advisory_lock($1, hashtext(current_schema())) as taken',
        [LOCK],
      )
      if (rows[0]?.taken === true) {
        client = connecting
        return undefined
      }
      const holder = await connecting.query<{ name: string; address: string | null }>(HOLDER, [LOCK])
      const [found] = holder.rows
      await connecting.end()
      return found === undefined ? 'it has just let go' : `${found.name}, from ${found.address ?? 'the same machine'}`
    } catch (error) {
      await connecting.end().catch(() => undefined)
      throw error
    }
  }

  function lost(which: pg.Client): void {
    if (which !== client) return
    client = undefined
    retakeLater()
  }

  function retakeLater(): void {
    if (isReleased) return
    retaking = setTimeout(async () => {
      try {
        const holder = await tryTake()
        if (isReleased) return void client?.end()
        if (holder === undefined) return
        log.warn({ holder }, 'another hub has taken the database while it was away from this one: stop one of the two')
      } catch {
        // It is still away: the store says so.
      }
      retakeLater()
    }, RETAKE_EVERY_MS).unref()
  }

  return {
    async take() {
      isReleased = false
      let holder = await tryTake()
      for (let waited = 0; holder !== undefined && waited < WAIT_MS; waited += LOOK_EVERY_MS) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
        holder = await tryTake()
      }
      if (holder === undefined) return
      throw new ConfigError(
        `the database belongs to another hub that runs (${holder}): stop that one, or set DATABASE_URL to a database of this hub’s own`,
      )
    },
    async release() {
      isReleased = true
      clearTimeout(retaking)
      const ending = client
      client = undefined
      await ending?.end()
    },
  }
}
