import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { addDays, eachDay, type Span } from '../../domain/periods.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { type Day, dayOf, HOUR_MS, startOfDay } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { reportersUnder } from '../../domain/units/reporters.ts'
import { systemClock } from '../../server/clock.ts'
import { createStore } from '../../server/store/openStore.ts'
import type { StatisticReport } from '../../server/store/store.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { type Visitor, visitor } from '../support/signIn.ts'
import { report, wait } from './harness.ts'

const units = UNIT_TREES['2025']
const DAYS = 366
/** Days that one append carries. */
const DAYS_AT_ONCE = 10
/** Questions of one person at once, each of another day: none is remembered. */
const AT_ONCE = 12
/** So often somebody else asks whether the hub lives. */
const EVERY_MS = 20
const IDLE_MS = 3_000

/** One person asks for a year up to many days at once: how long a turn of the hub's loop takes, and how long everybody else waits. */
export async function benchAsking(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ioc-asking-'))
  const today = dayOf(Date.now())
  try {
    await fill(dataDir, { from: addDays(today, 1 - DAYS), to: today })
    const hub = await startBuiltHub({ IOC_DATA_DIR: dataDir, IOC_EDITION: '2025' })
    try {
      await wait(IDLE_MS)
      const idle = await watched(hub, () => wait(IDLE_MS))
      for (const user of ['can-bo', 'lanh-dao']) {
        const asker = visitor(hub)
        const { status, body } = await asker.command('signInAs', { user })
        if (status !== 200) throw new Error(`could not sign in: ${JSON.stringify(body)}`)
        const unit = user === 'can-bo' ? await unitOf(asker) : units.city.code
        const day = (n: number) => addDays(today, -7 - 23 * n)
        await measure(hub, idle, asker, `${user}: index 766`, (n) => `/index766?period=year&day=${day(n)}`)
        const figures = (n: number) => `/kpis/onTimeRate/figures?unit=${unit}&period=year&day=${day(n)}`
        await measure(hub, idle, asker, `${user}: figures`, figures)
      }
    } finally {
      await hub.stop()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function unitOf(asker: Visitor): Promise<string> {
  const { body } = await asker.get('/session')
  const { principal } = body as { principal: { grants: readonly { place: string }[] } }
  return principal.grants[0]?.place ?? ''
}

interface Watched {
  /** Longest turn of the hub's loop, and longest time that somebody else waited for an answer, ms. */
  readonly turn: number
  readonly waited: number
  readonly tookMs: number
}

async function watched(hub: BuiltHub, work: () => Promise<unknown>): Promise<Watched> {
  await hub.loop()
  let isOver = false
  let waited = 0
  const watching = (async () => {
    while (!isOver) {
      const began = performance.now()
      await fetch(`${hub.http}/healthz`)
      waited = Math.max(waited, performance.now() - began)
      await wait(EVERY_MS)
    }
  })()
  const began = performance.now()
  await work()
  const tookMs = performance.now() - began
  isOver = true
  await watching
  return { turn: (await hub.loop()).longestMs, waited, tookMs }
}

async function measure(
  hub: BuiltHub,
  idle: Watched,
  asker: Visitor,
  name: string,
  path: (n: number) => string,
): Promise<void> {
  const found = await watched(hub, () =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async (_, n) => {
        const { status, body } = await asker.get(path(n))
        if (status !== 200) throw new Error(JSON.stringify(body))
      }),
    ),
  )
  const ms = (value: number) => `${value.toFixed(0)} ms`
  console.log(`  ${name}: ${AT_ONCE} answers in ${ms(found.tookMs)}`)
  report(`${name}, longest turn of the loop`, ms(found.turn), `idle ${ms(idle.turn)}`, found.turn / idle.turn)
  report(`${name}, longest wait of others`, ms(found.waited), `idle ${ms(idle.waited)}`, found.waited / idle.waited)
}

async function fill(dataDir: string, span: Span): Promise<void> {
  const store = createStore({ dataDir, clock: systemClock, log: pino({ level: 'warn' }) })
  await store.start()
  const pairs = Object.entries(SYSTEMS as Record<string, SourceSystem>).flatMap(([system, { counts, reportedAt }]) =>
    Object.keys(counts).length === 0
      ? []
      : reportersUnder(units, units.city.code, reportedAt).map((unit) => ({
          system,
          unit,
          names: Object.keys(counts),
        })),
  )
  const days = eachDay(span)
  for (let i = 0; i < days.length; i += DAYS_AT_ONCE) {
    const reports = days
      .slice(i, i + DAYS_AT_ONCE)
      .flatMap((day, d) => pairs.map(({ system, unit, names }) => reportOf(system, unit, names, day, i + d)))
    await store.append({ is: 'statistics', reports })
  }
  await store.stop()
  console.log(`  ${pairs.length * days.length} reports kept`)
}

function reportOf(system: string, unit: string, names: readonly string[], period: Day, seed: number): StatisticReport {
  const at = startOfDay(period) + 17 * HOUR_MS
  const counts = Object.fromEntries(names.map((name, i) => [name, 20 + (((seed + Number(unit)) * (i + 3)) % 80)]))
  return { edition: '2025', system, unit, period, at, receivedAt: at, counts, simulated: true }
}
