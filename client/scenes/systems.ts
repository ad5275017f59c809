import type { Scene } from './scene.ts'

export const systems: Scene = {
  id: 'systems',
  name: { vi: 'Hệ thống', en: 'Systems' },
  question: {
    vi: 'Hệ thống nào gián đoạn, đơn vị nào chưa gửi số liệu?',
    en: 'Which systems are down, which units are not reporting?',
  },
  headline: { is: 'systems' },
  period: 'now',
  view: { is: 'city', pitch: 30, bearing: 0 },
  layers: [{ layer: 'alerts' }],
  panels: [{ panel: 'systemConnections' }],
  attention: { panel: 'systemBoard' },
  right: 'table',
  dwellMs: 45_000,
}
