import { PERMISSIONS, type Permission } from './access/permissions.ts'
import { limitDigits } from './digits.ts'
import { HUB_ACTOR } from './matters/fact.ts'
import { refusalSentence } from './refusals.ts'
import type { Language, Text } from './text.ts'
import { LEVEL_NAMES, type WallLevel } from './walls/wallState.ts'
import { writtenValue } from './writtenNumber.ts'
import { writtenTime } from './writtenTime.ts'

/** What the sentence of a problem fills in. */
export type ProblemParams = Readonly<Record<string, string | number>>

interface ProblemTexts {
  readonly status: number
  readonly title: string
  /** `{name}` stands for a parameter. */
  readonly say: Text
}

const NOT_FOUND = { status: 404, title: 'Not found' } as const
const BAD_REQUEST = { status: 400, title: 'Bad request' } as const
const CONFLICT = { status: 409, title: 'Conflict' } as const

/** Every answer of the hub other than success, by the code that stands in it: stable, whatever the sentences become. */
export const PROBLEMS = {
  unknownAddress: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có gì ở địa chỉ {path}. Danh mục API: /api.',
      en: 'Nothing answers {path}. What there is: /api.',
    },
  },
  mistakenAddress: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có gì ở địa chỉ {path}: hãy hỏi {meant} (còn chạy: /healthz, sẵn sàng: /readyz, số đo: /metrics).',
      en: 'Nothing answers {path}: ask {meant} (alive: /healthz, ready: /readyz, measurements: /metrics).',
    },
  },
  unknownFile: { ...NOT_FOUND, say: { vi: 'Không có tệp {path}.', en: 'no file {path}' } },
  noBasemap: {
    ...NOT_FOUND,
    say: {
      vi: 'Trung tâm này không có bản đồ nền riêng: xem IOC_BASEMAP.',
      en: 'This hub has no base map of its own: see IOC_BASEMAP.',
    },
  },
  unknownUnit: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có đơn vị nào mang mã {unit}; xem /api/v1/units.',
      en: 'No unit has the code {unit}; see /api/v1/units.',
    },
  },
  unknownKpi: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có chỉ tiêu nào tên là {kpi}; xem /api/v1/kpis.',
      en: 'No KPI is called {kpi}; see /api/v1/kpis.',
    },
  },
  notMeasured: {
    ...NOT_FOUND,
    say: { vi: 'Chỉ tiêu {kpi} không đo ở đơn vị {unit}.', en: '{kpi} is not measured for unit {unit}.' },
  },
  unknownSensor: {
    ...NOT_FOUND,
    say: { vi: 'Chưa có cảm biến nào khai báo là {id}.', en: 'No sensor has announced itself as {id}.' },
  },
  unknownCamera: {
    ...NOT_FOUND,
    say: { vi: 'Chưa có camera nào khai báo là {id}.', en: 'No camera has announced itself as {id}.' },
  },
  cameraEnded: {
    ...NOT_FOUND,
    say: {
      vi: 'Camera {id} đã ngừng sử dụng: hình của camera đó không được giữ lại.',
      en: 'Camera {id} has ended: its pictures are not kept.',
    },
  },
  noFrame: {
    ...NOT_FOUND,
    say: {
      vi: 'Từ khi trung tâm khởi động chưa nhận được hình nào của camera này.',
      en: 'No frame of this camera has been received since the hub started.',
    },
  },
  unknownSystem: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có hệ thống nào tên là {system}; xem /api/v1/systems.',
      en: 'No system is called {system}; see /api/v1/systems.',
    },
  },
  unreadableAddress: {
    ...BAD_REQUEST,
    say: {
      vi: 'Địa chỉ không đọc được: dấu % phải đi cùng hai chữ số hệ 16, theo mã UTF-8.',
      en: 'The address cannot be read: a % stands before two hexadecimal digits, of UTF-8.',
    },
  },
  unreadableRequest: {
    ...BAD_REQUEST,
    say: { vi: 'Yêu cầu không đọc được.', en: 'The request could not be read.' },
  },
  unknownParameter: {
    ...BAD_REQUEST,
    say: {
      vi: 'Không có tham số {names}. Được dùng: {allowed}.',
      en: 'There is no parameter {names}. Allowed: {allowed}.',
    },
  },
  noParameters: {
    ...BAD_REQUEST,
    say: {
      vi: 'Không có tham số {names}: địa chỉ này không nhận tham số nào.',
      en: 'There is no parameter {names}: none is taken here.',
    },
  },
  missingParameter: {
    ...BAD_REQUEST,
    say: { vi: 'Thiếu tham số: {names}.', en: 'Missing: {names}.' },
  },
  repeatedParameter: {
    ...BAD_REQUEST,
    say: { vi: 'Mỗi tham số chỉ được ghi một lần: {names}.', en: 'Each parameter is written once: {names}.' },
  },
  wrongNumber: {
    ...BAD_REQUEST,
    say: {
      vi: '{name}: {text}. Hãy ghi một số nguyên từ {min} đến {max}, chỉ bằng chữ số.',
      en: '{name}: {text}. Write a whole number from {min} to {max}, in digits only.',
    },
  },
  tooLong: {
    ...BAD_REQUEST,
    say: { vi: '{name} có tối đa {max} ký tự.', en: '{name} has at most {max} characters.' },
  },
  tooShort: {
    ...BAD_REQUEST,
    say: { vi: '{name} có ít nhất {min} ký tự.', en: '{name} has at least {min} characters.' },
  },
  tooMany: {
    ...BAD_REQUEST,
    say: { vi: '{name} có tối đa {max} mục.', en: '{name} has at most {max} entries.' },
  },
  tooFew: {
    ...BAD_REQUEST,
    say: { vi: '{name} có ít nhất {min} mục.', en: '{name} has at least {min} entries.' },
  },
  tooHigh: {
    ...BAD_REQUEST,
    say: { vi: '{name} lớn nhất là {max}.', en: '{name} is at most {max}.' },
  },
  tooLow: {
    ...BAD_REQUEST,
    say: { vi: '{name} nhỏ nhất là {min}.', en: '{name} is at least {min}.' },
  },
  wrongParameter: {
    ...BAD_REQUEST,
    say: { vi: 'Tham số {name} không đúng.', en: '{name} is wrong.' },
  },
  /** `fault`: one of `REFUSALS`, whose sentence says what to write instead. */
  wrongMoment: {
    ...BAD_REQUEST,
    say: { vi: '{name}: {text}. {fault}', en: '{name}: {text}. {fault}' },
  },
  unknownValue: {
    ...BAD_REQUEST,
    say: { vi: '{name} phải là một trong: {allowed}.', en: '{name} must be one of {allowed}.' },
  },
  fromAfterTo: { ...BAD_REQUEST, say: { vi: 'from phải trước to.', en: 'from must be before to.' } },
  toBeforeFrom: { ...BAD_REQUEST, say: { vi: 'from không được sau to.', en: 'from must not be after to.' } },
  spanTooLong: {
    ...BAD_REQUEST,
    say: {
      vi: 'from không được sau to, và cách nhau nhiều nhất {days} ngày.',
      en: 'from must not be after to, and at most {days} days before it.',
    },
  },
  dayOutOfRange: {
    ...BAD_REQUEST,
    say: {
      vi: 'Ngày phải là ngày có thật từ {first} đến {last}.',
      en: 'Days are calendar days from {first} to {last}.',
    },
  },
  dayInFuture: {
    ...BAD_REQUEST,
    say: { vi: 'Chưa có số liệu của ngày trong tương lai.', en: 'Nothing is counted yet of a day in the future.' },
  },
  pageOfOther: {
    ...BAD_REQUEST,
    say: {
      vi: 'after phải là giá trị next của trang trước, với đúng các tham số khác của trang đó.',
      en: 'after must be the next of a page before, with the other parameters as they were.',
    },
  },
  unknownHost: {
    status: 421,
    title: 'Misdirected request',
    say: {
      vi: 'Trung tâm này không mang tên {host}. Hãy mở bằng địa chỉ IP, localhost hoặc tên đã khai báo; nếu đúng là tên của trung tâm, hãy thêm địa chỉ đầy đủ (http://… hoặc https://…) vào IOC_ORIGINS rồi khởi động lại.',
      en: 'This hub is not known as {host}. Open it by its IP address, localhost or a name it has been told; if this is its name, add the address with http:// or https:// to IOC_ORIGINS and start it again.',
    },
  },
  foreignOrigin: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Trang {origin} không được phép hỏi trung tâm này. Nếu đúng là trang của mình, hãy thêm vào IOC_ORIGINS.',
      en: 'The page {origin} may not ask this hub. If it is one of yours, add it to IOC_ORIGINS.',
    },
  },
  signInFirst: {
    status: 401,
    title: 'Unauthorized',
    say: { vi: 'Cần đăng nhập trước.', en: 'Sign in first.' },
  },
  /** Whoever wrote it is not who has signed in. */
  otherWriter: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Nội dung này do người khác viết trước khi bạn đăng nhập trên trình duyệt này, nên chưa gửi. Người viết cần đăng nhập lại để gửi.',
      en: 'Somebody else wrote this before you signed in with this browser, so it was not sent. Its writer has to sign in to send it.',
    },
  },
  /** Of what a page keeps until the hub has it. */
  outcomeUnknown: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Đã gửi từ nhiều ngày trước nhưng không nhận được câu trả lời, và nay trung tâm không còn biết đã ghi hay chưa. Hãy xem lại, nếu chưa có thì gửi lại.',
      en: 'This was sent many days ago and never answered, and by now the hub does not know whether it has it. Look, and send it again if it is not there.',
    },
  },
  /** `permission`: one of `PERMISSIONS`; `unit` and `name`: where it is needed; absent: it is held nowhere. */
  forbidden: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Bạn không có quyền “{permission}”{at}.',
      en: 'You do not have the permission “{permission}”{at}.',
    },
  },
  peopleOnly: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Chỉ người dùng đã đăng nhập mới làm được việc này.',
      en: 'Only a person who has signed in can do this.',
    },
  },
  clearPendingFirst: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Hãy đặt mật khẩu mới hoặc lập mã xác thực hai lớp trước, rồi làm tiếp.',
      en: 'Set a new password, or set up the second factor, first; then go on.',
    },
  },
  /** The same for a name that nobody has. */
  wrongSignIn: {
    status: 401,
    title: 'Unauthorized',
    say: { vi: 'Tên đăng nhập hoặc mật khẩu không đúng.', en: 'The user name or the password is wrong.' },
  },
  codeNeeded: {
    status: 401,
    title: 'Unauthorized',
    say: {
      vi: 'Hãy nhập mã xác thực hai lớp trên điện thoại, hoặc một mã khôi phục.',
      en: 'Enter the code of your second factor, or a recovery code.',
    },
  },
  wrongCode: {
    status: 401,
    title: 'Unauthorized',
    say: {
      vi: 'Mã xác thực không đúng hoặc đã dùng. Hãy đợi mã tiếp theo; nếu vẫn sai, hãy kiểm tra giờ của điện thoại.',
      en: 'The code is wrong or has been used. Wait for the next one; if that is wrong too, check the clock of the phone.',
    },
  },
  wrongRecoveryCode: {
    status: 401,
    title: 'Unauthorized',
    say: {
      vi: 'Mã khôi phục không đúng hoặc đã dùng; mỗi mã chỉ dùng một lần. Hãy dùng mã khác, hoặc nhờ quản trị hệ thống đặt lại xác thực hai lớp.',
      en: 'The recovery code is wrong or has been used; each works once. Use another one, or ask an administrator to reset the second factor.',
    },
  },
  wrongPassword: {
    status: 403,
    title: 'Forbidden',
    say: { vi: 'Mật khẩu hiện tại không đúng.', en: 'The present password is wrong.' },
  },
  proofNeeded: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Việc này còn hiệu lực sau phiên của bạn: hãy nhập mật khẩu hoặc mã xác thực hiện tại của chính bạn.',
      en: 'This lasts longer than your session: enter your own present password, or a code.',
    },
  },
  wrongProof: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Mật khẩu hoặc mã xác thực của bạn không đúng, hoặc mã đã dùng; chưa có gì thay đổi.',
      en: 'Your password or code is wrong, or the code has been used: nothing has changed.',
    },
  },
  signInAgain: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Việc này còn hiệu lực sau phiên của bạn: hãy xác thực lại ở hệ thống đăng nhập của bạn rồi làm trong vòng {minutes} phút.',
      en: 'This lasts longer than your session: show again who you are where you sign in, and do it within {minutes} minutes.',
    },
  },
  lockedOut: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Nhập sai nhiều lần: tên đăng nhập này tạm khóa. Hãy thử lại sau {seconds} giây, hoặc nhờ quản trị mở khóa.',
      en: 'Too many wrong attempts: this user name is locked. Try again in {seconds} seconds, or ask an administrator.',
    },
  },
  tooManyAttempts: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Quá nhiều lần thử từ địa chỉ này. Hãy thử lại sau {seconds} giây.',
      en: 'Too many attempts from this address. Try again in {seconds} seconds.',
    },
  },
  signInBusy: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Nhiều người đang đăng nhập cùng lúc. Hãy thử lại sau vài giây.',
      en: 'Many people are signing in at once. Try again in a few seconds.',
    },
  },
  signInNeedsTls: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Không đăng nhập được qua kết nối không mã hóa. Hãy mở bằng https://, hoặc ngay trên máy chủ bằng http://localhost.',
      en: 'Nobody signs in over a connection that is not encrypted. Open the hub by https://, or on its own machine by http://localhost.',
    },
  },
  noTotpBegun: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Chưa bắt đầu lập mã xác thực hai lớp, hoặc đã quá lâu. Hãy bắt đầu lại.',
      en: 'The second factor has not been begun, or too long ago. Begin again.',
    },
  },
  totpRequired: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Người quản trị phải có mã xác thực hai lớp, nên không bỏ được.',
      en: 'Administrators need a second factor: it cannot be removed.',
    },
  },
  notHere: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Tài khoản này đăng nhập qua hệ thống khác: mật khẩu và mã xác thực được đổi ở đó.',
      en: 'This account signs in elsewhere: its password and second factor are changed there.',
    },
  },
  wrongMail: {
    ...BAD_REQUEST,
    say: {
      vi: 'Địa chỉ thư phải có dạng như ten@cantho.example, không có dấu cách.',
      en: 'A mail address is written like name@cantho.example, without spaces.',
    },
  },
  wrongPhone: {
    ...BAD_REQUEST,
    say: {
      vi: 'Số điện thoại phải là số Việt Nam, như 0912 345 678 hoặc +84 912 345 678.',
      en: 'A phone number is a Vietnamese one, like 0912 345 678 or +84 912 345 678.',
    },
  },
  /** `channel`: what is wanted without an address. */
  noAddressFor: {
    ...BAD_REQUEST,
    say: {
      vi: 'Muốn nhận qua {channel} thì hãy ghi địa chỉ thư hoặc số điện thoại.',
      en: 'Give a mail address or a phone number to be told by {channel}.',
    },
  },
  notPushService: {
    ...BAD_REQUEST,
    say: {
      vi: 'Trình duyệt này nhận thông báo qua một máy chủ mà trung tâm không gửi tới. Hãy dùng Chrome, Edge, Firefox hoặc Safari.',
      en: 'This browser takes notices from a server that the hub does not send to. Use Chrome, Edge, Firefox or Safari.',
    },
  },
  wrongUserName: {
    ...BAD_REQUEST,
    say: {
      vi: 'Tên đăng nhập có từ 2 đến 32 ký tự: chữ thường không dấu, chữ số và . _ -; bắt đầu bằng chữ hoặc số.',
      en: 'A user name has 2 to 32 characters: small letters without marks, digits and . _ -, beginning with a letter or digit.',
    },
  },
  passwordTooShort: {
    ...BAD_REQUEST,
    say: { vi: 'Mật khẩu cần ít nhất {min} ký tự.', en: 'A password has at least {min} characters.' },
  },
  passwordKinds: {
    ...BAD_REQUEST,
    say: {
      vi: 'Mật khẩu cần ít nhất {kinds} trong 4 loại: chữ thường, chữ hoa, chữ số, ký tự khác.',
      en: 'A password has at least {kinds} of 4 kinds: small letters, capitals, digits, other characters.',
    },
  },
  passwordHasName: {
    ...BAD_REQUEST,
    say: { vi: 'Mật khẩu không được chứa tên đăng nhập.', en: 'A password does not contain the user name.' },
  },
  passwordGuessable: {
    ...BAD_REQUEST,
    say: {
      vi: 'Mật khẩu này dễ đoán. Hãy chọn vài từ không liên quan với nhau.',
      en: 'This password is easily guessed. Choose several words that have nothing to do with each other.',
    },
  },
  passwordSame: {
    ...BAD_REQUEST,
    say: { vi: 'Mật khẩu mới phải khác mật khẩu cũ.', en: 'The new password must be another than the old one.' },
  },
  unknownPerson: {
    ...NOT_FOUND,
    say: { vi: 'Không có tài khoản nào mang mã {person}.', en: 'No person has the id {person}.' },
  },
  userTaken: {
    status: 409,
    title: 'Conflict',
    say: { vi: 'Đã có người dùng tên đăng nhập {user}.', en: 'Somebody has the user name {user}.' },
  },
  notOneself: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Việc này do một quản trị khác làm giúp. Để đổi mật khẩu của mình, hãy vào Tài khoản của tôi.',
      en: 'Another administrator does this for you. To change your own password, go to My account.',
    },
  },
  lastAdmin: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Đây là người quản trị cuối cùng. Hãy giao quyền quản trị cho người khác trước.',
      en: 'This is the last administrator. Make somebody else one first.',
    },
  },
  unknownSession: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có phiên nào như vậy, hoặc phiên đã kết thúc.',
      en: 'There is no such session, or it has ended.',
    },
  },
  unknownToken: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có khóa truy cập nào mang mã {token}, hoặc đã thu hồi.',
      en: 'No token has the id {token}, or it has ended.',
    },
  },
  unknownWall: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có màn hình nào mang mã {wall}, hoặc đã bỏ ghép.',
      en: 'No wall has the id {wall}, or it has ended.',
    },
  },
  wallNameTaken: {
    ...CONFLICT,
    say: {
      vi: 'Đã có màn hình mang tên {name}. Hãy đặt tên khác để không chọn nhầm màn hình.',
      en: 'There is a wall called {name} already. Give this one another name, so that nobody takes one for the other.',
    },
  },
  wallChanged: {
    ...CONFLICT,
    say: {
      vi: '{by} vừa điều khiển màn hình này lúc {when}. Hãy xem lại rồi làm tiếp.',
      en: '{by} steered this wall at {when}. Look at it again, then go on.',
    },
  },
  wallHeld: {
    ...CONFLICT,
    say: {
      vi: '{by} đang giữ màn hình này từ {when} ({level}). Hãy trả lại trước.',
      en: '{by} has had this wall since {when} ({level}). Give it back first.',
    },
  },
  wallLocked: {
    ...CONFLICT,
    say: {
      vi: '{by} đã khóa màn hình này lúc {when}. Mở khóa trước khi đổi.',
      en: '{by} locked this wall at {when}. Unlock it first.',
    },
  },
  /** `by`, `at` (epoch ms): who has begun it, and when. */
  drillUnderWay: {
    ...CONFLICT,
    say: {
      vi: 'Diễn tập đang diễn ra: {by} bắt đầu lúc {when}. Muốn làm lại từ đầu, hãy kết thúc trước.',
      en: 'A drill is under way: {by} began it at {when}. To begin anew, end it first.',
    },
  },
  nothingTaken: {
    ...CONFLICT,
    say: {
      vi: 'Màn hình đang chạy theo lịch, không có gì để trả lại.',
      en: 'The wall follows its schedule: there is nothing to give back.',
    },
  },
  nothingToUndo: {
    ...CONFLICT,
    say: { vi: 'Không còn thao tác nào để hoàn tác.', en: 'There is nothing left to undo.' },
  },
  notLocked: { ...CONFLICT, say: { vi: 'Màn hình không bị khóa.', en: 'The wall is not locked.' } },
  unknownScene: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có cảnh nào tên là {scene}. Được dùng: {allowed}.',
      en: 'There is no scene {scene}. Allowed: {allowed}.',
    },
  },
  focusMissing: {
    ...BAD_REQUEST,
    say: {
      vi: 'Cảnh {scene} chỉ hiện riêng một nơi hoặc một việc: ghi mã trong focus ({name}). Cảnh này không đưa vào lịch được.',
      en: 'The scene {scene} shows one thing: say which in focus ({name}). It cannot stand in a schedule.',
    },
  },
  wrongSceneFilter: {
    ...BAD_REQUEST,
    say: {
      vi: 'Cảnh {scene} không lọc theo {name} được. Cảnh này lọc được theo: {allowed}.',
      en: 'The scene {scene} cannot be narrowed by {name}. Allowed: {allowed}.',
    },
  },
  noPast: {
    ...BAD_REQUEST,
    say: {
      vi: 'Cảnh {scene} không hiện được số liệu của lúc đã qua. Các cảnh hiện được: {allowed}.',
      en: 'The scene {scene} cannot show a past moment. Those that can: {allowed}.',
    },
  },
  wrongPastMoment: {
    ...BAD_REQUEST,
    say: {
      vi: 'Chọn một lúc đã qua, trong {days} ngày gần đây: số liệu gốc của trạm chỉ được giữ chừng đó.',
      en: 'Choose a past moment within the last {days} days: so long what stations said is kept as it came.',
    },
  },
  momentWithoutEnd: {
    ...BAD_REQUEST,
    say: {
      vi: 'Số liệu của lúc đã qua phải tự trả lại: ghi giữ trong bao nhiêu phút.',
      en: 'A past moment is given back by itself: say after how many minutes.',
    },
  },
  wrongHold: {
    ...BAD_REQUEST,
    say: { vi: 'Giữ màn hình từ 1 phút đến 24 giờ.', en: 'A wall is held from one minute to 24 hours.' },
  },
  screenOff: {
    ...CONFLICT,
    say: {
      vi: 'Chưa từng nghe ô {screen} của màn hình này, nên không có ai để xin hình.',
      en: 'Screen {screen} of this wall has never been heard of: there is nobody to ask.',
    },
  },
  stillAsked: {
    ...CONFLICT,
    say: {
      vi: '{by} vừa xin hình ô này lúc {when}. Hình sẽ đến trong ít giây.',
      en: '{by} asked for a still of this screen at {when}. It comes within seconds.',
    },
  },
  stillNotAsked: {
    ...CONFLICT,
    say: {
      vi: 'Không ai xin hình này, hoặc yêu cầu đã rút.',
      en: 'Nobody has asked for this still, or the asking was withdrawn.',
    },
  },
  wrongStill: {
    ...BAD_REQUEST,
    say: { vi: 'Hình phải là WebP hoặc JPEG.', en: 'A still is WebP or JPEG.' },
  },
  unknownStill: {
    ...NOT_FOUND,
    say: { vi: 'Không có hình nào mang số {number}.', en: 'There is no still of number {number}.' },
  },
  wrongSchedule: {
    ...BAD_REQUEST,
    say: {
      vi: 'Các buổi trong lịch phải theo thứ tự giờ và không trùng giờ bắt đầu.',
      en: 'The parts of the day stand in the order of their beginnings, no two with the same.',
    },
  },
  unknownPairing: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có màn hình nào đang chờ với mã này. Hãy đọc lại mã trên màn hình; mã đổi sau mỗi 10 phút.',
      en: 'No wall waits with this code. Read it from the wall again; it changes every 10 minutes.',
    },
  },
  /** `at`: from when on, epoch ms. */
  testedLately: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Mỗi phút gửi thử được một lần, mỗi ngày năm lần. Hãy thử lại sau {seconds} giây.',
      en: 'A notice to try can be sent once a minute and five times a day. Try again in {seconds} seconds.',
    },
  },
  tooManyPairings: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Địa chỉ mạng này đã xin quá nhiều mã ghép. Hãy thử lại sau vài phút.',
      en: 'Too many codes have been asked for from this network address. Try again in a few minutes.',
    },
  },
  demoOnly: {
    ...NOT_FOUND,
    say: { vi: 'Việc này chỉ có trong bản trình diễn.', en: 'This is for the demo only.' },
  },
  httpOnly: {
    status: 405,
    title: 'Method not allowed',
    say: {
      vi: 'Lệnh này đặt cookie, nên phải gửi qua HTTP.',
      en: 'This command sets a cookie: it is sent over HTTP.',
    },
  },
  oidcFailed: {
    status: 401,
    title: 'Unauthorized',
    say: {
      vi: 'Không đăng nhập được qua hệ thống đăng nhập chung. Hãy thử lại; nếu vẫn không được, hãy báo quản trị.',
      en: 'Signing in by the identity provider did not work. Try again; if it still does not, tell an administrator.',
    },
  },
  oidcNoRole: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Hệ thống đăng nhập chung chưa giao cho bạn vai trò nào ở trung tâm điều hành.',
      en: 'The identity provider has given you no role in the operations centre yet.',
    },
  },
  oidcNoMap: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Vai trò mà hệ thống đăng nhập chung giao cho bạn không gắn với đơn vị nào trên bản đồ đang dùng, hoặc không nói mã đơn vị thuộc bản đồ nào. Đề nghị quản trị ghi vai trò dạng ioc:officer:2025:31117, hoặc đặt IOC_OIDC_EDITION.',
      en: 'The roles that the identity provider gives you are for no unit of the map in force, or do not say which map a code is of. Ask an administrator to write them like ioc:officer:2025:31117, or to set IOC_OIDC_EDITION.',
    },
  },
  noOidc: {
    ...NOT_FOUND,
    say: {
      vi: 'Trung tâm này không đăng nhập qua hệ thống khác (IOC_OIDC_ISSUER).',
      en: 'This hub has no identity provider (IOC_OIDC_ISSUER).',
    },
  },
  /** `address`: where it came from. */
  adminAddress: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Không được quản trị từ địa chỉ {address} (IOC_ADMIN_ADDRESSES).',
      en: 'Nobody administers from {address} (IOC_ADMIN_ADDRESSES).',
    },
  },
  /** `hours`: when it is allowed. */
  adminHours: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Chỉ được quản trị trong giờ {hours} (IOC_ADMIN_HOURS).',
      en: 'Administration is allowed during {hours} (IOC_ADMIN_HOURS).',
    },
  },
  adminPort: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Chỉ được quản trị qua cổng {port} (IOC_ADMIN_PORT).',
      en: 'Administration is done through port {port} (IOC_ADMIN_PORT).',
    },
  },
  unknownCommand: {
    ...NOT_FOUND,
    say: { vi: 'Không có lệnh {name}; xem /api.', en: 'There is no command {name}; see /api.' },
  },
  /** A page of somebody else’s can get a browser to send a form, but not this header. */
  commandHeader: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Lệnh gửi bằng cookie phải kèm Origin của trung tâm và tiêu đề X-IOC-Command: 1.',
      en: 'A command that comes with a cookie needs the hub’s Origin and the header X-IOC-Command: 1.',
    },
  },
  notJson: {
    status: 415,
    title: 'Unsupported media type',
    say: { vi: 'Lệnh phải gửi dạng application/json.', en: 'A command is sent as application/json.' },
  },
  unreadableBody: {
    ...BAD_REQUEST,
    say: { vi: 'Nội dung gửi lên không phải JSON đọc được.', en: 'The body is not JSON that can be read.' },
  },
  bodyTooLarge: {
    status: 413,
    title: 'Content too large',
    say: { vi: 'Nội dung gửi lên vượt quá {max} byte.', en: 'The body is larger than {max} bytes.' },
  },
  unknownAlert: {
    ...NOT_FOUND,
    say: { vi: 'Không có cảnh báo nào mang mã {alert}.', en: 'No alert has the id {alert}.' },
  },
  unknownMqttAccount: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có tài khoản MQTT nào tên {account} còn hiệu lực.',
      en: 'No MQTT account that holds is called {account}.',
    },
  },
  notWaiting: {
    ...NOT_FOUND,
    say: { vi: 'Không có thiết bị {device} nào đang chờ duyệt.', en: 'No device {device} waits to be approved.' },
  },
  noSuchDevice: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có thiết bị {device} nào đang hoạt động; hãy ghi như sensor/TG-01 hoặc camera/MC-1.',
      en: 'There is no device {device}; write it like sensor/TG-01 or camera/MC-1.',
    },
  },
  wrongName: {
    ...BAD_REQUEST,
    say: {
      vi: 'Tên phải có từ 1 đến {max} ký tự nhìn thấy được, trên một dòng.',
      en: 'A name has 1 to {max} characters that can be seen, on one line.',
    },
  },
  wrongPosition: {
    ...BAD_REQUEST,
    say: { vi: 'Vị trí cần cả lng và lat.', en: 'A position needs both lng and lat.' },
  },
  notCommune: {
    ...BAD_REQUEST,
    say: { vi: '{commune} không phải mã xã, phường.', en: '{commune} is no code of a commune.' },
  },
  notGateway: {
    ...BAD_REQUEST,
    say: { vi: '{account} không phải cổng kết nối.', en: '{account} is no gateway.' },
  },
  wrongDevice: {
    ...BAD_REQUEST,
    say: {
      vi: '{device} không phải mã nguồn của thiết bị: hãy ghi như sensor/TG-01 hoặc camera/MC-1.',
      en: '{device} is no device: write it like sensor/TG-01 or camera/MC-1.',
    },
  },
  wrongPattern: {
    ...BAD_REQUEST,
    say: {
      vi: '{pattern} không chỉ ra thiết bị nào: hãy ghi một mã như sensor/MN-07, hoặc phần đầu của mã như sensor/MN-*.',
      en: '{pattern} names no devices: write an id like sensor/MN-07, or its beginning like sensor/MN-*.',
    },
  },
  /** `account`: which one. */
  hasMqttAccount: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: '{device} đã có tài khoản MQTT {account}: hãy đổi bí mật của tài khoản đó nếu cần.',
      en: '{device} has the MQTT account {account}: renew the secret of that one if need be.',
    },
  },
  wrongKey: {
    ...BAD_REQUEST,
    say: {
      vi: 'Idempotency-Key gồm 1 đến 200 ký tự ASCII nhìn thấy được.',
      en: 'An Idempotency-Key is 1 to 200 visible ASCII characters.',
    },
  },
  wrongWrittenAgo: {
    ...BAD_REQUEST,
    say: {
      vi: 'X-IOC-Written-Ago là số mili giây, nhiều nhất 366 ngày.',
      en: 'X-IOC-Written-Ago is a number of milliseconds, 366 days at most.',
    },
  },
  keyReused: {
    status: 422,
    title: 'Unprocessable content',
    say: {
      vi: 'Idempotency-Key này đã dùng cho một lệnh khác; mỗi lệnh cần một khóa riêng.',
      en: 'This Idempotency-Key belongs to another command: each one takes a key of its own.',
    },
  },
  /** `at`: when, epoch ms. */
  doneBefore: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Lệnh này đã được thực hiện trước đó; câu trả lời lúc ấy không còn được giữ.',
      en: 'This has been done before; what was answered then is not kept.',
    },
  },
  notWritten: {
    status: 503,
    title: 'Not written',
    say: {
      vi: 'Kho dữ liệu của trung tâm chưa ghi được: chưa có gì thay đổi. Hãy thử lại sau ít phút.',
      en: 'The store of the hub does not take writes: nothing has changed. Try again in a few minutes.',
    },
  },
  alertsNotWritten: {
    status: 503,
    title: 'Not written',
    say: {
      vi: 'Kho dữ liệu của trung tâm chưa ghi được: danh sách sẽ thiếu cảnh báo đang hiện trên màn hình. Hãy thử lại sau ít phút.',
      en: 'The store of the hub does not take writes: the list would lack alerts that are open on the screens. Try again in a few minutes.',
    },
  },
  tooManyAtOnce: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Đang có quá nhiều lệnh cùng lúc; hãy đợi các lệnh trước xong.',
      en: 'Too many commands at once: wait for those before.',
    },
  },
  tooManyCommands: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Tài khoản này đã gửi quá nhiều thao tác trong thời gian ngắn; hãy thử lại sau {seconds} giây.',
      en: 'This account has sent too many commands in a short time: try again in {seconds} s.',
    },
  },
  tooManyQuestions: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Đang có quá nhiều câu hỏi của tài khoản này chờ trả lời; hãy đợi các câu trước xong.',
      en: 'Too many questions of this account are waiting for an answer: wait for those before.',
    },
  },
  tooManyScreens: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Tài khoản này đang mở quá nhiều cửa sổ cùng lúc.',
      en: 'This account has too many windows open at once.',
    },
  },
  /** `by` and `at`: who was first, and when (epoch ms). */
  alreadyAcknowledged: {
    status: 409,
    title: 'Conflict',
    say: { vi: '{by} đã tiếp nhận cảnh báo này trước.', en: '{by} has acknowledged this alert before.' },
  },
  noteNeeded: {
    ...BAD_REQUEST,
    say: {
      vi: 'Cảnh báo mức này cần có ghi chú: đã biết gì, đang làm gì.',
      en: 'An alert of this severity needs a note: what is known, what is being done.',
    },
  },
  textNeeded: { ...BAD_REQUEST, say: { vi: 'Cần ghi nội dung hoặc lý do.', en: 'A text or a reason is needed.' } },
  shelfForLead: {
    // Nothing is wrong with what was asked: it is not for an operator, and the log has that somebody tried.
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Trực ban tạm gác được nhiều nhất {hours} giờ; lâu hơn cần trưởng ca.',
      en: 'An operator shelves for at most {hours} h; longer takes the shift lead.',
    },
  },
  leftIncident: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Cảnh báo này đã được đưa ra khỏi một sự vụ và đang chờ trực ban. Trực ban hoặc trưởng ca mới đưa được vào sự vụ khác.',
      en: 'This alert was taken out of an incident and waits for the operator. Only the operator or the shift lead can put it into another.',
    },
  },
  outOfServiceForLead: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Chỉ trưởng ca được đánh dấu ngoài vận hành một cảnh báo khẩn cấp; trực ban có thể tạm gác.',
      en: 'Only the shift lead takes a critical alert out of service; an operator can shelve it.',
    },
  },
  shelfTooLong: {
    ...BAD_REQUEST,
    say: { vi: 'Tạm gác được nhiều nhất {hours} giờ.', en: 'An alert is shelved for at most {hours} h.' },
  },
  alertEnded: {
    status: 409,
    title: 'Conflict',
    say: { vi: 'Cảnh báo này đã hết, không cần tạm gác.', en: 'This alert has ended: there is nothing to shelve.' },
  },
  alertStands: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Cảnh báo còn đang xảy ra: chỉ đóng được khi đã hết, hoặc khi là báo nhầm.',
      en: 'The alert still stands: it is closed when it has ended, or as a false alarm.',
    },
  },
  leadCloses: {
    status: 403,
    title: 'Forbidden',
    say: { vi: 'Cảnh báo khẩn cấp do trưởng ca đóng.', en: 'A critical alert is closed by the shift lead.' },
  },
  /** `incident`: its id. */
  inIncident: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Cảnh báo đã chuyển thành sự vụ {incident}: hãy xử lý trong sự vụ đó.',
      en: 'The alert belongs to incident {incident}: it is dealt with there.',
    },
  },
  /** `by` and `at`: who has closed it, and when (epoch ms). */
  alertClosed: {
    status: 409,
    title: 'Conflict',
    say: { vi: '{by} đã đóng cảnh báo này lúc {when}.', en: '{by} has closed this alert at {when}.' },
  },
  /** `by`, `at` (epoch ms): who was first, and when; `number`: the change to have seen. */
  conflict: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: '{by} đã đổi mục này lúc {when}. Hãy xem lại giá trị mới rồi quyết định.',
      en: '{by} has changed this at {when}. Look at what it is now, then decide.',
    },
  },
  unknownShift: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có ca trực {shift}: hãy ghi ngày và giờ bắt đầu ca, như {example}.',
      en: 'There is no shift {shift}: write the day and time at which one begins, like {example}.',
    },
  },
  /** `entry`: its number. */
  unknownEntry: {
    ...NOT_FOUND,
    say: { vi: 'Sổ của ca này không có mục {entry}.', en: 'The log of this shift has no entry {entry}.' },
  },
  shiftNotBegun: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Ca này chưa bắt đầu nên chưa ghi được vào sổ.',
      en: 'This shift has not begun: nothing is written in its log yet.',
    },
  },
  /** `at`: from when on, epoch ms. */
  shiftNotOver: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Chưa đến lúc bàn giao ca này: ký được từ {when}.',
      en: 'It is too early to hand this shift over: it can be signed from {when} on.',
    },
  },
  /** `by`, `at` (epoch ms): who has signed, and when. */
  shiftSigned: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: '{by} đã ký sổ của ca này lúc {when}, không ghi hay ký giao thêm được. Điều cần bổ sung, hãy ghi vào sổ của ca đang trực.',
      en: '{by} signed the log of this shift at {when}: nothing more is written in it, nor is it handed over again. Write what is missing in the log of the shift that is on.',
    },
  },
  shiftNotHandedOver: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Bên giao ca chưa ký, hoặc đã rút lại để bổ sung: chưa có gì để ký nhận.',
      en: 'Those who leave have not signed yet, or have been asked for more: there is nothing to take over.',
    },
  },
  shiftProgram: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Bàn giao ca do người ký, chương trình không ký thay được.',
      en: 'People sign a handover, no program does.',
    },
  },
  shiftSamePerson: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Bạn đã ký giao ca này; người ký nhận phải là người khác.',
      en: 'You have signed for those who leave; somebody else signs for those who come.',
    },
  },
  unknownMatter: {
    ...NOT_FOUND,
    say: { vi: 'Không có hồ sơ nào mang mã {id}.', en: 'There is no record with the id {id}.' },
  },
  /** `by`, `at` (epoch ms): who was faster, and when; `did`: the step. */
  changedMeanwhile: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: '{by} vừa xử lý hồ sơ này lúc {when}. Hãy xem lại rồi quyết định.',
      en: '{by} has just dealt with this at {when}. Look at it again, then decide.',
    },
  },
  /** `at` (epoch ms): when the device announced itself otherwise than it had been seen. */
  announcedMeanwhile: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Thiết bị {device} đã khai báo khác với lúc bạn xem, lần cuối lúc {when}. Hãy xem lại rồi quyết định.',
      en: 'The device {device} has announced itself otherwise than you have seen it, last at {when}. Look at it again, then decide.',
    },
  },
  /** `by`, `at` (epoch ms): who closed it, and when. What was to be done cannot be done any more. */
  closedMeanwhile: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: '{by} đã kết thúc hồ sơ này lúc {when}, nên việc này không còn ghi được.',
      en: '{by} closed this at {when}, so this can no longer be recorded.',
    },
  },
  /** `state`, `stateEn`: where it stands, in words. */
  notInThisState: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Sự vụ đang ở trạng thái “{state}”, không làm được việc này.',
      en: 'The incident stands at “{stateEn}”, where this cannot be done.',
    },
  },
  unknownStep: {
    ...NOT_FOUND,
    say: { vi: 'Quy trình của sự vụ không có bước {step}.', en: 'The procedure of the incident has no step {step}.' },
  },
  notTakenOn: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Chưa có ai nhận sự vụ này: nhận xác minh rồi mới ghi bước đã làm.',
      en: 'Nobody has taken this incident on: begin to verify it before steps are noted as done.',
    },
  },
  /** `by`, `at` (epoch ms): who has done it, and when. */
  stepDone: {
    status: 409,
    title: 'Conflict',
    say: { vi: '{by} đã làm bước này lúc {when}.', en: '{by} has done this step at {when}.' },
  },
  stepsMissing: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Còn bước bắt buộc chưa làm: bước {steps}. Làm xong mới báo kết quả.',
      en: 'Mandatory steps are not done yet: no. {steps}. Do them before you report a result.',
    },
  },
  ownResult: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Người báo kết quả không tự xác nhận: hãy để người khác xác nhận.',
      en: 'Who reports a result does not confirm it: somebody else has to.',
    },
  },
  alertsHold: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Còn {count} cảnh báo của sự vụ chưa hết: chỉ trưởng ca đóng được, và phải ghi lý do.',
      en: '{count} alerts of the incident still hold: only the shift lead closes it, and says why.',
    },
  },
  offeredElsewhere: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Sự vụ đang chờ đơn vị khác nhận: hãy đợi trả lời.',
      en: 'The incident is offered to another unit: wait for its answer.',
    },
  },
  notOffered: {
    status: 409,
    title: 'Conflict',
    say: { vi: 'Sự vụ không còn được chuyển cho đơn vị nào.', en: 'The incident is offered to no unit any more.' },
  },
  waitInPast: {
    ...BAD_REQUEST,
    say: { vi: 'Thời điểm chờ phải ở phía trước.', en: 'The moment to wait for must lie ahead.' },
  },
  waitTooLong: {
    ...BAD_REQUEST,
    say: { vi: 'Sự vụ chờ được nhiều nhất {days} ngày.', en: 'An incident waits for at most {days} days.' },
  },
  waitWithCritical: {
    ...BAD_REQUEST,
    say: {
      vi: 'Sự vụ còn cảnh báo khẩn cấp chưa hết: chỉ trưởng ca được để chờ, nhiều nhất {hours} giờ.',
      en: 'A critical alert of this incident still holds: only a shift lead lets it wait, for at most {hours} h.',
    },
  },
  tooManyOpen: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Tài khoản này đã mở {max} việc chưa kết thúc. Hãy kết thúc hoặc gộp bớt, hoặc nhờ người khác mở.',
      en: 'This account has begun {max} that are still open. Close or merge some of them, or let somebody else begin this one.',
    },
  },
  deadlineWithCritical: {
    ...BAD_REQUEST,
    say: {
      vi: 'Cảnh báo khẩn cấp chưa hết: hạn xử lý sự vụ nhiều nhất {hours} giờ.',
      en: 'The critical alert still holds: its incident is due within {hours} h at most.',
    },
  },
  mergeIntoItself: {
    ...BAD_REQUEST,
    say: { vi: 'Không gộp một sự vụ vào chính nó.', en: 'An incident cannot be merged into itself.' },
  },
  shiftLeadOnly: {
    status: 403,
    title: 'Forbidden',
    say: { vi: 'Chỉ trưởng ca hoặc lãnh đạo làm được việc này.', en: 'Only a shift lead or a leader may do this.' },
  },
  closedTooLong: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Sự vụ đã đóng quá 30 ngày: hãy mở sự vụ mới.',
      en: 'The incident was closed more than 30 days ago: open a new one.',
    },
  },
  tooManyFiles: {
    status: 409,
    title: 'Conflict',
    say: { vi: 'Mỗi sự vụ có nhiều nhất {max} tệp.', en: 'An incident has {max} files at most.' },
  },
  noNotice: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Camera {id} chưa xác nhận có biển thông báo ghi hình: không xem trực tiếp, không giữ hình của camera này.',
      en: 'Camera {id} has not confirmed that its notice is posted: its video is not shown, its pictures are not kept.',
    },
  },
  noLiveVideo: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Camera {id} không có hình trực tiếp ở máy chủ nào được khai báo (IOC_LIVE_HOSTS).',
      en: 'Camera {id} offers no video at any host that is set (IOC_LIVE_HOSTS).',
    },
  },
  noWallVideo: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Màn hình không được phát hình trực tiếp của camera {id}: chỉ phát khi một người đã đưa riêng camera đó lên kèm lý do, chưa quá 15 phút, và camera được hiện rõ, có biển thông báo.',
      en: 'The wall may not play the video of camera {id}: it plays what a person has put up by itself and said why, for 15 minutes at most, of a camera that is shown clear and has its notice posted.',
    },
  },
  viewsUnderWay: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Bạn đang xem trực tiếp {most} camera cùng lúc: hãy đóng bớt một camera rồi mở camera này.',
      en: 'You are looking at the videos of {most} cameras at once: close one of them to open this one.',
    },
  },
  viewOver: {
    status: 409,
    title: 'Conflict',
    say: { vi: 'Lượt xem trực tiếp này đã kết thúc.', en: 'This look at the video has ended.' },
  },
  pictureTooLarge: {
    status: 413,
    title: 'Content too large',
    say: {
      vi: 'Ảnh có {width} × {height} điểm ảnh, nhiều hơn {most} triệu điểm. Hãy thu nhỏ ảnh rồi gửi lại.',
      en: 'The picture has {width} × {height} pixels, more than {most} million. Make it smaller and send it again.',
    },
  },
  pictureScans: {
    status: 415,
    title: 'Unsupported media type',
    say: {
      vi: 'Ảnh JPEG này được ghi thành hơn {most} lượt quét nên mở ra rất chậm. Hãy mở ảnh, lưu lại thành ảnh JPEG thông thường rồi gửi.',
      en: 'This JPEG is written in more than {most} scans, and takes very long to open. Open it, save it as an ordinary JPEG and send that.',
    },
  },
  pictureMoves: {
    status: 415,
    title: 'Unsupported media type',
    say: {
      vi: 'Đây là ảnh động; hồ sơ chỉ nhận ảnh tĩnh. Hãy lưu lại thành ảnh tĩnh rồi gửi.',
      en: 'This picture is animated; only still pictures are taken. Save it as a still picture and send that.',
    },
  },
  unknownUpload: {
    ...NOT_FOUND,
    say: {
      vi: 'Tệp tải lên này không còn chờ: hãy tải lên lại.',
      en: 'This upload waits no more: upload the file again.',
    },
  },
  unknownFileOf: { ...NOT_FOUND, say: { vi: 'Hồ sơ này không có tệp đó.', en: 'There is no such file here.' } },
  fileGone: {
    status: 410,
    title: 'Gone',
    say: {
      vi: 'Nội dung của tệp này không còn trong thư mục dữ liệu của trung tâm.',
      en: 'The content of this file is no longer in the hub’s data directory.',
    },
  },
  emptyFile: { ...BAD_REQUEST, say: { vi: 'Tệp rỗng.', en: 'The file is empty.' } },
  fileTooLarge: {
    status: 413,
    title: 'Content too large',
    say: {
      vi: 'Tệp lớn quá {max} MB: hãy thu nhỏ hoặc chia ra.',
      en: 'The file is larger than {max} MB: make it smaller.',
    },
  },
  ownFilesUnderWay: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Bạn đang gửi {most} tệp cùng lúc: hãy đợi một trong các tệp đó gửi xong rồi gửi tiếp.',
      en: 'You are sending {most} files at once: wait until one of them has been sent.',
    },
  },
  fileGaveWay: {
    status: 503,
    title: 'Service unavailable',
    say: {
      vi: 'Nhiều người đang gửi tệp cùng lúc, tệp này đến chậm nên phải nhường chỗ và chưa được nhận. Hãy gửi lại sau ít phút.',
      en: 'Many people are sending files at once; this one came slowly, gave way and has not been taken. Send it again in a few minutes.',
    },
  },
  filesTooOften: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Mỗi người gửi nhiều nhất {most} tệp mỗi giờ. Gửi tiếp được sau {minutes} phút.',
      en: 'One person may send {most} files an hour. The next one may be sent in {minutes} minutes.',
    },
  },
  exportsTooOften: {
    status: 429,
    title: 'Too many requests',
    say: {
      vi: 'Mỗi người xuất nhiều nhất {most} tệp mỗi giờ. Xuất tiếp được sau {minutes} phút.',
      en: 'One person may export {most} files an hour. The next one may be exported in {minutes} minutes.',
    },
  },
  filesFull: {
    status: 507,
    title: 'Insufficient storage',
    say: {
      vi: 'Kho tệp của trung tâm đã đầy ({max} GB) nên không nhận thêm tệp. Tệp đã gửi vẫn còn. Hãy báo quản trị: mức này đặt bằng IOC_FILES_GB.',
      en: 'The hub keeps {max} GB of files, and that is full: it takes no more. Those sent before are kept. Tell an administrator: the limit is IOC_FILES_GB.',
    },
  },
  diskNearlyFull: {
    status: 507,
    title: 'Insufficient storage',
    say: {
      vi: 'Ổ đĩa của trung tâm chỉ còn {free} MB, phải giữ lại {kept} MB cho số liệu, nên không nhận thêm tệp. Hãy báo quản trị.',
      en: 'The hub’s disk has {free} MB left, of which {kept} MB are kept for data: no more files are taken. Tell an administrator.',
    },
  },
  stillWrongTime: {
    ...BAD_REQUEST,
    say: {
      vi: 'Hình ghi lúc {when}, không nằm giữa lúc xin hình và bây giờ theo giờ trung tâm: hình cũ, hoặc đồng hồ của máy màn hình sai.',
      en: 'The still says that it is of {when}, which is not between its asking and now on the hub’s clock: it is an old one, or the wall’s clock is wrong.',
    },
  },
  fileTooSlow: {
    status: 408,
    title: 'Request timeout',
    say: {
      vi: 'Tệp gửi lên quá chậm, quá {minutes} phút: hãy gửi lại khi đường truyền tốt hơn.',
      en: 'The file did not come within {minutes} min: send it again over a better connection.',
    },
  },
  wrongFile: {
    status: 415,
    title: 'Unsupported media type',
    say: {
      vi: 'Nội dung tệp không thuộc loại được nhận ({allowed}; không nhận tệp có macro hoặc tự tải nội dung từ máy khác khi mở). Loại tệp xét theo nội dung, không theo tên.',
      en: 'The file is none of {allowed} (and none with macros, or that loads anything from another machine when it is opened). What counts is its content, not its name.',
    },
  },
  brokenFile: {
    status: 415,
    title: 'Unsupported media type',
    say: {
      vi: 'Tệp chỉ có phần đầu của loại {kind}, nội dung không đọc được: tệp hỏng, bị cắt hoặc không đúng loại. Hãy mở thử tệp rồi gửi lại tệp đúng.',
      en: 'The file begins like {kind}, but has no content that can be read: it is damaged, cut off or something else. Open it to see, and send the right one.',
    },
  },
  unknownSop: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có quy trình nào mang mã {sop}; xem /api/v1/sops.',
      en: 'No procedure has the id {sop}; see /api/v1/sops.',
    },
  },
  alertInIncident: {
    status: 409,
    title: 'Conflict',
    say: { vi: 'Cảnh báo này đã thuộc sự vụ {incident}.', en: 'This alert belongs to incident {incident} already.' },
  },
  alertNotInIncident: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Cảnh báo này không còn thuộc sự vụ {incident}.',
      en: 'This alert does not belong to incident {incident} any more.',
    },
  },
  originAlert: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Sự vụ được mở từ chính cảnh báo này nên không bỏ ra được. Nếu mở nhầm, hãy kết luận “Không phải sự vụ” (khi chưa xử lý) hoặc “Gộp vào sự vụ khác”.',
      en: 'The incident was opened from this very alert, so it cannot be taken out. If that was a mistake, find it to be no incident (before it is handled), or merge it into another one.',
    },
  },
  atOtherStep: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Hồ sơ đang ở bước khác nên không làm được việc này. Hãy xem lại tình trạng hiện tại.',
      en: 'It is at another step by now, and this cannot be done there. Look at how it stands.',
    },
  },
  ownAnswer: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Người đã giải trình không tự chấp nhận hay đính chính theo giải trình của mình: hãy để người khác quyết định.',
      en: 'Who gave the explanation neither accepts it nor corrects the figure by it: somebody else has to decide.',
    },
  },
  /** `by`: who assigned it. */
  onlyWhoAssigned: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Việc này do {by} quyết định vì là người đã giao.',
      en: 'That is for {by} to decide, who assigned it.',
    },
  },
  /** `name`: of the unit that answers for it. */
  forbiddenHere: {
    status: 403,
    title: 'Forbidden',
    say: {
      vi: 'Việc này thuộc {name}; tài khoản của bạn không phụ trách đơn vị đó.',
      en: 'This is for {name} to do, for which your account does not answer.',
    },
  },
  deadlinePast: {
    ...BAD_REQUEST,
    say: { vi: 'Thời hạn đã qua. Hãy chọn thời điểm sau lúc này.', en: 'The deadline is past. Choose a later moment.' },
  },
  extensionAsked: {
    status: 409,
    title: 'Conflict',
    say: {
      vi: 'Đã có một đề nghị gia hạn đang chờ quyết định.',
      en: 'An extension has been asked for already and waits to be decided.',
    },
  },
  noExtensionAsked: {
    status: 409,
    title: 'Conflict',
    say: { vi: 'Không có đề nghị gia hạn nào đang chờ.', en: 'No extension waits to be decided.' },
  },
  extensionTooShort: {
    ...BAD_REQUEST,
    say: {
      vi: 'Thời hạn xin gia hạn phải sau thời hạn hiện tại và sau lúc này.',
      en: 'The new deadline must be later than the one that holds, and later than now.',
    },
  },
  notALeader: {
    ...BAD_REQUEST,
    say: {
      vi: 'Cần chọn lãnh đạo giao việc: người này không phải lãnh đạo phụ trách đơn vị.',
      en: 'Choose the leader in whose name this is: this person is no leader there.',
    },
  },
  claimMissing: {
    ...BAD_REQUEST,
    say: {
      vi: 'Báo số liệu sai thì phải ghi số đúng theo đơn vị.',
      en: 'Whoever says that the figure is wrong says what it should be.',
    },
  },
  measureMissing: {
    ...BAD_REQUEST,
    say: {
      vi: 'Giải trình cần có biện pháp và ngày đạt mục tiêu.',
      en: 'An answer names what will be done, and the day by which the target is met.',
    },
  },
  promisedDayPast: {
    ...BAD_REQUEST,
    say: {
      vi: 'Ngày đạt mục tiêu đã qua: hãy chọn từ hôm nay trở đi.',
      en: 'The day by which the target is met is past: choose today or a later day.',
    },
  },
  wholeNumberOnly: {
    ...BAD_REQUEST,
    say: {
      vi: 'Chỉ số này không có phần thập phân: hãy ghi số nguyên.',
      en: 'This figure has no decimals: write a whole number.',
    },
  },
  /** `digits`: how many are taken. */
  tooManyDigits: {
    ...BAD_REQUEST,
    say: {
      vi: 'Chỉ số này có nhiều nhất {digits} chữ số sau dấu phẩy: hãy ghi số đúng như vậy.',
      en: 'This figure has at most {digits} decimals: write the number like that.',
    },
  },
  /** `by`, `at` (epoch ms): who has undone it, and when. */
  alreadyUndone: {
    status: 409,
    title: 'Conflict',
    say: { vi: '{by} đã hoàn tác thay đổi này lúc {when}.', en: '{by} has undone this change at {when}.' },
  },
  unknownChange: {
    ...NOT_FOUND,
    say: { vi: 'Không có thay đổi số {change}.', en: 'There is no change {change}.' },
  },
  notUndoable: {
    ...BAD_REQUEST,
    say: {
      vi: 'Thay đổi số {change} tự nó là một lần hoàn tác; muốn áp dụng lại thì đặt lại giá trị.',
      en: 'Change {change} undoes another one itself: set the value again instead.',
    },
  },
  noTarget: {
    ...NOT_FOUND,
    say: {
      vi: 'Chỉ tiêu {kpi} không có mục tiêu nên không đặt được.',
      en: 'The KPI {kpi} is declared without a target: none can be set.',
    },
  },
  unknownThreshold: {
    ...NOT_FOUND,
    say: {
      vi: 'Không có ngưỡng {threshold}; các ngưỡng: {allowed}.',
      en: 'There is no threshold {threshold}; there are: {allowed}.',
    },
  },
  /** `measure`, and `measureEn` in English: what the numbers are counted in; empty: nothing. */
  outOfRange: {
    ...BAD_REQUEST,
    say: {
      vi: 'Giá trị phải từ {min} đến {max}, không phải {value}.',
      en: 'The value must be from {min} to {max}, not {value}.',
    },
  },
  nothingChanges: {
    ...BAD_REQUEST,
    say: { vi: 'Hiện đã đúng như vậy, không có gì thay đổi.', en: 'It is so already: nothing would change.' },
  },
  pastDay: {
    ...BAD_REQUEST,
    say: {
      vi: 'Ngày {day} đã qua: những gì đã đánh giá không được tính lại. Chọn từ ngày {today} trở đi.',
      en: '{day} is past: what has been judged stays. Choose {today} or later.',
    },
  },
  dayTooFar: {
    ...BAD_REQUEST,
    say: { vi: 'Ngày {day} quá xa: chọn đến ngày {last}.', en: '{day} is too far ahead: choose {last} at the latest.' },
  },
  commandOnly: {
    status: 405,
    title: 'Method not allowed',
    say: { vi: '{path} nhận lệnh (POST), không nhận {method}.', en: '{path} takes commands (POST), no {method}.' },
  },
  readOnly: {
    status: 405,
    title: 'Method not allowed',
    say: { vi: '{path} chỉ đọc được (GET), không nhận {method}.', en: '{path} is read (GET), it takes no {method}.' },
  },
  notReady: {
    status: 503,
    title: 'Not ready',
    say: { vi: 'Chưa sẵn sàng: {missing}.', en: 'Not there yet: {missing}.' },
  },
  notBuilt: {
    status: 503,
    title: 'Not built',
    say: { vi: 'Chưa dựng giao diện: chạy `npm run build`.', en: 'The screens are not built: run `npm run build`.' },
  },
  internal: {
    status: 500,
    title: 'Internal error',
    say: { vi: 'Trung tâm không trả lời được; nhật ký ghi lý do.', en: 'The hub could not answer; its log says why.' },
  },
} as const satisfies Record<string, ProblemTexts>

