import type { SimulatedPerson } from '../../domain/people/simulatedPeople.ts'
import { dayOf, HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { addWorkingDays } from '../systems/calendar.ts'
import { type Act, delay, type Planning, pick } from './act.ts'

/** A row of `/my-work`, as far as people look at it. */
export interface WorkSeen {
  readonly kind: string
  readonly id: string
  readonly version: number
  readonly state: string
  readonly unit: string | null
  readonly turn: string | null
  readonly givenBy: string | null
  /** When the next word is due, epoch ms. */
  readonly dueAt: number | null
}

const REFUSED = 0.07
/** Of the units so many ask for more time, while not much has happened. */
const EXTENDED = 0.25
const MOST_BEFORE_EXTENSION = 3
const WRONG_FIGURE = 0.08
const SENT_BACK = 0.25

const PROGRESS = [
  'Đã họp phân công, đang rà soát từng hồ sơ.',
  'Đã xử lý được một phần, số còn lại chờ bổ sung giấy tờ.',
  'Đã bố trí thêm cán bộ, tiến độ đúng kế hoạch.',
] as const
const BLOCKS = ['Thiếu một cán bộ do nghỉ ốm.', 'Chờ cơ quan phối hợp trả lời.'] as const
const RESULTS = [
  'Đã giải quyết xong toàn bộ hồ sơ quá hạn, có danh sách kèm theo.',
  'Đã hoàn thành các nội dung được giao, đề nghị xem xét.',
] as const
const CAUSES = ['staff', 'process', 'system', 'coordination', 'citizens', 'lateReport'] as const
const ANSWERS: Readonly<Record<(typeof CAUSES)[number], string>> = {
  staff: 'Bộ phận thiếu cán bộ trong tuần, hồ sơ dồn vào hai ngày cuối.',
  process: 'Quy trình luân chuyển giữa hai bộ phận còn chậm một bước.',
  system: 'Phần mềm gián đoạn một buổi, phải nhập lại hồ sơ.',
  coordination: 'Một số hồ sơ chờ ý kiến của cơ quan phối hợp.',
  citizens: 'Nhiều hồ sơ phải bổ sung giấy tờ, công dân nộp lại trễ.',
  lateReport: 'Đơn vị gửi báo cáo ngày trễ nên số liệu chưa đủ.',
}
const MEASURES = ['Bố trí thêm cán bộ vào giờ cao điểm.', 'Rút ngắn thời gian luân chuyển hồ sơ.'] as const

/** What simulated people mean to do about a directive or an explanation as it stands; undefined: it is nobody's of them. */
export function planMatter(row: WorkSeen, planning: Planning & { readonly units: UnitTree }): Act | undefined {
  const { people } = planning
  const [is, whose] = (row.turn ?? '').split('/')
  const person =
    is === 'unit'
      ? people.find(({ role, place }) => role === 'officer' && place === whose)
      : is === 'person'
        ? people.find(({ id }) => id === whose)
        : undefined
  if (person === undefined) return undefined
  if (row.kind === 'directive') return planDirective(row, person, planning)
  if (row.kind === 'explanation') return planExplanation(row, person, planning)
  return undefined
}

/** What is looked at of an incident. */
export interface IncidentSeen {
  readonly steps: readonly { readonly number: number; readonly mandatory: boolean; readonly done: unknown }[]
  readonly result: { readonly byId: string } | null
}

const FINDINGS = ['Đã gọi hiện trường, sự việc đúng như báo.', 'Hai nguồn cùng xác nhận, cần xử lý ngay.'] as const
const STEP_NOTES = ['Đã thực hiện, có xác nhận của đơn vị.', 'Đã gọi, đơn vị đã nhận việc.', 'Xong.'] as const
const OUTCOMES = ['Đã khắc phục, hệ thống hoạt động trở lại.', 'Hiện trường đã an toàn, không có thiệt hại.'] as const

/** Who works on an incident; undefined: nobody of the simulated. */
function whoWorks({ turn, unit, id }: WorkSeen, { people, random }: Planning): SimulatedPerson | undefined {
  const [is, whose] = (turn ?? '').split('/')
  if (is === 'person') return people.find((each) => each.id === whose)
  if (is === 'unit') return people.find(({ role, place }) => role === 'officer' && place === whose)
  const crew = is === 'role' ? people.filter(({ role }) => role === whose) : []
  return crew[Math.floor(random.of('crew', id, unit ?? '') * crew.length)]
}

/** Whether simulated people go on with an incident, and so look at the whole of it. */
export function isIncidentTheirs(row: WorkSeen, planning: Planning): boolean {
  return row.kind === 'incident' && whoWorks(row, planning) !== undefined
}

/** What simulated people mean to do about an incident as it stands: verify, handle, do its steps one by one, report, and somebody else confirms. */
export function planIncident(row: WorkSeen, seen: IncidentSeen, planning: Planning): Act | undefined {
  const { random, people } = planning
  const { id, version, state } = row
  const reporter = seen.result?.byId
  const leads = people.filter((each) => each.role === 'lead' && each.id !== reporter)
  const person =
    state === 'confirming' ? leads[Math.floor(random.of('confirms', id) * leads.length)] : whoWorks(row, planning)
  if (person === undefined) return undefined
  const key = `incident-${id}-${version}`
  const act = (command: string, from: number, to: number, input: Record<string, unknown>): Act => ({
    ...{ key, person, command, afterMs: delay(random, from * MINUTE_MS, to * MINUTE_MS, key) },
    input: { incident: id, ...input },
  })
  const expected = { expectedVersion: version }
  switch (state) {
    case 'new':
      return act('verifyIncident', 1, 8, expected)
    case 'verifying':
      return act('handleIncident', 3, 15, { ...expected, finding: pick(random, FINDINGS, 'finding', key) })
    case 'handling': {
      const next = seen.steps.find(({ mandatory, done }) => mandatory && done === null)
      return next === undefined
        ? act('reportResult', 5, 30, { ...expected, result: pick(random, OUTCOMES, 'outcome', key) })
        : act('doStep', 2, 12, { step: next.number, note: pick(random, STEP_NOTES, 'step', key) })
    }
    case 'confirming':
      return act('confirmResult', 4, 25, {
        ...expected,
        note: 'Đã kiểm tra với đơn vị.',
        why: 'Nguyên nhân đã được khắc phục, chờ tín hiệu trở lại bình thường.',
      })
    default:
      return undefined
  }
}

function planDirective(
  { id, version, state, unit, dueAt }: WorkSeen,
  person: SimulatedPerson,
  { random, now, units }: Planning & { readonly units: UnitTree },
): Act | undefined {
  const key = `directive-${id}-${version}`
  const chance = random.of('deed', key)
  const act = (command: string, from: number, to: number, input: Record<string, unknown> = {}): Act => ({
    ...{ key, person, command, afterMs: delay(random, from * MINUTE_MS, to * MINUTE_MS, key) },
    input: { directive: id, expectedVersion: version, ...input },
  })
  if (person.role !== 'officer') {
    const isYes = chance >= SENT_BACK
    switch (state) {
      case 'awaitsApproval':
        return isYes
          ? act('approveResult', 5, 40, { note: 'Đồng ý kết quả.' })
          : act('askRework', 5, 40, { reason: 'Chưa nêu số hồ sơ còn lại và nguyên nhân.' })
      case 'refused':
        return act('decideRefusal', 5, 30, {
          accepted: isYes,
          reason: isYes ? 'Đúng địa bàn của đơn vị được đề xuất.' : 'Việc thuộc trách nhiệm của đơn vị.',
        })
      case 'received':
      case 'underWay':
        return act('decideExtension', 5, 40, { granted: chance >= 0.4, note: 'Đã xem xét đề nghị của đơn vị.' })
      default:
        return undefined
    }
  }
  switch (state) {
    case 'given': {
      const others = units.communes.filter(({ code }) => code !== unit)
      const other = others[Math.floor(random.of('other', key) * others.length)]
      return chance < REFUSED && other !== undefined
        ? act('refuseDirective', 3, 25, { reason: 'Nội dung không thuộc địa bàn quản lý.', unit: other.code })
        : act('receiveDirective', 2, 25)
    }
    case 'received':
    case 'underWay':
      // Once, early: whoever asks again and again is refused by any leader.
      if (dueAt !== null && version <= MOST_BEFORE_EXTENSION && random.of('extends', id) < EXTENDED)
        return act('askExtension', 15, 60, {
          due: addWorkingDays(dayOf(Math.max(dueAt, now)), 3 + Math.floor(3 * random.of('days', key))),
          reason: pick(random, BLOCKS, 'why', key),
        })
      if (state === 'received' || chance < 0.55)
        return act('reportProgress', 12, 60, {
          text: pick(random, PROGRESS, 'progress', key),
          percent: Math.min(95, 10 * version + 5 * Math.floor(4 * random.of('percent', key))),
        })
      return act('submitResult', 20, 90, { result: pick(random, RESULTS, 'result', key) })
    default:
      return undefined
  }
}

function planExplanation(
  { id, version, state }: WorkSeen,
  person: SimulatedPerson,
  { random, now }: Planning,
): Act | undefined {
  const key = `explanation-${id}-${version}`
  const chance = random.of('deed', key)
  const act = (command: string, from: number, to: number, input: Record<string, unknown> = {}): Act => ({
    ...{ key, person, command, afterMs: delay(random, from * MINUTE_MS, to * MINUTE_MS, key) },
    input: { explanation: id, expectedVersion: version, ...input },
  })
  if (person.role !== 'officer') {
    if (state !== 'answered') return undefined
    return chance >= SENT_BACK
      ? act('acceptExplanation', 4, 30, { note: 'Theo dõi việc thực hiện biện pháp.' })
      : act('askMore', 4, 30, { question: 'Đề nghị nêu rõ số hồ sơ theo từng nguyên nhân.' })
  }
  if (state === 'requested') return act('receiveExplanation', 2, 15)
  if (state !== 'received' && state !== 'moreAsked') return undefined
  if (chance < WRONG_FIGURE)
    return act('answerExplanation', 8, 45, {
      ...{ cause: 'wrongFigure', objective: true, measure: '' },
      // Per cent, as every figure is that simulated leaders ask about; whole, as a person may ask them about a count.
      claimed: Math.round(88 + 10 * random.of('claimed', key)),
      text: 'Số liệu chưa gồm các hồ sơ trả trong buổi chiều, đề nghị đính chính.',
    })
  const cause = pick(random, CAUSES, 'cause', key)
  return act('answerExplanation', 8, 45, {
    ...{ cause, text: ANSWERS[cause], objective: cause === 'system' || cause === 'citizens' },
    measure: pick(random, MEASURES, 'measure', key),
    targetBy: addWorkingDays(dayOf(now), 3 + Math.floor(7 * random.of('by', key))),
  })
}

/** So many of what they have given are open at once: a leader who gives without end is not believable. */
const MOST_GIVEN = 8
const GIVE_EVERY_MS = 20 * MINUTE_MS
const GIVEN = 0.6
/** At the beginning of the demo, so that a newcomer finds something. */
const FIRST = [0.4, 1.2, 2.5]

const ORDERS: readonly [Order, ...Order[]] = [
  {
    title: 'Giải quyết dứt điểm hồ sơ quá hạn tại bộ phận Một cửa',
    content: 'Rà soát, giải quyết toàn bộ hồ sơ quá hạn; báo cáo số còn lại và nguyên nhân.',
  },
  {
    title: 'Bố trí thêm cán bộ tiếp nhận hồ sơ giờ cao điểm',
    content: 'Bảo đảm công dân không chờ quá 30 phút; báo cáo kết quả sau ba ngày làm việc.',
  },
  {
    title: 'Kiểm tra cống, trạm bơm trước đợt triều cường',
    content: 'Kiểm tra vận hành, dự phòng nhiên liệu; báo cáo các điểm có nguy cơ ngập.',
  },
  {
    title: 'Khắc phục camera Một cửa mất hình',
    content: 'Phối hợp đơn vị vận hành khôi phục hình và biển báo ghi hình.',
  },
]
interface Order {
  readonly title: string
  readonly content: string
}

/** A figure that a leader may ask about. */
export interface FigureSeen {
  readonly kpi: string
  readonly unit: string
  readonly value: number | null
}

/**
 * What the simulated leader gives or asks in this stretch of twenty minutes; undefined: nothing.
 * @param startedAt when people began, epoch ms @param red figures that miss their target
 */
export function planGiving(
  open: readonly WorkSeen[],
  red: readonly FigureSeen[],
  startedAt: number,
  { people, random, now, units }: Planning & { readonly units: UnitTree },
): Act | undefined {
  const leader = people.find(({ role }) => role === 'leader')
  if (leader === undefined) return undefined
  const given = open.filter(({ givenBy }) => givenBy === leader.id).length
  if (given >= MOST_GIVEN) return undefined
  const since = now - startedAt
  const first = FIRST[given]
  const isFirst = first !== undefined && since < HOUR_MS && since >= first * MINUTE_MS
  const slot = Math.floor(now / GIVE_EVERY_MS)
  if (!isFirst && random.of('give', slot) >= GIVEN) return undefined
  const key = isFirst ? `give-first-${startedAt}-${given}` : `give-${slot}`
  const act = (command: string, input: Record<string, unknown>): Act => ({
    ...{ key, person: leader, command, input },
    afterMs: isFirst ? 0 : delay(random, MINUTE_MS, 10 * MINUTE_MS, key),
  })
  // Whoever waits for an answer does not ask the same unit again.
  const isAsked = (unit: string) => open.some((row) => row.kind === 'explanation' && row.unit === unit)
  const unasked = red.filter(({ unit }) => !isAsked(unit))
  const figure = unasked[Math.floor(random.of('figure', key) * unasked.length)]
  const asks = isFirst ? given !== 1 : random.of('asks', key) < 0.5
  if (asks && figure !== undefined)
    return act('requestExplanation', {
      figure: { is: 'figure', kpi: figure.kpi, unit: figure.unit, period: 'month', shown: figure.value },
      question: 'Vì sao chưa đạt mục tiêu, và khi nào thì đạt?',
      urgent: random.of('urgent', key) < 0.2,
    })
  const unit = units.communes[Math.floor(random.of('unit', key) * units.communes.length)]
  if (unit === undefined) return undefined
  return act('giveDirective', {
    ...pick(random, ORDERS, 'order', key),
    unit: unit.code,
    due: addWorkingDays(dayOf(now), 2 + Math.floor(4 * random.of('due', key))),
    origin: 'meeting',
  })
}
