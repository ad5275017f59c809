type Values = Record<string, number>

/** What a storyline does to a city at a moment. */
export interface Effects {
  /** What a sensor measures in place of what it would. @param kind of the sensor @param id of the sensor */
  measured(kind: string, id: string, values: Values): Values
  /** Whether a sensor or a camera says nothing. */
  isSilent(id: string): boolean
  /** Nothing that the city says arrives. */
  readonly isCutOff: boolean
}

/** A city to which nothing is done. */
export const CALM: Effects = { measured: (_kind, _id, values) => values, isSilent: () => false, isCutOff: false }
