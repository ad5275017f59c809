import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { type Alert, type Evidence, isOver, JUST_RAISED, UNHANDLED } from '../../../domain/alerts/alert.ts'
import { courseAtRaising, followedCourse, titledByPeak, withoutCourse } from '../../../domain/alerts/course.ts'
import {
  type AlertMatter,
  type AlertStep,
  conditionOf,
  type HandledCondition,
  unhandledMatter,
  withCondition,
  withHandling,
} from '../../../domain/alerts/handling.ts'
import { type ConditionState, nextState, stands } from '../../../domain/alerts/transition.ts'
import { type Watch, type WatchLevel, watchKey } from '../../../domain/alerts/watch.ts'
import type { Reception } from '../../../domain/reception.ts'
import { SEVERITIES, type Severity } from '../../../domain/sensors/sensorKind.ts'
import type { Text } from '../../../domain/text.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import type { City } from '../../city/city.ts'
import type { Clock } from '../../clock.ts'
import type { Store, StoredEvent } from '../../store/store.ts'
import type { Matters } from '../matters/matters.ts'
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

/** What comes so often in so short a time chatters: it is one alert until it has been quiet for a while. */
const CHATTERS_AT = 4
const CHATTERS_WITHIN_MS = 30 * MINUTE_MS
const QUIET_MS = 10 * MINUTE_MS
/** Data that are missing for so long say so on what they raised. */
const LOST_AFTER_MS = MINUTE_MS
/** Conditions whose last alert is remembered. */
const MOST_REMEMBERED = 20_000

/** Raises and clears alerts, and keeps them over restarts. */
export interface Alerting {
  start(): Promise<void>
  stop(): Promise<void>
  /** Not cleared, oldest first. */
  open(): Alert[]
  /** One that screens see, open or over, by its id. */
  find(id: string): Alert | undefined
  /** What people have done about one of them; it is over when that was all it waited for. */
  handled(matter: AlertMatter): void
  /** An alert as it will stand when that was done; undefined: it is not there any more. */
  rowOf(matter: AlertMatter): Alert | undefined
  /** Resolves when the store has every alert as it stands now, or has failed: then with false. */
  settled(): Promise<boolean>
}

/** What people do about alerts, as far as alerting looks at it. */
export type AlertMatters = Pick<Matters<AlertMatter, AlertStep>, 'find' | 'open' | 'track' | 'untrack'>

/** Of a hub that nobody works at. */
const NOBODY_ACTS: AlertMatters = {
  find: () => undefined,
  open: () => [],
  track: () => undefined,
  untrack: () => undefined,
}

