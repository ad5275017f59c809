import type { Logger } from 'pino'
import type { KpiState, KpiValue } from '../../../domain/kpis/kpi.ts'
import type { KpiTurn, Span } from '../../../domain/since/since.ts'
import { DAY_MS, MINUTE_MS } from '../../../domain/time.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import type { Clock } from '../../clock.ts'
import type { Store } from '../../store/store.ts'

/** Who comes back after a shift asks what changed: minutes are soon enough, and what lasts no minute is no news. */
const LOOK_EVERY_MS = MINUTE_MS
/** With a longer pause between two looks nobody has watched. */
const WATCHING_MS = 3 * MINUTE_MS
/** Turns are kept for so long. */
export const TURNS_FOR_MS = 40 * DAY_MS

/** Keeps when KPIs came to be judged otherwise. */
export interface KpiTurns {
  start(): Promise<void>
  stop(): Promise<void>
  /** Looks at every KPI, and resolves when what it has found is durable or could not be kept. The hub does it once a minute. */
  look(): Promise<void>
}

/** @param rows every KPI of every unit as it stands */
export function createKpiTurns({
  rows,
  store,
  clock,
  edition,
  log,
}: {
  rows: () => Iterable<Pick<KpiValue, 'kpi' | 'unit' | 'state' | 'unheard'>>
  store: Pick<Store, 'kpiStates' | 'saveKpiLook'>
  clock: Clock
  edition: Edition
  log: Logger
}): KpiTurns {
  const known = new Map<string, KpiState>()
  let watch: Span | undefined
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined

  async function lookNow(): Promise<void> {
    const at = clock.now()
    const turns: KpiTurn[] = []
    const states: { readonly kpi: string; readonly unit: string; readonly state: KpiState }[] = []
    for (const { kpi, unit, state, unheard } of rows()) {
      // That a hub cannot hear says nothing of a figure.
      if (unheard) continue
      const was = known.get(`${kpi}|${unit}`)
      if (was === state) continue
      states.push({ kpi, unit, state })
      if (was !== undefined) turns.push({ kpi, unit, at, was, is: state })
    }
    const isWatching = watch !== undefined && at >= watch.to && at - watch.to <= WATCHING_MS
    const next = { from: isWatching ? (watch?.from ?? at) : at, to: at }
    try {
      await store.saveKpiLook({ edition, watch: next, turns, states, forgetBefore: at - TURNS_FOR_MS })
      watch = next
      for (const { kpi, unit, state } of states) known.set(`${kpi}|${unit}`, state)
    } catch (error) {
      // What was found is found again by the next look.
      log.warn({ error }, 'changes of KPIs could not be kept')
    }
  }

  function look(): Promise<void> {
    looking ??= lookNow().finally(() => {
      looking = undefined
    })
    return looking
  }

  return {
    async start() {
      for (const { kpi, unit, state } of await store.kpiStates(edition)) known.set(`${kpi}|${unit}`, state)
      timer = setInterval(() => void look(), LOOK_EVERY_MS)
    },
    async stop() {
      clearInterval(timer)
      await looking
    },
    look,
  }
}
