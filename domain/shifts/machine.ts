import * as z from 'zod'
import { SILENCE_MS } from '../directives/machine.ts'
import type { Actor, Fact } from '../matters/fact.ts'
import { type Decision, type Due, type Machine, type Matter, refused, stepped } from '../matters/machine.ts'
import { epochMs, says } from '../schema.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts'
import { type Edition, unitKey } from '../units/unit.ts'
import { unitIn } from '../units/unitIn.ts'
import type { ShiftBoard } from './board.ts'
import { type Shift, ShiftShape, shiftName } from './shift.ts'

/** How long before its end a shift may be handed over. */
export const HAND_OVER_EARLY_MS = HOUR_MS

/** The log of a shift is written; has been signed by those who leave, and takes what is added to that; has been signed by those who come as well. */
export const SHIFT_STATES = ['open', 'handedOver', 'closed'] as const
export type ShiftState = (typeof SHIFT_STATES)[number]

const SignatureShape = z.object({ id: z.string(), name: z.string(), at: epochMs })
export type Signature = Readonly<z.output<typeof SignatureShape>>

export const ShiftLogShape = ShiftShape.extend({
  state: z.enum(SHIFT_STATES),
  version: z
    .number()
    .int()
    .meta(
      says(
        'phiên bản, gửi lại khi ký; 0: sổ chưa có gì',
        'goes into the command that signs; 0: nothing has been written',
      ),
    ),
  entries: z.number().int().meta(says('số mục đã ghi', 'entries written')),
  handedOver: SignatureShape.nullable().meta(says('bên giao ca ký', 'signature of those who leave')),
  takenOver: SignatureShape.nullable().meta(says('bên nhận ca ký', 'signature of those who come')),
})
/** The log of one shift as it stands. */
export type ShiftLog = Readonly<z.output<typeof ShiftLogShape>>

export interface ShiftMatter extends Matter, Omit<ShiftLog, 'id' | 'version' | 'state'> {
  readonly state: ShiftState
  /** When those who leave signed last, or those who come asked for more, epoch ms; absent: neither. */
  readonly waitsFrom?: number
  /** How many have been told since then that a signature is missing; absent: nobody. */
  readonly told?: number
}

export type ShiftStep =
  /**
   * @property corrects version of the entry that it puts right
   * @property isOnDuty its people have taken over already, before it begins
   */
  | {
      readonly did: 'write'
      readonly shift: Shift
      readonly text: string
      readonly corrects: number | null
      readonly isOnDuty?: boolean
    }
  | { readonly did: 'handOver'; readonly shift: Shift; readonly note: string; readonly board: ShiftBoard }
  | { readonly did: 'takeOver'; readonly note: string }
  /** Those who come do not sign yet: something is missing, and the log is open again. */
  | { readonly did: 'sendBack'; readonly reason: string }
  /** The hub tells that a signature is missing. `to`: as `Telling.to` names them. */
  | { readonly did: 'callUp'; readonly level: number; readonly to: string }

/**
 * Who is told that a signature is missing, one after the other, and how long after it was due: the shift leads, then who is above them. The one of those who
 * leave is due a while after the end of the shift; that of those who come at its end, or a while after the other one.
 */
const UNSIGNED_TOLD = [
  { to: 'role/lead', afterMs: 0 },
  { to: 'role/leader', afterMs: SILENCE_MS[0] },
  { to: 'city/leader', afterMs: SILENCE_MS[1] },
] as const
const SIGN_WITHIN_MS = 30 * MINUTE_MS
/** Of a log that was left unsigned longer ago nobody is told any more. */
const TOLD_WITHIN_MS = 2 * DAY_MS

function due({
  state,
  to,
  waitsFrom,
  told = 0,
}: ShiftMatter): (Due<ShiftStep> & { readonly level: number }) | undefined {
  const next = UNSIGNED_TOLD[told]
  if (state === 'closed' || next === undefined) return undefined
  const signedBy = state === 'open' ? to + SIGN_WITHIN_MS : to
  const at = Math.max(signedBy, waitsFrom === undefined ? 0 : waitsFrom + SIGN_WITHIN_MS) + next.afterMs
  return { at, level: told, step: { did: 'callUp', level: told, to: next.to } }
}

/**
 * What is written is never changed, only put right by another entry, and nobody signs for both sides. What is written behind the first signature is
 * an addition to what was signed: whoever is on duty can write at every moment, the signature stands for what is above it, and the second one, which is
 * given to the log as it was read (`expectedVersion`), for all of it. Then the log is locked.
 */
