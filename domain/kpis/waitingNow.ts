import { ONE_HALL } from './definitionChanges.ts'
import { exampleView } from './exampleView.ts'
import type { Kpi } from './kpi.ts'

export const waitingNow = {
  name: { vi: 'Người đang chờ tại bộ phận Một cửa', en: 'People waiting in one-stop offices' },
  short: { vi: 'Đang chờ', en: 'Waiting now' },
  unit: { vi: 'người', en: 'people', one: 'person' },
  digits: 0,
  direction: 'lower',
  period: 'now',
  combine: 'sum',
  formula: {
    vi: 'tổng số người trong khu chờ của từng bộ phận Một cửa, theo lần đếm mới nhất của camera còn báo; bộ phận có nhiều camera lấy số lớn nhất, không cộng',
    en: 'people in the waiting areas of the offices, by the newest counts of the cameras that report; of an office with several the greatest, never their sum',
  },
  numeratorName: { vi: 'người đang chờ', en: 'people waiting' },
  lead: 'office',
  minCoverage: 0.5,
  history: [{ since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } }, ONE_HALL],
  from: 'camera',
  reads: ['waiting'],
  freshBy: 'count',
  overDays: {
    hours: 'office',
    formula: {
      vi: 'tổng của số người chờ trung bình từng nơi, trong các giờ trọn của giờ làm việc có số đếm',
      en: 'sum of each office’s mean number of people waiting, over whole office hours in which it was counted',
    },
    numeratorName: { vi: 'người chờ trung bình', en: 'people waiting on average' },
  },
  share: ({ waiting }) => (waiting === null ? undefined : { numerator: waiting }),
  example: {
    inputs: [
      { view: exampleView(9, 4, 3), online: true },
      { view: exampleView(0, 2, 0), online: false },
    ],
    value: 9,
  },
} as const satisfies Kpi
