import { describe, expect, it } from 'vitest'
import { handClock } from '../../support/clock.ts'
import { COMMUNE, openIngest } from './door.ts'

const MINUTE = 60_000

describe('reports of several days in one message', () => {
  const day = (period: string, received: number) => ({
    period,
    at: Date.parse(`${period}T23:59:00+07:00`),
    counts: { received },
  })

  it('are kept together, rising by day, whatever order they come in', async () => {
    const { say, store, quarantine } = openIngest({ clock: handClock() })
    await say(`statistics/oneStop/${COMMUNE}`, [day('2026-11-20', 3), day('2026-11-18', 1), day('2026-11-19', 2)])
    expect(store.entries).toHaveLength(1)
    expect(store.entries[0]).toMatchObject({
      is: 'statistics',
      reports: [
        { period: '2026-11-18', counts: { received: 1 } },
        { period: '2026-11-19', counts: { received: 2 } },
        { period: '2026-11-20', counts: { received: 3 } },
      ],
    })
    expect(quarantine.rows()).toEqual([])
  })

  it('stand each for itself: a broken one, one too old and one of nothing known take no other along', async () => {
    const { say, store, quarantine } = openIngest({ clock: handClock() })
    await say(`statistics/oneStop/${COMMUNE}`, [
      day('2026-11-20', 3),
      { ...day('2026-11-19', 3), counts: { received: -1 } },
      day('2019-11-19', 3),
      { ...day('2026-11-18', 3), counts: { rumours: 1 } },
    ])
    expect(store.entries).toMatchObject([{ reports: [{ period: '2026-11-20' }] }])
    expect(
      quarantine
        .rows()
        .map(({ reason }) => reason)
        .sort(),
    ).toEqual(['ancient', 'schema', 'unknownCount'])
  })

  it('may reach years back, and not more than four hundred days at once', async () => {
    const { say, store, quarantine } = openIngest({ clock: handClock() })
    await say(`statistics/oneStop/${COMMUNE}`, day('2024-01-02', 3))
    expect(store.entries).toHaveLength(1)
    await say(`statistics/oneStop/${COMMUNE}`, Array(401).fill(day('2026-11-20', 3)))
    await say(`statistics/oneStop/${COMMUNE}`, [])
    expect(store.entries).toHaveLength(1)
    expect(quarantine.rows()).toMatchObject([{ reason: 'schema', count: 2 }])
  })

  it('come from the levels of authority that the system has, and no others', async () => {
    const { say, store, quarantine } = openIngest({ clock: handClock() })
    const work = { period: '2026-11-23', at: Date.parse('2026-11-23T08:00:00+07:00'), counts: { workFiles: 4 } }
    for (const unit of ['92', '916', COMMUNE]) await say(`statistics/documents/${unit}`, work)
    expect(store.entries).toHaveLength(3)
    await say('statistics/oneStop/92', { ...work, counts: { received: 1 } })
    expect(store.entries).toHaveLength(3)
    expect(quarantine.rows()).toMatchObject([{ reason: 'wrongLevel' }])
  })
})

describe('links between systems', () => {
  it('stand as they were last said, and keep since when and what last went through', async () => {
    const clock = handClock()
    const T = clock.now()
    const { say, city, store, sources } = openIngest({ clock })
    await say('link/lgsp/ngsp', { at: T - MINUTE, state: 'up', simulated: true })
    expect(city.link('lgsp/ngsp')).toMatchObject({ state: 'up', since: T - MINUTE, lastSuccessAt: T - MINUTE })
    await say('link/lgsp/ngsp', { at: T, state: 'down', simulated: true })
    expect(city.link('lgsp/ngsp')).toMatchObject({
      state: 'down',
      since: T,
      lastSuccessAt: T - MINUTE,
      simulated: true,
    })
    expect(sources.get('link/lgsp/ngsp')).toMatchObject({ unit: null, accepted: 2, simulated: true })
    expect(store.samples()).toMatchObject([{ values: { up: 1 } }, { values: { up: 0 } }])
  })

  it('believe what the system says of since and success over what was heard', async () => {
    const clock = handClock()
    const T = clock.now()
    const { say, city } = openIngest({ clock })
    await say('link/lgsp/ngsp', { at: T, state: 'down', since: T - 90 * MINUTE, lastSuccess: T - 91 * MINUTE })
    expect(city.link('lgsp/ngsp')).toMatchObject({ since: T - 90 * MINUTE, lastSuccessAt: T - 91 * MINUTE })
    await say('link/lgsp/ngsp', { at: T - MINUTE, state: 'up' })
    expect(city.link('lgsp/ngsp')?.state).toBe('down')
  })

  it('are refused where nobody declared them, and with states and times that cannot be', async () => {
    const clock = handClock()
    const T = clock.now()
    const { say, city, quarantine } = openIngest({ clock })
    await say('link/lgsp/moon', { at: T, state: 'up' })
    await say('link/nobody/ngsp', { at: T, state: 'up' })
    await say('link/constructor/name', { at: T, state: 'up' })
    await say('link/lgsp/constructor', { at: T, state: 'up' })
    await say('link/lgsp/ngsp', { at: T, state: 'perhaps' })
    await say('link/lgsp/ngsp', { at: T, state: 'up', lastSuccess: T + 10 * MINUTE })
    expect([...city.links()]).toEqual([])
    expect(quarantine.rows().map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['unknownLink', 'unknownSystem', 'schema', 'future']),
    )
  })
})
