/** A rectangle of the map's picture, CSS pixels from its left and top. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const NO_BOXES: readonly Box[] = []
