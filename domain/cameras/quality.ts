/** What is told from one picture: whether there is something to see in it. */
export const PICTURE_QUALITIES = ['good', 'dark', 'unclear'] as const
export type PictureQuality = (typeof PICTURE_QUALITIES)[number]

/** Of a picture in grey, made small: 0 is black, 255 is white. */
export interface PictureMeasures {
  /** Mean of the grey. */
  readonly brightness: number
  /** Standard deviation of the grey. */
  readonly contrast: number
  /** Mean of the absolute differences of each pixel from the mean of its four neighbours: edges, and so what is in focus. */
  readonly detail: number
}

/** Width of the picture that is measured: at this size noise is gone, and what is out of focus still shows. */
export const MEASURED_WIDTH = 160

/** Below it people are not told from the ground, whatever the camera's noise. */
const DARK_BELOW = 22
/** A hall has light and shade; what stands right before a lens has none. */
const FLAT_BELOW = 8
/** Edges of a scene in focus are this part of its contrast at least. A lens out of focus, or steamed up, keeps the contrast and loses the edges. */
const EDGES_FROM = 0.03

/** Whether a picture is too dark, or shows nothing clearly: covered, or out of focus. Thresholds are this house's own, from pictures of halls. */
export function pictureQuality({ brightness, contrast, detail }: PictureMeasures): PictureQuality {
  if (brightness < DARK_BELOW) return 'dark'
  return contrast < FLAT_BELOW || detail / contrast < EDGES_FROM ? 'unclear' : 'good'
}

/** So many pictures in a row must say the same before it is told: somebody walks by, a light goes on. */
const TOLD_AFTER = 3

/** What has been told of a camera's pictures, and what the last ones say. */
export interface QualityWatch {
  readonly told: PictureQuality | null
  /** When the first of the pictures was taken that say what is told, epoch ms. */
  readonly toldSince: number | null
  readonly seen: PictureQuality
  readonly seenSince: number
  readonly times: number
}

/** @param at when the hub received the picture, epoch ms */
export function watchQuality(before: QualityWatch | undefined, seen: PictureQuality, at: number): QualityWatch {
  const isSame = before?.seen === seen
  const times = isSame ? before.times + 1 : 1
  const seenSince = isSame ? before.seenSince : at
  const isFirstAndWell = before === undefined && seen === 'good'
  if (times < TOLD_AFTER && !isFirstAndWell)
    return { told: before?.told ?? null, toldSince: before?.toldSince ?? null, seen, seenSince, times }
  const toldSince = before?.told === seen ? before.toldSince : seenSince
  return { told: seen, toldSince, seen, seenSince, times }
}
