import { canonicalJson } from '../canonicalJson.ts'
import type { Command } from '../commands/command.ts'
import { COMMANDS } from '../commands/index.ts'
import { DEVICE_CHANGE_NAMES, DEVICE_CHANGES } from '../devices/waitingDevice.ts'
import { MATTER_KINDS, type MatterKind } from '../matters/fact.ts'
import { MATTER_KIND } from '../matters/matterKinds.ts'
import { printableText } from '../printableText.ts'
import type { Text } from '../text.ts'
import { writtenTime } from '../writtenTime.ts'
import type { AuditEntry } from './auditEntry.ts'

/** Longest value in a sentence of the log. The entry itself has it whole. */
const MAX_VALUE = 80
/** Cameras that a sentence names, of those of one look. */
const MOST_NAMED = 5

interface Act {
  /** What is done, without to what. */
  readonly name: Text
  /** `{field}` stands for what the entry's input says. */
  readonly says: Text
  /** What stands for fields that an entry's input says in another way. */
  readonly names?: (input: AuditEntry['input']) => Readonly<Record<string, Text | undefined>>
}

/** What the hub does by itself when the time has come, by the name of the step. */
const HUB_STEPS: Readonly<Record<string, Text>> = {
  remind: { vi: 'nhắc người đang phụ trách', en: 'reminded whoever is in charge' },
  remindDue: { vi: 'nhắc thời hạn', en: 'reminded of the deadline' },
  lapse: { vi: 'hết hiệu lực tiếp nhận', en: 'the acknowledgement lapsed' },
  worsen: { vi: 'nặng hơn, cần tiếp nhận lại', en: 'it became worse and has to be taken on again' },
  return: { vi: 'hết thời gian tạm gác', en: 'the time of shelving was over' },
  settle: { vi: 'đóng vì đã kết thúc', en: 'closed, since it had ended' },
  escalate: { vi: 'chưa có người xử lý, báo lên cấp trên', en: 'nobody had acted: told to those above' },
  stillHolds: { vi: 'cảnh báo khẩn cấp chưa hết, nhắc xử lý', en: 'a critical alert still held: reminded of it' },
  callUp: { vi: 'chưa có người nhận, báo lên cấp trên', en: 'nobody had taken it on: told to those above' },
}

const UNSIGNED: Text = {
  vi: 'chưa đủ chữ ký bàn giao, báo lên cấp trên',
  en: 'a signature was missing: told to those above',
}

function hubStep(kind: unknown, step: string): Text | undefined {
  if (kind === 'shift' && step === 'callUp') return UNSIGNED
  return Object.hasOwn(HUB_STEPS, step) ? HUB_STEPS[step] : undefined
}

/** A path with what stood in it, and the name of what was there. */
function pathText({ path, name, ...params }: AuditEntry['input']): Text | undefined {
  if (typeof path !== 'string') return undefined
  const filled = path.replace(/\{(\w+)\}/g, (whole, param: string) =>
    typeof params[param] === 'string' ? params[param] : whole,
  )
  const text = typeof name === 'string' ? `${filled} (${name})` : filled
  return { vi: text, en: text }
}

/** What stands in the log beside commands. */
const ACTS: Readonly<Record<string, Act>> = {
  watchCamera: {
    name: { vi: 'Xem hình camera', en: 'Looked at a camera' },
    says: { vi: 'Xem hình {cameras}', en: 'Looked at the pictures of {cameras}' },
    names: ({ camera, cameras }) => ({ cameras: camerasText(Array.isArray(cameras) ? cameras : [camera]) }),
  },
  ask: {
    name: { vi: 'Hỏi dữ liệu qua API', en: 'Asked the API' },
    says: { vi: 'Hỏi dữ liệu {path}', en: 'Asked {path}' },
    names: (input) => ({ path: pathText(input) }),
  },
  subscribe: {
    name: { vi: 'Theo dõi dòng dữ liệu', en: 'Followed a feed' },
    says: { vi: 'Theo dõi dòng dữ liệu {feed}', en: 'Followed the feed {feed}' },
  },
  connect: {
    name: { vi: 'Kết nối màn hình', en: 'Connected a screen' },
    says: { vi: 'Kết nối một màn hình', en: 'Connected a screen' },
  },
  say: {
    name: { vi: 'Gửi sự kiện không được khai báo', en: 'Sent an event that is not declared' },
    says: { vi: 'Gửi sự kiện {event}, không được khai báo', en: 'Sent the event {event}, which is not declared' },
  },
  reportWall: {
    name: { vi: 'Báo cáo của màn hình lớn', en: 'A wall reported' },
    says: { vi: 'Báo màn hình lớn đang hiện gì', en: 'Said what a wall shows' },
  },
  connectDevice: {
    name: { vi: 'Kết nối thiết bị', en: 'Connected a device' },
    says: { vi: 'Kết nối MQTT bằng tài khoản {account}', en: 'Connected to MQTT as {account}' },
  },
  announceElse: {
    name: { vi: 'Thiết bị khai báo khác trước', en: 'A device announced itself as something else' },
    says: {
      vi: 'Thiết bị {device} khai báo khác trước ({changes}), chờ duyệt',
      en: 'The device {device} announced itself otherwise than before ({changes}), and waits',
    },
    names: ({ changes }) => ({ changes: changesText(Array.isArray(changes) ? changes : []) }),
  },
  renameItself: {
    name: { vi: 'Thiết bị tự đổi tên', en: 'A device changed its name' },
    says: {
      vi: 'Thiết bị {device} tự đổi tên từ {was} thành {name}',
      en: 'The device {device} changed its name from {was} to {name}',
    },
  },
  endItself: {
    name: { vi: 'Nguồn tự báo ngừng', en: 'A source ended itself' },
    says: { vi: 'Nguồn {source} tự báo ngừng hoạt động', en: 'The source {source} ended itself' },
  },
  blurAgain: {
    name: { vi: 'Làm mờ lại hình camera', en: 'A camera’s pictures are blurred again' },
    says: {
      vi: 'Làm mờ lại hình camera {camera}: không còn ở nơi được phép đưa ra hình nguyên bản',
      en: 'Blurred the pictures of camera {camera} again: it is no longer where they were let through',
    },
  },
  hubStep: {
    name: { vi: 'Trung tâm tự thực hiện một bước', en: 'The hub took a step' },
    says: { vi: '{kind} {id}: {step}', en: '{kind} {id}: {step}' },
    names: ({ kind, step }) => ({
      kind: MATTER_KINDS.includes(kind as MatterKind) ? MATTER_KIND[kind as MatterKind].name : undefined,
      step: typeof step === 'string' ? hubStep(kind, step) : undefined,
    }),
  },
  refusals: {
    name: { vi: 'Nhiều lần bị từ chối', en: 'Rejected many times' },
    says: {
      vi: 'Bị từ chối thêm {times} lần từ {since}: {kinds}',
      en: 'Rejected {times} more times since {since}: {kinds}',
    },
  },
  logFault: {
    name: { vi: 'Nhật ký gián đoạn', en: 'The log was interrupted' },
    says: {
      vi: 'Nhật ký không ghi được từ {since} đến {until}: {late} mục ghi muộn, {lost} mục bị mất',
      en: 'The log could not be written from {since} to {until}: {late} entries came late, {lost} were lost',
    },
  },
  logBroken: {
    name: { vi: 'Nhật ký không còn nguyên vẹn', en: 'The log is not as it was written' },
    says: { vi: 'Nhật ký không còn nguyên vẹn: {problem}', en: 'The log is not as it was written: {problem}' },
  },
}

