import type { IncidentStep } from '../incidents/incident.ts'
import { lateTellings } from '../incidents/machine.ts'
import type { Fact } from '../matters/fact.ts'
import type { Matter } from '../matters/machine.ts'
import { MATTER_KIND, placedTitle } from '../matters/matterKinds.ts'
import { ROLE_OF_STEP } from '../sops/sop.ts'
import type { Text } from '../text.ts'
import { writtenTime } from '../writtenTime.ts'
import type { NewNotice, Urgency } from './notice.ts'

/**
 * A notice before it is known which people it reaches. `to`: whose turn it is, as `Matter.turn` says it, or `city/ROLE`: whoever holds the role for the
 * whole city, wherever the matter lies.
 */
export interface Telling extends Omit<NewNotice, 'person'> {
  readonly to: string
  /** Told as well, each named as in `to`, where nobody of these is among those of `to`. */
  readonly also?: readonly string[]
}

/**
 * What somebody is told of: a matter has come to them, what they deal with has become worse, a clock reminds them, a critical alert of it still holds, nobody has answered, nobody has taken it on, nobody has signed, a step is late, or what they
 * began is at its end.
 */
type Why = 'turn' | 'worse' | 'holds' | 'reminder' | 'silence' | 'untaken' | 'unsigned' | 'lateStep' | 'end'

const SAYS: Readonly<Record<Why, Text>> = {
  turn: { vi: '{kind} {wants}: {title}', en: '{kind} {wants}: {title}' },
  worse: {
    vi: 'Cảnh báo đã nặng thêm. {kind}{wantsElse}: {title}',
    en: 'Its alert has become worse. {kind}{wantsElse}: {title}',
  },
  holds: {
    vi: 'Cảnh báo khẩn cấp chưa hết. {kind}{wantsElse}: {title}',
    en: 'A critical alert still holds. {kind}{wantsElse}: {title}',
  },
  reminder: { vi: 'Nhắc việc. {kind}{wantsElse}: {title}', en: 'Reminder. {kind}{wantsElse}: {title}' },
  silence: { vi: 'Chưa có phản hồi. {kind}{wantsElse}: {title}', en: 'No response yet. {kind}{wantsElse}: {title}' },
  untaken: { vi: 'Chưa có người nhận. {kind}: {title}', en: 'Nobody has taken this on. {kind}: {title}' },
  unsigned: { vi: 'Chưa đủ chữ ký bàn giao. {kind}: {title}', en: 'A signature is missing. {kind}: {title}' },
  lateStep: { vi: '{steps} quá hạn. {kind}: {title}', en: '{steps} late. {kind}: {title}' },
  end: { vi: '{kind} đã kết thúc: {title}', en: '{kind} is closed: {title}' },
}
/** What is wanted of whoever has the turn, where nothing else is known of it. */
const WANTS: Text = { vi: 'chờ xử lý', en: 'waits for you' }
/** The same by kind and state, where it is one thing. */
const WANTS_IN_STATE: Readonly<Record<string, Text>> = {
  'directive/refused': { vi: 'bị từ chối, chờ quyết định', en: 'was refused, and waits for a decision' },
  'directive/awaitsApproval': { vi: 'chờ duyệt kết quả', en: 'has a result that waits for approval' },
  'explanation/answered': { vi: 'đã có trả lời, chờ xem xét', en: 'is answered, and waits for a decision' },
  'explanation/moreAsked': { vi: 'cần bổ sung', en: 'needs more of an answer' },
  'incident/confirming': { vi: 'chờ xác nhận kết quả', en: 'has a result that waits to be confirmed' },
}
const WANTS_EXTENSION: Text = { vi: 'xin gia hạn đến {until}', en: 'asks for an extension until {until}' }

const DUE: Text = { vi: ' (hạn {due})', en: ' (due {due})' }
/** Of taking it on: the deadline of the work itself is another one. */
const TAKE_ON_BY: Text = { vi: ' (tiếp nhận trước {due})', en: ' (to be taken on by {due})' }

