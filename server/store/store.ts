import type { Transaction } from 'kysely'
import type { AuditEntry } from '../../domain/access/auditEntry.ts'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { AnnouncedCamera } from '../../domain/cameras/camera.ts'
import type { DataGap } from '../../domain/dataGap.ts'
import type { DeviceSetting } from '../../domain/devices/deviceSetting.ts'
import type { MqttAccount } from '../../domain/devices/mqttAccount.ts'
import type { WaitingDevice } from '../../domain/devices/waitingDevice.ts'
import type { Fact, MatterKind } from '../../domain/matters/fact.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import type { Bucket } from '../../domain/queries/series.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { Severity } from '../../domain/sensors/sensorKind.ts'
import type { SettingChange } from '../../domain/settings/change.ts'
import type { KpiTurn, Span } from '../../domain/since/since.ts'
import type { Quarantined } from '../../domain/sources/quarantined.ts'
import type { Counts } from '../../domain/systems/system.ts'
import type { Text } from '../../domain/text.ts'
import type { Day } from '../../domain/time.ts'
import type { Edition } from '../../domain/units/unit.ts'
import type { WallReport } from '../../domain/walls/report.ts'
import type { WallLogEntry } from '../../domain/walls/wallLog.ts'
import type { AccountUse, StoredAccounts } from './accounts.ts'
import type { AuditRow, WholeAuditRow } from './audit.ts'
import type { KeptFile } from './files.ts'
import type { MatterPlace, MatterQuery } from './matters.ts'
import type { NoticeStore } from './notices.ts'
import type { KpiLook } from './since.ts'
import type { Tables } from './tables.ts'
import type { StoredWalls } from './walls.ts'

/**
 * Numbers of one source at one moment. Sensors: quantities of their kind. Cameras: `waiting`, `counters`, `countersStaffed`. Links: `up`
 * and `simulated` (1 or 0), and `since` and `lastSuccess` in epoch ms where they were told.
 */
export interface Sample {
  /** `sensor/TG-01`, `camera/MC-31135`, `link/lgsp/ngsp`. */
  readonly source: string
  /** When it was true, epoch ms: see `Timed` of ingest. One `(source, at)` is kept once. */
  readonly at: number
  /** What the device's clock said, where that is not `at`. */
  readonly deviceAt?: number
  readonly receivedAt: number
  readonly values: Readonly<Record<string, number>>
  /** From a broker's memory, and no live one has followed. */
  readonly retained?: boolean
}

/** One report of a system's totals of a unit's day so far. */
export interface StatisticReport {
  readonly system: string
  readonly edition: Edition
  readonly unit: string
  readonly period: Day
  readonly at: number
  readonly deviceAt?: number
  readonly receivedAt: number
  readonly counts: Counts
  readonly simulated: boolean
  /** From a broker's memory, and no live one has followed. */
  readonly retained?: boolean
}

/** What a unit reported last of one day. */
export interface DayReport extends Pick<StatisticReport, 'unit' | 'at' | 'counts' | 'simulated'> {
  /** What all of its counts are called: the same object for all reports that say the same ones. */
  readonly names: readonly string[]
}

/** The newest report of each unit of one day. */
export interface StatisticDay {
  readonly day: Day
  readonly reports: readonly DayReport[]
}

export interface StoredEvent {
  readonly system: string
  readonly edition: Edition
  readonly unit: string
  readonly id: string
  readonly at: number
  readonly deviceAt?: number
  readonly receivedAt: number
  readonly severity: Severity
  readonly title: string
  readonly state: 'open' | 'closed'
  readonly simulated: boolean
}

/** The moment that was given to a device time, where the device's clock was ahead or had fallen back: a message that comes again is known by it. */
export interface SettledMoment {
  readonly source: string
  readonly deviceAt: number
  readonly at: number
}

/** A message that waits until its device's clock is known. */
export interface HeldMessage {
  readonly key: string
  /** JSON, for whoever holds it. */
  readonly body: string
}

