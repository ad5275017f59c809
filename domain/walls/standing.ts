import { SECOND_MS } from '../time.ts'
import { commandedAt } from './commanded.ts'
import type { WallReport } from './report.ts'
import { type SceneView, viewKey } from './viewAddress.ts'
import type { WallLevel, WallState } from './wallState.ts'

/**
 * How what a screen painted stands to what it was told.
 * - `shown`: it is what it was told
 * - `coming`: it was told just now
 * - `differs`: it paints something else
 * - `still`: it speaks, and has not painted for a while, or paints what is old
 * - `off`: nothing is heard of it: what was commanded waits for it
 */
export type ScreenStanding = 'shown' | 'coming' | 'differs' | 'still' | 'off'

/** How often a screen reports, ms; at once when it paints another scene. */
export const REPORT_EVERY_MS = 2 * SECOND_MS
/** Of whom nothing is heard for so long is off. */
export const OFF_AFTER_MS = 10 * SECOND_MS
/** A screen that has not painted for so long lies still. */
const STILL_AFTER_MS = 10 * SECOND_MS
/** How long it takes at most until a command is painted. */
const PAINTED_WITHIN_MS = 5 * SECOND_MS

/** @param now epoch ms on the hub's clock */
export function screenStanding(state: WallState, report: WallReport | undefined, now: number): ScreenStanding {
  if (report === undefined || report.machines === 0 || now - report.receivedAt > OFF_AFTER_MS) return 'off'
  const { receivedAt, paintedAt, dataAt } = report
  if (receivedAt - paintedAt > STILL_AFTER_MS || (dataAt !== null && receivedAt - dataAt > STILL_AFTER_MS)) {
    return 'still'
  }
  const commanded = commandedAt(state, now)
  if (viewKey(commanded) === viewKey(report)) return 'shown'
  // A scene ends between two reports: what was right a moment ago is no fault.
  const earlier = now - PAINTED_WITHIN_MS
  const isYoung = (state.last?.at ?? 0) > earlier || viewKey(commanded) !== viewKey(commandedAt(state, earlier))
  return isYoung ? 'coming' : 'differs'
}

/**
 * Whether a screen that has painted another view shows what it was told, and at which level that is. What the programme had until a moment ago is told;
 * however slowly a screen paints, what an act has superseded is not.
 * @param now epoch ms on the hub's clock
 */
export function toldOf(
  state: WallState,
  painted: SceneView,
  now: number,
): { readonly level: WallLevel; readonly asTold: boolean } {
  const commanded = [commandedAt(state, now), commandedAt(state, now - PAINTED_WITHIN_MS)]
  const told = commanded.find((each) => viewKey(each) === viewKey(painted))
  return { level: (told ?? commandedAt(state, now)).level, asTold: told !== undefined }
}

const WORST_FIRST: readonly ScreenStanding[] = ['off', 'still', 'differs', 'coming', 'shown']

/** A wall stands as the worst of its screens. */
export function worstStanding(standings: readonly ScreenStanding[]): ScreenStanding {
  return WORST_FIRST.find((each) => standings.includes(each)) ?? 'off'
}
