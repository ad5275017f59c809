import { useTranslation } from 'react-i18next'
import { SENSOR_KINDS, type SensorKindId } from '../../../domain/sensors/index.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { useText } from '../../i18n/useText.ts'
import { CAMERA_LOOKS, type Looks, stationLooks } from '../../map/deviceLooks.ts'
import { SENSOR_SHAPES } from '../../map/layers/sensorShapes.ts'
import { countText } from '../../map/layers/stackCounts.ts'
import { MarkSample } from '../../map/MarkSample.tsx'
import { kpiOf } from '../figures/kpiList.ts'
import { useView } from '../useView.ts'
import type { MapFocus } from './mapFocus.ts'
import { useMarksOnMap } from './useMarksOnMap.ts'

const ALL_KINDS = Object.keys(SENSOR_KINDS) as SensorKindId[]

/** What the marks of the sensors and cameras say that stand on the map now. */
export function DeviceLegend({ units, focus }: { units: UnitTree; focus: MapFocus }) {
  const { t } = useTranslation('common')
  const text = useText()
  const { view } = useView()
  const { sensors, cameras } = useMarksOnMap(units, focus, kpiOf(view.kpi))
  const there = new Set([...sensors.values()].map(({ kind }) => kind))
  const kinds = ALL_KINDS.filter((kind) => there.has(kind))
  const looks: Looks<(typeof CAMERA_LOOKS)[number][0] | 'mixed' | 'reached' | 'old'> = [
    ...(cameras.size > 0 ? CAMERA_LOOKS : []),
    ...(kinds.length > 0 ? stationLooks(kinds) : []),
  ]
  return (
    <>
      {kinds.map((kind) => (
        <li key={kind} className="legend__item">
          <MarkSample shape={SENSOR_SHAPES[kind]} tone="calm" />
          {text(SENSOR_KINDS[kind].label)}
        </li>
      ))}
      {looks.map(([says, marks]) => (
        <li key={says} className="legend__item">
          {marks.map((mark) => (
            <MarkSample key={`${mark.tone} ${mark.sure}`} {...mark} />
          ))}
          {t(`marks.${says}`)}
        </li>
      ))}
      {looks.length > 0 && (
        <li className="legend__item">
          <b aria-hidden="true">{countText(2)}</b>
          {t('marks.several')}
        </li>
      )}
    </>
  )
}
