import type { Edition } from '../../domain/units/unit.ts'
import type { Entry } from '../store/store.ts'
import type { Accepted } from './accepted.ts'

/** What of a message belongs into the history; undefined for what is only shown: frames and online/offline. */
export function entryOf(accepted: Accepted, edition: Edition): Entry | undefined {
  switch (accepted.is) {
    case 'sensorAnnounce':
      return { is: 'sensor', sensor: accepted.sensor, edition }
    case 'cameraAnnounce':
      return { is: 'camera', camera: accepted.camera, edition }
    case 'readings': {
      const source = `sensor/${accepted.id}`
      const { receivedAt } = accepted
      const samples = accepted.readings.map(({ values, ...times }) => ({
        source,
        ...timesOf(times),
        receivedAt,
        values,
      }))
      return { is: 'samples', samples }
    }
    case 'count': {
      const { at, deviceAt, ...values } = accepted.count
      const { receivedAt } = accepted
      const times = timesOf({ at, deviceAt })
      return { is: 'samples', samples: [{ source: `camera/${accepted.id}`, ...times, receivedAt, values }] }
    }
    case 'statistics':
      return { is: 'statistics', reports: accepted.reports }
    case 'link': {
      const { system, link, report, receivedAt } = accepted
      const { state, since, lastSuccess, simulated, ...times } = report
      const values = {
        up: state === 'up' ? 1 : 0,
        simulated: simulated ? 1 : 0,
        ...(since !== undefined && { since }),
        ...(lastSuccess !== undefined && { lastSuccess }),
      }
      return { is: 'samples', samples: [{ source: `link/${system}/${link}`, ...timesOf(times), receivedAt, values }] }
    }
    case 'event':
      return { is: 'event', event: accepted.event }
    default:
      return undefined
  }
}

function timesOf({ at, deviceAt }: { readonly at: number; readonly deviceAt?: number | undefined }) {
  return { at, ...(deviceAt !== undefined && { deviceAt }) }
}
