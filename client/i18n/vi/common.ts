/** What every screen says, in Vietnamese. */
const common = {
  freshness: {
    live: 'Mới',
    stale: 'Dữ liệu cũ',
    lost: 'Mất tín hiệu',
    never: 'Chưa có dữ liệu',
  },
  camera: {
    live: 'Trực tiếp',
    stale: 'Ảnh cũ',
    frozen: 'Hình đứng',
    lost: 'Mất tín hiệu',
    never: 'Chưa có hình',
    at: 'lúc {{time}}',
    picture: 'Hình từ camera {{name}}: {{state}}',
  },
  state: {
    met: 'Đạt',
    near: 'Cận đạt',
    missed: 'Chưa đạt',
    unjudged: 'Chưa thể đánh giá',
    untargeted: 'Không có chỉ tiêu',
  },
  targetOfCity: 'thành phố đặt {{limit}}, gốc {{declared}}',
  severity: {
    info: 'Thông tin',
    minor: 'Nhẹ',
    major: 'Nghiêm trọng',
    critical: 'Khẩn cấp',
  },
  simulated: 'Mô phỏng',
  map: {
    label: 'Bản đồ thành phố Cần Thơ',
    schematic: 'ranh giới sơ đồ',
    credit: '© những người đóng góp OpenStreetMap',
    noWebgl: 'Máy này không vẽ được bản đồ',
    noWebglHint: 'Trình duyệt không có WebGL 2. Mọi số liệu của bản đồ vẫn có trong bảng.',
    lost: 'Bản đồ tạm ngừng vẽ',
    lostHint: 'Bộ xử lý đồ họa đã ngắt. Bản đồ tự trở lại; số liệu vẫn có trong bảng.',
  },
  chart: {
    none: 'Chưa có dữ liệu trong khoảng này',
    summary: '{{label}}, từ {{from}} đến {{to}}.',
    range: 'Thấp nhất {{min}} lúc {{minAt}}, cao nhất {{max}} lúc {{maxAt}}, mới nhất {{last}} lúc {{lastAt}}.',
    gaps_one: 'Có {{count}} khoảng không có dữ liệu.',
    gaps_other: 'Có {{count}} khoảng không có dữ liệu.',
    keys: 'Phím ← → đọc từng điểm.',
    at: '{{time}}: {{values}}',
    nothing: 'không có dữ liệu',
    between: '{{min}} đến {{max}}',
  },
  broken: {
    title: 'Trang gặp lỗi',
    hint: 'Trang sẽ tự tải lại khi trung tâm trả lời.',
    reload: 'Tải lại ngay',
  },
  loading: 'Đang tải',
} as const

export default common