/**
 * Who is told of a fact, and what: whoever has the turn now, when it has come to them or a clock ran out; at the end whoever began the matter. Nobody
 * is told of what they did themselves: the person who acted is left out by whoever finds the people.
 */
export function tellingsOf(fact: Fact, before: Matter | undefined, matter: Matter): readonly Telling[] {
  const why = whyOf(fact, before, matter)
  if (why === undefined) return []
  const { matter: kind, id, version } = fact
  const { name, path, untilTakenOn } = MATTER_KIND[kind]
  const dueSays = matter.state === untilTakenOn ? TAKE_ON_BY : DUE
  const due = matter.dueAt === null || why === 'end' ? undefined : writtenTime(matter.dueAt)
  const wants = wantsOf(fact, matter)
  const say = (language: keyof Text, steps: Text) =>
    SAYS[why][language]
      .replace('{wants}', (wants ?? WANTS)[language])
      .replace('{wantsElse}', wants === undefined ? '' : ` ${wants[language]}`)
      .replace('{kind}', name[language])
      .replace('{steps}', steps[language])
      .replace('{title}', () => placedTitle(kind, matter)[language]) +
    (due === undefined ? '' : dueSays[language].replace('{due}', due))
  const telling = (to: string | null, also: readonly string[], isSilence: boolean, steps: Text): Telling[] =>
    to === null
      ? []
      : [
          {
            cause: `${kind}/${id}/${version}`,
            about: { matter: kind, id },
            to,
            ...(also.length > 0 && { also }),
            urgency: urgencyOf(fact, matter, isSilence),
            text: { vi: say('vi', steps), en: say('en', steps) },
            path: path(id),
          },
        ]
  if (why === 'lateStep')
    return lateTellings(fact.did, fact.what).flatMap(({ to, numbers }) =>
      telling(
        to ?? matter.turn,
        to === null ? holdersOf(numbers, matter) : [],
        to !== null,
        lateSteps(numbers, matter, to === null),
      ),
    )
  // Of what has become worse the shift knows as well as whoever has it.
  const also = why === 'worse' ? ['role/lead'] : []
  const to = why === 'end' ? `person/${matter.givenBy}` : (silentTo(fact) ?? matter.turn)
  return telling(to, also, isOfSilence(fact.did), { vi: '', en: '' })
}

/** What one thing is wanted of whoever has the turn; undefined: it is to be gone on with. */
function wantsOf({ matter: kind }: Fact, matter: Matter): Text | undefined {
  const inState = `${kind}/${matter.state}`
  if (Object.hasOwn(WANTS_IN_STATE, inState)) return WANTS_IN_STATE[inState]
  const { asked } = matter as { readonly asked?: { readonly dueAt: number } | null }
  if (kind !== 'directive' || asked === undefined || asked === null) return undefined
  const until = writtenTime(asked.dueAt)
  return { vi: WANTS_EXTENSION.vi.replace('{until}', until), en: WANTS_EXTENSION.en.replace('{until}', until) }
}

/**
 * Whether what people were to be told of a matter before is needless after a fact: it has ended, its state or its turn is another, or its deadline is
 * another and no nearer.
 * Silence makes nothing needless: the matter waits for those who were told before as well. A remark changes nothing that anybody waits for; of steps,
 * the last one that was late does.
 */
export function makesNeedless(fact: Fact, before: Matter | undefined, matter: Matter): boolean {
  if (before === undefined || isOfSilence(fact.did)) return false
  if (fact.what.endsLateness === true) return true
  if (fact.matter === 'incident' && isNearer(matter.dueAt, before.dueAt)) {
    return before.state !== matter.state || before.turn !== matter.turn
  }
  return (['state', 'turn', 'dueAt', 'closedAt'] as const).some((field) => before[field] !== matter[field])
}

