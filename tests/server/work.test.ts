import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../../domain/access/principal.ts'
import type { Matter } from '../../domain/matters/machine.ts'
import { QUERIES } from '../../domain/queries/index.ts'
import { UNIT_TREES } from '../../domain/units/index.ts'
import { NOWHERE } from '../../server/gate/reach.ts'
import { parse } from '../../server/http/route.ts'
import { workRoutes } from '../../server/http/work.ts'
import { handClock } from '../support/clock.ts'
import { startHubAs, type TestHub } from '../support/hub.ts'
import { personWith } from '../support/people.ts'
import { postCommand } from '../support/postCommand.ts'

const units = UNIT_TREES['2021']
const CITY = units.city.code
const WARD = '31117'
const OTHER = '31135'
const clock = handClock()
const HOUR = 3_600_000

const matter = (id: string, how: Partial<Matter> = {}): Matter => ({
  ...{ id, version: 1, state: 'given', unit: WARD, title: id, openedAt: 0, closedAt: null, dueAt: null },
  ...{ givenBy: 'leader', turn: `unit/${WARD}`, simulated: false },
  ...how,
})

describe('my work', () => {
  const kinds = {
    alert: [matter('a-1', { turn: 'role/operator', givenBy: null, dueAt: clock.now() - HOUR })],
    directive: [
      ...Array.from({ length: 5 }, (_, n) => matter(`d-${n}`, { dueAt: clock.now() + (n - 1) * HOUR })),
      matter('d-open', { openedAt: 2 }),
      matter('d-done', { turn: 'person/leader' }),
      matter('d-far', { unit: OTHER, turn: `unit/${OTHER}` }),
    ],
  } as const
  const [route] = workRoutes({
    matters: (['alert', 'directive'] as const).map((kind) => ({ kind, open: () => kinds[kind] })),
    ...{ units, clock },
  })
  async function work(principal: Principal, query: Record<string, string> = {}) {
    const input = { params: {}, query: parse(QUERIES.myWork.query, query) }
    return QUERIES.myWork.gives.parse(await route?.handle({ ...input, principal, reach: NOWHERE }))
  }
  const ids = async (principal: Principal, query?: Record<string, string>) =>
    (await work(principal, query)).rows.map(({ id }) => id)

  it('is a unit’s by deadline, with totals of every list, and nothing of another unit', async () => {
    const officer = personWith('officer', WARD)
    const { rows, counts } = await work(officer)
    expect(rows.map(({ id }) => id)).toEqual(['d-0', 'd-1', 'd-2', 'd-3', 'd-4', 'd-open'])
    expect(rows[0]).toMatchObject({ kind: 'directive', path: '/directive/d-0', version: 1 })
    expect(counts).toEqual({
      ...{ mine: { all: 6, overdue: 1 }, waiting: { all: 0, overdue: 0 }, given: { all: 0, overdue: 0 } },
      unit: { all: 8, overdue: 2 },
    })
  })

  it('is what a leader gave, and what has come back', async () => {
    const leader = personWith('leader', CITY)
    expect(await ids(leader, { list: 'waiting' })).toEqual(['d-done'])
    expect((await work(leader, { list: 'given' })).counts.given).toEqual({ all: 8, overdue: 1 })
  })

  it('is nothing of a matter elsewhere to whoever was named in it, or gave it, before their role was moved', async () => {
    const moved = { ...personWith('officer', OTHER), id: 'leader' }
    for (const list of ['mine', 'waiting', 'given']) expect(await ids(moved, { list })).not.toContain('d-done')
    expect(await ids(moved, { list: 'waiting' })).toEqual(['d-far'])
    expect(await ids({ ...moved, grants: [] }, { list: 'waiting' })).toEqual([])
  })

  it('is an operator’s where alerts are', async () => {
    expect(await ids(personWith('operator', CITY))).toEqual(['a-1'])
  })

  it('is read page by page, each row once', async () => {
    const leader = personWith('leader', CITY)
    const all = await ids(leader, { list: 'given' })
    const read: string[] = []
    let after: string | null = null
    do {
      const { rows, next }: Awaited<ReturnType<typeof work>> = await work(leader, {
        ...{ list: 'given', limit: '3' },
        ...(after !== null && { after }),
      })
      read.push(...rows.map(({ id }) => id))
      after = next
    } while (after !== null)
    expect(read).toEqual(all)
    await expect(work(leader, { list: 'mine', after: 'x' })).rejects.toMatchObject({ code: 'pageOfOther' })
  })
})

describe('my work at the hub', () => {
  let hub: TestHub
  let principal: Principal
  const now = Date.parse('2026-12-01T13:50:00+07:00')
  beforeEach(async () => {
    hub = await startHubAs(() => principal, {}, handClock(now))
  })
  afterEach(() => hub.stop())

  it('has the handover that waits to be signed', async () => {
    principal = personWith('lead', CITY, 'An')
    await postCommand(hub, 'handOverShift', { shift: '2026-12-01-0600', expectedVersion: 0 })
    const lists = async () => QUERIES.myWork.gives.parse(await (await fetch(`${hub.http}/api/v1/my-work`)).json())
    expect((await lists()).counts).toMatchObject({ mine: { all: 0 }, waiting: { all: 1 }, given: { all: 1 } })
    principal = personWith('lead', CITY, 'Bình')
    expect((await lists()).rows).toMatchObject([
      { kind: 'shift', id: '2026-12-01-0600', path: '/shift/2026-12-01-0600' },
    ])
    principal = personWith('officer', WARD, 'Hoa')
    expect((await lists()).counts.unit).toEqual({ all: 0, overdue: 0 })
  })
})
