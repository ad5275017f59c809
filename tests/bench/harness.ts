import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { cookieFor } from '../support/signIn.ts'

export const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** A helper process of the bench; it says `{ ready: … }` when it can be used. */
export async function startChild<Ready>(
  script: string,
  args: readonly string[] = [],
): Promise<{ ready: Ready; child: ChildProcess; ask<T>(question: unknown): Promise<T>; stop(): Promise<void> }> {
  const child = fork(join(import.meta.dirname, script), args, {
    execArgv: ['--import', 'tsx'],
    // Those that ask a hub ask as this process does.
    env: { ...process.env, BENCH_COOKIE: (args[0]?.startsWith('http') && cookieFor(args[0])) || '' },
  })
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

export async function connectMqtt(
  url: string,
  login: { username?: string; password?: string } = {},
): Promise<mqtt.MqttClient> {
  return mqtt.connectAsync(url, { reconnectPeriod: 0, ...login })
}

/** Announces noise sensors `B-0…` spread over some communes. */
/** What sensors of a bench measure. */
export type BenchKind = 'noise' | 'rain'
const VALUE_OF: Readonly<Record<BenchKind, string>> = { noise: 'laeq', rain: 'rate' }

export async function announceSensors(
  client: mqtt.MqttClient,
  count: number,
  kind: BenchKind = 'noise',
): Promise<void> {
  const communes = ['31117', '31120', '31123', '31126', '31129']
  await Promise.all(
    Array.from({ length: count }, (_, i) =>
      client.publishAsync(
        `ioc/v1/sensor/B-${i}/announce`,
        JSON.stringify({
          kind,
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
export function publishSteadily(
  client: mqtt.MqttClient,
  sensors: number,
  perSecond: number,
  kind: BenchKind = 'noise',
): { stop(): number } {
  let published = 0
  const began = performance.now()
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1_000) * perSecond)
    for (; published < due; published++) {
      const body = { at: Date.now(), values: { [VALUE_OF[kind]]: 40 + (published % 300) / 10 } }
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
