import * as z from 'zod'
import { UPLOADED } from '../files/upload.ts'
import { IncidentShape } from '../incidents/incident.ts'
import { ExpectedVersion, MatterId } from '../matters/fields.ts'
import { epochMs, says } from '../schema.ts'
import { DeadlineClass, IncidentCategoryShape } from '../sops/sop.ts'
import { Line, Lines } from '../written.ts'
import { type CommandCity, defineCommand } from './command.ts'

const MAX_TITLE = 200
/** Words of a person about an incident: what is longer is attached as a file. */
const MAX_WORDS = 4_000

const line = (max: number) => Line.trim().min(1).max(max)
const words = Lines.trim().min(1).max(MAX_WORDS)
const anyWords = Lines.trim().max(MAX_WORDS).default('')
const incident = MatterId
const expectedVersion = ExpectedVersion
const gives = z.object({ incident: IncidentShape })
const place = async ({ incident: id }: { incident: string }, city: CommandCity) =>
  (await city.matterUnit('incident', id)) ?? undefined
const example = { incident: 'SV-261129-7K3P' }
const decided = { ...example, expectedVersion: 1 }

/** What an incident is opened from. */
const OpenedFrom = z.discriminatedUnion('is', [
  z.object({ is: z.enum(['alert', 'report']), alert: z.string().min(1).max(200) }),
  z.object({ is: z.literal('camera'), camera: z.string().min(1).max(100) }),
  z.object({ is: z.literal('point'), lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
  z.object({ is: z.literal('hand') }),
])

export const openIncident = defineCommand({
  summary: {
    vi: 'Mở một sự vụ từ cảnh báo, phản ánh, camera, điểm trên bản đồ, hoặc tự ghi',
    en: 'Opens an incident from an alert, a report, a camera, a point on the map, or by hand',
  },
  input: z.object({
    from: OpenedFrom,
    title: line(MAX_TITLE).optional().meta(says('không ghi: tên của cảnh báo', 'the alert’s own when absent')),
    unit: z
      .string()
      .max(16)
      .optional()
      .meta(
        says(
          'không ghi: nơi có cảnh báo, camera; nếu không, toàn thành phố',
          'where the alert or camera is when absent, else the whole city',
        ),
      ),
    category: IncidentCategoryShape.optional(),
    sop: z.string().max(64).optional().meta(says('mã quy trình; xem /sops', 'id of the procedure; see /sops')),
    deadline: DeadlineClass.optional().meta(says('không ghi: theo quy trình', 'the procedure’s own when absent')),
    note: anyWords,
  }),
  gives,
  do: 'incidents.work',
  place: ({ unit, from }, city) => {
    if (unit !== undefined) return unit
    if (from.is === 'alert' || from.is === 'report') return city.alertUnit(from.alert) ?? undefined
    return from.is === 'camera' ? city.cameraUnit(from.camera) : undefined
  },
  says: { vi: 'Mở sự vụ {title}', en: 'Opened incident {title}' },
  example: ({ city }) => ({
    ...{ from: { is: 'hand' as const }, title: 'Cây đổ chắn đường Nguyễn Văn Cừ', unit: city },
    ...{ category: 'citizen' as const, sop: 'phan-anh-nguoi-dan' },
  }),
})

export const verifyIncident = defineCommand({
  summary: { vi: 'Nhận xác minh một sự vụ', en: 'Begins to verify an incident' },
  input: z.object({ incident, expectedVersion }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Nhận xác minh sự vụ {incident}', en: 'Began to verify incident {incident}' },
  example: () => decided,
})

export const handleIncident = defineCommand({
  summary: { vi: 'Xác minh xong, chuyển sang xử lý', en: 'Has verified an incident, and begins to handle it' },
  input: z.object({ incident, expectedVersion, finding: words }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Xử lý sự vụ {incident}: {finding}', en: 'Began to handle incident {incident}: {finding}' },
  example: () => ({ ...decided, finding: 'Camera và hai trạm cùng cho thấy nước tràn bờ' }),
})

export const dismissIncident = defineCommand({
  summary: { vi: 'Kết luận không phải sự vụ', en: 'Finds that it is no incident' },
  input: z.object({ incident, expectedVersion, reason: words }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Kết luận không phải sự vụ {incident}: {reason}', en: 'Found incident {incident} to be none: {reason}' },
  example: () => ({ ...decided, reason: 'Cảm biến vừa được bảo trì' }),
})

export const doStep = defineCommand({
  summary: { vi: 'Ghi đã làm một bước của quy trình', en: 'Notes that a step of the procedure is done' },
  input: z.object({ incident, step: z.int().min(1).max(100), note: anyWords }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Đã làm bước {step} của sự vụ {incident}', en: 'Did step {step} of incident {incident}' },
  example: () => ({ ...example, step: 1, note: 'Trạm Cần Thơ 2,04 m lúc 18:10' }),
})

export const undoStep = defineCommand({
  summary: { vi: 'Bỏ ghi nhận một bước, kèm lý do', en: 'Takes back that a step is done, with the reason' },
  input: z.object({ incident, step: z.int().min(1).max(100), reason: words }),
  gives,
  do: 'incidents.work',
  place,
  says: {
    vi: 'Bỏ ghi nhận bước {step} của sự vụ {incident}: {reason}',
    en: 'Took back step {step} of incident {incident}: {reason}',
  },
  example: () => ({ ...example, step: 1, reason: 'Ghi nhầm bước' }),
})

export const commentIncident = defineCommand({
  summary: { vi: 'Ghi một diễn biến vào sự vụ', en: 'Notes something in an incident' },
  input: z.object({ incident, text: words }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Ghi diễn biến vào sự vụ {incident}', en: 'Noted something in incident {incident}' },
  example: () => ({ ...example, text: 'Nước đã rút khỏi mặt đường' }),
})

export const takeOverIncident = defineCommand({
  summary: { vi: 'Nhận làm trực chính của sự vụ', en: 'Takes an incident over' },
  input: z.object({ incident, expectedVersion }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Nhận trực chính sự vụ {incident}', en: 'Took over incident {incident}' },
  example: () => decided,
})

export const assignIncident = defineCommand({
  summary: { vi: 'Ghi đơn vị phối hợp và người ghi', en: 'Names the supporting units and the recorder' },
  input: z.object({
    incident,
    expectedVersion,
    support: Line.trim().max(500).default(''),
    recorder: Line.trim().max(200).default(''),
  }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Phân công trong sự vụ {incident}', en: 'Assigned people to incident {incident}' },
  example: () => ({ ...decided, support: 'Công an phường, Điện lực', recorder: 'Trần Bé' }),
})

export const linkAlert = defineCommand({
  summary: { vi: 'Đưa một cảnh báo vào sự vụ đang mở', en: 'Adds an alert to an open incident' },
  input: z.object({ incident, alert: z.string().min(1).max(200) }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Đưa cảnh báo {alert} vào sự vụ {incident}', en: 'Added alert {alert} to incident {incident}' },
  example: () => ({ ...example, alert: 'a-1' }),
})

export const unlinkAlert = defineCommand({
  summary: {
    vi: 'Bỏ một cảnh báo đưa nhầm khỏi sự vụ, kèm lý do; cảnh báo trở lại như trước khi đưa vào',
    en: 'Takes an alert out of an incident that it was put into by mistake, with the reason; it is as it was before',
  },
  input: z.object({ incident, expectedVersion, alert: z.string().min(1).max(200), reason: words }),
  gives,
  do: 'incidents.work',
  place,
  says: {
    vi: 'Bỏ cảnh báo {alert} khỏi sự vụ {incident}: {reason}',
    en: 'Took alert {alert} out of incident {incident}: {reason}',
  },
  example: () => ({ ...decided, alert: 'a-1', reason: 'Cảnh báo của cầu khác, đưa nhầm' }),
})

export const attachFile = defineCommand({
  summary: { vi: 'Đưa một tệp đã tải lên vào sự vụ', en: 'Adds a file that was uploaded to an incident' },
  input: z.object({ incident, ...UPLOADED }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Đưa tệp {name} vào sự vụ {incident}', en: 'Added the file {name} to incident {incident}' },
  example: () => ({ ...example, upload: 'u-1', name: 'hien-truong.jpg' }),
})

export const keepPicture = defineCommand({
  summary: {
    vi: 'Giữ hình camera lúc này trong sự vụ; camera phải có biển thông báo ghi hình',
    en: 'Keeps the picture of a camera as it is now in an incident; of a camera with a posted notice only',
  },
  input: z.object({ incident, camera: z.string().min(1).max(100) }),
  gives,
  do: 'incidents.work',
  place,
  says: {
    vi: 'Giữ hình camera {camera} trong sự vụ {incident}',
    en: 'Kept a picture of camera {camera} in incident {incident}',
  },
  example: ({ camera }) => ({ ...example, camera }),
})

export const transferIncident = defineCommand({
  summary: {
    vi: 'Chuyển sự vụ cho đơn vị khác; đơn vị đó nhận thì mới sang',
    en: 'Offers an incident to another unit; it goes there when that unit accepts',
  },
  input: z.object({ incident, expectedVersion, unit: z.string().max(16), reason: words }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Chuyển sự vụ {incident} cho {unit}: {reason}', en: 'Offered incident {incident} to {unit}: {reason}' },
  example: ({ city }) => ({ ...decided, unit: city, reason: 'Thuộc thẩm quyền của thành phố' }),
})

const offeredPlace = ({ incident: id }: { incident: string }, city: CommandCity) => city.incidentOfferedTo(id)

export const acceptIncident = defineCommand({
  summary: { vi: 'Nhận sự vụ được chuyển đến', en: 'Accepts an incident that is offered' },
  input: z.object({ incident, expectedVersion }),
  gives,
  do: 'incidents.work',
  place: offeredPlace,
  says: { vi: 'Nhận sự vụ {incident}', en: 'Accepted incident {incident}' },
  example: () => decided,
})

export const declineIncident = defineCommand({
  summary: { vi: 'Không nhận sự vụ được chuyển đến', en: 'Declines an incident that is offered' },
  input: z.object({ incident, expectedVersion, reason: words }),
  gives,
  do: 'incidents.work',
  place: offeredPlace,
  says: { vi: 'Không nhận sự vụ {incident}: {reason}', en: 'Declined incident {incident}: {reason}' },
  example: () => ({ ...decided, reason: 'Điểm ngập thuộc phường bên cạnh' }),
})

export const waitIncident = defineCommand({
  summary: { vi: 'Để sự vụ chờ đến một ngày', en: 'Lets an incident wait for a day' },
  input: z.object({ incident, expectedVersion, until: epochMs, reason: words }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Để sự vụ {incident} chờ: {reason}', en: 'Let incident {incident} wait: {reason}' },
  example: () => ({ ...decided, until: 1_798_700_000_000, reason: 'Chờ thiết bị thay thế' }),
})

export const resumeIncident = defineCommand({
  summary: { vi: 'Làm tiếp sự vụ đang chờ', en: 'Goes on with an incident that waits' },
  input: z.object({ incident, expectedVersion }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Làm tiếp sự vụ {incident}', en: 'Went on with incident {incident}' },
  example: () => decided,
})

export const reportResult = defineCommand({
  summary: {
    vi: 'Báo kết quả; các bước bắt buộc phải xong',
    en: 'Reports the result of an incident; its mandatory steps have to be done',
  },
  input: z.object({ incident, expectedVersion, result: words }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Báo kết quả sự vụ {incident}', en: 'Reported the result of incident {incident}' },
  example: () => ({ ...decided, result: 'Đường đã thông, không có thiệt hại về người' }),
})

export const confirmResult = defineCommand({
  summary: {
    vi: 'Xác nhận kết quả và đóng sự vụ; người báo kết quả không tự xác nhận',
    en: 'Confirms the result and closes the incident; never who reported it',
  },
  input: z.object({
    incident,
    expectedVersion,
    note: anyWords,
    why: anyWords.meta(says('vì sao đóng khi cảnh báo chưa hết', 'why it is closed although its alerts still hold')),
  }),
  gives,
  do: 'incidents.confirm',
  place,
  says: {
    vi: 'Xác nhận kết quả, đóng sự vụ {incident}',
    en: 'Confirmed the result of incident {incident} and closed it',
  },
  example: () => ({ ...decided, note: 'Đã xem hình hiện trường' }),
})

export const returnResult = defineCommand({
  summary: { vi: 'Trả lại kết quả để làm tiếp', en: 'Sends a result back' },
  input: z.object({ incident, expectedVersion, reason: words }),
  gives,
  do: 'incidents.confirm',
  place,
  says: {
    vi: 'Trả lại kết quả sự vụ {incident}: {reason}',
    en: 'Sent back the result of incident {incident}: {reason}',
  },
  example: () => ({ ...decided, reason: 'Chưa có hình sau xử lý' }),
})

export const mergeIncident = defineCommand({
  summary: {
    vi: 'Gộp sự vụ vào một sự vụ khác; diễn biến của cả hai được giữ',
    en: 'Merges an incident into another one; both keep their timeline',
  },
  input: z.object({ incident, expectedVersion, into: incident, reason: words }),
  gives,
  do: 'incidents.work',
  place,
  says: { vi: 'Gộp sự vụ {incident} vào {into}', en: 'Merged incident {incident} into {into}' },
  example: () => ({ ...decided, into: 'SV-261129-9H2M', reason: 'Cùng một điểm ngập' }),
})

export const reopenIncident = defineCommand({
  summary: {
    vi: 'Mở lại sự vụ đã đóng chưa quá 30 ngày',
    en: 'Opens an incident again that was closed within 30 days',
  },
  input: z.object({ incident, expectedVersion, reason: words }),
  gives,
  do: 'incidents.confirm',
  place,
  says: { vi: 'Mở lại sự vụ {incident}: {reason}', en: 'Opened incident {incident} again: {reason}' },
  example: () => ({ ...decided, reason: 'Nước ngập trở lại' }),
})
