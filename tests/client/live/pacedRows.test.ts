import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFeedStore } from '../../../client/live/feedStore.ts'
import { createPacedRows } from '../../../client/live/pacedRows.ts'
import type { Alert } from '../../../domain/alerts/alert.ts'
import { toColumns } from '../../../domain/wire.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A feed of so many alerts, and how often its listener is told. */
function feedOf(count: number) {
  const store = createFeedStore({
    scopesOf: () => [{ unit: '92' }],
    nextFrame: (tell) => tell(),
    now: () => 0,
    onBeat: () => undefined,
  })
  const paced = createPacedRows(store, 'alerts', { now: () => performance.now(), paceMs: 500, short: 10 })
  const listener = vi.fn()
  let seq = 0
  const change = () => {
    const rows = toColumns(
      'alerts',
      Array.from({ length: count }, (_, i) => ({ id: `a-${i}`, raisedAt: seq }) as Alert),
    )
    store.snapshot({ feed: 'alerts', scope: { unit: '92' }, seq: seq++, epoch: 'e', now: 0, rows })
  }
  return { paced, listener, change, stop: paced.listen(listener) }
}

describe('rows for those who look at all of them', () => {
  it('are told of the first change at once, and of what follows together', () => {
    const { paced, listener, change } = feedOf(100)
    change()
    expect(listener).toHaveBeenCalledTimes(1)
    const first = paced.rows()
    for (let beat = 0; beat < 4; beat++) {
      vi.advanceTimersByTime(100)
      change()
    }
    expect(listener).toHaveBeenCalledTimes(1)
    expect(paced.rows()).toBe(first)
    vi.advanceTimersByTime(100)
    expect(listener).toHaveBeenCalledTimes(2)
    expect(paced.rows()).not.toBe(first)
    expect(paced.rows().get('a-0')?.raisedAt).toBe(4)
  })

  it('of a short feed are told of with every beat', () => {
    const { listener, change } = feedOf(5)
    for (let beat = 0; beat < 4; beat++) change()
    expect(listener).toHaveBeenCalledTimes(4)
  })

  it('are the same for all who listen, who are told at once', () => {
    const { paced, listener, change } = feedOf(100)
    const second = vi.fn()
    const stop = paced.listen(second)
    change()
    const first = paced.rows()
    change()
    expect(paced.rows()).toBe(first)
    vi.advanceTimersByTime(500)
    expect([listener, second].map(({ mock }) => mock.calls.length)).toEqual([2, 2])
    stop()
    change()
    vi.advanceTimersByTime(500)
    expect([listener, second].map(({ mock }) => mock.calls.length)).toEqual([3, 2])
  })

  it('are told of no more when nobody listens', () => {
    const { listener, change, stop } = feedOf(100)
    change()
    change()
    stop()
    vi.advanceTimersByTime(1_000)
    change()
    expect(listener).toHaveBeenCalledTimes(1)
  })
})
