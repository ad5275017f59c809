import type { Text } from '../text.ts'
import type { Position } from './geometry.ts'
import { fullName, type Unit } from './unit.ts'

/** Why surveyed boundaries were refused: the machine's word, and a sentence that says where and what to mend. */
export interface BoundaryProblem {
  readonly reason: BoundaryRefusal
  readonly text: Text
}

/** What a sentence may mention; each reason uses what it needs. */
export interface ProblemDetail {
  readonly units?: readonly Unit[]
  readonly at?: Position
  readonly points?: number
  readonly said?: string
}

type Sentence = (detail: { vi: Spoken; en: Spoken }) => Text

/** The detail in one language, ready to stand in a sentence. */
interface Spoken {
  readonly units: string
  readonly at: string
  readonly points: string
  readonly said: string
}

const SENTENCES = {
  notCollection: () => ({ vi: 'không phải GeoJSON FeatureCollection', en: 'not a GeoJSON FeatureCollection' }),
  schematic: () => ({
    vi: 'tệp tự ghi là ranh giới minh họa (ioc.boundaries = schematic), không phải ranh giới đo đạc',
    en: 'the file calls itself schematic (ioc.boundaries), not surveyed',
  }),
  projection: ({ vi, en }) => ({
    vi: `hệ toạ độ “${vi.said}” không phải WGS 84: hãy chuyển sang kinh độ, vĩ độ WGS 84 (EPSG:4326)`,
    en: `coordinate system “${en.said}” is not WGS 84: convert to WGS 84 longitude and latitude (EPSG:4326)`,
  }),
  notFeature: () => ({ vi: 'không phải Feature có properties', en: 'not a Feature with properties' }),
  unknown: ({ vi, en }) => ({
    vi: `không có đơn vị nào mang mã hoặc tên này (${vi.said})`,
    en: `no unit has this code or name (${en.said})`,
  }),
  ambiguous: ({ vi, en }) => ({
    vi: `tên “${vi.said}” ứng với nhiều đơn vị (${vi.units}): hãy thêm mã hoặc loại`,
    en: `the name “${en.said}” fits several units (${en.units}): add the code or the type`,
  }),
  contradiction: ({ vi, en }) => ({
    vi: `mã là của ${vi.units} nhưng tên ghi “${vi.said}”: có thể tệp thuộc bản đơn vị khác`,
    en: `the code is that of ${en.units} but the name says “${en.said}”: perhaps the file is of the other edition`,
  }),
  doubled: ({ vi, en }) => ({
    vi: `${vi.units} đã có ở trước: mỗi đơn vị là một Feature (nhiều mảnh thì dùng MultiPolygon)`,
    en: `${en.units} was there before: one Feature a unit (several parts make a MultiPolygon)`,
  }),
  missing: ({ vi, en }) => ({ vi: `thiếu ${vi.units}`, en: `missing ${en.units}` }),
  geometryType: ({ vi, en }) => ({
    vi: `hình phải là Polygon hoặc MultiPolygon, không phải ${vi.said}`,
    en: `the geometry must be a Polygon or MultiPolygon, not ${en.said}`,
  }),
  notFinite: () => ({
    vi: 'toạ độ phải là cặp số hữu hạn, lồng đúng cấp của Polygon hoặc MultiPolygon',
    en: 'coordinates must be pairs of finite numbers, nested as a Polygon or MultiPolygon asks',
  }),
  swapped: ({ vi, en }) => ({
    vi: `kinh độ và vĩ độ bị đảo tại ${vi.at}: GeoJSON ghi kinh độ trước`,
    en: `longitude and latitude are swapped at ${en.at}: GeoJSON puts longitude first`,
  }),
  notDegrees: ({ vi, en }) => ({
    vi: `toạ độ ${vi.at} không phải độ (có thể là mét VN-2000): hãy chuyển sang WGS 84`,
    en: `coordinates ${en.at} are not degrees (perhaps metres of VN-2000): convert to WGS 84`,
  }),
  outside: ({ vi, en }) => ({ vi: `điểm ${vi.at} nằm ngoài thành phố`, en: `position ${en.at} lies outside the city` }),
  misplaced: ({ vi, en }) => ({
    vi: `hình nằm xa tâm của ${vi.units} (${vi.at}) hơn 5 km: có thể gán nhầm mã`,
    en: `the shape lies more than 5 km from the centre of ${en.units} (${en.at}): perhaps another unit's code`,
  }),
  unclosed: () => ({
    vi: 'vòng không khép kín: điểm cuối phải trùng điểm đầu',
    en: 'a ring is not closed: its last position must repeat the first',
  }),
  tooFewPoints: ({ vi, en }) => ({
    vi: `một vòng chỉ có ${vi.points} điểm khác nhau liên tiếp, cần ít nhất 4 kể cả điểm khép`,
    en: `a ring has ${en.points} positions without repeats, 4 are the least, the closing one included`,
  }),
  noArea: () => ({ vi: 'vòng không có diện tích', en: 'a ring has no area' }),
  selfIntersecting: ({ vi, en }) => ({ vi: `vòng tự cắt tại ${vi.at}`, en: `a ring crosses itself at ${en.at}` }),
  holeOutside: ({ vi, en }) => ({
    vi: `lỗ nằm ngoài vòng ngoài tại ${vi.at}: mảnh rời thì dùng MultiPolygon`,
    en: `a hole lies outside its outer ring at ${en.at}: separate parts make a MultiPolygon`,
  }),
} as const satisfies Record<string, Sentence>

export type BoundaryRefusal = keyof typeof SENTENCES

/** @param where what the sentence is about, such as a feature; none when it is about the file */
export function boundaryProblem(reason: BoundaryRefusal, detail: ProblemDetail = {}, where?: Text): BoundaryProblem {
  const speak = (language: keyof Text): Spoken => ({
    units: (detail.units ?? []).map((unit) => `${fullName(unit, language)} (${unit.code})`).join(', '),
    at: (detail.at ?? []).map((degrees) => String(Math.round(degrees * 1e5) / 1e5)).join(' '),
    points: String(detail.points ?? ''),
    said: detail.said ?? '',
  })
  const sentence: Sentence = SENTENCES[reason]
  const { vi, en } = sentence({ vi: speak('vi'), en: speak('en') })
  return { reason, text: where === undefined ? { vi, en } : { vi: `${where.vi}: ${vi}`, en: `${where.en}: ${en}` } }
}
