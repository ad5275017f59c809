import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_FILE_BYTES } from '../../domain/files/fileKind.ts'
import type { Uploaded } from '../../domain/files/upload.ts'
import type { Incident } from '../../domain/incidents/incident.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { systemClock } from '../../server/clock.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { jpegOfScans } from '../support/jpegOfScans.ts'
import { startPostgres } from '../support/postgres.ts'
import { connectPublisher } from '../support/publisher.ts'
import { visitor } from '../support/signIn.ts'
import { until } from '../support/until.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const HERE = units.communes[0]?.code ?? ''
const THERE = units.communes.at(-1)?.code ?? ''
const JPEG = createCanvas(8, 8).encodeSync('jpeg', 70)
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('files on %s', (engine) => {
  let hub: TestHub
  let tokens: Record<'operator' | 'other' | 'here' | 'there' | 'fifth' | 'auditor', string>
  let incident: Incident

  beforeAll(async () => {
    const url = engine === 'postgres' ? await postgres?.database('files') : undefined
    hub = await startHub(
      { IOC_DEMO: '1', IOC_DEVICES: 'open', ...(url && { DATABASE_URL: url }) },
      systemClock,
      'accounts',
    )
    const admin = visitor(hub)
    await admin.command('signInAs', { user: 'quan-tri' })
    const token = async (name: string, role: string, place: string) =>
      ((await admin.command('createToken', { name, role, place })).body as { token: string }).token
    tokens = {
      operator: await token('An', 'operator', CITY),
      other: await token('Bé', 'operator', CITY),
      here: await token('Hoa', 'officer', HERE),
      there: await token('Thu', 'officer', THERE),
      fifth: await token('Phú', 'operator', CITY),
      auditor: await token('Bình', 'auditor', CITY),
    }
    const opened = await command('openIncident', { from: { is: 'hand' }, title: 'Cây đổ', unit: HERE })
    incident = opened.body.incident as Incident
  })
  afterAll(() => hub?.stop())

  const as = (who: keyof typeof tokens) => ({ authorization: `Bearer ${tokens[who]}` })
  async function command(name: string, input: object, who: keyof typeof tokens = 'operator') {
    const response = await fetch(`${hub.http}/api/v1/commands/${name}`, {
      method: 'POST',
      headers: { ...as(who), 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  async function send(body: Buffer, name = 'hiện trường.jpg', headers: Record<string, string> = as('operator')) {
    const response = await fetch(`${hub.http}/api/v1/files?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'text/html', ...headers },
      body: new Uint8Array(body),
    })
    return { status: response.status, body: (await response.json()) as Uploaded & { code?: string } }
  }
  async function attached(): Promise<Incident['files'][number]> {
    const { body } = await send(JPEG)
    const answer = await command('attachFile', { incident: incident.id, upload: body.upload, name: body.name })
    expect(answer.status).toBe(200)
    const file = (answer.body.incident as Incident).files.at(-1)
    if (file === undefined) throw new Error('the file was not added')
    return file
  }
  const read = (file: string, who: keyof typeof tokens = 'operator', of = incident.id) =>
    fetch(`${hub.http}/api/v1/incidents/${of}/files/${file}`, { headers: as(who) })

  it('are taken by what they are, kept under their hash, and given back to be saved, over a restart', async () => {
    const file = await attached()
    expect(file).toMatchObject({ name: 'hiện trường.jpg', type: 'image/jpeg', bytes: JPEG.length, by: 'An' })
    await hub.restart()
    const response = await read(file.id)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(JPEG)
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="tep"; filename\*=UTF-8''hi%E1/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    const hash = createHash('sha256').update(JPEG).digest('hex')
    const path = join(hub.dataDir, 'files', hash.slice(0, 2), hash)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('of the same content are kept once', async () => {
    await attached()
    await attached()
    const hash = createHash('sha256').update(JPEG).digest('hex')
    expect(readdirSync(join(hub.dataDir, 'files', hash.slice(0, 2)))).toEqual([hash])
  })

  it('that are pictures are refused where whoever opens them would have to hold more pixels than a browser can', async () => {
    const large = createCanvas(8, 8).toBuffer('image/png')
    for (const field of [16, 20]) large.writeUInt32BE(20_000, field)
    const answer = await send(large, 'bom.png')
    expect(answer).toMatchObject({ status: 413, body: { code: 'pictureTooLarge' } })
    large.writeUInt32BE(2_500, 20)
    expect((await send(large, 'vừa.png')).status).toBe(200)
  })

  it('that are pictures are refused where a page would never be done drawing them: of many scans, or animated', async () => {
    expect(await send(await jpegOfScans(300), 'quét.jpg')).toMatchObject({
      status: 415,
      body: { code: 'pictureScans' },
    })
    expect((await send(await jpegOfScans(12), 'điện thoại.jpg')).status).toBe(200)
    const still = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } })
      .png()
      .toBuffer()
    const actl = Buffer.concat([Buffer.from('\0\0\0\x08acTL\0\x0f\x42\x40\0\0\0\0', 'latin1'), Buffer.alloc(4)])
    actl.writeUInt32BE(crc32(actl.subarray(4, -4)), actl.length - 4)
    const moving = Buffer.concat([still.subarray(0, 33), actl, still.subarray(33)])
    expect(await send(moving, 'động.png')).toMatchObject({ status: 415, body: { code: 'pictureMoves' } })
    expect((await send(still, 'tĩnh.png')).status).toBe(200)
    const twoFrames = Buffer.concat([Buffer.alloc(8 * 8 * 3, 0), Buffer.alloc(8 * 8 * 3, 255)])
    const webp = await sharp(twoFrames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
      .webp({ delay: 100 })
      .toBuffer()
    expect(await send(webp, 'động.webp')).toMatchObject({ status: 415, body: { code: 'pictureMoves' } })
    expect((await send(await sharp(still).webp().toBuffer(), 'tĩnh.webp')).status).toBe(200)
  })

  it.each([
    ['what only begins like a picture', Buffer.from('\xff\xd8\xff\xe0 fake', 'latin1'), 415, 'brokenFile'],
    ['a paper without a page', Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n'), 415, 'brokenFile'],
    ['a page that calls itself a picture', Buffer.from('<!doctype html><script>alert(1)</script>'), 415, 'wrongFile'],
    ['nothing', Buffer.alloc(0), 400, 'emptyFile'],
    ['one byte too many', Buffer.concat([JPEG, Buffer.alloc(MAX_FILE_BYTES)]), 413, 'fileTooLarge'],
  ])('%s is refused', async (_what, body, status, code) => {
    expect(await send(body)).toMatchObject({ status, body: { code } })
  })

  it('are taken from nobody who may not add them', async () => {
    expect(await send(JPEG, 'x.jpg', { 'x-ioc-command': '1' })).toMatchObject({
      status: 401,
      body: { code: 'signInFirst' },
    })
    expect(await send(JPEG, 'x.jpg', as('auditor'))).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    // A page of somebody else's has no way to send the header.
    expect((await send(JPEG, 'x.jpg', { cookie: 'x=1', origin: hub.http })).body.code).toBe('commandHeader')
  })

  it('are taken from everybody, however many come slowly from others; who waits for files of their own is told so', async () => {
    const slow = (['operator', 'other', 'here', 'there'] as const).flatMap((who) =>
      [1, 2].map((n) => {
        const headers = { ...as(who), 'content-length': '5000000', expect: '100-continue' }
        const sending = request(`${hub.http}/api/v1/files?name=${n}.jpg`, { method: 'POST', headers })
        sending.on('error', () => undefined)
        sending.flushHeaders()
        return sending
      }),
    )
    await Promise.all(slow.map((sending) => once(sending, 'continue')))
    for (const sending of slow) sending.write(JPEG)
    expect((await send(JPEG, 'x.jpg', as('there'))).body.code).toBe('ownFilesUnderWay')
    expect(await send(JPEG, 'gấp.jpg', as('fifth'))).toMatchObject({ status: 200 })
    for (const sending of slow) sending.destroy()
    await until(async () => (await send(JPEG, 'x.jpg', as('there'))).status === 200)
  })

  it('belong to who has sent them until they are added, and are added once', async () => {
    const { upload } = (await send(JPEG)).body
    const attach = { incident: incident.id, upload }
    expect((await command('attachFile', attach, 'other')).body.code).toBe('unknownUpload')
    const both = await Promise.all([command('attachFile', attach), command('attachFile', attach)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
  })

  it('are read by who sees their incident, and as its files only', async () => {
    const { id } = await attached()
    expect((await read(id, 'auditor')).status).toBe(200)
    expect((await read(id, 'there')).status).toBe(404)
    const other = (await command('openIncident', { from: { is: 'hand' }, title: 'Khác', unit: THERE })).body.incident
    expect((await read(id, 'operator', (other as Incident).id)).status).toBe(404)
    expect((await read('../../ioc.db')).status).toBe(404)
  })

  describe.each([
    { kind: 'directive', path: 'directives', attach: 'attachToDirective' },
    { kind: 'explanation', path: 'explanations', attach: 'attachToExplanation' },
  ] as const)('of $path', ({ kind, path, attach }) => {
    async function given(): Promise<{ id: string; version: number; state: string; files?: number }> {
      const leader = visitor(hub)
      await leader.command('signInAs', { user: 'lanh-dao' })
      const figure = { is: 'figure', kpi: 'onTimeRate', unit: HERE, shown: null }
      const answer = await (kind === 'directive'
        ? leader.command('giveDirective', {
            title: 'Rà soát',
            content: 'Rà soát hồ sơ.',
            unit: HERE,
            due: '2098-12-31',
          })
        : leader.command('requestExplanation', { figure, question: 'Vì sao thấp?' }))
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      return (answer.body as Record<string, Awaited<ReturnType<typeof given>>>)[kind] as never
    }
    const attachTo = async (id: string, who: keyof typeof tokens = 'here') => {
      const { upload = 'none', name = '' } = (await send(JPEG, 'hồ sơ.jpg', as(who))).body
      return command(attach, { [kind]: id, upload, name }, who)
    }
    const told = async (id: string, who: keyof typeof tokens = 'here') =>
      (await (await fetch(`${hub.http}/api/v1/${path}/${id}`, { headers: as(who) })).json()) as {
        facts: { did: string; what: { file?: { id: string; name: string; type: string } } }[]
      }
    const readOf = (id: string, file: string, who: keyof typeof tokens = 'here') =>
      fetch(`${hub.http}/api/v1/${path}/${id}/files/${file}`, { headers: as(who) })

    it('are added by its unit in any open state, stand in its facts, and are read by who sees it, over a restart', async () => {
      const before = await given()
      const answer = await attachTo(before.id)
      expect(answer).toMatchObject({ status: 200, body: { [kind]: { state: before.state, files: 1 } } })
      expect(await attachTo(before.id)).toMatchObject({ body: { [kind]: { files: 2 } } })
      const fact = (await told(before.id)).facts.find(({ did }) => did === 'attach')
      expect(fact?.what.file).toMatchObject({ name: 'hồ sơ.jpg', type: 'image/jpeg', bytes: JPEG.length })
      await hub.restart()
      const file = fact?.what.file?.id ?? ''
      const response = await readOf(before.id, file)
      expect(Buffer.from(await response.arrayBuffer())).toEqual(JPEG)
      expect(response.headers.get('content-disposition')).toMatch(/^attachment; /)
      expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
      expect((await readOf(before.id, file, 'auditor')).status).toBe(200)
      // Whoever may not see it may not see its files, and they are files of nothing else.
      expect((await readOf(before.id, file, 'there')).status).toBe(404)
      expect((await readOf((await given()).id, file)).status).toBe(404)
      expect((await read(file)).status).toBe(404)
    })

    it('go with what whoever added them says then: their own file makes no page of theirs old, another person’s does', async () => {
      const receive = kind === 'directive' ? 'receiveDirective' : 'receiveExplanation'
      const own = await given()
      expect((await attachTo(own.id)).status).toBe(200)
      const after = { [kind]: own.id, expectedVersion: own.version }
      expect((await command(receive, after, 'here')).status).toBe(200)
      const others = await given()
      expect((await attachTo(others.id)).status).toBe(200)
      const leader = visitor(hub)
      await leader.command('signInAs', { user: 'lanh-dao' })
      const end = kind === 'directive' ? 'withdrawDirective' : 'closeExplanation'
      const stale = { [kind]: others.id, expectedVersion: others.version, reason: 'Trùng' }
      expect(await leader.command(end, stale)).toMatchObject({ status: 409, body: { code: 'changedMeanwhile' } })
    })

    it('are added by nobody of another unit, and to nothing that is over', async () => {
      const { id, version } = await given()
      // To who does not see it there is none.
      expect((await attachTo(id, 'there')).status).toBe(404)
      expect((await attachTo(id, 'auditor')).status).toBe(403)
      const leader = visitor(hub)
      await leader.command('signInAs', { user: 'lanh-dao' })
      const end = kind === 'directive' ? 'withdrawDirective' : 'closeExplanation'
      const over = await leader.command(end, { [kind]: id, expectedVersion: version, reason: 'Đã có phương án khác' })
      expect(over.status).toBe(200)
      expect((await attachTo(id)).body.code).toBe('atOtherStep')
    })
  })

  it('are pictures of a camera too, where people are told that they are filmed, for who may watch it', async () => {
    const publisher = await connectPublisher(hub.mqtt)
    const frame = createCanvas(320, 180).encodeSync('jpeg', 70)
    const announce = (id: string, noticePosted: boolean | null) =>
      publisher.say(`camera/${id}/announce`, { name: id, commune: HERE, lng: 105.78, lat: 10.03, noticePosted })
    for (const [id, notice] of [
      ['MC-1', true],
      ['MC-2', false],
      ['MC-3', null],
    ] as const) {
      await announce(id, notice)
      await publisher.say(`camera/${id}/frame`, frame)
    }
    const keep = async (camera: string, who: keyof typeof tokens = 'operator') =>
      command('keepPicture', { incident: incident.id, camera }, who)
    const kept = await until(async () => {
      const answer = await keep('MC-1')
      return answer.status === 200 ? answer : undefined
    })
    const file = (kept.body.incident as Incident).files.at(-1)
    expect(file).toMatchObject({
      type: 'image/jpeg',
      bytes: frame.length,
      name: expect.stringMatching(/^MC-1 .*\.jpg$/),
    })
    expect(Buffer.from(await (await read(file?.id ?? '')).arrayBuffer())).toEqual(frame)
    expect((await keep('MC-2')).body.code).toBe('noNotice')
    expect((await keep('MC-3')).body.code).toBe('noNotice')
    expect((await keep('MC-9')).body.code).toBe('unknownCamera')
    expect((await keep('MC-1', 'auditor')).body.code).toBe('forbidden')
    await publisher.end()
  })

  it('stand in the log, with who took them away', async () => {
    const { id, name } = await attached()
    await read(id, 'auditor')
    const response = await fetch(`${hub.http}/api/v1/audit?limit=50`, { headers: as('auditor') })
    const { entries } = (await response.json()) as { entries: { did: string; input: Record<string, unknown> }[] }
    expect(entries.find(({ did }) => did === 'attachFile')?.input).toMatchObject({ incident: incident.id, name })
    expect(entries.some(({ input }) => input.path === '/incidents/{id}/files/{file}')).toBe(true)
  })

  it('stand there each by itself, with which it was, of which matter and of which unit', async () => {
    const files = [await attached(), await attached()]
    for (const { id } of [...files, ...files]) await read(id, 'other')
    const response = await fetch(`${hub.http}/api/v1/audit?did=ask&limit=100`, { headers: as('auditor') })
    const { entries } = (await response.json()) as {
      entries: { unit: string | null; input: Record<string, unknown>; who: { name: string } }[]
    }
    const taken = entries.filter(({ input }) => files.some(({ id }) => input.file === id))
    expect(taken).toHaveLength(2)
    for (const { id, name } of files)
      expect(taken.find(({ input }) => input.file === id)).toMatchObject({
        ...{ unit: HERE, input: { path: '/incidents/{id}/files/{file}', id: incident.id, file: id, name } },
      })
  })

  it('whose content is gone say so', async () => {
    const { id } = await attached()
    rmSync(join(hub.dataDir, 'files'), { recursive: true })
    expect((await read(id)).status).toBe(410)
  })
})
