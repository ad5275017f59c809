import { createServer, type Server } from 'node:http'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { grantsIn } from '../../../server/accounts/identityProvider.ts'
import { systemClock } from '../../../server/clock.ts'
import { freePort } from '../../support/builtHub.ts'
import { startHub, type TestHub } from '../../support/hub.ts'

const HERE = UNIT_TREES['2021'].communes[0]?.code ?? ''

/** What the provider tells of whoever signs in there by this name. */
const PEOPLE: Readonly<Record<string, { name: string; roles: readonly string[] }>> = {
  an: { name: 'Nguyễn An', roles: ['ioc:operator', 'mail:user', 'ioc:officer:31117'] },
  cu: {
    name: 'Lê Cư',
    roles: ['ioc:officer:2021:31117', 'ioc:officer:2025:31213', 'ioc:officer:2025:31135', 'ioc:officer:2031:31117'],
  },
  moi: { name: 'Phạm Mới', roles: ['ioc:officer:2025:31135'] },
  binh: { name: 'Trần Bình', roles: ['ioc:king', 'ioc:operator:99999'] },
}

let hub: TestHub
let server: Server
let issuer: string
const told = new Map(Object.entries(PEOPLE))

beforeAll(async () => {
  const [port, hubPort] = [await freePort(), await freePort()]
  issuer = `http://127.0.0.1:${port}`
  hub = await startHub(
    {
      PORT: String(hubPort),
      IOC_DEMO: '1',
      IOC_OIDC_ISSUER: issuer,
      IOC_OIDC_CLIENT_ID: 'ioc',
      IOC_OIDC_CLIENT_SECRET: 'not-a-secret',
      IOC_OIDC_EDITION: '2021',
      IOC_OIDC_NAME: 'Cổng đăng nhập thành phố',
    },
    systemClock,
    'accounts',
  )
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'ioc',
        client_secret: 'not-a-secret',
        redirect_uris: [`${hub.http}/api/v1/sign-in/oidc/callback`],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles'] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, ...told.get(id) }),
    }),
  })
  server = createServer(provider.callback())
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
})
afterAll(async () => {
  server?.close()
  await hub?.stop()
})

