import * as z from 'zod'
import type { Fact } from '../matters/fact.ts'
import { epochMs, says, text } from '../schema.ts'
import { SEVERITIES, type Severity } from '../sensors/sensorKind.ts'
import { DEFAULT_SHIFT_STARTS, ShiftShape, type ShiftStarts, shiftAt } from '../shifts/shift.ts'
import { DAY_MS, MINUTE_MS } from '../time.ts'
import type { Alert } from './alert.ts'
import { ACKNOWLEDGED_WITHIN_MS } from './handling.ts'

/** What one operator is asked is counted in such stretches (EEMUA 191, ISA-18.2). */
const STRETCH_MS = 10 * MINUTE_MS
/** More than so many alerts of a stretch nobody can handle: it is a flood. */
const FLOOD_ABOVE = 10
/** An alert that has stood for so long is furniture. */
const STALE_AFTER_MS = DAY_MS
const TOP = 10

const Acknowledging = z.object({
  severity: z.enum(SEVERITIES),
  /** Alerts that were raised; those of them somebody has taken on. */
  raised: z.number().int(),
  taken: z.number().int(),
  /** Milliseconds from raising to taking on; null: nobody took one on. */
  median: z.number().nullable().meta(says('trung vị, mili giây', 'median, milliseconds')),
  ninety: z.number().nullable().meta(says('90% không lâu hơn, mili giây', '90% take no longer, milliseconds')),
  /** Within which it should be; null: nobody waits for it. */
  aim: z.number().nullable(),
  /** How many were taken on in that time, of those of which it can be told: that were taken on, or whose time is over. */
  inTime: z.number().int(),
  judged: z.number().int(),
})

export const AlertHealthShape = z.object({
  from: epochMs,
  to: epochMs,
  /** More were raised than are counted here: the figures are of the newest. */
  isPart: z.boolean(),
  raised: z.number().int(),
  bySeverity: z.array(z.object({ severity: z.enum(SEVERITIES), raised: z.number().int() })),
  /** People on the line now who may take alerts on; null: nobody is. */
  operators: z.number().int().nullable(),
  /** Alerts raised in the last ten minutes; for each operator, where there is one. */
  lately: z.number().int(),
  perOperator: z.number().nullable(),
  isFlood: z.boolean(),
  /** Alerts raised in each ten minutes, the oldest first. */
  stretches: z.array(z.object({ from: epochMs, raised: z.number().int() })),
  /** How many of these were floods. */
  floods: z.number().int(),
  open: z.number().int(),
  unacknowledged: z.number().int(),
  chattering: z.number().int(),
  stale: z.number().int(),
  shelved: z.number().int(),
  outOfService: z.number().int(),
  /** How often conditions came, each return of an alert that stood counted: more than alerts were raised. */
  comings: z.number().int(),
  /** The ten conditions that came most, and their part of all comings. */
  top: z.array(z.object({ key: z.string(), title: text, raised: z.number().int(), share: z.number() })),
  acknowledging: z.array(Acknowledging),
  /** The same by shift, the newest first. */
  shifts: z.array(z.object({ shift: ShiftShape, acknowledging: z.array(Acknowledging) })),
})
/** How well the centre keeps up with its alerts. */
export type AlertHealth = Readonly<z.output<typeof AlertHealthShape>>

/**
 * @param raised alerts raised in `[from, to)`, the newest `most` of them
 * @param open alerts that are open now, without members
 * @param facts what people did in that time
 * @param operators people on the line now who may take alerts on
 */
