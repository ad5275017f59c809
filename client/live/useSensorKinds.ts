import { useMemo } from 'react'
import { type KindsInForce, kindsInForce } from '../../domain/settings/thresholds.ts'
import { useRows } from './useLive.ts'

/**
 * Sensor kinds with the thresholds that the hub judges by: whatever draws or writes a limit takes it from here. As declared until the hub has
 * spoken; the same object while none changes.
 */
export function useSensorKinds(): KindsInForce {
  const rows = useRows('thresholds')
  return useMemo(() => kindsInForce(rows.values()), [rows])
}
