import type { Text } from './text.ts'

/** Why a message was refused: the machine's word, which is stored and counted, and what people read for it. */
export const REFUSALS = {
  notJson: { vi: 'Không phải JSON', en: 'Not JSON' },
  notUtf8: { vi: 'Không phải UTF-8', en: 'Not UTF-8' },
  tooLarge: { vi: 'Quá lớn', en: 'Too large' },
  tooDeep: { vi: 'Lồng quá sâu', en: 'Nested too deep' },
  schema: { vi: 'Sai cấu trúc', en: 'Wrong structure' },
  unknownTopic: { vi: 'Chủ đề không có trong hợp đồng', en: 'Topic not in the contract' },
  unknownUnit: { vi: 'Đơn vị hành chính không tồn tại', en: 'Unknown administrative unit' },
  wrongLevel: { vi: 'Sai cấp hành chính', en: 'Wrong administrative level' },
  unknownKind: { vi: 'Loại cảm biến không biết', en: 'Unknown sensor kind' },
  unknownQuantity: { vi: 'Đại lượng không biết', en: 'Unknown quantity' },
  unknownSystem: { vi: 'Hệ thống nguồn không biết', en: 'Unknown source system' },
  unknownLink: { vi: 'Kết nối không có trong khai báo', en: 'Unknown connection' },
  unknownCount: { vi: 'Chỉ tiêu đếm không biết', en: 'Unknown count' },
  unregistered: { vi: 'Thiết bị chưa khai báo', en: 'Device not announced' },
  outOfRange: { vi: 'Ngoài khoảng vật lý', en: 'Out of physical range' },
  partsExceedWhole: { vi: 'Phần lớn hơn tổng', en: 'Parts larger than their whole' },
  beyondMost: { vi: 'Lớn hơn mức có thể', en: 'Larger than can be' },
  future: { vi: 'Sai giờ: thời điểm ở tương lai', en: 'Wrong clock: in the future' },
  ancient: { vi: 'Thời điểm quá cũ', en: 'Too old' },
  notJpeg: { vi: 'Không phải JPEG hợp lệ', en: 'Not a sound JPEG' },
  frameSize: { vi: 'Khung hình quá lớn', en: 'Picture dimensions too large' },
  tooManyDevices: { vi: 'Quá nhiều thiết bị', en: 'Too many devices' },
  storeFull: { vi: 'Kho dữ liệu không nhận kịp', en: 'The store cannot keep up' },
} as const satisfies Record<string, Text>

export type RefusalReason = keyof typeof REFUSALS

/** What was found in a message, by the names in the sentence of its refusal. */
export type RefusalParams = Readonly<Record<string, string | number>>

/** What was wrong and what to send instead. Names in braces stand for what was found in the message. */
const SENTENCES: Partial<Record<RefusalReason, Text>> = {
  partsExceedWhole: {
    vi: '{parts} không thể lớn hơn {whole}: kiểm tra lại số đếm rồi gửi lại báo cáo',
    en: '{parts} cannot exceed {whole}: check the counts and send the report again',
  },
  beyondMost: {
    vi: '{name} = {value}, lớn nhất có thể là {most}: kiểm tra lại số này rồi gửi lại',
    en: '{name} = {value}, the greatest possible is {most}: check this number and send it again',
  },
}

/** The sentence of a refusal with what was found in it, `…` for what is not known; undefined where the reason says it all. */
export function refusalSentence(reason: string, params?: RefusalParams | null): Text | undefined {
  const sentence = Object.hasOwn(SENTENCES, reason) ? SENTENCES[reason as RefusalReason] : undefined
  if (sentence === undefined) return undefined
  const fill = (words: string) => words.replace(/\{(\w+)\}/g, (_, name: string) => String(params?.[name] ?? '…'))
  return { vi: fill(sentence.vi), en: fill(sentence.en) }
}
