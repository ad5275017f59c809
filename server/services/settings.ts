import type { Transaction } from 'kysely'
import { type Calendar, calendarWith } from '../../domain/calendar/calendar.ts'
import type { ThresholdRow } from '../../domain/feeds/thresholds.ts'
import { KPIS, type KpiId } from '../../domain/kpis/index.ts'
import type { Kpi, KpiTarget } from '../../domain/kpis/kpi.ts'
import { addDays } from '../../domain/periods.ts'
import { quoted } from '../../domain/problems.ts'
import {
  type CalendarSetting,
  changeMade,
  changeOn,
  type Setting,
  type SettingChange,
  type Subject,
  undoable,
} from '../../domain/settings/change.ts'
import {
  type DeclaredThreshold,
  type KindsInForce,
  kindsInForce,
  limitsOf,
  THRESHOLDS,
} from '../../domain/settings/thresholds.ts'
import type { Text } from '../../domain/text.ts'
import { type Day, dayOf } from '../../domain/time.ts'
import type { Targets } from '../cityFiles/targets.ts'
import { Problem } from '../problem.ts'
import type { KeptChange, Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'

/** How far ahead a day of the calendar may be set, and a target begin. */
const MAX_AHEAD_DAYS = 3 * 366

/** Targets by the day for which something is judged. */
export interface TargetsInForce extends Omit<Targets, 'of'> {
  of(kpi: KpiId, day: Day): KpiTarget | undefined
}

/** Who changes something, and when (epoch ms). */
export interface Changer {
  readonly by: string
  readonly at: number
  readonly note?: string | undefined
}

/** A change that is about to be made. */
export interface PlannedChange {
  /** Checks once more that nothing has been changed meanwhile, and writes it. @throws Problem */
  write(tables: Transaction<Tables>): Promise<void>
  /** Called when it is durable: everything follows. */
  apply(): void
  /** As it was written. */
  change(): SettingChange
}

/**
 * What the city works with: its files, and over them the changes that people have made by commands. A target is asked for by day; a calendar day
 * is one; thresholds hold from now on. Everything that judges takes them from here, so that a change is in force at once and everywhere.
 */
export interface Settings {
  readonly targets: TargetsInForce
  readonly calendar: Calendar
  kinds(): KindsInForce
  /** Changes made, the newest first. */
  changes(): readonly SettingChange[]
  /** Number of the newest change of something; 0: none. */
  newest(subject: Subject): number
  thresholdRows(): readonly ThresholdRow[]
  /** @throws Problem */
  changeTarget(input: { kpi: string; value: number; from: Day; seen: number }, changer: Changer): PlannedChange
  /** @throws Problem */
  changeCalendarDay(input: { day: Day; seen: number } & CalendarSetting, changer: Changer): PlannedChange
  /** @throws Problem */
  changeThreshold(input: { threshold: string; at: number; seen: number }, changer: Changer): PlannedChange
  /** @throws Problem */
  undoChange(number: number, changer: Changer): PlannedChange
  /** Reads the changes made before. */
  start(): Promise<void>
  /** @param listener is told after a change has come into force */
  onChange(listener: () => void): void
}

export function createSettings({
  store,
  files,
}: {
  store: Pick<Store, 'settingChanges'>
  files: { readonly targets: Targets; readonly calendar: Calendar }
}): Settings {
  const subjectKey = ({ what, key }: Subject) => `${what} ${key}`
  /** By subject, in the order of their numbers. */
  const bySubject = new Map<string, SettingChange[]>()
  const listeners: (() => void)[] = []
  let last = 0
  let kinds = kindsInForce([])

  const of = (subject: Subject): readonly SettingChange[] => bySubject.get(subjectKey(subject)) ?? []
  const newest = (subject: Subject) => of(subject).at(-1)
  const all = () => [...bySubject.values()].flat().sort((a, b) => b.number - a.number)

  function keep(kept: KeptChange): void {
    const changes = bySubject.get(subjectKey(kept)) ?? []
    bySubject.set(subjectKey(kept), [
      ...changes.map((each) => (each.number === kept.undoes ? { ...each, undoneBy: kept.number } : each)),
      { ...kept, undoneBy: null },
    ])
    last = Math.max(last, kept.number)
  }

  function target(kpi: KpiId, day: Day): KpiTarget | undefined {
    const base = files.targets.of(kpi)
    const change = changeOn(of({ what: 'target', key: kpi }), day)
    if (base === undefined || typeof change?.value !== 'number') return base
    return { ...base, value: change.value, changed: changeMade(change) }
  }

  const daySet = (day: Day): CalendarSetting | undefined => {
    const value = newest({ what: 'calendarDay', key: day })?.value
    return typeof value === 'object' && value !== null ? value : undefined
  }
  const calendar = calendarWith(files.calendar, daySet)

  /** How a day of the calendar stands; null: as its weekday has it. */
  function dayNow(day: Day): Setting {
    const name = calendar.workdayOn(day) ?? calendar.holidayOn(day)
    return name === undefined ? null : { is: calendar.isWorkingDay(day) ? 'worked' : 'off', name }
  }

  function thresholdRows(): ThresholdRow[] {
    return THRESHOLDS.map(({ key, kind, threshold }) => {
      const change = newest({ what: 'threshold', key })
      const set = typeof change?.value === 'number' ? change : undefined
      return {
        key,
        kind,
        threshold: threshold.id,
        at: typeof set?.value === 'number' ? set.value : threshold.at,
        declared: threshold.at,
        changedAt: set?.at ?? null,
        changedBy: set?.by ?? null,
      }
    })
  }

  /** What stands on a day, as a person reads it. */
  function standing({ what, key }: Subject, day: Day): Setting {
    if (what === 'target') return target(key as KpiId, day)?.value ?? null
    if (what === 'calendarDay') return dayNow(key)
    return thresholdRows().find((row) => row.key === key)?.at ?? null
  }

  /** @throws Problem when there is another change than was seen */
  function checkSeen(subject: Subject, seen: number): void {
    const other = newest(subject)
    if ((other?.number ?? 0) === seen || other === undefined) return
    throw new Problem('conflict', { by: other.by, at: other.at, number: other.number })
  }

  /** @param check is asked now and again when it is written */
  function planned(
    subject: Subject,
    set: { readonly value: Setting; readonly from: Day; readonly undoes: number | null },
    { by, at, note = '' }: Changer,
    check: () => void,
  ): PlannedChange {
    check()
    let kept: KeptChange | undefined
    return {
      async write(tables) {
        check()
        const { what, key } = subject
        const body = { at, by, what, key, ...set, before: standing(subject, set.from), note }
        kept = { ...body, number: last + 1 }
        await tables
          .insertInto('setting_change')
          .values({ number: kept.number, at, body: JSON.stringify(body) })
          .execute()
      },
      apply() {
        if (kept === undefined) return
        keep(kept)
        kinds = kindsInForce(thresholdRows())
        for (const listener of listeners) listener()
      },
      change() {
        if (kept === undefined) throw new Error('a change is answered after it was written')
        return { ...kept, undoneBy: null }
      },
    }
  }

  /** @throws Problem */
  function checkDay(day: Day, at: number): void {
    const today = dayOf(at)
    if (day < today) throw new Problem('pastDay', { day, today })
    const latest = addDays(today, MAX_AHEAD_DAYS)
    if (day > latest) throw new Problem('dayTooFar', { day, last: latest })
  }

  /** @param unit as it stands after the numbers of the sentence; @throws Problem */
  function checkNumber(value: number, { min, max }: { min: number; max: number }, unit: Text): void {
    if (value >= min && value <= max) return
    throw new Problem('outOfRange', { value, min, max, measure: unit.vi, measureEn: unit.en })
  }

  /** @throws Problem */
  function checkThreshold(value: number, declared: DeclaredThreshold): void {
    const unit = kinds[declared.kind].quantities[declared.threshold.quantity]?.unit ?? ''
    checkNumber(value, limitsOf(declared, kinds), { vi: unit, en: unit })
  }

  return {
    targets: { ...files.targets, of: target },
    calendar,
    kinds: () => kinds,
    changes: all,
    newest: (subject) => newest(subject)?.number ?? 0,
    thresholdRows,
    changeTarget({ kpi: key, value, from, seen }, changer) {
      if (!Object.hasOwn(KPIS, key)) throw new Problem('unknownKpi', { kpi: quoted(key) })
      const kpi: Kpi = KPIS[key as KpiId]
      if (kpi.target === undefined) throw new Problem('noTarget', { kpi: key })
      checkNumber(value, { min: 0, max: kpi.combine === 'ratio' ? 100 : 1_000_000_000 }, kpi.unit)
      checkDay(from, changer.at)
      const subject = { what: 'target', key } as const
      return planned(subject, { value, from, undoes: null }, changer, () => {
        checkSeen(subject, seen)
        if (target(key as KpiId, from)?.value === value) throw new Problem('nothingChanges')
      })
    },
    changeCalendarDay({ day, is, name, seen }, changer) {
      checkDay(day, changer.at)
      const subject = { what: 'calendarDay', key: day } as const
      return planned(subject, { value: { is, name }, from: day, undoes: null }, changer, () => {
        checkSeen(subject, seen)
        if (calendar.isWorkingDay(day) === (is === 'worked')) throw new Problem('nothingChanges')
      })
    },
    changeThreshold({ threshold: key, at: value, seen }, changer) {
      const declared = THRESHOLDS.find((each) => each.key === key)
      if (declared === undefined) {
        const allowed = THRESHOLDS.map((each) => each.key).join(', ')
        throw new Problem('unknownThreshold', { threshold: quoted(key), allowed })
      }
      const subject = { what: 'threshold', key } as const
      return planned(subject, { value, from: dayOf(changer.at), undoes: null }, changer, () => {
        checkSeen(subject, seen)
        checkThreshold(value, declared)
        if (standing(subject, '') === value) throw new Problem('nothingChanges')
      })
    },
    undoChange(number, changer) {
      const change = all().find((each) => each.number === number)
      if (change === undefined) throw new Problem('unknownChange', { change: number })
      if (change.undoes !== null) throw new Problem('notUndoable', { change: number })
      const { what, key } = change
      const today = dayOf(changer.at)
      // The days that are over keep what they were judged by.
      const from = change.from < today && what !== 'calendarDay' ? today : change.from
      if (what === 'calendarDay') checkDay(from, changer.at)
      const earlier = of(change).filter((each) => each.number < number)
      const value = (what === 'target' ? changeOn(earlier, from) : earlier.at(-1))?.value ?? null
      return planned({ what, key }, { value, from, undoes: number }, changer, () => {
        const changes = of(change)
        const undone = changes.find(({ undoes }) => undoes === number)
        if (undone !== undefined) throw new Problem('alreadyUndone', { by: undone.by, at: undone.at })
        const later = undoable(changes)
        if (later !== undefined && later.number !== number)
          throw new Problem('conflict', { by: later.by, at: later.at, number: later.number })
        const declared = what === 'threshold' ? THRESHOLDS.find((each) => each.key === key) : undefined
        if (declared === undefined) return
        checkThreshold(typeof value === 'number' ? value : declared.threshold.at, declared)
      })
    },
    async start() {
      for (const change of await store.settingChanges()) keep(change)
      kinds = kindsInForce(thresholdRows())
    },
    onChange: (listener) => void listeners.push(listener),
  }
}
