/** A landmark, with how far its point may be from the true one. Communes by code in each edition; empty where it lies outside. */
export interface Place {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly category: string
  readonly lng: number
  readonly lat: number
  readonly accuracyM: number
  readonly commune2021: string
  readonly commune2025: string
}

type Row = readonly [string, string, string, string, number, number, number, string, string]

/** From several public lists checked against each other. */
// biome-ignore format: one place a line
const ROWS: readonly Row[] = [
  // id, name, English name, category, lng, lat, accuracy m, commune 2021, commune 2025
  ['cau-can-tho', 'Cầu Cần Thơ', 'Cần Thơ Bridge', 'bridge', 105.8104, 10.0331, 150, '31189', '31201'],
  ['cau-cai-rang', 'Cầu Cái Răng (QL1 cũ)', 'Cái Răng bridge', 'bridge', 105.7497, 10.0064, 60, '31186', '31186'],
  ['cau-ninh-kieu', 'Cầu đi bộ Ninh Kiều', 'Ninh Kiều footbridge', 'bridge', 105.7890, 10.0391, 100, '31135', '31135'],
  ['cau-quang-trung', 'Cầu Quang Trung', 'Quang Trung bridge', 'bridge', 105.7807, 10.0243, 80, '31144', '31135'],
  ['cau-binh-thuy', 'Cầu Bình Thủy', 'Bình Thủy bridge', 'bridge', 105.7533, 10.0718, 60, '31168', '31168'],
  ['cau-tra-noc', 'Cầu Trà Nóc', 'Trà Nóc bridge', 'bridge', 105.7229, 10.0944, 60, '31169', '31174'],
  ['cau-o-mon', 'Cầu Ô Môn', 'Ô Môn bridge', 'bridge', 105.6159, 10.1106, 80, '31153', '31153'],
  ['ben-ninh-kieu', 'Bến Ninh Kiều', 'Ninh Kiều wharf', 'landmark', 105.7884, 10.0333, 60, '31135', '31135'],
  ['ubnd-tp', 'UBND thành phố Cần Thơ', 'City People\'s Committee', 'government', 105.7882, 10.0370, 100, '31135', '31135'],
  ['cho-noi-cai-rang', 'Chợ nổi Cái Răng', 'Cái Răng floating market', 'landmark', 105.7464, 10.0055, 400, '31150', '31150'],
  ['vx-hung-vuong', 'Vòng xoay Hùng Vương', 'Hùng Vương roundabout', 'traffic', 105.7800, 10.0453, 50, '31123', '31135'],
  ['vx-san-bay', 'Vòng xoay Sân bay (Võ Văn Kiệt)', 'Airport-road roundabout', 'traffic', 105.7508, 10.0530, 60, '31180', '31183'],
  ['vx-cong-vien', 'Vòng xoay Công viên (Trần Phú – Cồn Cái Khế)', 'Park roundabout', 'traffic', 105.7918, 10.0425, 80, '31117', '31120'],
  ['nga-ba-dau-sau', 'Ngã ba Đầu Sấu (3 Tháng 2 – 30 Tháng 4)', 'Đầu Sấu junction', 'traffic', 105.7552, 10.0127, 80, '31147', '31147'],
  ['nt-nvcu-nvlinh', 'Ngã tư Nguyễn Văn Cừ – Nguyễn Văn Linh', 'Nguyễn Văn Cừ – Nguyễn Văn Linh junction', 'traffic', 105.7519, 10.0306, 20, '31149', '31147'],
  ['nt-mau-than', 'Ngã tư Mậu Thân – Nguyễn Văn Cừ – Võ Văn Kiệt', 'Mậu Thân junction', 'traffic', 105.7651, 10.0436, 20, '31120', '31120'],
  ['san-bay', 'Cảng hàng không quốc tế Cần Thơ (Trà Nóc)', 'Cần Thơ International Airport (VCA/VVCT)', 'airport', 105.7119, 10.0851, 300, '31169', '31174'],
  ['tv-can-tho', 'Trạm thủy văn Cần Thơ', 'Cần Thơ hydrological gauge (Hậu River)', 'gauge', 105.7872, 10.0526, 300, '31117', '31120'],
  ['bv-tu', 'Bệnh viện Đa khoa Trung ương Cần Thơ', 'Cần Thơ Central General Hospital', 'hospital', 105.7548, 10.0288, 60, '31149', '31147'],
  ['bv-dktp', 'Bệnh viện Đa khoa thành phố Cần Thơ', 'Cần Thơ City General Hospital', 'hospital', 105.7823, 10.0315, 200, '31135', '31135'],
  ['bv-nhi-dong', 'Bệnh viện Nhi đồng Cần Thơ', 'Children\'s Hospital', 'hospital', 105.7379, 10.0169, 80, '31150', '31150'],
  ['bv-phu-san', 'Bệnh viện Phụ sản Cần Thơ', 'Obstetrics Hospital', 'hospital', 105.7761, 10.0495, 80, '31117', '31120'],
  ['bv-ung-buou', 'Bệnh viện Ung bướu Cần Thơ', 'Oncology Hospital', 'hospital', 105.7832, 10.0313, 80, '31135', '31135'],
  ['bv-quan-y-121', 'Bệnh viện Quân y 121', 'Military Hospital 121', 'hospital', 105.7816, 10.0309, 80, '31135', '31135'],
  ['bv-dhyd', 'Bệnh viện Trường Đại học Y Dược Cần Thơ', 'University of Medicine and Pharmacy Hospital', 'hospital', 105.7554, 10.0341, 80, '31149', '31147'],
  ['bv-huyet-hoc', 'Bệnh viện Huyết học – Truyền máu Cần Thơ', 'Haematology and Blood Transfusion Hospital', 'hospital', 105.7541, 10.0290, 80, '31149', '31147'],
  ['bv-phuong-chau', 'Bệnh viện Quốc tế Phương Châu', 'Phương Châu International Hospital', 'hospital', 105.7511, 10.0299, 80, '31149', '31147'],
  ['bv-hoan-my', 'Bệnh viện Hoàn Mỹ Cửu Long', 'Hoàn Mỹ Cửu Long Hospital', 'hospital', 105.7989, 10.0054, 80, '31201', '31201'],
  ['bv-mat-rhm', 'Bệnh viện Mắt – Răng Hàm Mặt', 'Eye and Dental Hospital', 'hospital', 105.7862, 10.0391, 80, '31135', '31135'],
  ['bv-tmh', 'Bệnh viện Tai Mũi Họng Cần Thơ', 'ENT Hospital', 'hospital', 105.7755, 10.0350, 80, '31141', '31135'],
  ['bv-yhct', 'Bệnh viện Y học cổ truyền Cần Thơ', 'Traditional Medicine Hospital', 'hospital', 105.7581, 10.0117, 80, '31147', '31147'],
  ['bv-da-lieu', 'Bệnh viện Da liễu Cần Thơ', 'Dermatology Hospital', 'hospital', 105.7557, 10.0126, 80, '31147', '31147'],
  ['bv-thot-not', 'Bệnh viện Đa khoa Thốt Nốt', 'Thốt Nốt General Hospital', 'hospital', 105.5399, 10.2646, 80, '31207', '31228'],
  ['bv-vinh-thanh', 'Bệnh viện Đa khoa Vĩnh Thạnh', 'Vĩnh Thạnh General Hospital', 'hospital', 105.3865, 10.2211, 80, '31232', '31232'],
  ['bv-qdy', 'Bệnh viện Quân dân y thành phố Cần Thơ', 'Military–Civil Hospital (Cờ Đỏ)', 'hospital', 105.4355, 10.0864, 80, '31261', '31261'],
  ['bv-thoi-lai', 'Bệnh viện Thới Lai', 'Thới Lai Hospital', 'hospital', 105.5479, 10.0676, 80, '31258', '31258'],
  ['tt-yt-phong-dien', 'Trung tâm Y tế Phong Điền', 'Phong Điền Medical Centre', 'hospital', 105.6602, 10.0022, 80, '31299', '31299'],
  ['bv-cai-rang', 'Bệnh viện quận Cái Răng', 'Cái Răng Hospital', 'hospital', 105.7510, 10.0042, 80, '31186', '31186'],
  ['cdc', 'Trung tâm Kiểm soát bệnh tật Cần Thơ (CDC)', 'CDC Cần Thơ', 'health', 105.7368, 10.0158, 80, '31150', '31150'],
  ['kcn-tra-noc-1', 'Khu công nghiệp Trà Nóc 1', 'Trà Nóc 1 industrial park', 'industrial', 105.7092, 10.1060, 500, '31171', '31174'],
  ['kcn-tra-noc-2', 'Khu công nghiệp Trà Nóc 2', 'Trà Nóc 2 industrial park', 'industrial', 105.6950, 10.1130, 600, '31162', '31162'],
  ['kcn-hung-phu-1', 'Khu công nghiệp Hưng Phú 1', 'Hưng Phú 1 industrial park', 'industrial', 105.8240, 9.9900, 1200, '31204', '31201'],
  ['kcn-hung-phu-2a', 'Khu công nghiệp Hưng Phú 2A', 'Hưng Phú 2A industrial park', 'industrial', 105.8140, 10.0090, 1200, '31201', '31201'],
  ['kcn-hung-phu-2b', 'Khu công nghiệp Hưng Phú 2B', 'Hưng Phú 2B industrial park', 'industrial', 105.8090, 10.0160, 1200, '31201', '31201'],
  ['nhiet-dien', 'Nhà máy nhiệt điện Cần Thơ (Trà Nóc)', 'Cần Thơ (Trà Nóc) thermal power plant', 'utility', 105.7187, 10.0986, 80, '31171', '31174'],
  ['cap-nuoc-tra-noc', 'Công ty Cấp nước Trà Nóc', 'Trà Nóc waterworks', 'utility', 105.6969, 10.1162, 80, '31162', '31162'],
  ['cang-can-tho', 'Cảng Cần Thơ (Hoàng Diệu)', 'Cần Thơ port (Hoàng Diệu)', 'port', 105.7329, 10.0876, 150, '31178', '31168'],
  ['cang-cai-cui', 'Cảng Cái Cui', 'Cái Cui port', 'port', 105.8312, 9.9815, 200, '31204', '31201'],
  ['pha-can-tho-cu', 'Bến phà Cần Thơ (cũ)', 'Old Cần Thơ ferry landing', 'landmark', 105.7880, 10.0531, 80, '31117', '31120'],
  ['bx-trung-tam', 'Bến xe Trung tâm thành phố Cần Thơ', 'Central bus station', 'transport', 105.7723, 10.0052, 60, '31192', '31186'],
  ['bx-o-mon', 'Bến xe buýt Ô Môn mới', 'Ô Môn bus station', 'transport', 105.5977, 10.1293, 60, '31154', '31153'],
  ['bx-lo-te', 'Bến xe Lộ Tẻ', 'Lộ Tẻ bus station', 'transport', 105.4881, 10.3136, 60, '31210', '31207'],
  ['dhct', 'Đại học Cần Thơ (khu II)', 'Cần Thơ University, campus II', 'education', 105.7694, 10.0300, 150, '31144', '31135'],
  ['fpt', 'Đại học FPT Cần Thơ', 'FPT University Cần Thơ', 'education', 105.7326, 10.0125, 100, '31150', '31150'],
  ['san-van-dong', 'Sân vận động Cần Thơ', 'Cần Thơ stadium', 'landmark', 105.7879, 10.0489, 80, '31117', '31120'],
  ['luu-huu-phuoc', 'Công viên Lưu Hữu Phước', 'Lưu Hữu Phước park', 'landmark', 105.7811, 10.0326, 80, '31129', '31135'],
  ['ho-xang-thoi', 'Hồ Xáng Thổi', 'Xáng Thổi lake', 'landmark', 105.7801, 10.0358, 100, '31129', '31135'],
  ['nha-co-binh-thuy', 'Nhà cổ Bình Thủy', 'Bình Thủy ancient house', 'landmark', 105.7494, 10.0671, 80, '31168', '31168'],
  ['dinh-binh-thuy', 'Đình Bình Thủy', 'Bình Thủy communal house', 'landmark', 105.7523, 10.0726, 60, '31168', '31168'],
  ['tt-quan-trac', 'Trung tâm Quan trắc Tài nguyên và Môi trường Cần Thơ', 'Environmental monitoring centre', 'environment', 105.7244, 10.0057, 80, '31150', '31150'],
  ['ubnd-ninh-kieu', 'UBND quận Ninh Kiều', 'Ninh Kiều district office', 'government', 105.7807, 10.0438, 150, '31123', '31135'],
  ['ubnd-binh-thuy', 'UBND quận Bình Thủy', 'Bình Thủy district office', 'government', 105.7542, 10.0711, 150, '31177', '31168'],
  ['ubnd-cai-rang', 'UBND quận Cái Răng', 'Cái Răng district office', 'government', 105.7501, 9.9988, 150, '31186', '31186'],
  ['ubnd-o-mon', 'UBND quận Ô Môn', 'Ô Môn district office', 'government', 105.6220, 10.1091, 150, '31153', '31153'],
  ['ubnd-thot-not', 'UBND quận Thốt Nốt (thị trấn cũ)', 'Thốt Nốt office', 'government', 105.5299, 10.2723, 150, '31207', '31207'],
  ['ubnd-phong-dien', 'UBND huyện Phong Điền', 'Phong Điền district office', 'government', 105.6640, 10.0006, 150, '31299', '31299'],
  ['ubnd-co-do', 'UBND thị trấn Cờ Đỏ', 'Cờ Đỏ township office', 'government', 105.4313, 10.0931, 150, '31261', '31261'],
  ['ubnd-thoi-lai', 'UBND huyện Thới Lai (2011: huyện Cờ Đỏ)', 'Thới Lai district office', 'government', 105.5589, 10.0655, 150, '31258', '31258'],
  ['ubnd-vinh-thanh', 'UBND huyện Vĩnh Thạnh', 'Vĩnh Thạnh district office', 'government', 105.4145, 10.2501, 150, '31234', '31232'],
  ['rd-ql1a', 'Quốc lộ 1A', 'National Road 1A', 'road', 105.7749, 10.0071, 100, '31192', '31186'],
  ['rd-ql91', 'Quốc lộ 91', 'National Road 91', 'road', 105.5905, 10.1345, 100, '31157', '31157'],
  ['rd-30-4', 'Đường 30 Tháng 4', '30/4 Street', 'road', 105.7697, 10.0206, 100, '31147', '31147'],
  ['rd-nguyen-van-cu', 'Đường Nguyễn Văn Cừ', 'Nguyễn Văn Cừ Street', 'road', 105.7403, 10.0192, 100, '31150', '31150'],
  ['rd-vo-van-kiet', 'Đường Võ Văn Kiệt', 'Võ Văn Kiệt Street', 'road', 105.7399, 10.0608, 100, '31180', '31183'],
  ['rd-ql91b', 'Đường Nguyễn Văn Linh (QL91B)', 'Nguyễn Văn Linh Street', 'road', 105.7296, 10.0468, 100, '31180', '31183'],
]

export const PLACES: readonly Place[] = ROWS.map(
  ([id, name, nameEn, category, lng, lat, accuracyM, commune2021, commune2025]) => ({
    id,
    name,
    nameEn,
    category,
    lng,
    lat,
    accuracyM,
    commune2021,
    commune2025,
  }),
)
