import { declaredScene, type Scene } from './scene.ts'

/** What leaders have ordered: called by whoever steers the wall, as at a briefing. */
export const directives: Scene = {
  ...declaredScene('directives'),
  question: { vi: 'Chỉ đạo: việc nào quá hạn, việc nào sắp quá hạn?', en: 'Directives: what is overdue, what is due?' },
  headline: { is: 'directives' },
  period: 'now',
  view: { is: 'city', pitch: 0, bearing: 0 },
  layers: [{ layer: 'alerts' }],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'directives', cell: 'overdue' },
        { of: 'directives', cell: 'near' },
        { of: 'directives', cell: 'inTime' },
      ],
    },
  ],
  attention: { panel: 'directiveList' },
  right: 'list',
}
