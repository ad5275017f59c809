/** One bucket of a series as the hub answers it. */
export interface Bucket {
  readonly at: number
  readonly mean: number
  readonly min: number
  readonly max: number
}
