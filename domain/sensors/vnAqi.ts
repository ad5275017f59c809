import type { Text } from '../text.ts'

/**
 * VN_AQI, the Vietnamese air quality index, as QĐ 1459/QĐ-TCMT of 12/11/2019 computes it. Concentrations in µg/m³, carbon monoxide too.
 */

export const POLLUTANTS = ['pm25', 'pm10', 'o3', 'no2', 'so2', 'co'] as const
export type Pollutant = (typeof POLLUTANTS)[number]

/** Index at each breakpoint. */
const INDEX = [0, 50, 100, 150, 200, 300, 400, 500] as const

/** Concentration at each breakpoint of `INDEX`; ozone by its one-hour mean (`o3`) and, for the day, its eight-hour mean. */
const BREAKPOINTS: Readonly<Record<Pollutant | 'o3EightHours', readonly number[]>> = {
  o3: [0, 160, 200, 300, 400, 800, 1000, 1200],
  o3EightHours: [0, 100, 120, 170, 210, 400],
  co: [0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000],
  so2: [0, 125, 350, 550, 800, 1600, 2100, 2630],
  no2: [0, 100, 200, 700, 1200, 2350, 3100, 3850],
  pm10: [0, 50, 150, 250, 350, 420, 500, 600],
  pm25: [0, 25, 50, 80, 150, 250, 350, 500],
}

/** Linear between breakpoints, 500 from the last one on. Not rounded. */
export function subIndex(pollutant: Pollutant | 'o3EightHours', concentration: number): number {
  const points = BREAKPOINTS[pollutant]
  const i = points.findLastIndex((point) => concentration >= point)
  const [low, high] = [points[i], points[i + 1]]
  const [indexLow, indexHigh] = [INDEX[i], INDEX[i + 1]]
  if (low === undefined || indexLow === undefined) return 0
  if (high === undefined || indexHigh === undefined) return INDEX[points.length - 1] ?? 500
  return ((indexHigh - indexLow) / (high - low)) * (concentration - low) + indexLow
}

const NOWCAST_HOURS = 12

/**
 * What the last hours say of now: the newer, the heavier, and the more so the more they differ.
 *
 * The decision writes the case of the smallest weight (1/2) as a sum of (1/2)^i · c_i, whose weights add to one only when all twelve
 * hours are there; with gaps it would read too low (56.9 for what is 82.8). Dividing by the weights that are there agrees with it to
 * 0.03 % without gaps, and holds with them.
 * @param hourly hourly means, newest first, at most twelve are looked at; undefined: no mean for that hour
 * @returns undefined unless two of the newest three hours are there
 */
export function nowCast(hourly: readonly (number | undefined)[]): number | undefined {
  const hours = hourly.slice(0, NOWCAST_HOURS)
  if (hours.slice(0, 3).filter((mean) => mean !== undefined).length < 2) return undefined
  const known = hours.filter((mean) => mean !== undefined)
  const most = Math.max(...known)
  const weight = most === 0 ? 1 : Math.max(Math.min(...known) / most, 1 / 2)
  let sum = 0
  let weights = 0
  hours.forEach((mean, i) => {
    if (mean === undefined) return
    sum += weight ** i * mean
    weights += weight ** i
  })
  return sum / weights
}

/** Hourly means: particles the last twelve, newest first; gases the last hour. */
export interface HourlyMeans {
  readonly pm25: readonly (number | undefined)[]
  readonly pm10: readonly (number | undefined)[]
  readonly o3?: number | undefined
  readonly no2?: number | undefined
  readonly so2?: number | undefined
  readonly co?: number | undefined
}

export interface Aqi {
  /** Rounded to a whole number. */
  readonly index: number
  /** The pollutant that gives the index. */
  readonly dominant: Pollutant
  /** Rounded, by pollutant; those without a value are absent. */
  readonly subIndices: Readonly<Partial<Record<Pollutant, number>>>
}

