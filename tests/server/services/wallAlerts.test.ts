import { expect, it } from 'vitest'
import { DEFAULT_GEOMETRY } from '../../../domain/walls/geometry.ts'
import type { WallReport } from '../../../domain/walls/report.ts'
import { type ScreenStanding, screenStanding } from '../../../domain/walls/standing.ts'
import { newWall, transition } from '../../../domain/walls/transition.ts'
import type { WallState } from '../../../domain/walls/wallState.ts'
import { wallWatches } from '../../../server/services/wallAlerts.ts'
import { WHOLE } from '../../support/wallState.ts'

const NOW = Date.parse('2026-11-30T08:00:00+07:00')
const HALL = { id: 'w-1', name: 'Sảnh', place: '92' }

/** A wall that shows the water since a minute ago. */
function water(): WallState {
  const step = transition(
    newWall(NOW - 600_000),
    {
      ...{ is: 'take', level: 'manual', scene: 'water', ...WHOLE, why: null, until: null },
      ...{ returnTo: 'before', cause: null },
    },
    { by: 'An', at: NOW - 60_000 },
  )
  if (!step.ok) throw new Error(step.refusal.is)
  return step.wall.state
}

function report(of: Partial<WallReport> = {}): WallReport {
  return {
    ...{ key: 'w-1/1', wall: 'w-1', place: '92', receivedAt: NOW - 1_000, machines: 1, screen: 1, scene: 'water' },
    ...{
      ...WHOLE,
      still: null,
      version: 1,
      paintedAt: NOW - 1_000,
      dataAt: NOW - 1_500,
      lateMs: null,
      readyMs: null,
      build: 'test',
      faults: [],
      dropped: 0,
    },
    ...{ memoryMb: null, width: 1920, height: 1080, geometry: DEFAULT_GEOMETRY, startedAt: 0 },
    ...of,
  }
}

it.each<[string, Partial<WallReport>, ScreenStanding]>([
  ['paints what it was told', {}, 'shown'],
  ['paints another scene', { scene: 'air' }, 'differs'],
  ['shows another unit', { focus: { unit: '31135' } }, 'differs'],
  ['shows another camera', { focus: { camera: 'MC-1' } }, 'differs'],
  ['speaks and has not painted', { paintedAt: NOW - 20_000 }, 'still'],
  ['paints what is old', { dataAt: NOW - 20_000 }, 'still'],
  ['has not been heard', { receivedAt: NOW - 11_000 }, 'off'],
  ['has ended its line', { machines: 0 }, 'off'],
])('a screen that %s', (_, of, standing) => {
  expect(screenStanding(water(), report(of), NOW)).toBe(standing)
})

it('has a moment to paint what it is told, and to turn with its programme', () => {
  const state = water()
  const told = { ...state, last: { by: 'An', at: NOW - 1_000 } }
  expect(screenStanding(told, report({ scene: 'air' }), NOW)).toBe('coming')
  const turning = newWall(NOW - 45_500).state
  expect(screenStanding(turning, report({ scene: 'city' }), NOW)).toBe('coming')
  expect(screenStanding(turning, report({ scene: 'city' }), NOW + 6_000)).toBe('differs')
})

it('an alert says which screen, what it shows and what it was told, and is only of who has been heard of', () => {
  const titles = (reports: readonly WallReport[]) =>
    wallWatches(HALL, water(), reports, NOW).map(({ subjectId, levels }) => [
      subjectId,
      ...levels.filter(({ condition }) => condition === 'on').map(({ title }) => title().vi),
    ])
  expect(titles([])).toEqual([])
  expect(titles([report()])).toEqual([['w-1/1']])
  expect(titles([report(), report({ key: 'w-1/2', screen: 2, scene: 'air' })])).toEqual([
    ['w-1/1'],
    ['w-1/2', 'Màn hình Sảnh, ô 2: đang hiện “Không khí”, lệnh là “Sông, triều, mưa”'],
  ])
  // Of one that comes again the alert itself says since when.
  const lost = titles([report({ receivedAt: NOW - 11_000 })])
  expect(lost).toEqual(titles([report({ receivedAt: NOW - 99_000 })]))
  expect(titles([report({ paintedAt: NOW - 20_000 })])).toEqual([
    ['w-1/1', 'Màn hình Sảnh: bị treo, vẽ lần cuối lúc 07:59 30/11/2026'],
  ])
})
