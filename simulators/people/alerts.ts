import type { Alert } from '../../domain/alerts/alert.ts'
import { callsPeople } from '../../domain/alerts/alert.ts'
import { compareAlerts } from '../../domain/alerts/order.ts'
import { SIMULATED_NAME } from '../../domain/people/simulatedPeople.ts'
import type { Severity } from '../../domain/sensors/sensorKind.ts'
import { sopsFor } from '../../domain/sops/sop.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { type Act, delay, type Planning, pick } from './act.ts'

/** How soon an operator gets to it, minutes; what is for information nobody takes on. */
const ACKNOWLEDGED: Readonly<Record<Severity, readonly [number, number] | undefined>> = {
  critical: [0.7, 4],
  major: [2, 12],
  minor: [6, 50],
  info: undefined,
}
/** Left to whoever signs in, of those that are not critical. */
const LEFT = 0.25
const SHELVED = 0.06
const FALSE_ALARM = 0.05
const COMMENTED = 0.3
/** Of the grave ones so many become incidents. */
const OPENED = 0.3

const NOTES: readonly (readonly [rule: RegExp, notes: readonly [string, ...string[]]])[] = [
  [
    /^(waterLevel|rain|salinity)\./,
    [
      'Đã gọi trạm đo xác nhận số liệu, đang theo dõi triều.',
      'Đã báo UBND địa phương và đội ứng phó.',
      'Đối chiếu trạm lân cận, số liệu phù hợp.',
    ],
  ],
  [/^(airQuality|noise|traffic|weather)\./, ['Đã báo đơn vị phụ trách môi trường.', 'Đang đối chiếu trạm gần nhất.']],
  [
    /^(camera|office)\./,
    [
      'Đã gọi bộ phận Một cửa, đang bố trí thêm quầy.',
      'Đã báo lãnh đạo phường, cử người hỗ trợ.',
      'Đang xem lại camera.',
    ],
  ],
  [
    /lost|silent|down/i,
    ['Đã gọi đơn vị vận hành kiểm tra đường truyền.', 'Đã báo kỹ thuật, chờ khởi động lại thiết bị.'],
  ],
]
const OTHER_NOTES = ['Đang xác minh với đơn vị.', 'Đã chuyển bộ phận chuyên môn kiểm tra.'] as const
const COMMENTS = ['Đơn vị đang xử lý tại chỗ.', 'Đã gọi lại, chờ kết quả.', 'Tổ kỹ thuật đang đến.'] as const

/** What the centre's people mean to do about an alert as it stands; undefined: nothing. */
export function planAlert(alert: Alert, planning: Planning): Act | undefined {
  const { people, random } = planning
  const { id, version, severity, rule, escalation, endedAt } = alert
  const key = `alert-${id}-${version}`
  const operators = people.filter(({ role }) => role === 'operator')
  const leads = people.filter(({ role }) => role === 'lead')
  // What silence has carried upward is the shift lead's.
  const crew = escalation >= 2 ? leads : operators
  const person = crew[Math.floor(random.of('who', id) * crew.length)]
  if (person === undefined) return undefined
  const act = (
    command: string,
    [from, to]: readonly [number, number],
    input: Record<string, unknown>,
    isOnAlert = true,
  ): Act => ({
    ...{ key, person, command },
    afterMs: delay(random, from * MINUTE_MS, to * MINUTE_MS, key),
    input: isOnAlert ? { alert: id, ...input } : input,
  })
  if (callsPeople(alert)) {
    const within = ACKNOWLEDGED[severity]
    if (within === undefined || (severity !== 'critical' && random.of('left', id) < LEFT)) return undefined
    if (severity !== 'critical' && endedAt === null && random.of('shelve', key) < SHELVED)
      return act('shelveAlert', within, {
        minutes: 20 + 5 * Math.floor(5 * random.of('minutes', key)),
        reason: 'Đơn vị báo đang bảo trì, kiểm tra lại sau.',
        expectedVersion: version,
      })
    const notes = NOTES.find(([of]) => of.test(rule))?.[1] ?? OTHER_NOTES
    return act('acknowledgeAlert', within, { note: pick(random, notes, 'note', key), expectedVersion: version })
  }
  if (alert.handling !== 'acknowledged' || alert.clearedAt !== null || !isTheirs(alert)) return undefined
  if (severity !== 'critical' && random.of('false', id) < FALSE_ALARM)
    return act('closeAlert', [15, 40], {
      reason: 'falseAlarm',
      note: 'Kiểm tra thực tế không có sự việc như báo.',
      expectedVersion: version,
    })
  const isGrave = severity === 'critical' || severity === 'major'
  if (isGrave && endedAt === null && random.of('incident', id) < OPENED)
    return act('openIncident', [2, 15], openingOf(alert, planning), false)
  if (alert.comments === 0 && random.of('comment', id) < COMMENTED)
    return act('commentAlert', [4, 25], { text: pick(random, COMMENTS, 'comment', key) })
  return undefined
}

/** What an incident is opened with: the procedure that fits its alert best. */
function openingOf(alert: Alert, { sops }: Planning): Act['input'] {
  const [sop] = sopsFor(sops, alert)
  return { from: { is: 'alert', alert: alert.id }, ...(sop !== undefined && { sop: sop.id }) }
}

/**
 * The incident that an operator opens in the first minutes, of the gravest alert that a procedure fits and that nobody real has taken on; undefined: there is
 * one already, or nothing calls for it.
 * @param open what people have before them @param startedAt when people began, epoch ms
 */
export function planFirstIncident(
  alerts: readonly Alert[],
  open: readonly { readonly kind: string }[],
  startedAt: number,
  planning: Planning,
): Act | undefined {
  const { people, random, now, sops } = planning
  if (now - startedAt > HOUR_MS || open.some(({ kind }) => kind === 'incident')) return undefined
  const [alert] = alerts
    .filter(
      ({ clearedAt, endedAt, cause, outOfService }) =>
        clearedAt === null && endedAt === null && cause === null && !outOfService,
    )
    .filter((each) => each.handling === 'unacknowledged' || (each.handling === 'acknowledged' && isTheirs(each)))
    .filter((each) => sopsFor(sops, each).length > 0)
    .toSorted(compareAlerts)
  const operators = people.filter(({ role }) => role === 'operator')
  const person = operators[Math.floor(random.of('first', startedAt) * operators.length)]
  if (alert === undefined || person === undefined) return undefined
  return {
    ...{ key: `first-incident-${startedAt}`, person, command: 'openIncident', input: openingOf(alert, planning) },
    afterMs: 10 * MINUTE_MS,
  }
}

/** What somebody real has taken on is theirs to go on with. */
function isTheirs({ acknowledgedBy }: Alert): boolean {
  return acknowledgedBy?.endsWith(SIMULATED_NAME) ?? false
}
