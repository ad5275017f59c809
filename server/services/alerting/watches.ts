import { againstLimit, type Condition } from '../../../domain/alerts/transition.ts'
import { type Watch, type WatchLevel, watchKey } from '../../../domain/alerts/watch.ts'
import { type Camera, COUNT_EVERY_MS, cameraState, countAsOf, isWorking } from '../../../domain/cameras/camera.ts'
import { type Office, officeCount, officesOf } from '../../../domain/cameras/office.ts'
import { asOf, freshness, patienceFor } from '../../../domain/freshness.ts'
import { isOverCapacity, PEOPLE_PER_COUNTER } from '../../../domain/kpis/officesOverCapacity.ts'
import { isUnstaffed } from '../../../domain/kpis/officesUnstaffed.ts'
import { readableName } from '../../../domain/readableName.ts'
import type { Reception } from '../../../domain/reception.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import type { SensorKind } from '../../../domain/sensors/sensorKind.ts'
import { type KindsInForce, kindsInForce } from '../../../domain/settings/thresholds.ts'
import { cameraSource, sensorSource } from '../../../domain/sourceId.ts'
import { type CountedText, counted, type Text } from '../../../domain/text.ts'
import { MINUTE_MS } from '../../../domain/time.ts'
import type { UnitTree } from '../../../domain/units/unit.ts'
import type { City } from '../../city/city.ts'
import { namedValues } from '../kpis/kpiLeaves.ts'
import { districtOf, districtsOf, districtWatches, type HeardDevice, stormWatch } from './causeWatches.ts'
import { isFlood } from './flood.ts'
import { lastHeard, silenceOf } from './lastHeard.ts'

const LOST_HOLD_MS = MINUTE_MS
const QUEUE_HOLD_MS = 3 * MINUTE_MS
const CAMERAS: Text = { vi: 'Camera Một cửa', en: 'One-stop cameras' }
const PEOPLE: CountedText = { vi: 'người', en: 'people', one: 'person' }
const COUNTERS: CountedText = { vi: 'quầy', en: 'counters', one: 'counter' }

export type WatchCity = Pick<City, 'sensors' | 'reading' | 'cameras' | 'cameraView' | 'countReceivedAt' | 'hasMoved'>

/**
 * Everything that may need a person, as it stands now. Nothing is lost to a hub that has not listened for as long as it takes to be lost.
 * @param reception since when the hub hears its sources
 * @param kinds with the thresholds in force; as declared when absent
 * @param units of the city; without them no silence is a district's
 * @param isOnlyWrong whether a source speaks, and is not taken for its clock alone: it is not lost, and another alert says what is wrong
 */
export function watchesOf(
  city: WatchCity,
  now: number,
  reception: Reception,
  kinds: KindsInForce = AS_DECLARED,
  units?: UnitTree,
  isOnlyWrong: (source: string) => boolean = () => false,
): Watch[] {
  const silence: Silence = new Map()
  const watches = [
    ...sensorWatches(city, now, reception, kinds, silence),
    ...cameraWatches(city, now, reception, silence),
    stormWatch(city, now, kinds),
  ]
  for (const { devices } of silence.values())
    for (const [n, device] of devices.entries())
      if (isOnlyWrong(device.source)) devices[n] = { ...device, hearing: 'heard' }
  if (units === undefined) return [...watches, ...silenceWatches(silence, () => false)]
  const districts = districtsOf(
    [...silence.values()].flatMap(({ devices }) => devices),
    units,
  )
  const down = new Set(districts.filter(({ isDown }) => isDown).map(({ code }) => code))
  const isDown = (commune: string) => down.size > 0 && down.has(districtOf(commune, units) ?? '')
  return [...watches, ...districtWatches(districts, units, now), ...silenceWatches(silence, isDown)]
}

const AS_DECLARED = kindsInForce([])

/** `never`: no message of it has come yet; that is no silence, and is told where sources are listed. */
type Hearing = 'heard' | 'lost' | 'unheard' | 'never'

