import { panelSize, type WallGeometry, type WindowSize } from '../../domain/walls/geometry.ts'

/**
 * Text on a wall is as large as the eye needs, not as the window has room for: a capital letter seen under an angle of α
 * from a distance D is h = 2·D·tan(α/2) high. Everything on the wall is sized in `rem`, and one rem is at least the font size whose
 * capitals stand at `MIN_ARC_MINUTES`; so a font size below 1rem is below the limit, whatever the room.
 */

/** Smallest height of a capital letter, minutes of arc: 16 can be read (NUREG-0700), 20 is read without effort (ISO 9241-303). */
export const MIN_ARC_MINUTES = 20
/** Height of Inter's capitals as a share of the font size. */
const CAP_HEIGHT_EM = 0.72
/** What the layout needs, rem: a wall that has more room, because one stands near it or it is large, gets larger text instead of more of it. */
const ROOM_REM = { width: 100, height: 42 }
const PANEL_REM = { width: 22, height: 12 }
/** What the layout can do with, rem, and what of it one panel must have. */
const LEAST_REM = { width: 44, height: 20 }
const LEAST_PANEL_REM = { width: 16, height: 9.5 }
/** At least three columns of text stand side by side, each within one panel. */
const LEAST_COLUMN_REM = 14.5
const LEAST_COLUMNS = 3

type Viewing = Pick<WallGeometry, 'distanceM' | 'pitchMm'>

/** Height in millimetres that is seen under `arcMinutes` from `distanceM`. */
export function heightMm(arcMinutes: number, distanceM: number): number {
  const alpha = (arcMinutes / 60) * (Math.PI / 180)
  return 2 * distanceM * 1000 * Math.tan(alpha / 2)
}

/** Font size in pixels of the wall whose capitals stand at `arcMinutes`. */
export function fontSizePx(arcMinutes: number, { distanceM, pitchMm }: Viewing): number {
  return heightMm(arcMinutes, distanceM) / pitchMm / CAP_HEIGHT_EM
}

/** Minutes of arc under which capitals of `px` pixels font size are seen: the inverse of `fontSizePx`. */
export function arcMinutesOf(px: number, { distanceM, pitchMm }: Viewing): number {
  return 2 * Math.atan((px * CAP_HEIGHT_EM * pitchMm) / (2 * distanceM * 1000)) * (180 / Math.PI) * 60
}

/** Width of the wall, metres. */
export function wallWidthM({ pitchMm, acrossPx }: Pick<WallGeometry, 'pitchMm' | 'acrossPx'>): number {
  return (pitchMm * acrossPx) / 1000
}

/** The smallest readable text in CSS pixels of a window that shows the whole wall. */
export function smallestTextPx(geometry: WallGeometry, { width }: WindowSize): number {
  return fontSizePx(MIN_ARC_MINUTES, geometry) * (width / geometry.acrossPx)
}

/**
 * One rem in CSS pixels for a window that shows the whole wall: a preview on a desk is the wall made smaller, with the same lines and the
 * same breaks.
 */
export function wallRemPx(geometry: WallGeometry, size: WindowSize): number {
  return Math.max(smallestTextPx(geometry, size), roomyRemPx(size, panelSize(geometry, size)))
}

/** The rem at which a window, and each of its panels, has the room that the layout needs and no more. */
export function roomyRemPx(size: WindowSize, panel: WindowSize): number {
  return Math.min(
    size.width / ROOM_REM.width,
    size.height / ROOM_REM.height,
    panel.width / PANEL_REM.width,
    panel.height / PANEL_REM.height,
  )
}

/**
 * From how far at most the wall can be read: text that is large enough must still fit into its panels. Metres; the sizes grow in proportion
 * to the distance.
 * @param panel size of one panel's picture, CSS pixels
 */
export function farthestM(geometry: WallGeometry, size: WindowSize, panel: WindowSize): number {
  const shares = [
    size.width / LEAST_REM.width,
    size.height / LEAST_REM.height,
    panel.width / Math.max(LEAST_PANEL_REM.width, LEAST_COLUMN_REM * Math.ceil(LEAST_COLUMNS / geometry.columns)),
    panel.height / LEAST_PANEL_REM.height,
  ]
  return (geometry.distanceM * Math.min(...shares)) / smallestTextPx(geometry, size)
}