function isNearer(dueAt: number | null, before: number | null): boolean {
  return dueAt !== null && before !== null && dueAt < before
}

function whyOf(fact: Fact, before: Matter | undefined, matter: Matter): Why | undefined {
  if (matter.closedAt !== null) return matter.givenBy === null ? undefined : 'end'
  if ((fact.did === 'escalate' || fact.did === 'remind') && fact.matter === 'incident') return 'lateStep'
  if (fact.did === 'worsen' && fact.matter === 'incident') return 'worse'
  if (fact.did === 'stillHolds') return 'holds'
  if (fact.did === 'callUp') return fact.matter === 'shift' ? 'unsigned' : 'untaken'
  if (fact.did === 'escalate') return 'silence'
  if (fact.did === 'remind' || fact.did === 'remindDue') return 'reminder'
  return matter.turn !== (before?.turn ?? null) ? 'turn' : undefined
}

/** Of one person the newer notice of an incident takes the place of the older one, so it names every step that was told as late and is not done. */
function lateSteps(told: readonly number[], matter: Matter, isReminder: boolean): Text {
  const { steps = [] } = matter as { readonly steps?: readonly IncidentStep[] }
  const late = steps.filter(({ done, told, mandatory }) => told && done === null && (mandatory || isReminder))
  const named = late.length > 0 ? late : told.map((number) => ({ number, mandatory: true }))
  const numbers = (isMandatory: boolean) => named.filter(({ mandatory }) => mandatory === isMandatory).map(numberOf)
  /** Those that may be left out stand apart: behind a list, the word would be read of all of it. */
  const say = (step: (count: number) => string, optional: string) => {
    const [must, may] = [numbers(true), numbers(false)]
    return [
      ...(must.length === 0 ? [] : [`${step(must.length)} ${must.join(', ')}`]),
      ...(may.length === 0 ? [] : [`${step(may.length)} ${may.join(', ')} (${optional})`]),
    ].join('; ')
  }
  const vi = say(() => 'bước', 'không bắt buộc')
  const en = say((count) => (count === 1 ? 'step' : 'steps'), 'optional')
  return { vi: capital(vi), en: `${capital(en)} ${named.length === 1 ? 'is' : 'are'}` }
}

const numberOf = ({ number }: { readonly number: unknown }): string => String(number)
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Who is to do steps that are late, by their roles in the procedure; nobody: their roles are held by no account. */
function holdersOf(late: readonly number[], { unit, ...matter }: Matter): readonly string[] {
  const { steps = [] } = matter as { readonly steps?: readonly IncidentStep[] }
  const holders = steps.flatMap(({ number, role }) => (late.includes(number) ? [ROLE_OF_STEP[role]] : []))
  const named = holders.map((holder) => {
    if (holder === undefined) return undefined
    return holder === 'officer' ? (unit === null ? undefined : `unit/${unit}`) : `role/${holder}`
  })
  return [...new Set(named.filter((each) => each !== undefined))]
}

/** Silence is told to somebody beside whose turn it is. */
function silentTo({ did, what }: Fact): string | undefined {
  if (!isOfSilence(did)) return undefined
  if (typeof what.to === 'string') return what.to
  return typeof what.role === 'string' ? `role/${what.role}` : undefined
}

const isOfSilence = (did: string): boolean => did === 'escalate' || did === 'callUp' || did === 'stillHolds'

function urgencyOf(fact: Fact, matter: Matter, isSilence: boolean): Urgency {
  const { severity, urgent } = matter as { readonly severity?: string | null; readonly urgent?: boolean }
  const isOfAlert = fact.matter === 'alert' || (fact.matter === 'incident' && fact.did === 'worsen')
  if (isOfAlert && severity === 'critical') return 'emergency'
  const isLate = matter.dueAt !== null && matter.dueAt <= fact.at
  return urgent === true || isLate || isSilence || severity === 'critical' ? 'urgent' : 'routine'
}
