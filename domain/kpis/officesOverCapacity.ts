import { ONE_HALL, UNSTAFFED_APART } from './definitionChanges.ts'
import { exampleView } from './exampleView.ts'
import type { Kpi } from './kpi.ts'

/**
 * People one staffed counter can serve within the fifteen minutes a visit may wait (QĐ 468/QĐ-TTg, goal for 2025), at three minutes a person:
 * the centre's reading, to be set from the city's own service times when it has them.
 */
export const PEOPLE_PER_COUNTER = 5

/**
 * True when more people wait than the staffed counters serve in a quarter of an hour. A hall where no counter is staffed is another trouble:
 * see `isUnstaffed`.
 */
export function isOverCapacity(waiting: number, countersStaffed: number): boolean {
  return countersStaffed > 0 && waiting > countersStaffed * PEOPLE_PER_COUNTER
}

export const officesOverCapacity = {
  name: { vi: 'Bộ phận Một cửa quá tải', en: 'One-stop offices over capacity' },
  short: { vi: 'Một cửa quá tải', en: 'Offices over capacity' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'lower',
  period: 'now',
  combine: 'ratio',
  target: {
    value: 5,
    near: 5,
    basis: 'operational',
    citation: {
      vi: 'Mục tiêu điều hành; ngưỡng quá tải theo thời gian chờ 15 phút của QĐ 468/QĐ-TTg',
      en: 'Operational target; capacity follows the 15-minute wait of QĐ 468/QĐ-TTg',
    },
  },
  formula: {
    vi: `số nơi có quầy mở mà người chờ > ${PEOPLE_PER_COUNTER} × quầy có cán bộ ÷ số nơi đang gửi số liệu × 100; nơi không quầy nào có cán bộ tính ở chỉ số riêng; nơi có nhiều camera tính một lần, lấy số lớn nhất`,
    en: `offices with a staffed counter where waiting > ${PEOPLE_PER_COUNTER} × staffed counters ÷ offices that report × 100; offices without a staffed counter are another figure; an office with several cameras counts once, by the greatest of their numbers`,
  },
  numeratorName: { vi: 'nơi quá tải', en: 'offices over capacity' },
  denominatorName: { vi: 'nơi đang gửi số liệu', en: 'offices that report' },
  lead: 'office',
  minCoverage: 0.5,
  history: [
    { since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } },
    ONE_HALL,
    UNSTAFFED_APART,
  ],
  from: 'camera',
  reads: ['waiting', 'countersStaffed'],
  freshBy: 'count',
  overDays: {
    hours: 'office',
    formula: {
      vi: `số giờ có quầy mở mà người chờ trung bình > ${PEOPLE_PER_COUNTER} × quầy có cán bộ trung bình ÷ số giờ có số đếm × 100; mỗi nơi mỗi giờ trọn của giờ làm việc là một lần tính`,
      en: `hours with a staffed counter and mean waiting > ${PEOPLE_PER_COUNTER} × mean staffed counters ÷ hours counted × 100; each whole office hour of each office is one case`,
    },
    numeratorName: { vi: 'giờ quá tải', en: 'hours over capacity' },
    denominatorName: { vi: 'giờ có số đếm', en: 'hours counted' },
  },
  share({ waiting, countersStaffed }) {
    if (waiting === null || countersStaffed === null) return undefined
    return { numerator: isOverCapacity(waiting, countersStaffed) ? 1 : 0, denominator: 1 }
  },
  example: {
    inputs: [
      { view: exampleView(16, 4, 3), online: true },
      { view: exampleView(15, 4, 3), online: true },
      { view: exampleView(1, 4, 0), online: false },
      { view: exampleView(0, 4, 0), online: true },
    ],
    value: 25,
  },
} as const satisfies Kpi
