import type { Looking, MatterRef } from '../../domain/matters/looking.ts'
import type { Painted } from '../../domain/walls/report.ts'
import type { FeedName, Scope } from '../../domain/wire.ts'
import type { Connection, ConnectionState } from './connection.ts'
import { createFeedStore, type FeedStore } from './feedStore.ts'
import { createFrameReceiver, type FrameReceiver } from './frameReceiver.ts'
import { createHeldBack } from './heldBack.ts'
import { createHubClock, type Moment } from './hubClock.ts'
import { SILENCE_MS } from './reception.ts'
import { createSubscriptions } from './subscriptions.ts'
import { createTicker, type Ticker } from './ticker.ts'

/** After this silence the line is given up and begun anew. */
const GIVE_UP_MS = 15_000
/** A hidden page follows the city so long; then it rests until it is looked at. */
const REST_AFTER_MS = 30_000
/** The hub's heartbeat. */
const BEAT_EVERY_MS = 1_000
/** The hub's time is asked for so often when a line has begun, and then now and again. */
const FIRST_EXCHANGES = 6
const FIRST_EXCHANGES_EVERY_MS = 250
const EXCHANGE_EVERY_MS = 10_000
/** Screens that find a new build reload within this time, not all at once. */
const RELOAD_WITHIN_MS = 8_000

/** Everything a page knows of the hub. */
export interface LiveClient {
  readonly store: FeedStore
  readonly frames: Pick<FrameReceiver, 'watch'>
  readonly ticker: Ticker
  /** The hub's clock to the millisecond, epoch ms; `ticker` tells its seconds. */
  now(): number
  /** When it is, and by whose clock; also without a line. */
  moment(): Moment
  /**
   * Around a moment at which several screens change at once, epoch ms on the hub's clock, the page has nothing else to draw: seconds and what changes
   * meanwhile are told after it, a tenth of a second later at most. A snapshot is told at once, since something waits for it.
   */
  holdAround(moment: number): void
  /** Tells the hub what this screen of a wall has painted. */
  painted(report: Painted): void
  /** Tells the hub which wall's control page is open here, now and whenever the line comes back. */
  attend(wall: string | null): void
  /** Tells the hub what is open here, now and whenever the line comes back. */
  look(matter: MatterRef | null): void
  /** Who else has it open, as the hub told last; undefined: it has not, or nothing is open. */
  looking(): Looking | undefined
  onLooking(listener: () => void): () => void
  /** Seconds of the hub's heartbeat that never came since the page began. */
  dropped(): number
  /** The hub's time at its last word at which nothing that is shown was of before; undefined until it has spoken. */
  dataAt(): number | undefined
  /** The hub's version that served this page; undefined until the hub has spoken. */
  build(): string | undefined
  connection(): ConnectionState
  onConnection(listener: () => void): () => void
  /** @returns ends the use */
  use(feed: FeedName): () => void
  setHidden(isHidden: boolean): void
  start(): void
  stop(): void
}

/**
 * @param monotonic ms that never jump; @param wall epoch ms of this machine
 * @param scopesOf what may be followed of a feed
 * @param onRefused told that the hub asks to sign in; @param onNarrowed that something may not be followed any more
 * @param reload begins the page anew: the hub has been given another version
 */
