import type { Unit } from '../../domain/units/unit.ts'
import type { Random } from '../random.ts'
import type { Ledger } from './ledger.ts'

/** Whoever reports: a one-stop office with its books, a district's offices, or the city's departments together. */
export interface Authority {
  readonly unit: Unit
  readonly random: Random
  /** The dossiers of its one-stop office; communes have one. */
  readonly ledger?: Ledger
}

/** How many people work there, as a scale for everything that offices have and do: a commune's is 1. */
export function sizeOf({ unit, random }: Authority): number {
  const draw = 0.8 + 0.4 * random.of('size', unit.code)
  return draw * { city: 70, district: 8, commune: 1 }[unit.level]
}
