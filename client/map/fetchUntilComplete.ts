import { pauseBefore } from '../ui/reloadWhenReachable.ts'

/**
 * Resolves once a file has been read to its end, and so is in the browser's cache. What is refused, or breaks off half way as the hub
 * goes away, is asked for again. Never rejects.
 * @param pause before the next attempt, ms
 */
export async function fetchUntilComplete(
  url: string,
  pause: (attempt: number) => number = (attempt) => pauseBefore(attempt, Math.random()),
): Promise<void> {
  for (let attempt = 0; !(await isWhole(url)); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, pause(attempt)))
  }
}

const WHOLE_WITHIN_MS = 120_000

async function isWhole(url: string): Promise<boolean> {
  try {
    // A line that is cut without a word answers nothing for ever.
    const answer = await fetch(url, { signal: AbortSignal.timeout(WHOLE_WITHIN_MS) })
    return answer.ok && (await answer.arrayBuffer()).byteLength > 0
  } catch {
    return false
  }
}
