import type { Layer } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import { asOf, patienceFor } from '../../../domain/freshness.ts'
import { ALWAYS_OPEN, type Reception } from '../../../domain/reception.ts'
import type { Sensor, SensorReading } from '../../../domain/sensors/sensor.ts'
import { reachedThreshold, type SensorKind, type Severity } from '../../../domain/sensors/sensorKind.ts'
import { type KindsInForce, kindsInForce } from '../../../domain/settings/thresholds.ts'
import { isMappable, type Mappable } from '../../../domain/units/devicePlace.ts'
import { BELOW } from '../baseStyle.ts'
import { DARK, type Palette } from '../palette.ts'
import { type Column, type Columns, FLAT, keptClear, mappable, type Placed } from './layerData.ts'
import { MarkLayer, type MarkShape, SHAPES, SURE } from './markLayer.ts'
import { ring } from './ring.ts'
import { MIXED_SHAPE, SENSOR_SHAPES } from './sensorShapes.ts'
import { type StackCount, stackCounts } from './stackCounts.ts'
import { stacksOf } from './stacks.ts'

/** Limits reached, the worst last. */
const WORST_LAST = ['calm', 'info', 'minor', 'major', 'critical'] as const satisfies readonly (Severity | 'calm')[]

type Attributes = {
  readonly getPosition: Column<Float64Array>
  readonly getShape: Column<Float32Array>
  readonly getSure: Column<Float32Array>
  readonly getLevel: Column<Float32Array>
  readonly getFillColor: Column<Uint8ClampedArray>
  readonly getRadius: Column<Float32Array>
}
export type SensorColumns = Columns<Attributes>

/** The level of a limit, as it stands in the mark: of the river that of its flood alert. */
export const LEVEL: Record<Severity | 'calm', number> = { calm: 0, info: 0, minor: 1, major: 2, critical: 3 }
/** Radius in pixels at scale 1: what has reached a limit is larger, and its strokes as high as the capitals of the names beside it. */
const RADIUS: Record<Severity | 'calm', number> = { calm: 8, info: 8, minor: 12, major: 13, critical: 15 }
/** How near, in pixels at scale 1, marks are drawn as one: nearer, and most of one lies under the other. */
const REACH = 6
/** More sensors than this are drawn smaller: a city of them must not become one blot. */
const MANY = 1_500
const SMALL = 0.55

/** What is kept from one call to the next, for one set of sensors. */
interface Drawn {
  readonly sensors: readonly Mappable<Sensor>[]
  readonly patience: readonly { readonly staleAfterMs: number; readonly lostAfterMs: number }[]
  readonly readings: (SensorReading | undefined)[]
  /** What each looks like by itself: its `SURE`, and its place in `WORST_LAST`. */
  readonly sure: Float32Array
  readonly worst: Uint8Array
  /** The sensors that each mark stands for, and the mark of each. */
  readonly stacks: readonly (readonly number[])[]
  readonly stackOf: Int32Array
  readonly counts: readonly StackCount[]
  readonly zoom: number | undefined
  readonly reach: number
  /** Epoch ms at which the mark as drawn is no longer right. */
  readonly goodUntil: Float64Array
  reception: Reception
  palette: Palette
  kinds: KindsInForce
  columns: SensorColumns
}
const drawn = new WeakMap<ReadonlyMap<string, Sensor>, Drawn>()
const AS_DECLARED = kindsInForce([])

/**
 * Sensors by kind (shape), limit reached (strokes, colour and size) and age (filled, hatched, outlined).
 *
 * Made for ten thousand of them changing ten times a second: the columns are kept per set of sensors, only readings that are other
 * objects than last time are looked at, and the same object is returned while nothing changed, so nothing is uploaded again.
 */
export function sensorMarks({
  sensors,
  readings,
  now,
  reception,
  selected,
  zoom,
  scale = 1,
  palette = DARK,
  kinds,
}: {
  sensors: ReadonlyMap<string, Sensor>
  readings: ReadonlyMap<string, SensorReading>
  /** Epoch ms on the hub's clock. */
  now: number
  reception: Reception
  /** Id of the sensor that has a ring around it, and sends another when it speaks. */
  selected?: string | undefined
  /** Of the map: marks that cover each other there become one, which says how many. */
  zoom?: number | undefined
  /** Of the marks' sizes: 1 on a desk. */
  scale?: number
  palette?: Palette
  /** With the thresholds in force; as declared when absent. */
  kinds?: KindsInForce | undefined
}): Layer[] {
  const columns = sensorColumns(sensors, readings, now, reception, palette, zoom, scale, kinds)
  const many = columns.length > MANY ? SMALL : 1
  const chosen = mappable(selected === undefined ? undefined : sensors.get(selected))
  return [
    new MarkLayer<SensorColumns, Placed>({
      id: 'sensors',
      data: columns as never,
      billboard: true,
      stroked: true,
      radiusUnits: 'pixels',
      radiusScale: scale * many,
      lineWidthUnits: 'pixels',
      getLineColor: palette.casing as [number, number, number, number],
      getLineWidth: 1.6 * scale * many,
      pickable: true,
      parameters: FLAT,
      keepClear: keptClear(sensors, (RADIUS.calm + 2) * scale),
      beforeId: BELOW.marks,
    }),
    ...stackCounts('sensor-counts', drawn.get(sensors)?.counts ?? [], scale, palette),
    ...(chosen === undefined
      ? []
      : [
          ...ring({ ...chosen, arrival: readings.get(chosen.id)?.receivedAt, color: palette.marks.calm, scale }),
          chosenRing('sensor-chosen', chosen.lng, chosen.lat, scale, palette),
        ]),
  ]
}

