import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { EMPTY_CITY } from '../../../domain/commands/command.ts'
import { COMMANDS } from '../../../domain/commands/index.ts'
import { hasPage } from '../../../domain/pages.ts'
import { nothing } from '../../../domain/queries/parameters.ts'
import { defineQuery } from '../../../domain/queries/query.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { createAudit } from '../../../server/gate/audit.ts'
import { createCommandGate } from '../../../server/gate/commands.ts'
import { createHttpGate } from '../../../server/gate/http.ts'
import { createPeers } from '../../../server/gate/peers.ts'
import { everybody } from '../../../server/gate/principals.ts'
import { healthRoutes } from '../../../server/http/health.ts'
import { createAddressCheck } from '../../../server/http/origin.ts'
import { answers } from '../../../server/http/route.ts'
import { unitRoutes } from '../../../server/http/units.ts'
import { builtScreens, createWeb } from '../../../server/http/web.ts'
import { Problem } from '../../../server/problem.ts'
import { createMetrics } from '../../../server/services/metrics.ts'

const SHELL = `<!doctype html><title>Trung tâm</title>${' '.repeat(2_000)}`
const SCRIPT = `console.log(${JSON.stringify('cần thơ '.repeat(500))})`
const PICTURE = Buffer.alloc(5_000, 7)
/** What has to give way as soon as it comes. */
const GIVES_WAY = 'xxxxxxx'
const SURVEYED = JSON.stringify({ type: 'FeatureCollection', attribution: 'Sở '.repeat(500), features: [] })
const audit = createAudit({ clock: { now: () => 0 }, note: () => undefined })
const units = UNIT_TREES['2021']

const clientDir = mkdtempSync(join(tmpdir(), 'ioc-client-'))
const server = createServer(
  createWeb({
    isEncrypted: false,
    addressFault: createAddressCheck({ host: '127.0.0.1', origins: ['https://ioc.example'] }),
    peers: createPeers([]),
    routes: [
      ...unitRoutes({ units }),
      answers(
        defineQuery({
          path: '/picture',
          summary: { vi: 'Hình', en: 'A picture' },
          example: () => '/picture',
          params: nothing,
          query: nothing,
          gives: { binary: 'image/jpeg' },
          ask: 'map.see',
        }),
        () => ({ type: 'image/jpeg', bytes: PICTURE }),
      ),
      answers(
        defineQuery({
          path: '/fails/{id}',
          summary: { vi: 'Không có', en: 'Is never there' },
          example: () => '/fails/<b>1</b>',
          params: z.object({ id: z.enum(['one']) }),
          query: nothing,
          gives: z.object({}),
          ask: 'map.see',
        }),
        () => ({}),
      ),
    ],
    gate: createHttpGate({ principals: everybody(units), units, audit, cameraUnit: () => undefined }),
    uploads: {
      begin: ({ giveWay }) => ({
        came: (bytes) => bytes === GIVES_WAY.length && giveWay(new Problem('fileGaveWay')),
        whole: () => undefined,
        end: () => undefined,
      }),
      take: async () => ({ upload: 'u-1', name: 'a.jpg', type: 'image/jpeg', bytes: 1 }),
    },
    commands: createCommandGate({
      handlers: [],
      city: EMPTY_CITY,
      store: {
        ...{ audited: async () => undefined, commandAnswer: async () => undefined, healthy: () => true },
        ...{ mark: async () => undefined, saveMark: async () => undefined },
      },
      audit,
      clock: { now: () => 0 },
      log: pino({ level: 'silent' }),
      units,
    }),
    exampleOf: () => ({ sensor: 'MN-1', camera: 'MC-1', city: units.city.code }),
    health: healthRoutes({ missing: () => [], metrics: createMetrics([]) }),
    basemap: undefined,
    mapFile: (name) => (name === 'communes-2021.geojson' ? Buffer.from(SURVEYED) : undefined),
    screens: builtScreens({ clientDir, hasPage: (path) => hasPage(path, units) }),
    version: '1.2.3',
    clock: { now: () => Date.parse('2026-11-23T09:00:00+07:00') },
    log: pino({ level: 'silent' }),
    uploadWithinMs: 20,
  }),
)

beforeAll(async () => {
  mkdirSync(join(clientDir, 'assets'))
  mkdirSync(join(clientDir, 'map'))
  const files = { 'index.html': SHELL, 'assets/app-1a2b.js': SCRIPT, 'map/roads.geojson': SCRIPT }
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(clientDir, name), content)
    writeFileSync(join(clientDir, `${name}.br`), brotliCompressSync(content))
    writeFileSync(join(clientDir, `${name}.gz`), gzipSync(content))
  }
  writeFileSync(join(clientDir, 'map/base.pmtiles'), PICTURE)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterAll(async () => {
  await new Promise((done) => server.close(done))
  rmSync(clientDir, { recursive: true, force: true })
})