/** Where an alert stands in their order; `wasOpen`: among those that were not cleared. */
export interface AlertPlace {
  readonly raisedAt: number
  readonly id: string
  readonly wasOpen: boolean
}

/** What a device, or its broker in its name, said last of being online. */
export interface SaidStatus {
  readonly status: 'online' | 'offline'
  /** When the hub received it, epoch ms. */
  readonly at: number
  /** A goodbye that newer data of the device have outweighed. */
  readonly overruled: boolean
}

/** The end of a source: of a device, of a system's reporter, of a connection. */
export interface Retirement {
  readonly source: string
  /** Epoch ms on the hub's clock. */
  readonly at: number
  /** Which person ended it; null: the source itself said so. */
  readonly by: string | null
}

/** What a command with an `Idempotency-Key` was answered; `input`: hash of its input; `answer` null: it held a secret. */
export interface CommandAnswer {
  readonly command: string
  readonly input: string
  readonly at: number
  readonly answer: string | null
}

/** Whole hours of a source: starts of the first and the last, epoch ms. */
export interface HourSpan {
  readonly source: string
  readonly first: number
  readonly last: number
}

/** A message as it came. Its body is JSON, and so UTF-8 without NUL: as text it is the same to the byte. */
export interface RawMessage {
  readonly topic: string
  readonly body: string
  /** Hub clock, epoch ms. */
  readonly receivedAt: number
}

/** A message that a report or an event was brought by. */
export interface StoredMessage extends RawMessage {
  readonly id: number
  /** The map of units that its topic names a unit of; null: one from before messages named theirs that no report or event told of. */
  readonly edition: Edition | null
}

/** The message that brought the newest values of a source; `at`: their moment. */
export interface SourceMessage extends RawMessage {
  readonly at: number
}

/** What is handed over to be kept; `message`: what brought it. */
export type Entry =
  | { readonly is: 'sensor'; readonly sensor: Sensor; readonly edition: Edition }
  | { readonly is: 'camera'; readonly camera: AnnouncedCamera; readonly edition: Edition }
  | { readonly is: 'samples'; readonly samples: readonly Sample[]; readonly message?: RawMessage | undefined }
  /** What was measured in these hours has changed: whatever is derived from them is out of date. */
  | { readonly is: 'due'; readonly hours: HourSpan }
  /** Values of whole hours (`at` their starts) that were derived and not measured, in place of those kept before; and what is no longer due. */
  | { readonly is: 'derived'; readonly samples: readonly Sample[]; readonly done?: HourSpan | undefined }
  | {
      readonly is: 'statistics'
      readonly reports: readonly StatisticReport[]
      readonly message?: RawMessage | undefined
    }
  | { readonly is: 'event'; readonly event: StoredEvent; readonly message?: RawMessage | undefined }
  | { readonly is: 'held'; readonly message: HeldMessage }
  /** What was held has been decided on. */
  | { readonly is: 'released'; readonly keys: readonly string[] }
  | { readonly is: 'status'; readonly source: string; readonly said: SaidStatus }
  /** By how much what the source says lags behind the hub's clock from now on, ms. */
  | { readonly is: 'lag'; readonly source: string; readonly lagMs: number }
  | { readonly is: 'retired'; readonly retirement: Retirement }
  | { readonly is: 'revived'; readonly source: string }
  /** What a source said last is no longer its present: the sensor has become one of another kind. Its history stays. */
  | { readonly is: 'forgotten'; readonly source: string }

/** Hours of one value of one source, rising: their starts, epoch ms, and what each comes to. */
export interface HourColumns {
  readonly at: readonly number[]
  readonly values: readonly number[]
}

type Resolution = 'raw' | 'minute' | 'hour' | 'day'

/**
 * The history and what must survive a restart. Two engines stand behind it, embedded SQLite and PostgreSQL; the contract
 * tests run on both. Every method rejects with an Error when the engine fails; nothing is half done.
 */
