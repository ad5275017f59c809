import type { Text } from '../text.ts'

/** Why a notice waits, could not be sent or was not, as people read it. */
export const REASONS = {
  many: {
    vi: 'Người nhận vừa được gửi nhiều thông báo: gửi gộp sau',
    en: 'Its person has just been sent many: told together, later',
  },
  together: { vi: 'Đã báo gộp trong một thông báo khác', en: 'Told together with another one' },
  quietHours: { vi: 'Chờ hết giờ yên tĩnh của người nhận', en: 'Waits for the end of quiet hours' },
  unreachable: { vi: 'Không kết nối được máy nhận', en: 'The receiver cannot be reached' },
  brokenOff: { vi: 'Kết nối đứt giữa chừng', en: 'The connection broke off' },
  timedOut: { vi: 'Bên nhận không trả lời kịp', en: 'The receiver did not answer in time' },
  notNow: { vi: 'Bên nhận hẹn gửi lại sau', en: 'The receiver asks to try again later' },
  tooFast: { vi: 'Bên nhận yêu cầu gửi chậm lại', en: 'The receiver asks to slow down' },
  login: {
    vi: 'Bên nhận không chấp nhận thông tin đăng nhập của trung tâm',
    en: 'The receiver rejects the hub’s login',
  },
  notConfirmed: {
    vi: 'Bên nhận trả lời nhưng không xác nhận đã nhận',
    en: 'The receiver answered without confirming',
  },
  redirected: {
    vi: 'Bên nhận chuyển sang địa chỉ khác, không gửi theo',
    en: 'The receiver points to another address: not followed',
  },
  refused: { vi: 'Bên nhận từ chối', en: 'The receiver refused it' },
  gone: { vi: 'Trình duyệt không còn nhận thông báo', en: 'The browser takes no notices any more' },
  fault: { vi: 'Lỗi của trung tâm', en: 'A fault of the hub' },
  timeOver: { vi: 'Hết thời hạn gửi', en: 'The time to send it is over' },
  needless: { vi: 'Việc đã được xử lý', en: 'Somebody has acted' },
  notWanted: { vi: 'Người nhận đã thôi nhận theo cách này', en: 'Its person does not want it this way any more' },
  noRight: {
    vi: 'Người nhận không còn quyền xem việc này',
    en: 'Its person may not see this any more',
  },
  personGone: { vi: 'Tài khoản người nhận đã bị khóa', en: 'The account has been disabled' },
  channelOff: { vi: 'Cách gửi này đã tắt', en: 'This way has been turned off' },
} as const satisfies Record<string, Text>

export type Reason = keyof typeof REASONS