/**
 * @param reception whether the hub can hear, asked before each look; when absent, since the start
 * @param watches everything that may need a person, as it stands now
 * @param nameOf what people call a source of events
 * @param isDrill whether a drill is being played
 * @param handling what people do about alerts; started before
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
  isDrill = () => false,
  handling = NOBODY_ACTS,
  publish,
  remove,
}: {
  clock: Clock
  city: WatchCity & Pick<City, 'onEvent'>
  edition: Edition
  store: Pick<Store, 'saveAlerts' | 'alerts' | 'alert' | 'events'>
  log: Logger
  reception?: () => Reception
  watches?: (now: number, reception: Reception) => readonly Watch[]
  nameOf?: (source: string) => Text
  isDrill?: () => boolean
  handling?: AlertMatters
  publish: (alert: Alert) => void
  remove: (id: string) => void
}): Alerting {
  const open = new Map<string, Alert>()
  /** Whatever screens see, by its id. */
  const shown = new Map<string, Alert>()
  /** Those of them that have cleared, in that order, and when. */
  const cleared = new Map<string, number>()
  /** Closed by somebody while their condition stood, by key: they are no alert again until it has ended, or is worse. */
  const shut = new Map<string, Alert>()
  /** The last alert of a condition that was over, by key. */
  const lastOver = new LRUCache<string, string>({ max: MOST_REMEMBERED })
  /** When a condition came, by key, as far back as chattering goes. */
  const comings = new LRUCache<string, readonly number[]>({ max: MOST_REMEMBERED })
  /** Since when the data of an open alert are missing, by key. */
  const lostSince = new Map<string, number>()
  /** States of a watch's levels, by key; absent while all are normal. */
  const states = new Map<string, readonly ConditionState[]>()
  const saving = createAlertSaving({ store, log })
  const events = createEventOrder()
  const room = createEventRoom(MAX_EVENTS)
  const leftOut = createLeftOutEvents({ room: MAX_EVENTS, nameOf })
  let started: Reception = { is: 'cut', since: 0, cause: 'starting' }
  let timer: NodeJS.Timeout | undefined

  function show(alert: Alert): void {
    shown.set(alert.id, alert)
    publish(alert)
    saving.add(alert)
  }

  function put(alert: Alert): void {
    open.set(alert.key, alert)
    if (alert.rule === EVENT) room.enter(alert)
    show(alert)
    follows(alert)
  }

  /** Whoever deals with it, and the hub's own clocks, go by the alert as it is now. */
  function follows(alert: Alert): void {
    const known = handling.find(alert.id)
    const condition = conditionOf(alert)
    if (known === undefined) handling.track(unhandledMatter(alert.id, condition, alert))
    else if (!isSame(known.condition, condition)) handling.track(withCondition(known, condition))
  }

  function leave(alert: Alert): void {
    open.delete(alert.key)
    lostSince.delete(alert.key)
    if (alert.rule === EVENT) room.leave(alert)
    lastOver.set(alert.key, alert.id)
  }

  function clear(alert: Alert, now: number): void {
    leave(alert)
    const past: Alert = {
      ...withoutCourse(alert),
      ...{ condition: 'ended', endedAt: alert.endedAt ?? now, clearedAt: now },
    }
    show(past)
    cleared.set(past.id, now)
    // What somebody has dealt with waits for its closing; of the others nothing is left to do.
    if (past.version > 0) follows(past)
    else handling.untrack(past.id)
  }

  /** Its condition has ended: it is over, unless somebody has to see it first, or it may come again at once. */
  function end(alert: Alert, now: number): void {
    const ended: Alert = { ...titledByPeak(alert), condition: 'ended', endedAt: now }
    if (isOver(ended) && !ended.chatters) clear(ended, now)
    else put(ended)
  }

  /** What has ended and was still open is over when it has been quiet for long enough. */
  function settle(alert: Alert, now: number): void {
    if (alert.chatters && now - (alert.endedAt ?? now) < QUIET_MS) return
    if (isOver(alert)) clear(alert, now)
  }

  /** What somebody closed while it stood has ended as well, or is another alert from now on. */
  function forgetShut(key: string, now: number): void {
    const alert = shut.get(key)
    if (alert === undefined) return
    shut.delete(key)
    const ended: Alert = { ...alert, condition: 'ended', endedAt: now }
    if (shown.has(alert.id)) show(ended)
    else saving.add(ended)
  }

  /** @returns whether a condition chatters, now that it has come once more */
  function comes(key: string, now: number): boolean {
    const recent = [...(comings.get(key) ?? []).filter((at) => now - at < CHATTERS_WITHIN_MS), now]
    comings.set(key, recent)
    return recent.length >= CHATTERS_AT
  }

  function handled(matter: AlertMatter): void {
    const row = rowOf(matter)
    if (row === undefined) return
    const now = clock.now()
    const isOpen = open.get(row.key)?.id === row.id
    if (matter.closedAt === null) {
      if (row.clearedAt !== null) show(row)
      else if (isOpen && row.endedAt !== null && !row.chatters && isOver(row)) clear(row, now)
      else put(row)
      if (!isOpen) follows(row)
      if (row.clearedAt === null) cleared.delete(row.id)
      return
    }
    show(row)
    if (!isOpen) return
    leave(row)
    cleared.set(row.id, now)
    if (row.endedAt === null) shut.set(row.key, row)
  }

  function rowOf(matter: AlertMatter): Alert | undefined {
    const alert = shown.get(matter.id)
    if (alert === undefined) return undefined
    const row = withHandling(alert, matter)
    // What was over since somebody had it waits for somebody again, unless its condition has become another alert meanwhile.
    const isOpenAgain = alert.clearedAt !== null && isOver(alert) && !isOver(row) && !open.has(row.key)
    return isOpenAgain ? { ...row, clearedAt: null } : row
  }

  function look(): void {
    const now = clock.now()
    const watched = new Set<string>()
    for (const alert of leftOut.take(room.free())) put({ ...alert, id: randomUUID() })
    const all = [...watches(now, reception?.() ?? started), leftOut.watch()]
    for (const watch of all) {
      const key = watchKey(watch)
      watched.add(key)
      follow(watch, key, now)
    }
    // A sensor that has become another kind leaves conditions behind that nothing will ever end.
    for (const alert of [...open.values()]) {
      if (alert.rule === EVENT || watched.has(alert.key)) continue
      const unwatched = { ...alert, valueNow: null }
      if (alert.endedAt === null) {
        end(unwatched, now)
        continue
      }
      settle(unwatched, now)
      if (alert.valueNow !== null && open.get(alert.key) === alert) put(unwatched)
    }
    for (const key of states.keys()) if (!watched.has(key)) states.delete(key)
    for (const { key, rule } of [...shut.values()]) if (rule !== EVENT && !watched.has(key)) forgetShut(key, now)
    tellCauses(all, now)
    forgetCleared(now)
    saving.retry()
  }

  function follow(watch: Watch, key: string, now: number): void {
    const known = open.get(key)
    const before = states.get(key) ?? restoredStates(watch, known)
    const after = watch.levels.map((level, i) =>
      nextState(before[i] ?? { is: 'normal' }, level.condition, now, level.holdMs, level.goneForMs),
    )
    if (after.every(({ is }) => is === 'normal')) states.delete(key)
    else states.set(key, after)

    const standing = after.findLastIndex(stands)
    const level = watch.levels[standing]
    if (level === undefined) {
      if (known === undefined) {
        forgetShut(key, now)
        return
      }
      const last = watch.levels.find(({ severity }) => severity === known.severityNow)
      const { valueNow } = followedCourse(known, watch, last, now)
      if (known.endedAt === null) end({ ...known, valueNow }, now)
      else settle(known, now)
      const waits = open.get(key)
      if (waits !== undefined && waits.valueNow !== valueNow) put({ ...waits, valueNow })
      return
    }
    if (known === undefined) raise(watch, level, key, now)
    else goOn(watch, level, known, now)
  }

  function raise(
    { rule, subject, subjectId, unit, simulated, isOfNow = false }: Watch,
    level: WatchLevel,
    key: string,
    now: number,
  ) {
    const closed = shut.get(key)
    if (closed !== undefined && !isWorse(level.severity, closed.severity)) return
    forgetShut(key, now)
    put({
      ...JUST_RAISED,
      ...UNHANDLED,
      ...{ id: randomUUID(), key, rule, subject, subjectId, unit, simulated, raisedAt: now, clearedAt: null },
      ...{ severity: level.severity, severityNow: level.severity, ...told(level) },
      ...courseAtRaising({ isOfNow }, level, now),
      chatters: comes(key, now),
      recurrenceOf: lastOver.get(key) ?? null,
      inDrill: isDrill(),
    })
  }

  /** An alert that is open, as its watch tells of it now. */
  function goOn(watch: Watch, level: WatchLevel, before: Alert, now: number): void {
    const { unit, simulated } = watch
    const known = followedCourse(before, watch, level, now)
    const hasMoved = known.unit !== unit
    // Taken out first, so that it is gone from where it was.
    if (hasMoved) remove(known.id)
    const comesAgain = known.endedAt !== null
    const condition = conditionNow(known.key, level, now)
    // A limit that moves with its subject (staffed counters) is no news; another severity is.
    if (!comesAgain && known.severityNow === level.severity) {
      if (watch.isOfNow === true && saysAnother(level, known))
        put({ ...known, ...told(level), unit, simulated, condition })
      else if (hasMoved || condition !== known.condition || known !== before) put({ ...known, unit, condition })
      return
    }
    const isWorst = isWorse(level.severity, known.severity)
    put({
      ...known,
      // A level that only holds on while the value has left it is no longer true: its words would name a limit that is not passed.
      ...(level.condition === 'on' && told(level)),
      ...{ unit, condition, endedAt: null, severityNow: level.severity },
      severity: isWorst ? level.severity : known.severity,
      inDrill: comesAgain || isWorst ? isDrill() : known.inDrill,
      ...(comesAgain && { times: known.times + 1, chatters: comes(known.key, now) || known.chatters }),
    })
  }

  /** Whether what an alert says can still be told: data that are late for a moment are not missing. */
  function conditionNow(key: string, level: WatchLevel, now: number): Alert['condition'] {
    if (level.condition !== 'unknown') {
      lostSince.delete(key)
      return 'standing'
    }
    const since = lostSince.get(key) ?? now
    lostSince.set(key, since)
    return now - since >= LOST_AFTER_MS ? 'lost' : 'standing'
  }

  /** Shows under the alert of their cause those that it explains, and by themselves those that it no longer does. */
  function tellCauses(all: readonly Watch[], now: number): void {
    const causes = new Map<string, Alert>()
    for (const watch of all) {
      if (watch.members === undefined) continue
      const alert = open.get(watchKey(watch))
      if (alert?.endedAt === null) for (const key of watch.members) causes.set(key, alert)
    }
    for (const alert of [...open.values()]) {
      const cause = causes.get(alert.key)
      if (cause?.id === alert.id) continue
      const id = cause !== undefined && explains(cause, alert) ? cause.id : null
      if (id !== alert.cause) put({ ...alert, cause: id, ...(id === null && { ownSince: now }) })
    }
  }

  function forgetCleared(now: number): void {
    let more = cleared.size - SHOWN_CLEARED
    for (const [id, at] of cleared) {
      if (more <= 0 && now - at <= SHOWN_CLEARED_MS) break
      more--
      // What waits for its closing stays in sight until somebody has closed it.
      if (handling.find(id) !== undefined) continue
      cleared.delete(id)
      shown.delete(id)
      remove(id)
    }
  }

  /** Opens, changes or closes the alert of an event; one that is known as it is stays untouched. */
  function onEvent(event: StoredEvent): void {
    if (!events.isNews(event)) return
    const { system, unit, id, state, at, title, simulated } = event
    const subject = { rule: EVENT, subject: 'system', subjectId: `${system}/${unit}/${id}` } as const
    const key = watchKey(subject)
    const known = open.get(key)
    if (state === 'closed') {
      leftOut.delete(key)
      forgetShut(key, clock.now())
      if (known?.endedAt === null) end(known, clock.now())
      return
    }
    const severity = severityOf(event.severity)
    const closed = shut.get(key)
    if (closed !== undefined && !isWorse(severity, closed.severity)) return
    forgetShut(key, clock.now())
    const comesAgain = known !== undefined && known.endedAt !== null
    if (known !== undefined && !comesAgain && known.severityNow === severity && known.title.vi === title) return
    const before = known ?? leftOut.get(key)
    const acknowledged = before !== undefined && !isWorse(severity, before.severity)
    const worst = before !== undefined && isWorse(before.severity, severity) ? before.severity : severity
    const alert: Alert = {
      ...JUST_RAISED,
      ...UNHANDLED,
      ...(acknowledged && {
        ...{ handling: before.handling, acknowledgedAt: before.acknowledgedAt, acknowledgedBy: before.acknowledgedBy },
      }),
      recurrenceOf: lastOver.get(key) ?? null,
      ...known,
      ...subject,
      id: known?.id ?? randomUUID(),
      key,
      ...{ severity: worst, severityNow: severity, condition: 'standing', endedAt: null },
      unit,
      title: { vi: title, en: title },
      evidence: [],
      value: null,
      limit: null,
      raisedAt: before?.raisedAt ?? at,
      clearedAt: null,
      times: (known?.times ?? 1) + Number(comesAgain),
      inDrill: acknowledged && !comesAgain ? before.inDrill : isDrill(),
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
      // What it was before the restart is not what is now: the next look tells, or nobody can say.
      const row = { ...asHandled(alert), valueNow: null }
      if (alert.valueNow !== null) saving.add(row)
      open.set(row.key, row)
      shown.set(row.id, row)
      if (row.rule === EVENT) room.enter(row)
      publish(row)
      follows(row)
    }
    const past = await store.alerts({ open: false, from: now - LOOK_BACK_MS, limit: MAX_RESTORED })
    const clearedAt = (alert: Alert) => alert.clearedAt ?? 0
    past.sort((a, b) => clearedAt(a) - clearedAt(b))
    for (const alert of past) {
      lastOver.set(alert.key, alert.id)
      if (alert.endedAt === null && alert.handling === 'closed') shut.set(alert.key, alert)
    }
    const recent = past.filter((alert) => now - clearedAt(alert) <= SHOWN_CLEARED_MS).slice(-SHOWN_CLEARED)
    const waiting = [...handling.open()].filter(({ id }) => !shown.has(id)).map(({ id }) => id)
    const known = new Set(recent.map(({ id }) => id))
    const earlier = await Promise.all(waiting.filter((id) => !known.has(id)).map((id) => store.alert(id)))
    for (const alert of [...earlier.filter((each) => each !== undefined), ...recent]) {
      const row = asHandled(alert)
      shown.set(row.id, row)
      cleared.set(row.id, clearedAt(row))
      publish(row)
      if (waiting.includes(row.id)) follows(row)
    }
    // An event is durable before its alert is: what a sudden end left between the two is made good here.
    for (const event of await store.events({ edition, from: now - LOOK_BACK_MS, to: now + DAY_MS })) onEvent(event)
  }

  /** What people did is durable before its alert's row is: the facts are the truth. */
  function asHandled(alert: Alert): Alert {
    const matter = handling.find(alert.id)
    return matter === undefined ? alert : withHandling(alert, matter)
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
    find: (id) => shown.get(id),
    handled,
    rowOf,
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
  if (known === undefined || known.endedAt !== null) return []
  const standing = Math.max(
    0,
    watch.levels.findIndex(({ severity }) => severity === known.severityNow),
  )
  return watch.levels.map((_, i) => (i <= standing ? { is: 'raised' } : { is: 'normal' }))
}

function isSame(a: HandledCondition, b: HandledCondition): boolean {
  return (
    a.severity === b.severity &&
    a.endedAt === b.endedAt &&
    a.isMember === b.isMember &&
    a.ownSince === b.ownSince &&
    a.unit === b.unit &&
    a.title.vi === b.title.vi &&
    a.title.en === b.title.en
  )
}

/**
 * Whether a cause calls people for a member as well: one that is graver than the cause, or has been graver than the cause was ever told to be, calls them
 * by itself.
 */
function explains(cause: Alert, member: Alert): boolean {
  return !isWorse(member.severityNow, cause.severityNow) && !isWorse(member.severity, cause.severity)
}

function isWorse(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b)
}

function severityOf(text: string): Severity {
  return SEVERITIES.find((severity) => severity === text) ?? 'info'
}
