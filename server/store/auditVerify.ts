import type { Text } from '../../domain/text.ts'
import { type AuditLink, type AuditRow, hashOf, isFoundBy, NO_ENTRY, NO_HASH, type WholeAuditRow } from './audit.ts'

/** The last entry of the log as it stood once, told outside the store. */
export interface AuditHead extends AuditLink {
  /** When it was told, epoch ms. */
  readonly at: number
}

/** The first entry that is not what was written. */
export interface AuditFault {
  readonly number: number
  /**
   * `edited`: it does not follow from the one before; `missing`; `reordered`: it follows from another one; `truncated`: the newest are missing, or were replaced;
   * `rewritten`: all entries follow from each other, but this is not the one that was told outside the store.
   */
  readonly is: 'edited' | 'missing' | 'reordered' | 'truncated' | 'rewritten'
  readonly text: Text
}

export interface Verified {
  /** How many have been found in order. */
  readonly entries: number
  readonly last: AuditLink
  readonly fault?: AuditFault
}

type ReadRows = (after: number, limit: number) => Promise<WholeAuditRow[]>
const ROWS_AT_ONCE = 1_000

/**
 * Follows the log from its beginning, or from an entry that has been verified before, to its end.
 * @param heads what was told outside the store, in any order
 */
export async function verifyAudit(
  rows: ReadRows,
  heads: readonly AuditHead[],
  from: AuditLink = NO_ENTRY,
): Promise<Verified> {
  const told = new Map(heads.map((head) => [head.number, head]))
  let last = from
  let entries = 0
  const faulty = (number: number, is: AuditFault['is'], vi: string, en: string): Verified => ({
    entries,
    last,
    fault: { number, is, text: { vi, en } },
  })
  const [below] = await rows(Number.MIN_SAFE_INTEGER, 1)
  if (below !== undefined && below.number <= NO_ENTRY.number)
    return faulty(
      below.number,
      'edited',
      `mục ${below.number} không do trung tâm ghi: nhật ký bắt đầu từ mục 1`,
      `entry ${below.number} was not written by the hub: the log begins with entry 1`,
    )
  // What follows an entry that is there no more follows from nothing that was verified, or does not come at all.
  const [begins] = from.number === 0 ? [from] : await rows(from.number - 1, 1)
  if (begins?.number !== from.number || begins.hash !== from.hash)
    return faulty(
      from.number,
      'truncated',
      `mục ${from.number} không còn như lúc được kiểm tra: nhật ký đã bị cắt hoặc viết lại từ mục này hoặc trước đó`,
      `entry ${from.number} is not as it was verified: the log has been cut off or rewritten from here or before`,
    )
  for (
    let page = await rows(last.number, ROWS_AT_ONCE);
    page.length > 0;
    page = await rows(last.number, ROWS_AT_ONCE)
  ) {
    for (const row of page) {
      const { number, at, body, hash } = row
      const due = last.number + 1
      if (number !== due) {
        const gone = number - 1 === due ? `${due}` : `${due}–${number - 1}`
        return faulty(due, 'missing', `thiếu mục ${gone}`, `entry ${gone} is missing`)
      }
      if (hashOf(last.hash, body) !== hash) {
        const before = await entryBefore(rows, row)
        if (before !== undefined)
          return faulty(
            number,
            'reordered',
            `mục ${number} không đúng chỗ: nó nối tiếp mục nay mang số ${before}`,
            `entry ${number} is not in its place: it follows what is now entry ${before}`,
          )
        return faulty(
          number,
          'edited',
          `mục ${number} đã bị sửa: không khớp với mục trước`,
          `entry ${number} has been edited: it does not follow from the one before`,
        )
      }
      if (timeIn(body) !== at)
        return faulty(
          number,
          'edited',
          `mục ${number} đã bị sửa: thời điểm của dòng không phải thời điểm trong nội dung`,
          `entry ${number} has been edited: the time of its row is not the one in it`,
        )
      if (!isFoundBy(row))
        return faulty(
          number,
          'edited',
          `mục ${number} bị giấu khi tìm: cột của dòng không ghi như trong nội dung`,
          `entry ${number} is hidden from who searches: a column of its row does not say what is in it`,
        )
      const head = told.get(number)
      if (head !== undefined && head.hash !== hash)
        return faulty(
          number,
          'rewritten',
          `mục ${number} không phải mục đã ghi lúc ${timeText(head.at)}: nhật ký đã bị viết lại từ mục này hoặc trước đó`,
          `entry ${number} is not the one that was told at ${timeText(head.at)}: the log has been rewritten from here or before`,
        )
      last = { number, hash }
      entries++
    }
  }
  const missing = heads.filter(({ number }) => number > last.number).sort((a, b) => a.number - b.number)
  const [next] = missing
  const most = missing.at(-1)
  if (next === undefined || most === undefined) return { entries, last }
  return faulty(
    last.number + 1,
    'truncated',
    `thiếu các mục mới nhất: sau mục ${last.number} không còn mục nào, nhưng lúc ${timeText(most.at)} nhật ký đã có đến mục ${most.number}`,
    `the newest entries are missing: nothing follows entry ${last.number}, but at ${timeText(most.at)} there were ${most.number}`,
  )
}

/** The number of the row that an entry follows by its hash; undefined where it follows none. */
async function entryBefore(rows: ReadRows, { number, body, hash }: AuditRow): Promise<number | undefined> {
  if (hashOf(NO_HASH, body) === hash) return 0
  let after = 0
  for (;;) {
    const page = await rows(after, ROWS_AT_ONCE)
    const found = page.find((row) => row.number !== number && hashOf(row.hash, body) === hash)
    if (found !== undefined) return found.number
    const last = page.at(-1)
    if (last === undefined) return undefined
    after = last.number
  }
}

function timeIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { at?: unknown } | null)?.at
  } catch {
    return undefined
  }
}

const timeText = (at: number) => new Date(at).toISOString()
