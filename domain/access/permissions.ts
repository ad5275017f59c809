import type { Text } from '../text.ts'

interface DeclaredPermission {
  /** What it lets one do, as an office would say it. */
  readonly name: Text
  /**
   * `place`: in the unit for which the role is held, and below it. `city`: of a role that is held for the whole city; what it opens has no
   * place, or is not to be told apart by place.
   */
  readonly reach: 'place' | 'city'
}

/** Everything that may be allowed. Whatever passes the gate is declared with one of these. */
export const PERMISSIONS = {
  'map.see': { name: { vi: 'Xem bản đồ và danh mục đơn vị', en: 'See the map and the list of units' }, reach: 'place' },
  'figures.see': {
    name: { vi: 'Xem chỉ số, kế hoạch, xếp hạng và kết nối', en: 'See KPIs, the plan, rankings and connections' },
    reach: 'place',
  },
  'devices.see': {
    name: {
      vi: 'Xem cảm biến, camera (không hình) và tình trạng nguồn',
      en: 'See sensors, cameras (no pictures) and sources',
    },
    reach: 'place',
  },
  'cameras.watch': { name: { vi: 'Xem hình camera', en: 'See pictures of cameras' }, reach: 'place' },
  'alerts.see': { name: { vi: 'Xem cảnh báo', en: 'See alerts' }, reach: 'place' },
  'quarantine.see': { name: { vi: 'Xem dữ liệu bị từ chối', en: 'See rejected data' }, reach: 'city' },
  'hub.see': { name: { vi: 'Xem tình trạng trung tâm', en: 'See how the hub is' }, reach: 'place' },
  'alerts.acknowledge': {
    name: { vi: 'Tiếp nhận, tạm gác, đóng cảnh báo', en: 'Acknowledge, shelve and close alerts' },
    reach: 'place',
  },
  'shift.see': { name: { vi: 'Xem sổ trực', en: 'Read the log of shifts' }, reach: 'city' },
  'shift.keep': {
    name: { vi: 'Ghi sổ trực và ký bàn giao ca', en: 'Write the log of shifts and sign handovers' },
    reach: 'city',
  },
  'incidents.see': { name: { vi: 'Xem sự vụ', en: 'See incidents' }, reach: 'place' },
  'incidents.work': { name: { vi: 'Mở và xử lý sự vụ', en: 'Open and handle incidents' }, reach: 'place' },
  'incidents.confirm': {
    name: { vi: 'Xác nhận kết quả, mở lại sự vụ', en: 'Confirm results of incidents, open them again' },
    reach: 'place',
  },
  'directives.see': {
    name: { vi: 'Xem chỉ đạo và giải trình', en: 'See directives and explanations' },
    reach: 'place',
  },
  'directives.give': {
    name: { vi: 'Giao chỉ đạo, yêu cầu giải trình', en: 'Give directives, ask for explanations' },
    reach: 'place',
  },
  'directives.answer': {
    name: { vi: 'Thực hiện chỉ đạo, trả lời giải trình', en: 'Carry out directives, answer for figures' },
    reach: 'place',
  },
  'notices.see': {
    name: { vi: 'Xem mọi thông báo và kết quả gửi', en: 'See every notice and what came of it' },
    reach: 'city',
  },
  'settings.change': {
    name: { vi: 'Đổi mục tiêu, ngưỡng và lịch làm việc', en: 'Change targets, thresholds and the calendar' },
    reach: 'city',
  },
  'devices.manage': { name: { vi: 'Quản lý thiết bị', en: 'Manage devices' }, reach: 'city' },
  'walls.manage': { name: { vi: 'Quản lý màn hình lớn', en: 'Manage walls' }, reach: 'city' },
  'walls.see': {
    name: { vi: 'Xem màn hình lớn đang hiện gì', en: 'See what walls show' },
    reach: 'place',
  },
  'walls.steer': { name: { vi: 'Điều khiển màn hình lớn', en: 'Steer walls' }, reach: 'place' },
  'people.manage': {
    name: { vi: 'Quản lý tài khoản, quyền và khóa truy cập', en: 'Manage people, rights and tokens' },
    reach: 'city',
  },
  'audit.read': { name: { vi: 'Đọc nhật ký', en: 'Read the log' }, reach: 'city' },
} as const satisfies Record<string, DeclaredPermission>

export type Permission = keyof typeof PERMISSIONS
