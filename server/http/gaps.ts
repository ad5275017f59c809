import { QUERIES } from '../../domain/queries/index.ts'
import { DAY_MS } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import { answers, type Route } from './route.ts'

const LOOK_BACK_MS = 30 * DAY_MS

export function gapRoutes({ store, clock }: { store: Pick<Store, 'dataGaps'>; clock: Clock }): Route[] {
  return [
    answers(QUERIES.gaps, async ({ query: { to = clock.now(), from = to - LOOK_BACK_MS } }) => {
      if (from >= to) throw new Problem('fromAfterTo')
      return { gaps: await store.dataGaps({ from, to }) }
    }),
  ]
}