/**
 * Whether a device is lost; one that said goodbye is, as long as the hub would hear it come back.
 * @param heardAt when it was heard last: one that delivers what it kept is as well connected as one that tells of now
 */
function hearingOf(
  heardAt: number | null,
  { everyMs }: { readonly everyMs: number },
  status: 'online' | 'offline' | null,
  now: number,
  reception: Reception,
): Hearing {
  if (status === 'offline') return reception.is === 'open' ? 'lost' : 'unheard'
  if (heardAt === null) return 'never'
  return silenceOf(heardAt, now, patienceFor(everyMs), reception)
}

const both = (text: (language: 'vi' | 'en') => string): Text => ({ vi: text('vi'), en: text('en') })

function written(value: number, digits: number, unit: string, language: 'vi' | 'en'): string {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB'
  const number = value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return `${number} ${unit}`.trim()
}

function sensorWatches(
  city: WatchCity,
  now: number,
  reception: Reception,
  kinds: KindsInForce,
  silence: Silence,
): Watch[] {
  const watches: Watch[] = []
  for (const sensor of city.sensors()) {
    const kind: SensorKind | undefined = kinds[sensor.kind as keyof KindsInForce]
    const reading = city.reading(sensor.id)
    if (kind === undefined || reading === undefined) continue
    watches.push(...thresholdWatches(sensor, kind, reading, now))
    const heardAt = lastHeard(asOf(reading), reading)
    note(silence, 'sensor', sensor.kind, kind.label, {
      hearing: hearingOf(heardAt, sensor, reading.status, now, reception),
      device: sensor,
      heardAt,
    })
  }
  return watches
}

/** One watch a quantity, one level a threshold. */
function thresholdWatches(sensor: Sensor, kind: SensorKind, reading: SensorReading, now: number): Watch[] {
  const live = freshness(asOf(reading), now, patienceFor(sensor.everyMs), reading.retained) === 'live'
  const values = namedValues(sensor.kind, reading)
  const quantities = new Set(kind.thresholds.map(({ quantity }) => quantity))
  return [...quantities].map((quantity) => {
    const value = values[quantity] ?? null
    const declared = kind.quantities[quantity]
    const label = quantity === 'index' ? kind.index?.label : declared?.label
    const digits = quantity === 'index' ? (kind.index?.digits ?? 0) : (declared?.digits ?? 0)
    const unit = declared?.unit ?? ''
    const levels = kind.thresholds
      .filter((threshold) => threshold.quantity === quantity)
      .map(
        (threshold): WatchLevel => ({
          condition: live ? againstLimit(value, threshold.at, threshold.hysteresis) : 'unknown',
          holdMs: threshold.holdMs,
          severity: threshold.severity,
          value,
          limit: threshold.at,
          title: () =>
            both((language) => {
              const now = value === null ? '–' : written(value, digits, unit, language)
              const limit = written(threshold.at, digits, unit, language)
              return `${readableName(sensor.name, sensor.id)}: ${label?.[language] ?? quantity} ${now} · ${threshold.label[language]} (${limit})`
            }),
        }),
      )
    return {
      rule: `${sensor.kind}.${quantity}`,
      subject: 'sensor',
      subjectId: sensor.id,
      unit: sensor.commune,
      simulated: sensor.simulated,
      levels,
    }
  })
}

function cameraWatches(city: WatchCity, now: number, reception: Reception, silence: Silence): Watch[] {
  const watches: Watch[] = []
  for (const camera of city.cameras()) {
    const view = city.cameraView(camera.id)
    if (view === undefined) continue
    const state = cameraState(view, camera.everyMs, now, reception)
    watches.push(
      frozenWatch(camera, state.is, city.hasMoved(camera.id)),
      unclearWatch(camera, state.is, view.quality ?? null),
      noPictureWatch(camera, state.is),
    )
    // Pictures are in memory only: after a restart its counts tell that it was heard.
    const countedAt = view.frameAt === null ? (city.countReceivedAt(camera.id) ?? null) : null
    const everyMs = countedAt === null ? camera.everyMs : Math.max(camera.everyMs, COUNT_EVERY_MS)
    const heardAt = view.frameAt ?? countedAt
    const hearing = isWorking(state, view, now) ? 'heard' : hearingOf(heardAt, { everyMs }, view.status, now, reception)
    note(silence, 'camera', 'camera', CAMERAS, { hearing, device: camera, heardAt })
  }
  const queues = officesOf(city.cameras()).flatMap((office) => hallWatches(office, city, now))
  return [...watches, ...queues]
}

