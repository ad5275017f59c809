import { join } from 'node:path'
import type { Logger } from 'pino'
import type { AnnouncedCamera } from '../../domain/cameras/camera.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { Edition } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import { ConfigError } from '../config.ts'
import { Problem } from '../problem.ts'
import { readAccounts, readAccountsRevision, writeAccountUses } from './accounts.ts'
import { deleteQuarantine, readAlert, readAlerts, readQuarantine, writeAlerts, writeQuarantine } from './alerts.ts'
import { createAuditLog, readAuditEntries, readAuditHead, readAuditRows } from './audit.ts'
import { auditTableFault } from './auditTable.ts'
import { commit } from './commit.ts'
import { readDataGaps, readMark, writeDataGap, writeMark } from './dataGaps.ts'
import {
  deleteWaitingDevices,
  readDeviceSettings,
  readMqttAccounts,
  readWaitingDevices,
  writeWaitingDevice,
} from './devices.ts'
import { keptSource, sourceIn } from './endedSources.ts'
import type { Engine } from './engine.ts'
import { hasContent, readFile } from './files.ts'
import { createGroupCommit } from './groupCommit.ts'
import { countMatters, readFacts, readFactsBetween, readMatter, readMatters, readOpenMatters } from './matters.ts'
import {
  createMessageNumbers,
  lastNumber,
  readEventMessages,
  readMessage,
  readReportMessages,
  readSourceMessages,
} from './messages.ts'
import { migrationsFor } from './migrations/index.ts'
import { createNoticeStore } from './notices.ts'
import { readSamplesAt } from './pastSamples.ts'
import { postgresEngine } from './postgresEngine.ts'
import { readEvents, readLatest, readSettledMoments, readStatuses } from './reads.ts'
import { createRetentionJob } from './retention.ts'
import { DEFAULT_MESSAGES_FOR_MS, DEFAULT_RETENTION, type Retention } from './rollups.ts'
import type { SeriesIds } from './samples.ts'
import { readFirstDays, readHourColumns, readHourly, readSeries } from './series.ts'
import { readEndedAlerts, readKpiStates, readKpiTurns, readKpiWatches, readLastLook, writeKpiLook } from './since.ts'
import { sqliteEngine } from './sqliteEngine.ts'
import { type CountNames, readNewestStatistics, readStatisticDays, readStatistics } from './statisticDays.ts'
import type { Entry, KeptChange, Store } from './store.ts'
import { deleteWallScreens, readWallLog, readWallStill, readWalls, writeWallShown } from './walls.ts'

/**
 * The history, in the embedded engine under `dataDir`, or in PostgreSQL when `databaseUrl` says where.
 * @param retention how long each resolution is kept, ms; a coarser one at least as long as a finer one. What a source said last is kept
 *   as long as raw readings
 * @param messagesForMs how long the messages of reports and events are kept as they came
 * @param edition the map of units in force, as `IOC_EDITION`: stored units of another one are read in it
 */
