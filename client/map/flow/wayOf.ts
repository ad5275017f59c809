import type { KnownFlow } from './useRiverFlow.ts'

/** Slower than this the water stands, m/s; and slower than that it hardly moves. */
const STANDS_MPS = 0.05
const SLACK_MPS = 0.15

/** Which way the river flows; `slack` and `unclear`: it may as well flow the other way, for the model is less certain than the flow is strong. */
type Way = 'down' | 'up' | 'stands' | 'slack' | 'unclear'

type Modelled = Pick<Extract<KnownFlow, { is: 'modelled' }>, 'speed' | 'uncertainty'>

export function wayOf({ speed, uncertainty }: Modelled): Way {
  const fast = Math.abs(speed)
  if (Math.max(fast, uncertainty) < STANDS_MPS) return 'stands'
  if (fast <= uncertainty) return fast < SLACK_MPS ? 'slack' : 'unclear'
  if (fast < STANDS_MPS) return 'stands'
  return speed < 0 ? 'up' : 'down'
}

/** What is drawn of it, m/s towards the sea: nothing while no way is known. */
export function drawnSpeed(flow: Modelled): number {
  const way = wayOf(flow)
  return way === 'down' || way === 'up' ? flow.speed : 0
}
