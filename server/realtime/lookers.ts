import { may, type Principal } from '../../domain/access/principal.ts'
import type { MatterKind } from '../../domain/matters/fact.ts'
import { LOOKING_TAKES, type Looking, type MatterRef } from '../../domain/matters/looking.ts'
import type { UnitTree } from '../../domain/units/unit.ts'

const TOLD_AFTER_MS = 200

interface Looker {
  readonly matter: MatterRef
  readonly principal: Principal
  /** The names it was last told. */
  told?: string
}

/** Which people have which matter open, by the lines of their screens. */
export interface Lookers<Line extends object> {
  /** @param matter null: none any more @returns false where that may not be looked at, or is not there */
  look(line: Line, principal: Principal, matter: MatterRef | null): boolean
  /** Takes from a line what its person may no longer look at. */
  judge(line: Line, principal: Principal): void
  gone(line: Line): void
}

/**
 * @param unitOf where something lies; undefined: there is no such thing; null: it concerns the whole city
 * @param tell told of each line that has something open when somebody else opens or leaves it
 * @param soon does once, in a moment, what is to be told by then: however often people come and go, each is told a few times a second
 */
export function createLookers<Line extends object>({
  units,
  unitOf,
  tell,
  soon = (work) => void setTimeout(work, TOLD_AFTER_MS).unref(),
}: {
  units: UnitTree
  unitOf: (kind: MatterKind, id: string) => string | null | undefined
  tell: (line: Line, looking: Looking) => void
  soon?: (work: () => void) => void
}): Lookers<Line> {
  const lookers = new Map<Line, Looker>()
  const lines = new Map<string, Set<Line>>()
  /** What is to be told of, by key. */
  const changed = new Map<string, MatterRef>()
  const keyOf = ({ kind, id }: MatterRef) => `${kind} ${id}`

  function mayLook(principal: Principal, { kind, id }: MatterRef): boolean {
    const unit = unitOf(kind, id)
    return (
      principal.is === 'person' &&
      unit !== undefined &&
      may(principal, LOOKING_TAKES[kind], unit ?? units.city.code, units)
    )
  }

  function tellSoon(matter: MatterRef): void {
    const isFirst = changed.size === 0
    changed.set(keyOf(matter), matter)
    if (!isFirst) return
    soon(() => {
      const matters = [...changed.values()]
      changed.clear()
      for (const each of matters) tellAll(each)
    })
  }

  function tellAll(matter: MatterRef): void {
    const here = lines.get(keyOf(matter)) ?? []
    // A matter moves: whoever saw it where it was is told no names of where it is.
    for (const line of [...here]) {
      const looker = lookers.get(line)
      if (looker !== undefined && !mayLook(looker.principal, matter)) takeOut(line, looker)
    }
    const people = new Map<string, string>()
    for (const line of here) {
      const { principal } = lookers.get(line) ?? {}
      if (principal !== undefined) people.set(principal.id, principal.name)
    }
    for (const line of here) {
      const looker = lookers.get(line)
      if (looker === undefined) continue
      const others = [...people].filter(([id]) => id !== looker.principal.id).map(([, name]) => name)
      const told = JSON.stringify(others.sort())
      if (told === looker.told) continue
      looker.told = told
      tell(line, { ...matter, people: others })
    }
  }

  function takeOut(line: Line, { matter }: Looker): void {
    lookers.delete(line)
    const key = keyOf(matter)
    lines.get(key)?.delete(line)
    if (lines.get(key)?.size === 0) lines.delete(key)
  }

  function gone(line: Line): void {
    const before = lookers.get(line)
    if (before === undefined) return
    takeOut(line, before)
    tellSoon(before.matter)
  }

  return {
    look(line, principal, matter) {
      gone(line)
      if (matter === null) return true
      if (!mayLook(principal, matter)) return false
      lookers.set(line, { matter, principal })
      const key = keyOf(matter)
      lines.set(key, (lines.get(key) ?? new Set<Line>()).add(line))
      tellSoon(matter)
      return true
    },
    judge(line, principal) {
      const known = lookers.get(line)
      if (known === undefined) return
      if (mayLook(principal, known.matter)) lookers.set(line, { ...known, principal })
      else gone(line)
    },
    gone,
  }
}
