import * as z from 'zod'
import { CAUSES, ExplanationRow } from '../explanations/explanation.ts'
import { FigureSeenShape } from '../matters/evidence.ts'
import { Reason, Written } from '../matters/fields.ts'
import { DayText } from '../queries/parameters.ts'
import { says } from '../schema.ts'
import { Line, Lines } from '../written.ts'
import { defineCommand } from './command.ts'
import { stepsOn } from './matterStep.ts'

const gives = z.object({ explanation: ExplanationRow })

/** Born on a number: the hub freezes it as it computes it at this moment, beside what the screen showed. */
export const requestExplanation = defineCommand({
  summary: { vi: 'Yêu cầu một đơn vị giải trình số liệu', en: 'Asks a unit to explain a figure' },
  input: z.object({
    figure: FigureSeenShape,
    to: z
      .string()
      .max(16)
      .optional()
      .meta(
        says('đơn vị trả lời; không ghi: đơn vị của số liệu', 'the unit that answers; that of the figure when absent'),
      ),
    question: Written,
    urgent: z
      .boolean()
      .default(false)
      .meta(
        says('khẩn: trả lời trong 4 giờ; thường: 1 ngày làm việc', 'urgent: within 4 hours; otherwise a working day'),
      ),
    leader: z.string().max(64).optional(),
  }),
  gives,
  do: 'directives.give',
  place: ({ figure, to }) => to ?? figure.unit,
  says: { vi: 'Yêu cầu giải trình: {question}', en: 'Asked for an explanation: {question}' },
  example: ({ city }) => ({
    figure: { is: 'figure' as const, kpi: 'onTimeRate', unit: city, shown: 87.2 },
    question: 'Vì sao tỷ lệ giải quyết đúng hạn thấp hơn mục tiêu?',
  }),
})

const stepOn = stepsOn('explanation', gives, 'e-1')

export const receiveExplanation = stepOn(
  {
    summary: { vi: 'Tiếp nhận yêu cầu giải trình', en: 'Receives a request to explain' },
    says: { vi: 'Tiếp nhận yêu cầu giải trình {explanation}', en: 'Received the request {explanation}' },
    do: 'directives.answer',
  },
  {},
  {},
)

export const answerExplanation = stepOn(
  {
    summary: { vi: 'Trả lời giải trình', en: 'Answers a request to explain' },
    says: { vi: 'Trả lời giải trình {explanation}', en: 'Answered the request {explanation}' },
    do: 'directives.answer',
  },
  {
    cause: z.enum(CAUSES),
    text: Written,
    objective: z.boolean().meta(says('true: nguyên nhân khách quan', 'true: beyond the unit’s control')),
    measure: Lines.trim().max(10_000).default('').meta(says('biện pháp', 'what will be done')),
    targetBy: DayText.optional().meta(says('ngày đạt mục tiêu', 'the day by which the target is met')),
    claimed: z
      .number()
      .optional()
      .meta(says('số đúng theo đơn vị, khi báo số liệu sai', 'what it should be, where the figure is wrong')),
  },
  {
    cause: 'staff',
    text: 'Thiếu hai cán bộ từ ngày 15.',
    objective: false,
    measure: 'Bố trí thêm cán bộ',
    targetBy: '2099-12-31',
  },
)

export const acceptExplanation = stepOn(
  {
    summary: { vi: 'Chấp nhận giải trình', en: 'Accepts an explanation' },
    says: { vi: 'Chấp nhận giải trình {explanation}', en: 'Accepted the explanation {explanation}' },
    do: 'directives.give',
  },
  { note: Lines.trim().max(2_000).optional() },
  {},
)

export const askMore = stepOn(
  {
    summary: { vi: 'Yêu cầu giải trình bổ sung', en: 'Asks for more' },
    says: {
      vi: 'Yêu cầu bổ sung giải trình {explanation}: {question}',
      en: 'Asked for more on {explanation}: {question}',
    },
    do: 'directives.give',
  },
  { question: Written },
  { question: 'Đề nghị nêu rõ số cán bộ còn thiếu.' },
)

export const correctFigure = stepOn(
  {
    summary: { vi: 'Đính chính số liệu; số cũ và số mới cùng được giữ', en: 'Corrects the figure: both numbers stay' },
    says: { vi: 'Đính chính số liệu ở {explanation}: {value}', en: 'Corrected the figure of {explanation}: {value}' },
    do: 'directives.give',
  },
  { value: z.number(), reason: Reason, document: Line.trim().max(100).optional() },
  { value: 91.3, reason: 'Đơn vị gửi thiếu báo cáo ngày 20' },
)

export const closeExplanation = stepOn(
  {
    summary: { vi: 'Đóng yêu cầu giải trình', en: 'Closes a request to explain' },
    says: { vi: 'Đóng yêu cầu giải trình {explanation}: {reason}', en: 'Closed the request {explanation}: {reason}' },
    do: 'directives.give',
  },
  { reason: Reason },
  { reason: 'Đã đạt mục tiêu' },
)
