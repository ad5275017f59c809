import type { Matter } from '../../domain/matters/machine.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { actorOf } from '../services/matters/actor.ts'
import type { PlannedStep, Taking } from '../services/matters/matters.ts'
import type { Commanding, Outcome } from './handler.ts'

/** Whoever commands, as the one who takes a step. @param unit of the matter @param seen the version that was on their screen */
export function takingOf(
  { principal, at, writtenAt }: Commanding,
  units: UnitTree,
  unit: string | null,
  seen?: number,
): Taking {
  return { by: actorOf(principal, unit, units), at, writtenAt, seen }
}

/** A planned step as what a command comes to. @param answer made of the matter as it stands then */
export function outcomeOf<M extends Matter, A>(planned: PlannedStep<M>, answer: (matter: M) => A): Outcome<A> {
  return {
    write: planned.write,
    apply: planned.apply,
    answer: () => answer(planned.happened().matter),
    before: () => {
      const { before } = planned.happened()
      return before && { state: before.state, version: before.version }
    },
  }
}
