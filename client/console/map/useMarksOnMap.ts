import { useMemo } from 'react'
import type { Camera } from '../../../domain/cameras/camera.ts'
import type { Kpi } from '../../../domain/kpis/kpi.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import { isMappable } from '../../../domain/units/devicePlace.ts'
import { isWithin } from '../../../domain/units/isWithin.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useRows } from '../../live/useLive.ts'
import { mappable } from '../../map/layers/layerData.ts'
import type { MapFocus } from './mapFocus.ts'

export interface MarksOnMap {
  readonly sensors: ReadonlyMap<string, Sensor>
  readonly cameras: ReadonlyMap<string, Camera>
  /** The point, sensor or camera that the map is turned to, where its position can be drawn. */
  readonly chosen: { readonly lng: number; readonly lat: number } | undefined
  /** The unit that the map is turned to where no place is chosen: of a device that cannot be drawn its commune. */
  readonly unit: string
  /** Of the devices of `sensors` and `cameras` those that no position on the map is known of. */
  readonly unplaced: readonly (Sensor | Camera)[]
}

/**
 * Which sensors and cameras the map marks. The whole city shows those its KPI is measured by, lest marks hide the communes; below
 * it everything of the unit; a sensor or a camera stands among its like in the same district.
 */
export function useMarksOnMap(units: UnitTree, focus: MapFocus, kpi: Kpi): MarksOnMap {
  const sensors = useRows('sensors')
  const cameras = useRows('cameras')
  // A focus is made anew with each rendering; what it says stays.
  const { is, id, lng, lat, unit: of } = { id: '', lng: 0, lat: 0, unit: null, ...focus }
  return useMemo(() => {
    const device = is === 'sensor' ? sensors.get(id) : is === 'camera' ? cameras.get(id) : undefined
    const commune = is === 'point' ? (of ?? undefined) : device?.commune
    const unit = is === 'unit' ? id : districtOf(units, commune)
    const isCity = unit === units.city.code
    const within = (code: string) => isWithin(units, code, unit)
    const sensorShown = (sensor: Sensor) =>
      isCity ? kpi.from === 'sensor' && sensor.kind === kpi.kind : is !== 'camera' && within(sensor.commune)
    const cameraShown = (camera: Camera) => (isCity ? kpi.from === 'camera' : is !== 'sensor' && within(camera.commune))
    const shown = {
      sensors: new Map([...sensors].filter(([, sensor]) => sensorShown(sensor))),
      cameras: new Map([...cameras].filter(([, camera]) => cameraShown(camera))),
    }
    return {
      ...shown,
      chosen: is === 'point' ? { lng, lat } : mappable(device),
      unit: is === 'unit' ? id : (commune ?? units.city.code),
      unplaced: [...shown.sensors.values(), ...shown.cameras.values()].filter((device) => !isMappable(device)),
    }
  }, [units, is, id, lng, lat, of, kpi, sensors, cameras])
}

/** The unit right below the city that holds a commune; the city where there is none. */
function districtOf(units: UnitTree, commune: string | undefined): string {
  const way = commune === undefined ? [] : units.lineage(commune)
  return way.at(-2) ?? units.city.code
}
