import * as z from 'zod'
import { DirectiveRow, ORIGINS } from '../directives/directive.ts'
import { SeenShape } from '../matters/evidence.ts'
import { Deadline, Reason, Title, Written } from '../matters/fields.ts'
import { says } from '../schema.ts'
import { Line, Lines } from '../written.ts'
import { defineCommand } from './command.ts'
import { stepsOn } from './matterStep.ts'

const unit = z.string().min(1).max(16)
const gives = z.object({ directive: DirectiveRow })

const Order = z.object({
  title: Title,
  content: Written,
  unit: unit.meta(says('đơn vị chủ trì', 'the unit in charge')),
  with: z.array(unit).max(50).default([]).meta(says('đơn vị phối hợp', 'units that work with it')),
  due: Deadline,
  urgent: z.boolean().default(false),
  origin: z.enum(ORIGINS).default('other'),
  reference: Line.trim().max(300).optional().meta(says('số văn bản, tên cuộc họp', 'a document, a meeting')),
  leader: z
    .string()
    .max(64)
    .optional()
    .meta(says('lãnh đạo giao việc, khi văn phòng lập thay', 'the leader who assigns it, where the office writes it')),
  evidence: z.array(SeenShape).max(5).default([]),
})

const exampleOrder = (city: string) => ({
  title: 'Giải quyết dứt điểm hồ sơ quá hạn',
  content: 'Rà soát, giải quyết toàn bộ hồ sơ quá hạn tại bộ phận một cửa.',
  unit: city,
  due: '2099-12-31',
})

/** Begins a directive where the unit lies; the whole city's permission is needed for a draft, which nobody but the centre sees. */
export const giveDirective = defineCommand({
  summary: { vi: 'Giao chỉ đạo cho một đơn vị', en: 'Gives a directive to a unit' },
  input: Order,
  gives,
  do: 'directives.give',
  place: (input) => input.unit,
  says: { vi: 'Giao chỉ đạo “{title}” cho {unit}', en: 'Gave the directive “{title}” to {unit}' },
  example: ({ city }) => exampleOrder(city),
})

export const draftDirective = defineCommand({
  summary: { vi: 'Lập dự thảo chỉ đạo', en: 'Drafts a directive' },
  input: Order,
  gives,
  do: 'directives.give',
  says: { vi: 'Lập dự thảo chỉ đạo “{title}”', en: 'Drafted the directive “{title}”' },
  example: ({ city }) => exampleOrder(city),
})

const stepOn = stepsOn('directive', gives, 'd-1')

const reason = { reason: Reason }
const reasonExample = { reason: 'Đã có phương án khác' }
const note = Lines.trim().max(2_000).optional()

export const issueDirective = stepOn(
  {
    summary: { vi: 'Giao chỉ đạo theo dự thảo', en: 'Gives a directive that was drafted' },
    says: { vi: 'Giao chỉ đạo {directive} theo dự thảo', en: 'Gave the drafted directive {directive}' },
    do: 'directives.give',
  },
  {},
  {},
)

export const receiveDirective = stepOn(
  {
    summary: { vi: 'Tiếp nhận chỉ đạo', en: 'Receives a directive' },
    says: { vi: 'Tiếp nhận chỉ đạo {directive}', en: 'Received the directive {directive}' },
    do: 'directives.answer',
  },
  {},
  {},
)

export const refuseDirective = stepOn(
  {
    summary: {
      vi: 'Từ chối chỉ đạo, nêu lý do và đề xuất đơn vị khác',
      en: 'Refuses a directive, with the reason and another unit',
    },
    says: {
      vi: 'Từ chối chỉ đạo {directive}, đề xuất {unit}: {reason}',
      en: 'Refused the directive {directive}, proposes {unit}: {reason}',
    },
    do: 'directives.answer',
  },
  { ...reason, unit },
  { reason: 'Không thuộc địa bàn', unit: '31118' },
)

export const decideRefusal = stepOn(
  {
    summary: {
      vi: 'Quyết định khi đơn vị từ chối: chuyển đơn vị khác hoặc giữ nguyên',
      en: 'Decides on a refusal: another unit, or the same',
    },
    says: { vi: 'Quyết định về việc từ chối chỉ đạo {directive}', en: 'Decided on the refusal of {directive}' },
    do: 'directives.give',
  },
  { accepted: z.boolean().meta(says('true: chuyển cho đơn vị được đề xuất', 'true: to the proposed unit')), ...reason },
  { accepted: true, reason: 'Đúng địa bàn của đơn vị được đề xuất' },
)

