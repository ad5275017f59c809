import type { Evidence } from '../../../domain/alerts/alert.ts'
import type { Condition } from '../../../domain/alerts/transition.ts'
import { type Watch, type WatchLevel, watchKey } from '../../../domain/alerts/watch.ts'
import { asOf, freshness, patienceFor } from '../../../domain/freshness.ts'
import { readableName } from '../../../domain/readableName.ts'
import type { Reception } from '../../../domain/reception.ts'
import type { Sensor } from '../../../domain/sensors/sensor.ts'
import type { Threshold } from '../../../domain/sensors/sensorKind.ts'
import type { KindsInForce } from '../../../domain/settings/thresholds.ts'
import { sensorSource } from '../../../domain/sourceId.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import { writtenTime } from '../../../domain/writtenTime.ts'
import { namedValues } from '../kpis/kpiLeaves.ts'
import { isFlood } from './flood.ts'
import type { WatchCity } from './watches.ts'

const BROKER_HOLD_MS = MINUTE_MS
/** Devices, or stations, that an alert names; how many there are it says itself. */
const NAMED = 20

/** The hub has lost its broker: whatever follows from it is judged by nobody, and this one alert says so. */
export function brokerWatch(reception: Reception): Watch {
  const isCut = reception.is === 'cut' && reception.cause === 'broker'
  return {
    rule: 'hub.broker',
    subject: 'system',
    subjectId: 'broker',
    unit: null,
    simulated: false,
    levels: [
      {
        condition: isCut ? 'on' : reception.is === 'open' ? 'off' : 'between',
        holdMs: BROKER_HOLD_MS,
        severity: 'critical',
        value: null,
        limit: null,
        title: () => ({
          vi: 'Trung tâm mất kết nối với máy chủ MQTT: không nhận được số liệu nào',
          en: 'The hub has lost its MQTT broker: no data reach it',
        }),
        evidence: () =>
          isCut
            ? [
                {
                  label: { vi: 'Từ', en: 'Since' },
                  value: writtenTime(reception.since),
                  source: 'hub/broker',
                  at: reception.since,
                },
              ]
            : [],
      },
    ],
  }
}

/** Rain over many stations is one storm, whose members are the stations' own alerts: one level for each threshold of rain. */
export function stormWatch(city: Pick<WatchCity, 'sensors' | 'reading'>, now: number, kinds: KindsInForce): Watch {
  const stations = [...city.sensors()].filter(({ kind }) => kind === 'rain')
  const live = stations.flatMap((station) => {
    const reading = city.reading(station.id)
    const isLive =
      reading !== undefined && freshness(asOf(reading), now, patienceFor(station.everyMs), reading.retained) === 'live'
    return isLive ? [{ station, at: reading.at ?? now, values: namedValues(station.kind, reading) }] : []
  })
  type Rain = (typeof live)[number]
  const beyond = ({ quantity, at }: Threshold, less: number) =>
    live.filter(({ values }) => (values[quantity] ?? Number.NEGATIVE_INFINITY) >= at - less)
  const fallenAt = ({ values }: Rain, { quantity }: Threshold) => values[quantity] ?? 0
  /** With the digits of its quantity: beside each other, all have as many. */
  const fallenText = (rain: Rain, threshold: Threshold) => {
    const quantities: Readonly<Record<string, { readonly unit: string; readonly digits: number }>> =
      kinds.rain.quantities
    const { unit = '', digits = 0 } = quantities[threshold.quantity] ?? {}
    const places = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    return `${fallenAt(rain, threshold).toLocaleString('vi-VN', places)} ${unit}`.trim()
  }
  const { thresholds } = kinds.rain
  return {
    rule: 'rain.storm',
    subject: 'system',
    subjectId: 'rain',
    unit: null,
    simulated: stations.some(({ simulated }) => simulated),
    isOfNow: true,
    members: stations.flatMap(({ id }) =>
      [...new Set(thresholds.map(({ quantity }) => quantity))].map((quantity) =>
        watchKey({ rule: `rain.${quantity}`, subject: 'sensor', subjectId: id }),
      ),
    ),
    levels: thresholds.map((threshold): WatchLevel => {
      const wet = beyond(threshold, 0)
      const condition: Condition =
        live.length === 0
          ? 'unknown'
          : isFlood(wet.length, live.length)
            ? 'on'
            : isFlood(beyond(threshold, threshold.hysteresis).length, live.length)
              ? 'between'
              : 'off'
      return {
        condition,
        holdMs: 0,
        // The stations' own alerts hold on as long: a storm that ended before them would leave them as so many alerts of a rain that is over.
        goneForMs: threshold.holdMs,
        severity: threshold.severity,
        value: wet.length,
        limit: null,
        title: () => {
          const [vi, en] = [threshold.label.vi.toLowerCase(), threshold.label.en.toLowerCase()]
          const silent = stations.length - live.length
          // Of a station that says nothing nobody knows whether it rains there: it is left out of the count, and said.
          return {
            vi: `Mưa diện rộng: ${wet.length}/${live.length} trạm ${silent === 0 ? '' : 'có số liệu '}vượt mức ${vi}${silent === 0 ? '' : ` (${silent} trạm không có số liệu)`}`,
            en: `Widespread rain: ${wet.length} of ${live.length} stations ${silent === 0 ? '' : 'that report '}beyond ${en}${silent === 0 ? '' : ` (${silent} without data)`}`,
          }
        },
        evidence: () =>
          wet
            .toSorted((a, b) => fallenAt(b, threshold) - fallenAt(a, threshold))
            .slice(0, NAMED)
            .map((rain) => ({
              label: both(readableName(rain.station.name, rain.station.id)),
              value: fallenText(rain, threshold),
              source: sensorSource(rain.station.id),
              at: rain.at,
            })),
      }
    }),
  }
}

