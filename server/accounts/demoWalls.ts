import type { UnitTree } from '../../domain/units/unit.ts'
import type { SteeredWall } from '../services/walls.ts'

/** Id of whoever shows a wall of the demo: nobody has paired it. */
export const DEMO_WALL_PRINCIPAL = 'demo-wall'
/** What its cookie says. It is no secret: it opens the demo's wall to this machine, which may open it without. */
export const DEMO_WALL_SECRET = 'demo'

const DAY = ['city', 'publicService', 'plan', 'oneStop', 'systems', 'security']
const EVENING = ['city', 'water', 'air']

/** The demo's two walls: panels in the room of meetings, and one screen in the hall. Both follow a schedule. */
export function demoWalls(units: UnitTree): readonly SteeredWall[] {
  const place = units.city.code
  return [
    {
      ...{ id: 'demo-wall-1', name: 'Phòng điều hành', place },
      first: {
        onCritical: 'wall',
        schedule: [
          { from: 7 * 60, scenes: DAY, dwellS: null },
          { from: 17 * 60, scenes: EVENING, dwellS: null },
        ],
      },
    },
    {
      ...{ id: 'demo-wall-2', name: 'Sảnh tầng 1', place },
      first: { onCritical: 'pane', schedule: [{ from: 0, scenes: EVENING, dwellS: 60 }] },
    },
  ]
}