export const reportProgress = stepOn(
  {
    summary: { vi: 'Báo cáo tiến độ', en: 'Reports progress' },
    says: {
      vi: 'Báo cáo tiến độ chỉ đạo {directive}: {percent}%',
      en: 'Reported progress of {directive}: {percent}%',
    },
    do: 'directives.answer',
  },
  {
    text: Written,
    percent: z.number().int().min(0).max(100),
    blocks: Lines.trim().max(2_000).optional().meta(says('khó khăn, vướng mắc', 'what blocks')),
  },
  { text: 'Đã giải quyết 80 hồ sơ.', percent: 60 },
)

export const askExtension = stepOn(
  {
    summary: { vi: 'Xin gia hạn', en: 'Asks for an extension' },
    says: { vi: 'Xin gia hạn chỉ đạo {directive}: {reason}', en: 'Asked for an extension of {directive}: {reason}' },
    do: 'directives.answer',
  },
  { due: Deadline, ...reason },
  { due: '2099-12-31', reason: 'Chờ cơ quan phối hợp' },
)

export const decideExtension = stepOn(
  {
    summary: { vi: 'Duyệt hoặc không duyệt gia hạn', en: 'Grants or refuses an extension' },
    says: { vi: '{granted} chỉ đạo {directive}: {note}', en: '{granted} of {directive}: {note}' },
    names: ({ granted }) => ({
      granted:
        granted === true
          ? { vi: 'Đồng ý gia hạn', en: 'Granted the extension' }
          : { vi: 'Không đồng ý gia hạn', en: 'Refused the extension' },
    }),
    do: 'directives.give',
  },
  { granted: z.boolean(), note },
  { granted: true },
)

export const submitResult = stepOn(
  {
    summary: { vi: 'Trình kết quả', en: 'Submits the result' },
    says: { vi: 'Trình kết quả chỉ đạo {directive}', en: 'Submitted the result of {directive}' },
    do: 'directives.answer',
  },
  {
    result: Written,
    document: Line.trim().max(100).optional().meta(says('số, ký hiệu văn bản', 'number of the document')),
  },
  { result: 'Đã giải quyết xong toàn bộ hồ sơ quá hạn.', document: '123/BC-UBND' },
)

export const approveResult = stepOn(
  {
    summary: { vi: 'Duyệt kết quả, chỉ đạo hoàn thành', en: 'Approves the result: the directive is done' },
    says: { vi: 'Duyệt kết quả chỉ đạo {directive}', en: 'Approved the result of {directive}' },
    do: 'directives.give',
  },
  { note },
  {},
)

export const askRework = stepOn(
  {
    summary: { vi: 'Yêu cầu làm lại', en: 'Asks for rework' },
    says: { vi: 'Yêu cầu làm lại chỉ đạo {directive}: {reason}', en: 'Asked for rework of {directive}: {reason}' },
    do: 'directives.give',
  },
  reason,
  { reason: 'Chưa có số liệu kèm theo' },
)

export const pauseDirective = stepOn(
  {
    summary: { vi: 'Tạm dừng chỉ đạo, thời hạn ngừng tính', en: 'Pauses a directive: its clock stands still' },
    says: { vi: 'Tạm dừng chỉ đạo {directive}: {reason}', en: 'Paused {directive}: {reason}' },
    do: 'directives.give',
  },
  reason,
  reasonExample,
)

export const resumeDirective = stepOn(
  {
    summary: { vi: 'Tiếp tục chỉ đạo đang tạm dừng', en: 'Resumes a paused directive' },
    says: { vi: 'Tiếp tục chỉ đạo {directive}: {reason}', en: 'Resumed {directive}: {reason}' },
    do: 'directives.give',
  },
  reason,
  reasonExample,
)

export const withdrawDirective = stepOn(
  {
    summary: { vi: 'Thu hồi chỉ đạo', en: 'Withdraws a directive' },
    says: { vi: 'Thu hồi chỉ đạo {directive}: {reason}', en: 'Withdrew {directive}: {reason}' },
    do: 'directives.give',
  },
  reason,
  reasonExample,
)
