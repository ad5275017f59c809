import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UNIT_TREES } from '../domain/units/index.ts'
import { createApp, StartInterrupted } from './app.ts'
import { readCityFiles } from './cityFiles/cityFiles.ts'
import { systemClock } from './clock.ts'
import { formatFatalError, readConfig, settingWarnings } from './config.ts'
import { createLog } from './log.ts'

/** How long a clean stop may take before the process ends anyway. */
const STOP_WITHIN_MS = 8_000

const root = findRoot()
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }

// What the hub writes down is its own account's to read: secrets of second factors, addresses of people, passwords of gateways.
process.umask(0o077)
try {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  for (const warning of settingWarnings(process.env)) log.warn(warning)
  const app = createApp({
    config,
    cityFiles: readCityFiles({
      dataDir: config.dataDir,
      mapDir: resolve(root, 'public/map'),
      sopDir: resolve(root, 'sops'),
      units: UNIT_TREES[config.edition],
      clock: systemClock,
      log,
    }),
    clock: systemClock,
    log,
    version: `${version}+${buildId()}`,
    clientDir: resolve(root, 'dist/client'),
  })

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.warn(`not stopped within ${STOP_WITHIN_MS / 1000} s: the process ends as it is`)
      process.exit(1)
    }, STOP_WITHIN_MS).unref()
    await app.stop()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)

  const addresses = await app.start()
  log.info({ ...addresses, edition: config.edition, store: config.databaseUrl ? 'postgres' : config.dataDir }, 'ready')
} catch (error) {
  // Who stopped it waits for its end, and ends the process.
  if (!(error instanceof StartInterrupted)) {
    console.error(formatFatalError(error))
    process.exit(1)
  }
}

/** The folder of package.json: above server/ in development, above dist/server/ when built. */
function findRoot(): string {
  const here = import.meta.dirname
  return here.endsWith('server') && here.includes('dist') ? resolve(here, '../..') : resolve(here, '..')
}

/** Tells one build of the screens from another, so that a wall that comes back after an upgrade loads the new one. */
function buildId(): string {
  try {
    const html = readFileSync(resolve(root, 'dist/client/index.html'), 'utf8')
    return /assets\/index-([\w-]+)\.js/.exec(html)?.[1] ?? 'unknown'
  } catch {
    return 'unbuilt'
  }
}