export function createStore({
  dataDir,
  databaseUrl,
  clock,
  log,
  retention = DEFAULT_RETENTION,
  messagesForMs = DEFAULT_MESSAGES_FOR_MS,
  edition = '2021',
}: {
  dataDir: string
  databaseUrl?: string | undefined
  clock: Clock
  log: Pick<Logger, 'warn'>
  retention?: Retention
  messagesForMs?: number
  edition?: Edition
}): Store & {
  /** One whole round of retention now. */
  forget(): Promise<void>
} {
  if (!(retention.raw <= retention.minute && retention.minute <= retention.hour)) {
    throw new Error('retention: minutes are kept at least as long as raw readings, hours at least as long as minutes')
  }
  const engine = databaseUrl === undefined ? sqliteEngine(join(dataDir, 'ioc.db')) : postgresEngine(databaseUrl, log)
  const seriesIds: SeriesIds = new Map()
  const countNames: CountNames = new Map()
  const numbers = createMessageNumbers({ clock })
  let healthy = true
  // What the rows are to blame for says nothing about the engine.
  // What a command finds to have changed is no fault of the engine either.
  const blamesRows = (error: unknown) =>
    error instanceof TypeError || error instanceof Problem || engine.blamesRows(error)

  async function watched<T>(write: Promise<T>): Promise<T> {
    try {
      const written = await write
      healthy = true
      return written
    } catch (error) {
      if (!blamesRows(error)) healthy = false
      throw error
    }
  }

  const commits = createGroupCommit(
    (entries) => watched(commit({ engine, seriesIds, retention, clock, numbers }, entries)),
    blamesRows,
  )
  /** The picture does not wait for the disk: who asks for the message behind it finds it there. */
  async function afterAppended<T>(read: () => Promise<T>): Promise<T> {
    await commits.settled()
    return read()
  }

  const auditLog = createAuditLog(engine, clock, edition)
  const retentionJob = createRetentionJob({ engine, retention, messagesForMs, clock, log })

  return {
    async start() {
      try {
        await engine.open(migrationsFor(engine.kind, edition))
        numbers.continueAfter(await lastNumber(engine))
      } catch (error) {
        if (error instanceof ConfigError) throw error
        const why = error instanceof Error ? error.message : String(error)
        throw new ConfigError(`the store cannot be opened (${why}): ${engine.remedy}`, { cause: error })
      }
      retentionJob.start()
    },
    async stop() {
      await retentionJob.stop()
      await commits.drained()
      await auditLog.drained()
      await engine.close()
    },
    healthy: () => healthy,
    append(entry) {
      const fault = faultOf(entry)
      return fault === undefined ? commits.append(withMap(edition, entry)) : Promise.reject(fault)
    },
    forget: retentionJob.run,

    sensors: (edition) => registered<Sensor>(engine, 'sensor', edition),
    cameras: (edition) => registered<AnnouncedCamera>(engine, 'camera', edition),
    latestSamples: () => readLatest(engine),
    settledMoments: (limit) => readSettledMoments(engine, limit),
    statuses: () => readStatuses(engine),
    lags: async () => {
      const rows = await engine.read.selectFrom('source_lag').selectAll().execute()
      return new Map(rows.map(({ source, lag_ms: lagMs }) => [source, lagMs]))
    },
    retirements: async () => {
      const rows = await engine.read.selectFrom('retired').selectAll().orderBy('source').execute()
      return rows.flatMap(({ source: kept, at, retired_by: by }) => {
        const source = sourceIn(edition, kept)
        return source === undefined ? [] : [{ source, at, by }]
      })
    },
    heldMessages: () => engine.read.selectFrom('held').select(['key', 'body']).orderBy('key').execute(),
    series: (query) => readSeries(engine, retention, clock.now(), query),
    samplesAt: (query) => readSamplesAt(engine, retention, clock.now(), query),
    hourly: (query) => readHourly(engine, retention, clock.now(), query),
    hourColumns: (query) => readHourColumns(engine, retention, clock.now(), query),
    dueHours: () => engine.read.selectFrom('due_hours').selectAll().orderBy('source').execute(),
    firstDays: (query) => readFirstDays(engine, query),
    statistics: (query) => readStatistics(engine, countNames, query),
    newestStatistics: (edition) => readNewestStatistics(engine, countNames, edition),
    statisticDays: (query) => readStatisticDays(engine, countNames, query),
    events: (query) => readEvents(engine, query),
    reportMessages: (reports) => afterAppended(() => readReportMessages(engine, reports)),
    eventMessages: (events) => afterAppended(() => readEventMessages(engine, events)),
    sourceMessages: (sources) => afterAppended(() => readSourceMessages(engine, sources)),
    message: (id) => afterAppended(() => readMessage(engine, id)),

    saveAlerts: (alerts) => watched(writeAlerts(engine, edition, alerts)),
    alerts: (query) => readAlerts(engine, edition, query),
    alert: (id) => readAlert(engine, edition, id),
    saveQuarantine: (rows) => watched(writeQuarantine(engine, rows)),
    saveDataGap: (gap) => watched(writeDataGap(engine, gap)),
    dataGaps: (query) => readDataGaps(engine, query),
    saveMark: (key, value) => watched(writeMark(engine, key, value)),
    mark: (key) => readMark(engine, key),
    forgetQuarantine: (keys) => watched(deleteQuarantine(engine, keys)),
    quarantine: () => readQuarantine(engine),

    accounts: () => readAccounts(engine, edition),
    accountsRevision: () => readAccountsRevision(engine),
    saveAccountUses: (uses) => watched(writeAccountUses(engine, uses)),
    audited: (...what) => watched(auditLog.append(...what)),
    noted: auditLog.note,
    auditEntries: async (query) => {
      await auditLog.settled()
      return readAuditEntries(engine, edition, query)
    },
    auditRows: (after, limit) => readAuditRows(engine, after, limit),
    auditHead: async () => {
      await auditLog.settled()
      return readAuditHead(engine)
    },
    auditTableFault: () => auditTableFault(engine),
    mqttAccounts: () => readMqttAccounts(engine, edition),
    waitingDevices: () => readWaitingDevices(engine),
    saveWaitingDevice: (row) => watched(writeWaitingDevice(engine.write, row)),
    removeWaitingDevices: (those) => watched(deleteWaitingDevices(engine.write, those)),
    deviceSettings: () => readDeviceSettings(engine),
    openMatters: (kind) => readOpenMatters(engine, kind),
    matter: (kind, id) => readMatter(engine, kind, id),
    facts: (kind, id) => readFacts(engine, kind, id),
    factsBetween: (query) => readFactsBetween(engine, query),
    matters: (query) => readMatters(engine, edition, query),
    matterCounts: (query) => countMatters(engine, edition, query),
    file: (id) => readFile(engine, id),
    wallStill: (number) => readWallStill(engine, number),
    hasFileContent: (hash) => hasContent(engine, hash),
    settingChanges: async () => {
      const rows = await engine.read.selectFrom('setting_change').select(['number', 'body']).orderBy('number').execute()
      return rows.map(({ number, body }) => ({ ...(JSON.parse(body) as Omit<KeptChange, 'number'>), number }))
    },
    walls: () => readWalls(engine, edition),
    wallLog: (query) => readWallLog(engine, edition, query),
    saveWallShown: (shown) => watched(writeWallShown(engine, edition, { ...shown, now: clock.now() })),
    forgetWallScreens: (keys) => watched(deleteWallScreens(engine, keys)),
    saveKpiLook: (look) => watched(writeKpiLook(engine, look)),
    kpiStates: (edition) => readKpiStates(engine, edition),
    kpiTurns: (query) => readKpiTurns(engine, query),
    kpiWatches: (query) => readKpiWatches(engine, query),
    endedAlerts: (query) => readEndedAlerts(engine, edition, query),
    lastLook: (person) => readLastLook(engine, person),
    notices: createNoticeStore(engine, watched),
    commandAnswer: ({ principal, key, since }) =>
      engine.read
        .selectFrom('command_answer')
        .select(['command', 'input', 'at', 'answer'])
        .where('principal', '=', principal)
        .where('key', '=', key)
        .where('at', '>=', since)
        .executeTakeFirst(),
  }
}

