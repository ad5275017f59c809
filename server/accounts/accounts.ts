import type { Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Pending, Principal } from '../../domain/access/principal.ts'
import type { PasswordRules } from '../../domain/people/password.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { SessionCookie } from '../commands/handler.ts'
import type { Peers } from '../gate/peers.ts'
import type { Asking, Handshake, Principals } from '../gate/principals.ts'
import {
  type AccountKind,
  type AccountRecords,
  type AccountUse,
  type PersonRecord,
  raiseRevision,
  removeAccount,
  type SessionRecord,
  writeAccount,
} from '../store/accounts.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { cookieIn } from './cookies.ts'
import { DEMO_WALL_PRINCIPAL, DEMO_WALL_SECRET } from './demoWalls.ts'
import { hashOfSecret, randomId, randomSecret } from './secrets.ts'

/** How long somebody stays signed in. */
export interface SessionLimits {
  /** Without a request and without a connected screen, ms. */
  readonly idleMs: number
  /** Whatever they do, ms. */
  readonly longestMs: number
}

/** `__Host-`: a browser takes it only over TLS or on its own machine, and sends it to this host alone. */
const COOKIES = { person: '__Host-ioc', wall: '__Host-ioc-wall' } as const
/** Of one person at a time: whoever signs in over and over leaves no more behind. */
const MOST_SESSIONS = 50
/** Says that a wall's page asks. */
const WALL_HEADER = 'x-ioc-wall'
/** How often changes that another process made are looked for, and sessions that have run out. */
const LOOK_EVERY_MS = SECOND_MS
const USES_EVERY_MS = MINUTE_MS
/** How often listeners are told that something has changed, at most. */
const TELL_EVERY_MS = 250
/** Longest that browsers keep a cookie; a wall's is set anew whenever it asks who it is. */
const WALL_COOKIE_MS = 400 * DAY_MS

/** Records written in one transaction, and what the hub holds in memory of them once that is durable. */
export interface AccountChanges {
  put<K extends AccountKind>(tables: Transaction<Tables>, kind: K, record: AccountRecords[K]): Promise<void>
  remove(tables: Transaction<Tables>, kind: AccountKind, id: string): Promise<void>
  apply(): void
}

/** Who may come in, held in memory: telling who asks costs a hash and a look-up. */
export interface Accounts extends Principals {
  /** Reads them, and no more: for a process beside the hub. */
  read(): Promise<void>
  /** Reads them, and goes on looking for what another process changes. */
  start(): Promise<void>
  stop(): Promise<void>
  all<K extends AccountKind>(kind: K): readonly AccountRecords[K][]
  one<K extends AccountKind>(kind: K, id: string): AccountRecords[K] | undefined
  personByUser(user: string): PersonRecord | undefined
  /** Somebody who is in this process only, as the demo's people. */
  personOf(id: string): PersonRecord | undefined
  /** A paired wall whose cookie is still to be fetched, by the hash of what its page keeps. */
  wallByPairing(hash: string): AccountRecords['wall'] | undefined
  /** Sessions that have not ended. */
  sessionsOf(person: string): readonly SessionRecord[]
  /** The person's session that a request belongs to. */
  sessionOf(asking: Asking): SessionRecord | undefined
  /**
   * Whether notices may go on to where somebody asked for them in a session: nobody has ended it, its longest time is not over, and its person may
   * sign in. That nobody has used it for a while does not count: notices are for when the console is closed. @param session its id
   */
  takesNotices(session: string): boolean
  /** When a session ends however it is used, epoch ms; undefined: there is none of this id. */
  latestEndOf(session: string): number | undefined
  /** When a session ends unless it is used. */
  endOf(session: SessionRecord): number
  lastUseOf(kind: AccountKind, record: { readonly id: string; readonly usedAt: number | null }): number | null
  pendingOf(person: PersonRecord): Pending | undefined
  changes(): AccountChanges
  /** A new session, and its cookie. */
  /** @param shownAt see `SessionRecord` */
  newSession(
    person: PersonRecord,
    asking: Asking,
    shownAt?: number | null,
  ): { readonly session: SessionRecord; readonly cookie: SessionCookie }
  /** Sessions of a person that give way to one more: those used longest ago. A screen that is open is in use. @param replaced it ends as well */
  crowdedOut(person: string, replaced: SessionRecord | undefined): readonly SessionRecord[]
  wallCookie(secret: string): SessionCookie
  /** Whether somebody could administer this hub. */
  hasAdministrator(): boolean
  /** People of the demo: in this process only. */
  readonly demoPeople: readonly PersonRecord[]
}