/** A change of a setting as it is kept: whether it has been undone is told by the one that undoes it. */
export type KeptChange = Omit<SettingChange, 'undoneBy'>

export interface Store {
  /**
   * Opens, migrates, begins retention.
   * @throws ConfigError with what to do, when it cannot be opened or a newer version has changed it
   */
  start(): Promise<void>
  /** Writes what is pending, closes. */
  stop(): Promise<void>
  /** False from a failed write until one succeeds. */
  healthy(): boolean

  /**
   * Resolves when the entry is durable (fsync done). Calls made while a commit runs share the next one. Repeating an entry
   * changes nothing: samples are unique by `(source, at, value)`, of statistics the newest of a day stays, the registry
   * takes the last. Rollups of minute, hour and day are kept in the same transaction, each sample counted once; one older than the
   * raw history counts unless its minute was counted before and its raw readings have been let go.
   */
  append(entry: Entry): Promise<void>

  sensors(edition: Edition): Promise<Sensor[]>
  cameras(edition: Edition): Promise<AnnouncedCamera[]>
  /** The newest sample of every source. */
  latestSamples(): Promise<Sample[]>
  /** Of samples, reports and events whose device's clock said another time, those received last, oldest first; at most `limit` of each. */
  settledMoments(limit: number): Promise<SettledMoment[]>
  /** What each device said last of being online, by source. */
  statuses(): Promise<Map<string, SaidStatus>>
  /** What each source that lags behind the hub's clock lags, ms. */
  lags(): Promise<Map<string, number>>
  retirements(): Promise<Retirement[]>
  /** What is held, in the order of the keys. */
  heldMessages(): Promise<HeldMessage[]>
  /**
   * History of one value, oldest first. The finest resolution that gives at most `points` buckets over `[from, to)` is used;
   * where finer history has been let go by retention, the finest that is left.
   */
  series(query: {
    source: string
    value: string
    from: number
    to: number
    points: number
  }): Promise<{ resolution: Resolution; bucketMs: number; buckets: Bucket[] }>
  /**
   * Of each value of these sources the newest reading at a moment, by source and value; as far back as readings are kept as they came. A source
   * that had none is not in it.
   */
  samplesAt(query: {
    sources: readonly string[]
    at: number
  }): Promise<ReadonlyMap<string, Readonly<Record<string, { at: number; receivedAt: number; value: number }>>>>
  /** Hour buckets of one value for many sources at once, `[from, to)`, oldest first. */
  hourly(query: { sources: readonly string[]; value: string; from: number; to: number }): Promise<Map<string, Bucket[]>>
  /**
   * The same by columns, made for months of many sources at a time: of each hour its mean or its greatest, to fifteen digits. Of `only` these
   * hours, by their starts. A source that has none is not in it.
   */
  hourColumns(query: {
    sources: readonly string[]
    value: string
    of: 'mean' | 'max'
    from: number
    to: number
    only?: ReadonlySet<number> | undefined
  }): Promise<Map<string, HourColumns>>
  /** Hours that are to be derived anew, one span a source. */
  dueHours(): Promise<HourSpan[]>
  /** Start of the first day of which a value is known, epoch ms, by source; a source that never had one is not in it. */
  firstDays(query: { sources: readonly string[]; value: string }): Promise<Map<string, number>>

  /** The newest report of each `(system, unit, period)` with `from <= period <= to`, rising by period. */
  statistics(query: {
    edition: Edition
    from: Day
    to: Day
    system?: string
    units?: readonly string[]
  }): Promise<StatisticReport[]>
  /** Of each system and unit the newest report of the latest day it has reported, however long ago. */
  newestStatistics(edition: Edition): Promise<StatisticReport[]>
  /**
   * The reports of one system, day by day, rising; days of which nobody reported are left out. Made for years at a time.
   * `only`: of what the reports count, no more than this is given; their `names` stay whole.
   */
  statisticDays(query: {
    edition: Edition
    system: string
    from: Day
    to: Day
    units?: readonly string[]
    only?: readonly string[]
  }): Promise<StatisticDay[]>
  events(query: { edition: Edition; from: number; to: number; open?: boolean }): Promise<StoredEvent[]>

