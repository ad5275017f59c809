import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHeldBack } from '../../../client/live/heldBack.ts'
import { createTicker } from '../../../client/live/ticker.ts'

const NOW = Date.parse('2026-11-30T09:12:00+07:00')
const FRAME_MS = 16

beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())

const nextFrame = (callback: () => void) => void setTimeout(callback, FRAME_MS)

/** When what is asked for at each of these times is told, ms from the beginning. */
function toldAt(askedAt: readonly number[], turn: number): number[] {
  const began = Date.now()
  const held = createHeldBack(Date.now, nextFrame)
  held.around(began + turn)
  const told: number[] = []
  for (const at of askedAt) setTimeout(() => held.nextFrame(() => told.push(Date.now() - began)), at)
  vi.advanceTimersByTime(5_000)
  return told
}

it('lets nothing be told around the moment at which screens turn, and everything after it', () => {
  expect(toldAt([100], 1_000)).toEqual([100 + FRAME_MS])
  const around = toldAt([930, 990, 1_020, 1_060], 1_000)
  expect(around).toHaveLength(4)
  expect(Math.min(...around)).toBeGreaterThan(1_040)
  expect(Math.max(...around)).toBeLessThan(1_150)
})

it('holds nothing back for longer than that, wherever the clock is set', () => {
  expect(toldAt([0], 3_600_000)).toEqual([FRAME_MS])
  expect(toldAt([0], -3_600_000)).toEqual([FRAME_MS])
})

it('lets go of what it has when something waits for it', () => {
  const held = createHeldBack(Date.now, nextFrame)
  held.around(NOW + 60)
  const told: number[] = []
  held.nextFrame(() => told.push(Date.now() - NOW))
  held.letGo()
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual([FRAME_MS])
})

it('has seconds wait too, and loses none', () => {
  const held = createHeldBack(Date.now, nextFrame)
  const ticker = createTicker(Date.now, held.leftMs)
  const ticks: number[] = []
  ticker.onTick(() => ticks.push(Date.now() - NOW))
  held.around(NOW + 1_040)
  vi.advanceTimersByTime(3_500)
  expect(ticks).toHaveLength(3)
  expect(ticks[0]).toBeGreaterThanOrEqual(1_090)
  expect(ticks[0]).toBeLessThan(1_150)
  expect(ticker.now()).toBeGreaterThanOrEqual(NOW + 3_000)
})
