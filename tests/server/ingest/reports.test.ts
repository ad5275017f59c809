import { describe, expect, it } from 'vitest'
import { refusalSentence } from '../../../domain/refusals.ts'
import { SYSTEMS } from '../../../domain/systems/index.ts'
import type { SourceSystem } from '../../../domain/systems/system.ts'
import { dayOf } from '../../../domain/time.ts'
import { handClock } from '../../support/clock.ts'
import { COMMUNE, HALL, openIngest } from './door.ts'

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
    ).toEqual(['ancient', 'outOfBounds', 'unknownCount'])
  })

  it('may reach years back, and not more than four hundred days at once', async () => {
    const { say, store, quarantine } = openIngest({ clock: handClock() })
    await say(`statistics/oneStop/${COMMUNE}`, day('2024-01-02', 3))
    expect(store.entries).toHaveLength(1)
    await say(`statistics/oneStop/${COMMUNE}`, Array(401).fill(day('2026-11-20', 3)))
    await say(`statistics/oneStop/${COMMUNE}`, [])
    expect(store.entries).toHaveLength(1)
    expect(quarantine.rows()).toMatchObject([
      { reason: 'tooMany', params: { count: 401, max: 400 } },
      { reason: 'noItems' },
    ])
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
    await say('link/training/ngsp', { at: T, state: 'up' })
    await say('link/lgsp/ngsp', { at: T, state: 'perhaps' })
    await say('link/lgsp/ngsp', { at: T + 10 * MINUTE, state: 'up' })
    expect([...city.links()]).toEqual([])
    expect(quarantine.rows().map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['unknownLink', 'unknownSystem', 'noLinks', 'notOneOf', 'future']),
    )
  })

  it('are refused with what is taken instead, and never with a list of nothing', async () => {
    const { say, quarantine, clock } = openIngest()
    for (const [system, { counts, links = {}, reportedAt }] of Object.entries(
      SYSTEMS as Record<string, SourceSystem>,
    )) {
      await say(`link/${system}/moon`, { at: clock.now(), state: 'up' })
      const unit = reportedAt.includes('city') ? '92' : COMMUNE
      await say(`statistics/${system}/${unit}`, { period: dayOf(clock.now()), at: clock.now(), counts: { moons: 1 } })
      expect(quarantine.rows().find(({ topic }) => topic.includes(`link/${system}/`))?.reason).toBe(
        Object.keys(links).length === 0 ? 'noLinks' : 'unknownLink',
      )
      expect(quarantine.rows().find(({ topic }) => topic.includes(`statistics/${system}/`))?.reason).toBe(
        Object.keys(counts).length === 0 ? 'noCounts' : 'unknownCount',
      )
    }
    for (const { reason, params } of quarantine.rows()) {
      expect(params.allowed).not.toBe('')
      expect(refusalSentence(reason, params)?.vi).toMatch(/[^:\s]$/)
    }
  })

  it('stand without a time of theirs that cannot be', async () => {
    const clock = handClock()
    const T = clock.now()
    const { say, city, quarantine } = openIngest({ clock })
    await say('link/lgsp/ngsp', { at: T, state: 'down', since: T - MINUTE, lastSuccess: T + 10 * MINUTE })
    expect(city.link('lgsp/ngsp')).toMatchObject({ state: 'down', since: T - MINUTE, lastSuccessAt: null })
    expect(quarantine.rows()).toMatchObject([{ reason: 'future', params: { field: 'lastSuccess' } }])
  })
})

