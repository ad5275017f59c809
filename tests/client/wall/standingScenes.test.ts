// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SCENES } from '../../../client/scenes/index.ts'
import { type StandingScene, standingScene, useStandingScenes } from '../../../client/wall/standingScenes.ts'
import { useRotation } from '../../../client/wall/useRotation.ts'
import { DEFAULT_GEOMETRY } from '../../../domain/walls/geometry.ts'
import { PREPARE_MS } from '../../../domain/walls/turning.ts'
import { WHOLE_VIEW } from '../../../domain/walls/viewAddress.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const of = (id: string): StandingScene => {
  const scene = SCENES.find((each) => each.id === id)
  if (scene === undefined) throw new Error(`no scene ${id}`)
  return standingScene({ scene, view: { ...WHOLE_VIEW, scene: id }, why: undefined })
}
const LEFT_BY_MS = 2_500

function standing() {
  const { result, rerender } = renderHook(
    ({ shown, next }: { shown: string; next?: string }) =>
      useStandingScenes(of(shown), next === undefined ? undefined : of(next)),
    { initialProps: { shown: 'city' } as { shown: string; next?: string } },
  )
  return {
    turn: (shown: string, next?: string) => rerender({ shown, ...(next !== undefined && { next }) }),
    scenes: () => result.current.map(({ scene }) => scene.id),
    list: () => result.current,
    passes: (ms: number) => act(() => void vi.advanceTimersByTime(ms)),
  }
}

it('a turn changes nothing that stands: what comes stood there already, what leaves is taken down later', () => {
  const { turn, scenes, list, passes } = standing()
  turn('city', 'water')
  expect(scenes()).toEqual(['city', 'water'])
  const before = list()
  turn('water')
  expect(list()).toBe(before)
  passes(LEFT_BY_MS)
  expect(scenes()).toEqual(['water'])
})

it('what comes back before it was taken down is the same; a scene that was prepared and is withdrawn goes', () => {
  const { turn, scenes, list, passes } = standing()
  const [city] = list()
  turn('water')
  turn('water', 'city')
  expect(list()[0]).toBe(city)
  passes(LEFT_BY_MS)
  expect(scenes()).toEqual(['city', 'water'])
  turn('water')
  passes(LEFT_BY_MS)
  expect(scenes()).toEqual(['water'])
})

it('however quickly somebody steps through a wall, two that have left stand there at most', () => {
  const { turn, scenes } = standing()
  for (const id of ['water', 'air', 'plan', 'systems']) turn(id)
  expect(scenes()).toEqual(['air', 'plan', 'systems'])
})

it('a wall that nobody steers prepares its next scene too', () => {
  const scenes = SCENES.slice(0, 2)
  const settings = DEFAULT_GEOMETRY
  const { result } = renderHook(() => useRotation(scenes, settings))
  const { dwellMs } = result.current
  act(() => void vi.advanceTimersByTime(dwellMs - PREPARE_MS - 1))
  expect(result.current).toMatchObject({ scene: scenes[0], next: undefined })
  act(() => void vi.advanceTimersByTime(1))
  expect(result.current).toMatchObject({ scene: scenes[0], next: scenes[1] })
  act(() => void vi.advanceTimersByTime(PREPARE_MS))
  expect(result.current).toMatchObject({ scene: scenes[1], next: undefined })
})
