import { type Alert, isToClose } from '../../../domain/alerts/alert.ts'
import { titleWithCourse } from '../../../domain/alerts/course.ts'
import { compareAlerts, openAlerts } from '../../../domain/alerts/order.ts'
import { isOfSilence } from '../../../domain/alerts/silence.ts'
import type { MatterKind } from '../../../domain/matters/fact.ts'
import type { Matter } from '../../../domain/matters/machine.ts'
import { MATTER_KIND, matterTitle } from '../../../domain/matters/matterKinds.ts'
import { LOST_SOURCES_PATH, pathOf } from '../../../domain/pages.ts'
import { addDays } from '../../../domain/periods.ts'
import type { Reception } from '../../../domain/reception.ts'
import { type BoardLine, type ShiftBoard, shiftBoard } from '../../../domain/shifts/board.ts'
import type { Source } from '../../../domain/sources/source.ts'
import { compareByTrouble, troubleOf } from '../../../domain/sources/sourceTrouble.ts'
import type { Text } from '../../../domain/text.ts'
import { dayOf, startOfDay } from '../../../domain/time.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import { subjectOf } from '../alerting/sourceName.ts'
import { visibleIn } from '../matters/visibleIn.ts'

/** Open matters of a kind. */
interface OpenMatters {
  readonly kind: MatterKind
  open(): Iterable<Matter>
}

/** Tells what a shift hands over, as it stands now. */
export type Handover = (at: number) => ShiftBoard

/**
 * @param alerts those that stand @param alertOf one of those that are shown, also where it is over
 * @param matters of every kind, as far as they are open
 * @param sources as the page of sources shows them
 * @param nameOf what people call a source
 */
export function createHandover({
  alerts,
  alertOf,
  matters,
  sources,
  reception,
  nameOf,
  edition,
}: {
  alerts: () => readonly Alert[]
  alertOf: (id: string) => Alert | undefined
  matters: readonly OpenMatters[]
  sources: () => Iterable<Source>
  reception: () => Reception
  nameOf: (source: string) => Text
  edition: Edition
}): Handover {
  /** Those that the page of sources counts as lost: an alert may name many at once, follow another, or be closed while nothing is heard. */
  function lostSources(at: number): readonly Source[] {
    const heard = reception()
    const judged = [...sources()].map((source) => ({ source, trouble: troubleOf(source, at, heard) }))
    const lost = judged.filter(({ trouble }) => trouble === 'lost').toSorted(compareByTrouble)
    return lost.map(({ source }) => source)
  }

  /** A source as its alert tells of it, or by its name where none does. */
  function lineOfSource({ id, unit, asOf }: Source, open: readonly Alert[]): BoardLine {
    const { subject, subjectId, isDevice } = subjectOf(id)
    const alert = open.find((each) => isOfSilence(each) && each.subject === subject && each.subjectId === subjectId)
    if (alert !== undefined) return { ...lineOfAlert(alert), at: asOf }
    const path =
      isDevice && (subject === 'sensor' || subject === 'camera')
        ? pathOf({ is: subject, id: subjectId })
        : LOST_SOURCES_PATH
    return { title: nameOf(id), unit, severity: null, at: asOf, by: null, path }
  }

  return (at) => {
    // What another alert tells the cause of is not told once more.
    const open = openAlerts(alerts())
    const standing = open.filter(({ cause }) => cause === null)
    const late = new Map<string, number>()
    const over: Alert[] = []
    const others: { readonly kind: MatterKind; readonly matter: Matter }[] = []
    for (const each of matters)
      for (const matter of each.open()) {
        const { kind } = each
        const alert = kind === 'alert' ? alertOf(matter.id) : undefined
        if (alert !== undefined && isToClose(alert)) over.push(alert)
        else if (kind === 'alert' && isLate(matter, at)) late.set(matter.id, matter.dueAt)
        if (kind !== 'alert' && kind !== 'shift') others.push({ kind, matter: visibleIn(matter, edition) })
      }
    const isShelved = ({ handling }: Alert) => handling === 'shelved'
    const endOfDay = startOfDay(addDays(dayOf(at), 1))
    const due = others
      .filter(({ matter }) => matter.dueAt !== null && matter.dueAt < endOfDay)
      .map(({ kind, matter }) => ({ ...lineOfMatter(kind, matter), at: matter.dueAt }))
    // All alerts are due within the hour: those are told of that nobody took on in time.
    const untaken = standing
      .filter(({ id }) => late.has(id))
      .map((alert) => ({ ...lineOfAlert(alert), at: late.get(alert.id) ?? null }))
    return shiftBoard(at, {
      open: [
        ...standing.filter((alert) => !isShelved(alert)).map(lineOfAlert),
        ...others.filter(({ kind }) => kind === 'incident').map(({ kind, matter }) => lineOfMatter(kind, matter)),
      ],
      toClose: over.toSorted(compareAlerts).map((alert) => ({ ...lineOfAlert(alert), at: alert.endedAt })),
      shelved: standing.filter(isShelved).map(lineOfAlert),
      silent: lostSources(at).map((source) => lineOfSource(source, open)),
      due: [...untaken, ...due].toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)),
    })
  }
}

/** Whether an alert has not been taken on by its time. */
function isLate(alert: Matter, at: number): alert is Matter & { readonly dueAt: number } {
  return alert.state === MATTER_KIND.alert.untilTakenOn && alert.dueAt !== null && alert.dueAt < at
}

function lineOfAlert(alert: Alert): BoardLine {
  const { id, unit, severity, raisedAt, acknowledgedBy, shelvedBy, shelvedUntil, shelvedWhy } = alert
  // The sheet says at its head when it was as it stood.
  const told = {
    title: titleWithCourse(alert, ['peak', 'now']),
    unit,
    severity,
    at: raisedAt,
    path: MATTER_KIND.alert.path(id),
  }
  return alert.handling === 'shelved'
    ? { ...told, by: shelvedBy, shelvedUntil, shelvedWhy }
    : { ...told, by: acknowledgedBy }
}

function lineOfMatter(kind: MatterKind, matter: Matter): BoardLine {
  const { id, unit, openedAt } = matter
  const title = matterTitle(kind, matter)
  const { name, path } = MATTER_KIND[kind]
  const named = { vi: `${name.vi}: ${title.vi}`, en: `${name.en}: ${title.en}` }
  return { title: named, unit, severity: null, at: openedAt, by: null, path: path(id) }
}
