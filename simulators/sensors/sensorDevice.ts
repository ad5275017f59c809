import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { formatTopic } from '../../domain/topics.ts'
import type { CitySensor } from '../demoCity.ts'
import { CLOCK_AHEAD_MS, CLOCK_BEHIND_MS, LATE_EVERY_MS, ONE_IN, type SensorFault } from '../faults.ts'
import type { Link } from '../link.ts'
import type { Random } from '../random.ts'

/** One reading as it is sent. */
interface SentReading {
  readonly at: number
  readonly values: Readonly<Record<string, number>>
}

/** A sensor at work: says a reading when asked to, keeps what it could not send, misbehaves when it has a fault. */
export interface SensorDevice {
  /** Announcement and status, as at every connection. */
  introduce(): Promise<unknown>
  /** @param at when the reading is due, epoch ms */
  tick(at: number): Promise<void>
  /** Says goodbye. */
  leave(): Promise<boolean>
}

/** What a device keeps while it cannot send: an hour and more at ten seconds. The oldest goes first. */
const MAX_KEPT = 500

export function createSensorDevice({
  sensor,
  prefix,
  link,
  random,
  fault,
}: {
  sensor: CitySensor
  prefix: string
  link: Pick<Link, 'publish'>
  random: Random
  fault: SensorFault | undefined
}): SensorDevice {
  const topic = (message: 'announce' | 'status' | 'reading') =>
    formatTopic({ is: 'sensor', id: sensor.id, message }, prefix)
  const kept: SentReading[] = []
  let sending = false

  function measure(at: number): SentReading {
    const values = sensor.read(at)
    if (fault === 'clockAhead') return { at: at + CLOCK_AHEAD_MS, values }
    if (fault === 'clockBehind') return { at: at - CLOCK_BEHIND_MS, values }
    if (fault === 'spiking' && now(at, ONE_IN.spiking)) return { at, values: { ...values, ...spike() } }
    return { at, values }
  }

  /** The main quantity far beyond what can be. */
  function spike(): Record<string, number> {
    const kind: SensorKind = SENSOR_KINDS[sensor.announce.kind as keyof typeof SENSOR_KINDS]
    const [, max] = kind.quantities[kind.primary]?.range ?? [0, 1000]
    return { [kind.primary]: max * 3 }
  }

  function now(at: number, oneIn: number): boolean {
    return random.of('fault now', sensor.id, at) < 1 / oneIn
  }

  async function send(): Promise<void> {
    // One message on its way at a time: order is kept, and a slow link gathers readings instead of messages.
    if (sending) return
    sending = true
    const batch = kept.slice()
    const body = batch.length === 1 ? batch[0] : batch
    const arrived = await link.publish(topic('reading'), JSON.stringify(body), { qos: 1 })
    if (arrived) kept.splice(0, kept.length, ...kept.filter((reading) => !batch.includes(reading)))
    sending = false
  }

  return {
    introduce: () =>
      Promise.all([
        link.publish(topic('announce'), JSON.stringify(sensor.announce), { qos: 1, retain: true }),
        link.publish(topic('status'), 'online', { qos: 1, retain: true }),
      ]),

    async tick(at) {
      if (fault === 'silent') return
      if (fault === 'malformed' && now(at, ONE_IN.malformed)) {
        await link.publish(topic('reading'), `{"at":${at},"values":{`, { qos: 1 })
        return
      }
      const reading = measure(at)
      kept.push(reading)
      if (kept.length > MAX_KEPT) kept.shift()
      if (fault === 'late' && Math.floor(at / LATE_EVERY_MS) === Math.floor((at - sensor.every * 1000) / LATE_EVERY_MS))
        return
      await send()
      if (fault === 'duplicating' && now(at, ONE_IN.duplicating)) {
        await link.publish(topic('reading'), JSON.stringify(reading), { qos: 1 })
      }
    },

    leave: () => link.publish(topic('status'), 'offline', { qos: 1, retain: true }),
  }
}
