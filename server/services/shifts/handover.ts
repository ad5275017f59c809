import type { Alert } from '../../../domain/alerts/alert.ts'
import { openAlerts } from '../../../domain/alerts/order.ts'
import { isOfSilence } from '../../../domain/alerts/silence.ts'
import type { MatterKind } from '../../../domain/matters/fact.ts'
import type { Matter } from '../../../domain/matters/machine.ts'
import { MATTER_KIND } from '../../../domain/matters/matterKinds.ts'
import { addDays } from '../../../domain/periods.ts'
import { type BoardLine, type ShiftBoard, shiftBoard } from '../../../domain/shifts/board.ts'
import { dayOf, startOfDay } from '../../../domain/time.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import { visibleIn } from '../matters/visibleIn.ts'

/** Open matters of a kind. */
interface OpenMatters {
  readonly kind: MatterKind
  open(): Iterable<Matter>
}

/** Tells what a shift hands over, as it stands now. */
export type Handover = (at: number) => ShiftBoard

/** @param alerts those that stand @param matters of every kind, as far as they are open */
export function createHandover({
  alerts,
  matters,
  edition,
}: {
  alerts: () => readonly Alert[]
  matters: readonly OpenMatters[]
  edition: Edition
}): Handover {
  return (at) => {
    // What another alert tells the cause of is not told once more.
    const standing = openAlerts(alerts()).filter(({ cause }) => cause === null)
    const others: { readonly kind: MatterKind; readonly matter: Matter }[] = []
    for (const each of matters)
      for (const matter of each.open()) {
        const { kind } = each
        if (kind !== 'alert' && kind !== 'shift') others.push({ kind, matter: visibleIn(matter, edition) })
      }
    const isShelved = ({ handling }: Alert) => handling === 'shelved'
    const endOfDay = startOfDay(addDays(dayOf(at), 1))
    const due = others
      .filter(({ matter }) => matter.dueAt !== null && matter.dueAt < endOfDay)
      .toSorted((a, b) => (a.matter.dueAt ?? 0) - (b.matter.dueAt ?? 0))
    return shiftBoard(at, {
      open: [
        ...standing.filter((alert) => !isShelved(alert)).map(lineOfAlert),
        ...others.filter(({ kind }) => kind === 'incident').map(({ kind, matter }) => lineOfMatter(kind, matter)),
      ],
      shelved: standing.filter(isShelved).map(lineOfAlert),
      silent: standing.filter(isOfSilence).map(lineOfAlert),
      due: due.map(({ kind, matter }) => ({ ...lineOfMatter(kind, matter), at: matter.dueAt })),
    })
  }
}

function lineOfAlert({ id, title, unit, severity, raisedAt, acknowledgedBy, shelvedBy }: Alert): BoardLine {
  return { title, unit, severity, at: raisedAt, by: shelvedBy ?? acknowledgedBy, path: MATTER_KIND.alert.path(id) }
}

function lineOfMatter(kind: MatterKind, { id, title, unit, openedAt }: Matter): BoardLine {
  const { name, path } = MATTER_KIND[kind]
  const named = { vi: `${name.vi}: ${title}`, en: `${name.en}: ${title}` }
  return { title: named, unit, severity: null, at: openedAt, by: null, path: path(id) }
}
