/** Asks the canvas of a map for a picture of what it draws next. */
export const MAP_PICTURE = 'mappicture'

export interface MapPictureAsked {
  /** Called within the frame that was drawn. @param picture a data URL */
  onDrawn(picture: string): void
}
