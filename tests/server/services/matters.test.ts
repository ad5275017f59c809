import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../domain/access/auditEntry.ts'
import { type Actor, READ_FACTS } from '../../../domain/matters/fact.ts'
import { type Machine, type Matter, matterOf, refused, stepped } from '../../../domain/matters/machine.ts'
import { HOUR_MS } from '../../../domain/time.ts'
import { createMatters, type Matters, together } from '../../../server/services/matters/matters.ts'
import { createStore } from '../../../server/store/openStore.ts'
import { handClock } from '../../support/clock.ts'
import { startPostgres } from '../../support/postgres.ts'

const log = pino({ level: 'silent' })
const postgres = await startPostgres()
afterAll(() => postgres?.stop())

interface Ticket extends Matter {
  readonly reminders: number
  /** When somebody last acted, epoch ms. */
  readonly actedAt: number
}
type TicketStep =
  | { readonly did: 'open'; readonly title: string; readonly alsoUnits?: readonly string[] }
  | { readonly did: 'work' }
  | { readonly did: 'close' }
  | { readonly did: 'reopen' }
  | { readonly did: 'remind' }

/** The smallest machine with everything a machine has: it is reminded of twice, an hour apart, until somebody acts. */
const machine: Machine<Ticket, TicketStep> = {
  kind: 'incident',
  decide(ticket, step) {
    if (step.did === 'open')
      return ticket === undefined
        ? { ok: true, to: 'new', what: { title: step.title, alsoUnits: step.alsoUnits ?? [] } }
        : refused('nothingChanges')
    if (ticket === undefined) return refused('unknownMatter', { id: '' })
    const to = { work: 'work', close: 'done', reopen: 'work', remind: ticket.state }[step.did]
    const isAllowed = step.did === 'reopen' ? ticket.closedAt !== null : ticket.closedAt === null
    return isAllowed ? { ok: true, to, what: {} } : refused('nothingChanges')
  },
  add(ticket, fact) {
    const { at, did } = fact
    const known: Ticket = ticket ?? {
      ...stepped(fact),
      alsoUnits: fact.what.alsoUnits as string[],
      ...{ unit: '31117', title: fact.what.title as string, openedAt: at, closedAt: null, dueAt: null },
      ...{ givenBy: fact.by.id, turn: null, simulated: false, reminders: 0, actedAt: at },
    }
    const acted = did === 'remind' ? { reminders: known.reminders + 1 } : { reminders: 0, actedAt: at }
    return { ...known, ...stepped(fact), ...acted, closedAt: did === 'close' ? at : null }
  },
  quiet: ['remind'],
  due: ({ reminders, actedAt }) =>
    reminders < 2 ? { at: actedAt + (reminders + 1) * HOUR_MS, step: { did: 'remind' } } : undefined,
}

const AN: Actor = { is: 'person', id: 'an', name: 'Nguyễn An', roles: ['lead'] }
const BE: Actor = { is: 'person', id: 'be', name: 'Trần Bé', roles: ['operator'] }

