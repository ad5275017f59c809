import { describe, expect, it } from 'vitest'
import { createHubClock } from '../../../client/live/hubClock.ts'
import { createScreenTurner } from '../../../client/wall/steering/screenTurner.ts'
import { HOUR_MS } from '../../../domain/time.ts'
import { transition, type WallAct } from '../../../domain/walls/transition.ts'
import { PREPARE_MS, TURNS_AFTER_MS } from '../../../domain/walls/turning.ts'
import type { WallState } from '../../../domain/walls/wallState.ts'
import { takeOf, wallState } from '../../support/wallState.ts'

const NOW = Date.parse('2026-11-30T09:12:00+07:00')
/** About as often as a screen draws; whole, so that the end of a frame is the beginning of the next. */
const FRAME_MS = 16

/** What an act makes of a state. @throws where it is refused */
function afterAct(state: WallState, act: WallAct, at: number): WallState {
  const step = transition({ state, before: null, calledBy: [] }, act, { by: 'Nguyễn An', at })
  if (!step.ok) throw new Error(step.refusal.is)
  return step.wall.state
}

/** Screens of one wall in one world. Each has frames of its own phase, and believes its clock to be as wrong as it is said to be. */
function world() {
  let time = NOW
  let waiting: { readonly at: number; readonly call: () => void }[] = []
  const wait = (at: number, call: () => void) => {
    const each = { at, call }
    waiting.push(each)
    return () => {
      waiting = waiting.filter((other) => other !== each)
    }
  }
  return {
    screen(state: WallState, { phaseMs = 0, wrongMs = 0, clock = () => time + wrongMs } = {}) {
      const turns: { scene: string; at: number; dueAt: number | null }[] = []
      const prepared: string[] = []
      const announced: number[] = []
      const turner = createScreenTurner({
        first: state,
        now: clock,
        later: (call, ms) => wait(time + ms, call),
        nextFrame: (call) => wait(NOW + (Math.floor((time - NOW - phaseMs) / FRAME_MS) + 1) * FRAME_MS + phaseMs, call),
        onComing: (at) => void announced.push(at),
      })
      let shown = turner.read().shown
      turner.onTurn(() => {
        const turn = turner.read()
        if (turn.next !== undefined) prepared.push(turn.next.scene)
        if (turn.shown !== shown) turns.push({ scene: turn.shown.scene, at: time, dueAt: turn.dueAt })
        shown = turn.shown
      })
      turner.follow(state)
      return { turner, turns, prepared, announced }
    },
    passes(ms: number) {
      const end = time + ms
      for (;;) {
        const [next] = waiting.toSorted((a, b) => a.at - b.at)
        if (next === undefined || next.at > end) break
        waiting = waiting.filter((each) => each !== next)
        time = Math.max(time, next.at)
        next.call()
      }
      time = end
    },
    now: () => time,
  }
}

/** What each act changes of a programme that stands at its second scene, over which an alert or a person may have put something. */
const ACTS: Readonly<Record<string, { readonly under?: readonly WallAct[]; readonly act: WallAct }>> = {
  'a take': { act: takeOf() },
  'a scene that an alert calls': { act: takeOf({ level: 'storyline', scene: 'air', cause: 'a-1' }) },
  'a critical alert': { act: takeOf({ level: 'emergency', scene: 'water', cause: 'a-2' }) },
  'a step of the programme': { act: { is: 'step', by: 1 } },
  'a return': { under: [takeOf()], act: { is: 'release' } },
  'a pause': { act: { is: 'pause', until: null } },
}

