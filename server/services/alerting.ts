import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Alert } from '../../domain/alerts/alert.ts'
import { type ConditionState, nextState, stands } from '../../domain/alerts/transition.ts'
import type { Watch } from '../../domain/alerts/watch.ts'
import { SEVERITIES, type Severity } from '../../domain/sensors/sensorKind.ts'
import { HOUR_MS } from '../../domain/time.ts'
import type { City } from '../city/city.ts'
import type { Clock } from '../clock.ts'
import type { Store, StoredEvent } from '../store/store.ts'
import { type WatchCity, watchesOf } from './watches.ts'

/** Holds are minutes: once a second is soon enough, and costs the same however fast readings come. */
const LOOK_EVERY_MS = 1_000
/** A cleared alert stays in the feed for so long, and at most so many do. */
const SHOWN_CLEARED_MS = HOUR_MS
const SHOWN_CLEARED = 500
const MAX_RESTORED = 5_000

/** Raises and clears alerts, and keeps them over restarts. */
export interface Alerting {
  start(): Promise<void>
  stop(): Promise<void>
  /** Not cleared, oldest first. */
  open(): Alert[]
}

/**
 * @param publish puts an alert into the feed, new or changed
 * @param remove takes one out of it; the store keeps it
 */
export function createAlerting({
  clock,
  city,
  store,
  log,
  publish,
  remove,
}: {
  clock: Clock
  city: WatchCity & Pick<City, 'onEvent'>
  store: Pick<Store, 'saveAlert' | 'alerts'>
  log: Logger
  publish: (alert: Alert) => void
  remove: (id: string) => void
}): Alerting {
  const open = new Map<string, Alert>()
  const cleared: Alert[] = []
  /** States of a watch's levels, by key; absent while all are normal. */
  const states = new Map<string, readonly ConditionState[]>()
  const unsaved = new Map<string, Alert>()
  let listeningSince = 0
  let timer: NodeJS.Timeout | undefined
  let saving: Promise<void> | undefined

  const keyOf = ({ rule, subject, subjectId }: Pick<Watch, 'rule' | 'subject' | 'subjectId'>) =>
    `${rule}|${subject}/${subjectId}`

  function put(alert: Alert): void {
    open.set(alert.key, alert)
    publish(alert)
    unsaved.set(alert.id, alert)
  }

  function clear(alert: Alert, now: number): void {
    open.delete(alert.key)
    const past = { ...alert, clearedAt: now }
    publish(past)
    unsaved.set(past.id, past)
    cleared.push(past)
  }

  function look(): void {
    const now = clock.now()
    for (const watch of watchesOf(city, now, listeningSince)) follow(watch, now)
    forgetCleared(now)
    save()
  }

  function follow(watch: Watch, now: number): void {
    const key = keyOf(watch)
    const known = open.get(key)
    const before = states.get(key) ?? restoredStates(watch, known)
    const after = watch.levels.map((level, i) =>
      nextState(before[i] ?? { is: 'normal' }, level.condition, now, level.holdMs),
    )
    if (after.every(({ is }) => is === 'normal')) states.delete(key)
    else states.set(key, after)

    const standing = after.findLastIndex(stands)
    const level = watch.levels[standing]
    if (level === undefined) {
      if (known !== undefined) clear(known, now)
      return
    }
    // A limit that moves with its subject (staffed counters) is no news; another severity is.
    if (known !== undefined && known.severity === level.severity) return
    const { severity, value, limit } = level
    const { rule, subject, subjectId, unit, simulated } = watch
    put({
      ...(known ?? {
        id: randomUUID(),
        key,
        rule,
        subject,
        subjectId,
        unit,
        raisedAt: now,
        clearedAt: null,
        acknowledgedAt: null,
        acknowledgedBy: null,
        simulated,
      }),
      // What is worse than what was acknowledged wants to be seen again.
      ...(known !== undefined && isWorse(severity, known.severity) && { acknowledgedAt: null, acknowledgedBy: null }),
      severity,
      title: level.title(),
      value,
      limit,
    })
  }

  function forgetCleared(now: number): void {
    while (
      cleared[0] !== undefined &&
      (cleared.length > SHOWN_CLEARED || now - (cleared[0].clearedAt ?? 0) > SHOWN_CLEARED_MS)
    ) {
      remove(cleared[0].id)
      cleared.shift()
    }
  }

  /** One at a time; what fails is tried again with the next look. */
  function save(): void {
    if (saving !== undefined || unsaved.size === 0) return
    saving = (async () => {
      for (const alert of [...unsaved.values()]) {
        try {
          await store.saveAlert(alert)
          if (unsaved.get(alert.id) === alert) unsaved.delete(alert.id)
        } catch (error) {
          log.warn({ error, alert: alert.key }, 'an alert could not be kept; it is tried again')
          return
        }
      }
    })().finally(() => {
      saving = undefined
    })
  }

  function onEvent(event: StoredEvent): void {
    const { system, unit, id, state, at } = event
    const key = keyOf({ rule: 'event', subject: 'system', subjectId: `${system}/${unit}/${id}` })
    const known = open.get(key)
    if (state === 'closed') {
      if (known !== undefined) clear(known, clock.now())
      return
    }
    put({
      id: known?.id ?? randomUUID(),
      key,
      rule: 'event',
      severity: severityOf(event.severity),
      subject: 'system',
      subjectId: `${system}/${unit}/${id}`,
      unit,
      title: { vi: event.title, en: event.title },
      value: null,
      limit: null,
      raisedAt: known?.raisedAt ?? at,
      clearedAt: null,
      acknowledgedAt: known?.acknowledgedAt ?? null,
      acknowledgedBy: known?.acknowledgedBy ?? null,
      simulated: event.simulated,
    })
  }

  city.onEvent(onEvent)

  return {
    async start() {
      for (const alert of await store.alerts({ open: true, limit: MAX_RESTORED })) {
        open.set(alert.key, alert)
        publish(alert)
      }
      const recent = await store.alerts({ open: false, from: clock.now() - SHOWN_CLEARED_MS, limit: SHOWN_CLEARED })
      cleared.push(...recent.sort((a, b) => (a.clearedAt ?? 0) - (b.clearedAt ?? 0)))
      for (const alert of cleared) publish(alert)
      listeningSince = clock.now()
      timer = setInterval(look, LOOK_EVERY_MS)
    },
    async stop() {
      clearInterval(timer)
      await saving
      save()
      await saving
    },
    open: () => [...open.values()].sort((a, b) => a.raisedAt - b.raisedAt),
  }
}

/** After a restart an open alert goes on from where it stood: its level and those below are raised, and must be gone for their time to clear. */
function restoredStates(watch: Watch, known: Alert | undefined): readonly ConditionState[] {
  if (known === undefined) return []
  const standing = Math.max(
    0,
    watch.levels.findIndex(({ severity }) => severity === known.severity),
  )
  return watch.levels.map((_, i) => (i <= standing ? { is: 'raised' } : { is: 'normal' }))
}

function isWorse(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b)
}

function severityOf(text: string): Severity {
  return SEVERITIES.find((severity) => severity === text) ?? 'info'
}
