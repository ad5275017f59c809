import * as z from 'zod'
import type { ProblemCode, ProblemParams } from '../problems.ts'
import { epochMs, moment, says } from '../schema.ts'
import type { Edition } from '../units/unit.ts'
import type { Actor, Fact, MatterKind } from './fact.ts'

/** What every matter has, of whatever kind. Rows of a kind extend it, and name the states of that kind. */
export const MatterShape = z.object({
  id: z.string(),
  /** Version of its newest fact; 0 before the first. */
  version: z.number().int().meta(says('gửi lại trong lệnh (expectedVersion)', 'goes into commands (expectedVersion)')),
  state: z.string(),
  /** Code of the unit where it belongs, which decides who may see it; null: the whole city's. */
  unit: z.string().nullable(),
  /** What lists show and search, as it was written. */
  title: z.string(),
  /** The same in English where the product called it so; absent: it is as somebody typed it, in whatever language. */
  titleEn: z.string().optional(),
  openedAt: epochMs,
  /** Null while it is open. */
  closedAt: moment,
  /** Whether it is overdue is never kept, but told from this. */
  dueAt: moment.meta(
    says('đến hạn của bước tiếp theo; null: không có hạn', 'when the next word is due; null: nothing is'),
  ),
  /** Account of who began it; null: the hub. */
  givenBy: z.string().nullable(),
  /** Whose turn it is: `person/ID`, `unit/CODE`, `role/ROLE`; null: nobody's. */
  turn: z.string().nullable().meta(says('đang chờ ai', 'whose word is awaited')),
  /** A simulated person, or what is simulated, began it. */
  simulated: z.boolean(),
})

/** One thing that people deal with. */
export interface Matter extends Readonly<z.output<typeof MatterShape>> {
  /** The map of units that its codes are of; undefined: it is not kept yet, and they are of the map in force. */
  readonly edition?: Edition
  /** Further units that may see it. */
  readonly alsoUnits?: readonly string[]
}

/** One step that somebody wants to take. */
export interface Step {
  readonly did: string
}

/** What a machine says to a step: what becomes of the matter, or why not. */
export type Decision =
  | { readonly ok: true; readonly to: string; readonly what: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly code: ProblemCode; readonly params: ProblemParams }

/** A step that the hub takes by itself when its time comes. */
export interface Due<S extends Step> {
  /** Epoch ms. */
  readonly at: number
  readonly step: S
}

/**
 * How matters of a kind go on: pure. `add` of the facts in the order of their versions gives the matter; `decide` gives the next fact, or refuses.
 */
export interface Machine<M extends Matter, S extends Step> {
  readonly kind: MatterKind
  /** @param matter undefined: there is none yet, and the step begins it */
  decide(matter: M | undefined, step: S, by: Actor, at: number): Decision
  add(matter: M | undefined, fact: Fact): M
  /** The next step of the hub on a matter; undefined: none until somebody acts. */
  due?(matter: M): Due<S> | undefined
  /** Steps of the hub that change nothing anybody decides by: whoever saw the matter before them saw it as it stands. */
  readonly quiet?: readonly S['did'][]
  /** Whether a matter keeps the map of units under which it was begun; of others a step is taken in the map in force, and what it makes is of that map. */
  readonly keepsMap?: true
}

/** A matter with one more fact; its units are of the map of that fact, unless it keeps its own. */
export function withFact<M extends Matter>(
  { add, keepsMap }: Pick<Machine<M, never>, 'add' | 'keepsMap'>,
  matter: M | undefined,
  fact: Fact,
): M {
  const added = add(matter, fact)
  return keepsMap === true || fact.edition === undefined ? added : { ...added, edition: fact.edition }
}

/** What facts of one matter add up to; undefined: there are none. */
export function matterOf<M extends Matter>(
  machine: Pick<Machine<M, never>, 'add' | 'keepsMap'>,
  facts: readonly Fact[],
): M | undefined {
  return facts.reduce<M | undefined>((matter, fact) => withFact(machine, matter, fact), undefined)
}

export function refused(code: ProblemCode, params: ProblemParams = {}): Decision {
  return { ok: false, code, params }
}

/** The fields of a matter that each fact changes, whatever it says. */
export function stepped(fact: Fact): Pick<Matter, 'id' | 'version' | 'state'> {
  return { id: fact.id, version: fact.version, state: fact.to }
}
