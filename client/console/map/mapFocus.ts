/** What the map is turned to: a unit by its code, a sensor or a camera by its id. */
export interface MapFocus {
  readonly is: 'unit' | 'sensor' | 'camera'
  readonly id: string
}
