import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UNIT_TREES } from '../../../domain/units/index.ts'
import { BEAT_MS, type Delta, fromColumns, type Scope, type Snapshot, scopeKey } from '../../../domain/wire.ts'
import { createPicture, type Picture } from '../../../server/city/picture.ts'
import { channelName, createFanout, type Fanout } from '../../../server/realtime/fanout.ts'
import { createScopesOf } from '../../../server/realtime/scope.ts'
import { handClock } from '../../support/clock.ts'
import { sourceRow } from '../../support/sourceRow.ts'

const units = UNIT_TREES['2021']
const CITY = { unit: units.city.code }
const [here, there] = [units.communes[0]?.code ?? '', units.communes.at(-1)?.code ?? '']
const district = units.lineage(here)[1] ?? ''
const PLACES = [here, there, null] as const
const SCOPES: readonly Scope[] = [CITY, { unit: district }, { unit: here }, { unit: there }]

let picture: Picture
let fanout: Fanout
/** Told of every delta that is sent. */
let onDelta: (channel: string, delta: Delta) => void

beforeEach(() => {
  vi.useFakeTimers()
  begin()
})
afterEach(() => {
  fanout.stop()
  vi.useRealTimers()
})

function begin(): void {
  picture = createPicture()
  onDelta = () => undefined
  fanout = createFanout({
    ...{ picture, clock: handClock(), epoch: 'life-1', scopesOf: createScopesOf(units, picture) },
    send: (channel, delta) => onDelta(channel, delta),
  })
}

const snapshotOf = (scope: Scope) => JSON.parse(`${fanout.snapshot('sources', scope)}`) as Snapshot
const put = (id: string, unit: string | null, accepted = 0) =>
  picture.set('sources', { ...sourceRow(id, unit), accepted })
const lies = (unit: string | null, scope: Scope) =>
  scopeKey(scope) === CITY.unit || (unit !== null && units.lineage(unit).includes(scopeKey(scope)))

/** A screen that takes what comes as every screen must: the next delta or nothing. */
function follow(scope: Scope) {
  fanout.join('sources', scope)
  const snapshot = snapshotOf(scope)
  const rows = new Map(fromColumns('sources', snapshot.rows).map((row) => [row.id, row]))
  /** Of what it was told that it is there, or gone. */
  const told = new Set(rows.keys())
  let { seq } = snapshot
  return {
    scope,
    rows,
    told,
    hear(delta: Delta) {
      expect(delta).toMatchObject({ scope, epoch: snapshot.epoch, seq: seq + 1 })
      seq = delta.seq
      const present = fromColumns('sources', delta.rows)
      const keys = [...present.map(({ id }) => id), ...delta.removed]
      expect(keys).toEqual([...new Set(keys)])
      for (const row of present) {
        rows.set(row.id, row)
        told.add(row.id)
      }
      for (const id of delta.removed) {
        told.add(id)
        rows.delete(id)
      }
    },
  }
}

