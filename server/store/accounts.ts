import type { Kysely, Transaction } from 'kysely'
import type { Grant } from '../../domain/access/principal.ts'
import type { Role } from '../../domain/access/roles.ts'
import { type Edition, type UnitKey, unitKey } from '../../domain/units/unit.ts'
import { unitIn } from '../../domain/units/unitIn.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

interface Account {
  readonly id: string
  /** Made in a demo, where anybody administers: it is nobody's anywhere else. */
  readonly inDemo?: boolean
  /** When it was last used, epoch ms, to a minute. */
  readonly usedAt: number | null
}

/** A role as it is kept: its unit names the map that was in force when it was given. */
export interface KeptGrant {
  readonly role: Role
  readonly unit: UnitKey
}

/** A role as the map in force reads it. */
export interface HeldGrant extends Grant {
  /** The unit for which it was given, where that is one of another map. */
  readonly of?: UnitKey
}

/** A person who may sign in. Moments are epoch ms. */
export interface PersonRecord extends Account {
  /** What is typed to sign in; no two people have the same. */
  readonly user: string
  readonly name: string
  readonly grants: readonly HeldGrant[]
  /** Roles for units of another map that have none in the map in force: they grant nothing. */
  readonly otherMap?: readonly KeptGrant[]
  readonly createdAt: number
  readonly lastSignInAt: number | null
  /** Null: signs in elsewhere only. `hash`: Argon2id; `isFirst`: given by somebody else, and to be changed. */
  readonly password: { readonly hash: string; readonly chosenAt: number; readonly isFirst: boolean } | null
  /** The second factor. `secret`: Base32; `lastStep`: of the code used last; `recovery`: hashes of the codes that are left. */
  readonly totp: { readonly secret: string; readonly lastStep: number; readonly recovery: readonly string[] } | null
  readonly disabledAt: number | null
  /** When somebody has last lifted a lock-out: what was typed wrong before counts no more, in any process. */
  readonly unlockedAt?: number
  /** As whom the identity provider knows this person; null: a local account. */
  readonly external: { readonly issuer: string; readonly subject: string } | null
  /** Somebody whom a program acts for, in the demo. */
  readonly simulated?: boolean
}

/** Somebody's being signed in, in one browser. */
export interface SessionRecord extends Account {
  /** SHA-256 of what the cookie holds, hexadecimal. */
  readonly hash: string
  /** Id of the person. */
  readonly person: string
  readonly startedAt: number
  /** When an identity provider says that they showed who they are, epoch ms; null or absent: by a password here, or it does not say. */
  readonly shownAt?: number | null
  readonly address: string
  readonly agent: string
}

/** What a program signs in with. */
export interface TokenRecord extends Account {
  /** SHA-256 of the token, hexadecimal; null once it has ended. */
  readonly hash: string | null
  readonly name: string
  readonly role: Role
  /** Code in the map in force; null: the unit is one of another map that has none here, and the token grants nothing. */
  readonly place: string | null
  /** The unit for which it was given, where that is one of another map. */
  readonly of?: UnitKey
  readonly createdAt: number
  readonly createdBy: string
  readonly endsAt: number
  readonly endedAt: number | null
}

/** A screen in a room. */
export interface WallRecord extends Account {
  /** SHA-256 of the secret that the wall keeps, hexadecimal; null once it has ended. */
  readonly hash: string | null
  /** What it was paired by, until its cookie has been used: SHA-256 of the secret that stands in its page, and until when it fetches the cookie. */
  readonly pairing?: { readonly hash: string; readonly until: number }
  readonly name: string
  /** As of a token. */
  readonly place: string | null
  readonly of?: UnitKey
  readonly pairedAt: number
  readonly pairedBy: string
  readonly address: string
  readonly endedAt: number | null
}

/** What is kept of who may come in, by kind. */
export interface AccountRecords {
  readonly person: PersonRecord
  readonly session: SessionRecord
  readonly token: TokenRecord
  readonly wall: WallRecord
}

export type AccountKind = keyof AccountRecords

/** Everything that is kept of who may come in. `revision` rises with every change of a record, whichever process makes it. */
export interface StoredAccounts {
  readonly people: readonly PersonRecord[]
  readonly sessions: readonly SessionRecord[]
  readonly tokens: readonly TokenRecord[]
  readonly walls: readonly WallRecord[]
  readonly revision: number
}

const REVISION = 'accounts.revision'

/** What a record is found by besides its id. */
const KEYS: { readonly [K in AccountKind]: (record: AccountRecords[K]) => string | null } = {
  person: ({ user }) => user,
  session: ({ hash }) => hash,
  token: ({ hash }) => hash,
  wall: ({ hash }) => hash,
}

type Readable = Kysely<Tables> | Transaction<Tables>

/** All of one kind. @param edition the map in force, in which units are read */
export async function readAccountsOf<K extends AccountKind>(
  tables: Readable,
  edition: Edition,
  kind: K,
): Promise<AccountRecords[K][]> {
  const rows = await tables
    .selectFrom('account')
    .select(['body', 'used_at'])
    .where('kind', '=', kind)
    .orderBy('id')
    .execute()
  return rows.map((row) => recordOf(edition, kind, row))
}

