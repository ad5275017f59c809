import type { Alert } from '../../domain/alerts/alert.ts'
import { type SimulatedPerson, simulatedPeople } from '../../domain/people/simulatedPeople.ts'
import type { ShiftLog } from '../../domain/shifts/machine.ts'
import type { Sop } from '../../domain/sops/sop.ts'
import { MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Act, Planning } from './act.ts'
import { planAlert, planFirstIncident } from './alerts.ts'
import type { Door } from './door.ts'
import {
  type FigureSeen,
  type IncidentSeen,
  isIncidentTheirs,
  planGiving,
  planIncident,
  planMatter,
  type WorkSeen,
} from './matters.ts'
import { planShifts } from './shifts.ts'

const LOOK_EVERY_MS = 10 * SECOND_MS
/** All of them together do so much a round, and each of them one thing in so long: people, not a storm. */
const MOST_A_ROUND = 2
const EACH_EVERY_MS = 45 * SECOND_MS
/** Figures that a leader asks about, and how often they are looked up. */
const ASKED_KPIS = ['onTimeRate', 'satisfactionRate'] as const
const RED_EVERY_MS = 5 * MINUTE_MS
/** Incidents that are looked at in a round. */
const MOST_INCIDENTS = 6
/** People have been at work before the demo began: what they see in its first minutes they get to so many times sooner, so that a newcomer finds it under way. */
const SETTLING_MS = 10 * MINUTE_MS
const SOONER_TIMES = 10
/** What is seen no more is forgotten after so long. */
const FORGOTTEN_AFTER_MS = 30 * MINUTE_MS
/** Refusals and deeds that are remembered. */
const MOST_DONE = 5_000

/** Simulated people at work. */
export interface People {
  start(): void
  stop(): void
  /** One look at everything, and what they get to. */
  round(): Promise<void>
}

/**
 * People who act through the hub's door: what they do is a function of the seed and of what they see, never of chance with memory.
 * @param tell what was refused, for whoever looks for a fault
 * @param failed a look at the hub could not be understood; the next one comes all the same
 */
export function createPeople({
  door,
  clock,
  random,
  units,
  tell = () => undefined,
  failed = () => undefined,
}: {
  door: Door
  clock: Clock
  random: Random
  units: UnitTree
  tell?: (refusal: { readonly act: Act; readonly code: string }) => void
  failed?: (error: unknown) => void
}): People {
  const people = simulatedPeople(units)
  const startedAt = clock.now()
  /** When what an act is about could be seen first, and last, by its key. */
  const seen = new Map<string, { readonly first: number; last: number }>()
  const done = new Set<string>()
  const lastActed = new Map<string, number>()
  /** Figures that a leader may ask about, as they were looked up last. */
  let red: { readonly at: number; readonly figures: readonly FigureSeen[] } = {
    at: Number.NEGATIVE_INFINITY,
    figures: [],
  }
  /** Procedures in force; undefined: the hub has not told them yet. */
  let sops: readonly Sop[] | undefined
  let stopTicking: (() => void) | undefined
  let running: Promise<void> | undefined

  const of = (role: SimulatedPerson['role']) => people.find((person) => person.role === role)

  async function plans(): Promise<Act[]> {
    const leader = of('leader')
    const lead = of('lead')
    if (leader === undefined || lead === undefined) return []
    sops ??= (await door.ask<{ readonly sops: readonly Sop[] }>(lead, '/sops'))?.sops
    const planning: Planning & { readonly units: UnitTree } = {
      ...{ people, random, now: clock.now(), units },
      sops: sops ?? [],
    }
    const [alerts, work, shifts] = await Promise.all([
      door.ask<{ readonly alerts: readonly Alert[] }>(lead, '/alerts?open=true&limit=200'),
      door.ask<{ readonly rows: readonly WorkSeen[] }>(leader, '/my-work?list=unit&limit=500'),
      door.ask<{ readonly now: ShiftLog; readonly before: ShiftLog }>(lead, '/shifts?limit=1'),
    ])
    const rows = work?.rows ?? []
    if (work !== undefined && planning.now - red.at >= RED_EVERY_MS)
      red = { at: planning.now, figures: await redFigures(leader) }
    const giving = work === undefined ? undefined : planGiving(rows, red.figures, startedAt, planning)
    const incidents = await Promise.all(
      rows
        .filter((row) => isIncidentTheirs(row, planning))
        .slice(0, MOST_INCIDENTS)
        .map(async (row) => {
          const answer = await door.ask<{ readonly incident: IncidentSeen }>(leader, `/incidents/${row.id}`)
          return answer && planIncident(row, answer.incident, planning)
        }),
    )
    const first = work === undefined ? undefined : planFirstIncident(alerts?.alerts ?? [], rows, startedAt, planning)
    return [
      ...incidents,
      first,
      ...(alerts?.alerts ?? []).map((alert) => planAlert(alert, planning)),
      ...rows.map((row) => planMatter(row, planning)),
      ...(shifts === undefined ? [] : planShifts(shifts, planning)),
      giving,
    ].filter((act) => act !== undefined)
  }

  /** Communes whose figure of this month misses its target; one KPI at a time. */
  async function redFigures(leader: SimulatedPerson): Promise<FigureSeen[]> {
    const kpi = ASKED_KPIS[Math.floor(clock.now() / RED_EVERY_MS) % ASKED_KPIS.length] ?? ASKED_KPIS[0]
    const { city } = units
    const answer = await door.ask<{
      readonly figures: readonly { readonly unit: string; readonly value: number | null; readonly state: string }[]
    }>(leader, `/kpis/${kpi}/figures?unit=${city.code}&period=month`)
    return (answer?.figures ?? []).flatMap(({ unit, value, state }) =>
      state === 'missed' && units.byCode.get(unit)?.level === 'commune' ? [{ kpi, unit, value }] : [],
    )
  }

  async function lookAndAct(): Promise<void> {
    const acts = await plans()
    const now = clock.now()
    for (const { key } of acts) {
      const known = seen.get(key)
      if (known === undefined) seen.set(key, { first: now, last: now })
      else known.last = now
    }
    for (const [key, { last }] of seen) if (now - last > FORGOTTEN_AFTER_MS) seen.delete(key)
    const ripe = acts
      .filter(({ key }) => !done.has(key))
      .map((act) => {
        const first = seen.get(act.key)?.first ?? now
        const isSettling = first - startedAt < SETTLING_MS
        return { act, dueAt: first + (isSettling ? act.afterMs / SOONER_TIMES : act.afterMs) }
      })
      .filter(({ dueAt }) => dueAt <= now)
      .toSorted((a, b) => a.dueAt - b.dueAt)
    let acted = 0
    for (const { act } of ripe) {
      if (acted >= MOST_A_ROUND) break
      if (now - (lastActed.get(act.person.id) ?? Number.NEGATIVE_INFINITY) < EACH_EVERY_MS) continue
      lastActed.set(act.person.id, now)
      acted++
      const outcome = await door.send(act.person, act.command, act.input, `people-${act.key}`)
      if (outcome.is === 'unanswered') continue
      note(act.key)
      if (outcome.is === 'refused') tell({ act, code: outcome.code })
    }
  }

  function note(key: string): void {
    done.add(key)
    for (const oldest of done) {
      if (done.size <= MOST_DONE) break
      done.delete(oldest)
    }
  }

  function round(): Promise<void> {
    running ??= lookAndAct().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    start() {
      stopTicking ??= clock.every(LOOK_EVERY_MS, () => void round().catch(failed))
    },
    stop() {
      stopTicking?.()
      stopTicking = undefined
    },
    round,
  }
}
