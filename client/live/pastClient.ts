import { ALWAYS_OPEN } from '../../domain/reception.ts'
import type { FeedName, Feeds } from '../../domain/wire.ts'
import type { AnswerTo } from './ask.ts'
import type { ConnectionState } from './connection.ts'
import type { FeedStore } from './feedStore.ts'
import type { LiveClient } from './liveClient.ts'

/** Feeds that say what the city is made of and judged by, not how it stands: of these the present is shown. */
const LASTING: ReadonlySet<FeedName> = new Set<FeedName>(['thresholds'])
const NOTHING: ReadonlyMap<string, never> = new Map<string, never>()
const nothing = () => () => undefined

/**
 * The city as it was at a moment, for whatever reads it as live: the same hooks, a clock that stands still, and no row of now.
 * @param told what the hub kept of that moment; undefined: it has not answered yet
 */
export function pastClient(live: LiveClient, moment: number, told: AnswerTo<'/past/sensors'> | undefined): LiveClient {
  const { sensors = [], gaps = [] } = told ?? {}
  const hub = live.store.row('hub', 'hub')
  const [gap] = gaps
  const rows: { readonly [F in FeedName]?: ReadonlyMap<string, Feeds[F]> } = {
    sensors: new Map(sensors.map(({ sensor }) => [sensor.id, sensor])),
    readings: new Map(sensors.flatMap(({ reading }) => (reading === null ? [] : [[reading.id, reading] as const]))),
    ...(hub !== undefined && {
      hub: new Map([
        [
          hub.id,
          // Nobody can judge the silence of a time in which the hub itself may have heard nothing.
          {
            ...hub,
            now: moment,
            reception: gap === undefined ? ALWAYS_OPEN : { is: 'cut', since: gap.from, cause: 'broker' },
          },
        ],
      ]),
    }),
  }
  const rowsOf = <F extends FeedName>(feed: F): ReadonlyMap<string, Feeds[F]> =>
    LASTING.has(feed) ? live.store.rows(feed) : (rows[feed] ?? NOTHING)
  const store: FeedStore = {
    ...live.store,
    rows: rowsOf,
    row: (feed, key) => rowsOf(feed).get(key),
    isReady: (feed) => (LASTING.has(feed) ? live.store.isReady(feed) : told !== undefined),
    onRows: (feed, listener) => (LASTING.has(feed) ? live.store.onRows(feed, listener) : () => undefined),
    onRow: (feed, key, listener) => (LASTING.has(feed) ? live.store.onRow(feed, key, listener) : () => undefined),
  }
  const line: ConnectionState = { is: 'live', since: 0 }
  return {
    ...live,
    ...{ store, connection: () => line, onConnection: nothing, now: () => moment },
    ticker: { now: () => moment, onTick: nothing, corrected: () => undefined },
    use: (feed) => (LASTING.has(feed) ? live.use(feed) : () => undefined),
  }
}
