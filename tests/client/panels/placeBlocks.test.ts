import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BlockSize, placeBlocks } from '../../../client/panels/placeBlocks.ts'

const blocks = (...heights: number[]): BlockSize[] => heights.map((height) => ({ height, isHeading: false }))
const heading = (height: number): BlockSize => ({ height, isHeading: true })
const HOW = { gap: 1, moreHeight: 2, tellsMore: false }
const BOXES = [
  { top: 0, bottom: 10 },
  { top: 14, bottom: 24 },
]

describe('blocks in boxes', () => {
  it('flow from box to box, none across an edge', () => {
    expect(placeBlocks(blocks(4, 4, 4, 4), BOXES, HOW)).toEqual({ tops: [0, 5, 14, 19], moreTop: undefined, left: 0 })
  })

  it('give way from the last one where one is left out, so that it can be said', () => {
    expect(placeBlocks(blocks(4, 4, 4, 4, 4), BOXES, HOW)).toEqual({
      tops: [0, 5, 14, undefined, undefined],
      moreTop: 19,
      left: 2,
    })
  })

  it('keep room for the line that is always there', () => {
    expect(placeBlocks(blocks(4), BOXES, { ...HOW, tellsMore: true })).toEqual({ tops: [0], moreTop: 5, left: 0 })
  })

  it('keep a heading with what follows it, and do not count it', () => {
    const given = [heading(2), ...blocks(4), heading(3), ...blocks(4, 9)]
    expect(placeBlocks(given, BOXES, { ...HOW, moreHeight: 1 })).toEqual({
      tops: [0, 3, 14, 18, undefined],
      moreTop: 23,
      left: 1,
    })
    // Without room for the line the one before gives way, and takes its heading along.
    expect(placeBlocks(given, BOXES, HOW)).toEqual({
      tops: [0, 3, undefined, undefined, undefined],
      moreTop: 8,
      left: 2,
    })
  })

  it('pass over what no box can hold, and count it', () => {
    expect(placeBlocks(blocks(4, 30, 4), BOXES, HOW)).toEqual({ tops: [0, undefined, 5], moreTop: 14, left: 1 })
    expect(placeBlocks(blocks(4), [], HOW)).toEqual({ tops: [undefined], moreTop: undefined, left: 1 })
  })

  it('whatever they are: none crosses an edge, none overlaps, order is kept, and none is lost uncounted', () => {
    const someBlocks = fc.array(fc.record({ height: fc.integer({ min: 1, max: 14 }), isHeading: fc.boolean() }), {
      maxLength: 12,
    })
    const someBoxes = fc.array(fc.integer({ min: 3, max: 20 }), { minLength: 1, maxLength: 4 }).map((heights) => {
      let top = 0
      return heights.map((height) => {
        const box = { top, bottom: top + height }
        top += height + 4
        return box
      })
    })
    fc.assert(
      fc.property(someBlocks, someBoxes, fc.boolean(), (given, boxes, tellsMore) => {
        const { tops, moreTop, left } = placeBlocks(given, boxes, { ...HOW, tellsMore })
        const stretches = given.flatMap(({ height }, i) => {
          const top = tops[i]
          return top === undefined ? [] : [{ top, bottom: top + height }]
        })
        if (moreTop !== undefined) stretches.push({ top: moreTop, bottom: moreTop + HOW.moreHeight })
        for (const { top, bottom } of stretches)
          expect(boxes.some((box) => box.top <= top && bottom <= box.bottom)).toBe(true)
        for (const [i, { top }] of stretches.slice(1).entries())
          expect(top).toBeGreaterThanOrEqual(stretches[i]?.bottom ?? 0)
        expect(left).toBe(given.filter(({ isHeading }, i) => !isHeading && tops[i] === undefined).length)
        // Every box holds the line: it is said whenever there is something to say.
        expect(moreTop === undefined).toBe(left === 0 && !tellsMore)
        expect(
          given.every(
            (block, i) =>
              !block.isHeading || tops[i] === undefined || tops[i + 1] !== undefined || i === given.length - 1,
          ),
        ).toBe(true)
      }),
    )
  })
})
