import type { Role } from '../../../domain/access/roles.ts'
import { ROLES } from '../../../domain/access/roles.ts'
import { type Telling, tellingsOf } from '../../../domain/notices/ofFact.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { Accounts } from '../../accounts/accounts.ts'
import { recipients } from '../../accounts/recipients.ts'
import type { AnyMatters } from '../matters/matters.ts'
import { visibleIn } from '../matters/visibleIn.ts'
import type { Outbox } from './outbox.ts'

/**
 * Tells people of what happens to matters, in the transaction of each fact: what was still to be sent about the matter is cancelled by whatever is
 * done to it, and whoever has the turn is told.
 */
export function tellOfFacts({
  matters,
  outbox,
  accounts,
  units,
}: {
  matters: readonly AnyMatters[]
  outbox: Pick<Outbox, 'planned' | 'cancel' | 'look'>
  accounts: Pick<Accounts, 'all' | 'demoPeople'>
  units: UnitTree
}): void {
  function peopleOf({ to }: Telling, unit: string | null): readonly string[] {
    const slash = to.indexOf('/')
    const whose = to.slice(slash + 1)
    switch (to.slice(0, slash)) {
      case 'person':
        return [whose]
      case 'unit':
        return idsOf(['officer'], whose)
      case 'role':
        return Object.hasOwn(ROLES, whose) ? idsOf([whose as Role], unit ?? units.city.code) : []
      default:
        return []
    }
  }
  const idsOf = (roles: readonly Role[], unit: string) =>
    recipients(accounts, units, roles, unit).people.map(({ id }) => id)

  for (const each of matters) {
    each.inTransaction(async ({ fact, before, matter: kept }, tables) => {
      const matter = visibleIn(kept, units.edition)
      await outbox.cancel(tables, { matter: fact.matter, id: fact.id })
      const planned = tellingsOf(fact, before && visibleIn(before, units.edition), matter).flatMap(
        ({ to, ...notice }) =>
          peopleOf({ ...notice, to }, matter.unit)
            .filter((person) => person !== fact.by.id)
            .map((person) => ({ ...notice, person })),
      )
      await outbox.planned(tables, planned)
    })
    each.onFact(() => void outbox.look())
  }
}
