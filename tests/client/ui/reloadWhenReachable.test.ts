import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pauseBefore, reloadWhenReachable } from '../../../client/ui/reloadWhenReachable.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a broken page', () => {
  it('reloads once the hub answers and never before', async () => {
    const answers = [false, false, true]
    let reloads = 0
    reloadWhenReachable({
      isReachable: async () => answers.shift() ?? true,
      reload: () => void reloads++,
      random: () => 0.5,
    })
    await vi.advanceTimersByTimeAsync(3_000 + 6_000)
    expect(answers).toEqual([true])
    expect(reloads).toBe(0)
    await vi.advanceTimersByTimeAsync(12_000)
    expect(reloads).toBe(1)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(reloads).toBe(1)
  })

  it('that stands and should begin anew asks at once, and waits while the new version does not answer yet', async () => {
    const answers = [false, true]
    let reloads = 0
    const isReachable = async () => answers.shift() ?? true
    reloadWhenReachable({ isReachable, reload: () => void reloads++, random: () => 0.5, isAtOnce: true })
    await vi.advanceTimersByTimeAsync(0)
    expect([answers.length, reloads]).toEqual([1, 0])
    await vi.advanceTimersByTimeAsync(6_000)
    expect(reloads).toBe(1)
  })

  it('stops trying when told to', async () => {
    let reloads = 0
    const stop = reloadWhenReachable({ isReachable: async () => true, reload: () => void reloads++, random: () => 0 })
    stop()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(reloads).toBe(0)
  })

  it('waits longer each time, within bounds, and not in step with others', () => {
    expect(pauseBefore(0, 0.5)).toBe(3_000)
    expect(pauseBefore(1, 0.5)).toBe(6_000)
    expect(pauseBefore(60, 0.5)).toBe(30_000)
    expect(pauseBefore(3, 0)).toBeLessThan(pauseBefore(3, 0.9))
  })
})
