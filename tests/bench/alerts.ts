import type { Alert } from '../../domain/alerts/alert.ts'
import { BEAT_MS } from '../../domain/wire.ts'
import { startBuiltHub } from '../support/builtHub.ts'
import { visitor } from '../support/signIn.ts'
import { announceSensors, connectMqtt, publishSteadily, quantile, report, startChild, wait } from './harness.ts'

const SENSORS = 2_000
const RATE = 1_500
const CONSOLES = 50
const CLICKS = 80
const OPEN = 5_000
const LISTED = 30

/** From a press on *tiếp nhận* to every other console, while messages flow; and what lists of many open alerts cost. */
export async function benchAlerts(): Promise<void> {
  const hub = await startBuiltHub()
  const client = await connectMqtt(hub.mqtt)
  const raise = (n: number, state: 'open' | 'closed' = 'open') =>
    client.publishAsync(
      `ioc/v1/event/oneStop/${31_117 + 3 * (n % 4)}`,
      JSON.stringify({ id: `E-${n}`, at: Date.now(), severity: 'minor', title: `Sự cố ${n}`, state }),
      { qos: 1 },
    )
  const operator = visitor(hub)
  await operator.command('signInAs', { user: 'truc-ban' })
  const page = async (query: string) => (await operator.get(`/alerts?open=true&${query}`)).body

  for (let n = 0; n < CLICKS; n++) await raise(n)
  await announceSensors(client, SENSORS)
  const screens = await startChild<object>('alertScreens.ts', [hub.http, String(CONSOLES)])
  const stream = publishSteadily(client, SENSORS, RATE)
  await wait(3_000)
  const { alerts } = (await page('limit=1000')) as { alerts: Alert[] }
  const clicked = new Map<string, number>()
  const answers: number[] = []
  for (const { id } of alerts.filter(({ rule }) => rule === 'event').slice(0, CLICKS)) {
    const at = performance.timeOrigin + performance.now()
    clicked.set(id, at)
    const { status } = await operator.command('acknowledgeAlert', { alert: id })
    if (status !== 200) throw new Error(`an acknowledgement was answered ${status}`)
    answers.push(performance.timeOrigin + performance.now() - at)
    await wait(90 + ((answers.length * 37) % 110))
  }
  await wait(1_500)
  stream.stop()
  const { seen } = await screens.ask<{ seen: [string, number[]][] }>({})
  const ways = seen.flatMap(([id, moments]) => moments.map((at) => at - (clicked.get(id) ?? at)))
  if (ways.length < CLICKS * CONSOLES * 0.95) throw new Error(`only ${ways.length} of ${CLICKS * CONSOLES} were seen`)
  const ms = (values: number[], q: number) => `${quantile(values, q).toFixed(0)} ms`
  report(
    `tiếp nhận → ${CONSOLES} consoles at ${RATE}/s, p50 / p95`,
    `${ms(ways, 0.5)} / ${ms(ways, 0.95)}`,
    `beat + 50 ms = ${BEAT_MS + 50} ms; the answer ${ms(answers, 0.5)} / ${ms(answers, 0.95)}`,
    quantile(ways, 0.95) / (BEAT_MS + 50),
  )
  await screens.stop()

  for (let n = CLICKS; n < OPEN; n++) await raise(n)
  await wait(2_000)
  const times: number[] = []
  let after = ''
  for (let n = 0; n < LISTED; n++) {
    const began = performance.now()
    const { next } = (await page(`limit=200${after}`)) as { next: string | null }
    times.push(performance.now() - began)
    after = n % 2 === 0 && next !== null ? `&after=${encodeURIComponent(next)}` : ''
  }
  report(
    `/alerts of ${OPEN} open, a page of 200, p50 / p95`,
    `${ms(times, 0.5)} / ${ms(times, 0.95)}`,
    '100 ms',
    quantile(times, 0.95) / 100,
  )
  const healths: number[] = []
  for (let n = 0; n < LISTED; n++) {
    const began = performance.now()
    await operator.get('/alert-health')
    healths.push(performance.now() - began)
  }
  report(`/alert-health of ${OPEN} alerts, p50 / p95`, `${ms(healths, 0.5)} / ${ms(healths, 0.95)}`, 'none is promised')
  await client.endAsync(true)
  await hub.stop()
}
