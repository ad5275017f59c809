/**
 * Where a condition stands. It is raised after it has held for its time, and cleared after it has been gone for as long: what hovers
 * around a limit makes one alert, not twenty.
 */
export type ConditionState =
  | { readonly is: 'normal' }
  | { readonly is: 'pending'; readonly since: number }
  | { readonly is: 'raised' }
  | { readonly is: 'clearing'; readonly since: number }

/**
 * - `on`: at or beyond the limit
 * - `off`: back by more than the hysteresis
 * - `between`: in between; neither raises nor clears
 * - `unknown`: the value is stale or absent, and says nothing
 */
export type Condition = 'on' | 'off' | 'between' | 'unknown'

/**
 * @param now epoch ms
 * @param goneForMs how long it must have been gone; as long as it must have held, unless said
 */
export function nextState(
  state: ConditionState,
  condition: Condition,
  now: number,
  holdMs: number,
  goneForMs: number = holdMs,
): ConditionState {
  if (condition === 'unknown') return state
  switch (state.is) {
    case 'normal':
      if (condition !== 'on') return state
      return holdMs <= 0 ? { is: 'raised' } : { is: 'pending', since: now }
    case 'pending':
      if (condition !== 'on') return { is: 'normal' }
      return now - state.since >= holdMs ? { is: 'raised' } : state
    case 'raised':
      if (condition !== 'off') return state
      return goneForMs <= 0 ? { is: 'normal' } : { is: 'clearing', since: now }
    case 'clearing':
      if (condition !== 'off') return { is: 'raised' }
      return now - state.since >= goneForMs ? { is: 'normal' } : state
  }
}

/** Whether an alert stands in this state. */
export function stands(state: ConditionState): boolean {
  return state.is === 'raised' || state.is === 'clearing'
}

/** A number against a limit with hysteresis. */
export function againstLimit(value: number | null | undefined, limit: number, hysteresis: number): Condition {
  if (value === null || value === undefined) return 'unknown'
  if (value >= limit) return 'on'
  return value < limit - hysteresis ? 'off' : 'between'
}