export function createLiveClient({
  connection,
  scopesOf,
  monotonic,
  wall,
  random,
  nextFrame,
  decode,
  reload,
  onRefused,
  onNarrowed,
  onBeat,
}: {
  connection: Connection
  scopesOf: (feed: FeedName) => readonly Scope[]
  monotonic: () => number
  wall: () => number
  random: () => number
  nextFrame: (callback: () => void) => void
  decode: (jpeg: Uint8Array) => Promise<ImageBitmap>
  reload: () => void
  onRefused: () => void
  onNarrowed: () => void
  onBeat: (takingMs: number, toldAt: number) => void
}): LiveClient {
  const clock = createHubClock(monotonic, wall)
  const held = createHeldBack(clock.now, nextFrame)
  const ticker = createTicker(clock.now, held.leftMs)
  const store = createFeedStore({ scopesOf, nextFrame: held.nextFrame, now: monotonic, onBeat })
  const frames = createFrameReceiver({ tell: (cameras) => connection.watch(cameras), decode, nextFrame })
  const listeners = new Set<() => void>()
  let state: ConnectionState = { is: 'connecting' }
  let isConnected = false
  let isHidden = false
  let isResting = false
  /** Monotonic ms of the hub's last word. */
  let heardAt = Number.NEGATIVE_INFINITY
  /** The hub's time at its last word while all that is shown followed it. */
  let dataAt: number | undefined
  /** Monotonic ms; since when something that is shown does not follow the line that stands. */
  let behindSince: number | undefined
  let version: string | undefined
  let attended: string | null = null
  let looked: MatterRef | null = null
  let looking: Looking | undefined
  const lookingListeners = new Set<() => void>()
  let dropped = 0
  let lastBeat: { readonly hubAt: number; readonly at: number } | undefined
  let watchdog: ReturnType<typeof setInterval> | undefined
  let exchanging: ReturnType<typeof setTimeout> | undefined
  let rest: ReturnType<typeof setTimeout> | undefined
  let reloading: ReturnType<typeof setTimeout> | undefined

  const subscriptions = createSubscriptions({
    connection,
    scopesOf,
    random,
    onSnapshot(snapshot) {
      heard(snapshot.now)
      store.snapshot(snapshot)
      held.letGo()
      checkVersion()
    },
  })

  const isFullOf = (each: ConnectionState) => each.is !== 'live' && each.isFull === true

  function set(next: ConnectionState): void {
    if (next.is === state.is && isFullOf(next) === isFullOf(state)) return
    state = next
    for (const listener of [...listeners]) listener()
  }

  function heard(hubNow: number): void {
    clock.learn(hubNow)
    ticker.corrected()
    heardAt = monotonic()
    // A hub that speaks again is not enough: what it has not yet told anew is as old as the outage is long.
    if (subscriptions.isBehind()) return
    dataAt = hubNow
    if (isConnected) set({ is: 'live', since: clock.now() })
  }

  function lose(): void {
    if (state.is === 'live') set({ is: 'lost', since: dataAt ?? clock.now() })
  }

  /** A page older than its hub shows what it no longer understands: it begins anew, once, a little later than its neighbours. */
  function checkVersion(): void {
    const served = store.row('hub', 'hub')?.version
    if (served === undefined) return
    version ??= served
    if (served === version || reloading !== undefined) return
    reloading = setTimeout(reload, random() * RELOAD_WITHIN_MS)
  }

  /** The hub's heartbeat comes once a second: seconds that are missing between two of them never reached this page. */
  function countDropped(): void {
    const beat = store.row('hub', 'hub')
    if (beat === undefined) return
    const at = monotonic()
    if (lastBeat !== undefined) {
      // Before it was started a hub said nothing, and where its clock is set nothing was missed: of both times the shorter counts.
      const passed = Math.min(beat.now - Math.max(lastBeat.hubAt, beat.startedAt), at - lastBeat.at)
      dropped += Math.max(0, Math.round(passed / BEAT_EVERY_MS) - 1)
    }
    lastBeat = { hubAt: beat.now, at }
  }

  function checkSilence(): void {
    if (!isConnected || isResting) return
    const silence = monotonic() - heardAt
    behindSince = subscriptions.isBehind() ? (behindSince ?? monotonic()) : undefined
    const isBehindLong = behindSince !== undefined && monotonic() - behindSince > SILENCE_MS
    if (silence > SILENCE_MS || isBehindLong) lose()
    if (silence > GIVE_UP_MS) {
      heardAt = monotonic()
      connection.restart()
    }
  }

  /** @param left of the first exchanges, which come sooner one after the other */
  function exchange(left: number): void {
    clearTimeout(exchanging)
    if (!isConnected) return
    const sentAt = monotonic()
    connection.askTime((hubAt) => {
      clock.exchanged({ sentAt, hubAt, receivedAt: monotonic() })
      ticker.corrected()
    })
    exchanging = setTimeout(() => exchange(left - 1), left > 1 ? FIRST_EXCHANGES_EVERY_MS : EXCHANGE_EVERY_MS)
  }

  function setLooking(next: Looking | undefined): void {
    if (next === looking) return
    looking = next
    for (const listener of [...lookingListeners]) listener()
  }

  return {
    store,
    frames,
    ticker,
    connection: () => state,
    onConnection(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    use: (feed) => subscriptions.use(feed),
    now: clock.now,
    moment: clock.moment,
    holdAround: held.around,
    painted: (report) => connection.painted(report),
    attend(wall) {
      attended = wall
      connection.attend(wall)
    },
    look(matter) {
      looked = matter
      setLooking(undefined)
      connection.look(matter)
    },
    looking: () => looking,
    onLooking(listener) {
      lookingListeners.add(listener)
      return () => void lookingListeners.delete(listener)
    },
    dropped: () => dropped,
    dataAt: () => dataAt,
    build: () => version,
    setHidden(hidden) {
      if (hidden === isHidden) return
      isHidden = hidden
      frames.setHidden(hidden)
      clearTimeout(rest)
      if (hidden) {
        rest = setTimeout(() => {
          isResting = true
          subscriptions.setPaused(true)
        }, REST_AFTER_MS)
      } else {
        // What a page that rested still shows is as old as its rest.
        if (isResting) lose()
        isResting = false
        heardAt = monotonic()
        subscriptions.setPaused(false)
      }
    },
    start() {
      subscriptions.use('hub')
      connection.start({
        connected() {
          isConnected = true
          heardAt = monotonic()
          subscriptions.connected()
          frames.connected()
          exchange(FIRST_EXCHANGES)
          if (attended !== null) connection.attend(attended)
          if (looked !== null) connection.look(looked)
        },
        disconnected() {
          isConnected = false
          subscriptions.disconnected()
          setLooking(undefined)
          lose()
        },
        refused: onRefused,
        full: () => void (state.is !== 'live' && set({ ...state, isFull: true })),
        narrowed: onNarrowed,
        delta(delta) {
          heard(delta.now)
          if (!store.delta(delta)) subscriptions.renew(delta.feed, delta.scope)
          else if (delta.feed === 'hub') {
            countDropped()
            checkVersion()
          }
        },
        frame: (head, jpeg, taken) => frames.frame(head, jpeg, taken),
        looking(told) {
          // What was told of another matter was on its way when this one was opened.
          if (looked?.kind === told.kind && looked.id === told.id) setLooking(told)
        },
      })
      watchdog = setInterval(checkSilence, 1_000)
    },
    stop() {
      clearInterval(watchdog)
      clearTimeout(exchanging)
      clearTimeout(rest)
      clearTimeout(reloading)
      subscriptions.stop()
      connection.stop()
    },
  }
}
