import { describe, expect, it } from 'vitest'
import {
  bandRuns,
  chartColumns,
  digitsOf,
  dotted,
  markSteps,
  summarise,
  valueRange,
  withGaps,
} from '../../../client/charts/chartData.ts'
import { placeLabels } from '../../../client/charts/placeLabels.ts'
import { timeLabel, timeMarks } from '../../../client/charts/timeAxis.ts'

const MINUTE = 60_000
const points = (...minutes: number[]) => minutes.map((minute) => ({ at: minute * MINUTE, mean: minute }))
const series = (list: ReturnType<typeof points>) => ({ label: 'x', unit: 'm', points: list })

describe('gaps', () => {
  it('are put in where the curve stopped for longer than a missed step or two', () => {
    expect(withGaps(points(0, 1, 2, 3, 9, 10)).map(({ mean }) => mean)).toEqual([0, 1, 2, 3, null, 9, 10])
    expect(withGaps(points(0, 1, 2, 4, 5))).toHaveLength(5)
  })

  it('are told by the steps around them: coarse history before fine readings is no row of gaps', () => {
    const mixed = points(0, 10, 20, 30, 31, 32, 33, 34)
    expect(withGaps(mixed)).toHaveLength(8)
    expect(withGaps(points(0, 10, 20, 30, 90, 91, 92, 93)).filter(({ mean }) => mean === null)).toHaveLength(1)
    expect(withGaps(points(0, 1, 2, 3, 60, 61, 120, 121, 122, 123)).filter(({ mean }) => mean === null)).toHaveLength(2)
  })

  it('are what exceeds the promise of the source, whatever its neighbours did', () => {
    const silence = points(0, 600, 1200, 1201, 1202)
    expect(withGaps(silence, MINUTE).map(({ mean }) => mean)).toEqual([0, null, 600, null, 1200, 1201, 1202])
    expect(withGaps(points(0, 600), MINUTE)).toHaveLength(3)
    expect(withGaps(points(0, 10, 20), 15 * MINUTE)).toHaveLength(3)
    expect(bandRuns({ points: silence.map((point) => ({ ...point, min: 0, max: 1 })), everyMs: MINUTE })).toHaveLength(
      1,
    )
  })

  it('cannot be told from two points', () => {
    expect(withGaps(points(0, 100))).toHaveLength(2)
  })
})

describe('columns', () => {
  it('bring series of different times together: missing is passed over, a gap is kept', () => {
    const columns = chartColumns([
      series([
        { at: 0, mean: 1 },
        { at: 2, mean: 3 },
      ]),
      {
        label: 'y',
        unit: '',
        points: [
          { at: 1, mean: null },
          { at: 2, mean: 5, min: 4, max: 6 },
        ],
      },
    ])
    expect(columns).toEqual([
      [0, 1, 2],
      [1, undefined, 3],
      [undefined, null, 5],
    ])
  })
})

describe('the band', () => {
  it('runs from gap to gap, and is not drawn where there is no lowest or highest', () => {
    const wide = points(0, 1, 2, 3, 30, 31, 32).map((point) => ({ ...point, min: point.mean - 1, max: point.mean + 1 }))
    expect(bandRuns({ points: wide }).map((run) => run.length)).toEqual([4, 3])
    expect(bandRuns({ points: points(0, 1, 2) })).toEqual([])
  })
})

describe('the range of values', () => {
  const level = [
    {
      label: '',
      unit: 'm',
      points: [
        { at: 0, mean: 0.6, min: 0.4, max: 0.7 },
        { at: 1, mean: 1.5 },
      ],
    },
  ]
  const limit = (at: number) => ({ at, label: '' })

  it('brings in a limit that the curve comes near, and leaves a far one out', () => {
    expect(valueRange(level, [limit(2)])[1]).toBeGreaterThan(2)
    expect(valueRange(level, [limit(9)])[1]).toBeLessThan(2)
  })

  it('holds the whole band, does not go below zero for what cannot, and is never empty', () => {
    const [low, high] = valueRange(level, [])
    expect(low).toBeGreaterThanOrEqual(0)
    expect(low).toBeLessThan(0.4)
    expect(high).toBeGreaterThan(1.5)
    const [from, to] = valueRange([series([{ at: 0, mean: 5 }])], [])
    expect(from).toBeLessThan(5)
    expect(to).toBeGreaterThan(5)
    expect(valueRange([], [])).toEqual([0, 1])
  })

  const constant = (mean: number, digits: number) => ({
    ...series([
      { at: 0, mean },
      { at: 1, mean },
    ]),
    digits,
  })
  /** The marks of an axis in the digits of the series, at its finest distance. */
  const marks = (low: number, high: number, digits: number) => {
    const [step = 1] = markSteps(digits)
    const first = Math.ceil(low / step - 1e-9)
    return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) =>
      ((first + i) * step).toFixed(digits),
    )
  }

  it('of what never changes lets no mark be read twice: not of a gauge, not of zeros', () => {
    for (const [mean, digits] of [
      [1, 2],
      [0, 0],
      [0, 2],
      [5, 0],
      [1_000_000, 0],
      [99.98, 2],
    ] as const) {
      const [low, high] = valueRange([constant(mean, digits)], [])
      const read = marks(low, high, digits)
      expect(read.length, `${mean}`).toBeGreaterThan(1)
      expect(new Set(read).size).toBe(read.length)
      expect(low).toBeLessThanOrEqual(mean)
      expect(high).toBeGreaterThanOrEqual(mean)
    }
    expect(valueRange([constant(0, 0)], [])[0]).toBe(0)
  })

  it('has no mark between the last digits', () => {
    expect(markSteps(0)[0]).toBe(1)
    expect(markSteps(2).slice(0, 3)).toEqual([0.01, 0.02, 0.05])
  })
})

