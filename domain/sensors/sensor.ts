/** A sensor as announced. */
export interface Sensor {
  readonly id: string
  /** A key of `SENSOR_KINDS`; a kind nobody knows is refused at the edge. */
  readonly kind: string
  readonly name: string
  /** Commune code in the hub's edition. */
  readonly commune: string
  readonly lng: number
  readonly lat: number
  /** Promised interval between readings, ms. */
  readonly everyMs: number
  readonly simulated: boolean
}

/** What a sensor said last. */
export interface SensorReading {
  readonly id: string
  readonly status: 'online' | 'offline' | null
  /** When it was measured, epoch ms on the device's clock; null: never. */
  readonly at: number | null
  /** When the hub received it, epoch ms. */
  readonly receivedAt: number | null
  /** In the order in which the kind declares its quantities; null where this reading had none. */
  readonly values: readonly (number | null)[]
  /** The kind's derived index (VN_AQI), when it has one and enough hours to say it. */
  readonly index: number | null
  /** Came from a broker's memory and no live one has followed. */
  readonly retained: boolean
}