  /**
   * The messages that brought these reports, and these events, in their order; undefined where none is kept, or the history has another
   * report of that day. Here as below what was appended before is waited for.
   */
  reportMessages(
    reports: readonly Pick<StatisticReport, 'edition' | 'system' | 'unit' | 'period' | 'at'>[],
  ): Promise<(StoredMessage | undefined)[]>
  eventMessages(events: readonly StoredEvent[]): Promise<(StoredMessage | undefined)[]>
  /** Of each of these sources the message that brought its newest sample. One that has none is not in it. */
  sourceMessages(sources: readonly string[]): Promise<Map<string, SourceMessage>>
  message(id: number): Promise<StoredMessage | undefined>

  /** Inserts or replaces by id, all of them or none. */
  saveAlerts(alerts: readonly Alert[]): Promise<void>
  /**
   * Not cleared ones first, then by `raisedAt` and id falling; at most `limit`, raised in `[from, to)`. `units`: only those that lie in one of
   * them. `after`: what follows an alert in that order. `asOf`, epoch ms: an alert that was cleared then or later counts as not cleared, so that
   * the order stays what it was while alerts are being cleared.
   */
  alerts(query: {
    open?: boolean
    from?: number
    to?: number
    units?: readonly string[]
    after?: AlertPlace
    asOf?: number
    limit: number
  }): Promise<Alert[]>
  alert(id: string): Promise<Alert | undefined>

  /** Replaces the counters by key. */
  saveQuarantine(rows: readonly Quarantined[]): Promise<void>
  forgetQuarantine(keys: readonly string[]): Promise<void>
  /** Inserts or replaces by id. */
  saveDataGap(gap: DataGap): Promise<void>
  /** Those that reach into `[from, to)`, the newest first; at most 1,000. */
  dataGaps(query: { from: number; to: number }): Promise<DataGap[]>
  /** What a hub remembers of itself, as JSON; undefined where it remembers nothing under this key. */
  saveMark(key: string, value: unknown): Promise<void>
  mark(key: string): Promise<unknown>
  quarantine(): Promise<Quarantined[]>

  /** Everybody who may come in. They are written in the transactions of `audited`. */
  accounts(): Promise<StoredAccounts>
  /** Rises with every change of what `accounts` answers, but for when each was used. */
  accountsRevision(): Promise<number>
  saveAccountUses(uses: readonly AccountUse[]): Promise<void>

