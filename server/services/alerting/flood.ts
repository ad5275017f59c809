/** When so large a part is in trouble, and at least so many, it is one fault and not hundreds. */
const FLOOD_SHARE = 0.3
const FLOOD_LEAST = 5

export function isFlood(inTrouble: number, all: number): boolean {
  return inTrouble >= Math.max(FLOOD_LEAST, all * FLOOD_SHARE)
}