const both = (text: string) => ({ vi: text, en: text })

/** A device as silence knows it. */
export interface HeardDevice {
  readonly hearing: 'heard' | 'lost' | 'unheard' | 'never'
  readonly device: Pick<Sensor, 'id' | 'name' | 'commune' | 'simulated'>
  /** Key of its own alert of silence; its source. */
  readonly key: string
  readonly source: string
  /** Sensors of one kind, or cameras. */
  readonly group: string
  /** When it was heard last, epoch ms; null: nobody knows. */
  readonly heardAt: number | null
}

/** The district of a commune. */
export function districtOf(commune: string, units: UnitTree): string | undefined {
  return units.lineage(commune).at(-2)
}

/** So large a part of a district's devices, of more than one kind, and it is its network. */
const NETWORK_SHARE = 0.6
const NETWORK_LEAST = 5

interface DistrictSilence {
  readonly code: string
  readonly known: readonly HeardDevice[]
  readonly lost: readonly HeardDevice[]
  readonly isDown: boolean
}

/** Of each district whether its network is gone: most of its devices, of several kinds, while most other districts are there. */
export function districtsOf(devices: readonly HeardDevice[], units: UnitTree): readonly DistrictSilence[] {
  const byDistrict = new Map<string, HeardDevice[]>()
  for (const heard of devices) {
    const code = districtOf(heard.device.commune, units)
    if (code === undefined) continue
    const inside = byDistrict.get(code)
    if (inside === undefined) byDistrict.set(code, [heard])
    else inside.push(heard)
  }
  const all = [...byDistrict].map(([code, inside]): DistrictSilence => {
    const known = inside.filter(({ hearing }) => hearing !== 'never')
    const lost = known.filter(({ hearing }) => hearing === 'lost')
    const isDown =
      lost.length >= NETWORK_LEAST &&
      lost.length >= known.length * NETWORK_SHARE &&
      new Set(lost.map(({ group }) => group)).size > 1
    return { code, known, lost, isDown }
  })
  const judged = all.filter(({ known }) => known.length >= NETWORK_LEAST)
  const down = judged.filter(({ isDown }) => isDown)
  // Where most districts are gone, it is no district's network.
  return down.length * 2 > judged.length ? all.map((each) => ({ ...each, isDown: false })) : all
}

export function districtWatches(districts: readonly DistrictSilence[], units: UnitTree, now: number): Watch[] {
  return districts.map(({ code, known, lost, isDown }): Watch => {
    const name = units.byCode.get(code)?.name ?? code
    const isKnown = known.length > 0 && known.every(({ hearing }) => hearing !== 'unheard')
    return {
      rule: 'network.district',
      subject: 'unit',
      subjectId: code,
      unit: code,
      simulated: known.some(({ device }) => device.simulated),
      isOfNow: true,
      members: lost.map(({ key }) => key),
      levels: [
        {
          condition: isDown ? 'on' : isKnown ? 'off' : 'unknown',
          holdMs: MINUTE_MS / 2,
          severity: 'major',
          value: lost.length,
          limit: null,
          title: () => ({
            vi: `${name}: mất mạng, ${lost.length}/${known.length} thiết bị mất kết nối`,
            en: `${name}: network down, ${lost.length} of ${known.length} devices without connection`,
          }),
          evidence: () =>
            lost.slice(0, NAMED).map(
              ({ device, source, heardAt }): Evidence => ({
                label: both(readableName(device.name, device.id)),
                value: heardAt === null ? '–' : writtenTime(heardAt),
                source,
                at: heardAt ?? now,
              }),
            ),
        },
      ],
    }
  })
}
