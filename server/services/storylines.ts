import type { PlayedStoryline } from '../../domain/storylines.ts'
import type { Clock } from '../clock.ts'

/** What the demo's city is asked to play. It asks the hub for it; a hub that is started anew plays nothing. */
export interface Storylines {
  running(): PlayedStoryline | null
  start(storyline: PlayedStoryline): void
  end(): void
}

export function createStorylines({ clock }: { clock: Clock }): Storylines {
  let played: PlayedStoryline | null = null
  return {
    running: () => (played !== null && clock.now() < played.until ? played : null),
    start(storyline) {
      played = storyline
    },
    end() {
      played = null
    },
  }
}
