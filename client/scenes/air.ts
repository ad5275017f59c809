import { declaredScene, type Scene } from './scene.ts'

export const air: Scene = {
  ...declaredScene('air'),
  question: { vi: 'Không khí: nơi nào đang ô nhiễm?', en: 'Air: where is it bad?' },
  headline: { is: 'air' },
  period: 'now',
  view: { is: 'city', pitch: 50, bearing: -14 },
  layers: [{ layer: 'stations', kinds: ['airQuality'] }],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'kpi', kpi: 'cityAqi', inPast: { of: 'highest', kind: 'airQuality' } },
        { of: 'highest', kind: 'airQuality', quantity: 'pm25' },
        { of: 'highest', kind: 'airQuality', quantity: 'pm10' },
      ],
    },
  ],
  attention: { panel: 'stationList', kinds: ['airQuality'] },
  right: 'list',
}
