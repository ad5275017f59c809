import type { Link } from '../../domain/systems/link.ts'
import type { Edition } from '../../domain/units/unit.ts'
import type { Entry, RawMessage, Sample } from '../store/store.ts'
import type { Accepted } from './accepted.ts'

/**
 * What of a message belongs into the history; undefined for what is only shown: frames and online/offline.
 * @param source who sent it
 * @param linkOf how a connection stands now, by its key
 * @param message what brought it, as it came
 */
export function entryOf(
  accepted: Accepted,
  source: string,
  edition: Edition,
  linkOf: (key: string) => Link | undefined,
  message: RawMessage | undefined,
): Entry | undefined {
  switch (accepted.is) {
    case 'sensorAnnounce':
      return { is: 'sensor', sensor: accepted.sensor, edition }
    case 'cameraAnnounce':
      return { is: 'camera', camera: accepted.camera, edition }
    case 'readings':
      return {
        is: 'samples',
        samples: accepted.readings.map((each) => sampleOf(accepted, source, each, each.values)),
        message,
      }
    case 'count': {
      const { at: _, deviceAt: __, ...values } = accepted.count
      return { is: 'samples', samples: [sampleOf(accepted, source, accepted.count, values)], message }
    }
    case 'statistics':
      return { is: 'statistics', reports: accepted.reports, message }
    case 'link': {
      const { system, link, report } = accepted
      // Who does not say since when leaves it to those who listen: what they make of it is kept, so that it is the same after a restart.
      const shown = linkOf(`${system}/${link}`)
      const isShown = shown?.at === report.at
      const since = isShown ? shown.since : report.since
      const lastSuccess = isShown ? shown.lastSuccessAt : report.lastSuccess
      const values = {
        up: report.state === 'up' ? 1 : 0,
        simulated: report.simulated ? 1 : 0,
        ...(since != null && { since }),
        ...(lastSuccess != null && { lastSuccess }),
      }
      return { is: 'samples', samples: [sampleOf(accepted, source, report, values)], message }
    }
    case 'event':
      return { is: 'event', event: accepted.event, message }
    case 'retired':
      return { is: 'retired', retirement: { source, at: accepted.receivedAt, by: null } }
    default:
      return undefined
  }
}

function sampleOf(
  { receivedAt, retained }: { readonly receivedAt: number; readonly retained: boolean },
  source: string,
  { at, deviceAt }: { readonly at: number; readonly deviceAt?: number },
  values: Sample['values'],
): Sample {
  if (deviceAt === undefined && !retained) return { source, at, receivedAt, values }
  return { source, at, receivedAt, values, ...(deviceAt !== undefined && { deviceAt }), ...(retained && { retained }) }
}
