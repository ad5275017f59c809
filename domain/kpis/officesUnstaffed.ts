import { CLOSED_APART } from './definitionChanges.ts'
import { exampleView } from './exampleView.ts'
import type { Kpi } from './kpi.ts'

/**
 * True when people wait before counters of which none is staffed. How many they are does not matter: nobody serves them. A hall in which nobody
 * waits either is closed, which in office hours is another trouble: see `hallTrouble`.
 */
export function isUnstaffed(waiting: number, countersStaffed: number): boolean {
  return countersStaffed === 0 && waiting > 0
}

export const officesUnstaffed = {
  name: {
    vi: 'Bộ phận Một cửa có người chờ, không quầy nào mở',
    en: 'One-stop offices with people waiting and no counter open',
  },
  short: { vi: 'Một cửa không quầy mở', en: 'Offices unstaffed' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'lower',
  period: 'now',
  combine: 'ratio',
  target: {
    value: 0,
    near: 2.5,
    basis: 'operational',
    citation: {
      vi: 'Mục tiêu điều hành: có người chờ thì phải có quầy mở',
      en: 'Operational target: where people wait a counter is open',
    },
  },
  formula: {
    vi: 'số nơi có người chờ mà không quầy nào có cán bộ ÷ số nơi đang gửi số liệu × 100; nơi có nhiều camera tính một lần, lấy số lớn nhất',
    en: 'offices where people wait and no counter is staffed ÷ offices that report × 100; an office with several cameras counts once, by the greatest of their numbers',
  },
  numeratorName: { vi: 'nơi không quầy nào mở', en: 'offices without a counter open' },
  denominatorName: { vi: 'nơi đang gửi số liệu', en: 'offices that report' },
  lead: 'office',
  minCoverage: 0.5,
  history: [{ since: '2026-11-29', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, CLOSED_APART],
  from: 'camera',
  reads: ['waiting', 'countersStaffed'],
  freshBy: 'count',
  overDays: {
    hours: 'office',
    formula: {
      vi: 'số giờ có người chờ mà suốt giờ không quầy nào có cán bộ ÷ số giờ có số đếm × 100; mỗi nơi mỗi giờ trọn của giờ làm việc là một lần tính',
      en: 'hours in which people waited and no counter was staffed at any time ÷ hours counted × 100; each whole office hour of each office is one case',
    },
    numeratorName: { vi: 'giờ không quầy nào mở', en: 'hours without a counter open' },
    denominatorName: { vi: 'giờ có số đếm', en: 'hours counted' },
  },
  share({ waiting, countersStaffed }) {
    if (waiting === null || countersStaffed === null) return undefined
    return { numerator: isUnstaffed(waiting, countersStaffed) ? 1 : 0, denominator: 1 }
  },
  example: {
    inputs: [
      { view: exampleView(5, 3, 0), online: true },
      { view: exampleView(39, 6, 6), online: true },
      { view: exampleView(0, 4, 0), online: true },
      { view: exampleView(2, 2, 1), online: true },
    ],
    value: 25,
  },
} as const satisfies Kpi
