import { afterAll, describe, expect, it } from 'vitest'
import type { Alert } from '../../domain/alerts/alert.ts'
import type { Incident } from '../../domain/incidents/incident.ts'
import type { Fact } from '../../domain/matters/fact.ts'
import { startHub } from '../support/hub.ts'
import { startPostgres } from '../support/postgres.ts'
import { connectPublisher } from '../support/publisher.ts'
import { visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('on %s', (engine) => {
  it('nobody silences a critical alert by opening an incident: it is due within a day, and goes up while nobody attends to it', async () => {
    let ahead = 0
    const clock = { now: () => Date.now() + ahead }
    const databaseUrl = engine === 'postgres' ? await postgres?.database('critical') : undefined
    const hub = await startHub(
      {
        ...{ IOC_DEMO: '1', IOC_DEVICES: 'open', IOC_SESSION_IDLE_MINUTES: '600' },
        ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
      },
      clock,
      'accounts',
    )
    const publisher = await connectPublisher(hub.mqtt)
    try {
      const signIn = async (user: string) => {
        const somebody = visitor(hub)
        expect(await somebody.command('signInAs', { user })).toMatchObject({ status: 200 })
        return somebody
      }
      const [officer, lead] = [await signIn('can-bo'), await signIn('truong-ca')]
      const unit = '31117'
      await publisher.say(`event/oneStop/${unit}`, {
        ...{ id: 'E-1', at: clock.now(), severity: 'critical', title: 'Vỡ kè', state: 'open' },
      })
      const alert = await until(async () => {
        const { alerts } = (await lead.get('/alerts?open=true')).body as { alerts: Alert[] }
        return alerts.find(({ subjectId }) => subjectId === `oneStop/${unit}/E-1`)
      })
      const from = { is: 'alert', alert: alert.id }
      const far = await officer.command('openIncident', { from, deadline: { is: 'workingDays', count: 90 } })
      expect(far).toMatchObject({ status: 400, body: { code: 'deadlineWithCritical', params: { hours: 24 } } })
      const opened = await officer.command('openIncident', { from })
      const { incident } = opened.body as { incident: Incident }
      expect(incident.deadlineAt).toBeLessThanOrEqual(clock.now() + DAY_MS)
      expect(await officer.command('verifyIncident', { incident: incident.id, expectedVersion: 1 })).toMatchObject({
        status: 200,
      })

      const told = async () => {
        const { facts } = (await lead.get(`/incidents/${incident.id}`)).body as { facts: Fact[] }
        return facts.filter(({ did }) => did === 'stillHolds').map(({ what }) => String(what.to).split('/')[0])
      }
      const noticesOf = async (who: typeof lead) => {
        const { notices } = (await who.get('/own-notices')).body as { notices: { text: { vi: string } }[] }
        return notices.filter(({ text }) => text.vi.startsWith('Cảnh báo khẩn cấp chưa hết')).length
      }
      ahead += 31 * MINUTE_MS
      await until(async () => (await told()).length === 1)
      expect(await told()).toEqual(['person'])
      expect([await noticesOf(officer), await noticesOf(lead)]).toEqual([1, 0])
      await hub.restart()
      ahead += 20 * MINUTE_MS
      await until(async () => (await told()).length === 2)
      ahead += 10 * MINUTE_MS
      await until(async () => (await told()).length === 3)
      expect(await noticesOf(lead)).toBe(1)

      // Whoever saw the page before the hub told of it is not told that it has changed.
      const finding = { incident: incident.id, expectedVersion: 2, finding: 'vỡ 5 m' }
      expect(await officer.command('handleIncident', finding)).toMatchObject({ status: 200 })
      ahead += 31 * MINUTE_MS
      await until(async () => (await told()).length === 4)
      // What was done counts anew: a leader would have been told by now.
      expect((await told()).toSorted()).toEqual(['person', 'person', 'role', 'role'])
    } finally {
      await publisher.end()
      await hub.stop()
    }
  })
})
