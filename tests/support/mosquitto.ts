import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A real Mosquitto on a free port of this machine, with its memory on disk. */
export interface Mosquitto {
  readonly url: string
  readonly port: number
  /** As when the power goes: nothing is written any more. */
  kill9(): Promise<void>
  /** Stops it in good order; `restart` brings it back. */
  halt(): Promise<void>
  /** Has it read its passwords and its access list again. */
  reload(): void
  /** Starts it again on the same port and memory; stops it in good order first when it runs. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const PROGRAMS = ['mosquitto', '/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto']

/** @throws when it is not installed although `IOC_REQUIRE_ENGINES=1` says that it must be */
export function findMosquitto(): string | undefined {
  const program = PROGRAMS.find((name) => spawnSync(name, ['-h']).error === undefined)
  if (program === undefined && process.env.IOC_REQUIRE_ENGINES === '1')
    throw new Error('Mosquitto is required and not installed')
  return program
}

/** After every change: a broker that is killed has then kept what it had acknowledged. */
const KEEPS_ALL = ['persistence true', 'autosave_on_changes true', 'autosave_interval 1', 'max_queued_messages 0']

/**
 * @param config more lines of its configuration
 * @param base instead of the lines that make it keep everything: a configuration whose listener, accounts and folder are replaced
 * @param onPort the port to listen on; a free one when absent
 * @returns undefined where Mosquitto is not installed, so that a test can be left out there
 * @throws as `findMosquitto`
 */
export async function startMosquitto(
  config: readonly string[] = [],
  base: readonly string[] = KEEPS_ALL,
  onPort?: number,
): Promise<Mosquitto | undefined> {
  const program = findMosquitto()
  if (program === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'ioc-mosquitto-'))
  const port = onPort ?? (await freePort())
  const file = join(folder, 'mosquitto.conf')
  const lines = [
    `listener ${port} 127.0.0.1`,
    ...(config.some((line) => line.startsWith('allow_anonymous')) ? [] : ['allow_anonymous true']),
    // Started by root it becomes another user, who may not write into our folder: then nothing would be kept.
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    `persistence_location ${folder}/`,
    ...base.filter(
      (line) => !/^(listener|allow_anonymous|password_file|acl_file \/etc|persistence_location)\b/.test(line),
    ),
    ...config,
  ]
  await writeFile(file, `${lines.join('\n')}\n`)
  let child: ChildProcess | undefined

  async function start(): Promise<void> {
    child = spawn(program as string, ['-c', file], { stdio: 'ignore' })
    await answering(port)
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ending = child
    child = undefined
    if (ending === undefined || ending.exitCode !== null) return
    const gone = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill(signal)
    await gone
  }

  await start()
  return {
    url: `mqtt://127.0.0.1:${port}`,
    port,
    kill9: () => end('SIGKILL'),
    halt: () => end('SIGTERM'),
    reload: () => void child?.kill('SIGHUP'),
    async restart() {
      await end('SIGTERM')
      await start()
    },
    async stop() {
      await end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(address)))
    })
  })
}

/** Resolves when somebody listens there. */
async function answering(port: number): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await isOpen(port))) {
    if (Date.now() > deadline) throw new Error(`nothing answers on port ${port}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dial(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
