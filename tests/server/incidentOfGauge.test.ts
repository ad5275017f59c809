import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { Incident } from '../../domain/incidents/incident.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectPublisher, type Publisher } from '../support/publisher.ts'
import { type Visitor, visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

let ahead = 0
const clock = { now: () => Date.now() + ahead }
let hub: TestHub
let gauge: Publisher
let operator: Visitor
let lead: Visitor

beforeAll(async () => {
  hub = await startHub({ IOC_DEMO: '1', IOC_DEVICES: 'open' }, clock, 'accounts')
  gauge = await connectPublisher(hub.mqtt)
  operator = visitor(hub)
  lead = visitor(hub)
  expect(await operator.command('signInAs', { user: 'truc-ban' })).toMatchObject({ status: 200 })
  expect(await lead.command('signInAs', { user: 'truong-ca' })).toMatchObject({ status: 200 })
})
afterAll(async () => {
  await gauge?.end()
  await hub?.stop()
})

it('an incident from a gauge keeps its alert’s title in both languages and what the gauge and its neighbour measured, whoever opens it', async () => {
  const says = (id: string, level: number) => gauge.say(`sensor/${id}/reading`, { at: clock.now(), values: { level } })
  for (const [id, lng] of [
    ['TV-8', 105.78],
    ['TV-9', 105.79],
  ] as const) {
    const device = { kind: 'waterLevel', name: `Trạm ${id}`, commune: '31117', lng, lat: 10.05, every: 600 }
    await gauge.say(`sensor/${id}/announce`, device, { retain: true })
  }
  await says('TV-9', 1.21)
  const alert = await until(async () => {
    ahead += 5_000
    await says('TV-8', 2.15)
    const { alerts } = (await lead.get('/alerts?open=true')).body as { alerts: Alert[] }
    return alerts.find(({ subjectId }) => subjectId === 'TV-8')
  }, 60_000)
  const { body } = await operator.command('openIncident', { from: { is: 'alert', alert: alert.id } })
  const { incident } = body as { incident: Incident }
  expect(alert.title.en).toMatch(/Stage/)
  expect(incident).toMatchObject({ title: alert.title.vi, titleEn: alert.title.en })
  const [figure] = incident.figures
  expect(figure?.evidence.map(({ source, value }) => [source, value])).toEqual([
    ['sensor/TV-8', '2,15 m'],
    ['sensor/TV-9', '1,21 m'],
  ])

  await hub.restart()
  const { rows } = (await operator.get('/my-work?list=unit&limit=50')).body as { rows: { id: string }[] }
  expect(rows.find(({ id }) => id === incident.id)).toMatchObject({ titleEn: alert.title.en })
  // It is found by the words of either language.
  for (const words of ['muc nuoc', 'stage']) {
    const { incidents } = (await lead.get(`/incidents?text=${encodeURIComponent(words)}`)).body as {
      incidents: { id: string }[]
    }
    expect(incidents.map(({ id }) => id)).toEqual([incident.id])
  }
})