describe('counts that cannot be', () => {
  const report = (counts: Record<string, number>, period = '2026-11-23') => ({
    period,
    at: Date.parse(`${period}T08:00:00+07:00`),
    counts,
  })

  it('are refused whole with the rule they break, its names and its numbers', async () => {
    const { say, store, city, quarantine, sources } = openIngest({ clock: handClock() })
    await say('statistics/antiMalware/92', report({ hosts: 10, hostsProtected: 50, detections: 3 }))
    expect(store.entries).toEqual([])
    expect(city.newestStatistic('antiMalware', '92')).toBeUndefined()
    expect(sources.get('statistics/antiMalware/92')).toMatchObject({ accepted: 0, refused: 1 })
    const [row] = quarantine.rows()
    expect(row).toMatchObject({
      source: 'statistics/antiMalware/92',
      reason: 'partsExceedWhole',
      params: { parts: 'hostsProtected 50', whole: 'hosts 10' },
      count: 1,
    })
    expect(row?.sample).toContain('"hosts":10,"hostsProtected":50')
    expect(refusalSentence('partsExceedWhole', row?.params ?? {})).toEqual({
      vi: 'hostsProtected 50 không thể lớn hơn hosts 10: kiểm tra lại số đếm rồi gửi lại báo cáo',
      en: 'hostsProtected 50 cannot exceed hosts 10: check the counts and send the report again',
    })
  })

  it('are refused where several parts together are more than the whole, and not where the whole is not said', async () => {
    const { say, store, quarantine } = openIngest({ clock: handClock() })
    await say('statistics/documentAxis/92', report({ sent: 100, acknowledged: 99, failed: 2 }))
    await say('statistics/lgsp/92', report({ systemsConnected: 9, systemsInOperation: 5 }))
    expect(quarantine.rows().map(({ params }) => params)).toEqual([
      { parts: 'acknowledged 99 + failed 2', whole: 'sent 100' },
      { parts: 'systemsConnected 9', whole: 'systemsInOperation 5' },
    ])
    expect(store.entries).toEqual([])
    await say('statistics/lgsp/92', report({ systemsConnected: 9, calls: 4 }))
    // What was resolved today may have been received on any day.
    await say(`statistics/oneStop/${COMMUNE}`, report({ received: 1, resolvedOnTime: 40, resolvedLate: 7 }))
    expect(store.entries).toHaveLength(2)
  })

  it('of one day take no other day of the message along', async () => {
    const { say, store, quarantine } = openIngest({ clock: handClock() })
    await say('statistics/firewalls/92', [
      report({ sites: 24, sitesProtected: 23 }, '2026-11-19'),
      report({ sites: 24, sitesProtected: 25 }, '2026-11-20'),
      report({ sites: 24, sitesProtected: 24 }, '2026-11-21'),
    ])
    expect(store.entries).toMatchObject([{ reports: [{ period: '2026-11-19' }, { period: '2026-11-21' }] }])
    expect(quarantine.rows()).toMatchObject([{ reason: 'partsExceedWhole', count: 1 }])
  })

  it('of one count above what it can be fall alone', async () => {
    const { say, store, quarantine } = openIngest({ clock: handClock() })
    await say('statistics/dataCentre/92', report({ cpuPercent: 250, diskPercent: 66, servers: 9, serversUp: 9 }))
    await say(`statistics/nationalPortal/${COMMUNE}`, report({ officialScoreHundredths: 48_000 }))
    expect(store.entries).toMatchObject([{ reports: [{ counts: { diskPercent: 66, servers: 9, serversUp: 9 } }] }])
    expect(quarantine.rows()).toMatchObject([
      { reason: 'beyondMost', params: { name: 'cpuPercent', value: 250, most: 100 } },
      { reason: 'beyondMost', params: { name: 'officialScoreHundredths', value: 48_000, most: 10_000 } },
    ])
  })

  it('from a camera name the numbers that contradict each other', async () => {
    const clock = handClock()
    const { say, quarantine } = openIngest({ clock })
    await say('camera/C/announce', HALL)
    await say('camera/C/count', { at: clock.now(), waiting: 3, counters: 2, countersStaffed: 5 })
    expect(quarantine.rows()[0]).toMatchObject({
      reason: 'staffedOverCounters',
      params: { countersStaffed: 5, counters: 2 },
    })
  })
})

describe('a report told of a time before its own day', () => {
  const clock = handClock(Date.parse('2026-11-23T09:00:00+07:00'))
  const before = { period: '2026-11-23', at: Date.parse('2026-11-22T23:59:59.999+07:00'), counts: { received: 1 } }

  it('is refused with a reason that says so, alone or among others, and held by nobody', async () => {
    const { say, store, quarantine } = openIngest({ clock })
    const topic = `statistics/oneStop/${COMMUNE}`
    const atMidnight = { ...before, at: Date.parse('2026-11-23T00:00:00+07:00'), counts: { received: 0 } }
    await say(topic, atMidnight)
    await say(topic, { ...before, at: before.at - 5 * 86_400_000 })
    await say(topic, [{ ...atMidnight, period: '2026-11-22', counts: { received: 7 } }, before])
    expect(store.entries).toMatchObject([{ reports: [atMidnight] }, { reports: [{ period: '2026-11-22' }] }])
    const [row, ...others] = quarantine.rows()
    expect(others).toEqual([])
    expect(row).toMatchObject({
      reason: 'beforeItsDay',
      count: 2,
      params: { period: before.period, value: `${before.at}` },
    })
    expect(refusalSentence('beforeItsDay', row?.params ?? {})?.en).toContain('A report of 2026-11-23 cannot be made at')
  })

  it('is refused at the start where an earlier version held it', async () => {
    const { store, quarantine, ingest } = openIngest({ clock })
    const source = `statistics/oneStop/${COMMUNE}`
    const report = {
      ...before,
      system: 'oneStop',
      edition: '2021',
      unit: COMMUNE,
      receivedAt: clock.now(),
      simulated: false,
    }
    const accepted = { is: 'statistics', reports: [report], retained: false }
    const told = { source, topic: `ioc/v1/${source}`, payload: JSON.stringify(before), receivedAt: clock.now() }
    const body = JSON.stringify({ ...told, isCut: false, accepted, until: clock.now() })
    store.heldMessages = async () => [{ key: 'one', body }]
    await ingest.start()
    expect(store.entries).toEqual([{ is: 'released', keys: ['one'] }])
    expect(quarantine.rows()).toMatchObject([{ source, reason: 'beforeItsDay', params: { period: '2026-11-23' } }])
    ingest.stop()
  })
})