/** Of refusals that were counted under names as well. */
const UNDER_NAMES: Text = { vi: '; theo tên: {names}', en: '; under the names: {names}' }

/** Fields that are moments, epoch ms. */
const MOMENTS = new Set(['since', 'until', 'at'])

/** Everything that the log may tell of, by its name there. */
export function auditActs(): Readonly<Record<string, Text>> {
  const commands = Object.entries<Command>(COMMANDS).map(([did, { summary }]) => [did, summary] as const)
  const others = Object.entries(ACTS).map(([did, { name }]) => [did, name] as const)
  return Object.fromEntries([...commands, ...others])
}

/**
 * What an entry tells, as a sentence that shows nothing of what strangers called themselves but what is safe to show.
 * @param called what things that its input names by their ids are called now, by field: told beside the id
 */
export function auditSentence(
  { did, input }: Pick<AuditEntry, 'did' | 'input'>,
  called: Readonly<Record<string, Text>> = {},
): Text {
  const command = Object.hasOwn(COMMANDS, did) ? (COMMANDS[did as keyof typeof COMMANDS] as Command) : undefined
  const act = Object.hasOwn(ACTS, did) ? ACTS[did] : undefined
  const says = command?.says ?? act?.says
  // What another version of the hub wrote is told by its name.
  if (says === undefined) return { vi: printableText(did, MAX_VALUE), en: printableText(did, MAX_VALUE) }
  const names = command?.names?.(input) ?? act?.names?.(input) ?? {}
  const isUnderNames = did === 'refusals' && Object.hasOwn(input, 'names')
  const fill = (language: keyof Text) =>
    (says[language] + (isUnderNames ? UNDER_NAMES[language] : '')).replaceAll(/\{(\w+)\}/g, (_, field: string) => {
      const name = Object.hasOwn(names, field) ? names[field] : undefined
      if (name !== undefined) return name[language]
      const value = valueText(field, Object.hasOwn(input, field) ? input[field] : undefined)
      const title = Object.hasOwn(called, field) ? called[field] : undefined
      return title === undefined ? value : `${value} (${bounded(title[language])})`
    })
  return { vi: fill('vi'), en: fill('en') }
}

/** What a device announces otherwise than it stands. */
function changesText(changes: readonly unknown[]): Text {
  const named = DEVICE_CHANGES.filter((change) => changes.includes(change)).map((change) => DEVICE_CHANGE_NAMES[change])
  return { vi: named.map(({ vi }) => vi).join(', '), en: named.map(({ en }) => en).join(', ') }
}

/** Cameras that were looked at together. */
function camerasText(cameras: readonly unknown[]): Text {
  const ids = cameras.map((id) => valueText('camera', id))
  const isLong = ids.length > MOST_NAMED + 1
  const named = isLong ? ids.slice(0, MOST_NAMED) : ids
  const more = ids.length - named.length
  return {
    vi: `camera ${named.join(', ')}${isLong ? ` và ${more} camera khác` : ''}`,
    en: `${ids.length > 1 ? 'cameras' : 'camera'} ${named.join(', ')}${isLong ? ` and ${more} others` : ''}`,
  }
}

function valueText(field: string, value: unknown): string {
  if (value === undefined || value === null) return '–'
  if (typeof value === 'number' && MOMENTS.has(field)) return writtenTime(value)
  return bounded(typeof value === 'string' ? value : canonicalJson(value))
}

function bounded(text: string): string {
  // The spaces that keep a number beside its unit are spaces.
  const shown = printableText(text.replaceAll(/[\u00a0\u202f]/g, ' '), MAX_VALUE)
  return shown.length < MAX_VALUE ? shown : `${shown.slice(0, MAX_VALUE - 1)}…`
}
