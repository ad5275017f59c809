/** Columns of a layer with many points: typed arrays go to the graphics card as they are. */
export interface Columns<Attributes> {
  readonly length: number
  /** Ids in the order of the points: what was picked. */
  readonly ids: readonly string[]
  readonly attributes: Attributes
}

/** One typed array, `size` numbers a point. */
export interface Column<Values> {
  readonly value: Values
  readonly size: number
}

/**
 * For everything that lies on the map or stands on it like a sign: painted in order. What wrote into the depth buffer would hide MapLibre's
 * own lines and names, which come later and count as far away.
 */
export const FLAT = { depthCompare: 'always', depthWriteEnabled: false } as const

/** Below which layer of the base map a data layer is drawn. */
export interface Placed {
  readonly beforeId?: string
  /** Places that names must keep away from. */
  readonly keepClear?: readonly Clear[]
}

/** A disc on the screen. Degrees; radius in pixels. */
export interface Clear {
  readonly lng: number
  readonly lat: number
  readonly radius: number
}