describe('screens of one wall', () => {
  for (const [name, { under = [], act }] of Object.entries(ACTS))
    it(`turn within a frame of each other: ${name}`, () => {
      const { screen, passes, now } = world()
      const state = wallState(under, { at: NOW })
      const screens = [0, 3, 7, 12].map((phaseMs, i) => screen(state, { phaseMs, wrongMs: i - 1 }))
      passes(5_000)
      const next = afterAct(state, act, now())
      const due = now() + TURNS_AFTER_MS
      // Each hears of it at another moment.
      for (const { turner } of screens) {
        passes(40)
        turner.follow(next)
      }
      passes(TURNS_AFTER_MS)
      const at = screens.map(({ turns }) => turns.at(-1)?.at ?? Number.NaN)
      for (const { turns } of screens) expect(turns).toEqual([expect.objectContaining({ dueAt: due })])
      // The page knows when to have nothing else to draw.
      for (const { announced } of screens) expect(announced.includes(due)).toBe(true)
      expect(Math.min(...at)).toBeGreaterThanOrEqual(due - 2)
      expect(Math.max(...at) - Math.min(...at)).toBeLessThan(2 * FRAME_MS)
    })

  it('turn together as a scene of the programme ends, and have prepared what comes', () => {
    const { screen, passes } = world()
    const state = wallState([], { at: NOW })
    const screens = [1, 9].map((phaseMs) => screen(state, { phaseMs }))
    const ends = screens[0]?.turner.read().shown.until ?? Number.NaN
    passes(ends - NOW - PREPARE_MS)
    expect(screens.map(({ prepared }) => prepared)).toEqual([['publicService'], ['publicService']])
    expect(screens.map(({ turns }) => turns)).toEqual([[], []])
    passes(PREPARE_MS + FRAME_MS)
    const at = screens.map(({ turns }) => turns.at(-1)?.at ?? Number.NaN)
    expect(Math.min(...at)).toBeGreaterThanOrEqual(ends)
    expect(Math.max(...at) - Math.min(...at)).toBeLessThan(FRAME_MS)
  })

  it('turn together where the clocks of their machines are an hour apart: what counts is the hub’s', () => {
    const { screen, passes, now } = world()
    const state = wallState([], { at: NOW })
    const screens = [-HOUR_MS, 0, HOUR_MS].map((aheadMs, i) => {
      // Each machine runs since another moment, and is some ms from the hub.
      const monotonic = () => now() - NOW + 1_000 * i
      const clock = createHubClock(monotonic, () => now() + aheadMs)
      const wayMs = 4 * i
      clock.exchanged({ sentAt: monotonic() - wayMs, receivedAt: monotonic(), hubAt: now() - wayMs / 2 })
      return screen(state, { phaseMs: 3 * i, clock: clock.now })
    })
    passes(5_000)
    const next = afterAct(state, takeOf(), now())
    const due = now() + TURNS_AFTER_MS
    for (const { turner } of screens) turner.follow(next)
    passes(TURNS_AFTER_MS + FRAME_MS)
    const at = screens.map(({ turns }) => turns.at(-1)?.at ?? Number.NaN)
    expect(Math.min(...at)).toBeGreaterThanOrEqual(due)
    expect(Math.max(...at) - Math.min(...at)).toBeLessThan(2 * FRAME_MS)
  })

  it('one that hears of it late turns in its next frame, and knows how late it is', () => {
    const { screen, passes, now } = world()
    const state = wallState([], { at: NOW })
    const { turner, turns } = screen(state)
    passes(1_000)
    const due = now() + TURNS_AFTER_MS
    const next = afterAct(state, takeOf(), now())
    passes(900)
    turner.follow(next)
    passes(FRAME_MS)
    expect(turns).toEqual([{ scene: 'water', dueAt: due, at: expect.closeTo(due + 600, -2) }])
  })

  it('a page that is opened shows at once what is commanded, and was never late', () => {
    const { screen, passes } = world()
    const { turner, turns } = screen(afterAct(wallState([], { at: NOW }), takeOf(), NOW))
    expect(turner.read()).toMatchObject({ shown: { scene: 'water' }, next: undefined, dueAt: null })
    passes(2_000)
    expect(turns).toEqual([])
  })

  it('a lock turns nothing, and is followed', () => {
    const { screen, passes, now } = world()
    const state = wallState([], { at: NOW })
    const { turner, turns } = screen(state)
    passes(1_000)
    const locked = afterAct(state, { is: 'lock', why: null }, now())
    turner.follow(locked)
    passes(1_000)
    expect(turns).toEqual([])
    expect(turner.read()).toMatchObject({ version: locked.version, next: undefined })
  })

  it('a take withdrawn before its moment is never seen', () => {
    const { screen, passes, now } = world()
    const state = wallState([], { at: NOW })
    const { turner, turns, prepared } = screen(state)
    passes(1_000)
    const taken = afterAct(state, takeOf(), now())
    turner.follow(taken)
    passes(100)
    turner.follow(afterAct(taken, { is: 'release' }, now()))
    passes(2_000)
    expect(prepared).toEqual(['water'])
    expect(turns).toEqual([])
  })
})
