import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Secret, TOTP } from 'otpauth'
import { io } from 'socket.io-client'
import { afterAll, describe, expect, it } from 'vitest'
import { SECOND_MS } from '../../../domain/time.ts'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { handClock } from '../../support/clock.ts'
import { startHub } from '../../support/hub.ts'
import { startPostgres } from '../../support/postgres.ts'
import { connectPublisher } from '../../support/publisher.ts'
import { visitor } from '../../support/signIn.ts'
import { until } from '../../support/until.ts'

const root = resolve(import.meta.dirname, '../../..')
const CITY = UNIT_TREES['2021'].city.code
const GOOD = 'ba con mèo trên mái nhà'
const ADMIN = { role: 'admin', place: CITY }
const LEADER = { role: 'leader', place: CITY }
const run = promisify(execFile)
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('on %s', (engine) => {
  it('whoever hands out an account, a role, a password, a token, a wall or what devices publish with shows again who they are, over HTTP and by sockets; the command line does not', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ioc-step-up-'))
    const store = {
      IOC_DATA_DIR: dataDir,
      ...(engine === 'postgres' && { DATABASE_URL: (await postgres?.database('step_up')) ?? '' }),
    }
    const admin = async (...args: string[]) => {
      const env = { ...process.env, DATABASE_URL: '', ...store }
      const { stdout } = await run(process.execPath, ['run.mjs', 'server/admin.ts', ...args], { cwd: root, env })
      return stdout.trim()
    }
    const clock = handClock(Date.now())
    const first = await admin('create', '--user', 'sep.an', '--role', 'admin', '--quiet')
    const second = await admin('create', '--user', 'sep.be', '--role', 'admin', '--quiet')
    expect(second).not.toBe(await admin('password', '--user', 'sep.be', '--quiet'))
    expect(await admin('token', '--name', 'x', '--role', 'admin', '--quiet')).toMatch(/^ioct_/)
    const hub = await startHub({ ...store, IOC_DEVICES: 'announce' }, clock, 'accounts')
    const boss = visitor(hub)
    await boss.command('signIn', { user: 'sep.an', password: first })
    await boss.command('changePassword', { old: first, new: GOOD })
    const { secret } = (await boss.command('beginTotp', { password: GOOD })).body
    const code = () => TOTP.generate({ secret: Secret.fromBase32(String(secret)), timestamp: clock.now() })
    await boss.command('confirmTotp', { code: code() })
    const { people } = (await boss.get('/people')).body as { people: { id: string; user: string }[] }
    const other = people.find(({ user }) => user === 'sep.be')?.id ?? ''
    const made = await boss.command('createPerson', { user: 'thuong', name: 'Thường', grants: [], proof: GOOD })
    expect(made.status).toBe(200)
    const plain = made.body.id

    const wallCode = async () => String((await visitor(hub).command('requestPairing')).body.code)
    /** What a stranger has announced, as it is approved. */
    async function waitingDevice() {
      const stranger = await connectPublisher(hub.mqtt)
      const said = { kind: 'waterLevel', name: 'Trạm', commune: '31117', lng: 105.7885, lat: 10.0452, every: 60 }
      await stranger.say('sensor/TG-02/announce', said)
      await stranger.end()
      return until(async () => {
        const { devices } = (await boss.get('/waiting-devices')).body as {
          devices: { device: string; version: string }[]
        }
        return devices[0] && { device: devices[0].device, seen: devices[0].version }
      })
    }
    const acts: readonly [string, Record<string, unknown>][] = [
      ['createPerson', { user: 'sep.cu', name: 'Cu', grants: [ADMIN] }],
      ['createPerson', { user: 'lanh.dao', name: 'Lãnh đạo', grants: [LEADER] }],
      ['setGrants', { person: plain, grants: [LEADER] }],
      ['setGrants', { person: plain, grants: [LEADER, ADMIN] }],
      ['createToken', { name: 'may in', role: 'leader', place: CITY }],
      ['resetPassword', { person: plain }],
      ['resetTotp', { person: plain }],
      ['pairWall', { code: await wallCode(), name: 'Sảnh', place: CITY }],
      ['createToken', { name: 't', role: 'admin', place: CITY }],
      ['createDeviceAccount', { device: 'sensor/TG-01' }],
      ['createGatewayAccount', { label: 'G', patterns: ['sensor/NK-*'] }],
      ['createSystemAccount', { system: 'oneStop', units: ['*'] }],
      ['setGatewayPatterns', { account: 'gateway-G', patterns: ['sensor/NK-*', 'sensor/MN-1'] }],
      ['renewMqttSecret', { account: 'sensor-TG-01' }],
      ['approveDevice', await waitingDevice()],
      ['resetPassword', { person: other }],
      ['resetTotp', { person: other }],
    ]
    const socket = io(hub.http, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie: boss.cookie() } })
    await until(() => socket.connected)
    for (const [name, input] of acts) {
      expect(await boss.command(name, input), name).toMatchObject({ status: 403, body: { code: 'proofNeeded' } })
      expect(await boss.command(name, { ...input, proof: 'đoán' }), name).toMatchObject({
        body: { code: 'wrongProof' },
      })
      const onSocket = await socket.timeout(5_000).emitWithAck('command', { name, input })
      expect(onSocket, name).toMatchObject({ ok: false, code: 'proofNeeded' })
      expect((await boss.command(name, { ...input, proof: GOOD })).status, name).toBe(200)
    }
    // A code does as well, once.
    clock.advance(60 * SECOND_MS)
    const shown = code()
    expect((await boss.command('resetPassword', { person: other, proof: shown })).status).toBe(200)
    expect((await boss.command('resetPassword', { person: other, proof: shown })).body.code).toBe('wrongProof')
    // A wall gets another machine.
    const { walls } = (await boss.get('/walls')).body as { walls: { id: string }[] }
    const move = { wall: walls[0]?.id, code: await wallCode() }
    expect((await boss.command('moveWall', move)).body.code).toBe('proofNeeded')
    expect((await boss.command('moveWall', { ...move, proof: GOOD })).status).toBe(200)
    // What takes rights away, or leaves them as they are, asks nothing.
    expect((await boss.command('setGrants', { person: other, grants: [ADMIN] })).status).toBe(200)
    // Who was locked and is an administrator is given the rights back.
    await boss.command('disablePerson', { person: other })
    expect((await boss.command('enablePerson', { person: other })).body.code).toBe('proofNeeded')
    expect((await boss.command('enablePerson', { person: other, proof: GOOD })).status).toBe(200)
    // A stranger who tries passwords under somebody's name keeps whoever has signed in from nothing; who holds a session guesses no further.
    const stranger = visitor(hub)
    for (let n = 0; n < 6; n++) await stranger.command('signIn', { user: 'sep.an', password: `đoán mò ${n}` })
    expect((await stranger.command('signIn', { user: 'sep.an', password: GOOD })).body.code).toBe('lockedOut')
    expect((await boss.command('createToken', { name: 's', ...ADMIN, proof: GOOD })).status).toBe(200)
    expect((await boss.command('changePassword', { old: GOOD, new: GOOD })).body.code).toBe('passwordSame')
    for (let n = 0; n < 5; n++)
      expect((await boss.command('createToken', { name: 's', ...ADMIN, proof: `đoán ${n}` })).body.code).toBe(
        'wrongProof',
      )
    expect((await boss.command('createToken', { name: 's', ...ADMIN, proof: GOOD })).body.code).toBe('lockedOut')
    expect((await boss.command('changePassword', { old: GOOD, new: GOOD })).body.code).toBe('lockedOut')
    clock.advance(60 * SECOND_MS)
    expect((await boss.command('createToken', { name: 's', ...ADMIN, proof: GOOD })).status).toBe(200)
    // The log has neither password nor code.
    const reader = (await boss.command('createToken', { name: 'r', role: 'auditor', place: CITY, proof: GOOD })).body
      .token
    const read = { headers: { authorization: `Bearer ${String(reader)}` } }
    const log = await (await fetch(`${hub.http}/api/v1/audit?limit=1000`, read)).text()
    expect(log).toContain('setGrants')
    for (const hidden of [GOOD, shown, 'đoán']) expect(log).not.toContain(hidden)
    // A program shows nothing, and makes no other of its kind.
    const { token } = (await boss.command('createToken', { name: 'v', role: 'admin', place: CITY, proof: GOOD })).body
    const answer = await fetch(`${hub.http}/api/v1/commands/createToken`, {
      method: 'POST',
      headers: { authorization: `Bearer ${String(token)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'w', role: 'admin', place: CITY }),
    })
    expect(await answer.json()).toMatchObject({ code: 'peopleOnly' })
    socket.close()
    await hub.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
})
