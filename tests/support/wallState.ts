import type { WallStateRow } from '../../domain/feeds/wallStates.ts'
import { DEFAULT_GEOMETRY } from '../../domain/walls/geometry.ts'
import type { WallReport } from '../../domain/walls/report.ts'
import { newWall, transition, type WallAct } from '../../domain/walls/transition.ts'
import type { KeptWall } from '../../domain/walls/wallState.ts'

/** All of a scene of the city, as it is now. */
export const WHOLE = { focus: {}, filter: {}, moment: null } as const

/** A wall after some acts, one a second, as the hub tells of it. @throws what an act is refused with */
export function wallState(
  acts: readonly WallAct[],
  { at, by = 'Nguyễn An', ...row }: { at: number; by?: string } & Partial<WallStateRow>,
): WallStateRow {
  const begun = newWall(at - acts.length * 1_000)
  const { state, before } = acts.reduce<KeptWall>((wall, act, place) => {
    const step = transition(wall, act, { by, at: at - (acts.length - place) * 1_000 })
    if (!step.ok) throw new Error(step.refusal.is)
    return step.wall
  }, begun)
  return { wall: 'w-1', name: 'Phòng họp', place: '92', present: [], canUndo: before !== null, ...state, ...row }
}

/** A scene put up by hand. */
export function takeOf(of: Partial<Extract<WallAct, { is: 'take' }>> = {}): WallAct {
  return {
    ...{ is: 'take', level: 'manual', scene: 'water', ...WHOLE, why: null, until: null },
    ...{ returnTo: 'before', cause: null },
    ...of,
  }
}

/** What one screen of a wall of three rows says that it has painted, at a moment of the hub's. */
export function wallReport(at: number, of: Partial<WallReport> = {}): WallReport {
  return {
    ...{ key: 'w-1/1', wall: 'w-1', place: '92', receivedAt: at, machines: 1, screen: 1, scene: 'city' },
    ...{
      ...WHOLE,
      still: null,
      version: 0,
      paintedAt: at,
      dataAt: at - 1_000,
      lateMs: null,
      readyMs: null,
      build: 'b',
      faults: [],
      dropped: 0,
    },
    ...{ memoryMb: 90, width: 3840, height: 1080, startedAt: 0 },
    geometry: { ...DEFAULT_GEOMETRY, columns: 4, rows: 3 },
    ...of,
  }
}