  /**
   * Appends an entry to the log, in one transaction with what it tells of. Such writes never overlap: each finds what the one before left.
   * @param entry asked when `write` has ended
   * @param apply called when it is durable, before the next begins
   * @throws whatever `write` throws; nothing is written then
   */
  audited(
    entry: () => AuditEntry,
    write?: (tables: Transaction<Tables>) => Promise<void>,
    apply?: () => void,
  ): Promise<void>
  /**
   * Appends an entry that tells of nothing written: with others that come at the same time, at once where the store writes and later where it
   * does not. At most 1,000 wait; how many more there were, and since when, is an entry of its own.
   */
  noted(entry: AuditEntry): void
  /**
   * Entries of the log, the last first, below `before`. `who`: id or name; `result`: a code, or `refused` for all but `done`; `units`: only of
   * these.
   */
  auditEntries(query: {
    who?: string
    did?: string
    result?: string
    units?: readonly string[]
    from?: number
    to?: number
    before?: number
    limit: number
  }): Promise<{ readonly number: number; readonly hash: string; readonly entry: AuditEntry }[]>
  /** Rows of the log after a number, rising, as they lie there. */
  auditRows(after: number, limit: number): Promise<WholeAuditRow[]>
  /** The last one. */
  auditHead(): Promise<AuditRow | undefined>
  /** What the table of the log has that no migration made: triggers, rules, policies, columns; undefined: nothing. */
  auditTableFault(): Promise<Text | undefined>
  /** Every MQTT account, with the hashes of its secret; null of one that has ended. */
  mqttAccounts(): Promise<
    { readonly account: MqttAccount; readonly secret: string | null; readonly mosquitto: string | null }[]
  >
  waitingDevices(): Promise<WaitingDevice[]>
  /** Inserts or replaces by device. */
  saveWaitingDevice(row: WaitingDevice): Promise<void>
  removeWaitingDevices(devices: readonly string[]): Promise<void>
  deviceSettings(): Promise<DeviceSetting[]>
  /** Open matters of a kind, the oldest first; facts are written in the transactions of `audited`, by `writeFact`. */
  openMatters(kind: MatterKind): Promise<Matter[]>
  matter(kind: MatterKind, id: string): Promise<Matter | undefined>
  /** Facts of one matter in the order of their versions; of very many the first and the last, see `READ_FACTS`. */
  facts(kind: MatterKind, id: string): Promise<Fact[]>
  /** Facts of matters of a kind in `[from, to)`, in the order of time; the newest `limit` of them. */
  factsBetween(query: { kind: MatterKind; from: number; to: number; limit: number }): Promise<Fact[]>
  /** Matters of a list after a place, the newest first. */
  matters(query: MatterQuery & { after?: MatterPlace | undefined; limit: number }): Promise<Matter[]>
  /** How many a list has in each state. */
  matterCounts(query: MatterQuery): Promise<Map<string, number>>
  /** A file of a matter by its id; files are written in the transactions of `audited`. */
  file(id: string): Promise<KeptFile | undefined>
  /** Whether a file has this content. */
  hasFileContent(hash: string): Promise<boolean>
  /** A still of a wall by its number in the log; undefined: there is none. */
  wallStill(
    number: number,
  ): Promise<{ readonly wall: string; readonly hash: string; readonly type: string } | undefined>
  /** Changes of targets, calendar and thresholds, in the order of their numbers. */
  settingChanges(): Promise<KeptChange[]>
  /** What is commanded of walls, how their screens reported last. States are written in the transactions of `audited`. */
  walls(): Promise<StoredWalls>
  /** The log of these walls, the newest first, below `before`. */
  wallLog(query: { walls: readonly string[]; before?: number | undefined; limit: number }): Promise<WallLogEntry[]>
  /** What screens showed, and how they reported last; lets go of what is older than half a year. */
  saveWallShown(shown: { entries: readonly WallLogEntry[]; screens: readonly WallReport[] }): Promise<void>
  forgetWallScreens(keys: readonly string[]): Promise<void>
  /** Keeps what one look at all KPIs has found: turns, states and how long somebody has watched, all or nothing. */
  saveKpiLook(look: KpiLook): Promise<void>
  kpiStates(edition: Edition): Promise<KpiLook['states']>
  /** KPIs that came to be judged otherwise in `[from, to)`, in the order of time. */
  kpiTurns(query: Span & { edition: Edition }): Promise<KpiTurn[]>
  /** When somebody watched, as far as it reaches into `[from, to)`, rising. */
  kpiWatches(query: Span): Promise<Span[]>
  /** Alerts that ended in `[from, to)` and had stood before, the last ended first. */
  endedAlerts(query: Span & { units?: readonly string[]; limit: number }): Promise<Alert[]>
  /** Until when somebody has read what happened, epoch ms. */
  lastLook(person: string): Promise<number | undefined>
  /** The outbox. */
  readonly notices: NoticeStore
  /** What a command was answered under a key, at or after `since`. */
  commandAnswer(query: { principal: string; key: string; since: number }): Promise<CommandAnswer | undefined>
}
