import { createContext } from 'react'
import type { Box } from './box.ts'

/**
 * Which part of its picture a window shows of the map, px of the picture; undefined: all of it. One of several windows of a wall draws the map of the
 * whole wall: names and badges are placed for all of it, so that they stand where the window beside it has them, and nothing is drawn that lies in
 * another.
 */
export const PartInSight = createContext<Box | undefined>(undefined)

/** A little more than the part: the whole picture is moved by some pixels, and lines and letters are wider than their points say. */
const AIR_PX = 64

export function withAir({ left, top, right, bottom }: Box): Box {
  return { left: left - AIR_PX, top: top - AIR_PX, right: right + AIR_PX, bottom: bottom + AIR_PX }
}

/** Whether anything of a box is seen. @param part undefined: everything is */
export function isInSight({ left, top, right, bottom }: Box, part: Box | undefined): boolean {
  return part === undefined || (left <= part.right && right >= part.left && top <= part.bottom && bottom >= part.top)
}
