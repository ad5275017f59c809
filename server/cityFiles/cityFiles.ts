import type { Logger } from 'pino'
import type { Calendar } from '../../domain/calendar/calendar.ts'
import type { FileProblem } from '../../domain/hubStatus.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { Clock } from '../clock.ts'
import { type Boundaries, createBoundaries } from './boundaries.ts'
import { CALENDAR } from './calendar.ts'
import { type CityFile, parseFile, readCityFile } from './cityFile.ts'
import { CityFileError } from './cityFileError.ts'
import { GATEWAYS, type Gateways } from './gateways.ts'
import { parseSop, readSopFolder, type Sops } from './sops.ts'
import { SYSTEM_STARTS, type SystemStarts } from './systemStarts.ts'
import { TARGETS, type Targets } from './targets.ts'
import { type WatchedFile, watchFileContent } from './watchedFile.ts'

/**
 * What the city has set for itself in files of the data directory. They are read at start and whenever they change; one that is wrong then leaves
 * in force what was said before.
 */
export interface CityFiles {
  readonly targets: Targets
  readonly calendar: Calendar
  readonly systemStarts: SystemStarts
  readonly boundaries: Boundaries
  readonly sops: Sops
  /** Of SMS and Zalo. */
  gateways(): Gateways
  problems(): readonly FileProblem[]
  /** @param listener is told after another content has come into force */
  onChange(listener: () => void): void
  start(): void
  stop(): void
}

/**
 * Reads the files, and writes those that every city has where there are none.
 * @throws ConfigError with a sentence that says what to write instead
 */
export function readCityFiles({
  dataDir,
  mapDir,
  sopDir,
  units,
  clock,
  log,
  everyMs,
  parse = parseSop,
}: {
  dataDir: string
  /** Where the product's own map files lie. */
  mapDir: string
  /** Where the product's own procedures lie. */
  sopDir: string
  units: UnitTree
  clock: Clock
  log: Pick<Logger, 'info' | 'warn'>
  everyMs?: number
  /** Reads a procedure. */
  parse?: typeof parseSop
}): CityFiles {
  const listeners: (() => void)[] = []
  const watched: WatchedFile[] = []
  const changed = () => {
    for (const listener of listeners) listener()
  }
  const watch = (name: string, read: (content: Buffer | undefined) => void) => {
    const file = watchFileContent({
      dataDir,
      name,
      read,
      changed,
      clock,
      log,
      ...(everyMs !== undefined && { everyMs }),
    })
    watched.push(file)
    return file
  }

  /** What a file says, now and after each change. */
  function settings<T>(file: CityFile<T>): () => T {
    let inForce = readCityFile(dataDir, file)
    watch(file.name, (content) => {
      if (content === undefined) throw GONE
      inForce = parseFile(file, content)
    })
    return () => inForce
  }

  const targets = settings(TARGETS)
  const calendar = settings(CALENDAR)
  const systemStarts = settings(SYSTEM_STARTS)
  const gateways = settings(GATEWAYS)
  const { boundaries, readers } = createBoundaries(units, mapDir)
  for (const { name, read } of readers) watch(name, read).look()
  const sops = readSopFolder({
    ...{ dataDir, ownDir: sopDir, changed, clock, log, parse },
    ...(everyMs !== undefined && { everyMs }),
  })

  return {
    targets: {
      of: (kpi) => targets().of(kpi),
      entered: (item) => targets().entered(item),
      keyOf: (kpi) => targets().keyOf(kpi),
    },
    calendar: {
      isWorkingDay: (day) => calendar().isWorkingDay(day),
      workingDaysIn: (span) => calendar().workingDaysIn(span),
      workingDaysAfter: (day, to) => calendar().workingDaysAfter(day, to),
      addWorkingDays: (day, count) => calendar().addWorkingDays(day, count),
      holidayOn: (day) => calendar().holidayOn(day),
      workdayOn: (day) => calendar().workdayOn(day),
      unknownYears: (span) => calendar().unknownYears(span),
    },
    systemStarts: { of: (system) => systemStarts().of(system) },
    boundaries,
    sops,
    gateways,
    problems: () => [...watched.flatMap((file) => file.problem() ?? []), ...sops.problems()],
    onChange: (listener) => void listeners.push(listener),
    start() {
      for (const file of watched) file.start()
      sops.start()
    },
    stop() {
      for (const file of watched) file.stop()
      sops.stop()
    },
  }
}

const GONE = new CityFileError({
  vi: 'không còn: hãy đặt lại tệp, hoặc khởi động lại để bắt đầu từ số đã công bố',
  en: 'is gone: put it back, or start again to begin with the declared values',
})
