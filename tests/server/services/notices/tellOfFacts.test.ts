import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../../domain/access/auditEntry.ts'
import type { Role } from '../../../../domain/access/roles.ts'
import { type AlertMatter, type AlertStep, alertMachine, unhandledMatter } from '../../../../domain/alerts/handling.ts'
import { INCIDENTS } from '../../../../domain/incidents/machine.ts'
import type { Actor } from '../../../../domain/matters/fact.ts'
import { NO_PREFERENCES } from '../../../../domain/notices/preferences.ts'
import { HOUR_MS, MINUTE_MS } from '../../../../domain/time.ts'
import { UNIT_TREES } from '../../../../domain/units/index.ts'
import type { Accounts } from '../../../../server/accounts/accounts.ts'
import { createMatters, type Matters } from '../../../../server/services/matters/matters.ts'
import { createOutbox, type Outbox } from '../../../../server/services/notices/outbox.ts'
import { tellOfFacts } from '../../../../server/services/notices/tellOfFacts.ts'
import { createStore } from '../../../../server/store/openStore.ts'
import { handClock } from '../../../support/clock.ts'
import { opening } from '../../../support/incident.ts'
import { startPostgres } from '../../../support/postgres.ts'

const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

const units = UNIT_TREES['2025']
const ROLES_OF: Readonly<Record<string, readonly Role[]>> = {
  an: ['operator'],
  be: ['operator'],
  chi: ['lead', 'leader'],
}
const people = Object.entries(ROLES_OF).map(([id, roles]) => ({
  ...{ id, name: id, disabledAt: null, grants: roles.map((role) => ({ role, place: units.city.code })) },
}))
let present = people
const accounts = { all: () => present, demoPeople: [] } as unknown as Pick<Accounts, 'all' | 'demoPeople'>
const BE: Actor = { is: 'person', id: 'be', name: 'Trần Bé', roles: ['operator'] }

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('notices of facts on %s', (engine) => {
  let clock: ReturnType<typeof handClock>
  let folder: string
  let databases = 0
  let store: ReturnType<typeof createStore>
  let outbox: Outbox
  let alerts: Matters<AlertMatter, AlertStep>
  let raisedAt: number

  beforeEach(async () => {
    clock = handClock()
    raisedAt = clock.now()
    folder = await mkdtemp(join(tmpdir(), 'ioc-told-'))
    const databaseUrl = engine === 'postgres' ? await postgres?.database(`told_${databases++}`) : undefined
    store = createStore({ dataDir: folder, databaseUrl, clock, log })
    await store.start()
    outbox = createOutbox({
      ...{ store: store.notices, ways: [], clock, log },
      recipientOf: (name) => ({ name, grants: [], preferences: NO_PREFERENCES }),
      maySee: async () => true,
      publish: () => undefined,
      remove: () => undefined,
    })
    alerts = createMatters({ edition: '2021', machine: alertMachine, store, clock, log })
    tellOfFacts({ matters: [alerts], outbox, accounts, units })
    alerts.track(
      unhandledMatter('a-1', {
        ...{ title: { vi: 'Ngập', en: 'Flood' }, unit: null, severity: 'critical', raisedAt },
        ...{ endedAt: null, isMember: false, simulated: false },
      }),
    )
  })
  afterEach(async () => {
    await outbox.settled()
    await outbox.stop()
    await store.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const entry = (): AuditEntry => ({
    ...{
      at: clock.now(),
      who: { is: 'person', id: 'be', name: 'Trần Bé' },
      from: { address: '', via: 'http', agent: '' },
    },
    ...{ did: 'handleAlert', input: {}, unit: null, result: 'done' },
  })
  async function take(step: AlertStep, by = BE): Promise<void> {
    const planned = alerts.plan('a-1', step, { by, at: clock.now() })
    await store.audited(entry, planned.write, planned.apply)
  }
  async function pass(ms: number): Promise<void> {
    clock.advance(ms)
    await alerts.look()
  }
  /** Who has still to be told, and of how many minutes after the alert was raised. */
  const waiting = async () =>
    (await store.notices.list({ state: 'pending', limit: 100 }))
      .map(({ at, person }) => `${person} ${(at - raisedAt) / MINUTE_MS}`)
      .sort()

  it('comes to the next one up where nobody holds the role, and says so', async () => {
    present = people.filter(({ id }) => id === 'chi')
    await pass(5 * MINUTE_MS)
    present = people
    const told = await store.notices.list({ state: 'pending', limit: 100 })
    expect(told.map(({ person, text }) => [person, text.vi])).toEqual([
      [
        'chi',
        expect.stringMatching(
          /^Chưa có phản hồi\. Cảnh báo: Ngập \(tiếp nhận trước .*\)\. Chưa có ai giữ vai trò Trực ban, nên báo lên bạn\.$/,
        ),
      ],
    ])
  })

  it('of silence wait for everybody who was told, whoever remarks on it, until somebody acts', async () => {
    await pass(5 * MINUTE_MS)
    expect(await waiting()).toEqual(['an 5', 'be 5'])
    await take({ did: 'comment', text: 'Đang gọi trạm' })
    expect(await waiting()).toEqual(['an 5', 'be 5'])
    await pass(10 * MINUTE_MS)
    expect(await waiting()).toEqual(['an 5', 'be 5', 'chi 15'])
    await pass(15 * MINUTE_MS)
    // The lead is told anew as the leader: the later word is enough.
    expect(await waiting()).toEqual(['an 5', 'be 5', 'chi 30'])
    await take({ did: 'acknowledge', note: 'Đã cử người' })
    expect(await waiting()).toEqual([])
  })

  it('of a step that stays undone reach a leader of the place first, then the leaders of the city', async () => {
    const [ward] = units.communes
    const incidents = createMatters({ edition: '2021', machine: INCIDENTS, store, clock, log })
    tellOfFacts({ matters: [incidents], outbox, accounts, units })
    present = [
      ...people,
      { id: 'head', name: 'head', disabledAt: null, grants: [{ role: 'leader', place: ward?.code ?? '' }] },
    ]
    const [first, ...others] = opening().steps
    const steps = [...(first === undefined ? [] : [{ ...first, withinMs: HOUR_MS }]), ...others]
    const open = { did: 'open', opening: opening({ unit: ward?.code ?? '', steps }) } as const
    const planned = incidents.plan('i-1', open, { by: BE, at: clock.now() })
    await store.audited(entry, planned.write, planned.apply)
    const taken = incidents.plan('i-1', { did: 'takeOver' }, { by: BE, at: clock.now() })
    await store.audited(entry, taken.write, taken.apply)
    const told = async (hours: number) => {
      clock.advance(hours * HOUR_MS)
      await incidents.look()
      return (await store.notices.list({ state: 'pending', limit: 100 }))
        .filter(({ at }) => at === clock.now())
        .map(({ person }) => person)
    }
    expect(await told(1)).toEqual(['be'])
    expect(await told(1)).toEqual(['chi'])
    expect(await told(3)).toEqual(['head'])
    expect(await told(19)).toEqual([])
    expect(await told(1)).toEqual(['chi'])
    present = people
  })

  it('of several steps that are late at once, as after the hub was down, are one to each person', async () => {
    const incidents = createMatters({ edition: '2021', machine: INCIDENTS, store, clock, log })
    tellOfFacts({ matters: [incidents], outbox, accounts, units })
    const steps = opening().steps.map((step) => ({ ...step, mandatory: true, withinMs: HOUR_MS }))
    const open = { did: 'open', opening: opening({ steps }) } as const
    for (const step of [open, { did: 'takeOver' }] as const) {
      const planned = incidents.plan('i-2', step, { by: BE, at: clock.now() })
      await store.audited(entry, planned.write, planned.apply)
    }
    /** To whom and how, whatever has become of it: what went out of the house is not taken back. */
    const toldAfter = async (hours: number) => {
      clock.advance(hours * HOUR_MS)
      await incidents.look()
      return (await store.notices.list({ limit: 100 }))
        .filter(({ at, about }) => at === clock.now() && about.id === 'i-2')
        .map(({ person, text }) => `${person}: ${text.vi.replace(/\. .*/, '')}`)
        .toSorted()
    }
    expect(await toldAfter(96)).toEqual(['be: Bước 1, 2, 3 quá hạn'])
    expect(await toldAfter(1)).toEqual(['chi: Bước 1, 2, 3 quá hạn'])
  })

  it('of steps that are late by more and by less are one to each person, which names them all, and each step once at each level', async () => {
    const incidents = createMatters({ edition: '2021', machine: INCIDENTS, store, clock, log })
    tellOfFacts({ matters: [incidents], outbox, accounts, units })
    const within = [HOUR_MS, 4 * HOUR_MS, 5 * HOUR_MS]
    const role = 'lead' as const
    const steps = opening().steps.map((step, n) => ({ ...step, role, withinMs: within[n] ?? null }))
    const CHI: Actor = { is: 'person', id: 'chi', name: 'Lê Chi', roles: ['lead'] }
    const open = { did: 'open', opening: opening({ steps, deadlineAt: clock.now() + 48 * HOUR_MS }) } as const
    for (const step of [open, { did: 'takeOver' }] as const) {
      const planned = incidents.plan('i-3', step, { by: CHI, at: clock.now() })
      await store.audited(entry, planned.write, planned.apply)
    }
    const told = async (hours: number) => {
      clock.advance(hours * HOUR_MS)
      await incidents.look()
      return (await store.notices.list({ limit: 100 }))
        .filter(({ at, about }) => at === clock.now() && about.id === 'i-3')
        .map(({ person, text, urgency }) => `${person} ${urgency}: ${text.vi.replace(/\. .*/, '')}`)
        .toSorted()
    }
    expect(await told(1)).toEqual(['chi routine: Bước 1 quá hạn'])
    expect(await told(1)).toEqual(['chi urgent: Bước 1 quá hạn'])
    expect(await told(2)).toEqual(['chi routine: Bước 1, 2 quá hạn'])
    // The first step to a leader of the place, the second to the shift lead, the third to whoever has the turn: all of them are one person.
    expect(await told(1)).toEqual(['chi urgent: Bước 1, 2; bước 3 (không bắt buộc) quá hạn'])
    expect((await store.facts('incident', 'i-3')).at(-1)).toMatchObject({
      ...{ did: 'escalate', what: { number: 1, level: 2, to: 'role/leader' } },
    })
    const after = incidents.find('i-3')?.steps.map((step) => step.told?.level)
    expect(after).toEqual([2, 1, 0])
    expect(await told(0)).toHaveLength(1)
  })

  it('of an incident in a unit that nobody answers for come to the operators, and say so', async () => {
    const [ward] = units.communes
    const incidents = createMatters({ edition: '2025', machine: INCIDENTS, store, clock, log })
    tellOfFacts({ matters: [incidents], outbox, accounts, units })
    const open = { did: 'open', opening: opening({ unit: ward?.code ?? '' }) } as const
    const planned = incidents.plan('i-1', open, { by: BE, at: clock.now() })
    await store.audited(entry, planned.write, planned.apply)
    const told = async () =>
      (await store.notices.list({ state: 'pending', limit: 100 })).map(({ person, text }) => `${person}: ${text.vi}`)
    const opened = /^an: Sự vụ chờ xử lý: Ngập đường Mậu Thân .*\. Chưa có ai phụ trách ở đơn vị, nên báo lên bạn\.$/
    expect(await told()).toEqual([expect.stringMatching(opened)])
    clock.advance(5 * MINUTE_MS)
    await incidents.look()
    expect((await told()).filter((each) => each.includes('Chưa có người nhận'))).toHaveLength(2)
  })

  it('of what somebody has whose account has ended come to who may take it on, and say so', async () => {
    await take({ did: 'acknowledge', note: 'Đã cử người' })
    present = people.map((person) => (person.id === 'be' ? { ...person, disabledAt: 1 as never } : person))
    await pass(30 * MINUTE_MS)
    present = people
    const told = await store.notices.list({ state: 'pending', limit: 100 })
    expect(told.map(({ person, text }) => [person, text.vi])).toEqual([
      ['an', expect.stringMatching(/^Nhắc việc\. .*\. Người đang phụ trách không còn tài khoản, nên báo cho bạn\.$/)],
    ])
  })

  it('that remind are needless once it has been said again', async () => {
    await take({ did: 'acknowledge', note: 'Đã cử người' })
    await pass(30 * MINUTE_MS)
    expect(await waiting()).toEqual(['be 30'])
    await take({ did: 'comment', text: 'Còn chờ xe bơm' })
    expect(await waiting()).toEqual(['be 30'])
    await take({ did: 'acknowledge', note: 'Vẫn đang xử lý' })
    expect(await waiting()).toEqual([])
  })
})
