import { describe, expect, it } from 'vitest'
import type { DataGap } from '../../../domain/dataGap.ts'
import type { LastHeard, Outage } from '../../../server/ingest/outages.ts'
import { createDataGaps } from '../../../server/services/dataGaps.ts'
import { handClock } from '../../support/clock.ts'

const clock = handClock()
const T = clock.now()
const OUTAGE: Outage = { from: T - 60_000, to: T, sessionLost: false, backlog: 0, dropped: null }

function open(heard: () => LastHeard | undefined = () => undefined) {
  const gaps = new Map<string, DataGap>()
  const marks = new Map<string, unknown>()
  const store = {
    saveDataGap: async (gap: DataGap) => void gaps.set(gap.id, gap),
    dataGaps: async () => [...gaps.values()],
    saveMark: async (key: string, value: unknown) => void marks.set(key, value),
    mark: async (key: string) => marks.get(key),
  }
  const life = () => createDataGaps({ hubId: 'hub-1', store, clock, heard, log: { warn: () => undefined } })
  return { gaps, life }
}

describe('data that may be missing', () => {
  const outages: [why: string, outage: Partial<Outage>, cause: DataGap['cause'] | undefined][] = [
    ['all that waited has come', { backlog: 300 }, undefined],
    ['the session was lost', { sessionLost: true }, 'sessionLost'],
    ['the session was lost, however little was dropped', { sessionLost: true, dropped: 0 }, 'sessionLost'],
    ['as much waited as brokers keep unless told otherwise', { backlog: 1_000 }, 'queueOverflow'],
    ['as much waited, and the broker says that it dropped nothing', { backlog: 3_000, dropped: 0 }, undefined],
    ['the broker says that it dropped some', { backlog: 12, dropped: 5 }, 'queueOverflow'],
    ['the end of the backlog did not come', { backlog: null }, 'queueOverflow'],
    ['the end did not come, and the broker dropped nothing', { backlog: null, dropped: 0 }, undefined],
  ]
  it.each(outages)('when %s: %o', async (_why, outage, cause) => {
    const { gaps, life } = open()
    const one = life()
    await one.start()
    one.returned({ ...OUTAGE, ...outage })
    await one.stop()
    expect([...gaps.values()].map((gap) => gap.cause)).toEqual(cause === undefined ? [] : [cause])
    expect(one.recent()).toEqual([...gaps.values()])
  })

  it('are one entry for one outage, and are shown for thirty days over restarts', async () => {
    const { gaps, life } = open()
    const one = life()
    await one.start()
    one.returned({ ...OUTAGE, dropped: 5 })
    one.returned({ ...OUTAGE, dropped: 2_000 })
    await one.stop()
    expect([...gaps.values()]).toEqual([
      { id: `hub-1 ${T - 60_000}`, from: T - 60_000, to: T, cause: 'queueOverflow', dropped: 2_000 },
    ])
    const next = life()
    await next.start()
    expect(next.recent()).toHaveLength(1)
    clock.advance(31 * 86_400_000)
    expect(next.recent()).toEqual([])
    clock.set(T)
    await next.stop()
  })

  it('begin where the earlier life of the hub heard its broker last', async () => {
    const { life } = open(() => ({ at: T - 5, dropped: 3 }))
    const one = life()
    await one.start()
    expect(one.before()).toBeUndefined()
    await one.stop()
    const next = life()
    await next.start()
    expect(next.before()).toEqual({ at: T - 5, dropped: 3 })
    await next.stop()
  })
})
