/**
 * The tables, as both engines have them. Times are epoch ms; JSON is kept as text, so that the two engines hold the same.
 * A series is one value of one source; raw readings and rollups point to it by number.
 */
export interface Tables {
  series: { id: number; source: string; value: string }
  reading: { series: number; at: number; received_at: number; value: number }
  /** `size`: see `ROLLUPS`. */
  rollup: { series: number; size: number; at: number; count: number; sum: number; min: number; max: number }
  statistic: {
    edition: string
    system: string
    unit: string
    period: string
    at: number
    received_at: number
    counts: string
    simulated: number
  }
  event: {
    edition: string
    system: string
    unit: string
    id: string
    at: number
    received_at: number
    state: string
    body: string
  }
  sensor: { edition: string; id: string; body: string }
  camera: { edition: string; id: string; body: string }
  alert: { id: string; raised_at: number; cleared_at: number | null; body: string }
  quarantine: { key: string; body: string }
}
