import { execFile, type SpawnOptions, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './builtHub.ts'
import { missingEngine } from './engines.ts'
import { until } from './until.ts'

const exec = promisify(execFile)

/** A PostgreSQL to make databases in. */
export interface TestPostgres {
  /** A database of its own; the address to it. */
  database(name: string): Promise<string>
  stop(): Promise<void>
}

/** One of a test's own: its own folder, its own port, no durability shortcuts. */
export interface OwnPostgres extends TestPostgres {
  readonly url: string
  /** Without a goodbye, as when the power goes. */
  kill9(): Promise<void>
  revive(): Promise<void>
}

/** Where the servers of one run of the tests stand; set by `runFolder.ts`. */
const RUN = 'TEST_RUN_FOLDER'
/** Of the folder of a server that all files of a run share. */
const SHARED = 'postgres'
const START_WITHIN_MS = 90_000

/**
 * The server that all files of a run share: the first that asks starts it. Nothing is lost by its not waiting for the disk, since nobody ends it
 * before the run does. undefined where PostgreSQL is not installed.
 */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const run = process.env[RUN]
  if (run === undefined) return startOwnPostgres()
  const bin = binaries()
  if (bin === undefined) return missingEngine('PostgreSQL', 'postgresql')
  const folder = join(run, SHARED)
  const ready = join(run, 'postgres.port')
  // Whoever makes the folder starts the server in it.
  const isFirst = await mkdir(folder).then(
    () => true,
    () => false,
  )
  if (isFirst) {
    const server = await serverIn(folder, bin, ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off'])
    await server.start()
    await writeFile(`${ready}.new`, String(server.port))
    await rename(`${ready}.new`, ready)
  }
  const port = Number(await until(() => readFile(ready, 'utf8').catch(() => undefined), START_WITHIN_MS))
  const file = randomBytes(4).toString('hex')
  const made: string[] = []
  return {
    async database(name) {
      const unique = `${name}_${file}`
      made.push(unique)
      return createDatabase(bin, port, unique)
    },
    async stop() {
      const rights = await serverUser()
      for (const name of made)
        await exec(join(bin, 'dropdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'ioc', '--force', name], rights)
    },
  }
}

/** Ends what the run has started. */
export async function stopSharedPostgres(run: string): Promise<void> {
  const data = join(run, SHARED, 'data')
  const bin = binaries()
  if (bin === undefined || !existsSync(join(data, 'postmaster.pid'))) return
  await exec(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], {
    ...(await serverUser()),
    cwd: run,
  }).catch(() => undefined)
}

/** For tests that end the server, or look at what a power cut leaves. undefined where PostgreSQL is not installed. */
export async function startOwnPostgres(): Promise<OwnPostgres | undefined> {
  const bin = binaries()
  if (bin === undefined) return missingEngine('PostgreSQL', 'postgresql')
  const folder = await mkdtemp(join(tmpdir(), 'ioc-pg-'))
  const server = await serverIn(folder, bin)
  await server.start()
  return {
    url: `postgres://ioc@127.0.0.1:${server.port}/postgres`,
    async kill9() {
      const pid = Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])
      process.kill(pid, 'SIGKILL')
    },
    async revive() {
      // The children of a killed server hold its shared memory until they notice: the new one is refused that long.
      for (let tries = 30; ; tries--) {
        try {
          return await server.start()
        } catch (error) {
          if (tries === 0) throw error
          await new Promise((done) => setTimeout(done, 500))
        }
      }
    },
    database: (name) => createDatabase(bin, server.port, name),
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function createDatabase(bin: string, port: number, name: string): Promise<string> {
  await exec(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'ioc', name], await serverUser())
  return `postgres://ioc@127.0.0.1:${port}/${name}`
}

/** A server in a folder, whose data are made here. @param settings of the server, as its command line has them */
async function serverIn(folder: string, bin: string, settings: readonly string[] = []) {
  const [port, user] = [await freePort(), await serverUser()]
  await chmod(folder, 0o755)
  if (user !== undefined) await chown(folder, user.uid, user.gid)
  const as = (command: string, args: string[]) => exec(join(bin, command), args, { ...user, cwd: folder })
  const data = join(folder, 'data')
  await as('initdb', ['-D', data, '-U', 'ioc', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'])
  const options = [
    ...[
      `-p ${port}`,
      '-c listen_addresses=127.0.0.1',
      `-c unix_socket_directories=${folder}`,
      '-c max_connections=200',
    ],
    ...settings,
  ].join(' ')
  return {
    port,
    // Not through `exec`: the server keeps the output open, and waiting for its end would wait for the server's.
    start: () =>
      new Promise<void>((resolve, reject) => {
        const how: SpawnOptions = { ...user, cwd: folder, stdio: 'ignore' }
        const starter = spawn(
          join(bin, 'pg_ctl'),
          ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start'],
          how,
        )
        starter.once('error', reject)
        starter.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pg_ctl start ended with ${code}`))))
      }),
    stop: () => as('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']).catch(() => undefined),
  }
}

function binaries(): string | undefined {
  const packages = '/usr/lib/postgresql'
  const installed = existsSync(packages)
    ? readdirSync(packages)
        .sort((a, b) => Number(a) - Number(b))
        .map((version) => join(packages, version, 'bin'))
    : []
  return [...installed.reverse(), ...(process.env.PATH ?? '').split(':')].find((folder) =>
    existsSync(join(folder, 'initdb')),
  )
}

/** PostgreSQL refuses to run as root: then as the user its package made. */
async function serverUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const id = async (flag: string) => Number((await exec('id', [flag, 'postgres'])).stdout)
  return { uid: await id('-u'), gid: await id('-g') }
}
