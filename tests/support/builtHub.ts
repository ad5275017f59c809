import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { signInAsLeader } from './signIn.ts'

const main = resolve(import.meta.dirname, '../../dist/server/main.js')

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** The built hub as `npm start` runs it: a process of its own, ports of its own, a store of its own. */
export interface BuiltHub {
  readonly http: string
  readonly mqtt: string
  readonly pid: number
  /** Resident memory now, bytes (Linux). */
  rss(): Promise<number>
  metric(name: string): Promise<number>
  /** How long turns of its event loop have held it since the last time that any of its metrics was read, ms. */
  loop(): Promise<{ readonly p99Ms: number; readonly longestMs: number }>
  /** Without a goodbye. */
  kill9(): Promise<void>
  /** Folder of its store. */
  readonly dataDir: string
  /** After `kill9`, on the same ports and the same store. @param options more options of Node itself, from now on */
  revive(options?: readonly string[]): Promise<void>
  stop(): Promise<void>
}

/** @param nodeOptions options of Node itself, before the program */
export async function startBuiltHub(
  env: Record<string, string> = {},
  nodeOptions: readonly string[] = [],
): Promise<BuiltHub> {
  const [port, mqttPort, dataDir] = [await freePort(), await freePort(), await mkdtemp(join(tmpdir(), 'ioc-built-'))]
  const http = `http://127.0.0.1:${port}`
  const { BENCH_PROFILE: profileDir } = process.env
  const profiling = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`]
  let more: readonly string[] = []
  const start = async (options = more) => {
    more = options
    child = spawn(process.execPath, [...profiling, ...nodeOptions, ...more, main], {
      env: {
        ...process.env,
        PORT: String(port),
        MQTT_PORT: String(mqttPort),
        IOC_DATA_DIR: dataDir,
        LOG_LEVEL: 'warn',
        IOC_DEMO: '1',
        IOC_CAMERA_PICTURES: 'clear',
        // Benchmarks open a thousand screens as one person.
        IOC_SCREENS_OF_ONE: '10000',
        ...env,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    await untilReady(http, child)
  }
  const metrics = async () => {
    const text = await (await fetch(`${http}/metrics`)).text()
    return (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
  }
  let child: ChildProcess
  // A test that fails on the way stops nothing; and a hub that goes on holds the runner's output open.
  process.once('exit', () => child.kill('SIGKILL'))
  await start()
  await signInAsLeader({ http })
  return {
    http,
    dataDir,
    mqtt: env.MQTT_URL ?? `mqtt://127.0.0.1:${mqttPort}`,
    get pid() {
      return child.pid ?? 0
    },
    async rss() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
    },
    metric: async (name) => (await metrics())(name),
    async loop() {
      const read = await metrics()
      const ms = (name: string) => 1_000 * read(`nodejs_eventloop_lag_${name}_seconds`)
      return { p99Ms: ms('p99'), longestMs: ms('max') }
    },
    kill9: () => end(child, 'SIGKILL'),
    revive: start,
    async stop() {
      await end(child, 'SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** Much longer than it takes: a year of books on a machine with a dozen others at work. */
const READY_WITHIN_MS = 300_000

async function untilReady(http: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error('the hub ended before it was ready')
    const ready = await fetch(`${http}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`the hub was not ready within ${READY_WITHIN_MS / 1000} s`)
}