describe('what screens begin with', () => {
  it('is walked and written once for all who come between two deltas', () => {
    for (let n = 0; n < 20; n++) put(`sensor/N-${n}`, here)
    const [walked, written] = [vi.spyOn(picture, 'rows'), vi.spyOn(JSON, 'stringify')]
    const rowsWritten = () => written.mock.calls.filter(([value]) => Array.isArray(value)).length
    for (let n = 0; n < 100; n++) follow(CITY)
    expect([walked.mock.calls.length, rowsWritten()]).toEqual([1, 1])
    put('sensor/N-0', here, 1)
    vi.advanceTimersByTime(BEAT_MS)
    for (let n = 0; n < 100; n++) follow(CITY)
    expect([walked.mock.calls.length, rowsWritten()]).toEqual([2, 2])
    expect(follow(CITY).rows.get('sensor/N-0')?.accepted).toBe(1)
    written.mockRestore()
  })

  it('is as whoever came before holds it: what has changed since comes to both with the next delta', () => {
    put('sensor/N-1', here, 1)
    put('sensor/N-2', here, 1)
    const first = follow(CITY)
    put('sensor/N-1', here, 2)
    picture.remove('sources', 'sensor/N-2')
    const second = follow(CITY)
    expect([...second.rows]).toEqual([...first.rows])
    onDelta = (_, delta) => {
      for (const screen of [first, second]) screen.hear(delta)
    }
    vi.advanceTimersByTime(BEAT_MS)
    for (const { rows } of [first, second])
      expect([...rows.values()].map(({ id, accepted }) => [id, accepted])).toEqual([['sensor/N-1', 2]])
  })

  it('becomes the truth of its place by gapless deltas, whatever changes, moves, goes and comes while screens come and go', () => {
    const ids = fc.integer({ min: 0, max: 3 }).map((n) => `sensor/N-${n}`)
    const place = fc.constantFrom(...PLACES)
    const scopes = fc.constantFrom(...SCOPES)
    const step = fc.oneof(
      fc.record({ is: fc.constant('put' as const), id: ids, place }),
      fc.record({ is: fc.constant('remove' as const), id: ids }),
      fc.record({ is: fc.constant('follow' as const), scope: scopes }),
      fc.record({ is: fc.constant('leave' as const), scope: scopes }),
      fc.record({ is: fc.constant('pass' as const), ms: fc.constantFrom(0, 1, BEAT_MS / 2, BEAT_MS) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        begin()
        const screens: ReturnType<typeof follow>[] = []
        /** Where each source has been. */
        const been = new Map<string, Set<string | null>>()
        onDelta = (channel, delta) => {
          for (const screen of screens) if (channelName('sources', screen.scope) === channel) screen.hear(delta)
        }
        steps.forEach((each, n) => {
          if (each.is === 'put') {
            put(each.id, each.place, n)
            been.set(each.id, (been.get(each.id) ?? new Set()).add(each.place))
          } else if (each.is === 'remove') picture.remove('sources', each.id)
          else if (each.is === 'follow') screens.push(follow(each.scope))
          else if (each.is === 'pass') vi.advanceTimersByTime(each.ms)
          else {
            const at = screens.findIndex(({ scope }) => scope === each.scope)
            if (at === -1) return
            screens.splice(at, 1)
            fanout.leave('sources', each.scope)
          }
        })
        vi.advanceTimersByTime(2 * BEAT_MS)
        for (const { scope, rows, told } of screens) {
          const truth = [...picture.rows('sources')].filter(({ unit }) => lies(unit, scope))
          expect(new Map(rows)).toEqual(new Map(truth.map((row) => [row.id, row])))
          for (const id of told) expect([...(been.get(id) ?? [])].some((unit) => lies(unit, scope))).toBe(true)
        }
        fanout.stop()
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a change', () => {
  it('of a row whose place nobody has told to have changed is told to who holds it', () => {
    // A reading lies where its sensor stands.
    const sensor = (commune: string) =>
      picture.set('sensors', {
        ...{ id: 'N-1', kind: 'noise', name: 'N-1', commune, lng: 105.7, lat: 10, everyMs: 1_000, simulated: true },
      })
    const reading = (at: number) =>
      picture.set('readings', {
        ...{ id: 'N-1', status: null, at, receivedAt: at, lagMs: null, values: [at], index: null, retained: false },
      })
    const removed: string[] = []
    onDelta = (channel, delta) => removed.push(...delta.removed.map((id) => `${channel} ${id}`))
    sensor(here)
    reading(1)
    fanout.join('readings', { unit: here })
    fanout.snapshot('readings', { unit: here })
    sensor(there)
    fanout.join('readings', { unit: there })
    fanout.snapshot('readings', { unit: there })
    sensor(here)
    reading(2)
    vi.advanceTimersByTime(BEAT_MS)
    expect(removed).toEqual([`readings:${there} N-1`])
  })
})
