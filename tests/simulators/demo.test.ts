import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dayOf } from '../../domain/time.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { hasEarlierYears } from '../../simulators/demo/history.ts'
import { DEFAULTS } from '../../simulators/options.ts'

const project = resolve(import.meta.dirname, '../..')

/**
 * Stands where the built hub would: a broker, the answers that the demo asks for, and what it heard of the gauge and of statistics
 * kept in a file. What the demo does around a hub is tested here; the hub has its own tests.
 */
const STAND_IN = `
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTcp } from 'node:net'
import { Aedes } from 'aedes'
const file = process.env.IOC_DATA_DIR + '/kept'
let at = null, days = new Set()
try { const kept = JSON.parse(readFileSync(file, 'utf8')); at = kept.at; days = new Set(kept.days) } catch {}
const broker = await Aedes.createBroker()
let offline = 0, readings = 0, reports = 0
broker.on('publish', ({ topic, payload }) => {
  if (topic.endsWith('/status') && payload.toString() === 'offline') offline++
  if (topic.includes('/statistics/')) for (const { period } of [JSON.parse(payload)].flat()) {
    days.add(topic.split('/').slice(-2).join('/') + '/' + period)
    reports++
  }
  if (!topic.endsWith('/MN-CAN-THO/reading')) return
  const said = [JSON.parse(payload)].flat()
  readings += said.length
  at = Math.max(at ?? 0, ...said.map((reading) => reading.at))
})
const tcp = createTcp(broker.handle)
const web = createServer((request, response) => {
  if (request.url === '/die') process.exit(7)
  const { pathname, searchParams: asked } = new URL(request.url, 'http://hub')
  const isKnown = days.has(asked.get('system') + '/' + asked.get('unit') + '/' + asked.get('from'))
  response.end(JSON.stringify(pathname === '/api/v1/statistics' ? { reports: isKnown ? [{}] : [] } : { reading: { at } }))
})
if (process.env.PORT === 'taken') { console.error('ioc: port 8080 on 127.0.0.1 is in use: set PORT to another'); process.exit(1) }
await new Promise((done) => tcp.listen(0, '127.0.0.1', done))
await new Promise((done) => web.listen(0, '127.0.0.1', done))
const url = (scheme, server) => scheme + '://127.0.0.1:' + server.address().port
console.log(JSON.stringify({ level: 30, msg: 'ready', http: url('http', web), mqtt: url('mqtt', tcp) }))
process.on('SIGTERM', () => { writeFileSync(file, JSON.stringify({ at, days: [...days] })); writeFileSync(process.env.IOC_DATA_DIR + '/told', JSON.stringify({ offline, readings, reports })); process.exit(0) })
`

let root = ''
const running: ChildProcess[] = []

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'demo-'))
  await symlink(join(project, 'node_modules'), join(root, 'node_modules'))
  for (const name of ['simulators', 'domain', 'package.json', 'tsconfig.json']) {
    await cp(join(project, name), join(root, name), { recursive: true })
  }
  await mkdir(join(root, 'dist/client'), { recursive: true })
  await mkdir(join(root, 'dist/server'), { recursive: true })
  await mkdir(join(root, 'data'))
  // Newer than every source: nothing is built.
  await writeFile(join(root, 'dist/client/index.html'), '')
  await writeFile(join(root, 'dist/server/main.js'), STAND_IN)
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rm(root, { recursive: true, force: true }))

interface Demo {
  readonly child: ChildProcess
  /** What it wrote so far. */
  text(): string
  /** Waits for a text; fails when the demo ends without it. */
  says(text: string): Promise<void>
  /** Exit code. */
  readonly ended: Promise<number | null>
}

function demo(env: Record<string, string> = {}): Demo {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'simulators/demo.ts')], {
    cwd: root,
    env: { ...process.env, IOC_DATA_DIR: join(root, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let written = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (written += String(chunk)))
  const ended = new Promise<number | null>((done) => child.on('close', done))
  return {
    child,
    text: () => written,
    ended,
    async says(text) {
      let hasEnded = false
      void ended.then(() => {
        hasEnded = true
      })
      while (!written.includes(text)) {
        if (hasEnded) throw new Error(`the demo ended without saying ${text}:\n${written}`)
        await new Promise((done) => setTimeout(done, 50))
      }
    },
  }
}

const LIVE = 'All data is SIMULATED'
/** Where a demo said that its wall is, without the path. */
const hubOf = (run: Demo) => /(http:\/\/127\.0\.0\.1:\d+)\/wall/.exec(run.text())?.[1] ?? expect.fail(run.text())
/** What the stand-in had heard when it was stopped. */
const told = () =>
  JSON.parse(readFileSync(join(root, 'data/told'), 'utf8')) as { offline: number; readings: number; reports: number }

describe('npm run demo', () => {
  it('fills thirty days, lives, says goodbye; the next starts fill only what is missing, years before too', async () => {
    const first = demo()
    await first.says(LIVE)
    expect(first.text()).toMatch(/mqtt:\/\/127\.0\.0\.1:\d+/)
    const thisYear = dayOf(Date.now()).slice(0, 4)
    // Statistics of the years before still arrive: this is too early for them.
    expect(await hasEarlierYears(hubOf(first), DEFAULTS.edition, Date.now())).toBe(false)
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
    expect(told().readings).toBeGreaterThan(7 * 144 + 22 * 48)
    expect(told().offline).toBeGreaterThan(140)

    const second = demo()
    await second.says(LIVE)
    expect(dayOf(Date.now()).slice(0, 4), 'the year changed while this ran').toBe(thisYear)
    while (!(await hasEarlierYears(hubOf(second), DEFAULTS.edition, Date.now()))) {
      await new Promise((done) => setTimeout(done, 200))
    }
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    expect(told().readings).toBeLessThan(20)
    const communeYears = told().reports / (365 * UNIT_TREES[DEFAULTS.edition].communes.length)
    expect(communeYears).toBeGreaterThan(1)

    const third = demo()
    await third.says(LIVE)
    third.child.kill('SIGTERM')
    expect(await third.ended).toBe(0)
    expect(told().readings).toBeLessThan(20)
    expect(told().reports).toBeLessThan(5_000)
  }, 180_000)

  it('ends with the reason when the hub dies', async () => {
    const run = demo()
    await run.says(LIVE)
    await fetch(`${hubOf(run)}/die`).catch(() => undefined)
    expect(await run.ended).toBe(1)
    expect(run.text()).toContain('demo: the hub ended (exit code 7)')
  }, 60_000)

  it('shows the one line of a hub that cannot start', async () => {
    const run = demo({ PORT: 'taken' })
    expect(await run.ended).toBe(1)
    expect(run.text()).toContain('ioc: port 8080 on 127.0.0.1 is in use: set PORT to another')
    expect(run.text()).not.toContain('    at ')
  }, 30_000)
})
