import { describe, expect, it } from 'vitest'
import { LinkReport, SystemEvent } from '../../domain/messages.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import type { SourceSystem } from '../../domain/systems/system.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { parseTopic } from '../../domain/topics.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { eventMessages, openEvents } from '../../simulators/events.ts'
import { LINKS, linkAt } from '../../simulators/links.ts'
import { createRandom } from '../../simulators/random.ts'

const units = UNIT_TREES['2021']
const random = createRandom(7)
const FROM = Date.parse('2026-11-01T00:00:00+07:00')
const TO = FROM + 20 * DAY_MS

describe('links of the demo city', () => {
  it('are all that the systems declare', () => {
    const declared = Object.entries(SYSTEMS as Record<string, SourceSystem>).flatMap(([system, { links = {} }]) =>
      Object.keys(links).map((link) => `${system}/${link}`),
    )
    expect(LINKS.map(({ system, link }) => `${system}/${link}`)).toEqual(declared)
    expect(LINKS.length).toBeGreaterThan(8)
  })

  it('go down for minutes to hours and come back, and say since when and what went through last', () => {
    let downs = 0
    for (const link of LINKS) {
      let before = linkAt(random, link, FROM)
      for (let at = FROM; at < TO; at += 10 * MINUTE_MS) {
        const now = linkAt(random, link, at)
        expect(LinkReport.parse(now)).toEqual(now)
        const { since = Number.NaN, lastSuccess = Number.NaN } = now
        expect(since <= at && lastSuccess <= at).toBe(true)
        if (now.state === 'down') expect(lastSuccess).toBeLessThanOrEqual(since)
        if (now.state === before.state && now.since !== before.since) expect(now.state).toBe('up')
        if (now.state === 'down' && before.state === 'up') downs++
        before = now
      }
    }
    // A few a month each, neither none nor all the time.
    expect(downs).toBeGreaterThan(LINKS.length)
    expect(downs).toBeLessThan(LINKS.length * 12)
  })
})

describe('events of the demo city', () => {
  const messages = eventMessages(random, units, FROM, TO, 'ioc/v1')

  it('are as the contract has them, in order, of systems and at units that exist', () => {
    let last = FROM
    for (const { topic, body } of messages) {
      expect(SystemEvent.parse(body)).toEqual(body)
      const parsed = parseTopic(topic, 'ioc/v1')
      if (parsed?.is !== 'event') expect.fail(topic)
      const system: SourceSystem = SYSTEMS[parsed.system as keyof typeof SYSTEMS]
      expect(system.reportedAt).toContain(units.byCode.get(parsed.unit)?.level)
      expect(body.at).toBeGreaterThanOrEqual(last)
      last = body.at
    }
  })

  it('open, and close in two days at most', () => {
    const opened = new Map<string, number>()
    for (const { body } of messages) {
      if (body.state === 'open') opened.set(body.id, body.at)
      else if (opened.has(body.id)) {
        expect(body.at - (opened.get(body.id) ?? 0)).toBeLessThan(2 * DAY_MS)
        opened.delete(body.id)
      }
    }
    expect(messages.length).toBeGreaterThan(100)
    for (const at of opened.values()) expect(TO - at).toBeLessThan(2 * DAY_MS)
  })

  it('are told once, however time is cut', () => {
    const parts = Array.from({ length: 80 }, (_, n) =>
      eventMessages(random, units, FROM + n * 6 * HOUR_MS, FROM + (n + 1) * 6 * HOUR_MS, 'ioc/v1'),
    ).flat()
    expect(parts).toEqual(messages)
  })

  it('stand open between: what the SOC counts is what it has told', () => {
    const at = FROM + 9 * DAY_MS
    const told = eventMessages(random, units, at - 3 * DAY_MS, at, 'ioc/v1').filter(({ topic }) =>
      topic.includes('/soc/'),
    )
    const open = new Set<string>()
    for (const { body } of told) {
      if (body.state === 'open') open.add(body.id)
      else open.delete(body.id)
    }
    expect(
      openEvents(random, 'soc', at)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...open].sort())
  })
})
