import type { DefinitionChange } from './kpi.ts'

/** Of every figure that is added up over days. */
export const WHOLE_DAYS: DefinitionChange = {
  since: '2026-11-29',
  change: {
    vi: 'Chỉ cộng những ngày đơn vị báo đủ các số đếm mà công thức dùng; độ đầy đủ tính theo từng báo cáo ngày phải có, không theo số đơn vị từng báo; trước ngày đưa hệ thống vào sử dụng không đơn vị nào phải báo',
    en: 'Only days count of which an authority reported every count the formula uses; coverage is of daily reports due, no longer of authorities that ever reported; before the day on which a system was put in use nobody owes any',
  },
}

/** Of what is counted in the halls of one-stop offices. */
export const ONE_HALL: DefinitionChange = {
  since: '2026-11-29',
  change: {
    vi: 'Mỗi bộ phận Một cửa chỉ tính một lần dù có mấy camera: lấy số lớn nhất trong các camera cùng khai báo bộ phận đó, không cộng',
    en: 'Each one-stop office counts once, however many cameras look at it: the greatest number of those that announce it, never their sum',
  },
}

/** Of what tells halls that are too full from halls where nobody serves. */
export const UNSTAFFED_APART: DefinitionChange = {
  since: '2026-11-29',
  change: {
    vi: 'Nơi không quầy nào có cán bộ không còn tính là quá tải: nơi đó thiếu cán bộ, có chỉ số riêng',
    en: 'An office where no counter is staffed no longer counts as over capacity: it lacks staff, which is a figure of its own',
  },
}

/** Of what tells halls where people wait before nobody from halls that are closed. */
export const CLOSED_APART: DefinitionChange = {
  since: '2026-11-29',
  change: {
    vi: 'Danh sách và bản đồ gọi nơi không quầy nào mở mà không có ai chờ trong giờ làm việc là “quầy đóng”, không còn gộp với nơi có người chờ; giá trị của chỉ số không đổi',
    en: 'Lists and maps call an office without an open counter in which nobody waits in office hours closed, no longer the same as one where people wait; the value of this figure is as before',
  },
}