interface Answer {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** As it stands on the line: nothing is decompressed. */
function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  return new Promise((done, fail) => {
    request({ port, path, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      )
    })
      .on('error', fail)
      .end()
  })
}

describe('who is asked, and by whom', () => {
  it.each(['/', '/healthz', '/api/v1/units', '/assets/app-1a2b.js', '/map/communes-2021.geojson'])(
    '%s is not told under a name of somebody else',
    async (path) => {
      const { status, body } = await get(path, { host: 'rebound.example:8080', origin: 'http://rebound.example:8080' })
      expect(status).toBe(421)
      expect(JSON.parse(body.toString())).toMatchObject({
        code: 'unknownHost',
        params: { host: 'rebound.example:8080' },
        detail: expect.stringContaining('IOC_ORIGINS'),
      })
      expect((await get(path, { host: 'ioc.example' })).status).toBe(200)
    },
  )

  it('a person is told in both languages', async () => {
    const { headers, body } = await get('/', { host: 'rebound.example', accept: 'text/html,*/*;q=0.8' })
    expect(headers['content-type']).toMatch(/^text\/plain/)
    expect(body.toString()).toContain('không mang tên rebound.example')
    expect(body.toString()).toContain('not known as rebound.example')
  })

  it('a page of somebody else is told nothing', async () => {
    const { status, body } = await get('/api/v1/units', { origin: 'https://evil.example' })
    expect(status).toBe(403)
    expect(JSON.parse(body.toString())).toMatchObject({ code: 'foreignOrigin' })
  })
})

