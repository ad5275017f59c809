/** Smallest tile in rem: below it the caption under a picture no longer fits. */
const SMALLEST = 15
/** Gaps between tiles, the caption under a 16:9 picture and the heading over all, rem; `cameraMosaic.css` has the same. */
const GAP = 0.8
const CAPTION = 3.5
const TITLE = 3

export interface MosaicRoom {
  readonly columns: number
  readonly rows: number
  readonly tileRem: number
}

/**
 * How to lay `count` tiles into a room in rem: the largest tiles that still show every camera; when even the smallest cannot,
 * as many as fit. Undefined when not even one fits.
 */
export function mosaicRoom(width: number, height: number, count: number): MosaicRoom | undefined {
  let best: MosaicRoom | undefined
  const seats = (room: MosaicRoom) => Math.min(count, room.columns * room.rows)
  for (let columns = 1; ; columns++) {
    const across = (width + GAP) / columns - GAP
    if (across < SMALLEST) return best
    for (let rows = 1; ; rows++) {
      const down = (((height - TITLE + GAP) / rows - GAP - CAPTION) * 16) / 9
      const room = { columns, rows, tileRem: Math.floor(Math.min(across, down) * 100) / 100 }
      if (room.tileRem < SMALLEST) break
      const gain = best === undefined ? 1 : seats(room) - seats(best)
      if (gain > 0 || (gain === 0 && best !== undefined && room.tileRem > best.tileRem)) best = room
    }
  }
}
