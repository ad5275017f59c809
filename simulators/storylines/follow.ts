import type { PlayedStoryline } from '../../domain/storylines.ts'
import { SECOND_MS } from '../../domain/time.ts'
import type { Random } from '../random.ts'
import { badEvening } from './badEvening.ts'
import { CALM, type Effects } from './effects.ts'

const ASK_EVERY_MS = SECOND_MS
const PLAYS = { badEvening } satisfies Record<
  PlayedStoryline['storyline'],
  (random: Random, sinceMs: number) => Effects
>

/** Follows which storyline somebody has started at the hub. */
export interface StorylineFollower {
  /** @param at epoch ms of the city */
  effects(at: number): Effects
  start(): void
  stop(): void
}

/** @param ask what is being played; undefined: the hub did not answer, and what was played goes on until its end */
export function followStoryline({
  random,
  ask,
}: {
  random: Random
  ask: () => Promise<PlayedStoryline | null | undefined>
}): StorylineFollower {
  let played: PlayedStoryline | null = null
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function look(): Promise<void> {
    const answer = await ask()
    if (answer !== undefined) played = answer
    if (!isStopped) timer = setTimeout(() => void look(), ASK_EVERY_MS)
  }

  return {
    effects: (at) => (played === null || at >= played.until ? CALM : PLAYS[played.storyline](random, at - played.at)),
    start: () => void look(),
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
