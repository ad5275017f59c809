import { afterAll, describe, expect, it } from 'vitest'
import { startHub } from '../support/hub.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Visitor, visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

const postgres = await startPostgres()
afterAll(() => postgres?.stop())

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('on %s', (engine) => {
  it('an incident that nobody takes on goes up, each level once, whenever the hub ends; taking it on cancels what is still to be told', async () => {
    let ahead = Date.parse('2026-11-26T20:00:00+07:00') - Date.now()
    const clock = { now: () => Date.now() + ahead }
    const goTo = (time: string) => {
      ahead = Date.parse(`2026-11-26T${time}+07:00`) - Date.now()
    }
    const databaseUrl = engine === 'postgres' ? await postgres?.database('untaken') : undefined
    const hub = await startHub(
      {
        IOC_DEMO: '1',
        IOC_SESSION_IDLE_MINUTES: '600',
        ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
      },
      clock,
      'accounts',
    )
    try {
      const signIn = async (user: string) => {
        const somebody = visitor(hub)
        expect(await somebody.command('signInAs', { user })).toMatchObject({ status: 200 })
        return somebody
      }
      const operator = await signIn('truc-ban')
      const lead = await signIn('truong-ca')
      const leader = await signIn('lanh-dao')

      const opening = { from: { is: 'hand' }, title: 'Nước tràn bờ kè', deadline: { is: 'hours', count: 24 } }
      const { status, body } = await operator.command('openIncident', opening)
      expect(status).toBe(200)
      const { id, version } = (body as { incident: { id: string; version: number } }).incident

      const calls = async () => {
        const { facts } = (await lead.get(`/incidents/${id}`)).body as {
          facts: { did: string; what: { to?: string } }[]
        }
        return facts.filter(({ did }) => did === 'callUp').map(({ what }) => what.to)
      }
      const noticesOf = async (who: Visitor) => {
        const { notices } = (await who.get('/own-notices')).body as {
          notices: { state: string; path: string; text: { vi: string } }[]
        }
        return notices
          .filter(({ path, text }) => path === `/incidents/${id}` && text.vi.startsWith('Chưa có người nhận'))
          .map(({ state }) => state)
      }

      goTo('20:06:00')
      await until(async () => (await calls()).length === 1)
      await hub.restart()
      goTo('20:16:30')
      await until(async () => (await calls()).length === 2)
      await hub.restart()
      expect(await calls()).toEqual(['role/operator', 'role/lead'])
      expect(await noticesOf(lead)).toEqual(['pending'])
      expect(await noticesOf(leader)).toEqual([])

      // Whoever saw the page before the hub called the shift lead is not told that it has changed.
      const taken = await operator.command('takeOverIncident', { incident: id, expectedVersion: version })
      expect(taken).toMatchObject({ status: 200 })
      expect(await noticesOf(lead)).toEqual(['cancelled'])
      goTo('23:30:00')
      await hub.restart()
      expect(await calls()).toHaveLength(2)
      expect(await noticesOf(leader)).toEqual([])
    } finally {
      await hub.stop()
    }
  })
})
