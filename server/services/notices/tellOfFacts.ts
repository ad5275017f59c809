import type { Role } from '../../../domain/access/roles.ts'
import { ROLES } from '../../../domain/access/roles.ts'
import type { MatterKind } from '../../../domain/matters/fact.ts'
import { type NewNotice, URGENCIES, type Urgency } from '../../../domain/notices/notice.ts'
import { makesNeedless, type Telling, tellingsOf } from '../../../domain/notices/ofFact.ts'
import type { Text } from '../../../domain/text.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { Accounts } from '../../accounts/accounts.ts'
import { recipients } from '../../accounts/recipients.ts'
import type { AnyMatters } from '../matters/matters.ts'
import { visibleIn } from '../matters/visibleIn.ts'
import type { Outbox } from './outbox.ts'

/** Roles of the shift from below: nobody holds one, and the next is called. */
const CALLED_UP: readonly Role[] = ['operator', 'lead', 'leader']

interface Told {
  /** Ids of accounts. */
  readonly people: readonly string[]
  /** Why they are told and nobody else. */
  readonly instead?: Text
}

const notHeld = (role: Role): Text => ({
  vi: `Chưa có ai giữ vai trò ${ROLES[role].name.vi}, nên báo lên bạn.`,
  en: `Nobody holds the role ${ROLES[role].name.en}, so this comes to you.`,
})
const NO_OFFICER: Text = {
  vi: 'Chưa có ai phụ trách ở đơn vị, nên báo lên bạn.',
  en: 'Nobody answers for the unit, so this comes to you.',
}
const ENDED: Text = {
  vi: 'Người đang phụ trách không còn tài khoản, nên báo cho bạn.',
  en: 'Whoever had it has no account any more, so this comes to you.',
}
/** Who is told in the place of somebody who can act no more. */
const IN_PLACE: Readonly<Record<MatterKind, Role>> = {
  alert: 'operator',
  incident: 'operator',
  directive: 'leader',
  explanation: 'leader',
  shift: 'lead',
}
/** With people of whom one at least is to be told. */
const withThose = (told: Told, people: readonly string[]): Told =>
  people.some((id) => told.people.includes(id)) ? told : { ...told, people: [...told.people, ...people] }
const mostPressing = (one: Urgency | undefined, other: Urgency): Urgency =>
  one === undefined || URGENCIES.indexOf(other) > URGENCIES.indexOf(one) ? other : one
const joined = (one: Text, other: Text): Text => ({ vi: `${one.vi}. ${other.vi}`, en: `${one.en}. ${other.en}` })

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
  const isActive = (id: string) =>
    [...accounts.all('person'), ...accounts.demoPeople].some((person) => person.id === id && person.disabledAt === null)

  /** @param isTurn it is told because it is theirs to act */
  function peopleOf(to: Telling['to'], unit: string | null, kind: MatterKind, isTurn: boolean): Told {
    const slash = to.indexOf('/')
    const whose = to.slice(slash + 1)
    switch (to.slice(0, slash)) {
      case 'person':
        // Whose account has ended answers nothing any more; what waited for them waits for whoever takes their place.
        if (isTurn && !isActive(whose)) return { ...holdersOf(IN_PLACE[kind], unit ?? units.city.code), instead: ENDED }
        return { people: [whose] }
      case 'unit': {
        const people = idsOf(['officer'], whose)
        // What happens in a unit is the shift's as well.
        return people.length === 0 && kind === 'incident'
          ? { ...holdersOf('operator', whose), instead: NO_OFFICER }
          : { people }
      }
      case 'head':
        return { people: idsOf(['leader'], whose) }
      case 'role':
        return holdersOf(whose, unit ?? units.city.code)
      case 'city':
        return holdersOf(whose, units.city.code)
      default:
        return { people: [] }
    }
  }
  /** Whoever holds a role; where nobody in the city does, the next one up, and what they are told says so. */
  function holdersOf(named: string, unit: string): Told {
    if (!Object.hasOwn(ROLES, named)) return { people: [] }
    const role = named as Role
    const level = CALLED_UP.indexOf(role)
    const roles = level === -1 ? [role] : CALLED_UP.slice(level)
    for (const held of roles) {
      const people = idsOf([held], unit)
      if (people.length > 0) return held === role ? { people } : { people, instead: notHeld(role) }
    }
    return { people: [] }
  }
  const idsOf = (roles: readonly Role[], unit: string) =>
    recipients(accounts, units, roles, unit).people.map(({ id }) => id)

  for (const each of matters) {
    each.inTransaction(async ({ fact, before: keptBefore, matter: kept }, tables) => {
      const matter = visibleIn(kept, units.edition)
      const before = keptBefore && visibleIn(keptBefore, units.edition)
      const isNeedless = makesNeedless(fact, before, matter)
      if (isNeedless) await outbox.cancel(tables, { matter: fact.matter, id: fact.id })
      // Whoever is told of one fact in two ways, as of steps that are late by more and by less, has one notice: as pressing as the most pressing of them,
      // with what the last one says, which names all steps.
      const notices = new Map<string, NewNotice>()
      for (const { to, also = [], ...notice } of tellingsOf(fact, before, matter)) {
        const told = also
          .map((each) => peopleOf(each, matter.unit, fact.matter, false).people)
          .reduce(withThose, peopleOf(to, matter.unit, fact.matter, to === matter.turn))
        const text = told.instead === undefined ? notice.text : joined(notice.text, told.instead)
        for (const person of told.people.filter((each) => each !== fact.by.id)) {
          const urgency = mostPressing(notices.get(person)?.urgency, notice.urgency)
          notices.set(person, { ...notice, text, person, urgency })
        }
      }
      for (const urgency of URGENCIES) {
        const planned = [...notices.values()].filter((notice) => notice.urgency === urgency)
        const people = planned.map(({ person }) => person)
        const about = { matter: fact.matter, id: fact.id }
        if (people.length === 0) continue
        if (!isNeedless) await outbox.cancel(tables, about, { people, urgency })
        await outbox.planned(tables, planned)
      }
    })
    each.onFact(() => void outbox.look())
  }
}
