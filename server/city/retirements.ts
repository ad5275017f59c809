import type { Camera, CameraView } from '../../domain/cameras/camera.ts'
import type { Sensor, SensorReading } from '../../domain/sensors/sensor.ts'
import { linkKeyOf, parseSourceId, type SourceParts } from '../../domain/sourceId.ts'
import type { FeedName, Feeds } from '../../domain/wire.ts'
import type { Retirement } from '../store/store.ts'
import type { Picture } from './picture.ts'

/**
 * Sources that have ended. Their rows are taken out of the picture and kept aside, so that whoever begins again stands where it stood, with
 * its true age.
 */
export interface Retirements {
  get(source: string): Retirement | undefined
  /** Whether something true at `at` is from before the end of its source: it goes to the history, and brings nobody back. */
  endedBy(source: string, at: number): boolean
  /** The announcement of a device that has ended. */
  asleep(source: string): Feeds['sensors'] | Feeds['cameras'] | undefined
  /** Sensors and cameras that have ended. */
  devices(): readonly EndedDevice[]
  /** A sensor or camera that has ended. */
  device(source: string): EndedDevice | undefined
  retire(retirement: Retirement): void
  wake(source: string): void
  onChange(listener: (source: string) => void): void
}

/** A device as it was announced, with what it said last; when it ended, epoch ms, and who ended it, as in `Retired`. */
export type EndedDevice = { readonly at: number; readonly by: string | null } & (
  | { readonly is: 'sensor'; readonly sensor: Sensor; readonly reading: SensorReading | undefined }
  | { readonly is: 'camera'; readonly camera: Camera; readonly view: CameraView | undefined }
)

/** A row that was taken out, and how it is put back. */
interface Asleep {
  readonly row: object
  readonly restore: () => void
}

export function createRetirements({ picture }: { picture: Picture }): Retirements {
  const ended = new Map<string, Retirement & { readonly rows: readonly Asleep[] }>()
  const listeners: ((source: string) => void)[] = []

  function take<F extends FeedName>(feed: F, key: string): Asleep[] {
    const row = picture.get(feed, key)
    if (row === undefined) return []
    return [{ row, restore: () => picture.set(feed, row) }]
  }

  function rowsOf(source: string): { readonly feeds: readonly FeedName[]; readonly key: string } {
    const parts = parseSourceId(source)
    if (parts?.is === 'sensor') return { feeds: ['sensors', 'readings'], key: parts.id }
    if (parts?.is === 'camera') return { feeds: ['cameras', 'cameraViews'], key: parts.id }
    const key = linkKeyOf(parts)
    return key === undefined ? { feeds: [], key: source } : { feeds: ['links'], key }
  }

  /** The announcement of a device that has not ended. */
  function announced(parts: SourceParts | undefined) {
    if (parts?.is === 'sensor') return picture.get('sensors', parts.id)
    return parts?.is === 'camera' ? picture.get('cameras', parts.id) : undefined
  }

  function unitOf(source: string): string | null {
    const parts = parseSourceId(source)
    return parts?.is === 'statistics' ? parts.unit : (announced(parts)?.commune ?? null)
  }

  function nameOf(source: string): string | undefined {
    return announced(parseSourceId(source))?.name
  }

  function device(source: string): EndedDevice | undefined {
    const { at, by, rows: [first, second] = [] } = ended.get(source) ?? {}
    if (at === undefined || by === undefined || first === undefined) return undefined
    const { is } = parseSourceId(source) ?? {}
    if (is === 'sensor')
      return { is: 'sensor', sensor: first.row as Sensor, reading: second?.row as SensorReading | undefined, at, by }
    if (is === 'camera')
      return { is: 'camera', camera: first.row as Camera, view: second?.row as CameraView | undefined, at, by }
    return undefined
  }

  function tell(source: string): void {
    for (const listener of listeners) listener(source)
  }

  return {
    get: (source) => ended.get(source),
    endedBy: (source, at) => at <= (ended.get(source)?.at ?? Number.NEGATIVE_INFINITY),
    asleep: (source) => ended.get(source)?.rows[0]?.row as Feeds['sensors'] | Feeds['cameras'] | undefined,
    devices: () => [...ended.keys()].flatMap((source) => device(source) ?? []),
    device,
    retire(retirement) {
      const { source, at, by } = retirement
      const { feeds, key } = rowsOf(source)
      const unit = unitOf(source)
      const name = nameOf(source)
      ended.set(source, { source, at, by, rows: feeds.flatMap((feed) => take(feed, key)) })
      // What a device says goes before the device: who hears of it still finds where it stood.
      for (const feed of [...feeds].reverse()) picture.remove(feed, key)
      picture.set('retired', { id: source, name, unit, at, by })
      tell(source)
    },
    wake(source) {
      const known = ended.get(source)
      if (known === undefined) return
      ended.delete(source)
      for (const { restore } of known.rows) restore()
      picture.remove('retired', source)
      tell(source)
    },
    onChange: (listener) => void listeners.push(listener),
  }
}