/** The end of a source names the map that its unit is of. */
function withMap(edition: Edition, entry: Entry): Entry {
  if (entry.is === 'revived') return { ...entry, source: keptSource(edition, entry.source) }
  if (entry.is !== 'retired') return entry
  const { retirement } = entry
  return { ...entry, retirement: { ...retirement, source: keptSource(edition, retirement.source) } }
}

/** One such number would spoil every mean and every total it enters; PostgreSQL would take it. */
function faultOf(entry: Entry): TypeError | undefined {
  if (entry.is === 'statistics') {
    const broken = entry.reports.find(({ counts }) => !areNumbers(counts))
    return (
      broken && new TypeError(`report of ${broken.unit} to ${broken.system}: a count is not a number that can be kept`)
    )
  }
  if (entry.is !== 'samples' && entry.is !== 'derived') return undefined
  const broken = entry.samples.find(({ at, values }) => !Number.isSafeInteger(at) || at < 0 || !areNumbers(values))
  return broken && new TypeError(`sample of ${broken.source}: its time or a value is not a number that can be kept`)
}

function areNumbers(values: Readonly<Record<string, number>>): boolean {
  for (const name in values) if (!Number.isFinite(values[name])) return false
  return true
}

async function registered<T>(engine: Engine, table: 'sensor' | 'camera', edition: Edition): Promise<T[]> {
  const rows = await engine.read.selectFrom(table).select('body').where('edition', '=', edition).orderBy('id').execute()
  return rows.map(({ body }) => JSON.parse(body) as T)
}
