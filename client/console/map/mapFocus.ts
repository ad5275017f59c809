/** What the map is turned to: a unit by its code, a sensor or a camera by its id, or a point (degrees) in a unit. */
export type MapFocus =
  | { readonly is: 'unit' | 'sensor' | 'camera'; readonly id: string }
  | {
      readonly is: 'point'
      readonly lng: number
      readonly lat: number
      /** Code of the unit it lies in; null: nobody has said. */
      readonly unit: string | null
    }
