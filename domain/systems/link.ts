/**
 * A connection between two systems as it stands. `state` is what was last said of it; how old that is, `at` tells.
 */
export interface Link {
  /** `${system}/${link}` as declared in `SYSTEMS`. */
  readonly key: string
  readonly system: string
  readonly link: string
  readonly state: 'up' | 'down'
  /** When this was said, and received, epoch ms. */
  readonly at: number
  readonly receivedAt: number
  /** Since when it has been in this state, as far as anybody knows; epoch ms. */
  readonly since: number | null
  /** When something last went through, epoch ms; null when nobody said. */
  readonly lastSuccessAt: number | null
  readonly simulated: boolean
  /** Told again from the broker's memory and not yet live. */
  readonly retained: boolean
}
