import { beforeAll, describe, expect, it } from 'vitest'
import { FROZEN_AFTER_MS } from '../../domain/cameras/camera.ts'
import {
  CameraAnnounce,
  CameraCount,
  LinkReport,
  MAX_FUTURE_MS,
  MAX_JSON_BYTES,
  Readings,
  SensorAnnounce,
  Statistic,
  Status,
  SystemEvent,
} from '../../domain/messages.ts'
import { SENSOR_KINDS } from '../../domain/sensors/index.ts'
import type { SensorKind } from '../../domain/sensors/sensorKind.ts'
import { SYSTEMS } from '../../domain/systems/index.ts'
import { MINUTE_MS } from '../../domain/time.ts'
import { parseTopic, type Topic } from '../../domain/topics.ts'
import type { HallCount, HallPainter } from '../../simulators/cameras/hallPicture.ts'
import { createDemoCity, type Office } from '../../simulators/demoCity.ts'
import { CAMERA_FAULTS, SENSOR_FAULTS } from '../../simulators/faults.ts'
import { LINKS } from '../../simulators/links.ts'
import { createLiveCity } from '../../simulators/live.ts'
import { reportsTo, SYSTEM_IDS } from '../../simulators/systems/systemDevice.ts'
import { cityClock, jsonOf, type Published, recordingLink } from './support.ts'

const PREFIX = 'demo/v9'
const START = '2026-11-23T09:30:00+07:00'

/**
 * Lives through some minutes of a city; what it published, with its topics parsed. Of the offices those whose camera is faulty and
 * ten others: pictures take the time of such a test.
 */
async function live({ faults, minutes, painter }: { faults: number; minutes: number; painter?: HallPainter }) {
  const whole = createDemoCity({ seed: 7, edition: '2021', faults })
  const isFaulty = ({ cameraId }: Office) => whole.faults.camera(cameraId) !== undefined
  const offices = whole.offices
    .filter(isFaulty)
    .concat(whole.offices.filter((office) => !isFaulty(office)).slice(0, 10))
  const city = { ...whole, offices, authorities: offices }
  const clock = cityClock(START)
  const link = recordingLink()
  const liveCity = createLiveCity({ city, clock, link, prefix: PREFIX, ...(painter && { painter }) })
  await liveCity.introduce()
  liveCity.start()
  await clock.advance(minutes * MINUTE_MS)
  return { city, clock, link, liveCity, messages: link.published.map((sent) => ({ ...sent, is: topicOf(sent) })) }
}

function topicOf({ topic }: Published): Topic {
  const parsed = parseTopic(topic, PREFIX)
  if (parsed === undefined) throw new Error(`not a topic of the contract: ${topic}`)
  return parsed
}

/** What the contract says a message must be; undefined when it is. */
function faultOf(sent: Published & { is: Topic }): string | undefined {
  const { is, qos, retain } = sent
  const want = (schema: { safeParse(value: unknown): { success: boolean } }, retained: boolean) => {
    if (qos !== 1 || retain !== retained) return 'QoS or retained'
    if (sent.payload.length > MAX_JSON_BYTES) return 'too large'
    return schema.safeParse(jsonOf(sent)).success ? undefined : 'schema'
  }
  if (is.is === 'statistics') return want(Statistic, true)
  if (is.is === 'link') return want(LinkReport, true)
  if (is.is === 'event') return want(SystemEvent, false)
  if (is.is !== 'sensor' && is.is !== 'camera') return 'unexpected topic'
  switch (is.message) {
    case 'announce':
      return want(is.is === 'sensor' ? SensorAnnounce : CameraAnnounce, true)
    case 'status':
      return Status.safeParse(new TextDecoder().decode(sent.payload)).success && retain ? undefined : 'status'
    case 'reading':
      return want(Readings, false)
    case 'count':
      return want(CameraCount, false)
    case 'frame':
      return qos === 0 && !retain && sent.payload[0] === 0xff ? undefined : 'frame'
  }
}

const ofTopic = (is: Topic['is'], message?: string) => (sent: { is: Topic }) =>
  sent.is.is === is && (message === undefined || ('message' in sent.is && sent.is.message === message))

