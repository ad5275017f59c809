import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { UnitTree } from '../../domain/units/unit.ts'
import { useText } from '../i18n/useText.ts'
import { useNow, useRows } from '../live/useLive.ts'
import { CityMap, type MapView } from '../map/CityMap.tsx'
import { useGeography } from '../map/geography.ts'
import { cameraMarks } from '../map/layers/cameraMarks.ts'
import { communeFill } from '../map/layers/communeFill.ts'
import { sensorMarks } from '../map/layers/sensorMarks.ts'
import { unitOutline } from '../map/layers/unitOutline.ts'
import { boundsOf } from './bounds.ts'
import { kpiOf } from './kpiList.ts'
import { toneOf } from './tone.ts'
import { useView } from './useView.ts'

/** What the map is turned to. */
export type MapFocus =
  | { readonly is: 'unit'; readonly code: string }
  | { readonly is: 'sensor'; readonly id: string }
  | { readonly is: 'camera'; readonly id: string }

const CLOSE_UP_ZOOM = 13.5

export function ConsoleMap({ units, focus }: { units: UnitTree; focus: MapFocus }) {
  return null
}
