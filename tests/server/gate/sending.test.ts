import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Principal } from '../../../domain/access/principal.ts'
import { KEY_KEPT_MS, SENT_AGAIN_WITHIN_MS } from '../../../domain/commands/sending.ts'
import type { Incident } from '../../../domain/incidents/incident.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { type HandClock, handClock } from '../../support/clock.ts'
import { startHubAs, type TestHub } from '../../support/hub.ts'
import { personWith } from '../../support/people.ts'
import { postCommand } from '../../support/postCommand.ts'
import { startPostgres } from '../../support/postgres.ts'

const CITY = UNIT_TREES['2021'].city.code
const HOA = personWith('operator', CITY, 'Hoa')
const AN = personWith('operator', CITY, 'An')
const MB = 1024 * 1024
const PICTURE = createCanvas(8, 8).encodeSync('png')
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('on %s', (engine) => {
  let principal: Principal | undefined
  let clock: HandClock
  let hub: TestHub
  beforeAll(async () => {
    clock = handClock()
    const env: Record<string, string> =
      engine === 'postgres' ? { DATABASE_URL: (await postgres?.database('sending')) ?? '' } : {}
    hub = await startHubAs(() => principal, env, clock)
  })
  afterAll(() => hub?.stop())

  const sends = (name: string, input: unknown, headers: Record<string, string> = {}) =>
    postCommand(hub, name, input, { headers })
  async function open(but: object = {}): Promise<string> {
    const opening = { from: { is: 'hand' }, title: 'Cây đổ chắn đường', ...but }
    const { body } = await sends('openIncident', opening)
    return (body.incident as { id: string }).id
  }
  const factsOf = async (id: string) =>
    (
      (await (await fetch(`${hub.http}/api/v1/incidents/${id}`)).json()) as {
        facts: { did: string; at: number; writtenAt?: number }[]
      }
    ).facts
  const comments = async (id: string) => (await factsOf(id)).filter(({ did }) => did === 'comment').length

  it('what one person wrote is carried out in nobody else’s session, nor is a file taken; nothing of it stands in the log as theirs', async () => {
    principal = HOA
    const id = await open()
    const comment = { incident: id, text: 'ý kiến của Hoa' }
    const ofHoa = { 'x-ioc-person': HOA.id }
    const upload = (headers: Record<string, string>) =>
      fetch(`${hub.http}/api/v1/files?name=a.pdf`, {
        method: 'POST',
        headers: { 'x-ioc-command': '1', 'content-type': 'application/octet-stream', ...headers },
        body: new Uint8Array(PICTURE),
      })
    principal = AN
    expect(await sends('commentIncident', comment, ofHoa)).toMatchObject({ status: 409, body: { code: 'otherWriter' } })
    expect(await (await upload(ofHoa)).json()).toMatchObject({ code: 'otherWriter' })
    principal = personWith('auditor', CITY)
    const log = await (await fetch(`${hub.http}/api/v1/audit`)).text()
    expect(log).toContain('"did":"openIncident"')
    expect(log).not.toContain('"did":"commentIncident"')
    principal = undefined
    expect((await sends('commentIncident', comment, ofHoa)).body.code).toBe('signInFirst')
    principal = HOA
    expect((await sends('commentIncident', comment, ofHoa)).status).toBe(200)
    expect((await upload(ofHoa)).status).toBe(200)
    expect((await sends('commentIncident', comment)).status).toBe(200)
    expect(await comments(id)).toBe(2)
  })

  it('what was carried out is known by its key as long as a page may send it again, and its answer for a day', async () => {
    principal = HOA
    const id = await open()
    const again = () => sends('commentIncident', { incident: id, text: 'x' }, { 'idempotency-key': 'lost-answer' })
    const first = await again()
    expect(first.status).toBe(200)
    clock.advance(23 * HOUR_MS)
    const { version } = first.body.incident as { version: number }
    expect(await again()).toMatchObject({ status: 200, body: { incident: { id, version } } })
    clock.advance(2 * HOUR_MS)
    const known = { status: 409, body: { code: 'doneBefore' } }
    expect(await again()).toMatchObject(known)
    clock.advance(SENT_AGAIN_WITHIN_MS - 25 * HOUR_MS)
    // Whatever else is done meanwhile lets go of no key.
    await sends('commentIncident', { incident: id, text: 'y' }, { 'idempotency-key': 'another' })
    expect(await again()).toMatchObject(known)
    expect(await comments(id)).toBe(2)
    clock.advance(KEY_KEPT_MS)
    expect((await again()).status).toBe(200)
  })

  it('what waited for a line says everywhere when it was written: in the matter, in its timeline, on a wall and in the log', async () => {
    principal = HOA
    const id = await open({ sop: 'bao-dong-3' })
    await sends('verifyIncident', { incident: id, expectedVersion: 1 })
    clock.advance(MINUTE_MS)
    const writtenAt = clock.now()
    clock.advance(MINUTE_MS)
    const at = clock.now()
    const waited = { 'x-ioc-written-ago': String(MINUTE_MS) }
    expect((await sends('commentIncident', { incident: id, text: 'x' }, waited)).status).toBe(200)
    const done = await sends('doStep', { incident: id, step: 1, note: '' }, waited)
    expect((done.body.incident as Incident).steps[0]?.done).toMatchObject({ at, writtenAt })
    await sends('commentIncident', { incident: id, text: 'y' })
    const times = (facts: readonly { at: number; writtenAt?: number }[]) => facts.map((fact) => fact.writtenAt)
    expect(times(await factsOf(id)).slice(-3)).toEqual([writtenAt, writtenAt, undefined])
    expect((await factsOf(id)).at(-3)?.at).toBe(at)
    const onWall = await (await fetch(`${hub.http}/api/v1/walls/incidents/${id}`)).json()
    expect(times((onWall as { facts: { at: number; writtenAt?: number }[] }).facts).slice(0, 3)).toEqual([
      ...[undefined, writtenAt, writtenAt],
    ])
    principal = personWith('auditor', CITY)
    const log = await (await fetch(`${hub.http}/api/v1/audit?who=${HOA.id}&did=commentIncident&limit=2`)).json()
    expect(times((log as { entries: { at: number; writtenAt?: number }[] }).entries)).toEqual([undefined, writtenAt])
    principal = HOA
    for (const wrong of ['-1', '1e9', 'gần đây', '123456789012'])
      expect(
        (await sends('commentIncident', { incident: id, text: 'z' }, { 'x-ioc-written-ago': encodeURI(wrong) })).body
          .code,
      ).toBe('wrongWrittenAgo')
  })

  it('of one principal the newest answers are kept, up to a hundred and a million characters; that others were given stays known', async () => {
    principal = personWith('operator', CITY, engine)
    const long = 'ắ'.repeat(3_990)
    const id = await open({ sop: 'bao-dong-3', note: long })
    await sends('verifyIncident', { incident: id, expectedVersion: 1 })
    for (let step = 1; step <= 9; step++) await sends('doStep', { incident: id, step, note: long })
    const comment = (n: number, to = id) =>
      sends('commentIncident', { incident: to, text: `${n}` }, { 'idempotency-key': `k-${n}` })
    const many = 60
    for (let n = 0; n < many; n++) {
      clock.advance(SECOND_MS)
      expect((await comment(n)).status).toBe(200)
    }
    let characters = 0
    const kept: number[] = []
    for (let n = 0; n < many; n++) {
      const { status, body } = await comment(n)
      if (status === 200) {
        kept.push(n)
        characters += JSON.stringify(body).length
      } else expect(body.code).toBe('doneBefore')
    }
    expect(await comments(id)).toBe(many)
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, n) => many - kept.length + n))
    expect(kept.length).toBeGreaterThan(1)
    expect(characters).toBeLessThanOrEqual(MB)
    const small = await open()
    for (let n = 100; n < 250; n++) {
      clock.advance(SECOND_MS)
      await comment(n, small)
    }
    const answered = []
    for (let n = 100; n < 250; n++) if ((await comment(n, small)).status === 200) answered.push(n)
    expect(answered).toEqual(Array.from({ length: 100 }, (_, n) => 150 + n))
  })
})
