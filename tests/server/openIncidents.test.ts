import { afterAll, describe, expect, it } from 'vitest'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { systemClock } from '../../server/clock.ts'
import { startHub } from '../support/hub.ts'
import { startPostgres } from '../support/postgres.ts'
import { visitor } from '../support/signIn.ts'

const HERE = UNIT_TREES['2021'].communes[0]?.code ?? ''
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('on %s', (engine) => {
  it('one account opens three hundred incidents at most that are still open, over a restart too; another opens its own', async () => {
    const url = engine === 'postgres' ? await postgres?.database('openincidents') : undefined
    const hub = await startHub({ IOC_DEMO: '1', ...(url && { DATABASE_URL: url }) }, systemClock, 'accounts')
    try {
      const admin = visitor(hub)
      await admin.command('signInAs', { user: 'quan-tri' })
      const person = async (name: string) => {
        const { body } = await admin.command('createToken', { name, role: 'officer', place: HERE })
        const authorization = `Bearer ${(body as { token: string }).token}`
        return async (command: string, input: object) => {
          const init = { method: 'POST', headers: { authorization, 'content-type': 'application/json' } }
          const response = await fetch(`${hub.http}/api/v1/commands/${command}`, {
            ...init,
            body: JSON.stringify(input),
          })
          return { status: response.status, body: await response.json() }
        }
      }
      const [one, other] = [await person('Hòa'), await person('Thu')]
      const opening = { from: { is: 'hand' }, title: 'Cây đổ', unit: HERE }
      const opened: string[] = []
      let refused = 0
      // Many at once meet the bound one after the other.
      for (let round = 0; round < 16; round++) {
        const answers = await Promise.all(Array.from({ length: 20 }, () => one('openIncident', opening)))
        for (const { status, body } of answers) {
          if (status === 200) opened.push(body.incident.id)
          else {
            expect(body).toMatchObject({ status: 409, code: 'tooManyOpen', params: { max: 300 } })
            refused++
          }
        }
      }
      expect([opened.length, refused]).toEqual([300, 20])
      expect((await other('openIncident', opening)).status).toBe(200)
      await hub.restart()
      expect((await one('openIncident', opening)).body.code).toBe('tooManyOpen')
      const dismissal = { incident: opened[0], expectedVersion: 1, reason: 'nhầm' }
      expect((await one('dismissIncident', dismissal)).status).toBe(200)
      expect((await one('openIncident', opening)).status).toBe(200)
      expect((await one('openIncident', opening)).body.code).toBe('tooManyOpen')
    } finally {
      await hub.stop()
    }
  }, 180_000)
})
