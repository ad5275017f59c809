import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { HubStatus } from '../../domain/hubStatus.ts'
import type { KpiValue } from '../../domain/kpis/kpi.ts'
import type { PlanRow } from '../../domain/plan/planRow.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { connectScreen, type TestScreen } from '../support/screen.ts'
import { until } from '../support/until.ts'
import { jpeg } from './ingest/door.ts'

/** A hub on a broker of its own machine's that is stopped and started again, as when it is updated. */
const mosquitto = await startMosquitto()
const COMMUNES = ['31117', '31120', '31123', '31126']
/** Frames come twice a second and are promised each: old after five seconds, the least there is. */
const EVERY_S = 1

describe.runIf(mosquitto !== undefined)('a hub that cannot hear', () => {
  const broker = mosquitto as Mosquitto
  let hub: TestHub
  let screen: TestScreen
  let publisher: Publisher
  let speaking: readonly string[] = COMMUNES
  let frames: NodeJS.Timeout
  let shade = 0

  beforeAll(async () => {
    hub = await startHub({ MQTT_URL: broker.url })
    publisher = await connectPublisher(broker.url)
    for (const commune of COMMUNES) {
      const camera = { name: `Một cửa ${commune}`, commune, lng: 105.78, lat: 10.04, every: EVERY_S }
      await publisher.say(`camera/MC-${commune}/announce`, camera, { retain: true })
    }
    frames = setInterval(() => {
      if (!publisher.client.connected) return
      for (const commune of speaking) {
        const topic = `ioc/v1/camera/MC-${commune}/frame`
        publisher.client.publish(topic, Buffer.from([...jpeg(16, 16 + (shade++ % 64) * 2)]), { qos: 0 })
      }
    }, 500)
    screen = await connectScreen(hub.http, ['kpis', 'plan', 'alerts', 'hub'])
  })
  afterAll(async () => {
    clearInterval(frames)
    screen?.close()
    await publisher?.end()
    await hub?.stop()
    await broker.stop()
  })

  const working = () => screen.row<KpiValue>('kpis', 'camerasOnline|92')
  const told = () => screen.row<HubStatus>('hub', 'hub')?.reception
  /** Everything it has said of working cameras since the last time it was asked. */
  const judgements = () => screen.said<KpiValue>('kpis').filter(({ key }) => key === 'camerasOnline|92')

  it('judges once it has listened, and not before', async () => {
    await until(() => working()?.state === 'met')
    expect(working()).toMatchObject({ value: 100, reported: 4, expected: 4, unheard: false })
    expect(told()).toMatchObject({ is: 'open' })
    for (const { state } of judgements()) expect(state).not.toBe('missed')
  })

  it('does not say that cameras fail when its broker is gone: it cannot be judged, and since when', async () => {
    await broker.kill9()
    await until(() => told()?.is === 'cut')
    expect(told()).toMatchObject({ is: 'cut', cause: 'broker' })
    // Each camera falls due in a moment of its own; the figure is not judged from the first of them on.
    await until(() => working()?.unheard === true && working()?.reported === 0)
    expect(working()).toMatchObject({ state: 'unjudged', unheard: true, reported: 0, expected: 4 })
    for (const { state } of judgements()) expect(['met', 'unjudged']).toContain(state)
    expect(screen.rows<Alert>('alerts')).toEqual([])
    for (const { key, state } of screen.said<PlanRow>('plan')) if (key === 'M03|92') expect(state).not.toBe('missed')
  })

  it('hears again, and judges again when it has listened for as long as was promised', async () => {
    speaking = COMMUNES.slice(1)
    await broker.restart()
    await until(() => told()?.is === 'open')
    await until(() => working()?.state === 'missed')
    expect(working()).toMatchObject({ value: 75, numerator: 3, denominator: 4, reported: 4, unheard: false })
    const states = judgements().map(({ state, reported }) => ({ state, reported }))
    // Missed only when all were known: never on the way there.
    for (const { state, reported } of states) expect(state === 'missed' ? reported : 4).toBe(4)
  })

  it('accuses nobody in its first moments after a restart', async () => {
    speaking = COMMUNES
    await until(() => working()?.state === 'met')
    judgements()
    const before = screen.begun()
    await hub.restart()
    await until(() => screen.begun() > before)
    await until(() => working()?.unheard === true || working()?.state === 'met')
    await until(() => working()?.state === 'met')
    for (const { state } of judgements()) expect(['met', 'unjudged']).toContain(state)
  })
})
