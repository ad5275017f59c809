import { use, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { MatterKind } from '../../domain/matters/fact.ts'
import type { Reception } from '../../domain/reception.ts'
import type { Edition } from '../../domain/units/unit.ts'
import { EDITIONS } from '../../domain/units/unit.ts'
import type { FeedName, Feeds } from '../../domain/wire.ts'
import type { ConnectionState } from './connection.ts'
import type { OnFrame } from './frameReceiver.ts'
import { LiveContext, PastContext } from './LiveContext.ts'
import type { LiveClient } from './liveClient.ts'
import { createPacedRows, type PacedRows } from './pacedRows.ts'
import { type Judging, judgingOf, receptionOf, receptionOfHub } from './reception.ts'

function useClient(): LiveClient {
  const client = use(LiveContext)
  if (client === undefined) throw new Error('live data is used outside of <LiveProvider>')
  return client
}

/** Whether this shows a past moment, which is the hub's clock here and stands still. */
export function useIsPast(): boolean {
  return use(PastContext)
}

/** Whether the hub speaks. */
export function useConnection(): ConnectionState {
  const client = useClient()
  return useSyncExternalStore(client.onConnection, client.connection)
}

/** Whether the hub speaks, also on a page without a line to it: undefined there. */
export function useLine(): ConnectionState | undefined {
  const client = use(LiveContext)
  return useSyncExternalStore(client?.onConnection ?? noLine, () => client?.connection())
}

const noLine = () => () => undefined

/** The hub's clock, epoch ms; a new value each second. */
export function useNow(): number {
  const { ticker } = useClient()
  return useSyncExternalStore(ticker.onTick, ticker.now)
}

/** The hub's time, epoch ms; undefined while only this machine's clock is known, which may be wrong by weeks: nothing is late by it. */
export function useHubNow(): number | undefined {
  const now = useNow()
  return useClient().moment().isHubs ? now : undefined
}

/** Whether what the city says reaches this screen; the same object while that does not change. */
export function useReception(): Reception {
  const reception = receptionOf(useConnection(), useRow('hub', 'hub'), useNow())
  const last = useRef(reception)
  if (!isSame(last.current, reception)) last.current = reception
  return last.current
}

/** Whether the hub can hear the city, by its own word. The hub's figures are judged by that, whatever has cut this screen off since. */
export function useReceptionOfHub(): Reception {
  return receptionOfHub(useReception(), useRow('hub', 'hub'))
}

/** By when the city is judged: now, or when it was heard last; see `judgingOf`. */
export function useJudging(): Judging {
  const reception = useReception()
  const hub = useRow('hub', 'hub')
  const now = useNow()
  // Of a past moment it is known what could be heard then.
  const judging = useIsPast() ? { now, reception, asOf: undefined } : judgingOf(reception, hub, now)
  const last = useRef(judging.reception)
  if (!isSame(last.current, judging.reception)) last.current = judging.reception
  return { ...judging, reception: last.current }
}

function isSame(a: Reception, b: Reception): boolean {
  return a.is === b.is && a.since === b.since && (a.is === 'cut' ? a.cause : '') === (b.is === 'cut' ? b.cause : '')
}

/** What a screen of a wall tells the hub, and reads for it when it does: see `LiveClient`. */
export function useWallLine(): Pick<LiveClient, 'now' | 'painted' | 'dropped' | 'build'> & {
  dataAt(): number | undefined
} {
  const client = useClient()
  return useMemo(
    () => ({
      now: client.now,
      painted: client.painted,
      dropped: client.dropped,
      build: client.build,
      dataAt: client.dataAt,
    }),
    [client],
  )
}

/** The hub's clock to the millisecond, epoch ms: for what has to happen on several screens at once. */
export function useExactClock(): () => number {
  return useClient().now
}

/** Keeps the page free for what happens on several screens at once: see `LiveClient`. */
export function useHoldAround(): (moment: number) => void {
  return useClient().holdAround
}

/** Tells the hub that a wall's control page is open here, for as long as it is. */
export function useAttending(wall: string | undefined): void {
  const client = useClient()
  useEffect(() => {
    if (wall === undefined) return
    client.attend(wall)
    return () => client.attend(null)
  }, [client, wall])
}

/**
 * Tells the hub that something people deal with is open here, and who else has it open now.
 * @returns their names; undefined: nobody can say
 */
export function useLookers(kind: MatterKind, id: string | undefined): readonly string[] | undefined {
  const client = useClient()
  useEffect(() => {
    if (id === undefined) return
    client.look({ kind, id })
    return () => client.look(null)
  }, [client, kind, id])
  const looking = useSyncExternalStore(client.onLooking, client.looking)
  return looking?.kind === kind && looking.id === id ? looking.people : undefined
}

/** Reads the hub's clock when asked, epoch ms: for what happens at a press. */
export function useHubClock(): () => number {
  return useClient().ticker.now
}

/**
 * Something that follows from the hub's clock: an age, a state. Renders again only when it has become another, not with every second.
 * @param read from epoch ms to a value that compares by itself: a text, a number, a name
 */
export function useFromNow<T extends string | number | boolean | undefined>(read: (now: number) => T): T {
  const { ticker } = useClient()
  return useSyncExternalStore(ticker.onTick, () => read(ticker.now()))
}

/** Twice a second is as often as anybody reads a long list. */
const PACE_MS = 500
/** A list this long is put in order within one beat. */
const SHORT_ROWS = 200

/** All rows of a feed by key, as `useRows`; of a long feed at most twice a second: what is put in order as a whole costs more than a row. */
export function usePacedRows<F extends FeedName>(feed: F): ReadonlyMap<string, Feeds[F]> {
  const client = useClient()
  const paced = useMemo(
    () => createPacedRows(client.store, feed, { now: () => performance.now(), paceMs: PACE_MS, short: SHORT_ROWS }),
    [client, feed],
  )
  return useSyncExternalStore(
    useCallback((listener) => listening(client, feed, paced.listen(listener)), [client, feed, paced]),
    paced.rows,
  )
}

/** What is read from six metres away settles, it does not flicker. */
const STEADY_MS = 1_000
const steady = new WeakMap<LiveClient, Map<FeedName, unknown>>()

/** One for all who ask: what is put in order from the same rows is put in order once. */
function steadyRowsOf<F extends FeedName>(client: LiveClient, feed: F): PacedRows<F> {
  const ofClient = steady.get(client) ?? new Map<FeedName, unknown>()
  steady.set(client, ofClient)
  const known = ofClient.get(feed) as PacedRows<F> | undefined
  if (known !== undefined) return known
  const made = createPacedRows(client.store, feed, { now: () => performance.now(), paceMs: STEADY_MS, short: 0 })
  ofClient.set(feed, made)
  return made
}

/** All rows of a feed by key, changed at most once a second; the first change after a rest shows at once. Nothing renders in between. */
export function useSteadyRows<F extends FeedName>(feed: F): ReadonlyMap<string, Feeds[F]> {
  const client = useClient()
  const rows = steadyRowsOf(client, feed)
  return useSyncExternalStore(
    useCallback((listener) => listening(client, feed, rows.listen(listener)), [client, feed, rows]),
    rows.rows,
  )
}

/** All rows of a feed by key. Another object when something in the feed has changed, at most once a frame. */
export function useRows<F extends FeedName>(feed: F): ReadonlyMap<string, Feeds[F]> {
  const client = useClient()
  return useSyncExternalStore(
    useCallback((listener) => listening(client, feed, client.store.onRows(feed, listener)), [client, feed]),
    useCallback(() => client.store.rows(feed), [client, feed]),
  )
}

/** One row; renders again only when that row has changed. */
export function useRow<F extends FeedName>(feed: F, key: string | undefined): Feeds[F] | undefined {
  const client = useClient()
  return useSyncExternalStore(
    useCallback(
      (listener) =>
        listening(client, feed, key === undefined ? () => undefined : client.store.onRow(feed, key, listener)),
      [client, feed, key],
    ),
    useCallback(() => (key === undefined ? undefined : client.store.row(feed, key)), [client, feed, key]),
  )
}

/**
 * Something that follows from one row. Renders again only when it has become another, not whenever the row has changed.
 * @param read to a value that compares by itself: a text, a number, a name
 */
export function useFromRow<F extends FeedName, T extends string | number | boolean | undefined>(
  feed: F,
  key: string,
  read: (row: Feeds[F] | undefined) => T,
): T {
  const client = useClient()
  return useSyncExternalStore(
    useCallback((listener) => listening(client, feed, client.store.onRow(feed, key, listener)), [client, feed, key]),
    () => read(client.store.row(feed, key)),
  )
}

/** Some rows, in the order of their keys; renders again only when one of them has changed. @param keys the same list while it says the same */
export function useRowsOf<F extends FeedName>(feed: F, keys: readonly string[]): readonly (Feeds[F] | undefined)[] {
  const client = useClient()
  const last = useRef<readonly (Feeds[F] | undefined)[]>([])
  return useSyncExternalStore(
    useCallback(
      (listener) => {
        const stops = keys.map((key) => listening(client, feed, client.store.onRow(feed, key, listener)))
        return () => {
          for (const stop of stops) stop()
        }
      },
      [client, feed, keys],
    ),
    useCallback(() => {
      const rows = keys.map((key) => client.store.row(feed, key))
      const isSame = rows.length === last.current.length && rows.every((row, i) => row === last.current[i])
      if (!isSame) last.current = rows
      return last.current
    }, [client, feed, keys]),
  )
}

/** A snapshot of the feed has come: what is not in it does not exist. */
export function useFeedReady(feed: FeedName): boolean {
  const client = useClient()
  return useSyncExternalStore(
    useCallback((listener) => listening(client, feed, client.store.onRows(feed, listener)), [client, feed]),
    useCallback(() => client.store.isReady(feed), [client, feed]),
  )
}

/** Which map of units the hub keeps; undefined until it has said so. */
export function useEdition(): Edition | undefined {
  const edition = useRow('hub', 'hub')?.edition
  return EDITIONS.find((known) => known === edition)
}

/**
 * Draws the frames of a camera while the component stands and the page is seen.
 * @param onFrame draws the bitmap at once and does not keep it: it is closed when this returns
 */
export function useFrame(camera: string | undefined, onFrame: OnFrame): void {
  const client = useClient()
  const latest = useRef(onFrame)
  useEffect(() => {
    latest.current = onFrame
  })
  useEffect(() => {
    if (camera === undefined) return
    return client.frames.watch(camera, (bitmap, head) => latest.current(bitmap, head))
  }, [client, camera])
}

/** Listening to a feed is using it. */
function listening(client: LiveClient, feed: FeedName, stopListening: () => void): () => void {
  const endUse = client.use(feed)
  return () => {
    stopListening()
    endUse()
  }
}
