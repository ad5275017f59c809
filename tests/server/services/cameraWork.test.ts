import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { cameraState, DEFAULT_FRAME_EVERY_MS, isWorking } from '../../../domain/cameras/camera.ts'
import { ALWAYS_OPEN } from '../../../domain/reception.ts'
import { sourceFreshness } from '../../../domain/sources/sourceTrouble.ts'
import { createCity } from '../../../server/city/city.ts'
import { createPicture } from '../../../server/city/picture.ts'
import { createIngest } from '../../../server/ingest/ingest.ts'
import { createQuarantine } from '../../../server/ingest/quarantine.ts'
import { createSources } from '../../../server/ingest/sources.ts'
import { watchesOf } from '../../../server/services/alerting/watches.ts'
import { handClock } from '../../support/clock.ts'
import { jpeg } from '../ingest/door.ts'

/** What a camera is said to be, wherever it is said: on its page, as a source, by its alerts. */
async function announced() {
  const clock = handClock()
  const city = createCity({ edition: '2021', clock, picture: createPicture() })
  const sources = createSources({ clock })
  const ingest = createIngest({
    ...{ edition: '2021', prefix: 'ioc/v1', clock, city, sources, log: pino({ level: 'silent' }) },
    quarantine: createQuarantine({ clock }),
    store: { append: async () => undefined, settledMoments: async () => [], heldMessages: async () => [] },
  })
  const says = (message: string, payload: Uint8Array) =>
    ingest.handle({
      ...{ topic: `ioc/v1/camera/MC/${message}`, payload, retained: false, qos: 1 as const },
      receivedAt: clock.now(),
    })
  const json = (message: string, body: object) => says(message, Buffer.from(JSON.stringify(body)))
  await json('announce', { name: 'Một cửa', commune: '31117', lng: 105.78, lat: 10.04 })
  return {
    clock,
    counts: () => json('count', { at: clock.now(), waiting: 4, counters: 4, countersStaffed: 2 }),
    shows: (width: number) => says('frame', jpeg(width, 48)),
    said() {
      const view = city.cameraView('MC') ?? expect.fail('announced')
      const source = sources.get('camera/MC') ?? expect.fail('registered')
      const now = clock.now()
      const state = cameraState(view, DEFAULT_FRAME_EVERY_MS, now, ALWAYS_OPEN)
      const watches = watchesOf(city, now, ALWAYS_OPEN)
      const alert = (rule: string) => watches.find((watch) => watch.rule === rule)?.levels[0]?.condition
      return {
        picture: state.is,
        works: isWorking(state, view, now),
        source: sourceFreshness(source, now, ALWAYS_OPEN),
        lost: alert('camera.lost'),
        noPicture: alert('camera.noPicture'),
      }
    },
  }
}

describe('a camera', () => {
  it('that counts and sends no picture works, and that its picture is missing is a trouble of its own', async () => {
    const { clock, counts, said } = await announced()
    const counting = { picture: 'noPicture', works: true, source: 'live', lost: 'off', noPicture: 'on' }
    for (let n = 0; n < 4; n++) {
      await counts()
      expect(said()).toEqual(counting)
      // As long as a count may stand, whatever is promised of pictures.
      clock.advance(29_000)
      expect(said()).toEqual(counting)
    }
    clock.advance(50_000)
    expect(said()).toMatchObject({ picture: 'never', works: false, source: 'stale', noPicture: 'off' })
  })

  it('that shows and does not count works as long as it shows', async () => {
    const { clock, shows, said } = await announced()
    await shows(64)
    expect(said()).toEqual({ picture: 'live', works: true, source: 'live', lost: 'off', noPicture: 'off' })
    clock.advance(12_501)
    expect(said()).toMatchObject({ picture: 'stale', works: false, source: 'stale' })
  })

  it('that showed and goes on counting is live as a source, between its counts too', async () => {
    const { clock, shows, counts, said } = await announced()
    await shows(64)
    for (let n = 0; n < 3; n++) {
      await counts()
      clock.advance(29_000)
    }
    expect(said()).toEqual({ picture: 'noPicture', works: true, source: 'live', lost: 'off', noPicture: 'on' })
    await shows(80)
    expect(said()).toEqual({ picture: 'live', works: true, source: 'live', lost: 'off', noPicture: 'off' })
  })
})
