/**
 * Text on a wall is as large as the eye needs, not as the window has room for: a capital letter seen under an angle of α
 * from a distance D is h = 2·D·tan(α/2) high. Everything on the wall is sized in `rem`, and one rem is the font size whose
 * capitals stand at `MIN_ARC_MINUTES`; so a font size below 1rem is below the limit, whatever the room.
 */

/** Smallest readable height of a capital letter, minutes of arc (NUREG-0700). */
export const MIN_ARC_MINUTES = 16
/** Height of Inter's capitals as a share of the font size. */
const CAP_HEIGHT_EM = 0.72

/** The room: how far the farthest reader sits and how large the wall's pixels are. */
export interface Viewing {
  /** Metres from the wall to the farthest reader. */
  readonly distanceM: number
  /** Millimetres from one pixel of the wall to the next. */
  readonly pitchMm: number
  /** Pixels across the whole wall; `pitchMm × acrossPx` is its width. */
  readonly acrossPx: number
}

/** A wall 4.84 m wide, drawn at 3840 px, read from six metres. */
export const DEFAULT_VIEWING: Viewing = { distanceM: 6, pitchMm: 1.26, acrossPx: 3840 }

/** Height in millimetres that is seen under `arcMinutes` from `distanceM`. */
export function heightMm(arcMinutes: number, distanceM: number): number {
  const alpha = (arcMinutes / 60) * (Math.PI / 180)
  return 2 * distanceM * 1000 * Math.tan(alpha / 2)
}

/** Font size in pixels of the wall whose capitals stand at `arcMinutes`. */
export function fontSizePx(arcMinutes: number, { distanceM, pitchMm }: Pick<Viewing, 'distanceM' | 'pitchMm'>): number {
  return heightMm(arcMinutes, distanceM) / pitchMm / CAP_HEIGHT_EM
}

/** Minutes of arc under which capitals of `px` pixels font size are seen: the inverse of `fontSizePx`. */
export function arcMinutesOf(px: number, { distanceM, pitchMm }: Pick<Viewing, 'distanceM' | 'pitchMm'>): number {
  return 2 * Math.atan((px * CAP_HEIGHT_EM * pitchMm) / (2 * distanceM * 1000)) * (180 / Math.PI) * 60
}

/** Width of the wall, metres. */
export function wallWidthM({ pitchMm, acrossPx }: Viewing): number {
  return (pitchMm * acrossPx) / 1000
}

/**
 * One rem in CSS pixels for a window that shows the whole wall `windowPx` CSS pixels wide: a preview on a desk is the wall
 * made smaller, with the same lines and the same breaks.
 */
export function wallRemPx(viewing: Viewing, windowPx: number): number {
  return fontSizePx(MIN_ARC_MINUTES, viewing) * (windowPx / viewing.acrossPx)
}
