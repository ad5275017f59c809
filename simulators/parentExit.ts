import { readFileSync } from 'node:fs'

const LOOK_EVERY_MS = 1_000

/**
 * Calls `left` once whoever started this process is gone. `npm run` ends on SIGTERM without handing it on: its shell dies, and
 * what ran below it is left over. Our parent may be the TypeScript runner, so its parent counts too. Linux only, where `/proc`
 * tells; elsewhere our own parent is all that is watched.
 */
export function onParentExit(left: () => void): void {
  const parent = process.ppid
  const grandparent = parentOf(parent)
  const timer = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return
    clearInterval(timer)
    left()
  }, LOOK_EVERY_MS)
  timer.unref()
}

/** Undefined where it cannot be told. */
function parentOf(pid: number): number | undefined {
  try {
    // `pid (name) state ppid …`; a name may hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}
