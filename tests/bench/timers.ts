import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { DAY_MS, HOUR_MS } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { systemClock } from '../../server/clock.ts'
import { createStore } from '../../server/store/openStore.ts'
import { type BuiltHub, startBuiltHub } from '../support/builtHub.ts'
import { directiveRow } from '../support/directive.ts'
import { askHub } from '../support/signIn.ts'
import { report, wait } from './harness.ts'
import { seedDirectives } from './seedDirectives.ts'

const TIMERS = 20_000
const SETTLE_MS = 10_000
const SECONDS = 45
/** Of user and system time in `/proc/PID/stat`: so many to a second (Linux). */
const TICKS_PER_SECOND = 100

/** What deadlines that fall due within an hour cost the hub, each with a fact, an entry of the log and a notice, beside the same hub without. */
export async function benchTimers(): Promise<void> {
  const [idle] = await measured(0)
  const [busy, taken] = await measured(TIMERS)
  const due = (TIMERS / HOUR_MS) * SECONDS * 1_000
  report(
    `hub CPU, ${TIMERS} timers due within an hour`,
    `${(100 * busy).toFixed(1)} % of a core`,
    `the same hub without ${(100 * idle).toFixed(1)} %`,
    busy / idle,
  )
  report(`steps taken in ${SECONDS} s`, String(taken), `due ${due.toFixed(0)}`, taken / due)
}

/** @returns share of a core that the hub used, and steps that it took meanwhile */
async function measured(timers: number): Promise<readonly [busy: number, taken: number]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ioc-bench-timers-'))
  const log = pino({ level: 'silent' })
  const store = createStore({ dataDir, databaseUrl: undefined, clock: systemClock, log })
  await store.start()
  const from = Date.now() + SETTLE_MS
  // All to the ward whose officer the demo has, so that each reminder is a notice to somebody.
  const unit = UNIT_TREES['2021'].communes[0]?.code ?? ''
  await seedDirectives(store, timers, (n) => {
    const dueAt = from + (n / timers) * HOUR_MS
    return directiveRow(`d-${n}`, dueAt, {
      ...{ edition: '2021', unit, lead: unit, turn: `unit/${unit}`, openedAt: from - DAY_MS, remindedAt: from },
    })
  })
  await store.stop()
  const hub = await startBuiltHub({ IOC_DATA_DIR: dataDir, IOC_EDITION: '2021' })
  await wait(Math.max(0, from - Date.now()) + SETTLE_MS)
  const [cpuBefore, stepsBefore] = [await cpuSeconds(hub.pid), await stepsOf(hub)]
  await wait(SECONDS * 1_000)
  const [cpuAfter, stepsAfter] = [await cpuSeconds(hub.pid), await stepsOf(hub)]
  await hub.stop()
  await rm(dataDir, { recursive: true, force: true })
  return [(cpuAfter - cpuBefore) / SECONDS, stepsAfter - stepsBefore]
}

async function cpuSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

async function stepsOf({ http }: BuiltHub): Promise<number> {
  const { entries } = (await (await askHub(`${http}/api/v1/audit?did=hubStep&limit=1000`)).json()) as {
    entries: unknown[]
  }
  return entries.length
}