/** The hourly index: the worst pollutant. Undefined without particles, which are mandatory. */
export function hourlyAqi({ pm25, pm10, ...gases }: HourlyMeans): Aqi | undefined {
  const particles = { pm25: nowCast(pm25), pm10: nowCast(pm10) }
  if (particles.pm25 === undefined && particles.pm10 === undefined) return undefined
  return worst({ ...particles, ...gases })
}

/** Day's values: particles the 24-hour mean; ozone the greatest one-hour and eight-hour mean; other gases the greatest one-hour mean. */
export interface DailyValues extends Partial<Record<Pollutant, number | undefined>> {
  readonly o3EightHours?: number | undefined
}

/** The daily index. Ozone's eight-hour mean is left out above 400 µg/m³, where its table ends. */
export function dailyAqi({ o3EightHours, ...values }: DailyValues): Aqi | undefined {
  if (values.pm25 === undefined && values.pm10 === undefined) return undefined
  const byHour = values.o3 === undefined ? undefined : subIndex('o3', values.o3)
  const byEight = o3EightHours === undefined || o3EightHours > 400 ? undefined : subIndex('o3EightHours', o3EightHours)
  const ozone = Math.max(byHour ?? -1, byEight ?? -1)
  return worst({ ...values, o3: undefined }, ozone < 0 ? {} : { o3: ozone })
}

function worst(
  concentrations: Partial<Record<Pollutant, number | undefined>>,
  given: Partial<Record<Pollutant, number>> = {},
): Aqi | undefined {
  const subIndices: Partial<Record<Pollutant, number>> = {}
  let most = -1
  let dominant: Pollutant | undefined
  for (const pollutant of POLLUTANTS) {
    const concentration = concentrations[pollutant]
    const index = given[pollutant] ?? (concentration === undefined ? undefined : subIndex(pollutant, concentration))
    if (index === undefined) continue
    subIndices[pollutant] = Math.round(index)
    // Rounded ones may be equal; the pollutant that is worse in truth gives its name.
    if (index <= most) continue
    most = index
    dominant = pollutant
  }
  return dominant === undefined ? undefined : { index: Math.round(most), dominant, subIndices }
}

/** A band of the index with its official colour, and what it means for health. */
export interface AqiBand {
  readonly upTo: number
  readonly label: Text
  readonly colour: string
  readonly health: Text
}

export const AQI_BANDS: readonly AqiBand[] = [
  {
    upTo: 50,
    label: { vi: 'Tốt', en: 'Good' },
    colour: '#00E400',
    health: { vi: 'Không ảnh hưởng tới sức khỏe', en: 'No effect on health' },
  },
  {
    upTo: 100,
    label: { vi: 'Trung bình', en: 'Moderate' },
    colour: '#FFFF00',
    health: {
      vi: 'Chấp nhận được; người nhạy cảm có thể thấy khó chịu',
      en: 'Acceptable; sensitive people may feel it',
    },
  },
  {
    upTo: 150,
    label: { vi: 'Kém', en: 'Poor' },
    colour: '#FF7E00',
    health: { vi: 'Nhóm nhạy cảm bị ảnh hưởng', en: 'Sensitive groups are affected' },
  },
  {
    upTo: 200,
    label: { vi: 'Xấu', en: 'Bad' },
    colour: '#FF0000',
    health: { vi: 'Mọi người bắt đầu bị ảnh hưởng', en: 'Everyone begins to be affected' },
  },
  {
    upTo: 300,
    label: { vi: 'Rất xấu', en: 'Very bad' },
    colour: '#8F3F97',
    health: { vi: 'Mọi người bị ảnh hưởng nặng hơn', en: 'Everyone is affected more seriously' },
  },
  {
    upTo: 500,
    label: { vi: 'Nguy hại', en: 'Hazardous' },
    colour: '#7E0023',
    health: { vi: 'Cảnh báo khẩn cấp về sức khỏe', en: 'Health emergency' },
  },
]

/** @param index from 0; above 500 the last band holds */
export function bandOf(index: number): AqiBand {
  return AQI_BANDS.find(({ upTo }) => index <= upTo) ?? (AQI_BANDS[AQI_BANDS.length - 1] as AqiBand)
}
