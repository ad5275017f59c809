import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection, ConnectionEvents } from '../../../client/live/connection.ts'
import { createLiveClient } from '../../../client/live/liveClient.ts'
import type { HubStatus } from '../../../domain/hubStatus.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { type Answer, type FeedName, type Feeds, type Snapshot, toColumns } from '../../../domain/wire.ts'

const HUB_NOW = 1_800_000_000_000
const scope = { unit: '92' }

function hubStatus(version = '1'): HubStatus {
  return {
    id: 'hub',
    now: HUB_NOW,
    startedAt: HUB_NOW,
    version,
    edition: '2021',
    broker: 'connected',
    brokerTrouble: null,
    dataGaps: [],
    store: 'ok',
    acceptedPerSecond: 0,
    refusedPerSecond: 0,
    fileProblems: [],
    unknownHolidays: [],
    drill: null,
    logProblem: null,
    clients: 1,
    reception: ALWAYS_OPEN,
  }
}

/** A hub at the other end of the line, led by the test. */
function hub() {
  const asked: FeedName[] = []
  const left: FeedName[] = []
  const answers: ((reply: Answer<{ snapshot: Snapshot }> | undefined) => void)[] = []
  let events: ConnectionEvents | undefined
  let restarts = 0
  const connection: Connection = {
    start: (listener) => {
      events = listener
    },
    stop: () => undefined,
    restart: () => void restarts++,
    subscribe: (feed, _scope, answer) => {
      asked.push(feed)
      answers.push(answer)
    },
    unsubscribe: (feed) => void left.push(feed),
    watch: () => undefined,
    askTime: () => undefined,
    painted: () => undefined,
    attend: () => undefined,
    look: () => undefined,
  }
  let reloads = 0
  const told: string[] = []
  const live = createLiveClient({
    connection,
    scopesOf: () => [scope],
    monotonic: () => performance.now(),
    wall: () => Date.now(),
    random: () => 0.5,
    nextFrame: (callback) => void setTimeout(callback, 16),
    decode: () => Promise.reject(new Error('no pictures here')),
    reload: () => void reloads++,
    onRefused: () => void told.push('refused'),
    onNarrowed: () => void told.push('narrowed'),
    onBeat: () => undefined,
  })
  function snapshotOf<F extends FeedName>(feed: F, seq: number, rows: Feeds[F][], now = HUB_NOW): Snapshot {
    return { feed, scope, seq, epoch: 'a', now, rows: toColumns(feed, rows) }
  }
  return {
    live,
    asked,
    left,
    restarts: () => restarts,
    reloads: () => reloads,
    told,
    refuse: () => events?.refused(),
    full: () => events?.full(),
    narrow: () => events?.narrowed(),
    connect: () => events?.connected(),
    disconnect: () => events?.disconnected(),
    /** Answers the oldest question. */
    answer(reply: Answer<{ snapshot: Snapshot }> | undefined) {
      answers.shift()?.(reply)
    },
    snapshotOf,
    beat(seq: number, now: number, version = '1', startedAt = HUB_NOW) {
      events?.delta({ ...snapshotOf('hub', seq, [{ ...hubStatus(version), now, startedAt }], now), removed: [] })
    },
    delta(feed: FeedName, seq: number) {
      events?.delta({ ...snapshotOf(feed, seq, []), removed: ['x'] })
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers({
    now: 5_000,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Connected, with the first heartbeat. */
function connected() {
  const line = hub()
  line.live.start()
  line.connect()
  line.answer({ ok: true, snapshot: line.snapshotOf('hub', 0, [hubStatus()]) })
  return line
}

describe('the line to the hub', () => {
  it('tells that as many windows are open as may be, keeps since when it is lost, and is live again when it is let in', () => {
    const line = connected()
    line.full()
    expect(line.live.connection().is).toBe('live')
    line.disconnect()
    const lost = line.live.connection()
    line.full()
    expect(line.live.connection()).toEqual({ ...lost, isFull: true })
    line.connect()
    line.answer({ ok: true, snapshot: line.snapshotOf('hub', 0, [hubStatus()]) })
    expect(line.live.connection().is).toBe('live')
  })

  it('tells that the hub asks to sign in first, and that something may not be followed any more', () => {
    const line = connected()
    line.narrow()
    line.disconnect()
    line.refuse()
    expect(line.told).toEqual(['narrowed', 'refused'])
  })

  it('is connecting until the hub speaks, then live, then lost since its last word', () => {
    const line = hub()
    const states: string[] = []
    line.live.onConnection(() => void states.push(line.live.connection().is))
    line.live.start()
    expect(line.live.connection()).toEqual({ is: 'connecting' })
    line.connect()
    expect(line.live.connection().is).toBe('connecting')
    line.answer({ ok: true, snapshot: line.snapshotOf('hub', 0, [hubStatus()]) })
    expect(line.live.connection()).toEqual({ is: 'live', since: HUB_NOW })
    line.beat(1, HUB_NOW + 1_000)
    line.disconnect()
    expect(line.live.connection()).toEqual({ is: 'lost', since: HUB_NOW + 1_000 })
    line.connect()
    line.answer({ ok: true, snapshot: line.snapshotOf('hub', 1, [hubStatus()], HUB_NOW + 8_500) })
    line.beat(2, HUB_NOW + 9_000)
    expect(line.live.connection().is).toBe('live')
    expect(states).toEqual(['live', 'lost', 'live'])
    line.live.stop()
  })

  it('counts a silent hub as lost while the socket still stands, and then begins the line anew', () => {
    const line = connected()
    vi.advanceTimersByTime(5_000)
    expect(line.live.connection().is).toBe('live')
    vi.advanceTimersByTime(3_000)
    expect(line.live.connection()).toEqual({ is: 'lost', since: HUB_NOW })
    expect(line.restarts()).toBe(0)
    vi.advanceTimersByTime(9_000)
    expect(line.restarts()).toBe(1)
    line.live.stop()
  })

  it("shows the hub's time, not this machine's", () => {
    const line = connected()
    expect(line.live.ticker.now()).toBeCloseTo(HUB_NOW, -1)
    const seen: number[] = []
    const stop = line.live.ticker.onTick(() => void seen.push(line.live.ticker.now()))
    vi.advanceTimersByTime(3_100)
    stop()
    expect(seen).toHaveLength(3)
    expect(seen[2]).toBeGreaterThanOrEqual(HUB_NOW + 2_000)
    line.live.stop()
  })

  it('subscribes a feed with its first use, once, and leaves it a while after its last', () => {
    const line = connected()
    expect(line.asked).toEqual(['hub'])
    const ends = [line.live.use('kpis'), line.live.use('kpis')]
    expect(line.asked).toEqual(['hub', 'kpis'])
    for (const end of ends) end()
    vi.advanceTimersByTime(5_000)
    const again = line.live.use('kpis')
    vi.advanceTimersByTime(20_000)
    expect(line.left).toEqual([])
    again()
    again()
    vi.advanceTimersByTime(20_000)
    expect(line.left).toEqual(['kpis'])
    line.live.stop()
  })

  it('asks again after a gap, once however many deltas follow, and after a refusal or no answer', () => {
    const line = connected()
    line.live.use('kpis')
    line.answer({ ok: true, snapshot: line.snapshotOf('kpis', 3, []) })
    line.delta('kpis', 5)
    line.delta('kpis', 6)
    expect(line.asked).toEqual(['hub', 'kpis', 'kpis'])
    line.answer(undefined)
    vi.advanceTimersByTime(6_000)
    expect(line.asked).toHaveLength(4)
    line.answer({ ok: false, reason: 'too many' })
    vi.advanceTimersByTime(6_000)
    expect(line.asked).toHaveLength(5)
    line.live.stop()
  })

  it('asks for every feed in use again when the line is back, and keeps what it knew meanwhile', () => {
    const line = connected()
    line.live.use('kpis')
    line.answer({ ok: true, snapshot: line.snapshotOf('kpis', 3, []) })
    line.disconnect()
    expect(line.live.store.isReady('kpis')).toBe(true)
    line.asked.length = 0
    line.connect()
    expect([...line.asked].sort()).toEqual(['hub', 'kpis'])
    line.live.stop()
  })

  it('is not live again before all that it shows has been told anew, however often the hub speaks', () => {
    const line = connected()
    line.live.use('kpis')
    line.answer({ ok: true, snapshot: line.snapshotOf('kpis', 3, []) })
    line.beat(1, HUB_NOW + 1_000)
    line.disconnect()
    line.connect()
    line.answer({ ok: true, snapshot: line.snapshotOf('hub', 0, [hubStatus()], HUB_NOW + 60_000) })
    line.beat(1, HUB_NOW + 61_000)
    expect(line.live.connection()).toEqual({ is: 'lost', since: HUB_NOW + 1_000 })
    expect(line.live.dataAt()).toBe(HUB_NOW + 1_000)
    line.answer(undefined)
    vi.advanceTimersByTime(10_000)
    line.beat(2, HUB_NOW + 71_000)
    expect(line.live.connection().is).toBe('lost')
    line.answer({ ok: true, snapshot: line.snapshotOf('kpis', 9, [], HUB_NOW + 72_000) })
    expect(line.live.connection().is).toBe('live')
    expect(line.live.dataAt()).toBe(HUB_NOW + 72_000)
    line.live.stop()
  })

  it('is lost when a part of what it shows is not told anew after a gap, and live when it is', () => {
    const line = connected()
    line.live.use('kpis')
    line.answer({ ok: true, snapshot: line.snapshotOf('kpis', 3, []) })
    line.delta('kpis', 6)
    for (let second = 1; second <= 9; second++) {
      vi.advanceTimersByTime(1_000)
      line.beat(second, HUB_NOW + second * 1_000)
    }
    expect(line.live.connection()).toEqual({ is: 'lost', since: HUB_NOW })
    line.answer({ ok: true, snapshot: line.snapshotOf('kpis', 8, [], HUB_NOW + 9_500) })
    expect(line.live.connection().is).toBe('live')
    line.live.stop()
  })

  it('counts the beats that a standing hub said and it did not hear, not those of a stopped one or of a clock that was set', () => {
    const line = connected()
    const beat = (seq: number, now: number, afterMs: number, startedAt = HUB_NOW) => {
      vi.advanceTimersByTime(afterMs)
      line.beat(seq, now, '1', startedAt)
    }
    beat(1, HUB_NOW + 1_000, 1_000)
    beat(2, HUB_NOW + 4_000, 3_000)
    expect(line.live.dropped()).toBe(2)
    beat(3, HUB_NOW + 3_605_000, 1_000)
    expect(line.live.dropped()).toBe(2)
    beat(4, HUB_NOW + 7_206_000, 3_601_000, HUB_NOW + 7_205_000)
    expect(line.live.dropped()).toBe(2)
    line.live.stop()
  })

  it('rests while nobody looks, and is back at once when somebody does', () => {
    const line = connected()
    line.live.use('kpis')
    line.live.setHidden(true)
    vi.advanceTimersByTime(20_000)
    expect(line.left).toEqual([])
    vi.advanceTimersByTime(20_000)
    expect([...line.left].sort()).toEqual(['hub', 'kpis'])
    line.asked.length = 0
    line.live.setHidden(false)
    expect([...line.asked].sort()).toEqual(['hub', 'kpis'])
    expect(line.restarts()).toBeLessThanOrEqual(1)
    line.live.stop()
  })

  it('begins the page anew, once and a little later, when the hub has another version', () => {
    const line = connected()
    line.beat(1, HUB_NOW + 1_000)
    vi.advanceTimersByTime(10_000)
    expect(line.reloads()).toBe(0)
    line.beat(2, HUB_NOW + 2_000, '2')
    line.beat(3, HUB_NOW + 3_000, '2')
    expect(line.reloads()).toBe(0)
    vi.advanceTimersByTime(20_000)
    expect(line.reloads()).toBe(1)
    line.live.stop()
  })
})
