import { round, type SensorModel, type Site, within } from './sensorModel.ts'

const GAUGES: readonly Site[] = [
  { id: 'MUA-NINH-KIEU', name: 'Mưa Ninh Kiều', lng: 105.7856, lat: 10.0332 },
  { id: 'MUA-CAI-KHE', name: 'Mưa Cái Khế', lng: 105.7879, lat: 10.0489 },
  { id: 'MUA-AN-KHANH', name: 'Mưa An Khánh', lng: 105.7558, lat: 10.0335 },
  { id: 'MUA-HUNG-LOI', name: 'Mưa Hưng Lợi', lng: 105.7638, lat: 10.0165 },
  { id: 'MUA-CAI-RANG', name: 'Mưa Cái Răng', lng: 105.7528, lat: 10.0005 },
  { id: 'MUA-PHU-THU', name: 'Mưa Phú Thứ', lng: 105.7965, lat: 9.988 },
  { id: 'MUA-TRA-NOC', name: 'Mưa sân bay Trà Nóc', lng: 105.7119, lat: 10.0851 },
  { id: 'MUA-O-MON', name: 'Mưa Ô Môn', lng: 105.6285, lat: 10.1105 },
  { id: 'MUA-THOT-NOT', name: 'Mưa Thốt Nốt', lng: 105.5309, lat: 10.2705 },
  { id: 'MUA-VINH-THANH', name: 'Mưa Vĩnh Thạnh', lng: 105.3995, lat: 10.222 },
  { id: 'MUA-CO-DO', name: 'Mưa Cờ Đỏ', lng: 105.4332, lat: 10.0942 },
  { id: 'MUA-PHONG-DIEN', name: 'Mưa Phong Điền', lng: 105.6702, lat: 10.0055 },
  { id: 'MUA-VI-THANH', name: 'Mưa Vị Thanh', lng: 105.4702, lat: 9.7845, wide: true },
  { id: 'MUA-SOC-TRANG', name: 'Mưa Sóc Trăng', lng: 105.9745, lat: 9.6032, wide: true },
]

/** Tipping buckets; two of them under one shower agree, because the shower is one. */
export const rains: SensorModel = ({ weather, wide }) =>
  within(GAUGES, wide).map((gauge) => ({
    ...gauge,
    every: 30,
    read: (at) => ({
      rate: round(weather.rainRate(gauge.lng, gauge.lat, at), 1),
      day: round(weather.rainDay(gauge.lng, gauge.lat, at), 1),
    }),
  }))
