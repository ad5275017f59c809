/** Picture size of the demo cameras. */
export const WIDTH = 640
export const HEIGHT = 360

/** A place where a person can be: feet or seat at (x, y) of the picture, `size` 1 for the nearest row. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly seated: boolean
}

const ROWS = [
  { y: 214, size: 0.52 },
  { y: 246, size: 0.66 },
  { y: 286, size: 0.83 },
  { y: 336, size: 1.03 },
] as const
const SEATS_IN_ROW = 10
/** Where the lines of the floor meet: the camera hangs at the back of the hall and looks at the counters. */
export const VANISHING = { x: 320, y: 96 } as const

function seat(row: (typeof ROWS)[number], n: number): Place {
  // An aisle of one seat's width in the middle.
  const across = n - (SEATS_IN_ROW - 1) / 2 + (n < SEATS_IN_ROW / 2 ? -0.5 : 0.5)
  return { x: 320 + across * 54 * row.size, y: row.y, size: row.size, seated: true }
}

/** Chairs, the far row first: drawn in this order, the near ones cover the far ones. */
export const SEATS: readonly Place[] = ROWS.flatMap((row) =>
  Array.from({ length: SEATS_IN_ROW }, (_, n) => seat(row, n)),
)

/** Where people stand when the chairs are taken: along both walls. */
export const STANDING: readonly Place[] = Array.from({ length: 24 }, (_, n): Place => {
  const depth = Math.floor(n / 2) / 11
  const size = 0.5 + 0.5 * depth
  const side = n % 2 === 0 ? -1 : 1
  return { x: 320 + side * (186 + 104 * depth), y: 206 + 120 * depth, size, seated: false }
})

/** Most people a picture can show, each one to be seen. */
export const MOST_PEOPLE = SEATS.length + STANDING.length
