import { STORYLINES } from '../../domain/storylines.ts'
import type { WallAct } from '../../domain/walls/transition.ts'
import { Problem } from '../problem.ts'
import type { Storylines } from '../services/storylines.ts'
import type { PlannedStep, Walls } from '../services/walls.ts'
import { type CommandHandler, type Commanding, carriesOut } from './handler.ts'
import { type AccountParts, checkDemo } from './sessions.ts'

const WHOLE = { focus: {}, filter: {}, moment: null } as const

/** Storylines of the demo: its city plays them, and its walls are held by them as soon and as long as nobody holds them more strongly. */
export function storylineCommands({
  storylines,
  walls,
  wallsOfDemo,
  ...parts
}: Pick<AccountParts, 'isDemo' | 'peers'> & {
  storylines: Storylines
  walls: Pick<Walls, 'plan'>
  wallsOfDemo: readonly string[]
}): readonly CommandHandler[] {
  /** A wall that somebody has locked is left as it is; under whoever holds one more strongly it waits. */
  function steps(act: WallAct, { principal, at }: Commanding): PlannedStep[] {
    return wallsOfDemo.flatMap((wall) => {
      try {
        return [walls.plan(wall, act, { by: principal.name, at })]
      } catch (error) {
        if (error instanceof Problem) return []
        throw error
      }
    })
  }

  /** Whoever begins it anew takes away what others are in the midst of. @throws Problem */
  function checkNoneUnderWay(): void {
    const played = storylines.running()
    if (played !== null) throw new Problem('drillUnderWay', { by: played.by, at: played.at })
  }

  const done = (planned: readonly PlannedStep[], then: () => void, check = () => {}) => ({
    async write(tables: Parameters<PlannedStep['write']>[0]) {
      check()
      for (const step of planned) await step.write(tables)
    },
    apply() {
      for (const step of planned) step.apply()
      then()
    },
  })

  return [
    carriesOut('startStoryline', ({ storyline }, commanding) => {
      checkDemo(parts, commanding.asking)
      checkNoneUnderWay()
      const { principal, at } = commanding
      const { why, lastsMs } = STORYLINES[storyline]
      const running = { storyline, by: principal.name, at, until: at + lastsMs }
      const { until } = running
      const take = { is: 'take', level: 'storyline', scene: 'water', ...WHOLE, why, cause: null } as const
      // What an alert has called up at the same level is there again as the storyline ends.
      const planned = steps({ ...take, until, returnTo: 'before', isOfDrill: true }, commanding)
      // Of two who press at once, the second has been planned before the first was written.
      return { ...done(planned, () => storylines.start(running), checkNoneUnderWay), answer: () => ({ running }) }
    }),
    carriesOut('endStoryline', (_input, commanding) => {
      checkDemo(parts, commanding.asking)
      return { ...done(steps({ is: 'endDrill' }, commanding), storylines.end), answer: () => ({}) }
    }),
  ]
}
