import * as z from 'zod'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import { auditActs, auditSentence } from '../../domain/access/auditSentence.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { Text } from '../../domain/text.ts'
import { type Edition, shortName, type UnitTree, unitKey } from '../../domain/units/unit.ts'
import { unitOfKey } from '../../domain/units/unitIn.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { decodePlace, encodePlace } from './page.ts'
import { answers, type Route } from './route.ts'
import { unitsAsked } from './unitsAsked.ts'

/** Number of the last entry of a page. */
const Place = z.tuple([z.int()])

/** The log, for who may read it. */
export function auditRoutes({ units, store }: { units: UnitTree; store: Pick<Store, 'auditEntries'> }): Route[] {
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
      return {
        entries: page.map(({ number, hash, entry }) => ({
          ...{ number, ...entry, says: auditSentence(entry), hash },
          ...{ edition: entry.edition ?? null, place: placeName(entry, units.edition) },
        })),
        acts: auditActs(),
        next: last === undefined ? null : encodePlace(question, [last.number]),
      }
    }),
  ]
}

/** Where an entry was, in the words of the map of its time; that map is named where it is another than the one in force. */
function placeName({ unit: code, edition }: AuditEntry, inForce: Edition): Text | null {
  if (code === null) return null
  const unit = edition && unitOfKey(unitKey(edition, code))
  if (unit === undefined) return { vi: `mã ${code}`, en: `code ${code}` }
  const [vi, en] = [shortName(unit, 'vi'), shortName(unit, 'en')]
  return edition === inForce ? { vi, en } : { vi: `${vi} (bản đồ ${edition})`, en: `${en} (map of ${edition})` }
}
