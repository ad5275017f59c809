import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOutages, type LastHeard, type Outage } from '../../../server/ingest/outages.ts'

const T = 1_795_000_000_000

describe('a time without the broker', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function watch(before?: LastHeard) {
    const told: Outage[] = []
    return { told, outages: createOutages(before, (outage) => told.push(outage)) }
  }

  it('is none at the very first connection', () => {
    const { told, outages } = watch()
    outages.connected(T, false)
    outages.marked()
    expect(told).toEqual([])
    expect(outages.heard(T + 5)).toEqual({ at: T + 5, dropped: undefined })
  })

  it('goes from when the broker was heard last to the return, with what had waited', () => {
    const { told, outages } = watch({ at: T - 60_000, dropped: 7 })
    outages.connected(T, true)
    outages.dropped(7, T)
    for (let n = 0; n < 3; n++) outages.took()
    expect(told).toEqual([])
    outages.marked()
    outages.took()
    expect(told).toEqual([{ from: T - 60_000, to: T, sessionLost: false, backlog: 3, dropped: 0 }])
    outages.lost(T + 100_000)
    outages.connected(T + 110_000, false)
    outages.marked()
    expect(told[1]).toEqual({ from: T + 100_000, to: T + 110_000, sessionLost: true, backlog: 0, dropped: null })
  })

  it('counts what the broker dropped meanwhile, also when it says so a little later or has begun anew', () => {
    const { told, outages } = watch({ at: T - 60_000, dropped: 100 })
    outages.connected(T, true)
    outages.dropped(150, T)
    outages.marked()
    outages.dropped(2_100, T + 9_000)
    outages.dropped(2_200, T + 31_000)
    expect(told.map(({ dropped }) => dropped)).toEqual([50, 2_000])
    outages.lost(T + 40_000)
    outages.connected(T + 50_000, true)
    outages.dropped(30, T + 50_000)
    outages.marked()
    expect(told.at(-1)).toMatchObject({ from: T + 40_000, dropped: 30 })
  })

  it('does not know what a broker dropped that does not tell', () => {
    const { told, outages } = watch({ at: T - 60_000, dropped: 100 })
    outages.connected(T, true)
    outages.marked()
    expect(told).toMatchObject([{ dropped: null, backlog: 0 }])
  })

  it('goes on where the line breaks before all has come that waited', () => {
    const { told, outages } = watch({ at: T - 60_000 })
    outages.connected(T, true)
    outages.took()
    outages.lost(T + 1_000)
    expect(outages.heard(T + 1_000)).toEqual({ at: T - 60_000 })
    outages.connected(T + 5_000, true)
    outages.took()
    outages.marked()
    expect(told).toEqual([{ from: T - 60_000, to: T + 5_000, sessionLost: false, backlog: 1, dropped: null }])
  })

  it('is judged without the end of the backlog when that does not come', () => {
    const { told, outages } = watch({ at: T - 60_000 })
    outages.connected(T, true)
    outages.took()
    vi.advanceTimersByTime(120_000)
    expect(told).toEqual([{ from: T - 60_000, to: T, sessionLost: false, backlog: null, dropped: null }])
  })
})
