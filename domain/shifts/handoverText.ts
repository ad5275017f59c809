import type { Language } from '../text.ts'
import { writtenTime } from '../writtenTime.ts'
import { BOARD_PARTS, type BoardPart, type ShiftBoard } from './board.ts'
import type { ShiftEntry } from './machine.ts'
import { type Shift, shiftName } from './shift.ts'

/** Lines of a part that are read out. */
const MOST_READ = 5

const PARTS: Readonly<Record<BoardPart, Readonly<Record<Language, (count: number) => string>>>> = {
  open: {
    vi: (count) => `Còn ${count} cảnh báo, sự vụ đang mở`,
    en: (count) => `${count} open ${count === 1 ? 'alert or incident' : 'alerts and incidents'}`,
  },
  shelved: { vi: (count) => `Đang tạm gác ${count} cảnh báo`, en: (count) => `${count} shelved` },
  silent: {
    vi: (count) => `Có ${count} nguồn, nhóm nguồn mất kết nối`,
    en: (count) => `${count} ${count === 1 ? 'source' : 'sources'} not heard`,
  },
  due: {
    vi: (count) => `Có ${count} việc quá hạn hoặc đến hạn trong ngày`,
    en: (count) => `${count} overdue, or due today`,
  },
}
const NONE: Readonly<Record<Language, string>> = {
  vi: 'Không có cảnh báo đang mở, tạm gác, nguồn mất kết nối hay việc đến hạn.',
  en: 'Nothing is open, shelved, silent or due.',
}

/** A shift's log as a text to be read aloud at the handover, or sent. */
export function handoverText(
  shift: Pick<Shift, 'from' | 'to'>,
  entries: readonly ShiftEntry[],
  board: ShiftBoard,
  language: Language,
): string {
  const isVi = language === 'vi'
  const clock = (at: number) => writtenTime(at).slice(0, 5)
  const written = entries.map(({ number, at, by, did, text, corrects }) => {
    const act = {
      write: corrects === null ? '' : isVi ? `đính chính mục ${corrects}: ` : `corrects entry ${corrects}: `,
      handOver: isVi ? 'ký giao ca. ' : 'signed for those who leave. ',
      takeOver: isVi ? 'ký nhận ca. ' : 'signed for those who come. ',
      sendBack: isVi ? 'đề nghị bổ sung: ' : 'asked for more: ',
    }[did]
    return `${number}. ${clock(at)}, ${by}: ${act}${text}`.trimEnd()
  })
  return [
    `${shiftName(shift)[language]}.`,
    ...written,
    '',
    isVi ? `Tình trạng lúc ${writtenTime(board.at)}:` : `As it stood at ${writtenTime(board.at)}:`,
    ...boardSentences(board, language),
  ].join('\n')
}

/** What stands, a sentence a part; parts with nothing in them are passed over, and that there is nothing at all is said. */
function boardSentences({ parts }: ShiftBoard, language: Language): string[] {
  const sentences = BOARD_PARTS.flatMap((part) => {
    const told = parts.find((each) => each.part === part)
    if (told === undefined || told.count === 0) return []
    const named = told.lines.slice(0, MOST_READ).map(({ title }) => title[language])
    const left = told.count - named.length
    const rest = left === 0 ? '' : language === 'vi' ? `; và ${left} mục khác` : `; and ${left} more`
    return [`${PARTS[part][language](told.count)}: ${named.join('; ')}${rest}.`]
  })
  return sentences.length === 0 ? [NONE[language]] : sentences
}
