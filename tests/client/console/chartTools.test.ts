import { describe, expect, it } from 'vitest'
import { chartTable } from '../../../client/console/history/chartTable.ts'
import { shifted, shiftOf } from '../../../client/console/history/comparison.ts'
import { move, selected, zoomIn, zoomOut } from '../../../client/console/history/zoom.ts'
import { DAY_MS, HOUR_MS } from '../../../domain/time.ts'

describe('looking closer', () => {
  const day = { from: 0, to: 24 }

  it('halves and doubles about the middle, within what is known and what can be shown', () => {
    expect(zoomIn(day, 1)).toEqual({ from: 6, to: 18 })
    expect(zoomIn(day, 20)).toEqual({ from: 2, to: 22 })
    expect(zoomOut({ from: 6, to: 18 }, 100)).toEqual(day)
    expect(zoomOut(day, 30)).toEqual({ from: -18, to: 30 })
    expect(
      zoomOut({ from: 0, to: 1_000 * DAY_MS }, 2_000 * DAY_MS).to -
        zoomOut({ from: 0, to: 1_000 * DAY_MS }, 2_000 * DAY_MS).from,
    ).toBe(1_100 * DAY_MS)
  })

  it('moves by half, and not beyond what is known', () => {
    expect(move(day, -1, 24)).toEqual({ from: -12, to: 12 })
    expect(move({ from: -12, to: 12 }, 1, 24)).toEqual(day)
    expect(move(day, 1, 30)).toEqual({ from: 6, to: 30 })
  })

  it('widens what was drawn over too narrowly', () => {
    expect(selected({ from: 10, to: 11 }, 4, 100)).toEqual({ from: 8.5, to: 12.5 })
    expect(selected({ from: 10, to: 11 }, 4, 11)).toEqual({ from: 7, to: 11 })
    expect(selected({ from: 10, to: 20 }, 4, 100)).toEqual({ from: 10, to: 20 })
  })
})

describe('an earlier time beside', () => {
  it('is the stretch before in whole steps, or 52 weeks before, when the weekdays are the same', () => {
    expect(shiftOf('before', { from: 0, to: 7 * DAY_MS }, DAY_MS)).toBe(7 * DAY_MS)
    expect(shiftOf('before', { from: 0, to: 90 * 60_000 }, HOUR_MS)).toBe(2 * HOUR_MS)
    expect(shiftOf('year', { from: 0, to: DAY_MS }, HOUR_MS) % (7 * DAY_MS)).toBe(0)
    expect(shifted([{ at: 5, mean: 1 }], 10)).toEqual([{ at: 15, mean: 1 }])
  })
})

describe('the table of a chart', () => {
  it('has a row for each time, the band where there is one, and nothing where nothing is known', () => {
    const table = chartTable(
      [
        {
          label: 'A',
          unit: 'm',
          digits: 2,
          points: [
            { at: 1, mean: 1.5, min: 1, max: 2 },
            { at: 2, mean: null },
          ],
        },
        { label: 'B', unit: 'm', digits: 2, points: [{ at: 2, mean: 7 }] },
      ],
      { title: 'T', notes: ['n'], words: { time: 'Time', lowest: 'low', highest: 'high' }, unitText: 'm' },
    )
    expect(table.columns.map(({ label }) => label)).toEqual(['Time', 'A (m)', 'A, low (m)', 'A, high (m)', 'B (m)'])
    expect(table.rows).toEqual([
      [1, 1.5, 1, 2, undefined],
      [2, null, undefined, undefined, 7],
    ])
  })
})
