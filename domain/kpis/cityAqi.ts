import type { Kpi } from './kpi.ts'

export const cityAqi = {
  name: { vi: 'Chất lượng không khí, trạm xấu nhất', en: 'Air quality, worst station' },
  short: { vi: 'VN_AQI giờ', en: 'Hourly VN_AQI' },
  unit: { vi: '', en: '' },
  digits: 0,
  direction: 'lower',
  period: 'now',
  combine: 'max',
  target: {
    value: 100,
    near: 50,
    basis: 'operational',
    citation: {
      vi: 'QĐ 1459/QĐ-TCMT: trên 100 là mức kém, nhóm nhạy cảm bị ảnh hưởng',
      en: 'QĐ 1459/QĐ-TCMT: above 100 the air is poor and sensitive people are affected',
    },
  },
  formula: {
    vi: 'VN_AQI giờ lớn nhất trong các trạm của đơn vị',
    en: 'the highest hourly VN_AQI among the stations of the unit',
  },
  numeratorName: { vi: 'VN_AQI giờ', en: 'hourly VN_AQI' },
  lead: 'environment',
  minCoverage: 0.5,
  note: {
    vi: 'Tham khảo: thiết bị chi phí thấp cần hiệu chuẩn',
    en: 'For reference: low-cost instruments need calibration',
  },
  history: [
    { since: '2026-11-02', change: { vi: 'Định nghĩa đầu tiên', en: 'First definition' } },
    {
      since: '2026-11-29',
      change: {
        vi: 'Giờ chưa đủ số đo được đợi đến khi trạm đã có thể gửi hết; số đo đến muộn làm các giờ liên quan được tính lại',
        en: 'An hour that is not whole waits until its station could have sent the rest; readings that come late have their hours computed anew',
      },
    },
  ],
  from: 'sensor',
  kind: 'airQuality',
  reads: ['index'],
  overDays: {
    hours: 'all',
    formula: {
      vi: 'VN_AQI giờ lớn nhất trong kỳ, ở trạm có số lớn nhất',
      en: 'the highest hourly VN_AQI of the span, at the station where it was highest',
    },
    numeratorName: { vi: 'VN_AQI giờ', en: 'hourly VN_AQI' },
  },
  share: ({ index }) => (index == null ? undefined : { numerator: index }),
  example: { inputs: [{ index: 60 }, { index: 112 }, { index: null }], value: 112 },
} as const satisfies Kpi
