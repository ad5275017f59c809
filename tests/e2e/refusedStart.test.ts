import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrationsFor } from '../../server/store/migrations/index.ts'
import { sqliteEngine } from '../../server/store/sqliteEngine.ts'
import { freePort, startBuiltHub } from '../support/builtHub.ts'

const main = resolve(import.meta.dirname, '../../dist/server/main.js')
const run = resolve(import.meta.dirname, '../../run.mjs')
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ioc-refused-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

/** What a hub that must not start says before it ends. */
async function refusal(env: Record<string, string>): Promise<string> {
  const ports = { PORT: String(await freePort()), MQTT_PORT: String(await freePort()) }
  return new Promise((done, fail) => {
    const settings = { ...process.env, ...ports, IOC_DATA_DIR: dataDir, LOG_LEVEL: 'warn', IOC_DEMO: '1', ...env }
    execFile(process.execPath, [main], { env: settings, timeout: 30_000 }, (error, stdout, stderr) => {
      if (error?.code === 1) done(stdout + stderr)
      else fail(new Error(`ended with ${error?.signal ?? error?.code ?? 0}: ${stdout}${stderr}`))
    })
  })
}

/** One sentence that says what to do, and no stack. */
function expectSentence(said: string, what: RegExp): void {
  expect(said).toMatch(what)
  expect(said.trim().split('\n')).toHaveLength(1)
}

it('says that a port is taken, and by which setting it is changed', async () => {
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  const port = String((taken.address() as AddressInfo).port)
  expectSentence(await refusal({ PORT: port }), new RegExp(`^ioc: port ${port} on 127.0.0.1 is in use: .* set PORT`))
  expectSentence(await refusal({ MQTT_PORT: port }), new RegExp(`^ioc: port ${port} .* is in use: .* set MQTT_PORT`))
  await new Promise((done) => taken.close(done))
})

it('the log of a store that is not there is not verified, and none is made', async () => {
  const said = await new Promise<string>((done) => {
    const env = { ...process.env, IOC_DATA_DIR: dataDir }
    execFile(process.execPath, [run, 'server/audit.ts', 'verify'], { env, timeout: 60_000 }, (error, stdout, stderr) =>
      done(`${error?.code} ${stdout}${stderr}`),
    )
  })
  expect(said).toMatch(/^2 Không có kho dữ liệu .*ioc\.db: .*IOC_DATA_DIR.*\nThere is no store .*ioc\.db: /)
  expect(existsSync(join(dataDir, 'ioc.db'))).toBe(false)
})

it('says which setting a mistyped one was meant to be', async () => {
  expectSentence(await refusal({ IOC_DATADIR: '/srv/ioc' }), /^ioc: IOC_DATADIR is no setting .*: write IOC_DATA_DIR/)
})

it('says that an address is not this machine’s', async () => {
  const env = { ...process.env, IOC_DATA_DIR: dataDir }
  const create = ['create', '--user', 'an', '--role', 'admin']
  await promisify(execFile)(process.execPath, [run, 'server/admin.ts', ...create], { env, timeout: 60_000 })
  const beyond = { HOST: '203.0.113.7', IOC_DEMO: '', IOC_TRUSTED_PROXY: '203.0.113.8', MQTT_PLAIN: '1' }
  expectSentence(await refusal(beyond), /^ioc: 203\.0\.113\.7 is no address of this machine: set HOST/)
})

it('says what keeps passwords and pictures from being read on the way', async () => {
  expectSentence(
    await refusal({ HOST: '0.0.0.0', IOC_DEMO: '' }),
    /^ioc: HOST=0\.0\.0\.0 would send .* IOC_TRUSTED_PROXY/,
  )
  expectSentence(await refusal({ HOST: '0.0.0.0' }), /^ioc: IOC_DEMO lets anybody in .* HOST must be left out/)
})

it('says which command creates an administrator', async () => {
  expectSentence(
    await refusal({ IOC_DEMO: '' }),
    /^ioc: nobody administers this hub yet: .*npm run admin -- create --user NAME/,
  )
})

it('says that PostgreSQL is not there, without telling the password', async () => {
  const said = await refusal({ DATABASE_URL: `postgres://ioc:secret@127.0.0.1:${await freePort()}/ioc` })
  expectSentence(said, /^ioc: the store cannot be opened \(.*ECONNREFUSED.*\): start PostgreSQL, .* DATABASE_URL/)
  expect(said).not.toContain('secret')
})

it('says that the file of the store is none', async () => {
  const file = join(dataDir, 'ioc.db')
  await writeFile(file, 'this is a letter, and no database at all'.repeat(100))
  expectSentence(
    await refusal({}),
    /^ioc: the store cannot be opened \(.*not a database.*\): put back a backup of \S+ioc\.db/,
  )
})

it('says that a newer version has changed the store', async () => {
  const newer = sqliteEngine(join(dataDir, 'ioc.db'))
  await newer.open({ ...migrationsFor('sqlite'), '9999-later': { up: async () => undefined } })
  await newer.close()
  expectSentence(await refusal({}), /^ioc: the database was last used by a newer version .*\(9999-later\)/)
})

it('says that the data directory is a file', async () => {
  const file = join(dataDir, 'file')
  await writeFile(file, '')
  expectSentence(await refusal({ IOC_DATA_DIR: file }), /^ioc: \S+ cannot be read or written .* set IOC_DATA_DIR/)
})

it('says which hub has the data directory, and starts once that one was killed', async () => {
  const first = await startBuiltHub({ IOC_DATA_DIR: dataDir })
  expectSentence(
    await refusal({}),
    new RegExp(`^ioc: ${dataDir} belongs to another hub that runs \\(process ${first.pid} on \\S+\\): .* IOC_DATA_DIR`),
  )
  await first.kill9()
  await first.revive()
  await first.stop()
})

/** How a hub ended that was told to stop as soon as `when` held. */
async function ended(signal: 'SIGINT' | 'SIGTERM', when: (said: string) => boolean): Promise<string> {
  const ports = { PORT: String(await freePort()), MQTT_PORT: String(await freePort()) }
  const settings = { ...process.env, ...ports, IOC_DATA_DIR: dataDir, LOG_LEVEL: 'info', IOC_DEMO: '1' }
  const child = spawn(process.execPath, [main], { env: settings, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let complaint = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  child.stderr.on('data', (part) => {
    complaint += part
  })
  const exit = once(child, 'close')
  const looking = setInterval(() => {
    if (when(said)) child.kill(signal)
  }, 1)
  const [code, killedBy] = await exit
  clearInterval(looking)
  return `${complaint}${code ?? killedBy}`
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  'ends calmly when it gets %s, however far the start has come',
  async (signal) => {
    const phases: ((said: string) => boolean)[] = [
      () => true,
      () => existsSync(join(dataDir, 'targets.json')),
      () => existsSync(join(dataDir, 'hub.lock')),
      () => existsSync(join(dataDir, 'ioc.db')),
      () => existsSync(join(dataDir, 'ioc.db-wal')),
      (said) => said.includes('listens'),
      (said) => said.includes('ready'),
    ]
    for (const phase of phases) {
      // Before the hub takes signals the system ends it, which is as calm.
      expect(await ended(signal, phase)).toMatch(new RegExp(`^(0|${signal})$`))
      await rm(dataDir, { recursive: true, force: true })
    }
  },
)
