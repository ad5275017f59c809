import { PROBLEMS, type ProblemCode } from '../problems.ts'
import { refusalName } from '../refusals.ts'
import type { Text } from '../text.ts'

/** What refusals of one kind come to, by the status they are answered with. */
const REFUSED: Readonly<Record<number, Text>> = {
  401: { vi: 'Từ chối: chưa đăng nhập', en: 'Rejected: not signed in' },
  403: { vi: 'Từ chối: không có quyền', en: 'Rejected: not allowed' },
  409: { vi: 'Từ chối: đã có thay đổi khác trước đó', en: 'Rejected: something else came first' },
  429: { vi: 'Từ chối: quá nhiều lần', en: 'Rejected: too many times' },
  500: { vi: 'Không thực hiện được: lỗi của trung tâm', en: 'Not done: a fault of the hub' },
  503: { vi: 'Không thực hiện được: trung tâm chưa ghi được', en: 'Not done: the hub could not write' },
}

const OTHERS: Readonly<Record<string, Text>> = {
  done: { vi: 'Đã thực hiện', en: 'Done' },
  refused: { vi: 'Từ chối', en: 'Rejected' },
  undeclared: { vi: 'Từ chối: không được khai báo', en: 'Rejected: not declared' },
}

/** How what an entry of the log came to reads: `done`, the code of a problem, or the reason for which a device was refused. */
export function auditResult(result: string): Text {
  if (Object.hasOwn(OTHERS, result)) return OTHERS[result] as Text
  const status = Object.hasOwn(PROBLEMS, result) ? PROBLEMS[result as ProblemCode].status : undefined
  const name = refusalName(result)
  return REFUSED[status ?? 0] ?? { vi: `Từ chối: ${name.vi}`, en: `Rejected: ${name.en}` }
}
