import { comeBackAfterMs } from './caretaker.ts'

/**
 * Reloads the page once the hub answers, and never before: a reload into a dead hub would leave the browser's own error page
 * on the wall, from which nothing comes back by itself.
 * @returns stops trying
 */
export function reloadWhenReachable(random: () => number = Math.random): () => void {
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const attempt = (count: number) => {
    timer = setTimeout(async () => {
      const answers = await fetch('/healthz', { cache: 'no-store' }).then(
        (answer) => answer.ok,
        () => false,
      )
      if (stopped) return
      if (answers) location.reload()
      else attempt(count + 1)
    }, comeBackAfterMs(count, random()))
  }
  attempt(0)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