export function alertHealth({
  from,
  to,
  raised,
  isPart,
  open,
  facts,
  operators,
  starts = DEFAULT_SHIFT_STARTS,
}: {
  from: number
  to: number
  raised: readonly Alert[]
  isPart: boolean
  open: readonly Alert[]
  facts: readonly Fact[]
  operators: number
  starts?: ShiftStarts
}): AlertHealth {
  // A member was told under its cause: nobody was asked for it.
  const asked = raised.filter(({ cause }) => cause === null)
  const takenAt = firstTaken(facts)
  const stretches = stretchesOf(asked, from, to)
  const lately = asked.filter(({ raisedAt }) => raisedAt >= to - STRETCH_MS).length
  const perOperator = operators === 0 ? null : lately / operators
  const shifts = new Map<string, Alert[]>()
  for (const alert of asked) {
    const { id } = shiftAt(alert.raisedAt, starts)
    const known = shifts.get(id)
    if (known === undefined) shifts.set(id, [alert])
    else known.push(alert)
  }
  return {
    ...{ from, to, isPart, raised: asked.length },
    bySeverity: SEVERITIES.toReversed().map((severity) => ({
      severity,
      raised: asked.filter((alert) => alert.severity === severity).length,
    })),
    operators: operators === 0 ? null : operators,
    ...{ lately, perOperator, isFlood: (perOperator ?? lately) > FLOOD_ABOVE },
    stretches,
    floods: stretches.filter((stretch) => stretch.raised > FLOOD_ABOVE).length,
    open: open.length,
    unacknowledged: open.filter(({ handling }) => handling === 'unacknowledged').length,
    chattering: open.filter(({ chatters }) => chatters).length,
    stale: open.filter(({ raisedAt }) => to - raisedAt > STALE_AFTER_MS).length,
    shelved: open.filter(({ handling }) => handling === 'shelved').length,
    outOfService: open.filter(({ outOfService }) => outOfService).length,
    comings: comingsOf(asked),
    top: topOf(asked),
    acknowledging: SEVERITIES.toReversed().map((severity) => acknowledgingOf(severity, asked, takenAt, to)),
    shifts: [...shifts]
      .map(([, alerts]) => ({
        shift: shiftAt(alerts[0]?.raisedAt ?? from, starts),
        acknowledging: SEVERITIES.toReversed().map((severity) => acknowledgingOf(severity, alerts, takenAt, to)),
      }))
      .sort((a, b) => b.shift.from - a.shift.from),
  }
}

/** When each alert was first taken on, or moved to an incident, by its id. */
function firstTaken(facts: readonly Fact[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>()
  for (const { id, did, at } of facts)
    if ((did === 'acknowledge' || did === 'join') && at < (first.get(id) ?? Number.POSITIVE_INFINITY)) first.set(id, at)
  return first
}

function acknowledgingOf(
  severity: Severity,
  alerts: readonly Alert[],
  takenAt: ReadonlyMap<string, number>,
  to: number,
) {
  const those = alerts.filter((alert) => alert.severity === severity)
  const times = those
    .flatMap(({ id, raisedAt }) => {
      const at = takenAt.get(id)
      return at === undefined ? [] : [at - raisedAt]
    })
    .sort((a, b) => a - b)
  const aim = ACKNOWLEDGED_WITHIN_MS[severity] ?? null
  return {
    ...{ severity, raised: those.length, taken: times.length, aim },
    median: quantile(times, 0.5),
    ninety: quantile(times, 0.9),
    inTime: aim === null ? 0 : times.filter((time) => time <= aim).length,
    // Of what nobody has taken on and is still in time nobody knows yet.
    judged: aim === null ? 0 : those.filter(({ id, raisedAt }) => takenAt.has(id) || to - raisedAt > aim).length,
  }
}

/** The smallest of rising values that so large a part does not exceed; null of none. */
function quantile(rising: readonly number[], part: number): number | null {
  return rising[Math.max(0, Math.ceil(rising.length * part) - 1)] ?? null
}

/** Whole stretches back from `to`, as the last ten minutes are counted: what the clock would cut off is no stretch of ten minutes. */
function stretchesOf(alerts: readonly Alert[], from: number, to: number) {
  const count = Math.ceil((to - from) / STRETCH_MS)
  const first = to - count * STRETCH_MS
  const counts = new Array<number>(count).fill(0)
  for (const { raisedAt } of alerts) {
    const nth = Math.floor((raisedAt - first) / STRETCH_MS)
    if (counts[nth] !== undefined) counts[nth]++
  }
  return counts.map((raised, nth) => ({ from: first + nth * STRETCH_MS, raised }))
}

function comingsOf(alerts: readonly Alert[]): number {
  return alerts.reduce((sum, { times }) => sum + times, 0)
}

function topOf(alerts: readonly Alert[]) {
  const byKey = new Map<string, { title: Alert['title']; raised: number }>()
  for (const { key, title, times } of alerts) byKey.set(key, { title, raised: (byKey.get(key)?.raised ?? 0) + times })
  const all = comingsOf(alerts)
  return [...byKey]
    .map(([key, { title, raised }]) => ({ key, title, raised, share: raised / all }))
    .sort((a, b) => b.raised - a.raised || (a.key < b.key ? -1 : 1))
    .slice(0, TOP)
}
