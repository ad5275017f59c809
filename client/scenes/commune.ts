import { declaredScene, type Scene } from './scene.ts'

/** One commune in focus, named in the address (`/wall?scene=commune&unit=31135`): it is called, and never turned to. */
export const commune: Scene = {
  ...declaredScene('commune'),
  question: { vi: 'Xã, phường này: việc gì còn chậm?', en: 'This commune: what is behind?' },
  headline: { is: 'unit' },
  period: 'now',
  view: { is: 'unit', pitch: 30, bearing: 0 },
  layers: [{ layer: 'communes', kpi: 'onTimeRate', rise: false }, { layer: 'offices' }],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'kpi', kpi: 'onTimeRate' },
        { of: 'kpi', kpi: 'waitingNow' },
        { of: 'kpi', kpi: 'pendingOverdue' },
      ],
    },
  ],
  attention: { panel: 'unitList' },
  right: 'list',
}