describe('dots', () => {
  it('stand on every point of a few, and on those of many that no line touches', () => {
    expect(dotted([null, 1, undefined, 2, null])).toEqual([1, 3])
    const many = [...Array.from({ length: 60 }, (_, i) => i), null, undefined, 7, null, 8]
    expect(dotted(many)).toEqual([62, 64])
  })
})

describe('digits', () => {
  it('are as many as tell the values apart', () => {
    expect(digitsOf(series(points(1, 2, 3)))).toBe(0)
    expect(
      digitsOf({
        label: '',
        unit: 'm',
        points: [
          { at: 0, mean: 1.21 },
          { at: 1, mean: 1.84 },
        ],
      }),
    ).toBe(2)
    expect(digitsOf({ label: '', unit: 'm', digits: 1, points: [] })).toBe(1)
  })
})

describe('the summary in words', () => {
  it('names lowest, highest, latest and how often the data stopped', () => {
    const found = summarise(
      series([...points(5, 1, 7).map((p, i) => ({ ...p, at: i * MINUTE })), { at: 20 * MINUTE, mean: 4 }]),
    )
    expect(found?.lowest.mean).toBe(1)
    expect(found?.highest.mean).toBe(7)
    expect(found?.last.mean).toBe(4)
    expect(found?.gaps).toBe(1)
    expect(summarise(series([]))).toBeUndefined()
  })
})

describe('labels of limits', () => {
  it('are moved apart, stay inside, and keep their order', () => {
    const placed = placeLabels([100, 104, 108], 16, 0, 300)
    expect((placed[1] as number) - (placed[0] as number)).toBeGreaterThanOrEqual(16)
    expect((placed[2] as number) - (placed[1] as number)).toBeGreaterThanOrEqual(16)
    const atEdge = placeLabels([298, 299, 300], 16, 0, 300)
    expect(atEdge).toEqual([260, 276, 292])
    expect(placeLabels([290, 10], 16, 0, 300)).toEqual([290, 10])
  })

  it('share what room there is when there is not enough', () => {
    const placed = placeLabels([5, 5, 5], 16, 0, 30)
    expect(Math.min(...placed)).toBeGreaterThanOrEqual(8)
    expect(Math.max(...placed)).toBeLessThanOrEqual(22)
  })
})

describe('marks of time', () => {
  const at = (text: string) => Date.parse(`${text}+07:00`)

  it("lie on full hours of the city's clock, and midnight names the day", () => {
    const marks = timeMarks(at('2026-11-22T20:15:00'), at('2026-11-23T20:15:00'), 8)
    expect(marks.map((mark) => timeLabel(mark, 86_400_000))).toEqual([
      '21:00',
      '23/11',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
    ])
  })

  it('are never more than there is room for', () => {
    expect(timeMarks(at('2026-10-24T00:00:00'), at('2026-11-23T00:00:00'), 6).length).toBeLessThanOrEqual(7)
    expect(timeMarks(0, 400 * 86_400_000, 1).length).toBeLessThan(20)
    const [from, to] = [at('2023-11-25T07:00:00'), at('2026-11-24T07:00:00')]
    const years = timeMarks(from, to, 6)
    expect(years.map((mark) => timeLabel(mark, to - from))).toEqual([
      '01/2024',
      '07/2024',
      '01/2025',
      '07/2025',
      '01/2026',
      '07/2026',
    ])
  })
})
