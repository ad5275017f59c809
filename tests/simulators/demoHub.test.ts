import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { hasEarlierYears, lastKnown } from '../../simulators/demo/history.ts'
import { type Hub, startHub } from '../../simulators/demo/hub.ts'
import { until } from './broker.ts'

const cleanup: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of cleanup.splice(0).reverse()) await undo()
})

/** Starts a program in the hub's place. */
async function started(program: string, aheadMs = 0): Promise<{ hub: Hub; said: string[] }> {
  const root = await mkdtemp(join(tmpdir(), 'demo-hub-'))
  cleanup.push(() => rm(root, { recursive: true, force: true }))
  await mkdir(join(root, 'dist/server'), { recursive: true })
  await writeFile(join(root, 'package.json'), '{"type":"module"}')
  await writeFile(join(root, 'dist/server/main.js'), program)
  const said: string[] = []
  const hub = startHub({ root, env: process.env, aheadMs, say: (line) => said.push(line) })
  cleanup.push(hub.stop)
  return { hub, said }
}

const SERVING = `
import { createServer } from 'node:http'
import { Worker } from 'node:worker_threads'
// As the hub's store does: a thread must not be mistaken for the end of whoever started the hub.
new Worker('setTimeout(() => {}, 300)', { eval: true })
let asked = 0
const server = createServer((request, response) => {
  response.statusCode = asked++ < 2 ? 503 : 200
  response.end('{}')
})
server.listen(0, '127.0.0.1', () => {
  const log = (entry) => console.log(JSON.stringify(entry))
  log({ level: 30, msg: 'quiet' })
  log({ level: 40, msg: 'mind this', disk: 'slow' })
  log({ level: 30, msg: 'ready', http: 'http://127.0.0.1:' + server.address().port, mqtt: 'mqtt://127.0.0.1:1' })
})
process.on('SIGTERM', () => process.exit(0))
`

describe('the hub as a child', () => {
  it('is ready when it says so itself; of its log only warnings are shown', async () => {
    const { hub, said } = await started(SERVING)
    const { http, mqtt } = await hub.ready()
    expect(http).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(mqtt).toBe('mqtt://127.0.0.1:1')
    expect(said).toEqual(['hub: mind this {"disk":"slow"}'])
    await hub.stop()
    expect(await hub.ended).toBe('exit code 0')
  })

  it('that cannot start shows its one line, and says how it ended', async () => {
    const { hub, said } = await started(
      `console.error('ioc: port 8080 on 127.0.0.1 is in use: set PORT'); process.exit(1)`,
    )
    await expect(hub.ready()).rejects.toThrow('the hub ended (exit code 1)')
    expect(said).toEqual(['ioc: port 8080 on 127.0.0.1 is in use: set PORT'])
  })

  it('stops when whoever started it is killed', async () => {
    const root = await mkdtemp(join(tmpdir(), 'demo-hub-'))
    cleanup.push(() => rm(root, { recursive: true, force: true }))
    await mkdir(join(root, 'dist/server'), { recursive: true })
    await writeFile(join(root, 'package.json'), '{"type":"module"}')
    const mark = join(root, 'stopped')
    await writeFile(
      join(root, 'dist/server/main.js'),
      `import { writeFileSync } from 'node:fs'
       process.on('SIGTERM', () => { writeFileSync(${JSON.stringify(mark)}, ''); process.exit(0) })
       setInterval(() => {}, 1000)
       console.log('up')`,
    )
    const starter = join(import.meta.dirname, '../../simulators/demo/hub.ts')
    const program = `import { startHub } from ${JSON.stringify(starter)}
      startHub({ root: ${JSON.stringify(root)}, env: process.env, say: (line) => console.log(line) })`
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((up) => parent.stdout.once('data', () => up()))
    parent.kill('SIGKILL')
    await until(() => existsSync(mark))
  })

  it('has the clock it is given, in its threads too; nothing in its environment sets it', async () => {
    const program = `
      import { Worker } from 'node:worker_threads'
      console.log(String(Date.now()))
      const says = "import { parentPort } from 'node:worker_threads'; parentPort.postMessage(Date.now())"
      const thread = new Worker(new URL('data:text/javascript,' + encodeURIComponent(says)))
      thread.on('message', (at) => { console.log(String(at)); process.exit(0) })`
    const { hub, said } = await started(program, 50 * 3_600_000)
    await hub.ended
    expect(said).toHaveLength(2)
    for (const at of said) expect(Math.abs(Number(at) - Date.now() - 50 * 3_600_000)).toBeLessThan(30_000)
  })

  it('that dies is noticed', async () => {
    const { hub } = await started(`process.kill(process.pid, 'SIGKILL')`)
    expect(await hub.ended).toBe('signal SIGKILL')
  })
})

describe('what history there is', () => {
  async function answering(status: number, body: unknown, path = '/api/v1/sensors/MN-CAN-THO'): Promise<string> {
    const server = createServer((request, response) => {
      response.statusCode = request.url === path ? status : 500
      response.end(JSON.stringify(body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    cleanup.push(() => server.close())
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  it('is known by the last reading of the Cần Thơ gauge', async () => {
    expect(await lastKnown(await answering(200, { reading: { at: 1795402803000 } }))).toBe(1795402803000)
  })

  it('is none when the gauge is unknown or has never spoken', async () => {
    expect(await lastKnown(await answering(404, {}))).toBeUndefined()
    expect(await lastKnown(await answering(200, { reading: { at: null } }))).toBeUndefined()
    expect(await lastKnown(await answering(200, { reading: null }))).toBeUndefined()
  })

  it('has the years before when the report is there that came last of them', async () => {
    const at = Date.parse('2026-01-01T00:30:00+07:00')
    const path = '/api/v1/statistics?unit=31298&system=feedback&from=2025-12-31&to=2025-12-31'
    const asked = async (status: number, body: unknown) =>
      hasEarlierYears(await answering(status, body, path), '2021', at)
    expect(await asked(200, { reports: [{ unit: '31298' }] })).toBe(true)
    expect(await asked(200, { reports: [] })).toBe(false)
    await expect(asked(503, {})).rejects.toThrow('503')
  })

  it('is not guessed when the hub cannot say', async () => {
    await expect(lastKnown(await answering(503, {}))).rejects.toThrow('503')
  })
})
