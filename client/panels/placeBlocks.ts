/** A part of a panel that is shown whole or not at all: a figure, a line of a list, a heading. Heights in the unit of the boxes. */
export interface BlockSize {
  readonly height: number
  /** It never ends a box: what follows it stands in the same one. Headings are not counted among what is left out. */
  readonly isHeading: boolean
}

/** A stretch of a column that no seam cuts. */
export interface Stretch {
  readonly top: number
  readonly bottom: number
}

interface Placement {
  /** Where each block begins; undefined for one that has no room. */
  readonly tops: readonly (number | undefined)[]
  /** Where the line begins that says how many are left out; undefined where none is needed, or has room. */
  readonly moreTop: number | undefined
  /** Blocks without a place, headings not counted. */
  readonly left: number
}

/**
 * Lays blocks into boxes from the top, in order, none across the edge of a box. The first one without room ends it: what follows is less
 * important; a block higher than every box is passed over. When one is left out, or `tellsMore`, room is kept for a line that says how
 * many.
 * @param gap between two blocks of one box
 * @param moreHeight of that line
 */
export function placeBlocks(
  blocks: readonly BlockSize[],
  boxes: readonly Stretch[],
  { gap, moreHeight, tellsMore }: { gap: number; moreHeight: number; tellsMore: boolean },
): Placement {
  for (let count = blocks.length; count >= 0; count--) {
    const { tops, cursor } = placeFirst(blocks, count, boxes, gap)
    const left = blocks.filter((block, place) => tops[place] === undefined && !block.isHeading).length
    if (left === 0 && !tellsMore) return { tops, moreTop: undefined, left }
    const moreTop = cursor.place(moreHeight)
    if (moreTop !== undefined || count === 0) return { tops, moreTop, left }
  }
  throw new Error('counting ends at nought')
}

/** The first `count` blocks, each heading with what follows it. */
function placeFirst(blocks: readonly BlockSize[], count: number, boxes: readonly Stretch[], gap: number) {
  const cursor = createCursor(boxes, gap)
  const tops: (number | undefined)[] = blocks.map(() => undefined)
  const highest = Math.max(0, ...boxes.map(({ top, bottom }) => bottom - top))
  for (let first = 0; first < count; ) {
    let end = first
    while (blocks[end]?.isHeading === true && end + 1 < count) end++
    const group = blocks.slice(first, end + 1)
    const height = group.reduce((sum, block) => sum + block.height, 0) + gap * (group.length - 1)
    // A heading that nothing follows says nothing.
    const isAlone = group.every(({ isHeading }) => isHeading) && count < blocks.length
    if (!isAlone && height <= highest + ROUNDING) {
      let top = cursor.place(height)
      if (top === undefined) break
      for (let place = first; place <= end; place++) {
        tops[place] = top
        top += (blocks[place]?.height ?? 0) + gap
      }
    }
    first = end + 1
  }
  return { tops, cursor }
}

/** Heights are measured: a hundredth of a pixel is no overflow. */
const ROUNDING = 0.01

function createCursor(boxes: readonly Stretch[], gap: number) {
  let box = 0
  let at = boxes[0]?.top ?? 0
  return {
    /** Room for a height, from where the last one ended; undefined when there is none. */
    place(height: number): number | undefined {
      while (box < boxes.length) {
        const { bottom } = boxes[box] as Stretch
        if (at + height <= bottom + ROUNDING) {
          const top = at
          at += height + gap
          return top
        }
        box++
        at = boxes[box]?.top ?? 0
      }
      return undefined
    },
  }
}
