import type { Role } from '../../../domain/access/roles.ts'
import { ROLES } from '../../../domain/access/roles.ts'
import { makesNeedless, type Telling, tellingsOf } from '../../../domain/notices/ofFact.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { Accounts } from '../../accounts/accounts.ts'
import { recipients } from '../../accounts/recipients.ts'
import type { AnyMatters } from '../matters/matters.ts'
import { visibleIn } from '../matters/visibleIn.ts'
import type { Outbox } from './outbox.ts'

/**
 * Tells people of what happens to matters, in the transaction of each fact: whoever has the turn is told. What was still to be told about the matter
 * is cancelled when the fact makes it needless; otherwise only for those who are told anew, at least as urgently.
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
  function peopleOf(to: Telling['to'], unit: string | null): readonly string[] {
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
    each.inTransaction(async ({ fact, before: keptBefore, matter: kept }, tables) => {
      const matter = visibleIn(kept, units.edition)
      const before = keptBefore && visibleIn(keptBefore, units.edition)
      const isNeedless = makesNeedless(fact, before, matter)
      if (isNeedless) await outbox.cancel(tables, { matter: fact.matter, id: fact.id })
      for (const { to, ...notice } of tellingsOf(fact, before, matter)) {
        const people = peopleOf(to, matter.unit).filter((person) => person !== fact.by.id)
        const { about, urgency } = notice
        if (!isNeedless) await outbox.cancel(tables, about, { people, urgency })
        await outbox.planned(
          tables,
          people.map((person) => ({ ...notice, person })),
        )
      }
    })
    each.onFact(() => void outbox.look())
  }
}
