import { useState } from 'react'
import type { ApiError } from './api.ts'

/**
 * The version of a matter that a form decides on: that of the moment in which it was opened. Whoever has been told of another's step, and sends again, decides
 * on what stands now.
 * @param now the version that is on the screen
 */
export function useDecidedVersion(now: number): {
  /** The version to send, by how the hub refused before. */
  readonly after: (refused: ApiError | undefined) => number
  /** Whoever looks has decided anew, on what stands now. */
  readonly renew: () => void
} {
  const [decided, setDecided] = useState(now)
  return {
    after(refused) {
      const version = refused?.code === 'changedMeanwhile' ? now : decided
      setDecided(version)
      return version
    },
    renew: () => setDecided(now),
  }
}
