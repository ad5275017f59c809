import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../../support/builtHub.ts'
import { handClock } from '../../support/clock.ts'
import { startHub, type TestHub } from '../../support/hub.ts'
import { type Visitor, visitor } from '../../support/signIn.ts'

const clock = handClock(Date.parse('2026-11-27T09:00:00+07:00'))
let hub: TestHub
let adminPort: number

/** The demo's administrator, who needs no second factor, by way of a port. */
async function administrator(at: { readonly http: string }): Promise<Visitor> {
  const browser = visitor(at)
  expect((await browser.command('signInAs', { user: 'quan-tri' })).status).toBe(200)
  return browser
}
const there = () => ({ http: `http://127.0.0.1:${adminPort}` })

beforeAll(async () => {
  adminPort = await freePort()
  hub = await startHub(
    {
      IOC_DEMO: '1',
      IOC_ADMIN_ADDRESSES: '127.0.0.1',
      IOC_ADMIN_HOURS: '07:00-18:00',
      IOC_ADMIN_PORT: String(adminPort),
    },
    clock,
    'accounts',
  )
})
afterAll(() => hub?.stop())

it('is done through its own port', async () => {
  const browser = await administrator(hub)
  expect(await browser.get('/people')).toMatchObject({
    status: 403,
    body: { code: 'adminPort', params: { port: String(adminPort) } },
  })
  expect((await browser.get('/sensors')).status).toBe(403)
  expect((await (await administrator(there())).get('/people')).status).toBe(200)
})

it('is done within its hours, and by commands as well', async () => {
  const browser = await administrator(there())
  const create = (user: string) => browser.command('createPerson', { user, name: user, grants: [] })
  expect((await create('trong.gio')).status).toBe(200)
  clock.set(Date.parse('2026-11-27T18:00:00+07:00'))
  expect(await (await administrator(there())).get('/people')).toMatchObject({
    status: 403,
    body: { code: 'adminHours' },
  })
  expect(await (await administrator(there())).get('/session')).toMatchObject({ body: { principal: { grants: [] } } })
  clock.set(Date.parse('2026-11-28T06:59:59+07:00'))
  const late = await administrator(there())
  expect(await late.command('createPerson', { user: 'ngoai.gio', name: 'x', grants: [] })).toMatchObject({
    status: 403,
    body: { code: 'adminHours', params: { hours: '07:00–18:00' } },
  })
  clock.set(Date.parse('2026-11-28T07:00:00+07:00'))
  expect((await late.get('/people')).status).toBe(200)
})

it('is done from its addresses', async () => {
  const elsewhere = await startHub({ IOC_DEMO: '1', IOC_ADMIN_ADDRESSES: '10.0.0.0/24' }, clock, 'accounts')
  const browser = await administrator(elsewhere)
  expect(await browser.get('/people')).toMatchObject({
    status: 403,
    body: { code: 'adminAddress', params: { address: '127.0.0.1' } },
  })
  await elsewhere.stop()
})

it('what was made in a demo is nobody’s in a hub of its own', async () => {
  const demo = await startHub({ IOC_DEMO: '1' }, clock, 'accounts')
  const browser = await administrator(demo)
  const { token } = (await browser.command('createToken', { name: 'x', role: 'admin', place: '92' })).body
  const ask = (hub: { http: string }) =>
    fetch(`${hub.http}/api/v1/people`, { headers: { authorization: `Bearer ${String(token)}` } })
  expect((await ask(demo)).status).toBe(200)
  await browser.command('createPerson', { user: 'x.y', name: 'x', grants: [{ role: 'admin', place: '92' }] })
  await demo.stopKeepingData()
  await expect(startHub({ IOC_DATA_DIR: demo.dataDir }, clock, 'accounts')).rejects.toThrow('nobody administers')
  await rm(demo.dataDir, { recursive: true })
})