describe('addresses', () => {
  it.each(['/', '/alerts?show=critical', '/unit/31117', '/sensor/tram.01', '/wall?scene=plan'])(
    '%s answers the page',
    async (path) => {
      const { status, headers, body } = await get(path)
      expect(status).toBe(200)
      expect(headers['content-type']).toMatch(/^text\/html/)
      expect(body.toString()).toBe(SHELL)
    },
  )

  it.each(['/allerts', '/unit/99999', '/unit/31117/x', '/system/nobody', '/wall/x/y', '/%', '/unit/%E0%A4%A'])(
    '%s answers the page too, as not found',
    async (path) => {
      const { status, body } = await get(path)
      expect(status).toBe(404)
      expect(body.toString()).toBe(SHELL)
    },
  )

  it.each(['/assets/app-old.js', '/map/none.geojson', '/robots.txt', '/assets/app-1a2b.js.br', '/../package.json'])(
    '%s is no file, and not the page',
    async (path) => {
      const { status, headers, body } = await get(path)
      expect(status).toBe(404)
      expect(headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(JSON.parse(body.toString()).detail).toMatch(/^no file/)
    },
  )

  it.each([
    ['/health', '/healthz'],
    ['/health/', '/healthz'],
    ['/ready', '/readyz'],
    ['/swagger', '/api'],
  ])('%s names %s, which was meant', async (path, meant) => {
    const { status, body } = await get(path)
    expect(status).toBe(404)
    expect(JSON.parse(body.toString())).toMatchObject({ status: 404, detail: expect.stringContaining(`ask ${meant} `) })
  })
})

describe('bytes on the line', () => {
  it('of a built file are those that the build compressed, in the best encoding a browser takes', async () => {
    const path = '/assets/app-1a2b.js'
    const brotli = await get(path, { 'Accept-Encoding': 'gzip, deflate, br' })
    expect(brotli.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT)
    const gzip = await get(path, { 'Accept-Encoding': 'br;q=0, gzip' })
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT)
    const plain = await get(path)
    expect(plain.headers).toMatchObject({ vary: 'Accept-Encoding' })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.body.toString()).toBe(SCRIPT)
    const tags = [brotli, gzip, plain].map(({ headers }) => headers.etag)
    expect(new Set(tags).size).toBe(3)

    const again = await get(path, { 'Accept-Encoding': 'br', 'If-None-Match': String(brotli.headers.etag) })
    expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) })
  })

  it('of what may change are asked for again, and come compressed as well', async () => {
    const map = await get('/map/roads.geojson', { 'Accept-Encoding': 'br' })
    expect(map.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-encoding': 'br' })
    expect(map.headers['content-type']).toMatch(/^application\/geo\+json/)
    const shell = await get('/alerts', { 'Accept-Encoding': 'gzip' })
    expect(shell.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-encoding': 'gzip' })
    expect(gunzipSync(shell.body).toString()).toBe(SHELL)
  })

  it('of the city’s own boundaries stand before the product’s, compressed as they are sent', async () => {
    const own = await get('/map/communes-2021.geojson', { 'Accept-Encoding': 'gzip' })
    expect(own.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-encoding': 'gzip' })
    expect(own.headers['content-type']).toMatch(/^application\/geo\+json/)
    expect(gunzipSync(own.body).toString()).toBe(SURVEYED)
    const again = await get('/map/communes-2021.geojson', { 'If-None-Match': String(own.headers.etag) })
    expect(again.status).toBe(304)
  })

  it('of answers of the API are compressed as they are made; pictures and parts of files never', async () => {
    const encoding = { 'Accept-Encoding': 'gzip, br' }
    const json = await get('/api/v1/units', encoding)
    expect(json.headers['content-encoding']).toMatch(/br|gzip/)
    expect(json.headers.vary).toContain('Accept-Encoding')
    expect(json.body.length).toBeLessThan((await get('/api/v1/units')).body.length / 3)

    const picture = await get('/api/v1/picture', encoding)
    expect(picture.headers['content-encoding']).toBeUndefined()
    expect(picture.body.equals(PICTURE)).toBe(true)

    const tiles = await get('/map/base.pmtiles', { ...encoding, Range: 'bytes=0-99' })
    expect(tiles.status).toBe(206)
    expect(tiles.headers['content-encoding']).toBeUndefined()
    expect(tiles.headers['content-range']).toBe('bytes 0-99/5000')
    const part = await get('/map/roads.geojson', { ...encoding, Range: 'bytes=0-6' })
    expect(part.headers['content-encoding']).toBeUndefined()
    expect(part.body.toString()).toBe(SCRIPT.slice(0, 7))
  })
})

describe('the page of the API', () => {
  const page = async (path: string, headers = {}) => (await get(path, headers)).body.toString()

  it('describes every route and the health of the hub, in the reader’s language, without anything inline', async () => {
    const { status, headers, body } = await get('/api', { 'Accept-Language': 'vi-VN,vi;q=0.9' })
    expect(status).toBe(200)
    expect(headers['content-type']).toMatch(/^text\/html/)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    const html = body.toString()
    expect(html).toContain('<html lang="vi">')
    for (const address of ['/api/v1/units', '/api/v1/picture', '/healthz', '/readyz', '/metrics'])
      expect(html).toContain(`<code>GET ${address}</code>`)
    for (const name of Object.keys(COMMANDS)) expect(html).toContain(`<code>POST /api/v1/commands/${name}</code>`)
    expect(html).not.toMatch(/<script|<style|style=|onclick/)
    expect(html).toMatch(/curl 'http:\/\/localhost:\d+\/api\/v1\/units'/)
    expect(await page('/api', { 'Accept-Language': 'en-GB' })).toContain('<html lang="en">')
    expect(await page('/api?lang=en', { 'Accept-Language': 'vi' })).toContain('Every address is for reading')
    const style = await get('/api/page.css')
    expect(style.headers['content-type']).toMatch(/^text\/css/)
  })

  it('answers an example where it is asked to, a refusal as it would be told, and shows names as text', async () => {
    expect(await page('/api')).not.toContain('&quot;edition&quot;: &quot;2021&quot;')
    expect(await page('/api?show=Units')).toContain('&quot;edition&quot;: &quot;2021&quot;')
    const refused = await page('/api?show=FailsId')
    expect(refused).toContain('&quot;status&quot;: 400')
    expect(refused).not.toContain('<b>1')
    expect((await get('/api?show=nobody')).status).toBe(200)
  })

  it('is told to tools as OpenAPI, health included, in either language', async () => {
    const document = JSON.parse(await page('/api/v1/openapi.json'))
    expect(document.paths['/healthz']).toMatchObject({ servers: [{ url: '/' }] })
    expect(Object.keys(document.paths['/readyz'].get.responses)).toEqual(['200', '503'])
    expect(document.paths['/units'].get.summary).toMatch(/^The city/)
    expect(JSON.parse(await page('/api/v1/openapi.json?lang=vi')).paths['/units'].get.summary).toMatch(/^Thành phố/)
  })
})

it.each([
  ['does not come in time', 'x', 408, 'fileTooSlow'],
  ['has to give way', GIVES_WAY, 503, 'fileGaveWay'],
])('a file whose body %s is answered so, and its connection ends', async (_what, part, status, code) => {
  const { port } = server.address() as AddressInfo
  const headers = { 'content-length': '1000', 'x-ioc-command': '1' }
  const sent = request({ port, method: 'POST', path: '/api/v1/files?name=a.jpg', headers })
  sent.on('error', () => undefined)
  const hasEnded = new Promise((done) => sent.once('close', done))
  const answer = new Promise<[number | undefined, string]>((done) =>
    sent.once('response', (response) => {
      let body = ''
      response.on('data', (part) => {
        body += part
      })
      response.on('end', () => done([response.statusCode, body]))
    }),
  )
  sent.write(part)
  const [answered, body] = await answer
  expect([answered, JSON.parse(body).code]).toEqual([status, code])
  await hasEnded
})
