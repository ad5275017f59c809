import { exampleView } from './exampleView.ts'
import type { Kpi } from './kpi.ts'

export const camerasOnline = {
  name: { vi: 'Camera Một cửa đang hoạt động', en: 'One-stop cameras working' },
  short: { vi: 'Camera hoạt động', en: 'Cameras working' },
  unit: { vi: '%', en: '%' },
  digits: 1,
  direction: 'higher',
  period: 'now',
  combine: 'ratio',
  target: {
    value: 95,
    near: 5,
    basis: 'operational',
    citation: {
      vi: 'Kế hoạch 11/KH-UBND (2021) yêu cầu camera giám sát bộ phận Một cửa cấp xã, không nêu tỷ lệ; 95% là mục tiêu điều hành',
      en: 'Plan 11/KH-UBND (2021) asks for cameras in the one-stop units of communes without a number; 95% is an operational target',
    },
  },
  formula: {
    vi: 'camera đang gửi hình hoặc số đếm đúng chu kỳ ÷ camera đã khai báo × 100; hình bị treo và mất kết nối không tính; thiếu hình mà vẫn đếm là cảnh báo riêng',
    en: 'cameras that send their picture or their count as promised ÷ cameras announced × 100; frozen and lost ones do not count; that a picture is missing while the camera counts is an alert of its own',
  },
  numeratorName: { vi: 'camera đang hoạt động', en: 'cameras working' },
  denominatorName: { vi: 'camera đã khai báo', en: 'cameras announced' },
  work: {
    done: { vi: 'đang hoạt động', en: 'working' },
    thing: { vi: 'camera', en: 'cameras', one: 'camera' },
  },
  lead: 'technology',
  minCoverage: 0,
  note: {
    vi: 'Xã, phường chưa khai báo camera nào không nằm trong mẫu số: bảng xếp hạng để riêng, ghi “không có nguồn”.',
    en: 'Communes that have announced no camera are not in the denominator: the ranking sets them apart as “no source here”.',
  },
  history: [
    { since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } },
    {
      since: '2026-11-29',
      change: {
        vi: 'Khi trung tâm không nhận được dữ liệu thì không kết luận được camera nào mất hình: chưa thể đánh giá',
        en: 'While the centre receives nothing no camera can be said to show no picture: not judged',
      },
    },
    {
      since: '2026-11-29',
      change: {
        vi: 'Camera còn gửi số đếm đúng chu kỳ là camera đang hoạt động, dù thiếu hình; trước đó chỉ tính camera có hình trực tiếp. Số theo kỳ vẫn tính theo giờ có số đếm',
        en: 'A camera that goes on counting as promised works, though its picture is missing; before, only those with a live picture did. Figures over periods go on counting hours with a count',
      },
    },
  ],
  from: 'camera',
  reads: ['waiting'],
  freshBy: 'frame',
  overDays: {
    hours: 'all',
    minCoverage: 0.5,
    formula: {
      vi: 'số giờ camera có số đếm ÷ số giờ trung tâm nhận được số đếm của ít nhất một camera × 100; mỗi camera mỗi giờ trọn là một lần tính, kể từ giờ đầu tiên nó có số đếm',
      en: 'hours in which the camera counted ÷ hours in which the centre received a count of any camera × 100; each whole hour of each camera is one case, from the first in which it counted',
    },
    numeratorName: { vi: 'giờ camera có số đếm', en: 'hours with a count' },
    denominatorName: { vi: 'giờ phải có', en: 'hours due' },
    work: {
      done: { vi: 'có số đếm', en: 'with a count' },
      thing: { vi: 'giờ camera', en: 'camera hours', one: 'camera hour' },
    },
  },
  share: (_view, online) => ({ numerator: online ? 1 : 0, denominator: 1 }),
  example: {
    inputs: [
      { view: exampleView(0, 4, 4), online: true },
      { view: exampleView(null, null, null), online: false },
    ],
    value: 50,
  },
} as const satisfies Kpi
