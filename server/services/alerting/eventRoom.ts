import type { Alert } from '../../../domain/alerts/alert.ts'
import { SEVERITIES } from '../../../domain/sensors/sensorKind.ts'
import { eventSource } from '../../../domain/sourceId.ts'

/** From so large a part of the room on a source gives way before any other does. */
const LARGE_SHARE = 0.2

/** Alerts of events that are open at once, and which of them gives way when there is no room for another. */
export interface EventRoom {
  /** Takes an alert in, or the new state of one that is in. */
  enter(alert: Alert): void
  leave(alert: Alert): void
  /** How many more there is room for. */
  free(): number
  /**
   * Undefined while there is room; else the alert that is to be left out, which may be the one asked for. Never one that is worse than that.
   * A source that fills much of the room gives way first; then the mildest, of equals those of the source that has most; of these the newest.
   */
  leftOutFor(alert: Alert): Alert | undefined
}

/** Alerts by their keys in the order they came, for each severity. */
type Held = readonly Map<string, Alert>[]

export function createEventRoom(most: number): EventRoom {
  const sources = new Map<string, Held>()
  let size = 0

  function leave({ key, subjectId }: Pick<Alert, 'key' | 'subjectId'>): void {
    const source = sourceOfEvent({ subjectId })
    const held = sources.get(source)
    if (held === undefined) return
    for (const each of held) if (each.delete(key)) size--
    if (count(held) === 0) sources.delete(source)
  }

  return {
    enter(alert) {
      leave(alert)
      const source = sourceOfEvent(alert)
      const held: Held = sources.get(source) ?? SEVERITIES.map(() => new Map())
      sources.set(source, held)
      held[rank(alert)]?.set(alert.key, alert)
      size++
    },
    leave,
    free: () => Math.max(0, most - size),
    leftOutFor(alert) {
      if (size < most) return undefined
      const own = sourceOfEvent(alert)
      const isLarge = (count: number) => count > most * LARGE_SHARE
      let chosen = {
        severity: rank(alert),
        count: 1 + count(sources.get(own) ?? []),
        of: undefined as Held | undefined,
      }
      const ownMildest = mildest(sources.get(own) ?? [])
      if (ownMildest < chosen.severity) chosen = { ...chosen, severity: ownMildest, of: sources.get(own) }
      for (const [source, held] of sources) {
        const other = { severity: mildest(held), count: count(held), of: held }
        if (source === own || other.severity > rank(alert)) continue
        const [large, otherLarge] = [isLarge(chosen.count), isLarge(other.count)]
        const byCount = other.count - chosen.count
        const bySeverity = chosen.severity - other.severity
        const givesWay = large || otherLarge ? Number(otherLarge) - Number(large) || byCount : bySeverity || byCount
        if (givesWay > 0) chosen = other
      }
      return chosen.of === undefined ? alert : [...(chosen.of[chosen.severity]?.values() ?? [])].at(-1)
    },
  }
}

/** `event/portal/31117`: who told of the event of an alert. */
export function sourceOfEvent({ subjectId }: Pick<Alert, 'subjectId'>): string {
  const [system = '', unit = ''] = subjectId.split('/')
  return eventSource(system, unit)
}

function rank({ severity }: Alert): number {
  return SEVERITIES.indexOf(severity)
}

function count(held: Held): number {
  return held.reduce((sum, { size }) => sum + size, 0)
}

function mildest(held: Held): number {
  const found = held.findIndex(({ size }) => size > 0)
  return found < 0 ? SEVERITIES.length : found
}