describe.each(['sqlite', ...(postgres === undefined ? [] : ['postgres'])])('matters on %s', (engine) => {
  const clock = handClock()
  let folder: string
  let databaseUrl: string | undefined
  let databases = 0
  let store: ReturnType<typeof createStore>
  let tickets: Matters<Ticket, TicketStep>
  let shown: Map<string, Ticket>

  async function start() {
    store = createStore({ dataDir: folder, databaseUrl, clock, log })
    await store.start()
    shown = new Map()
    tickets = createMatters({
      edition: '2021',
      ...{ machine, store, clock, log },
      publish: (ticket) => shown.set(ticket.id, ticket),
      remove: (id) => void shown.delete(id),
    })
    await tickets.start()
  }
  async function stop() {
    await tickets.stop()
    await store.stop()
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ioc-matters-'))
    databaseUrl = engine === 'postgres' ? await postgres?.database(`matters_${databases++}`) : undefined
    await start()
  })
  afterEach(async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  })

  const entry = (did: string): AuditEntry => ({
    at: clock.now(),
    who: { is: 'person', id: 'an', name: 'Nguyễn An' },
    from: { address: '', via: 'http', agent: '' },
    ...{ did, input: {}, unit: null, result: 'done' },
  })
  async function take(id: string, step: TicketStep, by = AN, seen?: number) {
    const planned = tickets.plan(id, step, { by, at: clock.now(), seen })
    await store.audited(() => entry(step.did), planned.write, planned.apply)
    return planned.happened().matter
  }
  const entries = async (did: string) => (await store.auditEntries({ did, limit: 100 })).length

  it('writes a fact with the entry of the log, and both stores have it after a restart', async () => {
    await take('s-1', { did: 'open', title: 'Ngập ở Cồn Khương' })
    expect(await take('s-1', { did: 'work' }, BE)).toMatchObject({ version: 2, state: 'work' })
    await stop()
    await start()
    expect(tickets.find('s-1')).toEqual(matterOf(machine, await store.facts('incident', 's-1')))
    expect(shown.get('s-1')).toMatchObject({ version: 2 })
    const facts = await store.facts('incident', 's-1')
    expect(facts.map(({ by, did, from, to }) => [by.name, did, from, to])).toEqual([
      ['Nguyễn An', 'open', null, 'new'],
      ['Trần Bé', 'work', 'new', 'work'],
    ])
  })

  it('are read by the first and the last of very many facts, which say by their versions how many are left out', async () => {
    await take('s-1', { did: 'open', title: '' })
    const many = READ_FACTS.first + READ_FACTS.last + 20
    for (let n = 1; n < many; n++) await take('s-1', { did: n % 2 === 1 ? 'close' : 'reopen' })
    const versions = (await store.facts('incident', 's-1')).map(({ version }) => version)
    expect(versions).toHaveLength(READ_FACTS.first + READ_FACTS.last)
    expect([versions[0], versions[READ_FACTS.first - 1], versions[READ_FACTS.first], versions.at(-1)]).toEqual([
      ...[1, READ_FACTS.first, READ_FACTS.first + 21, many],
    ])
  })

  it('are told of a span by their newest facts, in the order of time', async () => {
    const began = clock.now()
    await take('s-1', { did: 'open', title: '' })
    for (const did of ['work', 'close', 'reopen'] as const) {
      clock.advance(1_000)
      await take('s-1', { did })
    }
    const newest = await store.factsBetween({ kind: 'incident', from: began, to: clock.now() + 1, limit: 2 })
    expect(newest.map(({ did }) => did)).toEqual(['close', 'reopen'])
  })

  it('lets the first win, and tells the second who was first', async () => {
    await take('s-1', { did: 'open', title: '' })
    const [first, second] = await Promise.allSettled([
      take('s-1', { did: 'work' }, AN, 1),
      take('s-1', { did: 'close' }, BE, 1),
    ])
    expect(first).toMatchObject({ status: 'fulfilled' })
    expect(second).toMatchObject({
      status: 'rejected',
      reason: { code: 'changedMeanwhile', params: { by: 'Nguyễn An', at: clock.now(), did: 'work' } },
    })
    expect(await store.facts('incident', 's-1')).toHaveLength(2)
    expect(await entries('close')).toBe(0)
  })

  it('takes a screen for fresh that has missed nothing but reminders', async () => {
    await take('s-1', { did: 'open', title: '' })
    clock.advance(HOUR_MS)
    await tickets.look()
    expect(tickets.find('s-1')).toMatchObject({ version: 2, reminders: 1 })
    expect(await take('s-1', { did: 'work' }, BE, 1)).toMatchObject({ version: 3, state: 'work' })
    await expect(take('s-1', { did: 'close' }, AN, 1)).rejects.toMatchObject({ code: 'changedMeanwhile' })
    await expect(take('s-1', { did: 'close' }, AN, 4)).rejects.toMatchObject({ code: 'changedMeanwhile' })
  })

  it('decides about a closed one from the store', async () => {
    await take('s-1', { did: 'open', title: '' })
    await take('s-1', { did: 'close' })
    expect([tickets.find('s-1'), shown.size]).toEqual([undefined, 0])
    expect(await tickets.read('s-1')).toMatchObject({ state: 'done', version: 2 })
    await expect(take('s-1', { did: 'work' })).rejects.toMatchObject({ code: 'nothingChanges' })
    expect(await take('s-1', { did: 'reopen' })).toMatchObject({ state: 'work', version: 3 })
    expect(shown.size).toBe(1)
    await expect(tickets.read('s-2')).rejects.toMatchObject({ code: 'unknownMatter' })
  })

  it('tells who comes late that it has ended, unless what they do can be done all the same', async () => {
    await take('s-1', { did: 'open', title: '' })
    await take('s-1', { did: 'close' })
    await expect(take('s-1', { did: 'work' }, BE, 1)).rejects.toMatchObject({
      ...{ code: 'closedMeanwhile', params: { by: 'Nguyễn An', did: 'close' } },
    })
    await expect(take('s-1', { did: 'reopen' }, BE, 1)).rejects.toMatchObject({ code: 'changedMeanwhile' })
  })

  it('takes its own steps when their time comes, each once, over a restart too', async () => {
    await take('s-1', { did: 'open', title: '' })
    clock.advance(HOUR_MS - 1)
    await tickets.look()
    expect(tickets.find('s-1')).toMatchObject({ reminders: 0 })
    clock.advance(1)
    await Promise.all([tickets.look(), tickets.look()])
    await tickets.look()
    expect(tickets.find('s-1')).toMatchObject({ reminders: 1, version: 2 })
    await stop()
    clock.advance(5 * HOUR_MS)
    await start()
    await tickets.look()
    await tickets.look()
    expect(tickets.find('s-1')).toMatchObject({ reminders: 2, version: 3 })
    expect(await entries('hubStep')).toBe(2)
    await take('s-1', { did: 'work' })
    clock.advance(HOUR_MS)
    await tickets.look()
    expect(tickets.find('s-1')).toMatchObject({ reminders: 1, version: 5 })
  })

  it('passes over a step whose matter somebody has changed', async () => {
    await take('s-1', { did: 'open', title: '' })
    clock.advance(HOUR_MS)
    await take('s-1', { did: 'close' })
    await tickets.look()
    expect(await entries('hubStep')).toBe(0)
  })

  it('stands or falls with what is written in its transaction', async () => {
    let isBroken = true
    tickets.inTransaction(async ({ fact }, tables) => {
      await tables.insertInto('mark').values({ key: fact.did, body: '1' }).execute()
      if (isBroken) throw new Error('no')
    })
    await expect(take('s-1', { did: 'open', title: '' })).rejects.toThrow('no')
    expect([await store.facts('incident', 's-1'), await store.mark('open'), await entries('open')]).toEqual([
      [],
      undefined,
      0,
    ])
    isBroken = false
    await take('s-1', { did: 'open', title: '' })
    expect([await store.mark('open'), shown.size]).toEqual([1, 1])
  })

  it('writes several steps together, or none', async () => {
    await take('s-1', { did: 'open', title: '' })
    const both = () => {
      const taking = { by: AN, at: clock.now() }
      return together(tickets.plan('s-1', { did: 'close' }, taking), tickets.plan('s-2', { did: 'work' }, taking))
    }
    const { write, apply } = both()
    await expect(store.audited(() => entry('x'), write, apply)).rejects.toMatchObject({ code: 'unknownMatter' })
    expect(tickets.find('s-1')).toMatchObject({ state: 'new' })
    await take('s-2', { did: 'open', title: '' })
    const again = both()
    await store.audited(() => entry('x'), again.write, again.apply)
    expect([...tickets.open()].map(({ id, state }) => [id, state])).toEqual([['s-2', 'work']])
  })

  it('lists them by what is asked, page by page, each once, with totals', async () => {
    for (let n = 0; n < 7; n++) {
      await take(`s-${n}`, { did: 'open', title: `Đường Nguyễn Trãi ${n} 100%` }, n % 2 === 0 ? AN : BE)
      if (n > 3) await take(`s-${n}`, { did: 'close' })
      clock.advance(1)
    }
    const list = async (query: Partial<Parameters<typeof store.matters>[0]>) =>
      (await store.matters({ kind: 'incident', limit: 10, ...query })).map(({ id }) => id)
    expect(await list({ open: true })).toEqual(['s-3', 's-2', 's-1', 's-0'])
    expect(await list({ open: false, givenBy: 'an' })).toEqual(['s-6', 's-4'])
    expect(await list({ text: 'nguyen  TRAI 5' })).toEqual(['s-5'])
    expect(await list({ text: '00%' })).toHaveLength(7)
    expect(await list({ text: '1_0' })).toEqual([])
    expect(await list({ states: [] })).toEqual([])
    expect(await list({ units: ['31118'] })).toEqual([])
    expect(await list({ closedFrom: clock.now() - 2 })).toEqual(['s-6', 's-5'])
    const page = await store.matters({ kind: 'incident', units: ['31117'], limit: 3 })
    const after = page.at(-1) as Matter
    expect([...page.map(({ id }) => id), ...(await list({ after }))]).toEqual(
      [6, 5, 4, 3, 2, 1, 0].map((n) => `s-${n}`),
    )
    expect(await store.matterCounts({ kind: 'incident' })).toEqual(
      new Map([
        ['new', 4],
        ['done', 3],
      ]),
    )
  })

  it('lists one to every unit that sees it, whichever it belongs to', async () => {
    await take('s-1', { did: 'open', title: '' })
    await take('s-2', { did: 'open', title: '', alsoUnits: ['31118', '31120'] })
    await take('s-3', { did: 'open', title: '31118', alsoUnits: ['31120'] })
    const of = async (...units: string[]) =>
      [
        (await store.matters({ kind: 'incident', units, limit: 10 })).map(({ id }) => id),
        Object.fromEntries(await store.matterCounts({ kind: 'incident', units })),
      ] as const
    expect(await of('31117')).toEqual([['s-3', 's-2', 's-1'], { new: 3 }])
    expect(await of('31118')).toEqual([['s-2'], { new: 1 }])
    expect(await of('31118', '31120')).toEqual([['s-3', 's-2'], { new: 2 }])
    expect(await of('31119')).toEqual([[], {}])
  })

  it('has facts that add up to what it keeps, whatever is tried', async () => {
    const steps = fc.constantFrom<TicketStep>(
      ...([{ did: 'open', title: 'x' }, { did: 'work' }, { did: 'close' }, { did: 'reopen' }] as const),
    )
    const acts = fc.array(fc.record({ step: steps, id: fc.constantFrom('a', 'b'), wait: fc.nat(2 * HOUR_MS) }), {
      maxLength: 12,
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(acts, async (sequence) => {
        run++
        for (const { step, id, wait } of sequence) {
          await take(`${run}-${id}`, step).catch((error: { code?: string }) => {
            if (error.code === undefined) throw error
          })
          clock.advance(wait)
          await tickets.look()
        }
        for (const id of [`${run}-a`, `${run}-b`]) {
          const facts = await store.facts('incident', id)
          expect(facts.map(({ version }) => version)).toEqual(facts.map((_, i) => i + 1))
          expect(await store.matter('incident', id)).toEqual(matterOf(machine, facts))
          expect(facts.every(({ from }, i) => from === (facts[i - 1]?.to ?? null))).toBe(true)
        }
      }),
      { numRuns: 15 },
    )
  })
})
