import * as z from 'zod'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import { auditActs, auditSentence } from '../../domain/access/auditSentence.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { Text } from '../../domain/text.ts'
import { type Edition, shortName, type UnitTree, unitKey } from '../../domain/units/unit.ts'
import { unitOfKey } from '../../domain/units/unitIn.ts'
import { Problem } from '../problem.ts'
import type { ThingNames } from '../services/thingNames.ts'
import type { Store } from '../store/store.ts'
import { decodePlace, encodePlace } from './page.ts'
import { answers, type Route } from './route.ts'
import { unitsAsked } from './unitsAsked.ts'

/** Number of the last entry of a page. */
const Place = z.tuple([z.int()])

/** The log, for who may read it. */
export function auditRoutes({
  units,
  store,
  nameOf,
}: {
  units: UnitTree
  store: Pick<Store, 'auditEntries'>
  nameOf: ThingNames
}): Route[] {
  return [
    answers(QUERIES.audit, async ({ query: { who, did, unit, result, from, to, after, limit }, reach }) => {
      const { within } = unitsAsked(units, unit, reach)
      if (from !== undefined && to !== undefined && from >= to) throw new Problem('fromAfterTo')
      const question = JSON.stringify(['audit', who, did, unit, result, from, to])
      const [before] = after === undefined ? [undefined] : decodePlace(after, question, Place)
      const found = await store.auditEntries({
        // One more than fits tells whether there is another page.
        limit: limit + 1,
        ...(who !== undefined && { who }),
        ...(did !== undefined && { did }),
        ...(result !== undefined && { result }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(before !== undefined && { before }),
        ...(within && { units: within }),
      })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      const called = await namesOf(
        page.map(({ entry }) => entry),
        nameOf,
      )
      return {
        entries: page.map(({ number, hash, entry }, line) => ({
          ...{ number, ...entry, says: auditSentence(entry, called[line]), hash },
          ...{ edition: entry.edition ?? null, place: placeName(entry, units.edition) },
        })),
        acts: auditActs(),
        next: last === undefined ? null : encodePlace(question, [last.number]),
      }
    }),
  ]
}

/** What the things are called that entries name by their ids: each is asked for once. */
async function namesOf(
  entries: readonly AuditEntry[],
  nameOf: ThingNames,
): Promise<readonly Readonly<Record<string, Text>>[]> {
  const asked = new Map<string, Promise<Text | undefined>>()
  const named = entries.map(async ({ did, input, edition }) => {
    const names: Record<string, Text> = {}
    for (const [field, id] of Object.entries(input)) {
      if (typeof id !== 'string') continue
      // A step of the hub names its matter by the kind.
      const kind = did === 'hubStep' && field === 'id' && typeof input.kind === 'string' ? input.kind : field
      const key = JSON.stringify([kind, id, ...(kind === 'unit' ? [edition] : [])])
      const asking = asked.get(key) ?? (kind === 'unit' ? unitName(id, edition) : nameOf(kind, id))
      asked.set(key, asking)
      const name = await asking
      if (name !== undefined) names[field] = name
    }
    return names
  })
  return Promise.all(named)
}

/** What a unit is called in the map of the entry that names it. */
async function unitName(code: string, edition: Edition | undefined): Promise<Text | undefined> {
  const unit = edition && unitOfKey(unitKey(edition, code))
  return unit && { vi: shortName(unit, 'vi'), en: shortName(unit, 'en') }
}

/** Places of a look at cameras that are named one by one. */
const MOST_PLACES = 2

/** Where the cameras of one look stand. */
function placesOf({ input, edition }: Pick<AuditEntry, 'edition' | 'input'>, inForce: Edition): Text | null {
  const codes = Array.isArray(input.units) ? input.units.filter((code) => typeof code === 'string') : []
  const names = codes
    .slice(0, MOST_PLACES)
    .flatMap((unit) => placeName({ unit, ...(edition && { edition }), input: {} }, inForce) ?? [])
  const more = codes.length - names.length
  if (names.length === 0) return null
  return {
    vi: names.map(({ vi }) => vi).join(', ') + (more > 0 ? ` và ${more} nơi khác` : ''),
    en: names.map(({ en }) => en).join(', ') + (more > 0 ? ` and ${more} more` : ''),
  }
}

/** Where an entry was, in the words of the map of its time; that map is named where it is another than the one in force. */
function placeName(entry: Pick<AuditEntry, 'unit' | 'edition' | 'input'>, inForce: Edition): Text | null {
  const { unit: code, edition } = entry
  if (code === null) return placesOf(entry, inForce)
  const unit = edition && unitOfKey(unitKey(edition, code))
  if (unit === undefined) return { vi: `mã ${code}`, en: `code ${code}` }
  const [vi, en] = [shortName(unit, 'vi'), shortName(unit, 'en')]
  return edition === inForce ? { vi, en } : { vi: `${vi} (bản đồ ${edition})`, en: `${en} (map of ${edition})` }
}
