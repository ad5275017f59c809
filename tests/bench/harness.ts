import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import mqtt from 'mqtt'

const root = resolve(import.meta.dirname, '../..')

export const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** The built hub in a process of its own, with a store of its own. */
export interface BenchHub {
  readonly http: string
  readonly mqtt: string
  /** Resident memory now, bytes. */
  rss(): Promise<number>
  metric(name: string): Promise<number>
  stop(): Promise<void>
}

export async function startBuiltHub(): Promise<BenchHub> {
  const [port, mqttPort, dataDir] = [await freePort(), await freePort(), await mkdtemp(join(tmpdir(), 'ioc-bench-'))]
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env: { ...process.env, PORT: String(port), MQTT_PORT: String(mqttPort), IOC_DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const http = `http://127.0.0.1:${port}`
  await untilReady(http, child)
  return {
    http,
    mqtt: `mqtt://127.0.0.1:${mqttPort}`,
    rss: () => rssOf(child.pid ?? 0),
    async metric(name) {
      const text = await (await fetch(`${http}/metrics`)).text()
      return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
    },
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function untilReady(http: string, child: ChildProcess): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (child.exitCode !== null) throw new Error('the hub ended before it was ready: run `npm run build` first')
    if (
      await fetch(`${http}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
    await wait(50)
  }
  throw new Error('the hub was not ready within 10 s')
}

/** Resident memory of a process, bytes (Linux). */
export async function rssOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
}

/** A helper process of the bench; it says `{ ready: … }` when it can be used. */
export async function startChild<Ready>(
  script: string,
  args: readonly string[] = [],
): Promise<{ ready: Ready; child: ChildProcess; ask<T>(question: unknown): Promise<T>; stop(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, script), args, { execArgv: ['--import', 'tsx'] })
  const [message] = (await once(child, 'message')) as [{ ready: Ready }]
  return {
    ready: message.ready,
    child,
    async ask<T>(question: unknown) {
      child.send(question as object)
      const [answer] = (await once(child, 'message')) as [T]
      return answer
    },
    async stop() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

export async function connectMqtt(url: string): Promise<mqtt.MqttClient> {
  return mqtt.connectAsync(url, { reconnectPeriod: 0 })
}

/** Announces noise sensors `B-0…` spread over some communes. */
export async function announceSensors(client: mqtt.MqttClient, count: number): Promise<void> {
  const communes = ['31117', '31120', '31123', '31126', '31129']
  await Promise.all(
    Array.from({ length: count }, (_, i) =>
      client.publishAsync(
        `ioc/v1/sensor/B-${i}/announce`,
        JSON.stringify({
          kind: 'noise',
          name: `Đo ${i}`,
          commune: communes[i % communes.length],
          lng: 105.3 + (i % 100) * 0.005,
          lat: 9.95 + Math.floor(i / 100) * 0.003,
          every: 1,
          simulated: true,
        }),
        { qos: 1, retain: true },
      ),
    ),
  )
}

/**
 * Publishes readings of sensors in turn at a steady rate until stopped.
 * @returns how many were published
 */
export function publishSteadily(client: mqtt.MqttClient, sensors: number, perSecond: number): { stop(): number } {
  let published = 0
  const began = performance.now()
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1_000) * perSecond)
    for (; published < due; published++) {
      const body = { at: Date.now(), values: { laeq: 40 + (published % 300) / 10 } }
      client.publish(`ioc/v1/sensor/B-${published % sensors}/reading`, JSON.stringify(body), { qos: 1 })
    }
  }, 5)
  return {
    stop() {
      clearInterval(timer)
      return published
    },
  }
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

export const median = (values: readonly number[]) => quantile(values, 0.5)

export function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(2)}, Node ${process.version}`
}

/** One measured figure beside the limit measured in the same run. */
export function report(figure: string, measured: string, limit: string, ratio?: number): void {
  console.log(
    `${figure.padEnd(58)} ${measured.padStart(18)}   limit: ${limit}${ratio === undefined ? '' : `   ratio ${ratio.toFixed(2)}`}`,
  )
}