export async function readAccount<K extends AccountKind>(
  tables: Readable,
  edition: Edition,
  kind: K,
  id: string,
): Promise<AccountRecords[K] | undefined> {
  const row = await tables
    .selectFrom('account')
    .select(['body', 'used_at'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && recordOf(edition, kind, row)
}

function recordOf<K extends AccountKind>(
  edition: Edition,
  kind: K,
  { body, used_at: usedAt }: { body: string; used_at: number | null },
) {
  const kept = JSON.parse(body)
  const record = { ...kept, usedAt: usedAt === null ? null : Number(usedAt) }
  if (kind === 'person') return { ...record, ...heldGrants(edition, kept.grants) } as AccountRecords[K]
  if (kind === 'session') return record as AccountRecords[K]
  const { unit, ...others } = record
  return { ...others, ...placeOf(edition, unit) } as AccountRecords[K]
}

/** Roles as they are kept, read in a map of units. */
export function heldGrants(edition: Edition, kept: readonly KeptGrant[]): Pick<PersonRecord, 'grants' | 'otherMap'> {
  const grants: HeldGrant[] = []
  const otherMap: KeptGrant[] = []
  for (const { role, unit } of kept) {
    const { place, of } = placeOf(edition, unit)
    if (place === null) otherMap.push({ role, unit })
    else grants.push({ role, place, ...(of && { of }) })
  }
  return { grants, ...(otherMap.length > 0 && { otherMap }) }
}

function placeOf(edition: Edition, unit: UnitKey): { place: string | null; of?: UnitKey } {
  const place = unitIn(edition, unit) ?? null
  return place !== null && unitKey(edition, place) === unit ? { place } : { place, of: unit }
}

/** As `recordOf` reads it: a unit that was given in another map stays that unit. */
function keptOf<K extends AccountKind>(edition: Edition, kind: K, record: AccountRecords[K]): object {
  const { usedAt: _, ...kept } = record
  if (kind === 'session') return kept
  if (kind === 'person') {
    const { grants, otherMap = [], ...person } = kept as Omit<PersonRecord, 'usedAt'>
    const held = grants.map(({ role, place, of }) => ({ role, unit: of ?? unitKey(edition, place) }))
    return { ...person, grants: [...held, ...otherMap] }
  }
  const { place, of, ...others } = kept as Omit<TokenRecord | WallRecord, 'usedAt'>
  return { ...others, unit: of ?? unitKey(edition, place ?? '') }
}

/** Inserts or replaces by id; when it was used is kept apart. */
export async function writeAccount<K extends AccountKind>(
  tables: Transaction<Tables>,
  edition: Edition,
  kind: K,
  record: AccountRecords[K],
): Promise<void> {
  const { usedAt } = record
  const changed = { key: KEYS[kind](record), body: JSON.stringify(keptOf(edition, kind, record)) }
  await tables
    .insertInto('account')
    .values({ kind, id: record.id, ...changed, used_at: usedAt })
    .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(changed))
    .execute()
}

export async function removeAccount(tables: Transaction<Tables>, kind: AccountKind, id: string): Promise<void> {
  await tables.deleteFrom('account').where('kind', '=', kind).where('id', '=', id).execute()
}

async function readRevision(tables: Readable): Promise<number> {
  const row = await tables.selectFrom('mark').select('body').where('key', '=', REVISION).executeTakeFirst()
  return row === undefined ? 0 : Number(row.body)
}

/** Tells every process that records have changed. Called in the transaction that changes them. @returns the new revision */
export async function raiseRevision(tables: Transaction<Tables>): Promise<number> {
  const revision = (await readRevision(tables)) + 1
  const body = String(revision)
  await tables
    .insertInto('mark')
    .values({ key: REVISION, body })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ body }))
    .execute()
  return revision
}

/** The revision is read first: a change that comes between is read once more rather than missed. */
export async function readAccounts({ read }: Engine, edition: Edition): Promise<StoredAccounts> {
  const revision = await readRevision(read)
  const [people, sessions, tokens, walls] = await Promise.all([
    readAccountsOf(read, edition, 'person'),
    readAccountsOf(read, edition, 'session'),
    readAccountsOf(read, edition, 'token'),
    readAccountsOf(read, edition, 'wall'),
  ])
  return { people, sessions, tokens, walls, revision }
}

export const readAccountsRevision = ({ read }: Engine): Promise<number> => readRevision(read)

/** A use of an account, or the end of a session that has run out: no act of anybody's. */
export interface AccountUse {
  readonly kind: AccountKind
  readonly id: string
  /** Null: it has run out, and is removed. */
  readonly usedAt: number | null
}

export async function writeAccountUses({ write }: Engine, uses: readonly AccountUse[]): Promise<void> {
  await write.transaction().execute(async (tables) => {
    for (const { kind, id, usedAt } of uses) {
      if (usedAt === null) await removeAccount(tables, kind, id)
      else
        await tables
          .updateTable('account')
          .set({ used_at: usedAt })
          .where('kind', '=', kind)
          .where('id', '=', id)
          .execute()
    }
  })
}