/** A browser that follows redirects, keeps cookies, and fills in the forms of the provider. */
function createBrowser() {
  const jars = new Map<string, Map<string, string>>()
  async function once(address: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(address)
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(init.headers as Record<string, string>), cookie }
    const response = await fetch(address, { redirect: 'manual', ...init, headers })
    for (const set of response.headers.getSetCookie()) {
      const [name = '', ...value] = (set.split(';')[0] ?? '').split('=')
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(set)) jar.delete(name)
      else jar.set(name, value.join('='))
    }
    return response
  }
  async function go(address: string, init: RequestInit = {}): Promise<{ response: Response; address: string }> {
    const response = await once(address, init)
    const next = response.headers.get('location')
    return next === null ? { response, address } : go(new URL(next, address).href)
  }
  const submit = (address: string, fields: Record<string, string>) =>
    go(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    })
  return {
    jars,
    once,
    go,
    /** @returns where it has led */
    async signIn(login: string, to = '/unit/31117', meanwhile = async () => {}, again = ''): Promise<string> {
      let at = await go(`${hub.http}/api/v1/sign-in/oidc?to=${encodeURIComponent(to)}${again}`)
      expect(at.address).toContain('/interaction/')
      await meanwhile()
      at = await submit(at.address, { prompt: 'login', login, password: 'any' })
      if (at.address.includes('/interaction/')) at = await submit(at.address, { prompt: 'consent' })
      return at.address
    },
    async command(name: string, input: object) {
      const { response } = await go(`${hub.http}/api/v1/commands/${name}`, {
        ...{ method: 'POST', body: JSON.stringify(input) },
        headers: { origin: hub.http, 'x-ioc-command': '1', 'content-type': 'application/json' },
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
    async ask(path: string) {
      const { response } = await go(`${hub.http}/api/v1${path}`)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    },
  }
}

it('lets people in with the roles and places that the provider tells, and leads them where they came from', async () => {
  const browser = createBrowser()
  expect((await browser.ask('/session')).body).toMatchObject({
    principal: null,
    signIn: { oidc: { name: 'Cổng đăng nhập thành phố' } },
  })
  expect(await browser.signIn('an')).toBe(`${hub.http}/unit/31117`)
  expect((await browser.ask('/session')).body).toMatchObject({
    principal: {
      user: 'an',
      name: 'Nguyễn An',
      external: true,
      pending: null,
      grants: [
        { role: 'operator', place: '92' },
        { role: 'officer', place: '31117' },
      ],
    },
  })
})

it('lets two in whose names come to be one here, each under a name of their own', async () => {
  const users: unknown[] = []
  for (const login of ['an__', 'an!_', `${'x'.repeat(60)}1`, `${'x'.repeat(60)}2`]) {
    told.set(login, { name: login, roles: ['ioc:operator'] })
    const browser = createBrowser()
    expect(await browser.signIn(login), login).toBe(`${hub.http}/unit/31117`)
    users.push(((await browser.ask('/session')).body.principal as { user: string }).user)
  }
  expect(new Set(users).size).toBe(4)
})

it('is the same person the next time, with the roles of then; the sessions of before end', async () => {
  const [first, second] = [createBrowser(), createBrowser()]
  await first.signIn('an')
  const { id } = (await first.ask('/session')).body.principal as { id: string }
  told.set('an', { name: 'Nguyễn An', roles: [`ioc:officer:${HERE}`] })
  await second.signIn('an')
  expect((await second.ask('/session')).body).toMatchObject({
    principal: { id, grants: [{ role: 'officer', place: HERE }] },
  })
  expect((await first.ask('/sessions')).status).toBe(401)
})

it('reads each unit in the map that the claim names, and says which roles grant nothing', async () => {
  const browser = createBrowser()
  await browser.signIn('cu')
  expect((await browser.ask('/session')).body).toMatchObject({
    principal: {
      grants: [
        { role: 'officer', place: '31117' },
        // Tân Lộc is Tân Lộc in both maps; what is Ninh Kiều now was seven communes, and none of them.
        { role: 'officer', place: '31213' },
      ],
    },
  })
  const auditor = createBrowser()
  told.set('soat', { name: 'Soát', roles: ['ioc:auditor'] })
  await auditor.signIn('soat')
  const { entries } = (await auditor.ask('/audit?did=signIn')).body as { entries: { input: Record<string, unknown> }[] }
  expect(entries.map(({ input }) => input.unread).filter(Boolean)).toEqual([['ioc:officer:2031:31117']])
  expect(await createBrowser().signIn('moi')).toBe(`${hub.http}/sign-in?problem=oidcNoMap`)
})

it('gives nothing for a code alone where nobody has said of which map it is', () => {
  const people = grantsIn({ units: UNIT_TREES['2025'], edition: undefined }, [
    'ioc:officer:31135',
    'ioc:operator',
    'mail:user',
  ])
  expect(people).toEqual({ grants: [{ role: 'operator', unit: '2025:92' }], unread: ['ioc:officer:31135'] })
  expect(grantsIn({ units: UNIT_TREES['2025'], edition: '2021' }, 'ioc:officer:31135 ioc:officer:2025:31135')).toEqual({
    grants: [
      { role: 'officer', unit: '2021:31135' },
      { role: 'officer', unit: '2025:31135' },
    ],
    unread: [],
  })
})

it('lets nobody in without a role here', async () => {
  const browser = createBrowser()
  expect(await browser.signIn('binh')).toBe(`${hub.http}/sign-in?problem=oidcNoMap`)
  expect((await browser.ask('/session')).body.principal).toBeNull()
})

it('takes no answer that this browser has not asked for, and none twice', async () => {
  const [mine, other] = [createBrowser(), createBrowser()]
  const callback = `${hub.http}/api/v1/sign-in/oidc/callback`
  expect((await other.go(`${callback}?code=x&state=y`)).address).toBe(`${hub.http}/sign-in?problem=oidcFailed`)
  // A link to an answer of the attacker's own sign-in: the victim's browser has not begun it.
  await mine.go(`${hub.http}/api/v1/sign-in/oidc`)
  const began = await fetch(`${hub.http}/api/v1/sign-in/oidc`, { redirect: 'manual' })
  const state = new URL(began.headers.get('location') ?? '').searchParams.get('state')
  expect((await mine.go(`${callback}?code=x&state=${state}`)).address).toBe(`${hub.http}/sign-in?problem=oidcFailed`)
  expect((await mine.ask('/session')).body.principal).toBeNull()
})

it('is not crowded out by others who begin, however many', async () => {
  const begin = () => fetch(`${hub.http}/api/v1/sign-in/oidc`, { redirect: 'manual' })
  const crowd = async () => {
    for (let n = 0; n < 60; n++) await Promise.all(Array.from({ length: 20 }, begin))
  }
  expect(await createBrowser().signIn('an', '/unit/31117', crowd)).toBe(`${hub.http}/unit/31117`)
})

it.each(['https://evil.example/x', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'never leads to %s',
  async (to) => {
    const address = await createBrowser().signIn('an', to)
    expect(new URL(address).origin).toBe(hub.http)
  },
)

it('takes for shown again only what the provider says was shown again: not that its own session has let somebody in', async () => {
  told.set('boss', { name: 'Boss', roles: ['ioc:admin'] })
  const browser = createBrowser()
  const makeAdministrator = async () => {
    const { status, body } = await browser.command('createToken', { name: 't', role: 'admin', place: '92' })
    return body.code ?? status
  }
  const begin = `${hub.http}/api/v1/sign-in/oidc?to=/people`
  await browser.signIn('boss')
  // Without a question: the provider knows this browser.
  expect((await browser.go(begin)).address).toBe(`${hub.http}/people`)
  expect(await makeAdministrator()).toBe('signInAgain')
  expect(await browser.signIn('boss', '/people', undefined, '&again=true')).toBe(`${hub.http}/people`)
  expect(await makeAdministrator()).toBe(200)
  expect((await browser.go(begin)).address).toBe(`${hub.http}/people`)
  expect(await makeAdministrator()).toBe('signInAgain')
  // Somebody at the desk takes the question out of the address.
  const asked = (await browser.once(`${begin}&again=true`)).headers.get('location') ?? ''
  const silent = new URL(asked)
  for (const name of ['prompt', 'max_age']) silent.searchParams.delete(name)
  expect((await browser.go(silent.href)).address).toBe(`${hub.http}/sign-in?problem=oidcFailed`)
})
