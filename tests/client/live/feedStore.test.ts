import { describe, expect, it } from 'vitest'
import { createFeedStore } from '../../../client/live/feedStore.ts'
import type { SensorReading } from '../../../domain/sensors/sensor.ts'
import { type Delta, type Snapshot, toColumns } from '../../../domain/wire.ts'
import { costRatio } from '../../support/costRatio.ts'

const scope = { unit: '92' }

function reading(id: string, level: number): SensorReading {
  return { id, status: 'online', at: 1_000, receivedAt: 1_001, values: [level], index: null, retained: false }
}

function snapshot(seq: number, rows: SensorReading[], epoch = 'a'): Snapshot {
  return { feed: 'readings', scope, seq, epoch, now: 2_000, rows: toColumns('readings', rows) }
}

function delta(seq: number, rows: SensorReading[], removed: string[] = [], epoch = 'a'): Delta {
  return { ...snapshot(seq, rows, epoch), removed }
}

/** A store whose frames are drawn when the test says so. */
function store() {
  const frames: (() => void)[] = []
  const beats: number[] = []
  const made = createFeedStore({
    scopesOf: () => [scope],
    nextFrame: (callback) => void frames.push(callback),
    now: () => 0,
    onBeat: (takingMs) => void beats.push(takingMs),
  })
  return {
    ...made,
    beats,
    pending: () => frames.length,
    drawFrame() {
      for (const frame of frames.splice(0)) frame()
    },
  }
}