export function createAccounts({
  store,
  clock,
  log,
  units,
  peers,
  limits,
  administration = (principal) => principal,
  rules,
  demoPeople = [],
}: {
  store: Pick<Store, 'accounts' | 'accountsRevision' | 'saveAccountUses'>
  clock: Clock
  log: Pick<Logger, 'warn'>
  units: UnitTree
  peers: Peers
  limits: SessionLimits
  /** See `createAdministration`. */
  administration?: (principal: Principal, asking: Asking) => Principal
  rules: PasswordRules
  /** People of the demo: in this process only. */
  demoPeople?: readonly PersonRecord[]
}): Accounts {
  const records: { [K in AccountKind]: Map<string, AccountRecords[K]> } = {
    person: new Map(),
    session: new Map(),
    token: new Map(),
    wall: new Map(),
  }
  const sessionsByHash = new Map<string, SessionRecord>()
  const tokensByHash = new Map<string, AccountRecords['token']>()
  const wallsByHash = new Map<string, AccountRecords['wall']>()
  const peopleByUser = new Map<string, PersonRecord>()
  /** Hashes of what the demo's walls hold; a few, so that the oldest may go. */
  const isDemo = demoPeople.length > 0
  const demo = new Map(demoPeople.map((person) => [person.id, { ...person, createdAt: clock.now() }]))
  let revision = -1
  /** How often changes of this process have been taken over. */
  let applied = 0
  /** When each was used last, and not yet told to the store. */
  const uses = new Map<string, AccountUse & { readonly usedAt: number }>()
  const listeners: (() => void)[] = []
  /** Set for a while after listeners were told; whether they have been told all. */
  let telling: NodeJS.Timeout | undefined
  let isTold = true
  let looking: NodeJS.Timeout | undefined
  let saving: NodeJS.Timeout | undefined
  let underWay: Promise<void> = Promise.resolve()

  function index(): void {
    sessionsByHash.clear()
    tokensByHash.clear()
    wallsByHash.clear()
    peopleByUser.clear()
    for (const session of records.session.values()) sessionsByHash.set(session.hash, session)
    for (const token of records.token.values()) if (token.hash !== null) tokensByHash.set(token.hash, token)
    for (const wall of records.wall.values()) if (wall.hash !== null) wallsByHash.set(wall.hash, wall)
    for (const person of records.person.values()) peopleByUser.set(person.user, person)
  }

  /** Every screen is judged anew: at once, and when a whole shift signs in no more often than several times a second. */
  function changed(): void {
    index()
    if (telling !== undefined) {
      isTold = false
      return
    }
    isTold = true
    for (const listener of listeners) listener()
    telling = setTimeout(() => {
      telling = undefined
      if (!isTold) changed()
    }, TELL_EVERY_MS).unref()
  }

  async function read(): Promise<void> {
    const before = applied
    const { people, sessions, tokens, walls, revision: newest } = await store.accounts()
    // A command has changed something meanwhile: what was read may not have it.
    if (applied !== before) return read()
    const isHere = ({ inDemo }: { readonly inDemo?: boolean }) => inDemo !== true || isDemo
    records.person = new Map(people.filter(isHere).map((each) => [each.id, each]))
    records.session = new Map(sessions.map((each) => [each.id, each]))
    records.token = new Map(tokens.filter(isHere).map((each) => [each.id, each]))
    records.wall = new Map(walls.filter(isHere).map((each) => [each.id, each]))
    revision = newest
    changed()
  }

  async function look(): Promise<void> {
    try {
      if ((await store.accountsRevision()) !== revision) await read()
    } catch (error) {
      // Who is known stays known; the store's own alarm tells that it does not answer.
      log.warn({ error }, 'accounts could not be looked at')
    }
    endRunOut()
  }

  /** Sessions that have run out, and tokens: their sockets are closed, and of sessions whose longest time is over nothing is kept. */
  function endRunOut(): void {
    const now = clock.now()
    const ended = [...records.session.values()].filter((session) => longestOf(session) <= now)
    const isNew = (endsAt: number) => endsAt <= now && endsAt > now - 2 * LOOK_EVERY_MS
    const runOut =
      [...records.session.values()].some((session) => isNew(endOf(session))) ||
      [...records.token.values()].some(({ hash, endsAt }) => hash !== null && isNew(endsAt))
    for (const { id } of ended) records.session.delete(id)
    if (ended.length > 0) {
      void save(ended.map(({ id }) => ({ kind: 'session', id, usedAt: null })))
    }
    if (ended.length > 0 || runOut) changed()
  }

  async function save(what: readonly AccountUse[]): Promise<void> {
    if (what.length === 0) return
    underWay = underWay
      .then(() => store.saveAccountUses(what))
      .catch((error: unknown) => log.warn({ error }, 'the use of accounts could not be written'))
    await underWay
  }

  async function saveUses(): Promise<void> {
    // A screen that is connected is in use: its session is looked at, and so used, again.
    for (const listener of listeners) listener()
    const what = [...uses.values()]
    uses.clear()
    for (const { kind, id, usedAt } of what) {
      const record = records[kind].get(id)
      if (record !== undefined) (records[kind] as Map<string, unknown>).set(id, { ...record, usedAt })
    }
    index()
    await save(what)
  }

  function use(kind: AccountKind, id: string, usedAt: number | null): void {
    const now = clock.now()
    const known = uses.get(`${kind} ${id}`)?.usedAt ?? usedAt ?? 0
    if (now - known >= MINUTE_MS) uses.set(`${kind} ${id}`, { kind, id, usedAt: now })
  }

  const lastUseOf: Accounts['lastUseOf'] = (kind, { id, usedAt }) => uses.get(`${kind} ${id}`)?.usedAt ?? usedAt

  function endOf(session: SessionRecord): number {
    const last = lastUseOf('session', session) ?? session.startedAt
    return Math.min(last + limits.idleMs, longestOf(session))
  }

  const longestOf = ({ startedAt }: SessionRecord) => startedAt + limits.longestMs

  const sessionsOf = (person: string) =>
    [...records.session.values()].filter((each) => each.person === person && endOf(each) > clock.now())

  const personOf = (id: string) => records.person.get(id) ?? demo.get(id)

  function pendingOf({ id, password, external, grants, totp }: PersonRecord): Pending | undefined {
    if (external !== null || demo.has(id)) return undefined
    const isOld = rules.days !== null && password !== null && clock.now() - password.chosenAt > rules.days * DAY_MS
    if (password?.isFirst === true || isOld) return 'password'
    return totp === null && grants.some(({ role }) => role === 'admin') ? 'totp' : undefined
  }

  function principalOfSession(secret: string): Principal | undefined {
    const session = sessionsByHash.get(hashOfSecret(secret))
    if (session === undefined || endOf(session) <= clock.now()) return undefined
    const person = personOf(session.person)
    if (person === undefined || person.disabledAt !== null) return undefined
    use('session', session.id, session.usedAt)
    const { id, name, grants, simulated } = person
    const pending = pendingOf(person)
    if (pending === undefined)
      return { is: 'person', id, name, grants, session: session.id, ...(simulated === true && { simulated }) }
    return { is: 'person', id, name, grants: [], pending, session: session.id }
  }

  function principalOfWall(secret: string, asking: Asking): Principal | undefined {
    const wall = wallsByHash.get(hashOfSecret(secret))
    if (wall !== undefined) {
      use('wall', wall.id, wall.usedAt)
      return {
        is: 'wall',
        id: wall.id,
        name: wall.name,
        grants: wall.place === null ? [] : [{ role: 'wall', place: wall.place }],
      }
    }
    // Whoever is at this machine may open the demo's wall: it needs no memory of the hub, and so is the same after a restart.
    if (demo.size === 0 || secret !== DEMO_WALL_SECRET || !peers.isThisMachine(asking)) return undefined
    const grants = [{ role: 'wall', place: units.city.code }] as const
    return { is: 'wall', id: DEMO_WALL_PRINCIPAL, name: 'Màn hình trình diễn', grants }
  }

  function principalOfToken(secret: string): Principal | undefined {
    const token = tokensByHash.get(hashOfSecret(secret))
    if (token === undefined || token.endsAt <= clock.now()) return undefined
    use('token', token.id, token.usedAt)
    const { id, name, role, place } = token
    return { is: 'token', id, name, grants: place === null ? [] : [{ role, place }] }
  }

  function sessionOf({ headers }: Asking): SessionRecord | undefined {
    const secret = cookieIn(headers.cookie, COOKIES.person)
    const session = secret === undefined ? undefined : sessionsByHash.get(hashOfSecret(secret))
    return session === undefined || endOf(session) <= clock.now() ? undefined : session
  }

  return {
    read,
    async start() {
      await read()
      endRunOut()
      looking = setInterval(() => void look(), LOOK_EVERY_MS)
      saving = setInterval(() => void saveUses(), USES_EVERY_MS)
    },
    async stop() {
      clearInterval(looking)
      clearInterval(saving)
      clearTimeout(telling)
      telling = undefined
      await save([...uses.values()])
      uses.clear()
      await underWay
    },
    of(asking: Asking, handshake: Handshake = {}) {
      const bearer = handshake.token ?? bearerIn(asking.headers.authorization)
      if (bearer !== undefined) {
        const program = principalOfToken(bearer)
        return program && administration(program, asking)
      }
      const session = cookieIn(asking.headers.cookie, COOKIES.person)
      const wall = cookieIn(asking.headers.cookie, COOKIES.wall)
      const asWall = wall === undefined ? undefined : principalOfWall(wall, asking)
      const isWall = handshake.isWall === true || asking.headers[WALL_HEADER] === '1'
      if (isWall && asWall !== undefined) return asWall
      const person = session === undefined ? undefined : principalOfSession(session)
      return person === undefined ? asWall : administration(person, asking)
    },
    onChange: (listener) => void listeners.push(listener),
    renewCookie({ headers }, response) {
      const secret = cookieIn(headers.cookie, COOKIES.wall)
      if (secret !== undefined && wallsByHash.has(hashOfSecret(secret)))
        response.appendHeader('Set-Cookie', headerOf({ of: 'wall', value: secret, maxAgeMs: WALL_COOKIE_MS }))
    },
    setCookie(_asking, response, cookie) {
      response.appendHeader('Set-Cookie', headerOf(cookie))
    },
    all: <K extends AccountKind>(kind: K) => [...records[kind].values()] as unknown as readonly AccountRecords[K][],
    one: <K extends AccountKind>(kind: K, id: string) => records[kind].get(id) as AccountRecords[K] | undefined,
    personByUser: (user) => peopleByUser.get(user),
    personOf,
    wallByPairing: (hash) =>
      [...records.wall.values()].find(
        (wall) =>
          wall.hash !== null &&
          wall.pairing?.hash === hash &&
          wall.pairing.until > clock.now() &&
          lastUseOf('wall', wall) === null,
      ),
    sessionsOf,
    sessionOf,
    takesNotices(id) {
      const session = records.session.get(id)
      if (session === undefined || longestOf(session) <= clock.now()) return false
      const person = personOf(session.person)
      return person !== undefined && person.disabledAt === null
    },
    endOf,
    lastUseOf,
    pendingOf,
    changes() {
      const taken: (() => void)[] = []
      let raised: number | undefined
      async function raise(tables: Transaction<Tables>): Promise<void> {
        raised ??= await raiseRevision(tables)
      }
      return {
        async put(tables, kind, record) {
          await raise(tables)
          const isNew = kind !== 'session' && !records[kind].has(record.id)
          const kept = isDemo && isNew ? { ...record, inDemo: true } : record
          await writeAccount(tables, units.edition, kind, kept)
          taken.push(() => void (records[kind] as Map<string, unknown>).set(record.id, kept))
        },
        async remove(tables, kind, id) {
          await raise(tables)
          await removeAccount(tables, kind, id)
          taken.push(() => void records[kind].delete(id))
        },
        apply() {
          for (const take of taken) take()
          // Where another process has changed something too, the next look reads it all.
          if (raised === revision + 1) revision = raised
          applied++
          if (taken.length > 0) changed()
        },
      }
    },
    newSession(person, asking, shownAt = null) {
      const secret = randomSecret()
      const { address, agent } = peers.fromOf(asking, 'http')
      const startedAt = clock.now()
      const shown = demo.get(person.id)
      if (shown !== undefined) demo.set(person.id, { ...shown, lastSignInAt: startedAt })
      const session: SessionRecord = {
        id: randomId('session'),
        hash: hashOfSecret(secret),
        person: person.id,
        startedAt,
        shownAt,
        usedAt: startedAt,
        address,
        agent,
      }
      return { session, cookie: { of: 'person', value: secret } }
    },
    crowdedOut(person, replaced) {
      const lastUse = (session: SessionRecord) => lastUseOf('session', session) ?? session.startedAt
      return sessionsOf(person)
        .filter(({ id }) => id !== replaced?.id)
        .sort((a, b) => lastUse(b) - lastUse(a) || b.startedAt - a.startedAt)
        .slice(MOST_SESSIONS - 1)
    },
    wallCookie: (secret) => ({ of: 'wall', value: secret, maxAgeMs: WALL_COOKIE_MS }),
    hasAdministrator: () =>
      [...records.person.values()].some(
        ({ grants, disabledAt }) =>
          disabledAt === null && grants.some(({ role, place }) => role === 'admin' && place === units.city.code),
      ),
    latestEndOf(id) {
      const session = records.session.get(id)
      return session && longestOf(session)
    },
    get demoPeople() {
      return [...demo.values()]
    },
  }
}

/** Strict: a foreign page's links and forms come without it. */
function headerOf(cookie: SessionCookie | null): string {
  const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict'
  if (cookie === null) return `${COOKIES.person}=; ${attributes}; Max-Age=0`
  const { of, value, maxAgeMs } = cookie
  const age = maxAgeMs === undefined ? '' : `; Max-Age=${Math.floor(maxAgeMs / SECOND_MS)}`
  return `${COOKIES[of]}=${value}; ${attributes}${age}`
}

/** RFC 6750. */
function bearerIn(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1] ?? ''
}
