import { resolve } from 'node:path'
import { createServer } from 'vite'
import { UNIT_TREES } from '../domain/units/index.ts'
import { createApp, StartInterrupted } from './app.ts'
import { readCityFiles } from './cityFiles/cityFiles.ts'
import { systemClock } from './clock.ts'
import { formatFatalError, readConfig, settingWarnings } from './config.ts'
import type { Screens } from './http/web.ts'
import { createLog } from './log.ts'

/** The hub with the screens served from source: what is saved is seen at once. For development only. */
process.on('uncaughtException', (error) => {
  if (error instanceof StartInterrupted) return
  console.error(formatFatalError(error))
  process.exit(1)
})

const root = resolve(import.meta.dirname, '..')
// Whoever develops signs in at one click, unless they have accounts of their own.
const config = readConfig({ IOC_DEMO: '1', ...process.env })
const log = createLog(config.logLevel)
for (const warning of settingWarnings(process.env)) log.warn(warning)
const vite = await createServer({
  configFile: resolve(root, 'vite.config.ts'),
  appType: 'spa',
  server: { middlewareMode: true, hmr: { port: config.port + 1 } },
})

const screens: Screens = (request, response, next) => {
  // Hot reload needs inline scripts and a second socket; the built screens keep the strict policy.
  response.removeHeader('Content-Security-Policy')
  vite.middlewares(request, response, next)
}

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
  version: 'dev',
  clientDir: resolve(root, 'dist/client'),
  screens,
})
async function stop(): Promise<void> {
  await app.stop()
  await vite.close()
  process.exit(0)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

log.info(await app.start(), 'development hub')
