/** What happened since somebody last looked, in Vietnamese. */
export const sinceVi = {
  title: 'Từ lần xem trước',
  span: 'Từ {{from}} đến {{to}}',
  looked: 'Lần xem trước: {{at}}.',
  never: 'Bạn chưa đánh dấu lần xem nào: dưới đây là 24 giờ qua.',
  choose: 'Xem từ',
  from: { looked: 'Lần xem trước', shift: 'Đầu ca trực', day: '24 giờ qua', week: '7 ngày qua' },
  part: {
    unknown: 'Chưa rõ',
    kpis: 'Chỉ số đổi trạng thái',
    alerts: 'Cảnh báo',
    sources: 'Nguồn dữ liệu',
    matters: 'Việc đã quyết',
    due: 'Việc đến hạn',
    settings: 'Thiết lập đã đổi',
  },
  nothing: 'Không có gì thay đổi trong thời gian này.',
  mark: 'Đánh dấu đã xem',
  marked: 'Đã đánh dấu: lần sau tính từ {{at}}.',
  copy: { do: 'Sao chép dạng văn bản', done: 'Đã sao chép', refused: 'Trình duyệt không cho phép sao chép' },
} as const
