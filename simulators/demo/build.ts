import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = ['client', 'server', 'domain', 'public', 'precompress.ts', 'vite.config.ts', 'package-lock.json']
/** Screens and hub, with what is there when each has been built. */
const BUILDS = [
  { args: ['build'], made: 'dist/client/index.html' },
  { args: ['build', '--ssr'], made: 'dist/server/main.js' },
] as const

/**
 * Builds screens and hub with the project's own Vite, silently; not what is newer than every source already.
 * @throws with the output of the build that failed
 */
export async function buildAll(root: string, signal: AbortSignal): Promise<void> {
  const newest = newestOf(SOURCES.map((name) => join(root, name)))
  const stale = BUILDS.filter(({ made }) => {
    const path = join(root, made)
    return !existsSync(path) || statSync(path).mtimeMs <= newest
  })
  await Promise.all(stale.map(({ args }) => vite(root, args, signal)))
}

function newestOf(paths: readonly string[]): number {
  let newest = 0
  for (const path of paths) {
    if (!existsSync(path)) continue
    const { mtimeMs } = statSync(path)
    newest = Math.max(newest, mtimeMs)
    if (!statSync(path).isDirectory()) continue
    newest = Math.max(newest, newestOf(readdirSync(path).map((name) => join(path, name))))
  }
  return newest
}

function vite(root: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cli = join(root, 'node_modules/vite/bin/vite.js')
    const env = { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' }
    const child: ChildProcess = spawn(process.execPath, [cli, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const kill = () => child.kill()
    signal.addEventListener('abort', kill, { once: true })
    child.on('error', reject)
    child.on('close', (code) => {
      signal.removeEventListener('abort', kill)
      if (code === 0 || signal.aborted) resolve()
      else reject(new Error(`vite ${args.join(' ')} failed:\n${output}`))
    })
  })
}
