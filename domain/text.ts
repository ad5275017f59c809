/** A text a person reads. Vietnamese first, English always complete. */
export interface Text {
  readonly vi: string
  readonly en: string
}

export type Language = keyof Text
