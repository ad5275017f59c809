import { execFile, type SpawnOptions, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './builtHub.ts'
import { missingEngine } from './engines.ts'

const run = promisify(execFile)

/** A PostgreSQL of the tests' own: its own folder, its own port, no durability shortcuts. */
export interface TestPostgres {
  readonly url: string
  /** Without a goodbye, as when the power goes. */
  kill9(): Promise<void>
  revive(): Promise<void>
  /** A database of its own; the address to it. */
  database(name: string): Promise<string>
  stop(): Promise<void>
}

/** undefined where PostgreSQL is not installed. */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  const bin = binaries()
  if (bin === undefined) return missingEngine('PostgreSQL', 'postgresql')
  const [folder, port, user] = [await mkdtemp(join(tmpdir(), 'ioc-pg-')), await freePort(), await serverUser()]
  await chmod(folder, 0o755)
  if (user !== undefined) await chown(folder, user.uid, user.gid)
  const as = (command: string, args: string[]) => run(command, args, { ...user, cwd: folder })
  const data = join(folder, 'data')
  await as(join(bin, 'initdb'), ['-D', data, '-U', 'ioc', '-A', 'trust', '-E', 'UTF8', '--locale=C'])
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c max_connections=60`
  // Not through `run`: the server keeps the output open, and waiting for its end would wait for the server's.
  const start = () =>
    new Promise<void>((resolve, reject) => {
      const settings: SpawnOptions = { ...user, cwd: folder, stdio: 'ignore' }
      const starter = spawn(
        join(bin, 'pg_ctl'),
        ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start'],
        settings,
      )
      starter.once('error', reject)
      starter.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`pg_ctl start ended with ${code}`))))
    })
  await start()
  return {
    url: `postgres://ioc@127.0.0.1:${port}/postgres`,
    async kill9() {
      const pid = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0])
      process.kill(pid, 'SIGKILL')
    },
    async revive() {
      // The children of a killed server hold its shared memory until they notice: the new one is refused that long.
      for (let tries = 30; ; tries--) {
        try {
          return await start()
        } catch (error) {
          if (tries === 0) throw error
          await new Promise((done) => setTimeout(done, 500))
        }
      }
    },
    async database(name) {
      await as(join(bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'ioc', name])
      return `postgres://ioc@127.0.0.1:${port}/${name}`
    },
    async stop() {
      await as(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop']).catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
    },
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
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout)
  return { uid: await id('-u'), gid: await id('-g') }
}
