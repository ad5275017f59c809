import { RIVER_GAUGE } from '../panels/rankStations.ts'
import { declaredScene, type Scene, type SceneView } from './scene.ts'

/**
 * The Hậu from Ô Môn to Cái Cui, seen upstream from Cái Cui; in 2025, when the city reaches the sea, and while a station elsewhere needs somebody, all
 * of the city, as other scenes show it.
 */
const WHOLE_CITY: SceneView = { is: 'city', pitch: 50, bearing: -14 }

export const water: Scene = {
  ...declaredScene('water'),
  question: { vi: 'Sông, triều và mưa: có nguy cơ ngập không?', en: 'River, tide and rain: will it flood?' },
  headline: { is: 'water', gauge: RIVER_GAUGE },
  period: 'now',
  view: {
    is: 'around',
    bounds: [
      [105.62, 9.97],
      [105.83, 10.13],
    ],
    pitch: 50,
    bearing: -47,
  },
  viewIn: { '2025': WHOLE_CITY },
  viewWide: WHOLE_CITY,
  layers: [{ layer: 'stations', kinds: ['waterLevel', 'rain', 'salinity'] }],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'highWater', gauge: RIVER_GAUGE },
        { of: 'highest', kind: 'rain' },
        { of: 'highest', kind: 'salinity' },
      ],
    },
  ],
  attention: { panel: 'stationList', kinds: ['waterLevel', 'rain', 'salinity'] },
  right: 'list',
}
