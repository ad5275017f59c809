import type { Text } from './text.ts'

/** What the sentence of a refusal fills in. `field`: where in the message it is, written before the sentence. */
export type RefusalParams = Readonly<Record<string, string | number>>

/** Why something was refused: a name for lists, and a sentence that says to the sender what to send instead. */
interface RefusalTexts {
  readonly name: Text
  /** `{name}` stands for a parameter, the same ones in both languages. */
  readonly say: Text
}

/** By the machine's word, which is stored and counted. */
export const REFUSALS = {
  // The payload as a whole
  notJson: {
    name: { vi: 'Không phải JSON', en: 'Not JSON' },
    say: {
      vi: 'Nội dung không đọc được như JSON. Hãy gửi JSON đúng cú pháp, không có BOM ở đầu; giá trị không đo được ghi null, không ghi NaN hay Infinity.',
      en: 'The payload cannot be read as JSON. Send well-formed JSON without a byte order mark; write null for what was not measured, never NaN or Infinity.',
    },
  },
  notUtf8: {
    name: { vi: 'Không phải UTF-8', en: 'Not UTF-8' },
    say: {
      vi: 'Chữ trong bản tin không được mã hóa UTF-8. Hãy mã hóa UTF-8 trước khi gửi (không dùng TCVN3, VNI hay Windows-1258).',
      en: 'The text of the message is not encoded as UTF-8. Encode it as UTF-8 before sending (not TCVN3, VNI or Windows-1258).',
    },
  },
  tooLarge: {
    name: { vi: 'Quá lớn', en: 'Too large' },
    say: {
      vi: 'Bản tin dài {bytes} byte, tối đa {max} byte. Hãy chia thành nhiều bản tin; với ảnh, giảm kích thước hoặc chất lượng JPEG.',
      en: 'The message has {bytes} bytes, at most {max} are taken. Divide it into several; for a picture, reduce its size or JPEG quality.',
    },
  },
  tooDeep: {
    name: { vi: 'Lồng quá sâu', en: 'Nested too deep' },
    say: {
      vi: 'JSON lồng nhau quá {max} tầng. Hãy gửi đúng cấu trúc của đặc tả, không bọc thêm tầng.',
      en: 'The JSON is nested deeper than {max} levels. Send the structure of the contract without further wrapping.',
    },
  },
  schema: {
    name: { vi: 'Sai cấu trúc', en: 'Wrong structure' },
    say: {
      vi: 'Cấu trúc không đúng đặc tả. Hãy đối chiếu với bảng bản tin trong tài liệu.',
      en: 'The structure is not that of the contract. Compare it with the table of messages in the documentation.',
    },
  },
  tooMany: {
    name: { vi: 'Quá nhiều mục trong một bản tin', en: 'Too many items in one message' },
    say: {
      vi: 'Bản tin có {count} mục, tối đa {max}. Hãy chia thành nhiều bản tin.',
      en: 'The message has {count} items, at most {max} are taken. Divide it into several messages.',
    },
  },
  noItems: {
    name: { vi: 'Danh sách rỗng', en: 'Empty list' },
    say: {
      vi: 'Danh sách rỗng không có gì để ghi nhận. Hãy chỉ gửi khi có ít nhất một mục.',
      en: 'An empty list says nothing. Send it only when it has at least one item.',
    },
  },
  noValues: {
    name: { vi: 'Không có giá trị nào', en: 'No values' },
    say: {
      vi: 'Bản tin không có giá trị nào. Hãy gửi ít nhất một số; giá trị chưa có thì bỏ qua hoặc ghi null.',
      en: 'The message has no value. Send at least one number; leave out what is not known, or write null for it.',
    },
  },

  // One field
  missing: {
    name: { vi: 'Thiếu trường', en: 'Missing field' },
    say: { vi: 'Thiếu trường bắt buộc. Hãy bổ sung.', en: 'A required field is missing. Add it.' },
  },
  notNumber: {
    name: { vi: 'Không phải số', en: 'Not a number' },
    say: {
      vi: 'Cần một số, không đặt trong dấu ngoặc kép; giá trị không đo được ghi null. Đã nhận: {value}',
      en: 'A number is needed, without quotation marks; write null for what was not measured. Received: {value}',
    },
  },
  notFinite: {
    name: { vi: 'Số quá lớn', en: 'Number too large' },
    say: {
      vi: 'Số lớn hơn mức máy tính biểu diễn được. Hãy kiểm tra thiết bị; giá trị không đo được ghi null. Đã nhận: {value}',
      en: 'The number is larger than a computer can hold. Check the device; write null for what was not measured. Received: {value}',
    },
  },
  notWhole: {
    name: { vi: 'Không phải số nguyên', en: 'Not a whole number' },
    say: { vi: 'Cần một số nguyên. Đã nhận: {value}', en: 'A whole number is needed. Received: {value}' },
  },
  notText: {
    name: { vi: 'Không phải chuỗi ký tự', en: 'Not text' },
    say: {
      vi: 'Cần một chuỗi ký tự trong dấu ngoặc kép. Đã nhận: {value}',
      en: 'Text in quotation marks is needed. Received: {value}',
    },
  },
  notTrueOrFalse: {
    name: { vi: 'Không phải true hay false', en: 'Not true or false' },
    say: {
      vi: 'Cần true hoặc false, không đặt trong dấu ngoặc kép. Đã nhận: {value}',
      en: 'true or false is needed, without quotation marks. Received: {value}',
    },
  },
  notObject: {
    name: { vi: 'Không phải đối tượng JSON', en: 'Not a JSON object' },
    say: {
      vi: 'Cần một đối tượng JSON trong dấu ngoặc nhọn. Đã nhận: {value}',
      en: 'A JSON object in braces is needed. Received: {value}',
    },
  },
  notOneOf: {
    name: { vi: 'Không thuộc các giá trị cho phép', en: 'Not one of the allowed values' },
    say: { vi: 'Hãy ghi một trong: {allowed}. Đã nhận: {value}', en: 'Write one of: {allowed}. Received: {value}' },
  },
  outOfBounds: {
    name: { vi: 'Ngoài giới hạn', en: 'Out of bounds' },
    say: {
      vi: 'Hãy ghi một số {bound}. Đã nhận: {value}',
      en: 'Write a number {bound}. Received: {value}',
    },
  },
  textLength: {
    name: { vi: 'Chữ trống hoặc quá dài', en: 'Text empty or too long' },
    say: {
      vi: 'Hãy ghi từ {min} đến {max} ký tự nhìn thấy được.',
      en: 'Write {min} to {max} characters that can be seen.',
    },
  },
  textForm: {
    name: { vi: 'Chữ sai dạng', en: 'Text of the wrong form' },
    say: { vi: 'Hãy ghi dạng như {instead}. Đã nhận: {value}', en: 'Write it like {instead}. Received: {value}' },
  },
  passwordInAddress: {
    name: { vi: 'Địa chỉ có tên đăng nhập', en: 'Login in the address' },
    say: {
      vi: 'Địa chỉ xem trực tiếp có tên đăng nhập hoặc mật khẩu (phần trước @), mà ai xem camera cũng thấy địa chỉ này. Hãy bỏ phần đó, đổi mật khẩu, và để máy chủ phát hình tự đăng nhập vào camera.',
      en: 'The live address has a user name or password (what stands before the @), and whoever may see the camera sees the address. Leave that out, change the password, and let the streaming server sign in to the camera.',
    },
  },
  invisibleText: {
    name: { vi: 'Có ký tự không nhìn thấy', en: 'Invisible characters' },
    say: {
      vi: 'Mã có ký tự xuống dòng hoặc ký tự không nhìn thấy. Hãy bỏ các ký tự đó.',
      en: 'The identifier has line breaks or invisible characters. Remove them.',
    },
  },

  // Times
  timeNoOffset: {
    name: { vi: 'Thời điểm thiếu múi giờ', en: 'Time without an offset' },
    say: {
      vi: 'Thời điểm thiếu múi giờ. Hãy ghi {instead}',
      en: 'The time has no offset. Write {instead}',
    },
  },
  timeLostPlus: {
    name: { vi: 'Múi giờ mất dấu +', en: 'Offset without its +' },
    say: {
      vi: 'Dấu + của múi giờ đã biến thành dấu cách. Hãy ghi {instead}',
      en: 'The + of the offset has become a space. Write {instead}',
    },
  },
  timeNoSuchDay: {
    name: { vi: 'Ngày không có trong lịch', en: 'No such day' },
    say: {
      vi: 'Lịch không có ngày này. Hãy ghi ngày có thật theo thứ tự năm-tháng-ngày, ví dụ {instead}',
      en: 'The calendar has no such day. Write a real one as year-month-day, for example {instead}',
    },
  },
  timeNoSuchHour: {
    name: { vi: 'Giờ không có thật', en: 'No such hour' },
    say: {
      vi: 'Không có giờ này. Giờ từ 00 đến 23, phút và giây từ 00 đến 59, ví dụ {instead}',
      en: 'There is no such hour. Hours go from 00 to 23, minutes and seconds from 00 to 59, for example {instead}',
    },
  },
  timeDayOrder: {
    name: { vi: 'Không rõ ngày hay tháng', en: 'Day or month unclear' },
    say: {
      vi: 'Không phân biệt được ngày với tháng. Hãy ghi năm trước, rồi tháng, rồi ngày, ví dụ {instead}',
      en: 'Day and month cannot be told apart. Write the year first, then the month, then the day, for example {instead}',
    },
  },
  timeQuoted: {
    name: { vi: 'Thời điểm là số trong ngoặc kép', en: 'Time is a number in quotes' },
    say: {
      vi: 'Thời điểm là một số đặt trong dấu ngoặc kép. Hãy bỏ dấu ngoặc kép và gửi mili giây: {instead}',
      en: 'The time is a number in quotation marks. Send it without them, in milliseconds: {instead}',
    },
  },
  timeInSeconds: {
    name: { vi: 'Thời điểm tính bằng giây', en: 'Time in seconds' },
    say: {
      vi: 'Thời điểm này tính bằng giây. Hãy nhân với 1000 để gửi mili giây: {instead}',
      en: 'This time is in seconds. Multiply it by 1000 and send milliseconds: {instead}',
    },
  },
  timeTooFine: {
    name: { vi: 'Thời điểm tính nhỏ hơn mili giây', en: 'Time finer than milliseconds' },
    say: {
      vi: 'Thời điểm này tính bằng micro giây hoặc nano giây. Hãy gửi mili giây: {instead}',
      en: 'This time is in microseconds or nanoseconds. Send milliseconds: {instead}',
    },
  },
  timeOutOfCentury: {
    name: { vi: 'Thời điểm ngoài các năm 2000–2099', en: 'Time outside of 2000–2099' },
    say: {
      vi: 'Chỉ nhận thời điểm từ năm 2000 đến hết năm 2099; nếu ghi bằng số thì phải là mili giây epoch. Hãy ghi như {instead}',
      en: 'Times lie from 2000 to 2099, and a bare number is epoch milliseconds. Write it like {instead}',
    },
  },
  timeFormat: {
    name: { vi: 'Không đọc được thời điểm', en: 'Unreadable time' },
    say: {
      vi: 'Không đọc được thời điểm. Hãy ghi theo ISO 8601, ví dụ {instead}',
      en: 'The time cannot be read. Write it as ISO 8601, for example {instead}',
    },
  },
  future: {
    name: { vi: 'Sai giờ: thời điểm ở tương lai', en: 'Wrong clock: in the future' },
    say: {
      vi: 'Thời điểm {value} đi trước giờ trung tâm hơn 5 phút. Hãy chỉnh đồng hồ thiết bị (NTP) và múi giờ.',
      en: 'The time {value} is more than 5 minutes ahead of the centre. Set the device’s clock (NTP) and time zone.',
    },
  },
  wrongClock: {
    name: { vi: 'Sai giờ: đồng hồ thiết bị chạy chậm', en: 'Wrong clock: the device is behind' },
    say: {
      vi: 'Đồng hồ thiết bị chậm {minutes} phút, nên số liệu không thuộc thời điểm ghi trong bản tin. Hãy chỉnh lại giờ của thiết bị (đồng bộ NTP, đúng múi giờ +07:00).',
      en: 'The clock of the device is {minutes} minutes behind, so what it says is not of the time it gives. Set the clock (NTP, offset +07:00).',
    },
  },
  ancient: {
    name: { vi: 'Thời điểm quá cũ', en: 'Too old' },
    say: {
      vi: 'Thời điểm {value} cũ hơn {days} ngày. Hãy kiểm tra đồng hồ thiết bị; số liệu cũ hơn không nhận qua MQTT.',
      en: 'The time {value} lies more than {days} days back. Check the device’s clock; older data are not taken over MQTT.',
    },
  },
  beforeItsDay: {
    name: { vi: 'Thời điểm trước ngày báo cáo', en: 'Time before the day reported' },
    say: {
      vi: 'Báo cáo của ngày {period} không thể lập lúc {value}, trước khi ngày ấy bắt đầu (0 giờ ở Cần Thơ). Hãy kiểm tra period, at và đồng hồ của hệ thống.',
      en: 'A report of {period} cannot be made at {value}, before that day begins (midnight in Cần Thơ). Check period, at and the clock of the system.',
    },
  },

  // Topics
  unknownTopic: {
    name: { vi: 'Chủ đề không có trong đặc tả', en: 'Topic not in the contract' },
    say: {
      vi: 'Chủ đề này không có trong đặc tả. Hãy ghi theo bảng chủ đề trong tài liệu, ví dụ …/sensor/TG-01/reading; mã chỉ gồm chữ không dấu, số và . _ - :',
      en: 'The contract has no such topic. Write it as in the table of topics, for example …/sensor/TG-01/reading; identifiers have ASCII letters, digits and . _ - : only',
    },
  },

  foreignTopic: {
    name: { vi: 'Chủ đề ngoài phạm vi', en: 'Topic outside of the tree' },
    say: {
      vi: 'Chỉ nhận chủ đề bắt đầu bằng {prefix}/. Với cầu nối (bridge) Mosquitto, hãy đặt notifications false để không gửi $SYS.',
      en: 'Only topics under {prefix}/ are taken. In a Mosquitto bridge set notifications false, so that it sends no $SYS.',
    },
  },
  hubTopic: {
    name: { vi: 'Chủ đề riêng của trung tâm', en: 'The hub’s own topic' },
    say: {
      vi: 'Chỉ trung tâm gửi trên {prefix}/hub/…. Với cầu nối (bridge), hãy loại nhánh này khỏi chiều gửi lên.',
      en: 'Only the hub speaks on {prefix}/hub/…. In a bridge leave this branch out of what is sent here.',
    },
  },
  accountNeeded: {
    name: { vi: 'Thiếu tài khoản MQTT', en: 'No MQTT account' },
    say: {
      vi: 'Trung tâm chỉ nhận kết nối có tên và bí mật MQTT. Hãy xin cấp tài khoản cho thiết bị ở trang Thiết bị.',
      en: 'The hub takes only connections with an MQTT name and secret. Have an account made for the device on the page of devices.',
    },
  },
  wrongSecret: {
    name: { vi: 'Sai tên hoặc bí mật MQTT', en: 'Wrong MQTT name or secret' },
    say: {
      vi: 'Không có tài khoản MQTT {name} với bí mật này, hoặc tài khoản đã bị thu hồi. Hãy nhập lại, hoặc đổi bí mật ở trang Thiết bị.',
      en: 'There is no MQTT account {name} with this secret, or it has ended. Enter it again, or renew the secret on the page of devices.',
    },
  },
  clientIdTaken: {
    name: { vi: 'Mã kết nối của tài khoản khác', en: 'Client id of another account' },
    say: {
      vi: 'Tài khoản khác đang kết nối bằng mã (client id) {client}. Hãy đặt cho mỗi thiết bị một mã riêng.',
      en: 'Another account is connected under the client id {client}. Give each device a client id of its own.',
    },
  },
  notItsOwn: {
    name: { vi: 'Nói thay nguồn khác', en: 'Speaks for another source' },
    say: {
      vi: 'Tài khoản MQTT {name} không được gửi thay {source}. Hãy sửa mã trong thiết bị, hoặc thêm mã này vào danh sách của cổng kết nối.',
      en: 'The MQTT account {name} does not speak for {source}. Correct the id in the device, or add it to the list of its gateway.',
    },
  },
  spokenFor: {
    name: { vi: 'Nguồn đã có tài khoản riêng', en: 'The source has an account' },
    say: {
      vi: 'Chỉ tài khoản MQTT của {source} mới được gửi thay nguồn này. Hãy kết nối bằng tên và bí mật đã cấp.',
      en: 'Only the MQTT account of {source} speaks for it. Connect with the name and the secret that were given to it.',
    },
  },
  unknownDevice: {
    name: { vi: 'Nguồn chưa được duyệt', en: 'Source not let in' },
    say: {
      vi: 'Chưa ai duyệt {source}, nên số liệu của nguồn này không được nhận. Hãy duyệt hoặc cấp tài khoản ở trang Thiết bị.',
      en: 'Nobody has let {source} in, so its data are not taken. Approve it, or make an account for it, on the page of devices.',
    },
  },
  deviceRefused: {
    name: { vi: 'Thiết bị đã bị từ chối', en: 'Refused device' },
    say: {
      vi: '{by} đã từ chối {source}. Hãy ngắt thiết bị, hoặc duyệt lại ở trang Thiết bị.',
      en: '{by} has refused {source}. Disconnect the device, or approve it after all on the page of devices.',
    },
  },
  waitingListFull: {
    name: { vi: 'Danh sách chờ duyệt đã đầy', en: 'Too many devices wait' },
    say: {
      vi: 'Danh sách chờ duyệt đã đầy (tối đa {max} thiết bị, {each} từ một địa chỉ). Hãy duyệt hoặc từ chối bớt.',
      en: 'Too many devices wait to be approved (at most {max}, {each} of one address). Approve or refuse some.',
    },
  },
  flooding: {
    name: { vi: 'Gửi quá nhiều', en: 'Sends too much' },
    say: {
      vi: '{source} gửi hơn {max} bản tin mỗi giây; phần vượt quá không được nhận. Hãy gửi đúng chu kỳ đã khai báo, dữ liệu gửi bù thì gộp thành mảng.',
      en: '{source} sends more than {max} messages a second; those beyond are not taken. Send as often as was announced, and what is caught up with as arrays.',
    },
  },
  notToHear: {
    name: { vi: 'Không được nhận tin', en: 'Not to be heard' },
    say: {
      vi: 'Chỉ trung tâm đọc mọi chủ đề; thiết bị chỉ theo dõi được chủ đề của chính mình, không phải {filter}.',
      en: 'Only the hub reads all topics; a device follows its own and nothing else, so not {filter}.',
    },
  },
  topicTooLong: {
    name: { vi: 'Chủ đề quá dài', en: 'Topic too long' },
    say: { vi: 'Chủ đề dài tối đa {max} ký tự.', en: 'A topic has at most {max} characters.' },
  },
  topicTooDeep: {
    name: { vi: 'Chủ đề quá nhiều tầng', en: 'Topic with too many levels' },
    say: { vi: 'Chủ đề có tối đa {max} tầng.', en: 'A topic has at most {max} levels.' },
  },

  // Connections
  clientCollision: {
    name: { vi: 'Trùng mã kết nối MQTT', en: 'MQTT client id used twice' },
    say: {
      vi: 'Có {count} lần giành kết nối trong {seconds} giây, từ {addresses}: nhiều thiết bị dùng chung một mã (client id) nên liên tục đẩy nhau ra. Hãy đặt cho mỗi thiết bị một mã riêng.',
      en: '{count} takeovers in {seconds} seconds, from {addresses}: several devices use one client id and keep ending each other’s connection. Give each device an id of its own.',
    },
  },
  protocolVersion: {
    name: { vi: 'Phiên bản MQTT không hỗ trợ', en: 'MQTT version not supported' },
    say: {
      vi: 'Thiết bị kết nối bằng MQTT {version}; máy chủ MQTT đi kèm dùng MQTT 3.1.1. Hãy chọn phiên bản 3.1.1 (số 4) trên thiết bị, hoặc dùng máy chủ MQTT 5 riêng qua MQTT_URL.',
      en: 'The client speaks MQTT {version}; the embedded broker speaks MQTT 3.1.1. Choose version 3.1.1 (4) on the device, or join an MQTT 5 broker with MQTT_URL.',
    },
  },
  notMqtt: {
    name: { vi: 'Không phải MQTT', en: 'Not MQTT' },
    say: {
      vi: 'Kết nối tới cổng MQTT không nói giao thức MQTT (trông giống {looksLike}). Cổng này không dùng TLS; nếu cần TLS, hãy đặt một proxy phía trước.',
      en: 'What connected to the MQTT port does not speak MQTT (it looks like {looksLike}). This port has no TLS; where TLS is needed, put a proxy in front of it.',
    },
  },
  protocolError: {
    name: { vi: 'Lỗi giao thức MQTT', en: 'MQTT protocol error' },
    say: {
      vi: 'Kết nối bị ngắt do lỗi giao thức: {cause}. Hãy cập nhật thư viện MQTT của thiết bị.',
      en: 'The connection was ended for an error in the protocol: {cause}. Update the MQTT library of the device.',
    },
  },
  packetTooLarge: {
    name: { vi: 'Gói MQTT quá lớn', en: 'MQTT packet too large' },
    say: {
      vi: 'Gói MQTT {bytes} byte, tối đa {max} byte; kết nối đã bị ngắt. Hãy chia nhỏ bản tin.',
      en: 'An MQTT packet of {bytes} bytes, at most {max} are taken; the connection was ended. Send smaller messages.',
    },
  },
  slowReader: {
    name: { vi: 'Không nhận kịp dữ liệu', en: 'Does not keep up' },
    say: {
      vi: 'Kết nối bị ngắt vì còn {bytes} byte chưa nhận. Hãy đăng ký ít chủ đề hơn, hoặc kiểm tra đường truyền.',
      en: 'The connection was ended with {bytes} bytes waiting to be read. Subscribe to less, or look at the line.',
    },
  },
  tooManySubscriptions: {
    name: { vi: 'Đăng ký quá nhiều chủ đề', en: 'Too many subscriptions' },
    say: {
      vi: 'Đã có {max} đăng ký, nên không nhận thêm {filter}. Hãy dùng ký tự + hoặc # để gộp.',
      en: '{max} subscriptions are held, so {filter} was not taken. Put several into one with + or #.',
    },
  },
  hiddenTopic: {
    name: { vi: 'Chủ đề không cho đăng ký', en: 'Topic not offered' },
    say: {
      vi: 'Không cho đăng ký {filter}: chủ đề $… không được cung cấp.',
      en: '{filter} was not taken: topics that begin with $ are not offered.',
    },
  },
  tooManyConnections: {
    name: { vi: 'Quá nhiều kết nối', en: 'Too many connections' },
    say: {
      vi: 'Đã có {max} kết nối cùng lúc. Hãy tìm thiết bị mở kết nối mà không đóng, hoặc dùng máy chủ MQTT riêng qua MQTT_URL.',
      en: '{max} connections are open. Look for a device that opens them without closing, or join a broker of its own with MQTT_URL.',
    },
  },
  hubIdTaken: {
    name: { vi: 'Hai trung tâm trùng tên', en: 'Two hubs of one name' },
    say: {
      vi: 'Một trung tâm khác đã kết nối với cùng mã {client} và đẩy trung tâm này ra; mỗi bên chỉ nhận được một phần dữ liệu. Hãy đặt IOC_HUB_ID khác nhau cho từng trung tâm (hiện là {hub}).',
      en: 'Another hub has connected as {client} and ended the connection of this one; each gets a part of the data. Give every hub an IOC_HUB_ID of its own (this one has {hub}).',
    },
  },
  brokerRefused: {
    name: { vi: 'Máy chủ MQTT từ chối trung tâm', en: 'The broker refuses the hub' },
    say: {
      vi: 'Máy chủ MQTT tại {url} từ chối kết nối: {cause}. Hãy kiểm tra tài khoản trong MQTT_URL và quyền của tài khoản đó; máy chủ phải dùng MQTT 5.',
      en: 'The broker at {url} refuses the connection: {cause}. Check the account in MQTT_URL and what it may do; the broker must speak MQTT 5.',
    },
  },
  brokerAway: {
    name: { vi: 'Không tới được máy chủ MQTT', en: 'The broker cannot be reached' },
    say: {
      vi: 'Không tới được máy chủ MQTT tại {url}: {cause}. Hãy kiểm tra máy chủ có đang chạy không, địa chỉ trong MQTT_URL và đường mạng.',
      en: 'The broker at {url} cannot be reached: {cause}. Check that it runs, the address in MQTT_URL, and the network.',
    },
  },
  foreignOrigin: {
    name: { vi: 'Trang web lạ kết nối MQTT', en: 'MQTT from a foreign page' },
    say: {
      vi: 'Trang {origin} không được phép kết nối. Nếu đúng là trang của mình, hãy thêm vào IOC_ORIGINS.',
      en: 'The page {origin} may not connect. If it is one of yours, add it to IOC_ORIGINS.',
    },
  },
  unknownHost: {
    name: { vi: 'MQTT gửi tới tên lạ', en: 'MQTT to an unknown name' },
    say: {
      vi: 'Kết nối tới tên {host}, không phải tên của trung tâm này. Hãy kết nối bằng địa chỉ IP hoặc tên đã khai báo; nếu đúng là tên của trung tâm, hãy thêm vào IOC_ORIGINS.',
      en: 'A connection to the name {host}, by which this hub is not known. Connect to its IP address or a name it has been told; if this is its name, add it to IOC_ORIGINS.',
    },
  },
  notMqttOverWebSocket: {
    name: { vi: 'WebSocket không phải MQTT', en: 'WebSocket without MQTT' },
    say: {
      vi: 'Kết nối WebSocket tới {path} không phải MQTT. Hãy kết nối tới /mqtt với giao thức con (subprotocol) mqtt.',
      en: 'A WebSocket to {path} that is not MQTT. Connect to /mqtt with the subprotocol mqtt.',
    },
  },

  // Who and what
  unknownUnit: {
    name: { vi: 'Đơn vị hành chính không tồn tại', en: 'Unknown administrative unit' },
    say: {
      vi: 'Không có đơn vị mang mã {unit} trong bản đồ hành chính {edition}. Hãy lấy mã tại /api/v1/units',
      en: 'No unit has the code {unit} in the {edition} map of units. Take the code from /api/v1/units',
    },
  },
  wrongLevel: {
    name: { vi: 'Sai cấp hành chính', en: 'Wrong administrative level' },
    say: {
      vi: 'Đơn vị {unit} không thuộc cấp phải báo ở đây. Hãy gửi theo mã của cấp: {levels}',
      en: 'Unit {unit} is not of a level that reports here. Send the code of a unit of level: {levels}',
    },
  },
  unknownKind: {
    name: { vi: 'Loại cảm biến không biết', en: 'Unknown sensor kind' },
    say: {
      vi: 'Không có loại cảm biến {kind}. Hãy ghi một trong: {allowed}',
      en: 'There is no sensor kind {kind}. Write one of: {allowed}',
    },
  },
  unknownQuantity: {
    name: { vi: 'Đại lượng không biết', en: 'Unknown quantity' },
    say: {
      vi: 'Loại cảm biến này không có đại lượng {name}. Hãy gửi một trong: {allowed}',
      en: 'This kind of sensor has no quantity {name}. Send one of: {allowed}',
    },
  },
  unknownSystem: {
    name: { vi: 'Hệ thống nguồn không biết', en: 'Unknown source system' },
    say: {
      vi: 'Không có hệ thống mang mã {system}. Hãy lấy mã tại /api/v1/systems',
      en: 'No system has the id {system}. Take the id from /api/v1/systems',
    },
  },
  unknownLink: {
    name: { vi: 'Kết nối không có trong khai báo', en: 'Unknown connection' },
    say: {
      vi: 'Hệ thống này không khai báo kết nối {link}. Hãy ghi một trong: {allowed}',
      en: 'This system declares no connection {link}. Write one of: {allowed}',
    },
  },
  noLinks: {
    name: { vi: 'Hệ thống không có kết nối', en: 'System without connections' },
    say: {
      vi: 'Hệ thống {system} không khai báo kết nối nào, nên không nhận {link}. Hãy kiểm tra mã hệ thống trong chủ đề: danh sách ở /api/v1/systems',
      en: 'The system {system} declares no connections, so {link} is not taken. Check the system in the topic: /api/v1/systems lists them',
    },
  },
  noCounts: {
    name: { vi: 'Hệ thống không gửi số đếm', en: 'System without counts' },
    say: {
      vi: 'Hệ thống {system} không khai báo số đếm nào, nên không nhận báo cáo số liệu. Hãy kiểm tra mã hệ thống trong chủ đề: danh sách ở /api/v1/systems',
      en: 'The system {system} declares no counts, so no statistics of it are taken. Check the system in the topic: /api/v1/systems lists them',
    },
  },
  unknownCount: {
    name: { vi: 'Chỉ tiêu đếm không biết', en: 'Unknown count' },
    say: {
      vi: 'Hệ thống này không có số đếm {name}. Hãy gửi một trong: {allowed}',
      en: 'This system has no count {name}. Send one of: {allowed}',
    },
  },
  unregistered: {
    name: { vi: 'Thiết bị chưa khai báo', en: 'Device not announced' },
    say: {
      vi: 'Thiết bị chưa khai báo. Trước hết hãy gửi bản tin announce của thiết bị, có cờ retain.',
      en: 'The device has not announced itself. Send its announce message first, retained.',
    },
  },
  outOfRange: {
    name: { vi: 'Ngoài khoảng vật lý', en: 'Out of physical range' },
    say: {
      vi: '{name} = {value} nằm ngoài khoảng có thể đo, từ {min} đến {max}. Hãy kiểm tra đầu đo và đơn vị đo.',
      en: '{name} = {value} lies outside of what can be measured, {min} to {max}. Check the probe and the unit.',
    },
  },
  partsExceedWhole: {
    name: { vi: 'Phần lớn hơn tổng', en: 'Parts larger than their whole' },
    say: {
      vi: '{parts} không thể lớn hơn {whole}: kiểm tra lại số đếm rồi gửi lại báo cáo',
      en: '{parts} cannot exceed {whole}: check the counts and send the report again',
    },
  },
  beyondMost: {
    name: { vi: 'Lớn hơn mức có thể', en: 'Larger than can be' },
    say: {
      vi: '{name} = {value}, lớn nhất có thể là {most}: kiểm tra lại số này rồi gửi lại',
      en: '{name} = {value}, the greatest possible is {most}: check this number and send it again',
    },
  },
  staffedOverCounters: {
    name: { vi: 'Quầy có người nhiều hơn số quầy', en: 'More staffed counters than counters' },
    say: {
      vi: '{countersStaffed} quầy có người trên {counters} quầy là không thể. Hãy kiểm tra vùng đếm của camera.',
      en: '{countersStaffed} staffed counters of {counters} cannot be. Check the counting zones of the camera.',
    },
  },

  // Pictures
  notJpeg: {
    name: { vi: 'Không phải ảnh JPEG', en: 'Not a JPEG' },
    say: {
      vi: 'Nội dung không bắt đầu như một ảnh JPEG (trông giống {looksLike}). Hãy gửi ảnh JPEG nguyên dạng nhị phân, không base64.',
      en: 'The payload does not begin as a JPEG does (it looks like {looksLike}). Send the JPEG itself, as bytes, not as base64.',
    },
  },
  frameSize: {
    name: { vi: 'Khung hình quá lớn', en: 'Picture dimensions too large' },
    say: {
      vi: 'Ảnh {width}×{height} điểm, tối đa {maxWidth}×{maxHeight}. Hãy giảm độ phân giải, nên dùng luồng phụ của camera.',
      en: 'The picture has {width}×{height} pixels, at most {maxWidth}×{maxHeight} are taken. Lower the resolution; use the camera’s second stream.',
    },
  },
  jpegNoSize: {
    name: { vi: 'Ảnh không có kích thước', en: 'Picture without dimensions' },
    say: {
      vi: 'Ảnh ghi kích thước {width}×{height}. Hãy kiểm tra phần mềm mã hóa ảnh của camera.',
      en: 'The picture says that it has {width}×{height} pixels. Check the camera’s encoder.',
    },
  },
  jpegCut: {
    name: { vi: 'Ảnh bị cắt cụt', en: 'Picture cut short' },
    say: {
      vi: 'Ảnh {bytes} byte bị cắt trước khi kết thúc. Hãy gửi trọn ảnh trong một bản tin; kiểm tra giới hạn kích thước trên đường truyền.',
      en: 'The picture of {bytes} bytes ends before its end. Send it whole, in one message; look for a size limit on its way.',
    },
  },
  jpegTail: {
    name: { vi: 'Có dữ liệu thừa sau ảnh', en: 'Bytes after the picture' },
    say: {
      vi: 'Sau ảnh còn {extra} byte thừa. Hãy gửi riêng ảnh, không kèm gì phía sau.',
      en: '{extra} bytes follow after the picture. Send the picture alone.',
    },
  },
  jpegBroken: {
    name: { vi: 'Ảnh JPEG bị hỏng', en: 'Damaged JPEG' },
    say: {
      vi: 'Cấu trúc ảnh JPEG hỏng ở byte {at}. Hãy kiểm tra đường truyền và phần mềm mã hóa ảnh.',
      en: 'The JPEG is damaged at byte {at}. Check the line and the encoder.',
    },
  },
  jpegEncoding: {
    name: { vi: 'Kiểu nén JPEG không hỗ trợ', en: 'JPEG coding not supported' },
    say: {
      vi: 'Ảnh nén theo kiểu SOF{coding}. Hãy chọn JPEG baseline hoặc progressive.',
      en: 'The picture is coded as SOF{coding}. Choose baseline or progressive JPEG.',
    },
  },
  jpegScans: {
    name: { vi: 'Ảnh JPEG có quá nhiều lượt quét', en: 'JPEG of too many scans' },
    say: {
      vi: 'Ảnh JPEG được ghi thành hơn {most} lượt quét, mở ra tốn quá nhiều thời gian của trung tâm. Hãy chọn JPEG baseline; nếu camera vẫn gửi như vậy, hãy kiểm tra xem có ai can thiệp vào thiết bị không.',
      en: 'The JPEG is written in more than {most} scans, which costs the hub too much time to open. Choose baseline JPEG; should the camera go on sending such pictures, look whether somebody has tampered with it.',
    },
  },
  jpegDepth: {
    name: { vi: 'Ảnh không phải 8 bit', en: 'Picture not of 8 bits' },
    say: {
      vi: 'Ảnh có {bits} bit mỗi kênh màu. Hãy chọn JPEG 8 bit.',
      en: 'The picture has {bits} bits a channel. Choose an 8-bit JPEG.',
    },
  },
  jpegChannels: {
    name: { vi: 'Ảnh sai số kênh màu', en: 'Wrong number of colour channels' },
    say: {
      vi: 'Ảnh có {channels} kênh màu. Hãy chọn ảnh màu (3 kênh) hoặc đen trắng (1 kênh), không dùng CMYK.',
      en: 'The picture has {channels} colour channels. Choose colour (3) or grey (1), not CMYK.',
    },
  },

  // The hub's own limits
  tooManyDevices: {
    name: { vi: 'Quá nhiều thiết bị', en: 'Too many devices' },
    say: {
      vi: 'Từ khi khởi động đã có {max} thiết bị mới khai báo. Hãy kiểm tra có nguồn nào tự đổi mã thiết bị; khởi động lại trung tâm để nhận thêm.',
      en: '{max} new devices have announced themselves since the start. Look for a sender that changes its id; restart the hub to take more.',
    },
  },
  storeFull: {
    name: { vi: 'Kho dữ liệu không nhận kịp', en: 'The store cannot keep up' },
    say: {
      vi: 'Kho dữ liệu chưa ghi được và bản tin gửi ở QoS 0 nên đã mất. Hãy gửi ở QoS 1 để được giữ lại và gửi lại.',
      en: 'The store could not write, and the message came at QoS 0, so it is lost. Send at QoS 1: it is then kept and sent again.',
    },
  },
} as const satisfies Record<string, RefusalTexts>

export type RefusalReason = keyof typeof REFUSALS

const OF_SOMEBODY_ELSE: readonly string[] = [
  'notItsOwn',
  'spokenFor',
  'unknownDevice',
  'deviceRefused',
] satisfies RefusalReason[]

/** Whether whoever sent it does not speak for the source that it names: nothing of it is that source's doing. */
export function isOfSomebodyElse(reason: string): boolean {
  return OF_SOMEBODY_ELSE.includes(reason)
}

/** The name of a reason for lists; the machine's own word for one that a newer hub gives. */
export function refusalName(reason: string): Text {
  return Object.hasOwn(REFUSALS, reason) ? REFUSALS[reason as RefusalReason].name : { vi: reason, en: reason }
}

/**
 * What was wrong and what to send instead, with the field it is about before it, and `…` for what is not known; undefined for a reason that a
 * newer hub gives.
 */
export function refusalSentence(reason: string, params: RefusalParams): Text | undefined {
  if (!Object.hasOwn(REFUSALS, reason)) return undefined
  const { vi, en } = REFUSALS[reason as RefusalReason].say
  const fill = (sentence: string) =>
    (params.field === undefined ? '' : `${params.field}: `) +
    sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : '…'))
  return { vi: fill(vi), en: fill(en) }
}
