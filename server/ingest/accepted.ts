import type { AnnouncedCamera } from '../../domain/cameras/camera.ts'
import type { CameraCount, LinkReport, Reading } from '../../domain/messages.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { StatisticReport, StoredEvent } from '../store/store.ts'

/**
 * When something was true. `at` counts for order and age: the device's own time, the time of receipt where the device's clock was ahead, or
 * the device's time put forward where its clock had fallen back; then `deviceAt` is what the device said. Epoch ms.
 */
export type Timed<T extends { readonly at: number }> = T & { readonly deviceAt?: number }

/**
 * A message that passed decoding and plausibility: what the live picture is told.
 * `retained`: it came from an external broker's memory when the hub subscribed; stale until a live one follows.
 */
export type Accepted =
  | { readonly is: 'sensorAnnounce'; readonly sensor: Sensor; readonly retained?: boolean }
  | {
      readonly is: 'sensorStatus'
      readonly id: string
      readonly status: 'online' | 'offline'
      readonly receivedAt: number
      readonly retained?: boolean
    }
  | {
      readonly is: 'readings'
      readonly id: string
      readonly readings: readonly Timed<Reading>[]
      readonly receivedAt: number
      readonly retained: boolean
    }
  | { readonly is: 'cameraAnnounce'; readonly camera: AnnouncedCamera; readonly retained?: boolean }
  | {
      readonly is: 'cameraStatus'
      readonly id: string
      readonly status: 'online' | 'offline'
      readonly receivedAt: number
      readonly retained?: boolean
    }
  | { readonly is: 'frame'; readonly id: string; readonly jpeg: Uint8Array; readonly receivedAt: number }
  | {
      readonly is: 'count'
      readonly id: string
      readonly count: Timed<CameraCount>
      readonly receivedAt: number
      readonly retained: boolean
    }
  /** Of one system and unit, rising by period. */
  | { readonly is: 'statistics'; readonly reports: readonly StatisticReport[]; readonly retained: boolean }
  | {
      readonly is: 'link'
      readonly system: string
      readonly link: string
      readonly report: Timed<LinkReport>
      readonly receivedAt: number
      readonly retained: boolean
    }
  | { readonly is: 'event'; readonly event: StoredEvent }
  /** The source says that it has ended: its announcement, or what it reported last, was cleared. */
  | { readonly is: 'retired'; readonly source: string; readonly receivedAt: number }
