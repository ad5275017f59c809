import type { SystemEvent } from '../domain/messages.ts'
import { addDays } from '../domain/periods.ts'
import type { SystemId } from '../domain/systems/index.ts'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../domain/time.ts'
import { formatTopic } from '../domain/topics.ts'
import type { Unit, UnitTree } from '../domain/units/unit.ts'
import type { Random } from './random.ts'

/** Something that begins, is seen to, and ends. */
export interface CityEvent {
  readonly system: SystemId
  readonly unit: string
  readonly id: string
  readonly severity: SystemEvent['severity']
  readonly title: string
  /** Epoch ms. */
  readonly opensAt: number
  readonly closesAt: number
}

/** What happens again and again, each day so often, for so long. */
interface Kind {
  readonly system: 'soc' | 'feedback' | 'portal'
  readonly perDay: number
  readonly shortestMs: number
  readonly longestMs: number
  readonly severity: SystemEvent['severity']
  readonly titles: readonly string[]
}

const KINDS: readonly Kind[] = [
  {
    system: 'soc',
    perDay: 0.6,
    shortestMs: 2 * HOUR_MS,
    longestMs: 30 * HOUR_MS,
    severity: 'major',
    titles: ['Dò quét cổng từ bên ngoài', 'Thư giả mạo gửi cán bộ', 'Máy trạm liên lạc máy chủ điều khiển lạ'],
  },
  {
    system: 'feedback',
    perDay: 5,
    shortestMs: 3 * HOUR_MS,
    longestMs: 40 * HOUR_MS,
    severity: 'minor',
    titles: ['Đèn đường hỏng', 'Rác tồn đọng ven kênh', 'Nắp cống vỡ trước trường học', 'Ngập cục bộ sau mưa'],
  },
  {
    system: 'portal',
    perDay: 0.5,
    shortestMs: 10 * MINUTE_MS,
    longestMs: 150 * MINUTE_MS,
    severity: 'major',
    titles: ['Không nộp được hồ sơ trực tuyến', 'Cổng trả lời chậm'],
  },
]
/** No event lasts longer: so far back the open ones are looked for. */
const LONGEST_DAYS = 2

/** Events of a system that begin on a day, told by place in the day's list; the unit is drawn by `unitOf`. */
function* begunOn(
  random: Random,
  kind: Kind,
  day: string,
): Generator<Omit<CityEvent, 'unit'> & { readonly draw: number }> {
  const { system, titles, severity, shortestMs, longestMs } = kind
  const count = random.poisson(kind.perDay, 'events', system, day)
  for (let n = 0; n < count; n++) {
    const draw = (what: string) => random.of('event', system, day, n, what)
    const opensAt = startOfDay(day) + Math.floor(draw('at') * DAY_MS)
    yield {
      system,
      id: `${system}-${day}-${n + 1}`,
      severity,
      title: titles[Math.floor(draw('title') * titles.length)] ?? '',
      opensAt,
      closesAt: opensAt + shortestMs + Math.floor(draw('length') ** 2 * (longestMs - shortestMs)),
      draw: draw('place'),
    }
  }
}

/** Events of a system that stand open at a moment. */
export function openEvents(random: Random, system: Kind['system'], at: number): readonly Omit<CityEvent, 'unit'>[] {
  const open: Omit<CityEvent, 'unit'>[] = []
  for (const kind of KINDS) {
    if (kind.system !== system) continue
    for (let back = LONGEST_DAYS; back >= 0; back--) {
      for (const event of begunOn(random, kind, addDays(dayOf(at), -back)))
        if (event.opensAt <= at && at < event.closesAt) open.push(event)
    }
  }
  return open
}

/** Every event of the city that begins on a day, with its place: incidents are the city's, the rest lies in a commune. */
function eventsOn(random: Random, units: UnitTree, day: string): CityEvent[] {
  return KINDS.flatMap((kind) =>
    [...begunOn(random, kind, day)].map(({ draw, ...event }) => ({ ...event, unit: placeOf(units, kind, draw).code })),
  )
}

function placeOf(units: UnitTree, { system }: Kind, draw: number): Unit {
  const { communes, city } = units
  return system === 'soc' ? city : (communes[Math.floor(draw * communes.length)] ?? city)
}

/** What there is to say of events between two moments: those that begin, and those that end. @param from exclusive @param to inclusive */
export function eventMessages(
  random: Random,
  units: UnitTree,
  from: number,
  to: number,
  prefix: string,
): { readonly topic: string; readonly body: SystemEvent }[] {
  const messages: { topic: string; body: SystemEvent }[] = []
  for (let day = addDays(dayOf(from), -LONGEST_DAYS); startOfDay(day) <= to; day = addDays(day, 1)) {
    for (const { system, unit, id, severity, title, opensAt, closesAt } of eventsOn(random, units, day)) {
      const say = (at: number, state: 'open' | 'closed') => {
        if (at <= from || at > to) return
        const topic = formatTopic({ is: 'event', system, unit }, prefix)
        messages.push({ topic, body: { id, at, severity, title, state, simulated: true } })
      }
      say(opensAt, 'open')
      say(closesAt, 'closed')
    }
  }
  return messages.sort((a, b) => a.body.at - b.body.at)
}