describe('a city in which everything works', () => {
  let run: Awaited<ReturnType<typeof live>>
  beforeAll(async () => {
    // A clock turned by hand goes faster than pictures are drawn; here their pace counts, not what is on them.
    const jpeg = new Uint8Array([0xff, 0xd8, 0xff])
    const painter = { draw: (_office: Office, { waiting }: HallCount) => Promise.resolve({ jpeg, people: waiting }) }
    run = await live({ faults: 0, minutes: 2, painter })
  })

  it('says everything as the contract has it', () => {
    for (const sent of run.messages) if (faultOf(sent) !== undefined) expect.fail(`${sent.topic}: ${faultOf(sent)}`)
  })

  it('announces before anything else, and marks all of it as simulated', () => {
    const { city, messages } = run
    const announcements = messages.filter((sent) => 'message' in sent.is && sent.is.message === 'announce')
    expect(announcements.length).toBe(city.sensors.length + city.offices.length)
    expect(messages.lastIndexOf(announcements.at(-1) ?? fail())).toBeLessThan(
      messages.findIndex(ofTopic('sensor', 'reading')),
    )
    for (const sent of [...announcements, ...messages.filter(ofTopic('statistics'))]) {
      expect(jsonOf(sent)).toMatchObject({ simulated: true })
    }
  })

  it('keeps the pace that it announced', () => {
    const { city, messages } = run
    for (const { id, every } of city.sensors) {
      const readings = messages.filter(
        (sent) => ofTopic('sensor', 'reading')(sent) && 'id' in sent.is && sent.is.id === id,
      )
      // One more for the beginning, at which everybody speaks.
      expect(Math.abs(readings.length - 120 / every - 1)).toBeLessThanOrEqual(1)
    }
    for (const system of SYSTEM_IDS.filter((each) =>
      city.authorities.some((authority) => reportsTo(each, authority)),
    )) {
      const reports = messages.filter(({ is }) => is.is === 'statistics' && is.system === system).length
      const each = 120_000 / SYSTEMS[system].everyMs
      const reporters = city.authorities.filter((authority) => reportsTo(system, authority)).length
      expect(reports).toBeGreaterThanOrEqual(reporters * Math.floor(each))
      expect(reports).toBeLessThanOrEqual(reporters * (Math.ceil(each) + 1))
    }
    const links = messages.filter(ofTopic('link')).length
    expect(links).toBeGreaterThanOrEqual(LINKS.length)
    const frames = messages.filter(ofTopic('camera', 'frame')).length
    expect(Math.abs(frames - city.offices.length * 25)).toBeLessThanOrEqual(city.offices.length)
    const counts = messages.filter(ofTopic('camera', 'count')).length
    expect(Math.abs(counts - city.offices.length * 7)).toBeLessThanOrEqual(city.offices.length)
  })

  it('spreads its reports over the minute', () => {
    const seconds = new Map<number, number>()
    for (const sent of run.messages.filter(ofTopic('statistics'))) {
      const { at } = Statistic.parse(jsonOf(sent))
      const second = Math.floor(at / 1000)
      seconds.set(second, (seconds.get(second) ?? 0) + 1)
    }
    // The first are of the minutes before the beginning. After it no second has several times its share.
    const after = [...seconds].filter(([second]) => second * 1000 >= Date.parse(START))
    const share = after.reduce((sum, [, count]) => sum + count, 0) / 120
    for (const [, count] of after) expect(count).toBeLessThanOrEqual(Math.ceil(3 * share))
  })

  it('says goodbye for every device', async () => {
    const { city, link, liveCity, clock } = run
    const before = link.published.length
    await liveCity.stop()
    const goodbyes = link.published.slice(before)
    expect(goodbyes.length).toBe(city.sensors.length + city.offices.length)
    for (const sent of goodbyes) {
      expect(topicOf(sent)).toMatchObject({ message: 'status' })
      expect([new TextDecoder().decode(sent.payload), sent.retain]).toEqual(['offline', true])
    }
    await clock.advance(MINUTE_MS)
    expect(link.published.length).toBe(before + goodbyes.length)
  })
})

it('says the same for the same seed', async () => {
  const said = async () => {
    const { messages } = await live({ faults: 5, minutes: 1 })
    return messages
      .filter(({ is }) => !('message' in is && is.message === 'frame'))
      .map(({ topic, payload }) => [topic, Buffer.from(payload).toString()])
  }
  expect(await said()).toEqual(await said())
})

it('a device that was cut off sends what it gathered, in one message, in order', async () => {
  const { link, clock, city } = await live({ faults: 0, minutes: 1 })
  const gauge = city.sensors.find(({ id }) => id === 'MN-CAN-THO') ?? fail()
  link.cut = true
  await clock.advance(2 * MINUTE_MS)
  const before = link.published.length
  link.cut = false
  await clock.advance(gauge.every * 1000)
  const first = link.published.slice(before).find(({ topic }) => topic.endsWith(`${gauge.id}/reading`)) ?? fail()
  const readings = Readings.parse(jsonOf(first))
  expect(readings.length).toBeGreaterThanOrEqual(12)
  for (const [n, { at }] of readings.slice(1).entries()) expect(at - (readings[n]?.at ?? 0)).toBe(gauge.every * 1000)
})

