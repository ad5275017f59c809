import { describe, expect, it } from 'vitest'
import { SILENCE_MS } from '../../../client/live/reception.ts'
import { linkState } from '../../../client/wall/link.ts'

const now = 1_000_000

describe('the line to the hub', () => {
  it('is coming until the hub has spoken', () => {
    expect(linkState({ is: 'connecting' }, undefined, now)).toEqual({ is: 'coming' })
  })
  it('is live while the heartbeat is young', () => {
    expect(linkState({ is: 'live', since: 0 }, now - 1500, now)).toEqual({ is: 'live' })
  })
  it('is lost when the socket is', () => {
    expect(linkState({ is: 'lost', since: now - 3000 }, now - 3500, now)).toEqual({ is: 'lost', since: now - 3500 })
    expect(linkState({ is: 'lost', since: now - 3000 }, undefined, now)).toEqual({ is: 'lost', since: now - 3000 })
  })
  it('is lost when the hub falls silent on a socket that stands, within ten seconds', () => {
    expect(linkState({ is: 'live', since: 0 }, now - SILENCE_MS - 1, now)).toEqual({
      is: 'lost',
      since: now - SILENCE_MS - 1,
    })
    expect(SILENCE_MS).toBeLessThan(10_000)
  })
})
