import type { Text } from '../../domain/text.ts'

/** One band of VN_AQI with its official word and colour (QĐ 1459/QĐ-TCMT). */
export interface AqiBand {
  /** First index of the band. */
  readonly from: number
  readonly word: Text
  readonly colour: string
  /** Text on that colour: yellow and green need dark letters. */
  readonly ink: string
}

const AQI_BANDS: readonly AqiBand[] = [
  { from: 0, word: { vi: 'Tốt', en: 'Good' }, colour: '#00e400', ink: '#0d1115' },
  { from: 51, word: { vi: 'Trung bình', en: 'Moderate' }, colour: '#ffff00', ink: '#0d1115' },
  { from: 101, word: { vi: 'Kém', en: 'Poor' }, colour: '#ff7e00', ink: '#0d1115' },
  { from: 151, word: { vi: 'Xấu', en: 'Bad' }, colour: '#ff0000', ink: '#ffffff' },
  { from: 201, word: { vi: 'Rất xấu', en: 'Very bad' }, colour: '#8f3f97', ink: '#ffffff' },
  { from: 301, word: { vi: 'Nguy hại', en: 'Hazardous' }, colour: '#7e0023', ink: '#ffffff' },
]

/** The band an index lies in; undefined while it is unknown. */
export function aqiBand(index: number | null | undefined): AqiBand | undefined {
  if (index === null || index === undefined || !Number.isFinite(index)) return undefined
  return AQI_BANDS.findLast((band) => Math.round(index) >= band.from)
}
