import type { Directive } from '../../../domain/directives/directive.ts'
import type { Explanation } from '../../../domain/explanations/explanation.ts'
import { type UnitTree, unitKey } from '../../../domain/units/unit.ts'
import { unitIn } from '../../../domain/units/unitIn.ts'
import type { PersonRecord } from '../../store/accounts.ts'

type Somebody = Pick<PersonRecord, 'id' | 'name' | 'grants' | 'disabledAt'>

/** Who holds which role where, among the people who may come in now. */
export interface WhoAnswers {
  /** Leaders of a unit: of it or of one above. */
  leadersOf(unit: string): readonly { readonly id: string; readonly name: string }[]
  /**
   * Whom the silence of a unit is told to: its head, or, where it has none, the unit once more; the unit above it likewise; the leader. Where nobody is at a level it goes one up, and
   * `skipped` names those it passed. A unit for which the map in force has none is none that anybody answers for.
   */
  toldOfSilence(
    matter: Pick<Directive, 'edition' | 'lead' | 'leader'> | Pick<Explanation, 'edition' | 'lead' | 'leader' | 'asker'>,
    level: number,
  ): { readonly to: string; readonly skipped: readonly string[] }
}

/** @param people asked anew each time: rights end at any moment */
export function createWhoAnswers(units: UnitTree, people: () => readonly Somebody[]): WhoAnswers {
  const active = () => people().filter(({ disabledAt }) => disabledAt === null)
  const hasOfficer = (unit: string) =>
    active().some(({ grants }) => grants.some(({ role, place }) => role === 'officer' && place === unit))
  /** The head of a unit is a leader of that very unit; whoever waits for it is no head to be told. */
  const hasHead = (unit: string, waiting: string | undefined) =>
    active().some(
      ({ id, grants }) => id !== waiting && grants.some(({ role, place }) => role === 'leader' && place === unit),
    )

  function leadersOf(unit: string) {
    const lineage = units.lineage(unit)
    return active()
      .filter(({ grants }) => grants.some(({ role, place }) => role === 'leader' && lineage.includes(place)))
      .map(({ id, name }) => ({ id, name }))
  }

  return {
    leadersOf,
    toldOfSilence(matter, level) {
      const lead = unitIn(units.edition, unitKey(matter.edition, matter.lead)) ?? units.city.code
      const leader = matter.leader ?? ('asker' in matter ? matter.asker : null)
      const [, ...above] = units.lineage(lead)
      const isThere = leadersOf(lead).some(({ id }) => id === leader?.id)
      const toLeader = leader !== null && isThere ? `person/${leader.id}` : 'role/leader'
      const levels = [[lead], above.filter((unit) => unit !== units.city.code), []].slice(level - 1)
      const skipped: string[] = []
      for (const at of levels) {
        for (const unit of at) {
          if (unit !== units.city.code && hasHead(unit, leader?.id)) return { to: `head/${unit}`, skipped }
          if (hasOfficer(unit)) return { to: `unit/${unit}`, skipped }
        }
        skipped.push(...at.map((unit) => `unit/${unit}`))
      }
      return { to: toLeader, skipped }
    },
  }
}
