import type { Scene } from './scene.ts'

/** The Hậu from Ô Môn to Cái Cui, seen upstream from Cái Cui. */
export const riverAir: Scene = {
  id: 'riverAir',
  name: { vi: 'Sông và không khí', en: 'River and air' },
  question: { vi: 'Sông Hậu, mưa, độ mặn, không khí thế nào?', en: 'River, rain, salinity and air: how are they?' },
  headline: { is: 'stations', gauge: 'MN-CAN-THO' },
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
  layers: [{ layer: 'stations', kinds: ['waterLevel', 'rain', 'salinity', 'airQuality'] }],
  panels: [
    { panel: 'river', gauge: 'MN-CAN-THO' },
    { panel: 'extremes', kinds: ['airQuality', 'rain', 'salinity'] },
  ],
  attention: { panel: 'stations', kinds: ['waterLevel', 'rain', 'salinity', 'airQuality'] },
  right: 'narrow',
  dwellMs: 40_000,
}
