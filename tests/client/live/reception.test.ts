import { describe, expect, it } from 'vitest'
import { receptionOf, SILENCE_MS } from '../../../client/live/reception.ts'

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
