import type { Language } from '../text.ts'
import { shortName, type UnitTree } from '../units/unit.ts'
import { writtenTime } from '../writtenTime.ts'
import { BOARD_PARTS, type BoardLine, type BoardPart, type ShiftBoard } from './board.ts'
import type { ShiftEntry } from './machine.ts'
import { type Shift, shiftName } from './shift.ts'

const PARTS: Readonly<Record<BoardPart, Readonly<Record<Language, (count: number) => string>>>> = {
  open: {
    vi: (count) => `Còn ${count} cảnh báo, sự vụ đang mở`,
    en: (count) => `${count} open ${count === 1 ? 'alert or incident' : 'alerts and incidents'}`,
  },
  toClose: {
    vi: (count) => `Có ${count} cảnh báo đã kết thúc, chờ đóng`,
    en: (count) => `${count} ${count === 1 ? 'alert' : 'alerts'} over, to be closed`,
  },
  shelved: { vi: (count) => `Đang tạm gác ${count} cảnh báo`, en: (count) => `${count} shelved` },
  silent: {
    vi: (count) => `Có ${count} nguồn mất kết nối`,
    en: (count) => `${count} ${count === 1 ? 'source' : 'sources'} not heard`,
  },
  due: {
    vi: (count) => `Có ${count} việc quá hạn hoặc đến hạn trong ngày (cảnh báo: chỉ khi đã quá hạn tiếp nhận)`,
    en: (count) => `${count} overdue, or due today (alerts: only once overdue)`,
  },
}
/** What the time of a line is, where it is not since when. */
const SINCE: Readonly<Partial<Record<BoardPart, Readonly<Record<Language, string>>>>> = {
  toClose: { vi: 'kết thúc', en: 'ended' },
  due: { vi: 'hạn', en: 'due' },
}
const NONE: Readonly<Record<Language, string>> = {
  vi: 'Không có cảnh báo đang mở, chờ đóng, tạm gác, nguồn mất kết nối hay việc đến hạn.',
  en: 'Nothing is open, to be closed, shelved, silent or due.',
}

/** A shift's log as a text to be read aloud at the handover, or sent. */
export function handoverText(
  shift: Pick<Shift, 'from' | 'to'>,
  entries: readonly ShiftEntry[],
  board: ShiftBoard,
  units: Pick<UnitTree, 'byCode'>,
  language: Language,
): string {
  const isVi = language === 'vi'
  const clock = (at: number) => writtenTime(at).slice(0, 5)
  const written = entries.map(({ number, at, by, did, text, corrects, isAddition }) => {
    const act = {
      write: corrects === null ? '' : isVi ? `đính chính mục ${corrects}: ` : `corrects entry ${corrects}: `,
      handOver: isVi ? 'ký giao ca. ' : 'signed for those who leave. ',
      takeOver: isVi ? 'ký nhận ca. ' : 'signed for those who come. ',
      sendBack: isVi ? 'đề nghị bổ sung: ' : 'asked for more: ',
    }[did]
    const added = isAddition ? (isVi ? 'bổ sung sau khi ký giao: ' : 'added after the signature: ') : ''
    return `${number}. ${clock(at)}, ${by}: ${added}${act}${text}`.trimEnd()
  })
  return [
    `${shiftName(shift)[language]}.`,
    ...written,
    '',
    isVi ? `Tình trạng lúc ${writtenTime(board.at)}:` : `As it stood at ${writtenTime(board.at)}:`,
    ...boardLines(board, units, language),
  ].join('\n')
}

/**
 * What stands, part by part, each line with where and since when it does and who has it: whoever takes over has no other sheet. Parts with
 * nothing in them are passed over, and that there is nothing at all is said.
 */
function boardLines({ parts }: ShiftBoard, units: Pick<UnitTree, 'byCode'>, language: Language): string[] {
  const told = BOARD_PARTS.flatMap((part) => {
    const { count, lines } = parts.find((each) => each.part === part) ?? { count: 0, lines: [] }
    if (count === 0) return []
    const left = count - lines.length
    const more = language === 'vi' ? `- và ${left} mục khác` : `- and ${left} more`
    return [
      `${PARTS[part][language](count)}:`,
      ...lines.map((line) => `- ${lineText(part, line, units, language)}`),
      ...(left > 0 ? [more] : []),
    ]
  })
  return told.length === 0 ? [NONE[language]] : told
}

function lineText(
  part: BoardPart,
  { title, unit, at, by, shelvedUntil, shelvedWhy }: BoardLine,
  units: Pick<UnitTree, 'byCode'>,
  language: Language,
): string {
  const isVi = language === 'vi'
  const place = unit === null ? undefined : units.byCode.get(unit)
  const since = SINCE[part]?.[language] ?? (isVi ? 'từ' : 'since')
  const holds = () => {
    if (shelvedUntil == null) return by === null ? [] : [isVi ? `${by} đã tiếp nhận` : `${by} has taken it on`]
    const until = writtenTime(shelvedUntil)
    return [
      isVi
        ? `${by ?? '–'} tạm gác đến ${until}: ${shelvedWhy ?? '–'}`
        : `shelved by ${by ?? '–'} until ${until}: ${shelvedWhy ?? '–'}`,
    ]
  }
  return [
    title[language],
    ...(place === undefined ? [] : [shortName(place, language)]),
    ...(at === null ? [] : [`${since} ${writtenTime(at)}`]),
    ...holds(),
  ].join('; ')
}
