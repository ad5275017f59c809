import { declaredScene, type Scene } from './scene.ts'

export const security: Scene = {
  ...declaredScene('security'),
  question: { vi: 'An toàn thông tin: máy nào chưa được bảo vệ?', en: 'Security: which machines stand open?' },
  headline: { is: 'security' },
  period: 'now',
  view: { is: 'city', pitch: 50, bearing: -14 },
  layers: [{ layer: 'communes', kpi: 'antiMalwareHosts', rise: true }],
  panels: [
    {
      panel: 'figures',
      figures: [
        { of: 'kpi', kpi: 'antiMalwareHosts' },
        { of: 'kpi', kpi: 'firewallSites' },
        { of: 'kpi', kpi: 'securityDossiers' },
      ],
    },
  ],
  attention: { panel: 'securityList' },
  right: 'list',
}