/** A ring around what is selected. */
export function chosenRing(id: string, lng: number, lat: number, scale: number, palette: Palette): Layer {
  return new ScatterplotLayer<readonly [number, number], Placed>({
    id,
    data: [[lng, lat]],
    getPosition: (position) => [...position],
    billboard: true,
    filled: false,
    stroked: true,
    radiusUnits: 'pixels',
    lineWidthUnits: 'pixels',
    getRadius: 17 * scale,
    getLineWidth: 2.5 * scale,
    getLineColor: palette.ink as [number, number, number, number],
    parameters: FLAT,
    updateTriggers: { getRadius: scale, getLineWidth: scale },
    beforeId: BELOW.marks,
  })
}

/** The columns that the layer draws; the same object until something in them changes. */
export function sensorColumns(
  sensors: ReadonlyMap<string, Sensor>,
  readings: ReadonlyMap<string, SensorReading>,
  now: number,
  reception: Reception,
  palette: Palette = DARK,
  zoom?: number,
  scale = 1,
  kinds: KindsInForce = AS_DECLARED,
): SensorColumns {
  const reach = REACH * scale * (sensors.size > MANY ? SMALL : 1)
  const before = drawn.get(sensors)
  const isLaidOut = before !== undefined && before.zoom === zoom && before.reach === reach
  const kept = isLaidOut ? before : layOut(sensors, zoom, reach)
  drawn.set(sensors, kept)
  if (kept.reception !== reception || kept.palette !== palette || kept.kinds !== kinds) kept.goodUntil.fill(0)
  kept.kinds = kinds
  kept.reception = reception
  kept.palette = palette
  const changed = new Set<number>()
  for (let i = 0; i < kept.sensors.length; i++) {
    const sensor = kept.sensors[i] as Sensor
    const reading = readings.get(sensor.id)
    if (reading === kept.readings[i] && now < (kept.goodUntil[i] as number)) continue
    kept.readings[i] = reading
    kept.worst[i] = WORST_LAST.indexOf(severityOf(sensor, reading, kinds))
    kept.sure[i] = sureness(kept, i, reading, now)
    changed.add(kept.stackOf[i] as number)
  }
  if (changed.size > 0) {
    const { attributes } = kept.columns
    // New arrays, not the old ones changed: the card compares arrays, not what is in them.
    const sure = attributes.getSure.value.slice()
    const level = attributes.getLevel.value.slice()
    const color = attributes.getFillColor.value.slice()
    const radius = attributes.getRadius.value.slice()
    for (const n of changed) {
      const look = lookOf(kept, kept.stacks[n] ?? [])
      sure[n] = look.sure
      level[n] = LEVEL[look.worst]
      color.set(palette.marks[look.worst], n * 4)
      radius[n] = RADIUS[look.worst]
    }
    kept.columns = {
      ...kept.columns,
      attributes: {
        ...kept.columns.attributes,
        getSure: { value: sure, size: 1 },
        getLevel: { value: level, size: 1 },
        getFillColor: { value: color, size: 4 },
        getRadius: { value: radius, size: 1 },
      },
    }
  }
  return kept.columns
}

/**
 * What a mark that stands for several looks like: the worst limit that one of them has reached, as sure as the surest who reached it. Where nobody
 * has reached any, as the least sure of them: one that is lost must not vanish under one that is live.
 */
function lookOf(
  { worst, sure }: Pick<Drawn, 'worst' | 'sure'>,
  stack: readonly number[],
): { readonly worst: Severity | 'calm'; readonly sure: number } {
  let reached = 0
  for (const i of stack) reached = Math.max(reached, worst[i] as number)
  let drawnAs: number | undefined
  for (const i of stack) {
    if (worst[i] !== reached) continue
    const own = sure[i] as number
    drawnAs = drawnAs === undefined ? own : reached === 0 ? Math.max(drawnAs, own) : Math.min(drawnAs, own)
  }
  return { worst: WORST_LAST[reached] ?? 'calm', sure: drawnAs ?? SURE.lost }
}

