import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { placeBlocks } from './placeBlocks.ts'
import { useRoom } from './room.ts'
import './flow.css'

/** Air between two blocks of one box, rem. */
const GAP_REM = 0.9

/**
 * Lays the blocks in it into the boxes of its room, and says how many found no room. The contract stands in `room.ts`.
 * @param more the line for so many blocks left out, which may be nought: null says nothing
 * @param isLineSpared whether that line gives way where no block stands beside it and without it all do: of alerts that take turns the one whose turn
 * it is is worth more than how many there are
 * @param isTightened whether all are set tight where more of them have room then: of lines of a list one more is worth more than the air between them
 * @param gap between two blocks, rem
 * @param onShown told how many blocks stand there that are no headings
 */
export function Flow({
  children,
  more,
  isLineSpared = false,
  isTightened = false,
  gap = GAP_REM,
  onShown,
}: {
  readonly children: ReactNode
  readonly more: (left: number) => ReactNode
  readonly isLineSpared?: boolean
  readonly isTightened?: boolean
  readonly gap?: number
  readonly onShown?: (count: number) => void
}) {
  const room = useRoom()
  const flow = useRef<HTMLDivElement>(null)
  const [left, setLeft] = useState(0)
  const tellsMore = more(0) !== null && more(0) !== undefined
  const line = more(left)

  useLayoutEffect(() => {
    const element = flow.current
    if (element === null) return
    const [firstBox] = room.boxes
    const stretches = room.boxes.map(({ top, bottom }) => ({ top, bottom }))
    const highest = Math.max(0, ...stretches.map(({ top, bottom }) => bottom - top))
    const place = () => {
      const blocks = [...element.querySelectorAll<HTMLElement>('[data-block]')]
      const moreLine = element.querySelector<HTMLElement>('[data-more]')
      const moreHeight = moreLine?.getBoundingClientRect().height ?? 0
      const placedWithin = (most: number, moreHeight: number) =>
        placeBlocks(
          fittedHeights(blocks, most, highest).map((height, place) => ({
            height,
            isHeading: blocks[place]?.dataset.block === 'heading',
          })),
          stretches,
          { gap: gap * room.rem, moreHeight, tellsMore },
        )
      const isNone = ({ tops }: { readonly tops: readonly (number | undefined)[] }) => holdsNone(blocks, tops)
      let placed = placedWithin(highest, moreHeight)
      if (isTightened && placed.left > 0) {
        const tight = placedWithin(0, moreHeight)
        placed = tight.left < placed.left ? tight : placedWithin(highest, moreHeight)
      }
      // One that fills its box leaves no room to say what is left out: without its drawing there is room for both, and nothing but that line is no panel.
      if (isNone(placed)) placed = placedWithin(Math.max(0, highest - moreHeight - gap * room.rem), moreHeight)
      if (isLineSpared && isNone(placed)) {
        const alone = placedWithin(highest, 0)
        if (alone.left === 0) placed = { ...alone, moreTop: undefined }
      }
      for (const [i, block] of blocks.entries()) put(block, placed.tops[i], firstBox?.left ?? 0)
      if (moreLine !== null) put(moreLine, placed.moreTop, firstBox?.left ?? 0)
      setLeft(placed.left + spokenFor(blocks.filter((_, i) => placed.tops[i] === undefined)))
      onShown?.(blocks.filter((block, i) => block.dataset.block === '' && placed.tops[i] !== undefined).length)
    }
    place()
    const sizes = new ResizeObserver(place)
    const watch = () => {
      sizes.disconnect()
      for (const block of element.querySelectorAll('[data-block], [data-more]')) sizes.observe(block)
    }
    watch()
    const blocks = new MutationObserver(() => {
      watch()
      place()
    })
    blocks.observe(element, { childList: true, subtree: true })
    return () => {
      sizes.disconnect()
      blocks.disconnect()
    }
  }, [room, gap, tellsMore, isLineSpared, isTightened, onShown])

  return (
    <div ref={flow} className="flow" style={{ '--flow-width': `${room.width}rem` } as React.CSSProperties}>
      {children}
      {/* Before one is left out the line stands there unseen, so that its height is known. */}
      <div className="flow__more" data-more>
        {line ?? more(1)}
      </div>
    </div>
  )
}

/**
 * What a block gives up where it is too high, one after the other, as attributes for its style sheet: height of its drawing, all of it, and the size
 * of its number last.
 */
const GIVEN_UP = ['data-tight', 'data-bare', 'data-small'] as const

/**
 * Heights of blocks, pixels. One that is too high gives up its drawing first, and stands without it rather than not at all. Where a number has to
 * become small, all do: one that is over its limit has more to say than a calm one, and must not look like less beside it. What is too high even so
 * is marked, for whoever judges the wall.
 * @param most height beyond which a block gives something up
 * @param highest that of the highest box
 */
function fittedHeights(blocks: readonly HTMLElement[], most: number, highest: number): readonly number[] {
  const given = blocks.map((block) => givenUp(block, most))
  const isSmall = given.includes(GIVEN_UP.length)
  return blocks.map((block) => {
    if (isSmall) giveUp(block, GIVEN_UP.length)
    const { height } = block.getBoundingClientRect()
    block.toggleAttribute('data-too-high', height > highest)
    return height
  })
}

/** How much a block gives up at least to be no higher than this. */
function givenUp(block: HTMLElement, most: number): number {
  for (let count = 0; count < GIVEN_UP.length; count++) {
    giveUp(block, count)
    if (block.getBoundingClientRect().height <= most) return count
  }
  giveUp(block, GIVEN_UP.length)
  return GIVEN_UP.length
}

function giveUp(block: HTMLElement, count: number): void {
  for (const [place, attribute] of GIVEN_UP.entries()) block.toggleAttribute(attribute, place < count)
}

/** Whether there are blocks, and none of them has a place but headings. */
function holdsNone(blocks: readonly HTMLElement[], tops: readonly (number | undefined)[]): boolean {
  const isPlaced = (block: HTMLElement, place: number) => block.dataset.block === '' && tops[place] !== undefined
  return blocks.some((block) => block.dataset.block === '') && !blocks.some(isPlaced)
}

/** Moved, not laid out anew: a block keeps its size wherever it stands. */
function put(element: HTMLElement, top: number | undefined, left: number): void {
  element.style.transform = `translate(${left}px, ${Math.round((top ?? 0) * 100) / 100}px)`
  element.style.visibility = top === undefined ? 'hidden' : ''
  element.toggleAttribute('data-out', top === undefined)
}

/** How many others the blocks without room would have counted: see `OtherFigures`. */
function spokenFor(blocks: readonly HTMLElement[]): number {
  const others = blocks.flatMap((block) => [...block.querySelectorAll<HTMLElement>('[data-others]')])
  return others.reduce((sum, { dataset }) => sum + Number(dataset.others), 0)
}

/**
 * A part of a panel that is shown whole or not at all.
 * @param heading stands with the next block, and is not counted when it is left out
 */
export function Block({ children, heading = false }: { readonly children: ReactNode; readonly heading?: boolean }) {
  return (
    <div className="flow__block" data-block={heading ? 'heading' : ''}>
      {children}
    </div>
  )
}
