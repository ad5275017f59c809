import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Alert, Evidence } from '../../../domain/alerts/alert.ts'
import { type ConditionState, nextState, stands } from '../../../domain/alerts/transition.ts'
import type { Watch, WatchLevel } from '../../../domain/alerts/watch.ts'
import type { Reception } from '../../../domain/reception.ts'
import { SEVERITIES, type Severity } from '../../../domain/sensors/sensorKind.ts'
import type { Text } from '../../../domain/text.ts'
import { DAY_MS, HOUR_MS } from '../../../domain/time.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import type { City } from '../../city/city.ts'
import type { Clock } from '../../clock.ts'
import type { Store, StoredEvent } from '../../store/store.ts'
import { createAlertSaving } from './alertSaving.ts'
import { createEventOrder } from './eventOrder.ts'
import { createEventRoom, sourceOfEvent } from './eventRoom.ts'
import { createLeftOutEvents } from './leftOutEvents.ts'
import { type WatchCity, watchesOf } from './watches.ts'

/** Holds are minutes: once a second is soon enough, and costs the same however fast readings come. */
const LOOK_EVERY_MS = 1_000
/** A cleared alert stays in the feed for so long, and at most so many do. */
const SHOWN_CLEARED_MS = HOUR_MS
const SHOWN_CLEARED = 500
const MAX_RESTORED = 5_000
/** All that are open come back; a store holds more only after a fault. */
const MAX_RESTORED_OPEN = 100_000
/** At start, cleared alerts and events are looked for this far back: as long as an alert may have stood, or a hub have been down. */
const LOOK_BACK_MS = 7 * DAY_MS
const EVENT = 'event'
/** Alerts of events that may be open at once: devices are bounded at the door, events are not. */
const MAX_EVENTS = 5_000

/** Raises and clears alerts, and keeps them over restarts. */
export interface Alerting {
  start(): Promise<void>
  stop(): Promise<void>
  /** Not cleared, oldest first. */
  open(): Alert[]
  /** One that is not cleared, by its id. */
  find(id: string): Alert | undefined
  /** Notes who took an alert on, where it is still open; what stands in the store is the caller's to have written. */
  acknowledged(id: string, by: string, at: number): void
  /** Resolves when the store has every alert as it stands now, or has failed: then with false. */
  settled(): Promise<boolean>
}

/**
 * @param reception whether the hub can hear, asked before each look; when absent, since the start
 * @param watches everything that may need a person, as it stands now
 * @param nameOf what people call a source of events
 * @param publish puts an alert into the feed, new or changed
 * @param remove takes one out of it; the store keeps it
 */
