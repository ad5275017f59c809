import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Where the hub says it can be reached. */
export interface HubAddresses {
  readonly http: string
  readonly mqtt: string
}

/** The hub as a process of its own. */
export interface Hub {
  /** Resolves once `/readyz` answers that all is there. @throws when it does not within half a minute, or the hub ends first */
  ready(): Promise<HubAddresses>
  /** Resolves when the hub has ended, with why. */
  readonly ended: Promise<string>
  /** Asks it to stop; after nine seconds it is not asked any more. */
  stop(): Promise<void>
}

const READY_WITHIN_MS = 30_000
const STOP_WITHIN_MS = 9_000
/**
 * Loaded into the hub before itself: when we are gone, killed even, its input ends and it stops as if asked to. Its worker threads
 * load this too, and have an input of their own that says nothing.
 */
const ENDS_WITH_US = `data:text/javascript,${encodeURIComponent(`
  import { isMainThread } from 'node:worker_threads'
  if (isMainThread) process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM')).resume()
`)}`
/**
 * Loaded into the hub before itself: its clock is ahead by so many ms. The hub has no setting for that, so that none of production can be
 * started with a wrong clock.
 */
export const clockAhead = (ms: number) =>
  `data:text/javascript,${encodeURIComponent(`const { now } = Date; Date.now = () => now() + ${ms}`)}`
/** Levels of the hub's log, as pino numbers them. */
const WARNING = 40

/**
 * @param env handed on: PORT, MQTT_PORT, IOC_DATA_DIR and the rest
 * @param aheadMs how far the hub's clock is ahead of the machine's
 * @param say a warning of the hub, or a line it wrote outside its log
 */
export function startHub({
  root,
  env,
  aheadMs = 0,
  say,
}: {
  root: string
  env: NodeJS.ProcessEnv
  aheadMs?: number
  say: (line: string) => void
}): Hub {
  const loaded = aheadMs === 0 ? [ENDS_WITH_US] : [ENDS_WITH_US, clockAhead(aheadMs)]
  const args = [...loaded.flatMap((module) => ['--import', module]), join(root, 'dist/server/main.js')]
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: root,
    // It tells its addresses in a line of this level.
    // The halls are drawn: nobody is on their pictures.
    env: { IOC_CAMERA_PICTURES: 'clear', ...env, LOG_LEVEL: 'info', IOC_DEMO: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A Ctrl-C is for the demo, which says goodbye to the hub before it stops it.
    detached: true,
  })
  let addresses: HubAddresses | undefined

  function read(line: string): void {
    const entry = parseLine(line)
    if (entry === undefined) {
      say(line)
      return
    }
    const { http, mqtt, msg, level } = entry
    if (msg === 'ready' && typeof http === 'string' && typeof mqtt === 'string') addresses = { http, mqtt }
    if (typeof level === 'number' && level >= WARNING) say(`hub: ${describe(entry)}`)
  }
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', read)
  }

  let hasEnded = false
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    // 'close' comes after the last line was read, so that its reason stands above ours.
    child.on('close', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`))
  }).finally(() => {
    hasEnded = true
  })

  async function isReady(http: string): Promise<boolean> {
    try {
      const response = await fetch(`${http}/readyz`, { signal: AbortSignal.timeout(2_000) })
      return response.ok
    } catch {
      return false
    }
  }

  return {
    ended,
    async ready() {
      for (let waited = 0; waited < READY_WITHIN_MS && !hasEnded; waited += 100) {
        if (addresses !== undefined && (await isReady(addresses.http))) return addresses
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error(hasEnded ? `the hub ended (${await ended})` : 'the hub was not ready within half a minute')
    },
    async stop() {
      if (hasEnded) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
      await ended
      clearTimeout(timer)
    },
  }
}

function parseLine(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** What a log entry says, with the fields beside the message. */
function describe(entry: Record<string, unknown>): string {
  const { level, time, pid, hostname, msg, ...rest } = entry
  const fields = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : ''
  return `${String(msg ?? '')}${fields}`.slice(0, 600)
}
