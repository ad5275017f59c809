import type { Camera } from '../../domain/cameras/camera.ts'
import type { CameraCount, LinkReport, Reading } from '../../domain/messages.ts'
import type { Sensor } from '../../domain/sensors/sensor.ts'
import type { StatisticReport, StoredEvent } from '../store/store.ts'

/**
 * A message that passed decoding and plausibility: what the live picture is told.
 * `retained`: it came from an external broker's memory when the hub subscribed; stale until a live one follows.
 */
export type Accepted =
  | { readonly is: 'sensorAnnounce'; readonly sensor: Sensor }
  | {
      readonly is: 'sensorStatus'
      readonly id: string
      readonly status: 'online' | 'offline'
      readonly receivedAt: number
    }
  | {
      readonly is: 'readings'
      readonly id: string
      readonly readings: readonly Reading[]
      readonly receivedAt: number
      readonly retained: boolean
    }
  | { readonly is: 'cameraAnnounce'; readonly camera: Camera }
  | {
      readonly is: 'cameraStatus'
      readonly id: string
      readonly status: 'online' | 'offline'
      readonly receivedAt: number
    }
  | { readonly is: 'frame'; readonly id: string; readonly jpeg: Uint8Array; readonly receivedAt: number }
  | {
      readonly is: 'count'
      readonly id: string
      readonly count: CameraCount
      readonly receivedAt: number
      readonly retained: boolean
    }
  /** Of one system and unit, rising by period. */
  | { readonly is: 'statistics'; readonly reports: readonly StatisticReport[]; readonly retained: boolean }
  | {
      readonly is: 'link'
      readonly system: string
      readonly link: string
      readonly report: LinkReport
      readonly receivedAt: number
      readonly retained: boolean
    }
  | { readonly is: 'event'; readonly event: StoredEvent }
