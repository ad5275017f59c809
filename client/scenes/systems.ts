import { declaredScene, type Scene } from './scene.ts'

export const systems: Scene = {
  ...declaredScene('systems'),
  question: {
    vi: 'Hệ thống thông tin nào đang gián đoạn?',
    en: 'Which information systems are in trouble?',
  },
  headline: { is: 'systems' },
  period: 'now',
  view: { is: 'city', pitch: 50, bearing: -14 },
  layers: [{ layer: 'alerts' }],
  panels: [{ panel: 'systemRing' }, { panel: 'figures', figures: [{ of: 'kpi', kpi: 'documentDelivery' }] }],
  attention: { panel: 'systemList' },
  right: 'list',
}
