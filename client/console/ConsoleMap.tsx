import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '../../domain/units/unit.ts'
import { useText } from '../i18n/useText.ts'
import { useEdition, useNow, useRows } from '../live/useLive.ts'
import { CityMap } from '../map/CityMap.tsx'
import { useGeography } from '../map/geography.ts'
import { cameraMarks } from '../map/layers/cameraMarks.ts'
import { communeFill, type Fill } from '../map/layers/communeFill.ts'
import { sensorMarks } from '../map/layers/sensorMarks.ts'
import { unitOutline } from '../map/layers/unitOutline.ts'
import { toneOf } from '../panels/tone.ts'
import { boundsOf } from '../scenes/sceneView.ts'
import type { Page } from './address.ts'
import { kpiOf } from './kpiList.ts'
import { useView } from './useView.ts'

/** What the map is turned to. */
export type MapFocus =
  | { readonly is: 'unit'; readonly code: string }
  | { readonly is: 'sensor'; readonly id: string }
  | { readonly is: 'camera'; readonly id: string }
