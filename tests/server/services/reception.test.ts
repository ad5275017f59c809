import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createReception, type ReceptionWatch } from '../../../server/services/reception.ts'
import { handClock } from '../../support/clock.ts'

const clock = handClock()
let monotonicMs: number
let line: { state: 'connected' | 'disconnected'; quietMs: number }
let reception: ReceptionWatch
let changes: number

/** Both clocks go on, as they do. */
function pass(ms: number): void {
  for (let left = ms; left > 0; left -= 500) {
    const step = Math.min(500, left)
    clock.advance(step)
    monotonicMs += step
    vi.advanceTimersByTime(step)
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  monotonicMs = 0
  changes = 0
  line = { state: 'disconnected', quietMs: 0 }
  reception = createReception({
    clock,
    line: { state: () => line.state, quietMs: () => line.quietMs },
    monotonicMs: () => monotonicMs,
  })
  reception.onChange(() => changes++)
  reception.start()
})
afterEach(() => {
  reception.stop()
  vi.useRealTimers()
})

describe('the hub', () => {
  it('hears nothing before its broker is there, then from that moment on', () => {
    const began = clock.now()
    pass(2_000)
    expect(reception.now()).toEqual({ is: 'cut', since: began, cause: 'starting' })
    line.state = 'connected'
    const opened = clock.now()
    expect(reception.now()).toEqual({ is: 'open', since: opened })
    pass(60_000)
    expect(reception.now()).toEqual({ is: 'open', since: opened })
    expect(changes).toBe(1)
  })

  it('says since when it has lost its broker, and hears anew when it is back', () => {
    line.state = 'connected'
    pass(60_000)
    line.state = 'disconnected'
    pass(500)
    const lost = clock.now()
    pass(90_000)
    expect(reception.now()).toEqual({ is: 'cut', since: lost, cause: 'broker' })
    line.state = 'connected'
    pass(500)
    expect(reception.now()).toEqual({ is: 'open', since: clock.now() })
    expect(changes).toBe(3)
  })

  it('takes a line over which nothing comes for cut, since the last that came', () => {
    line.state = 'connected'
    pass(60_000)
    line.quietMs = 8_500
    expect(reception.now()).toEqual({ is: 'cut', since: clock.now() - 8_500, cause: 'broker' })
    line.quietMs = 0
    expect(reception.now()).toEqual({ is: 'open', since: clock.now() })
  })

  it('has heard nothing while its process was held, or before its clock was set', () => {
    line.state = 'connected'
    pass(60_000)
    clock.advance(300_000)
    monotonicMs += 300_000
    expect(reception.now()).toEqual({ is: 'open', since: clock.now() })
    pass(60_000)
    clock.advance(3_600_000)
    expect(reception.now()).toEqual({ is: 'open', since: clock.now() })
    pass(60_000)
    clock.advance(-7_200_000)
    expect(reception.now()).toEqual({ is: 'open', since: clock.now() })
  })
})
