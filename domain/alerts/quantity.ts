import { PEOPLE_PER_COUNTER } from '../kpis/officesOverCapacity.ts'
import { SENSOR_KINDS } from '../sensors/index.ts'
import type { SensorKind } from '../sensors/sensorKind.ts'
import type { CountedText, Text } from '../text.ts'
import type { Alert } from './alert.ts'

/** What the number of an alert is a number of. */
export interface AlertQuantity {
  readonly unit: string | CountedText
  readonly digits: number
  /** What the limit is called that was passed, where there is one. */
  readonly limitName: Text | undefined
}

const PEOPLE: CountedText = { vi: 'người', en: 'people', one: 'person' }
const DEVICES: CountedText = { vi: 'thiết bị', en: 'devices', one: 'device' }

/** Rules whose number is not of a sensor, by their name. */
const COUNTS: Readonly<Record<string, { readonly unit: CountedText; readonly limitName?: Text }>> = {
  'office.overCapacity': {
    unit: PEOPLE,
    limitName: {
      vi: `${PEOPLE_PER_COUNTER} người mỗi quầy có cán bộ`,
      en: `${PEOPLE_PER_COUNTER} people a staffed counter`,
    },
  },
  'office.unstaffed': { unit: PEOPLE },
  'sensor.manyLost': { unit: DEVICES },
  'camera.manyLost': { unit: DEVICES },
  'network.district': { unit: DEVICES },
  'rain.storm': { unit: { vi: 'trạm', en: 'stations', one: 'station' } },
  'events.leftOut': { unit: { vi: 'sự kiện', en: 'events', one: 'event' } },
  'system.silent': { unit: { vi: 'đơn vị', en: 'units', one: 'unit' } },
  'sources.clock': { unit: { vi: 'nguồn', en: 'sources', one: 'source' } },
}

/** @returns undefined for a rule that is about no number */
export function alertQuantity({
  rule,
  limit,
  severity: worst,
  severityNow: severity = worst,
}: Pick<Alert, 'rule' | 'limit'> & Partial<Pick<Alert, 'severity' | 'severityNow'>>): AlertQuantity | undefined {
  const count = Object.hasOwn(COUNTS, rule) ? COUNTS[rule] : undefined
  if (count !== undefined)
    return { unit: count.unit, digits: 0, limitName: limit === null ? undefined : count.limitName }
  const [kindId = '', name = ''] = rule.split('.')
  if (!Object.hasOwn(SENSOR_KINDS, kindId)) return undefined
  const { quantities, index, thresholds }: SensorKind = SENSOR_KINDS[kindId as keyof typeof SENSOR_KINDS]
  // A quantity has one limit of each severity, wherever the city has set it since; what was raised by a limit has one.
  const limitName =
    limit === null
      ? undefined
      : thresholds.find(
          (each) => each.quantity === name && (severity === undefined ? each.at === limit : each.severity === severity),
        )?.label
  if (name === 'index' && index !== undefined) return { unit: index.label, digits: index.digits, limitName }
  const quantity = Object.hasOwn(quantities, name) ? quantities[name] : undefined
  return quantity && { unit: quantity.unit, digits: quantity.digits, limitName }
}
