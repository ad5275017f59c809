import { describe, expect, it } from 'vitest'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import type { Source } from '../../../domain/sources/source.ts'
import { clockSkewMs, compareByTrouble, sourceKind, troubleOf } from '../../../domain/sources/sourceTrouble.ts'

const NOW = 1_795_000_000_000

function source(rest: Partial<Source>): Source {
  return {
    id: 'sensor/TG-01',
    unit: '31117',
    everyMs: 60_000,
    status: null,
    lastAt: NOW - 1_000,
    lastReceivedAt: NOW - 1_000,
    asOf: rest.lastReceivedAt === undefined ? NOW - 1_000 : rest.lastReceivedAt,
    nextWithinMs: null,
    countedSince: 0,
    accepted: 10,
    refused: 0,
    lastRefusedAt: rest.refused === undefined ? null : NOW - 1_000,
    acceptedSince: 0,
    duplicates: 0,
    late: 0,
    skewMs: 200,
    clock: 'right',
    measuredAt: NOW - 1_000,
    rivals: null,
    simulated: true,
    ...rest,
  }
}

describe('trouble of a source', () => {
  it('is the worst of what is wrong', () => {
    expect(troubleOf(source({}), NOW, ALWAYS_OPEN)).toBe('none')
    expect(troubleOf(source({ lastReceivedAt: NOW - 11 * 60_000, refused: 5 }), NOW, ALWAYS_OPEN)).toBe('lost')
    expect(troubleOf(source({ lastReceivedAt: NOW - 3 * 60_000 }), NOW, ALWAYS_OPEN)).toBe('stale')
    expect(troubleOf(source({ refused: 1, skewMs: 600_000 }), NOW, ALWAYS_OPEN)).toBe('refused')
    expect(troubleOf(source({ skewMs: -600_000, clock: 'ahead' }), NOW, ALWAYS_OPEN)).toBe('skew')
    expect(troubleOf(source({ lastReceivedAt: null, lastAt: null, accepted: 0 }), NOW, ALWAYS_OPEN)).toBe('silent')
  })

  it('is a wrong clock only where a clock is wrong: an event told an hour late is not, one from the future is', () => {
    const event = { id: 'event/soc/92', everyMs: null }
    expect(troubleOf(source({ ...event, skewMs: 3_600_000 }), NOW, ALWAYS_OPEN)).toBe('none')
    expect(clockSkewMs(source({ ...event, skewMs: 3_600_000 }))).toBeNull()
    expect(troubleOf(source({ ...event, skewMs: -200_000, clock: 'ahead' }), NOW, ALWAYS_OPEN)).toBe('skew')
    expect(troubleOf(source({ skewMs: 3_600_000, clock: 'behind' }), NOW, ALWAYS_OPEN)).toBe('skew')
  })

  it('is a wrong clock before what follows from it, while the source is heard', () => {
    const behind = { clock: 'behind', skewMs: 86_400_000, refused: 9, lastReceivedAt: NOW - 11 * 60_000 } as const
    expect(troubleOf(source({ ...behind, measuredAt: NOW - 1_000 }), NOW, ALWAYS_OPEN)).toBe('skew')
    expect(troubleOf(source({ ...behind, measuredAt: NOW - 11 * 60_000 }), NOW, ALWAYS_OPEN)).toBe('lost')
    // A backlog is late; the hub has not found a clock wrong in it.
    expect(troubleOf(source({ skewMs: 3_600_000, late: 5 }), NOW, ALWAYS_OPEN)).toBe('none')
  })

  it('is lost with its device’s goodbye, however young its last message, unless nobody can know', () => {
    expect(troubleOf(source({ status: 'offline' }), NOW, ALWAYS_OPEN)).toBe('lost')
    expect(troubleOf(source({ status: 'online' }), NOW, ALWAYS_OPEN)).toBe('none')
    const cut = { is: 'cut', since: NOW - 1_000, cause: 'broker' } as const
    expect(troubleOf(source({ status: 'offline' }), NOW, cut)).toBe('unheard')
  })

  it('is two senders for as long as they were seen lately', () => {
    const rivals = { since: NOW - 900_000, seenAt: NOW - 300_000, clients: ['a', 'b'] }
    expect(troubleOf(source({ rivals }), NOW, ALWAYS_OPEN)).toBe('rivals')
    expect(troubleOf(source({ rivals: { ...rivals, seenAt: NOW - 601_000 } }), NOW, ALWAYS_OPEN)).toBe('none')
  })

  it('does not call lost what never promised to speak', () => {
    expect(troubleOf(source({ everyMs: null, lastReceivedAt: NOW - 86_400_000 }), NOW, ALWAYS_OPEN)).toBe('none')
  })

  it('cannot be told while the hub could not have heard it; what it said wrongly can', () => {
    const deaf = { is: 'cut', since: NOW - 600_000, cause: 'broker' } as const
    expect(troubleOf(source({ lastReceivedAt: NOW - 11 * 60_000 }), NOW, deaf)).toBe('unheard')
    expect(troubleOf(source({ lastReceivedAt: null, lastAt: null }), NOW, { is: 'open', since: NOW - 500 })).toBe(
      'unheard',
    )
    expect(troubleOf(source({}), NOW, deaf)).toBe('none')
    expect(troubleOf(source({ lastReceivedAt: NOW - 11 * 60_000, refused: 1 }), NOW, deaf)).toBe('refused')
  })

  it('of something refused is over after five good messages, and after a day without any', () => {
    const refused = (acceptedSince: number, ago: number) =>
      troubleOf(source({ refused: 1, acceptedSince, lastRefusedAt: NOW - ago }), NOW, ALWAYS_OPEN)
    expect(refused(0, 1_000)).toBe('refused')
    expect(refused(4, 1_000)).toBe('refused')
    expect(refused(5, 1_000)).toBe('none')
    expect(refused(0, 86_400_000)).toBe('refused')
    expect(refused(0, 86_400_001)).toBe('none')
  })

  it('lists the lost before the stale before the refused, the longest silent first, those that speak by id', () => {
    const sources = [
      source({ id: 'ok', lastReceivedAt: NOW - 1_000 }),
      source({ id: 'good', lastReceivedAt: NOW }),
      source({ id: 'refused', refused: 2 }),
      source({ id: 'stale', lastReceivedAt: NOW - 3 * 60_000 }),
      source({ id: 'lost', lastReceivedAt: NOW - 11 * 60_000 }),
      source({ id: 'longer lost', lastReceivedAt: NOW - 60 * 60_000 }),
    ]
    const troubled = sources.map((each) => ({ source: each, trouble: troubleOf(each, NOW, ALWAYS_OPEN) }))
    expect(troubled.sort(compareByTrouble).map((each) => each.source.id)).toEqual([
      'longer lost',
      'lost',
      'stale',
      'refused',
      // Both speak: by id, so that they do not change places with every word.
      'good',
      'ok',
    ])
  })

  it('reads the kind of a source from its id', () => {
    expect(sourceKind('statistics/oneStop/31135')).toBe('statistics')
    expect(sourceKind('unknown')).toBe('unknown')
    expect(sourceKind('sensorX/1')).toBe('unknown')
  })
})
