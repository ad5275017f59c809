import { type KindsInForce, kindsInForce } from '../../domain/settings/thresholds.ts'
import { useRows } from './useLive.ts'

/** One for all who ask: what is judged by the same limits need not be judged twice. */
const known = new WeakMap<ReadonlyMap<string, unknown>, KindsInForce>()

/**
 * Sensor kinds with the thresholds that the hub judges by: whatever draws or writes a limit takes it from here. As declared until the hub has
 * spoken; the same object while none changes.
 */
export function useSensorKinds(): KindsInForce {
  const rows = useRows('thresholds')
  const kinds = known.get(rows) ?? kindsInForce(rows.values())
  known.set(rows, kinds)
  return kinds
}
