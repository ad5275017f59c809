import type { Clock } from './clock.ts'

/** Something that happens again and again. */
export interface Job {
  readonly everyMs: number
  /** Where in its interval it happens, 0…1: equal jobs are spread evenly by it. */
  readonly phase: number
  /** @param at the moment it was due, epoch ms */
  run(at: number): void
}

export interface Schedule {
  start(): void
  stop(): void
}

/** Fine enough that the frames of a hundred cameras leave one by one. */
const TICK_MS = 50

/**
 * Runs jobs at their moments of the clock, on the grid `k · everyMs + phase · everyMs`; at the start each once at the last moment
 * at which it would have been due, so that nothing is unknown for a minute. A process that was held up does each job once and
 * goes on from there: what was missed is not made up for.
 */
export function createSchedule({ clock, jobs }: { clock: Clock; jobs: readonly Job[] }): Schedule {
  const next = new Float64Array(jobs.length)
  let cancel: (() => void) | undefined

  function tick(): void {
    const now = clock.now()
    for (const [index, job] of jobs.entries()) {
      if ((next[index] ?? 0) > now) continue
      const offset = job.phase * job.everyMs
      const due = Math.floor((now - offset) / job.everyMs) * job.everyMs + offset
      next[index] = due + job.everyMs
      job.run(Math.round(due))
    }
  }

  return {
    start() {
      next.fill(0)
      cancel = clock.every(TICK_MS, tick)
    },
    stop() {
      cancel?.()
      cancel = undefined
    },
  }
}
