import type { Principal } from '../../domain/access/principal.ts'
import type { Alert } from '../../domain/alerts/alert.ts'
import { EVERYWHERE } from '../../domain/feeds/feed.ts'
import type { Fact } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import { keptTitle, MATTER_KIND, placedTitle } from '../../domain/matters/matterKinds.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { type ShiftStarts, shiftAt } from '../../domain/shifts/shift.ts'
import { DEEDS } from '../../domain/since/deeds.ts'
import {
  type AlertDeeds,
  type Deed,
  type DueMatter,
  type Span,
  sinceSentences,
  without,
} from '../../domain/since/since.ts'
import { DAY_MS, MINUTE_MS } from '../../domain/time.ts'
import { shortName, type UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import { createReach } from '../gate/reach.ts'
import { Problem } from '../problem.ts'
import type { AnyMatters } from '../services/matters/matters.ts'
import { isReached, visibleIn } from '../services/matters/visibleIn.ts'
import type { Settings } from '../services/settings.ts'
import type { Store } from '../store/store.ts'
import { answers, type Route } from './route.ts'
import { unitsAsked } from './unitsAsked.ts'

const LONGEST_MS = 31 * DAY_MS
/** Alerts and facts that are looked at. */
const MOST_ALERTS = 5_000
const MOST_FACTS = 5_000
/** Matters of one kind that are told of, and those that are read to find them. */
const MOST_MATTERS = 300
const MOST_READ = 2_000
/** A hub that restarts is away for less. */
const UNWATCHED_MS = 5 * MINUTE_MS

type SinceStore = Pick<
  Store,
  'alerts' | 'endedAlerts' | 'factsBetween' | 'matter' | 'dataGaps' | 'kpiTurns' | 'kpiWatches' | 'lastLook'
>

/** What has happened since somebody last looked, as far as they may know of it. */
export function sinceRoutes({
  units,
  clock,
  store,
  settled,
  settings,
  matters,
  starts,
}: {
  units: UnitTree
  clock: Clock
  store: SinceStore
  /** Resolves when the store has the alerts as they stand. */
  settled: () => Promise<boolean>
  settings: Pick<Settings, 'changes'>
  matters: readonly Pick<AnyMatters, 'kind' | 'open' | 'find'>[]
  starts: ShiftStarts
}): Route[] {
  const nameOf = (code: string) => {
    const unit = units.byCode.get(code)
    return unit === undefined ? { vi: code, en: code } : { vi: shortName(unit, 'vi'), en: shortName(unit, 'en') }
  }

  async function alertsOf(span: Span, principal: Principal) {
    const reach = createReach(principal, 'alerts.see', units)
    if (reach.units.length === 0) return { raised: [], ended: [], hasMoreAlerts: false, handled: [] }
    // Nobody is told less than stands on the screens.
    if (!(await settled())) throw new Problem('alertsNotWritten')
    // Bounds are of what the reader may see: a storm elsewhere neither hides what is theirs nor shows that there was one.
    const { within } = unitsAsked(units, undefined, reach)
    const theirs = { ...span, ...(within && { units: within }) }
    const [raised, ended, facts] = await Promise.all([
      store.alerts({ ...theirs, limit: MOST_ALERTS + 1 }),
      store.endedAlerts({ ...theirs, limit: MOST_ALERTS }),
      store.factsBetween({ kind: 'alert', ...span, limit: MOST_FACTS }),
    ])
    const seen = (alert: Alert) => reach.has(alert.unit)
    const told = raised.slice(0, MOST_ALERTS).filter(seen)
    const known = new Set([...told, ...ended.filter(seen)].map(({ id }) => id))
    return {
      raised: told,
      ended: ended.filter(seen),
      hasMoreAlerts: raised.length > MOST_ALERTS,
      handled: deedsByPerson(facts.filter(({ id }) => reach.isWhole || known.has(id))),
    }
  }

  async function mattersOf(span: Span, principal: Principal) {
    const deeds: Deed[] = []
    const due: DueMatter[] = []
    for (const each of matters) {
      const { kind } = each
      if (kind === 'alert') continue
      const reach = createReach(principal, MATTER_KIND[kind].see, units)
      if (reach.units.length === 0) continue
      const last = new Map<string, Fact>()
      for (const fact of await store.factsBetween({ kind, ...span, limit: MOST_FACTS }))
        if (fact.by.is !== 'hub' && DEEDS[`${kind}/${fact.did}`] !== undefined) last.set(fact.id, fact)
      const seen: Deed[] = []
      for (const { id, did, by, at } of [...last.values()].slice(-MOST_READ).reverse()) {
        if (seen.length === MOST_MATTERS) break
        const matter: Matter | undefined = each.find(id) ?? (await store.matter(kind, id))
        if (matter !== undefined && isReached(visibleIn(matter, units.edition), reach.has))
          seen.push({ kind, id, ...keptTitle(placedTitle(kind, matter)), did, by: by.name, at })
      }
      deeds.push(...seen.reverse())
      for (const matter of each.open()) {
        const { id, dueAt } = matter
        if (
          dueAt !== null &&
          dueAt >= span.from &&
          dueAt < span.to &&
          isReached(visibleIn(matter, units.edition), reach.has)
        )
          due.push({ kind, id, ...keptTitle(placedTitle(kind, matter)), dueAt })
      }
    }
    return { deeds, due }
  }

  async function told(span: Span, principal: Principal) {
    const { from, to } = span
    const figures = createReach(principal, 'figures.see', units)
    const hub = createReach(principal, 'hub.see', units)
    const seesSettings = createReach(principal, 'map.see', units).has(EVERYWHERE)
    const [turns, watches, gaps, alerts, done] = await Promise.all([
      store.kpiTurns({ edition: units.edition, ...span }),
      store.kpiWatches(span),
      store.dataGaps(span),
      alertsOf(span, principal),
      mattersOf(span, principal),
    ])
    const happened = {
      ...span,
      // What was watched is as old as the last look.
      unwatched: figures.units.length === 0 ? [] : without(span, watches, UNWATCHED_MS),
      gaps: hub.has(EVERYWHERE) ? gaps.toReversed() : [],
      turns: turns.filter(({ unit }) => figures.has(unit)),
      ...alerts,
      ...done,
      settings: seesSettings ? settings.changes().filter(({ at }) => at >= from && at < to) : [],
    }
    return [...sinceSentences(happened, nameOf)]
  }

  return [
    answers(QUERIES.since, async ({ query: { from: asked }, principal }) => {
      const to = clock.now()
      const looked = (await store.lastLook(principal.id)) ?? null
      const from = Math.min(to, Math.max(asked ?? looked ?? to - DAY_MS, to - LONGEST_MS))
      return { from, to, looked, parts: await told({ from, to }, principal) }
    }),
    answers(QUERIES.wallSince, async ({ principal }) => {
      const to = clock.now()
      const { from } = shiftAt(shiftAt(to, starts).from - 1, starts)
      return { from, to, parts: await told({ from, to }, principal) }
    }),
  ]
}

function deedsByPerson(facts: readonly Fact[]): AlertDeeds[] {
  const people = new Map<string, { by: string; did: Record<string, number> }>()
  for (const { by, did } of facts) {
    if (by.is === 'hub' || DEEDS[`alert/${did}`] === undefined) continue
    const known = people.get(by.id) ?? { by: by.name, did: {} }
    known.did[did] = (known.did[did] ?? 0) + 1
    people.set(by.id, known)
  }
  return [...people.values()]
}