describe('a city in which something is wrong', () => {
  let run: Awaited<ReturnType<typeof live>>
  beforeAll(async () => {
    run = await live({ faults: 5, minutes: 20 })
  })

  const readingsOf = (id: string) =>
    run.messages.filter((sent) => ofTopic('sensor', 'reading')(sent) && 'id' in sent.is && sent.is.id === id)
  const having = (fault: string) => run.city.sensors.find(({ id }) => run.city.faults.sensor(id) === fault) ?? fail()
  /** Readings of a device with the moment of the city's clock at which the last of them was due. */
  const parsed = (id: string) => readingsOf(id).map((sent) => Readings.parse(jsonOf(sent)))

  it('deals out every fault, to few, never to the Cần Thơ gauge', () => {
    const { sensors, offices, faults } = run.city
    const dealt = sensors.flatMap(({ id }) => faults.sensor(id) ?? [])
    expect(new Set(dealt)).toEqual(new Set(SENSOR_FAULTS))
    expect(dealt.length).toBeLessThan(sensors.length / 5)
    expect(new Set(offices.flatMap(({ cameraId }) => faults.camera(cameraId) ?? []))).toEqual(new Set(CAMERA_FAULTS))
    expect(faults.sensor('MN-CAN-THO')).toBeUndefined()
  })

  it('silent: announced, and never heard again', () => {
    expect(readingsOf(having('silent').id)).toEqual([])
  })

  it('duplicating: the same reading twice', () => {
    const texts = readingsOf(having('duplicating').id).map(({ payload }) => Buffer.from(payload).toString())
    expect(new Set(texts).size).toBeLessThan(texts.length)
  })

  it('late: arrays that catch up', () => {
    const batches = parsed(having('late').id)
    expect(batches.length).toBeLessThan(8)
    expect(batches.some((batch) => batch.length > 5)).toBe(true)
  })

  it('clocks: one further ahead than the centre takes, one behind', () => {
    const from = Date.parse(START)
    const ahead = parsed(having('clockAhead').id).flat()
    expect(ahead.every(({ at }) => at > from + MAX_FUTURE_MS)).toBe(true)
    const [behind] = parsed(having('clockBehind').id).flat()
    expect(behind?.at).toBeLessThan(from)
  })

  it('spiking: now and then beyond what can be, and otherwise sound', () => {
    const sensor = having('spiking')
    const kind: SensorKind = SENSOR_KINDS[sensor.announce.kind as keyof typeof SENSOR_KINDS]
    const max = kind.quantities[kind.primary]?.range[1] ?? Number.NaN
    const beyond = parsed(sensor.id)
      .flat()
      .filter(({ values }) => (values[kind.primary] ?? 0) > max)
    expect(beyond.length).toBeGreaterThan(0)
    expect(beyond.length).toBeLessThan(parsed(sensor.id).flat().length / 2)
  })

  it('malformed: now and then not JSON', () => {
    const broken = readingsOf(having('malformed').id).filter((sent) => {
      try {
        jsonOf(sent)
        return false
      } catch {
        return true
      }
    })
    expect(broken.length).toBeGreaterThan(0)
    expect(broken.length).toBeLessThan(readingsOf(having('malformed').id).length / 2)
  })

  it('cameras: one sends the same picture again and again, one is offline and sends nothing', () => {
    const { offices, faults } = run.city
    const camera = (fault: string) =>
      offices.find(({ cameraId }) => faults.camera(cameraId) === fault)?.cameraId ?? fail()
    const framesOf = (id: string) =>
      run.messages.filter((sent) => ofTopic('camera', 'frame')(sent) && 'id' in sent.is && sent.is.id === id)
    const frozen = framesOf(camera('frozen'))
    expect(frozen.length * 5_000).toBeGreaterThan(FROZEN_AFTER_MS)
    for (const { payload } of frozen) expect(Buffer.compare(payload, frozen[0]?.payload ?? Buffer.alloc(0))).toBe(0)
    expect(framesOf(camera('offline'))).toEqual([])
    const status = run.messages.find((sent) => sent.topic.endsWith(`${camera('offline')}/status`))
    expect(Buffer.from(status?.payload ?? []).toString()).toBe('offline')
    const healthy = framesOf(offices.find(({ cameraId }) => faults.camera(cameraId) === undefined)?.cameraId ?? fail())
    expect(new Set(healthy.map(({ payload }) => Buffer.from(payload).toString('base64'))).size).toBe(healthy.length)
  })
})

function fail(): never {
  throw new Error('what this test is about is not there')
}
