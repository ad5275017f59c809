import { createContext, useContext } from 'react'

/*
 * The contract between the wall and what stands on it.
 *
 * A panel stands in a room: a column of boxes that no seam between two screens cuts, or boxes that pictures fill. It asks for its size with
 * `useRoom()`, and puts what it shows into `<Block>`s: each is shown whole or not at all. The blocks of a side are laid into its boxes by one
 * `<Flow>`, from the top, and the flow says how many found no room ("và 3 nơi khác"). The wall puts a flow around the panels on the left.
 * The one on the right brings its own, because it knows what its places are called:
 *
 *     <Flow more={(left) => (left + unlisted > 0 ? t('ranking.more', { count: left + unlisted }) : null)}>
 *       <Block heading><PanelTitle>…</PanelTitle></Block>
 *       {places.map((place) => <Block key={place.id}>…</Block>)}
 *     </Flow>
 *
 * Blocks are placed in the order of the document, and may stand at any depth. `heading` keeps a block with the next one. A block
 * is as high as it is; text in it wraps and is never cut. A list of ranks tells the map which of them are shown, and where they belong
 * (`shownRanks.ts`).
 *
 * A panel of pictures has no flow. `useRoom().boxes` are then whole panels of the wall, one for each picture: `boxStyle` lays one over it.
 *
 * Sizes of text, as custom properties of the wall: `--wall-note` (1rem, the smallest readable), `--wall-name` and `--wall-title` for words;
 * numbers may be larger. Nothing is smaller than 1rem. Lines are 1.5 high, for the marks over and under Vietnamese letters.
 */

/** A box of a room, CSS pixels from the left and the top of the room. */
export interface RoomBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Room {
  /** From the top; at least one. */
  readonly boxes: readonly RoomBox[]
  /** Width of the first box and height of all together, rem. */
  readonly width: number
  readonly height: number
  /** One rem, CSS pixels. */
  readonly rem: number
}

const NO_ROOM: Room = { boxes: [{ left: 0, top: 0, right: 400, bottom: 400 }], width: 25, height: 25, rem: 16 }

export const RoomContext = createContext<Room>(NO_ROOM)

/** The room that a panel stands in. */
export function useRoom(): Room {
  return useContext(RoomContext)
}

/** @param boxes CSS pixels from the room's left and top */
export function roomOf(boxes: readonly RoomBox[], rem: number): Room {
  const [first] = boxes
  return {
    boxes,
    width: first === undefined ? 0 : (first.right - first.left) / rem,
    height: boxes.reduce((sum, box) => sum + box.bottom - box.top, 0) / rem,
    rem,
  }
}

/** Lays something exactly over a box of the room. */
export function boxStyle({ left, top, right, bottom }: RoomBox) {
  return { position: 'absolute', left, top, width: right - left, height: bottom - top } as const
}
