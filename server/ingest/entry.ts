import type { Link } from '../../domain/systems/link.ts'
import type { Edition } from '../../domain/units/unit.ts'
import type { Entry } from '../store/store.ts'
import type { Accepted } from './accepted.ts'

/**
 * What of a message belongs into the history; undefined for what is only shown: frames and online/offline.
 * @param linkOf how a connection stands now, by its key
 */
export function entryOf(
  accepted: Accepted,
  edition: Edition,
  linkOf: (key: string) => Link | undefined,
): Entry | undefined {
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
        ...markOf(accepted),
      }))
      return { is: 'samples', samples }
    }
    case 'count': {
      const { at, deviceAt, ...values } = accepted.count
      const { receivedAt } = accepted
      const times = timesOf({ at, deviceAt })
      const source = `camera/${accepted.id}`
      return { is: 'samples', samples: [{ source, ...times, receivedAt, values, ...markOf(accepted) }] }
    }
    case 'statistics':
      return { is: 'statistics', reports: accepted.reports }
    case 'link': {
      const { system, link, report, receivedAt } = accepted
      const { state, simulated, ...times } = report
      // Who does not say since when leaves it to those who listen: what they make of it is kept, so that it is the same after a restart.
      const shown = linkOf(`${system}/${link}`)
      const isShown = shown?.at === report.at
      const since = isShown ? shown.since : report.since
      const lastSuccess = isShown ? shown.lastSuccessAt : report.lastSuccess
      const values = {
        up: state === 'up' ? 1 : 0,
        simulated: simulated ? 1 : 0,
        ...(since != null && { since }),
        ...(lastSuccess != null && { lastSuccess }),
      }
      const source = `link/${system}/${link}`
      return { is: 'samples', samples: [{ source, ...timesOf(times), receivedAt, values, ...markOf(accepted) }] }
    }
    case 'event':
      return { is: 'event', event: accepted.event }
    case 'retired':
      return { is: 'retired', retirement: { source: accepted.source, at: accepted.receivedAt, by: null } }
    default:
      return undefined
  }
}

function timesOf({ at, deviceAt }: { readonly at: number; readonly deviceAt?: number | undefined }) {
  return { at, ...(deviceAt !== undefined && { deviceAt }) }
}

function markOf({ retained }: { readonly retained: boolean }) {
  return retained ? { retained } : {}
}
