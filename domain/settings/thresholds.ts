import { SENSOR_KINDS, type SensorKindId } from '../sensors/index.ts'
import type { SensorKind, Threshold } from '../sensors/sensorKind.ts'

/** A threshold of a kind as it is declared. */
export interface DeclaredThreshold {
  /** `waterLevel/alert1` */
  readonly key: string
  readonly kind: SensorKindId
  readonly threshold: Threshold
}

const KINDS = Object.entries(SENSOR_KINDS) as [SensorKindId, SensorKind][]

export const THRESHOLDS: readonly DeclaredThreshold[] = KINDS.flatMap(([kind, { thresholds }]) =>
  thresholds.map((threshold) => ({ key: `${kind}/${threshold.id}`, kind, threshold })),
)

/** Every sensor kind with its thresholds in force. */
export type KindsInForce = Readonly<Record<SensorKindId, SensorKind>>

/** What a threshold has been set to, by whom and when. */
export interface SetThreshold {
  readonly key: string
  readonly at: number
  readonly changedAt: number | null
  readonly changedBy: string | null
}

/** The kinds as declared, with the limits that have been set in the place of those declared. */
export function kindsInForce(set: Iterable<SetThreshold>): KindsInForce {
  const byKey = new Map<string, SetThreshold>()
  for (const each of set) byKey.set(each.key, each)
  return Object.fromEntries(
    KINDS.map(([id, kind]) => [
      id,
      {
        ...kind,
        thresholds: kind.thresholds.map((threshold) => {
          const now = byKey.get(`${id}/${threshold.id}`)
          if (now === undefined || now.changedAt === null || now.at === threshold.at) return threshold
          const changed = { declared: threshold.at, at: now.changedAt, by: now.changedBy ?? '' }
          return { ...threshold, at: now.at, changed }
        }),
      },
    ]),
  ) as unknown as KindsInForce
}

/**
 * Between which limits a threshold may be set: within what is physically possible, and between the milder and the graver of its quantity, so that
 * none is passed before a milder one, nor cleared together with it.
 */
export function limitsOf(
  { kind: id, threshold }: DeclaredThreshold,
  kinds: KindsInForce,
): { min: number; max: number } {
  const kind = kinds[id]
  const own = kind.thresholds.filter(({ quantity }) => quantity === threshold.quantity)
  const place = own.findIndex((each) => each.id === threshold.id)
  const [milder, graver] = [own[place - 1], own[place + 1]]
  const [least, most] =
    threshold.quantity === 'index' ? [0, 500] : (kind.quantities[threshold.quantity]?.range ?? [0, 0])
  const round = (value: number) => Number(value.toFixed(6))
  return {
    min: round(milder === undefined ? least + threshold.hysteresis : milder.at + milder.hysteresis),
    max: round(graver === undefined ? most : graver.at - threshold.hysteresis),
  }
}
