import { SYSTEMS } from '../domain/systems/index.ts'
import { DAY_MS } from '../domain/time.ts'
import { formatTopic } from '../domain/topics.ts'
import { COUNT_EVERY_MS, countAt, createCameraDevice, FRAME_EVERY_S } from './cameras/cameraDevice.ts'
import { createHallPainter, type HallPainter } from './cameras/hallPicture.ts'
import type { LiveServer } from './cameras/liveServer.ts'
import type { Clock } from './clock.ts'
import type { DemoCity } from './demoCity.ts'
import { eventMessages } from './events.ts'
import type { Link } from './link.ts'
import { LINKS, linkAt } from './links.ts'
import { createSchedule, type Job } from './schedule.ts'
import { createSensorDevice } from './sensors/sensorDevice.ts'
import { CALM, type Effects } from './storylines/effects.ts'
import { reportOf, reportsTo, SYSTEM_IDS } from './systems/systemDevice.ts'

/** One camera in so many offers live pictures. */
const LIVE_EVERY = 3
const EVENTS_EVERY_MS = 15_000
const MAX_WAITING = 5_000
const EVENTS_BACK_MS = 3 * DAY_MS

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
  effects = () => CALM,
  media,
}: {
  city: DemoCity
  clock: Clock
  link: Pick<Link, 'publish' | 'room'>
  prefix: string
  painter?: HallPainter
  /** What a storyline does to it. @param at epoch ms */
  effects?: (at: number) => Effects
  /** Gives live pictures of every third office; absent: there are none. */
  media?: Pick<LiveServer, 'addressOf' | 'show'> | undefined
}): LiveCity {
  const { random, faults } = city
  const way: Pick<Link, 'publish'> = {
    publish: (topic, payload, options) =>
      effects(clock.now()).isCutOff ? Promise.resolve(false) : link.publish(topic, payload, options),
  }
  const isSilent = (id: string, at: number) => effects(at).isSilent(id)
  const sensors = city.sensors.map((sensor) => ({
    sensor,
    device: createSensorDevice({
      sensor: {
        ...sensor,
        read: (at) => effects(at).measured(sensor.announce.kind, sensor.id, sensor.read(at)),
      },
      ...{ prefix, random, link: way, fault: faults.sensor(sensor.id) },
    }),
  }))
  const live = new Map(
    city.offices.filter((_, n) => n % LIVE_EVERY === 0).map((office) => [office.cameraId, office] as const),
  )
  media?.show(async (camera) => {
    const [office, at] = [live.get(camera), clock.now()]
    if (office === undefined || faults.camera(camera) === 'offline' || isSilent(camera, at)) return undefined
    return (await painter.draw(office, { ...countAt(office, at), at })).jpeg
  })
  const cameras = city.offices.map((office) => ({
    office,
    device: createCameraDevice({
      live: live.has(office.cameraId) ? media?.addressOf(office.cameraId) : undefined,
      office,
      prefix,
      link: way,
      fault: faults.camera(office.cameraId),
      officeFault: faults.office(office.unit.code),
      draw: painter.draw,
    }),
  }))
  const devices = [...sensors, ...cameras].map(({ device }) => device)

  const jobs: Job[] = [
    ...sensors.map(({ sensor, device }) => ({
      everyMs: sensor.every * 1000,
      phase: random.of('phase', sensor.id),
      run: (at: number) => void (isSilent(sensor.id, at) || device.tick(at)),
    })),
    ...cameras.flatMap(({ device, office: { cameraId } }, n) => [
      // The count first: the pictures show it.
      {
        everyMs: COUNT_EVERY_MS,
        phase: n / cameras.length,
        run: (at: number) => void (isSilent(cameraId, at) || device.count(at)),
      },
      {
        everyMs: FRAME_EVERY_S * 1000,
        phase: n / cameras.length,
        run: (at: number) => void (isSilent(cameraId, at) || device.frame(at)),
      },
    ]),
    ...city.authorities.flatMap((authority, n) =>
      SYSTEM_IDS.filter((system) => reportsTo(system, authority)).map((system, s) => ({
        everyMs: SYSTEMS[system].everyMs,
        phase: ((n + s / SYSTEM_IDS.length) / city.authorities.length) % 1,
        run(at: number) {
          const fault = faults.office(authority.unit.code)
          const { topic, body } = reportOf(system, authority, at, prefix, fault)
          say(topic, body, true)
        },
      })),
    ),
    ...LINKS.map((cityLink, n) => ({
      everyMs: cityLink.everyMs,
      phase: n / LINKS.length,
      run(at: number) {
        const topic = formatTopic({ is: 'link', system: cityLink.system, link: cityLink.link }, prefix)
        say(topic, linkAt(random, cityLink, at), true)
      },
    })),
    { everyMs: EVENTS_EVERY_MS, phase: 0, run: tellEvents },
  ]
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  /** At the beginning everybody speaks at once: one after the other, and beyond a bound left out until their next turn. */
  function say(topic: string, body: object, retain: boolean): void {
    if (waiting >= MAX_WAITING) return
    waiting++
    last = last.then(async () => {
      await link.room()
      waiting--
      void way.publish(topic, JSON.stringify(body), { qos: 1, retain })
    })
  }

  let eventsTold: number | undefined
  /** The first time, what began in the last days and has not ended; then what begins and ends. */
  function tellEvents(at: number): void {
    const isFirst = eventsTold === undefined
    const messages = eventMessages(random, city.units, eventsTold ?? at - EVENTS_BACK_MS, at, prefix)
    eventsTold = at
    const ended = new Set(messages.filter(({ body }) => body.state === 'closed').map(({ body }) => body.id))
    for (const { topic, body } of messages) if (!isFirst || !ended.has(body.id)) say(topic, body, false)
  }
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