function watchOf(camera: Camera, rule: string, level: WatchLevel): Watch {
  return {
    rule,
    subject: 'camera',
    subjectId: camera.id,
    unit: camera.commune,
    simulated: camera.simulated,
    levels: [level],
  }
}

/** @param hasMoved whether the picture has changed since the hub began */
function frozenWatch(camera: Camera, state: string, hasMoved: boolean): Watch {
  return watchOf(camera, 'camera.frozen', {
    // Lost says nothing about frozen: another alert speaks then. Nor does the first picture after a restart.
    condition: state === 'frozen' ? 'on' : state === 'live' && hasMoved ? 'off' : 'unknown',
    holdMs: 0,
    severity: 'minor',
    value: null,
    limit: null,
    title: () =>
      both(
        (language) =>
          `${readableName(camera.name, camera.id)}: ${language === 'vi' ? 'hình bị treo' : 'the picture is frozen'}`,
      ),
  })
}

/** @param quality what the last pictures were found to be; null: nobody has looked yet */
function unclearWatch(camera: Camera, state: string, quality: string | null): Watch {
  return watchOf(camera, 'camera.unclear', {
    // A picture that is lost, or dark, says nothing of the lens.
    condition: state === 'unclear' ? 'on' : state === 'live' && quality === 'good' ? 'off' : 'unknown',
    holdMs: MINUTE_MS,
    severity: 'minor',
    value: null,
    limit: null,
    title: () =>
      both(
        (language) =>
          `${readableName(camera.name, camera.id)}: ${language === 'vi' ? 'hình mờ hoặc bị che' : 'the picture is blurred or covered'}`,
      ),
  })
}

/** A hall that is too full for its staffed counters, and one where people wait and no counter is staffed: two troubles, never one. */
function hallWatches(office: Office, city: WatchCity, now: number): Watch[] {
  const patience = patienceFor(COUNT_EVERY_MS)
  const count = officeCount(
    office,
    (id) => city.cameraView(id),
    (view) => freshness(countAsOf(view), now, patience, view.retained) === 'live',
  )
  const { waiting = null, countersStaffed: staffed = null, counters = null, fresh = false } = count ?? {}
  const known = waiting !== null && staffed !== null
  const conditionOf = (holds: (waiting: number, staffed: number) => boolean): Condition =>
    !known || !fresh ? 'unknown' : holds(waiting, staffed) ? 'on' : 'off'
  const people = {
    vi: `${waiting ?? '–'} người chờ`,
    en: `${waiting ?? '–'} ${counted(PEOPLE, waiting, 'en')} waiting`,
  }
  const watch = (rule: string, level: Pick<WatchLevel, 'condition' | 'limit'>, counter: Text): Watch => ({
    rule,
    subject: 'camera',
    subjectId: office.id,
    unit: office.commune,
    simulated: office.cameras.some(({ simulated }) => simulated),
    levels: [
      {
        ...level,
        holdMs: QUEUE_HOLD_MS,
        severity: 'minor',
        value: waiting,
        title: () => ({
          vi: `${calledOf(office)}: ${people.vi}, ${counter.vi}`,
          en: `${calledOf(office)}: ${people.en}, ${counter.en}`,
        }),
      },
    ],
  })
  return [
    watch(
      'office.overCapacity',
      {
        condition: conditionOf(isOverCapacity),
        limit: staffed === null ? null : staffed * PEOPLE_PER_COUNTER,
      },
      {
        vi: `${staffed ?? '–'}/${counters ?? '–'} quầy có cán bộ`,
        en: `${staffed ?? '–'}/${counters ?? '–'} ${counted(COUNTERS, counters, 'en')} staffed`,
      },
    ),
    watch(
      'office.unstaffed',
      { condition: conditionOf((people, counters) => isUnstaffed(people, counters)), limit: null },
      { vi: 'không quầy nào có cán bộ', en: 'no counter staffed' },
    ),
  ]
}