/** What somebody sent, as a sentence may show it: never longer than a line. */
export const quoted = (text: string) => JSON.stringify(text.slice(0, 100))

export type ProblemCode = keyof typeof PROBLEMS

/** Why what is to be written has a %2B in it. */
const PLUS: Text = { vi: ' (dấu + trong địa chỉ ghi là %2B)', en: ' (in an address + is %2B)' }

/** Before the name of a unit. */
const AT: Text = { vi: 'tại', en: 'in' }

function permissionName(id: unknown): Text | undefined {
  return typeof id === 'string' && Object.hasOwn(PERMISSIONS, id) ? PERMISSIONS[id as Permission].name : undefined
}

function levelName(id: unknown): Text | undefined {
  return typeof id === 'string' && Object.hasOwn(LEVEL_NAMES, id) ? LEVEL_NAMES[id as WallLevel] : undefined
}

/** The hub where it did something, as screens call it. */
const HUB_NAME: Text = { vi: 'Trung tâm', en: 'The hub' }

/** The sentence of a problem; undefined for a code of another version. */
export function problemSentence(code: string, params: ProblemParams): Text | undefined {
  if (!Object.hasOwn(PROBLEMS, code)) return undefined
  const { say }: ProblemTexts = PROBLEMS[code as ProblemCode]
  const fault = typeof params.fault === 'string' ? refusalSentence(params.fault, params) : undefined
  const plus = String(params.instead).includes('%2B') ? PLUS : undefined
  /** A number of a sentence whose numbers have a unit. */
  const measured = (name: string, language: Language): string | undefined => {
    const { [name]: number, measure, measureEn } = params
    if (typeof number !== 'number' || measure === undefined || measureEn === undefined) return undefined
    return writtenValue(number, limitDigits(number, 0), String(language === 'vi' ? measure : measureEn), language)
  }
  const told: Readonly<Record<string, (language: 'vi' | 'en') => string | undefined>> = {
    fault: (language) => `${fault?.[language] ?? ''}${plus?.[language] ?? ''}`,
    permission: (language) => permissionName(params.permission)?.[language],
    level: (language) => levelName(params.level)?.[language],
    by: (language) => (params.by === HUB_ACTOR.name ? HUB_NAME[language] : undefined),
    when: () => (typeof params.at === 'number' ? writtenTime(params.at) : undefined),
    min: (language) => measured('min', language),
    max: (language) => measured('max', language),
    value: (language) => measured('value', language),
    at: (language) => (params.unit === undefined ? '' : ` ${AT[language]} ${params.name ?? ''} (${params.unit})`),
  }
  const fill = (language: 'vi' | 'en') =>
    say[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      String(told[name]?.(language) ?? params[name] ?? whole),
    )
  return { vi: fill('vi'), en: fill('en') }
}
