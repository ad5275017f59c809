import * as z from 'zod'
import type { Alert } from '../../domain/alerts/alert.ts'
import { CAP_TYPE, type CapArea, capOf } from '../../domain/alerts/cap.ts'
import { alertHealth } from '../../domain/alerts/health.ts'
import { withoutMembers } from '../../domain/alerts/order.ts'
import { quoted } from '../../domain/problems.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import type { ShiftStarts } from '../../domain/shifts/shift.ts'
import { HOUR_MS } from '../../domain/time.ts'
import { fullName, type UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { Reach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { decodePlace, encodePlace } from './page.ts'
import { answers, type Route } from './route.ts'
import { unitsAsked } from './unitsAsked.ts'

/** Of so many alerts and facts the health is told; of more it is a part, and says so. */
const MOST_JUDGED = 20_000
const MOST_FACTS = 100_000

/** As of when, and the last alert of the page. */
const Place = z.tuple([z.int(), z.int(), z.string(), z.boolean()])

function placeOf([asOf, raisedAt, id, wasOpen]: z.output<typeof Place>) {
  return { asOf, after: { raisedAt, id, wasOpen } }
}

/** Which alerts are asked for: what a place in them belongs to. */
function questionOf(...filters: readonly (string | number | boolean | undefined)[]): string {
  return `alerts ${filters.map((filter) => filter ?? '').join(' ')}`
}

/**
 * @param find an alert that screens see
 * @param open alerts that are open now
 * @param onDuty how many people are on the line now who may take alerts on
 * @param outside how the hub is known outside
 * @param pointOf where the device stands that an alert is about, where nobody doubts it
 * @param settled resolves when the store has the alerts as they stand, or with false when it fails: no page is read before, and none without
 */
export function alertRoutes({
  units,
  clock,
  store,
  find,
  open,
  onDuty,
  shiftStarts,
  settled,
  outside,
  ringsOf = () => [],
  pointOf = () => undefined,
}: {
  units: UnitTree
  clock: Clock
  store: Pick<Store, 'alerts' | 'alert' | 'facts' | 'factsBetween'>
  find: (id: string) => Alert | undefined
  open: () => Alert[]
  onDuty: () => number
  shiftStarts?: ShiftStarts
  settled: () => Promise<boolean>
  outside: { readonly sender: string; readonly isOfDemo: boolean }
  /** Surveyed outer rings of a unit; none where there are none. */
  ringsOf?: (unit: string) => CapArea['rings']
  pointOf?: (alert: Alert) => CapArea['point']
}): Route[] {
  /** @throws Problem where it is beyond reach, as if it were not there */
  async function known(id: string, reach: Reach): Promise<Alert> {
    const alert = find(id) ?? (await store.alert(id))
    if (alert === undefined || !reach.has(alert.unit)) throw new Problem('unknownAlert', { alert: quoted(id) })
    return alert
  }

  function areaOf(alert: Alert): CapArea {
    const unit = units.byCode.get(alert.unit ?? units.city.code) ?? units.city
    const name = { vi: fullName(unit, 'vi'), en: fullName(unit, 'en') }
    return { name, code: unit.code, edition: units.edition, rings: ringsOf(unit.code), point: pointOf(alert) }
  }

  return [
    answers(QUERIES.alerts, async ({ query: { open, unit, from, to, after: text, limit }, reach }) => {
      const { asked, within } = unitsAsked(units, unit, reach)
      if (from !== undefined && to !== undefined && from >= to) throw new Problem('fromAfterTo')
      const question = questionOf(open, asked.join(), from, to)
      const { asOf, after } =
        text === undefined ? { asOf: clock.now(), after: undefined } : placeOf(decodePlace(text, question, Place))
      // Behind `asOf`: what had cleared by then is kept as cleared, and the order of pages is fixed.
      if (!(await settled())) throw new Problem('alertsNotWritten')
      const found = await store.alerts({
        // One more than fits tells whether there is another page.
        limit: limit + 1,
        asOf,
        ...(after && { after }),
        ...(open !== undefined && { open }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(within && { units: within }),
      })
      const alerts = found.slice(0, limit)
      const last = found.length > limit ? alerts.at(-1) : undefined
      const stood = last !== undefined && (last.clearedAt === null || last.clearedAt >= asOf)
      return {
        alerts,
        next: last === undefined ? null : encodePlace(question, [asOf, last.raisedAt, last.id, stood]),
      }
    }),
    answers(QUERIES.alert, async ({ params: { alert: id }, reach }) => {
      return { alert: await known(id, reach), facts: await store.facts('alert', id) }
    }),
    answers(QUERIES.alertCap, async ({ params: { alert: id }, reach }) => {
      const alert = await known(id, reach)
      const bytes = Buffer.from(capOf(alert, { ...outside, area: areaOf(alert) }))
      return { type: CAP_TYPE, bytes, headers: { 'X-Content-Type-Options': 'nosniff' } }
    }),
    answers(QUERIES.alertHealth, async ({ query: { hours }, reach }) => {
      const to = clock.now()
      const from = to - hours * HOUR_MS
      if (!(await settled())) throw new Problem('alertsNotWritten')
      const { within } = unitsAsked(units, undefined, reach)
      const [raised, facts] = await Promise.all([
        store.alerts({ from, to, limit: MOST_JUDGED + 1, ...(within && { units: within }) }),
        store.factsBetween({ kind: 'alert', from, to, limit: MOST_FACTS }),
      ])
      const isMine = ({ unit }: Alert) => reach.has(unit)
      return alertHealth({
        ...{ from, to, facts, isPart: raised.length > MOST_JUDGED },
        raised: raised.slice(0, MOST_JUDGED).filter(isMine),
        open: withoutMembers(open().filter(isMine)),
        operators: onDuty(),
        starts: shiftStarts,
      })
    }),
  ]
}