/** How the mark is drawn now, and until when that holds. Nothing is drawn as lost that the hub could not have heard. */
function sureness(kept: Drawn, i: number, reading: SensorReading | undefined, now: number): number {
  const patience = kept.patience[i] as Drawn['patience'][number]
  const { reception } = kept
  kept.goodUntil[i] = Number.POSITIVE_INFINITY
  const at = asOf(reading)
  if (reading === undefined || at === null) return SURE.lost
  if (reading.status === 'offline') return reception.is === 'open' ? SURE.lost : SURE.stale
  const heardSince = reception.is === 'open' ? reception.since : Number.POSITIVE_INFINITY
  const lostAt = Math.max(at, heardSince) + patience.lostAfterMs
  const staleAt = at + patience.staleAfterMs
  if (now > lostAt) return SURE.lost
  if (now > staleAt || reading.retained) {
    kept.goodUntil[i] = lostAt + 1
    return SURE.stale
  }
  kept.goodUntil[i] = staleAt + 1
  return SURE.live
}

/** The worst limit reached by the last values, however old: a dead sensor's last alarm stays in sight. */
function severityOf(sensor: Sensor, reading: SensorReading | undefined, kinds: KindsInForce): Severity | 'calm' {
  const kind: SensorKind | undefined = kinds[sensor.kind as keyof KindsInForce]
  if (kind === undefined || reading === undefined) return 'calm'
  const order = quantityOrder(kind)
  const reached = reachedThreshold(kind, (quantity) =>
    quantity === 'index' ? reading.index : reading.values[order.indexOf(quantity)],
  )
  return reached?.severity ?? 'calm'
}

const orders = new WeakMap<SensorKind, string[]>()
function quantityOrder(kind: SensorKind): string[] {
  const known = orders.get(kind) ?? Object.keys(kind.quantities)
  orders.set(kind, known)
  return known
}

/** What does not change while the sensors are the same. Nothing is known of any of them yet: outlined, and due at once. */
function layOut(map: ReadonlyMap<string, Sensor>, zoom: number | undefined, reach: number): Drawn {
  const sensors = [...map.values()].filter(isMappable)
  const all = new Float64Array(sensors.length * 2)
  for (const [i, { lng, lat }] of sensors.entries()) all.set([lng, lat], i * 2)
  const stacks = stacksOf(all, zoom, reach)
  const stackOf = new Int32Array(sensors.length)
  const count = stacks.length
  const position = new Float64Array(count * 2)
  const shape = new Float32Array(count)
  const color = new Uint8ClampedArray(count * 4)
  const ids: string[] = []
  const shared = new Map<string, readonly string[]>()
  const counts: StackCount[] = []
  stacks.forEach((stack, n) => {
    const members = stack.map((i) => sensors[i] as Mappable<Sensor>)
    const { id, lng, lat, kind } = members[0] as Mappable<Sensor>
    for (const i of stack) stackOf[i] = n
    ids.push(id)
    position.set([lng, lat], n * 2)
    color.set(DARK.marks.calm, n * 4)
    const isOneKind = members.every((other) => other.kind === kind)
    shape[n] =
      SHAPES[(isOneKind ? (SENSOR_SHAPES as Readonly<Record<string, MarkShape>>)[kind] : undefined) ?? MIXED_SHAPE]
    if (members.length === 1) return
    shared.set(
      id,
      members.map((member) => member.id),
    )
    counts.push({ lng, lat, count: members.length })
  })
  return {
    sensors,
    patience: sensors.map((sensor) => patienceFor(sensor.everyMs)),
    readings: new Array<SensorReading | undefined>(sensors.length).fill(undefined),
    sure: new Float32Array(sensors.length).fill(SURE.lost),
    worst: new Uint8Array(sensors.length),
    stacks,
    stackOf,
    counts,
    zoom,
    reach,
    goodUntil: new Float64Array(sensors.length),
    reception: ALWAYS_OPEN,
    palette: DARK,
    kinds: AS_DECLARED,
    columns: {
      length: count,
      ids,
      stacks: shared,
      attributes: {
        getPosition: { value: position, size: 2 },
        getShape: { value: shape, size: 1 },
        getSure: { value: new Float32Array(count).fill(SURE.lost), size: 1 },
        getLevel: { value: new Float32Array(count), size: 1 },
        getFillColor: { value: color, size: 4 },
        getRadius: { value: new Float32Array(count).fill(RADIUS.calm), size: 1 },
      },
    },
  }
}
