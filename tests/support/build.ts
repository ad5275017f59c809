import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** The browser tests and those that kill the hub need what users run: both builds, made once before all tests when sources are newer. */
export default function build(): void {
  const builtAt = Math.min(modified('dist/client/index.html'), modified('dist/server/main.js'))
  const sources = [
    'domain',
    'server',
    'client',
    'public',
    'package.json',
    'precompress.ts',
    'consoleShell.ts',
    'vite.config.ts',
  ]
  if (builtAt > Math.max(...sources.map(newest))) return
  for (const args of [[], ['--ssr']]) {
    execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', ...args], {
      cwd: root,
      // The test runner's own mode would build the screens for development: slower, and full of this machine's paths.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
}

function modified(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function newest(path: string): number {
  const full = join(root, path)
  if (!statSync(full).isDirectory()) return modified(path)
  return readdirSync(full, { recursive: true, encoding: 'utf8' }).reduce(
    (latest, name) => Math.max(latest, modified(join(path, name))),
    0,
  )
}
