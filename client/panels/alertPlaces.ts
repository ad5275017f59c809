import type { Alert } from '../../domain/alerts/alert.ts'
import { openAlerts } from '../../domain/alerts/order.ts'
import { isWithin } from '../../domain/units/isWithin.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import type { AlertPlace } from '../map/layers/alertMarks.ts'

/**
 * Where open alerts stand on the map: one mark a unit, with the worst of what is open there. An alert without a unit has no place; one of a
 * unit that holds the one in view concerns more than it and stays off its map.
 * @param unit code of the unit in view
 */
export function alertPlaces(alerts: Iterable<Alert>, units: UnitTree, unit: string): readonly AlertPlace[] {
  const worst = new Map<string, Alert>()
  for (const alert of openAlerts(alerts)) {
    if (alert.unit === null || worst.has(alert.unit) || !isWithin(units, alert.unit, unit)) continue
    worst.set(alert.unit, alert)
  }
  return [...worst.values()].flatMap(({ id, severity, unit: code }) => {
    const place = code === null ? undefined : units.byCode.get(code)
    return place === undefined ? [] : [{ id, severity, lng: place.lng, lat: place.lat }]
  })
}
