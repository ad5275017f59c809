import { limitDigits } from '../digits.ts'
import { KPIS, type KpiId } from '../kpis/index.ts'
import type { Kpi } from '../kpis/kpi.ts'
import { limitText } from '../kpis/limitText.ts'
import { SENSOR_KINDS } from '../sensors/index.ts'
import type { SensorKind } from '../sensors/sensorKind.ts'
import type { Language, Text } from '../text.ts'
import { writtenValue } from '../writtenNumber.ts'
import type { Subject } from './change.ts'
import { type DeclaredThreshold, THRESHOLDS } from './thresholds.ts'

/** A number of a threshold with its unit: `1,75 m`. */
export function thresholdValue(
  { kind: id, threshold }: Pick<DeclaredThreshold, 'kind' | 'threshold'>,
  at: number,
  language: Language,
): string {
  const kind: SensorKind = SENSOR_KINDS[id]
  const { unit = '', digits = 0 } = kind.quantities[threshold.quantity] ?? { digits: kind.index?.digits }
  return writtenValue(at, limitDigits(at, digits), unit, language)
}

/** A number that something is set to, with its unit and the side that counts: `≥ 98%`, `≤ 0 hồ sơ`, `≥ 1,75 m`. */
export function settingLimit({ what, key }: Subject, value: number, language: Language): string {
  const kpi: Kpi | undefined = what === 'target' && Object.hasOwn(KPIS, key) ? KPIS[key as KpiId] : undefined
  if (kpi !== undefined) return limitText(kpi, value, language)
  const threshold = what === 'threshold' ? THRESHOLDS.find((each) => each.key === key) : undefined
  // What another version of the hub has set is known by its number alone.
  return threshold === undefined
    ? writtenValue(value, limitDigits(value, 0), '', language)
    : `≥ ${thresholdValue(threshold, value, language)}`
}

/** The same in both languages, of what a command's input says; undefined: it is no number, and is told like anything that somebody sends. */
export function settingLimitTexts(subject: Subject, value: unknown): Text | undefined {
  if (typeof value !== 'number') return undefined
  return { vi: settingLimit(subject, value, 'vi'), en: settingLimit(subject, value, 'en') }
}
