import { describe, expect, it } from 'vitest'
import { createHubClock } from '../../../client/live/hubClock.ts'

function clock() {
  let ms = 1_000
  let wall = 500_000
  const made = createHubClock(
    () => ms,
    () => wall,
  )
  return {
    ...made,
    passes: (by: number) => {
      ms += by
      wall += by
    },
    isSet: (by: number) => {
      wall += by
    },
  }
}

describe("the hub's clock", () => {
  it("is this machine's until the hub has spoken, and goes on between its words", () => {
    const c = clock()
    expect(c.now()).toBe(500_000)
    c.learn(900_000)
    expect(c.now()).toBe(900_000)
    c.passes(250)
    expect(c.now()).toBe(900_250)
  })

  it('tells a moment without a line though this machine is hours wrong, and says when only this machine knows', () => {
    const c = clock()
    expect(c.moment()).toEqual({ at: 500_000, isHubs: false })
    c.learn(50_000_000)
    c.passes(60_000)
    expect(c.moment()).toEqual({ at: 50_060_000, isHubs: true })
    // It was set, or has slept: how long since the hub's word nobody knows.
    c.isSet(7_200_000)
    expect(c.moment()).toEqual({ at: 7_760_000, isHubs: false })
    c.learn(60_000_000)
    expect(c.moment()).toEqual({ at: 60_000_000, isHubs: true })
  })

  it('believes a faster packet at once and is hardly moved by slow ones', () => {
    const c = clock()
    c.learn(900_000)
    c.passes(1_000)
    c.learn(901_040)
    expect(c.now()).toBe(901_040)
    c.passes(1_000)
    c.learn(901_540) // half a second late
    expect(c.now()).toBeGreaterThan(902_000)
    expect(c.now()).toBeLessThanOrEqual(902_040)
  })

  it("follows at once when the hub's clock was set, or the machine slept", () => {
    const c = clock()
    c.learn(900_000)
    c.learn(800_000)
    expect(c.now()).toBe(800_000)
    c.learn(4_000_000)
    expect(c.now()).toBe(4_000_000)
  })

  it('takes of several exchanges the one with the shortest way, as if both ways were of one length', () => {
    const c = clock()
    c.learn(899_700) // a message that was 300 ms under way
    c.exchanged({ sentAt: 900, receivedAt: 1_000, hubAt: 899_990 }) // 90 ms there, 10 ms back
    expect(c.now()).toBe(900_040)
    c.exchanged({ sentAt: 990, receivedAt: 1_000, hubAt: 899_996 })
    expect(c.now()).toBe(900_001)
    c.exchanged({ sentAt: 400, receivedAt: 1_000, hubAt: 899_900 })
    expect(c.now()).toBe(900_001)
    c.learn(900_500) // one way tells less than there and back
    expect(c.now()).toBe(900_001)
  })

  it('forgets an exchange that is long ago, and all of them when a clock was set', () => {
    const c = clock()
    c.exchanged({ sentAt: 998, receivedAt: 1_000, hubAt: 899_999 })
    expect(c.now()).toBe(900_000)
    c.passes(200_000)
    c.exchanged({ sentAt: 200_960, receivedAt: 201_000, hubAt: 1_100_020 })
    expect(c.now()).toBe(1_100_040)
    c.exchanged({ sentAt: 200_900, receivedAt: 201_000, hubAt: 4_700_000 })
    expect(c.now()).toBe(4_700_050)
    c.learn(1_100_050)
    expect(c.now()).toBe(1_100_050)
  })
})
