import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Actor, type Fact, HUB_ACTOR } from '../../../domain/matters/fact.ts'
import { matterOf } from '../../../domain/matters/machine.ts'
import { BOARD_PARTS, type BoardLine, MOST_BOARD_LINES, shiftBoard } from '../../../domain/shifts/board.ts'
import { entryOf, type ShiftMatter, type ShiftStep, shiftMachine, signedBoard } from '../../../domain/shifts/machine.ts'
import { DEFAULT_SHIFT_STARTS, shiftAt, shiftName, shiftOf } from '../../../domain/shifts/shift.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../domain/time.ts'

const at = (text: string) => Date.parse(`${text}:00+07:00`)
const moments = fc.integer({ min: at('2020-01-01T00:00'), max: at('2090-01-01T00:00') })
const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 * 60 - 1 }), { minLength: 1, maxLength: 8 })
  .map((starts) => starts.toSorted((a, b) => a - b))

describe('shifts', () => {
  it.each([
    ['2026-11-29T06:00', '2026-11-29-0600', '2026-11-29T06:00', '2026-11-29T14:00'],
    ['2026-11-29T13:59', '2026-11-29-0600', '2026-11-29T06:00', '2026-11-29T14:00'],
    ['2026-11-29T22:00', '2026-11-29-2200', '2026-11-29T22:00', '2026-11-30T06:00'],
    ['2026-11-30T05:59', '2026-11-29-2200', '2026-11-29T22:00', '2026-11-30T06:00'],
    ['2027-01-01T00:00', '2026-12-31-2200', '2026-12-31T22:00', '2027-01-01T06:00'],
  ])('%s lies in %s', (moment, id, from, to) => {
    expect(shiftAt(at(moment))).toEqual({ id, from: at(from), to: at(to) })
  })

  it('are called by their hours and the day on which they begin', () => {
    expect(shiftName(shiftAt(at('2026-11-30T02:00')))).toEqual({
      vi: 'Ca 22:00–06:00, 29/11/2026',
      en: 'Shift 22:00–06:00, 29/11/2026',
    })
  })

  it('have ids of real beginnings only', () => {
    for (const id of ['', '2026-11-29', '2026-11-29-0700', '2026-02-30-0600', '2026-11-29-2460', '2026-11-29-06000'])
      expect(shiftOf(id), id).toBeUndefined()
  })

  it('cover every moment once, whatever their hours', () => {
    fc.assert(
      fc.property(moments, hours, (moment, starts) => {
        const shift = shiftAt(moment, starts)
        expect(shift.from).toBeLessThanOrEqual(moment)
        expect(shift.to).toBeGreaterThan(moment)
        expect(shift.to - shift.from).toBeLessThanOrEqual(DAY_MS)
        expect(shiftAt(shift.from, starts)).toEqual(shift)
        expect(shiftAt(shift.to, starts).from).toBe(shift.to)
        expect(shiftOf(shift.id, starts)).toEqual(shift)
      }),
    )
  })
})

const MORNING = shiftAt(at('2026-11-29T06:00'))
const person = (id: string): Actor => ({ is: 'person', id, name: id, roles: ['lead'] })
const AN = person('an')
const HA = person('ha')
const board = shiftBoard(MORNING.to, { open: [], shelved: [], toClose: [], silent: [], due: [] })
const write: ShiftStep = { did: 'write', shift: MORNING, text: 'Đã gọi trạm.', corrects: null }
const handOver: ShiftStep = { did: 'handOver', shift: MORNING, note: '', board }
const takeOver: ShiftStep = { did: 'takeOver', note: '' }
const sendBack: ShiftStep = { did: 'sendBack', reason: 'Thiếu mục tạm gác.' }