describe('the feed store', () => {
  it('holds nothing and is not ready before a snapshot, and then holds its rows', () => {
    const feeds = store()
    expect(feeds.isReady('readings')).toBe(false)
    expect(feeds.rows('readings').size).toBe(0)
    feeds.snapshot(snapshot(4, [reading('TG-01', 1.2)]))
    feeds.drawFrame()
    expect(feeds.isReady('readings')).toBe(true)
    expect(feeds.row('readings', 'TG-01')?.values).toEqual([1.2])
  })

  it('takes deltas in order: changed rows are new objects, untouched ones the same, removed ones gone', () => {
    const feeds = store()
    feeds.snapshot(snapshot(4, [reading('A', 1), reading('B', 2), reading('C', 3)]))
    const before = feeds.row('readings', 'B')
    expect(feeds.delta(delta(5, [reading('A', 1.5)]))).toBe(true)
    expect(feeds.delta(delta(6, [reading('D', 4)], ['C']))).toBe(true)
    feeds.drawFrame()
    expect([...feeds.rows('readings').keys()]).toEqual(['A', 'B', 'D'])
    expect(feeds.row('readings', 'A')?.values).toEqual([1.5])
    expect(feeds.row('readings', 'B')).toBe(before)
  })

  it('refuses a delta after a gap, keeps what it holds, and waits for the next snapshot', () => {
    const feeds = store()
    feeds.snapshot(snapshot(4, [reading('A', 1)]))
    expect(feeds.delta(delta(6, [reading('A', 9)]))).toBe(false)
    expect(feeds.row('readings', 'A')?.values).toEqual([1])
    // What follows is not worth a second request: the snapshot will hold it.
    expect(feeds.delta(delta(7, [reading('A', 9)]))).toBe(true)
    expect(feeds.row('readings', 'A')?.values).toEqual([1])
    feeds.snapshot(snapshot(7, [reading('A', 9)]))
    expect(feeds.delta(delta(8, [reading('A', 10)]))).toBe(true)
    expect(feeds.row('readings', 'A')?.values).toEqual([10])
  })

  it('refuses a delta of another life of the hub, and the one that tells a lagging screen that it missed some', () => {
    for (const epoch of ['b', '']) {
      const feeds = store()
      feeds.snapshot(snapshot(4, [reading('A', 1)]))
      expect(feeds.delta(delta(5, [reading('A', 2)], [], epoch))).toBe(false)
      expect(feeds.row('readings', 'A')?.values).toEqual([1])
    }
  })

  it('passes over what it already has', () => {
    const feeds = store()
    feeds.snapshot(snapshot(4, [reading('A', 4)]))
    expect(feeds.delta(delta(3, [reading('A', 3)]))).toBe(true)
    expect(feeds.delta(delta(4, [reading('A', 0)]))).toBe(true)
    expect(feeds.row('readings', 'A')?.values).toEqual([4])
    expect(feeds.delta(delta(5, [reading('A', 5)]))).toBe(true)
    expect(feeds.row('readings', 'A')?.values).toEqual([5])
  })

  it('tells each listener once a frame, however many deltas came, with another face on the rows', () => {
    const feeds = store()
    feeds.snapshot(snapshot(0, [reading('A', 0)]))
    feeds.drawFrame()
    const face = feeds.rows('readings')
    let told = 0
    feeds.onRows('readings', () => void told++)
    for (let seq = 1; seq <= 10; seq++) feeds.delta(delta(seq, [reading('A', seq)]))
    expect(feeds.pending()).toBe(1)
    expect(told).toBe(0)
    expect(feeds.rows('readings')).toBe(face)
    feeds.drawFrame()
    expect(told).toBe(1)
    expect(feeds.rows('readings')).not.toBe(face)
    expect(feeds.pending()).toBe(0)
  })

  it('tells listeners of one row only when that row changed, and nobody of other feeds', () => {
    const feeds = store()
    feeds.snapshot(snapshot(0, [reading('A', 0), reading('B', 0)]))
    feeds.drawFrame()
    const told: string[] = []
    const stop = feeds.onRow('readings', 'A', () => void told.push('A'))
    feeds.onRow('readings', 'B', () => void told.push('B'))
    feeds.onRows('sensors', () => void told.push('sensors'))
    feeds.delta(delta(1, [reading('A', 1)]))
    feeds.drawFrame()
    expect(told).toEqual(['A'])
    stop()
    feeds.delta(delta(2, [reading('A', 2)], ['B']))
    feeds.drawFrame()
    expect(told).toEqual(['A', 'B'])
  })

  it('a snapshot after an outage replaces everything: what is not in it is gone', () => {
    const feeds = store()
    feeds.snapshot(snapshot(4, [reading('A', 1), reading('B', 2)]))
    feeds.drawFrame()
    const told: string[] = []
    feeds.onRow('readings', 'A', () => void told.push('A'))
    feeds.snapshot(snapshot(0, [reading('B', 2)], 'b'))
    feeds.drawFrame()
    expect(told).toEqual(['A'])
    expect([...feeds.rows('readings').keys()]).toEqual(['B'])
  })

  it('takes a beat of a thousand among ten thousand rows in a part of the time that all of them take', () => {
    const feeds = store()
    const rows = Array.from({ length: 10_000 }, (_, i) => reading(`S-${i}`, i))
    feeds.snapshot(snapshot(0, rows))
    feeds.drawFrame()
    let told = 0
    for (let i = 0; i < 200; i++) feeds.onRow('readings', `S-${i * 50}`, () => void told++)
    let seq = 0
    const beat = (first: number, count: number) => {
      seq++
      feeds.delta(
        delta(
          seq,
          rows.slice(first, first + count).map((row) => ({ ...row, values: [seq] })),
        ),
      )
      feeds.drawFrame()
    }
    for (let n = 0; n < 10; n++) beat(n * 1_000, 1_000)
    expect(feeds.row('readings', 'S-9999')?.values).toEqual([10])
    expect(told).toBe(10 * 20)
    const ratio = costRatio(
      (turn) => beat((turn % 10) * 1_000, 1_000),
      () => beat(0, 10_000),
    )
    expect(ratio).toBeLessThan(0.5)
  })

  it('followed in two units: a snapshot of one leaves the rows of the other, and all has come when both have', () => {
    const made = createFeedStore({
      scopesOf: () => [{ unit: '31117' }, { unit: '31120' }],
      nextFrame: (tell) => tell(),
      now: () => 0,
      onBeat: () => undefined,
    })
    const of = (unit: string, rows: SensorReading[], seq = 0) => ({ ...snapshot(seq, rows), scope: { unit } })
    made.snapshot(of('31117', [reading('TG-01', 1)]))
    expect(made.isReady('readings')).toBe(false)
    made.snapshot(of('31120', [reading('TG-02', 2)]))
    expect(made.isReady('readings')).toBe(true)
    expect([...made.rows('readings').keys()]).toEqual(['TG-01', 'TG-02'])
    expect(made.delta({ ...of('31120', [reading('TG-03', 3)], 1), removed: ['TG-02'] })).toBe(true)
    made.snapshot(of('31117', []))
    expect([...made.rows('readings').keys()]).toEqual(['TG-03'])
  })

  it('a row of two units is gone when it is gone from both', () => {
    const of = (unit: string) => ({ scope: { unit } })
    const feeds = store()
    feeds.snapshot({ ...snapshot(0, [reading('TG-01', 1)]), ...of('31117') })
    feeds.snapshot({ ...snapshot(0, [reading('TG-01', 1)]), ...of('31118') })
    feeds.delta({ ...delta(1, [], ['TG-01']), ...of('31117') })
    expect(feeds.rows('readings').size).toBe(1)
    feeds.snapshot({ ...snapshot(2, [reading('TG-02', 1)]), ...of('31117') })
    expect([...feeds.rows('readings').keys()]).toEqual(['TG-01', 'TG-02'])
    feeds.delta({ ...delta(1, [], ['TG-01']), ...of('31118') })
    expect([...feeds.rows('readings').keys()]).toEqual(['TG-02'])
  })

  it('of what may be followed nowhere, nothing is waited for', () => {
    const made = createFeedStore({
      scopesOf: () => [],
      nextFrame: (tell) => tell(),
      now: () => 0,
      onBeat: () => undefined,
    })
    expect(made.isReady('readings')).toBe(true)
  })
})