export function createAlerting({
  clock,
  city,
  edition,
  store,
  log,
  reception,
  watches = (now, heard) => watchesOf(city, now, heard),
  nameOf = (source) => ({ vi: source, en: source }),
  publish,
  remove,
}: {
  clock: Clock
  city: WatchCity & Pick<City, 'onEvent'>
  edition: Edition
  store: Pick<Store, 'saveAlerts' | 'alerts' | 'events'>
  log: Logger
  reception?: () => Reception
  watches?: (now: number, reception: Reception) => readonly Watch[]
  nameOf?: (source: string) => Text
  publish: (alert: Alert) => void
  remove: (id: string) => void
}): Alerting {
  const open = new Map<string, Alert>()
  const cleared: Alert[] = []
  /** States of a watch's levels, by key; absent while all are normal. */
  const states = new Map<string, readonly ConditionState[]>()
  const saving = createAlertSaving({ store, log })
  const events = createEventOrder()
  const room = createEventRoom(MAX_EVENTS)
  const leftOut = createLeftOutEvents({ room: MAX_EVENTS, nameOf })
  let started: Reception = { is: 'cut', since: 0, cause: 'starting' }
  let timer: NodeJS.Timeout | undefined

  const keyOf = ({ rule, subject, subjectId }: Pick<Watch, 'rule' | 'subject' | 'subjectId'>) =>
    `${rule}|${subject}/${subjectId}`

  const find = (id: string) => [...open.values()].find((alert) => alert.id === id)

  function put(alert: Alert): void {
    open.set(alert.key, alert)
    if (alert.rule === EVENT) room.enter(alert)
    publish(alert)
    saving.add(alert)
  }

  function clear(alert: Alert, now: number): void {
    open.delete(alert.key)
    if (alert.rule === EVENT) room.leave(alert)
    const past = { ...alert, clearedAt: now }
    publish(past)
    saving.add(past)
    cleared.push(past)
  }

  function look(): void {
    const now = clock.now()
    const watched = new Set<string>()
    for (const alert of leftOut.take(room.free())) put({ ...alert, id: randomUUID() })
    for (const watch of [...watches(now, reception?.() ?? started), leftOut.watch()]) {
      const key = keyOf(watch)
      watched.add(key)
      follow(watch, key, now)
    }
    // A sensor that has become another kind leaves conditions behind that nothing will ever end.
    for (const alert of [...open.values()]) if (alert.rule !== EVENT && !watched.has(alert.key)) clear(alert, now)
    for (const key of states.keys()) if (!watched.has(key)) states.delete(key)
    forgetCleared(now)
    saving.retry()
  }

  function follow(watch: Watch, key: string, now: number): void {
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
    const { rule, subject, subjectId, unit, simulated } = watch
    const hasMoved = known !== undefined && known.unit !== unit
    // Taken out first, so that it is gone from where it was.
    if (hasMoved) remove(known.id)
    // A limit that moves with its subject (staffed counters) is no news; another severity is.
    if (known !== undefined && known.severity === level.severity) {
      if (watch.isOfNow === true && saysAnother(level, known)) put({ ...known, ...told(level), unit, simulated })
      else if (hasMoved) put({ ...known, unit })
      return
    }
    put({
      ...(known ?? {
        id: randomUUID(),
        key,
        rule,
        subject,
        subjectId,
        raisedAt: now,
        clearedAt: null,
        acknowledgedAt: null,
        acknowledgedBy: null,
        simulated,
      }),
      // What is worse than what was acknowledged wants to be seen again.
      ...(known !== undefined &&
        isWorse(level.severity, known.severity) && { acknowledgedAt: null, acknowledgedBy: null }),
      unit,
      severity: level.severity,
      ...told(level),
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

  /** Opens, changes or closes the alert of an event; one that is known as it is stays untouched. */
  function onEvent(event: StoredEvent): void {
    if (!events.isNews(event)) return
    const { system, unit, id, state, at, title, simulated } = event
    const subject = { rule: EVENT, subject: 'system', subjectId: `${system}/${unit}/${id}` } as const
    const key = keyOf(subject)
    const known = open.get(key)
    if (state === 'closed') {
      leftOut.delete(key)
      if (known !== undefined) clear(known, clock.now())
      return
    }
    const severity = severityOf(event.severity)
    if (known !== undefined && known.severity === severity && known.title.vi === title) return
    const before = known ?? leftOut.get(key)
    const acknowledged = before !== undefined && !isWorse(severity, before.severity)
    const alert: Alert = {
      ...subject,
      id: known?.id ?? randomUUID(),
      key,
      severity,
      unit,
      title: { vi: title, en: title },
      evidence: [],
      value: null,
      limit: null,
      raisedAt: before?.raisedAt ?? at,
      clearedAt: null,
      acknowledgedAt: acknowledged ? before.acknowledgedAt : null,
      acknowledgedBy: acknowledged ? before.acknowledgedBy : null,
      simulated,
    }
    if (known === undefined) admit(alert)
    else put(alert)
  }

  /** Raises the alert of an event, or what gives way for it is left out until there is room. */
  function admit(alert: Alert): void {
    leftOut.delete(alert.key)
    const other = room.leftOutFor(alert)
    if (other !== undefined) leftOut.add(other)
    if (other === alert) return
    if (other !== undefined) clear({ ...other, evidence: gaveWayTo(alert) }, clock.now())
    put(alert)
  }

  async function restore(): Promise<void> {
    const now = clock.now()
    const standing = await store.alerts({ open: true, limit: MAX_RESTORED_OPEN })
    for (const alert of standing.sort((a, b) => a.raisedAt - b.raisedAt)) {
      open.set(alert.key, alert)
      if (alert.rule === EVENT) room.enter(alert)
      publish(alert)
    }
    const past = await store.alerts({ open: false, from: now - LOOK_BACK_MS, limit: MAX_RESTORED })
    const clearedAt = (alert: Alert) => alert.clearedAt ?? 0
    const recent = past.filter((alert) => now - clearedAt(alert) <= SHOWN_CLEARED_MS)
    cleared.push(...recent.sort((a, b) => clearedAt(a) - clearedAt(b)).slice(-SHOWN_CLEARED))
    for (const alert of cleared) publish(alert)
    // An event is durable before its alert is: what a sudden end left between the two is made good here.
    for (const event of await store.events({ edition, from: now - LOOK_BACK_MS, to: now + DAY_MS })) onEvent(event)
  }

  city.onEvent(onEvent)

  return {
    async start() {
      await restore()
      started = { is: 'open', since: clock.now() }
      timer = setInterval(look, LOOK_EVERY_MS)
    },
    async stop() {
      clearInterval(timer)
      await saving.settled()
    },
    settled: saving.settled,
    find,
    acknowledged(id, acknowledgedBy, acknowledgedAt) {
      const alert = find(id)
      if (alert !== undefined) put({ ...alert, acknowledgedBy, acknowledgedAt })
    },
    open: () => [...open.values()].sort((a, b) => a.raisedAt - b.raisedAt),
  }
}

/** What is said of an alert that is no longer listed though its event is still open. */
function gaveWayTo({ title, raisedAt, subjectId }: Alert): readonly Evidence[] {
  const label = { vi: 'Sự kiện còn mở, nhường chỗ cho', en: 'The event is still open; gave way to' }
  return [{ label, value: title.vi, source: sourceOfEvent({ subjectId }), at: raisedAt }]
}

/** What an alert says of its level. */
function told({ title, evidence, value, limit }: WatchLevel): Pick<Alert, 'title' | 'evidence' | 'value' | 'limit'> {
  return { title: title(), evidence: evidence?.() ?? [], value, limit }
}

/** Whether a level that is on has another number than its alert; evidence is as good as before while the number is the same. */
function saysAnother({ condition, value, title }: WatchLevel, alert: Alert): boolean {
  return condition === 'on' && (value !== alert.value || title().vi !== alert.title.vi)
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