/** Takes steps one after the other; of each what it came to: a state, or why it was refused. */
function run(steps: readonly (readonly [step: ShiftStep, by: Actor, at?: number])[]) {
  const facts: Fact[] = []
  let log: ShiftMatter | undefined
  const outcomes = steps.map(([step, by, moment = MORNING.to]) => {
    const decision = shiftMachine.decide(log, step, by, moment)
    if (!decision.ok) return decision.code
    const version = facts.length + 1
    const from = log?.state ?? null
    const fact: Fact = {
      ...{ matter: 'shift', id: MORNING.id, version, at: moment, by, did: step.did, from },
      ...{ to: decision.to, what: { ...decision.what } },
    }
    facts.push(fact)
    log = shiftMachine.add(log, fact)
    return decision.to
  })
  return { facts, log, outcomes }
}

describe('the log of a shift', () => {
  it('is written, signed by those who leave, and by somebody else of those who come', () => {
    const { log, outcomes } = run([
      [write, AN],
      [{ ...write, corrects: 1 }, HA],
      [handOver, AN],
      [takeOver, AN],
      [takeOver, HA],
    ])
    expect(outcomes).toEqual(['open', 'open', 'handedOver', 'shiftSamePerson', 'closed'])
    expect(log).toMatchObject({ entries: 2, handedOver: { id: 'an' }, takenOver: { id: 'ha' }, closedAt: MORNING.to })
  })

  it('takes additions between the two signatures, of which the first stands and the second is for all of it', () => {
    const { facts, log, outcomes } = run([
      [write, AN],
      [handOver, AN],
      [write, HA],
      [{ ...write, corrects: 1 }, AN],
      [handOver, HA],
      [takeOver, AN],
    ])
    expect(outcomes).toEqual(['open', 'handedOver', 'handedOver', 'handedOver', 'shiftSigned', 'shiftSamePerson'])
    expect(log).toMatchObject({ entries: 3, givenBy: 'an', handedOver: { id: 'an' }, turn: 'role/lead' })
    expect(facts.map((fact) => entryOf(fact).isAddition)).toEqual([false, false, true, true])
    expect(signedBoard(facts, '2021')).toEqual(board)
  })

  it('is not handed over twice, open again when those who come ask for more, and locked for ever by the second signature', () => {
    const { facts, log, outcomes } = run([
      [handOver, AN],
      [write, AN],
      [sendBack, HA],
      [write, AN],
      [handOver, AN],
      [takeOver, HA],
      [write, AN],
      [sendBack, HA],
      [handOver, HA],
    ])
    expect(outcomes).toEqual([
      ...['handedOver', 'handedOver', 'open', 'open', 'handedOver', 'closed'],
      ...['shiftSigned', 'shiftSigned', 'shiftSigned'],
    ])
    expect(log?.entries).toBe(2)
    expect(signedBoard(facts, '2021')).toEqual(board)
    expect(signedBoard(facts.slice(0, 3), '2021')).toBeUndefined()
  })

  it('waits for its hours, for what it corrects, and for a person', () => {
    const { outcomes } = run([
      [write, AN, MORNING.from - 1],
      [{ ...write, corrects: 1 }, AN],
      [handOver, AN, MORNING.to - HOUR_MS - MINUTE_MS],
      [takeOver, HA],
      [handOver, { ...AN, is: 'token' }],
      [handOver, AN, MORNING.to - HOUR_MS],
    ])
    expect(outcomes).toEqual([
      ...['shiftNotBegun', 'unknownEntry', 'shiftNotOver', 'shiftNotHandedOver', 'shiftProgram', 'handedOver'],
    ])
  })

  it('that nobody signs is told to the shift leads, then to who is above them, each once, and again after a new signature', () => {
    /** Takes what the hub takes until a moment. @returns minutes since the end of the shift, and whom it is told to */
    function hubUntil(steps: Parameters<typeof run>[0], end: number) {
      const all = [...steps]
      const told: unknown[] = []
      for (;;) {
        const { log, outcomes } = run(all)
        const next = log && shiftMachine.due?.(log)
        if (next === undefined || next.at > end || next.step.did !== 'callUp') return { told, all, log, outcomes }
        told.push([(next.at - MORNING.to) / MINUTE_MS, next.step.to])
        all.push([next.step, HUB_ACTOR, next.at])
      }
    }
    const DAY_AFTER = MORNING.to + DAY_MS
    expect(hubUntil([[write, AN, MORNING.from]], DAY_AFTER).told).toEqual([
      [30, 'role/lead'],
      [90, 'role/leader'],
      [270, 'city/leader'],
    ])
    // Signed before the end by those who leave: those who come are late at the end.
    const early = hubUntil([[handOver, AN, MORNING.to - HOUR_MS]], MORNING.to + 61 * MINUTE_MS)
    expect(early.told).toEqual([
      [0, 'role/lead'],
      [60, 'role/leader'],
    ])
    expect(early.log).toMatchObject({ state: 'handedOver', givenBy: 'an', handedOver: { id: 'an' }, entries: 0 })
    const back = hubUntil([...early.all, [sendBack, HA, MORNING.to + 70 * MINUTE_MS]], MORNING.to + 101 * MINUTE_MS)
    expect(back.told).toEqual([[100, 'role/lead']])
    const signed = [...early.all, [takeOver, HA, MORNING.to + 70 * MINUTE_MS]] as const
    expect(hubUntil(signed, DAY_AFTER).told).toEqual([])
    // One that was left long ago calls nobody.
    const call = { did: 'callUp', level: 0, to: 'role/lead' } as const
    expect(
      run([
        [write, AN, MORNING.from],
        [call, HUB_ACTOR, MORNING.to + 3 * DAY_MS],
      ]).outcomes[1],
    ).toBe('nothingChanges')
  })

  it('adds up from its facts whatever people try, and nobody ever signs for both sides', () => {
    const steps = fc.constantFrom(write, handOver, takeOver, sendBack)
    fc.assert(
      fc.property(fc.array(fc.tuple(steps, fc.constantFrom(AN, HA)), { maxLength: 20 }), (tried) => {
        const { facts, log } = run(tried)
        expect(matterOf(shiftMachine, facts)).toEqual(log)
        expect(log?.takenOver === null || log?.takenOver?.id !== log?.handedOver?.id || log === undefined).toBe(true)
        // Whoever is on duty can write until both have signed, and never after.
        const written = log === undefined ? true : shiftMachine.decide(log, write, AN, MORNING.to).ok
        expect(written).toBe(log?.takenOver == null)
        expect(log?.entries ?? 0).toBe(facts.filter(({ did }) => did === 'write').length)
        const locked = facts.findIndex(({ to }) => to === 'closed')
        expect(locked === -1 || locked === facts.length - 1).toBe(true)
      }),
    )
  })
})

describe('what a shift hands over', () => {
  it('keeps the first lines of each part, and how many there are in all', () => {
    const line: BoardLine = {
      ...{ title: { vi: '', en: '' }, unit: null, severity: null, at: null, by: null, path: '/' },
    }
    const lines = Array.from({ length: MOST_BOARD_LINES + 12 }, () => line)
    const { parts } = shiftBoard(0, { open: lines, shelved: [], toClose: [], silent: [line], due: [] })
    expect(parts.map(({ part, count, lines: kept }) => [part, count, kept.length])).toEqual([
      ...[
        ['open', MOST_BOARD_LINES + 12, MOST_BOARD_LINES],
        ['toClose', 0, 0],
        ['shelved', 0, 0],
        ['silent', 1, 1],
        ['due', 0, 0],
      ],
    ])
    expect(parts.map(({ part }) => part)).toEqual([...BOARD_PARTS])
  })

  it('stands in ordinary hours by default', () => {
    expect(DEFAULT_SHIFT_STARTS.map((minute) => minute / 60)).toEqual([6, 14, 22])
  })
})
