import type { Alert } from '../alerts/alert.ts'
import type { Text } from '../text.ts'
import type { SceneId } from './scenes.ts'

interface AlertKind {
  readonly name: Text
  /** How the rules of these alerts begin. */
  readonly rules: readonly string[]
  /** The scene on which they are seen best. */
  readonly scene: SceneId
}

/** Alerts by what they are about, as far as a wall has a scene of it. */
export const ALERT_KINDS = {
  water: {
    name: { vi: 'Mực nước, mưa, độ mặn', en: 'Water level, rain, salinity' },
    rules: ['waterLevel.', 'rain.', 'salinity.'],
    scene: 'water',
  },
  air: { name: { vi: 'Chất lượng không khí', en: 'Air quality' }, rules: ['airQuality.'], scene: 'air' },
  oneStop: { name: { vi: 'Bộ phận Một cửa', en: 'One-stop offices' }, rules: ['office.'], scene: 'oneStop' },
  systems: {
    name: { vi: 'Hệ thống thông tin', en: 'Information systems' },
    rules: ['system.', 'link.'],
    scene: 'systems',
  },
} as const satisfies Record<string, AlertKind>

export type AlertKindId = keyof typeof ALERT_KINDS
export const ALERT_KIND_IDS = Object.keys(ALERT_KINDS) as [AlertKindId, ...AlertKindId[]]

/** Undefined: no scene is about such alerts alone. */
export function alertKind({ rule }: Pick<Alert, 'rule'>): AlertKindId | undefined {
  return ALERT_KIND_IDS.find((id) => ALERT_KINDS[id].rules.some((begins) => rule.startsWith(begins)))
}
