import { SYSTEMS } from '../domain/systems/index.ts'
import { COUNT_EVERY_MS, createCameraDevice, FRAME_EVERY_S } from './cameras/cameraDevice.ts'
import { createHallPainter, type HallPainter } from './cameras/hallPicture.ts'
import type { Clock } from './clock.ts'
import type { DemoCity } from './demoCity.ts'
import type { Link } from './link.ts'
import { createSchedule, type Job } from './schedule.ts'
import { createSensorDevice } from './sensors/sensorDevice.ts'
import { reportOf, SYSTEM_IDS } from './systems/systemDevice.ts'

/** The demo city living in real time. */
export interface LiveCity {
  /** Announces everything, as at every new connection; resolves when the broker has it. */
  introduce(): Promise<void>
  /** Begins to speak. */
  start(): void
  /** Falls silent and says goodbye: every device goes offline. */
  stop(): Promise<void>
}

export function createLiveCity({
  city,
  clock,
  link,
  prefix,
  painter = createHallPainter({ random: city.random }),
}: {
  city: DemoCity
  clock: Clock
  link: Pick<Link, 'publish' | 'room'>
  prefix: string
  painter?: HallPainter
}): LiveCity {
  const { random, faults } = city
  const sensors = city.sensors.map((sensor) => ({
    sensor,
    device: createSensorDevice({ sensor, prefix, link, random, fault: faults.sensor(sensor.id) }),
  }))
  const cameras = city.offices.map((office) => ({
    office,
    device: createCameraDevice({ office, prefix, link, fault: faults.camera(office.cameraId), draw: painter.draw }),
  }))
  const devices = [...sensors, ...cameras].map(({ device }) => device)

  const jobs: Job[] = [
    ...sensors.map(({ sensor, device }) => ({
      everyMs: sensor.every * 1000,
      phase: random.of('phase', sensor.id),
      run: (at: number) => void device.tick(at),
    })),
    ...cameras.flatMap(({ device }, n) => [
      // The count first: the pictures show it.
      { everyMs: COUNT_EVERY_MS, phase: n / cameras.length, run: (at: number) => void device.count(at) },
      { everyMs: FRAME_EVERY_S * 1000, phase: n / cameras.length, run: (at: number) => void device.frame(at) },
    ]),
    ...city.offices.flatMap((office, n) =>
      SYSTEM_IDS.map((system, s) => ({
        everyMs: SYSTEMS[system].everyMs,
        phase: (n + s / SYSTEM_IDS.length) / city.offices.length,
        run(at: number) {
          const { topic, body } = reportOf(system, office, at, prefix)
          void link.publish(topic, JSON.stringify(body), { qos: 1, retain: true })
        },
      })),
    ),
  ]
  const schedule = createSchedule({ clock, jobs })

  return {
    async introduce() {
      const told: Promise<unknown>[] = []
      for (const device of devices) {
        await link.room()
        told.push(device.introduce())
      }
      await Promise.all(told)
    },
    start: schedule.start,
    async stop() {
      schedule.stop()
      for (const device of devices) {
        await link.room()
        void device.leave()
      }
    },
  }
}
