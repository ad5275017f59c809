/** First pause before asking whether the hub answers; doubled up to the longest. */
const FIRST_PAUSE_MS = 3_000
const LONGEST_PAUSE_MS = 30_000

/** Pause before the attempt with this number (from 0), ms. @param random 0…1, so that screens that broke together do not return together */
export function pauseBefore(attempt: number, random: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (0.5 + random)
}

/** A line that is cut without a word answers nothing for ever. */
const ANSWER_WITHIN_MS = 10_000

const hubAnswers = () =>
  fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).then(
    (answer) => answer.ok,
    () => false,
  )

/** Begins the page anew as soon as the hub answers: now, where it does. */
export function beginAnew(): void {
  reloadWhenReachable({ isAtOnce: true })
}

/**
 * Reloads the page once the hub answers and never before: reloading into a dead hub would leave the browser's own error page, from which
 * nothing comes back.
 * @param isReachable asks the hub; must not reject
 * @returns stops trying
 */
export function reloadWhenReachable({
  isReachable = hubAnswers,
  reload = () => location.reload(),
  random = Math.random,
  isAtOnce = false,
}: {
  isReachable?: () => Promise<boolean>
  reload?: () => void
  random?: () => number
  /** The page stands and should begin anew: the hub is asked now, not after a pause. */
  isAtOnce?: boolean
} = {}): () => void {
  let isStopped = false
  let timer: ReturnType<typeof setTimeout>
  const attempt = (count: number) => {
    timer = setTimeout(
      async () => {
        const answers = await isReachable()
        if (isStopped) return
        if (answers) reload()
        else attempt(count + 1)
      },
      isAtOnce && count === 0 ? 0 : pauseBefore(count, random()),
    )
  }
  attempt(0)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