export const shiftMachine: Machine<ShiftMatter, ShiftStep> = {
  kind: 'shift',
  decide(log, step, by, at): Decision {
    if (step.did === 'write' || step.did === 'handOver') {
      const locked = step.did === 'write' ? log?.takenOver : (log?.takenOver ?? log?.handedOver)
      if (locked != null) return refused('shiftSigned', { by: locked.name, at: locked.at })
      const { from, to } = step.shift
      if (step.did === 'write') {
        if (at < from && step.isOnDuty !== true) return refused('shiftNotBegun')
        const { text, corrects } = step
        if (corrects !== null && corrects > (log?.version ?? 0)) return refused('unknownEntry', { entry: corrects })
        return { ok: true, to: log?.state ?? 'open', what: { text, corrects, ...span(step.shift, log) } }
      }
      if (by.is !== 'person') return refused('shiftProgram')
      if (at < to - HAND_OVER_EARLY_MS) return refused('shiftNotOver', { at: to - HAND_OVER_EARLY_MS })
      return { ok: true, to: 'handedOver', what: { note: step.note, board: step.board, ...span(step.shift, log) } }
    }
    if (step.did === 'callUp') {
      const next = log && due(log)
      const isDue = next !== undefined && next.level === step.level && next.at <= at
      if (log === undefined || !isDue || at - next.at > TOLD_WITHIN_MS) return refused('nothingChanges')
      return { ok: true, to: log.state, what: { level: step.level, to: step.to } }
    }
    if (by.is !== 'person') return refused('shiftProgram')
    if (log === undefined || log.state === 'open' || log.handedOver === null) return refused('shiftNotHandedOver')
    if (log.takenOver !== null) return refused('shiftSigned', { by: log.takenOver.name, at: log.takenOver.at })
    // One pair of eyes sees what it has written; the other one is the reason for signing at all.
    if (log.handedOver.id === by.id) return refused('shiftSamePerson')
    return step.did === 'takeOver'
      ? { ok: true, to: 'closed', what: { note: step.note } }
      : { ok: true, to: 'open', what: { reason: step.reason } }
  },
  add(log, fact): ShiftMatter {
    const known = log ?? firstOf(fact)
    if (fact.did === 'callUp') return { ...known, ...stepped(fact), state: known.state, told: (known.told ?? 0) + 1 }
    const state = fact.to as ShiftState
    const signature: Signature = { id: fact.by.id, name: fact.by.name, at: fact.at }
    return {
      ...known,
      ...stepped(fact),
      state,
      entries: known.entries + (fact.did === 'write' ? 1 : 0),
      handedOver: fact.did === 'handOver' ? signature : state === 'open' ? null : known.handedOver,
      takenOver: fact.did === 'takeOver' ? signature : known.takenOver,
      closedAt: state === 'closed' ? fact.at : null,
      // Whoever comes next signs; until then nobody in particular is waited for.
      turn: state === 'handedOver' ? 'role/lead' : null,
      dueAt: state === 'handedOver' ? known.to : null,
      givenBy: fact.did === 'handOver' ? fact.by.id : known.givenBy,
      ...(fact.did !== 'write' && { waitsFrom: fact.at, told: 0 }),
    }
  },
  due,
  quiet: ['callUp'],
}

/** What the first fact has of the shift itself. */
function span(shift: Shift, log: ShiftMatter | undefined): { readonly shift?: Shift } {
  return log === undefined ? { shift } : {}
}

function firstOf(fact: Fact): ShiftMatter {
  const { from, to } = fact.what.shift as Shift
  return {
    ...stepped(fact),
    state: 'open',
    ...{ unit: null, title: shiftName({ from, to }).vi, openedAt: from, closedAt: null, dueAt: null },
    ...{ givenBy: null, turn: null, simulated: fact.by.simulated ?? false },
    ...{ from, to, entries: 0, handedOver: null, takenOver: null },
  }
}

export const EntryShape = z.object({
  number: z.number().int().meta(says('số của mục trong sổ của ca', 'its number in the log of its shift')),
  at: epochMs,
  by: z.string(),
  simulated: z.boolean(),
  did: z.enum(['write', 'handOver', 'takeOver', 'sendBack']),
  text: z.string(),
  corrects: z.number().int().nullable().meta(says('số của mục được đính chính', 'the entry that it puts right')),
  isAddition: z.boolean().meta(says('ghi bổ sung sau khi bên giao ca đã ký', 'added after those who leave had signed')),
})
/** One line of the log as it is read: an entry, or a signature. */
export type ShiftEntry = Readonly<z.output<typeof EntryShape>>

/** Whether a fact is a line of the log: what the hub tells of it is none. */
export const isEntry = ({ did }: Fact): boolean => did !== 'callUp'

export function entryOf({ version, at, by, did, to, what }: Fact): ShiftEntry {
  const said = what.text ?? what.note ?? what.reason
  return {
    ...{ number: version, at, by: by.name, simulated: by.simulated ?? false },
    did: did as ShiftEntry['did'],
    text: typeof said === 'string' ? said : '',
    corrects: typeof what.corrects === 'number' ? what.corrects : null,
    isAddition: did === 'write' && to === 'handedOver',
  }
}

/** The board that those who left have signed, its units in a map of units; undefined while nobody has. */
export function signedBoard(facts: readonly Fact[], edition: Edition): ShiftBoard | undefined {
  const last = facts.findLast(({ did }) => did === 'handOver' || did === 'sendBack')
  if (last?.did !== 'handOver') return undefined
  const board = last.what.board as ShiftBoard
  const own = last.edition ?? edition
  if (own === edition) return board
  const read = (unit: string | null) => (unit === null ? null : (unitIn(edition, unitKey(own, unit)) ?? null))
  const parts = board.parts.map((part) => ({
    ...part,
    lines: part.lines.map((line) => ({ ...line, unit: read(line.unit) })),
  }))
  return { ...board, parts }
}

/** The log of a shift, which may have nothing in it yet. */
export function shiftLogOf(shift: Shift, log: ShiftMatter | undefined): ShiftLog {
  if (log === undefined) return { ...shift, state: 'open', version: 0, entries: 0, handedOver: null, takenOver: null }
  const { id, from, to, state, version, entries, handedOver, takenOver } = log
  return { id, from, to, state, version, entries, handedOver, takenOver }
}

/** Whether somebody may sign that they take a shift over. */
export function mayTakeOver(log: Pick<ShiftLog, 'state' | 'handedOver'>, person: Pick<Actor, 'id'>): boolean {
  return log.state === 'handedOver' && log.handedOver?.id !== person.id
}
