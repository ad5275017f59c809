import * as z from 'zod'
import { moment, says, text } from '../schema.ts'
import { SEVERITIES } from '../sensors/sensorKind.ts'
import { LinkRow } from '../systems/link.ts'
import { UNIT_LEVELS } from '../units/unit.ts'
import { EvidenceMessageSchema } from './messages.ts'
import { nothing } from './parameters.ts'
import { type Answer, defineQuery, REACH } from './query.ts'

const SystemSchema = z.object({
  id: z.string(),
  name: text,
  short: text,
  purpose: text,
  everyMs: z.number(),
  begunOn: z
    .string()
    .nullable()
    .meta(
      says(
        'ngày đưa vào sử dụng; null: chưa ai khai, mọi ngày đều phải gửi',
        'the day on which it was put in use; null: nobody has said, and every day is owed',
      ),
    ),
  reportedAt: z.array(z.enum(UNIT_LEVELS)).readonly(),
  expected: z.number().meta(says('số cơ quan phải gửi số liệu', 'authorities that should report')),
  reported: z.number().meta(says('số cơ quan đã từng gửi', 'authorities that ever did')),
  lastAt: moment,
  links: z.array(LinkRow),
})
/** A system, in short. */
export type SystemSummary = Answer<typeof SystemSchema>

const ReportSchema = z.object({
  unit: z.string(),
  period: z.string(),
  at: z.number(),
  receivedAt: z.number(),
  counts: z.record(z.string(), z.number()).readonly(),
  simulated: z.boolean(),
  retained: z
    .boolean()
    .meta(says('từ bộ nhớ của máy chủ MQTT, chưa có bản tin mới', 'from a broker’s memory, and no live one followed')),
})

const EventSchema = z.object({
  unit: z.string(),
  id: z.string(),
  at: z.number(),
  severity: z.enum(SEVERITIES),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  simulated: z.boolean(),
})
const SystemDetailSchema = SystemSchema.extend({
  reports: z.array(ReportSchema),
  availability: z
    .record(z.string(), z.number().nullable())
    .meta(
      says(
        'theo kết nối: tỷ lệ thời gian thông suốt trong 30 ngày qua, từ 0 đến 1',
        'by connection: share of the last 30 days in which it stood, 0 to 1',
      ),
    ),
  events: z.array(EventSchema).meta(says('trong 30 ngày qua, mới nhất trước', 'of the last 30 days, newest first')),
  messages: z.array(EvidenceMessageSchema.omit({ source: true, day: true })),
})
/** A system with what it said last. */
export type SystemDetail = Answer<typeof SystemDetailSchema>

export const systems = defineQuery({
  path: '/systems',
  summary: {
    vi: 'Các hệ thống thông tin trung tâm theo dõi, và hệ thống nào đang gửi số liệu',
    en: 'The information systems the centre watches, and whether they speak',
  },
  example: () => '/systems',
  params: nothing,
  query: nothing,
  gives: z.object({ systems: z.array(SystemSchema) }),
  ask: 'figures.see',
  place: () => REACH,
})

export const system = defineQuery({
  path: '/systems/{id}',
  summary: {
    vi: 'Một hệ thống: báo cáo mới nhất của từng cơ quan, kết nối, sự kiện, bản tin gần nhất',
    en: 'One system: newest report of every authority, connections, events, last messages',
  },
  example: () => '/systems/oneStop',
  params: z.object({ id: z.string() }),
  query: nothing,
  gives: SystemDetailSchema,
  isHeavy: true,
  ask: 'figures.see',
  place: () => REACH,
})