function noPictureWatch(camera: Camera, state: string): Watch {
  return watchOf(camera, 'camera.noPicture', {
    // Of one that is lost altogether another alert speaks.
    condition: state === 'noPicture' ? 'on' : state === 'unheard' ? 'unknown' : 'off',
    holdMs: LOST_HOLD_MS,
    severity: 'minor',
    value: null,
    limit: null,
    title: () => ({
      vi: `${camera.name}: vẫn gửi số đếm nhưng không có hình`,
      en: `${camera.name}: counts, but sends no picture`,
    }),
  })
}

/** One camera's name says where it is; of several only the office's own name holds for all. */
function calledOf({ id, name, cameras: [first, ...others] }: Office): string {
  return readableName(others.length === 0 ? (first?.name ?? name) : name, id)
}

/** Devices by what they are: sensors of one kind, or cameras. */
type Silence = Map<
  string,
  { readonly subject: 'sensor' | 'camera'; readonly label: Text; readonly devices: HeardDevice[] }
>

function note(
  silence: Silence,
  subject: 'sensor' | 'camera',
  group: string,
  label: Text,
  heard: Pick<HeardDevice, 'hearing' | 'device' | 'heardAt'>,
): void {
  const { id } = heard.device
  const known = silence.get(group) ?? { subject, label, devices: [] }
  const source = subject === 'sensor' ? sensorSource(id) : cameraSource(id)
  known.devices.push({ ...heard, group, source, key: watchKey({ rule: `${subject}.lost`, subject, subjectId: id }) })
  silence.set(group, known)
}

/**
 * One watch a device, and one a kind that takes over when many fall silent together.
 * @param isDown whether the network of a commune's district is gone: another alert tells of all that lies there
 */
function silenceWatches(silence: Silence, isDown: (commune: string) => boolean): Watch[] {
  return [...silence].flatMap(([group, { subject, label, devices: everywhere }]) => {
    const devices = everywhere.filter(({ device }) => !isDown(device.commune))
    const silent = devices.filter(({ hearing }) => hearing === 'lost')
    const lost = silent.length
    const known = devices.filter(({ hearing }) => hearing !== 'never')
    const flood = isFlood(lost, known.length)
    const isKnown = known.length > 0 && known.every(({ hearing }) => hearing !== 'unheard')
    const all: Watch = {
      rule: `${subject}.manyLost`,
      subject: 'system',
      subjectId: group,
      unit: null,
      simulated: devices.some(({ device }) => device.simulated),
      isOfNow: true,
      members: silent.map(({ key }) => key),
      levels: [
        {
          condition: flood ? 'on' : isKnown ? 'off' : 'unknown',
          holdMs: LOST_HOLD_MS / 2,
          severity: 'major',
          value: lost,
          limit: null,
          title: () => ({
            vi: `${label.vi}: ${lost}/${known.length} mất kết nối`,
            en: `${label.en}: ${lost}/${known.length} without connection`,
          }),
        },
      ],
    }
    const each = everywhere.map(
      ({ hearing, device }): Watch => ({
        rule: `${subject}.lost`,
        subject,
        subjectId: device.id,
        unit: device.commune,
        simulated: device.simulated,
        levels: [
          {
            condition:
              hearing === 'lost'
                ? flood || isDown(device.commune)
                  ? 'between'
                  : 'on'
                : hearing === 'heard'
                  ? 'off'
                  : 'unknown',
            holdMs: LOST_HOLD_MS,
            severity: 'minor',
            value: null,
            limit: null,
            title: () =>
              both(
                (language) =>
                  `${readableName(device.name, device.id)}: ${language === 'vi' ? 'mất kết nối' : 'connection lost'}`,
              ),
          },
        ],
      }),
    )
    return [all, ...each]
  })
}
