import { describe, expect, it } from 'vitest'
import { judgingOf, receptionOf, SILENCE_MS } from '../../../client/live/reception.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'

const NOW = 1_795_000_000_000
const live = { is: 'live', since: NOW - 60_000 } as const
const open = { is: 'open', since: NOW - 50_000 } as const

describe('what reaches a screen', () => {
  it('is what reaches the hub, while the screen hears the hub', () => {
    expect(receptionOf(live, { now: NOW - 900, reception: open }, NOW)).toBe(open)
    const cut = { is: 'cut', since: NOW - 9_000, cause: 'broker' } as const
    expect(receptionOf(live, { now: NOW - 900, reception: cut }, NOW)).toBe(cut)
  })

  it('is nothing before the hub has spoken, while the line is lost, and while it stands without a word', () => {
    const isCut = { is: 'cut', cause: 'screen' }
    expect(receptionOf({ is: 'connecting' }, undefined, NOW)).toMatchObject(isCut)
    expect(receptionOf({ is: 'lost', since: NOW - 3_000 }, { now: NOW - 4_000, reception: open }, NOW)).toEqual({
      ...isCut,
      since: NOW - 4_000,
    })
    expect(receptionOf(live, { now: NOW - SILENCE_MS - 1, reception: open }, NOW)).toEqual({
      ...isCut,
      since: NOW - SILENCE_MS - 1,
    })
  })
})

describe('the city is judged', () => {
  const byScreen = { is: 'cut', since: NOW - 20_000, cause: 'screen' } as const
  const byBroker = { is: 'cut', since: NOW - 40_000, cause: 'broker' } as const
  const starting = { is: 'cut', since: NOW - 40_000, cause: 'starting' } as const

  it('by now while it is heard', () => {
    expect(judgingOf(open, { reception: open }, NOW)).toEqual({ now: NOW, reception: open, asOf: undefined })
  })

  it('as it stood when it was heard last, whoever of screen and hub was cut off first', () => {
    const since = NOW - 20_000
    expect(judgingOf(byScreen, { reception: open }, NOW)).toEqual({ now: since, reception: open, asOf: since })
    for (const cut of [byScreen, byBroker])
      expect(judgingOf(cut, { reception: byBroker }, NOW)).toEqual({
        ...{ now: byBroker.since, reception: ALWAYS_OPEN, asOf: byBroker.since },
      })
  })

  it('not at all where nothing has been heard yet', () => {
    expect(judgingOf(byScreen, undefined, NOW)).toEqual({ now: NOW, reception: byScreen, asOf: undefined })
    for (const cut of [byScreen, starting])
      expect(judgingOf(cut, { reception: starting }, NOW)).toEqual({ now: NOW, reception: cut, asOf: undefined })
  })
})
