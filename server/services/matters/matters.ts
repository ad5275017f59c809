import type { Transaction } from 'kysely'
import type { Logger } from 'pino'
import TinyQueue from 'tinyqueue'
import { BY_HUB } from '../../../domain/access/auditEntry.ts'
import { type Actor, type Fact, HUB_ACTOR } from '../../../domain/matters/fact.ts'
import { type Machine, type Matter, type Step, withFact } from '../../../domain/matters/machine.ts'
import { quoted } from '../../../domain/problems.ts'
import { SECOND_MS } from '../../../domain/time.ts'
import type { Edition } from '../../../domain/units/unit.ts'
import type { Clock } from '../../clock.ts'
import { Problem } from '../../problem.ts'
import { writeFact } from '../../store/matters.ts'
import type { Store } from '../../store/store.ts'
import type { Tables } from '../../store/tables.ts'
import { visibleIn } from './visibleIn.ts'

const LOOK_EVERY_MS = SECOND_MS
/** A step of the hub that could not be written is tried again after so long. */
const RETRY_MS = 5 * SECOND_MS

/** Steps that decide nothing: whoever has taken one knows of it, also where it came in late, from a device without a line. */
const OWN_ADDITIONS: readonly string[] = ['attach', 'comment']

/** Who takes a step, when, and what of the matter they had before them. */
export interface Taking {
  readonly by: Actor
  /** Hub clock, epoch ms. */
  readonly at: number
  /** When it was written, epoch ms, where it waited for a line. */
  readonly writtenAt?: number | undefined
  /** Version that was on the screen; another one now is refused. Undefined: whatever it is. */
  readonly seen?: number | undefined
}

/** A fact that has just been decided on, and what it makes of its matter. */
export interface Happening<M extends Matter = Matter> {
  readonly fact: Fact
  /** Undefined before the first fact. */
  readonly before: M | undefined
  readonly matter: M
}

/** Several steps, or one, that are written together in the transaction of a command. */
export interface PlannedStep<M extends Matter> {
  /** Decides on what stands then, and writes the fact. @throws Problem */
  write(tables: Transaction<Tables>): Promise<void>
  /** Called when it is durable: memory and picture follow. */
  apply(): void
  /** As it was written. */
  happened(): Happening<M>
}

/** Matters of one kind: those that are open in memory, all in the store, and the steps that the hub takes when their time comes. */
export interface Matters<M extends Matter, S extends Step> {
  readonly kind: Machine<M, S>['kind']
  /** Reads what is open; steps whose time came while the hub was down are taken at once. */
  start(): Promise<void>
  stop(): Promise<void>
  /** One that is open. */
  find(id: string): M | undefined
  open(): Iterable<M>
  /** One that is open or closed. @throws Problem `unknownMatter` */
  read(id: string): Promise<M>
  /** Puts one there that no fact has begun, so that its clocks run; also in place of one that is there. */
  track(matter: M): void
  /** Forgets one that `track` brought and that no longer is. */
  untrack(id: string): void
  /**
   * Plans a step on a matter. It is decided when it is written, in the transaction of the log's entry, so that two that come at once meet one after
   * the other. @throws Problem by `write`
   */
  plan(id: string, step: S, taking: Taking): PlannedStep<M>
  /** Takes a step of the hub's on one that is open, as it stands, and resolves when that is durable. @throws Problem where it may not be taken */
  takeByHub(id: string, step: S): Promise<void>
  /** Takes the steps whose time has come, and resolves when they are durable. The hub does it once a second. */
  look(): Promise<void>
  /** @param listener is called in the transaction of each fact: what it writes stands or falls with the fact */
  inTransaction(listener: (happening: Happening<M>, tables: Transaction<Tables>) => Promise<void>): void
  /** @param listener is told of each fact when it is durable */
  onFact(listener: (happening: Happening<M>) => void): void
}

/** Matters of some kind, for whoever needs no more than what all of them have. */
export type AnyMatters = Pick<
  Matters<Matter, never>,
  'kind' | 'start' | 'stop' | 'find' | 'open' | 'inTransaction' | 'onFact'
>

/**
 * @param edition the map of units in force
 * @param mostOpen how many of them that one account began may be open at once: they are held in memory, and stand in everybody's list
 * @param publish puts an open matter into the picture, new or changed
 * @param remove takes one out of it that has been closed
 */
export function createMatters<M extends Matter, S extends Step>({
  machine,
  edition,
  mostOpen = Number.POSITIVE_INFINITY,
  store,
  clock,
  log,
  publish = () => undefined,
  remove = () => undefined,
}: {
  machine: Machine<M, S>
  edition: Edition
  mostOpen?: number
  store: Pick<Store, 'audited' | 'openMatters' | 'matter'>
  clock: Clock
  log: Logger
  publish?: (matter: M) => void
  remove?: (id: string) => void
}): Matters<M, S> {
  const { kind } = machine
  const open = new Map<string, M>()
  /** Steps of the hub by their time; one whose matter has another version by then is passed over. */
  const due = new TinyQueue<{ readonly at: number; readonly id: string; readonly version: number }>(
    [],
    (a, b) => a.at - b.at,
  )
  /** When the hub looks at a matter next, so that one that is put there again and again waits once. */
  const awaited = new Map<string, { readonly at: number; readonly version: number }>()
  const writers: ((happening: Happening<M>, tables: Transaction<Tables>) => Promise<void>)[] = []
  const listeners: ((happening: Happening<M>) => void)[] = []
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined

  /** A matter as it was kept; its units in the map in force, unless it keeps its own. */
  const inForce = (matter: M): M => (machine.keepsMap === true ? matter : { ...visibleIn(matter, edition), edition })

  function put(matter: M): void {
    if (matter.closedAt !== null) {
      open.delete(matter.id)
      awaited.delete(matter.id)
      remove(matter.id)
      return
    }
    open.set(matter.id, matter)
    publish(matter)
    schedule(matter)
  }

  function schedule(matter: M): void {
    const next = machine.due?.(matter)
    if (next === undefined) return
    const { id, version } = matter
    const known = awaited.get(id)
    if (known?.version === version && known.at === next.at) return
    awaited.set(id, { at: next.at, version })
    due.push({ at: next.at, id, version })
  }

  /** As it stands for whoever writes now: nobody else does. */
  async function standing(id: string, tables: Transaction<Tables>): Promise<M | undefined> {
    const known = open.get(id)
    if (known !== undefined) return known
    const row = await tables
      .selectFrom('matter')
      .select('body')
      .where('kind', '=', kind)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && inForce(JSON.parse(row.body) as M)
  }

  /**
   * @param isPossible whether the step could be taken on the matter as it stands
   * @throws Problem
   */
  async function checkSeen(
    matter: M | undefined,
    seen: number | undefined,
    who: Actor,
    isPossible: () => boolean,
    tables: Transaction<Tables>,
  ) {
    if (seen === undefined || seen === (matter?.version ?? 0)) return
    const newest = await tables
      .selectFrom('fact')
      .select('body')
      .where('matter', '=', kind)
      .where('id', '=', matter?.id ?? '')
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (newest === undefined) throw new Problem('unknownMatter', { id: quoted(matter?.id ?? '') })
    const { by, at, did } = JSON.parse(newest.body) as Fact
    if (seen < (matter?.version ?? 0) && (await isQuietSince(matter?.id ?? '', seen, who, tables))) return
    // What has ended is not to be looked at again and decided on: whoever was about to act is told that it is over.
    if (matter?.closedAt === at && !isPossible()) throw new Problem('closedMeanwhile', { by: by.name, at, did })
    throw new Problem('changedMeanwhile', { by: by.name, at, did })
  }

  /** Whether nothing has happened since but what nobody decides by, and files and remarks that whoever acts has added themselves: those go with what they say. */
  async function isQuietSince(id: string, seen: number, who: Actor, tables: Transaction<Tables>): Promise<boolean> {
    const quiet: readonly string[] = machine.quiet ?? []
    const since = await tables
      .selectFrom('fact')
      .select('body')
      .where('matter', '=', kind)
      .where('id', '=', id)
      .where('version', '>', seen)
      .execute()
    return since.every(({ body }) => {
      const { did, by } = JSON.parse(body) as Fact
      return quiet.includes(did) || (OWN_ADDITIONS.includes(did) && by.id === who.id)
    })
  }

  /** @throws Problem where one account has begun as many as may be open */
  function checkRoom(by: Actor): void {
    if (by.is === 'hub' || !Number.isFinite(mostOpen)) return
    let begun = 0
    for (const { givenBy } of open.values()) if (givenBy === by.id) begun++
    if (begun >= mostOpen) throw new Problem('tooManyOpen', { max: mostOpen })
  }

  function plan(id: string, step: S, { by, at, writtenAt, seen }: Taking): PlannedStep<M> {
    let happening: Happening<M> | undefined
    return {
      async write(tables) {
        const before = await standing(id, tables)
        await checkSeen(before, seen, by, () => machine.decide(before, step, by, at).ok, tables)
        const decision = machine.decide(before, step, by, at)
        if (!decision.ok) throw new Problem(decision.code, decision.params)
        if (before === undefined) checkRoom(by)
        const { to, what } = decision
        const version = (before?.version ?? 0) + 1
        const fact = {
          matter: kind,
          id,
          version,
          at,
          ...(writtenAt !== undefined && { writtenAt }),
          by,
          did: step.did,
          from: before?.state ?? null,
          to,
          edition,
          what,
        }
        happening = { fact, before, matter: withFact(machine, before, fact) }
        await writeFact(tables, fact, happening.matter)
        for (const writer of writers) await writer(happening, tables)
      },
      apply() {
        if (happening === undefined) return
        put(happening.matter)
        for (const listener of listeners) listener(happening)
      },
      happened() {
        if (happening === undefined) throw new Error('a step is told of after it was written')
        return happening
      },
    }
  }

  async function takeByHub(matter: M, step: S): Promise<void> {
    const at = clock.now()
    const { id, unit, version } = matter
    const planned = plan(id, step, { by: HUB_ACTOR, at, seen: version })
    await store.audited(
      () => ({ ...BY_HUB, at, did: 'hubStep', input: { kind, id, step: step.did }, unit, result: 'done' }),
      planned.write,
      planned.apply,
    )
  }

  async function takeDue(): Promise<void> {
    for (let next = due.peek(); next !== undefined && next.at <= clock.now(); next = due.peek()) {
      due.pop()
      const matter = open.get(next.id)
      const known = awaited.get(next.id)
      if (known?.version === next.version && known.at === next.at) awaited.delete(next.id)
      if (matter?.version !== next.version) continue
      const step = machine.due?.(matter)
      if (step === undefined || step.at > next.at) {
        if (step !== undefined) schedule(matter)
        continue
      }
      try {
        await takeByHub(matter, step.step)
      } catch (error) {
        if (error instanceof Problem) {
          // Somebody was faster, or the machine thinks otherwise by now: what stands has its own next step.
          log.warn({ kind, id: next.id, code: error.code, step: step.step.did }, 'a step of the hub was refused')
          continue
        }
        const at = clock.now() + RETRY_MS
        awaited.set(next.id, { at, version: next.version })
        due.push({ ...next, at })
        return
      }
    }
  }

  function look(): Promise<void> {
    looking ??= takeDue().finally(() => {
      looking = undefined
    })
    return looking
  }

  return {
    kind,
    async start() {
      for (const matter of (await store.openMatters(kind)) as M[]) put(inForce(matter))
      timer = setInterval(() => void look(), LOOK_EVERY_MS)
    },
    async stop() {
      clearInterval(timer)
      await looking
    },
    find: (id) => open.get(id),
    open: () => open.values(),
    async read(id) {
      const known = open.get(id)
      if (known !== undefined) return known
      const kept = (await store.matter(kind, id)) as M | undefined
      if (kept === undefined) throw new Problem('unknownMatter', { id: quoted(id) })
      return inForce(kept)
    },
    track(matter) {
      open.set(matter.id, matter)
      schedule(matter)
    },
    untrack(id) {
      open.delete(id)
      awaited.delete(id)
    },
    plan,
    async takeByHub(id, step) {
      const matter = open.get(id)
      if (matter === undefined) throw new Problem('unknownMatter', { id: quoted(id) })
      await takeByHub(matter, step)
    },
    look,
    inTransaction: (listener) => void writers.push(listener),
    onFact: (listener) => void listeners.push(listener),
  }
}

/** Several steps as one: all are written, or none. */
export function together(
  ...steps: readonly Pick<PlannedStep<Matter>, 'write' | 'apply'>[]
): Pick<PlannedStep<Matter>, 'write' | 'apply'> {
  return {
    async write(tables) {
      for (const step of steps) await step.write(tables)
    },
    apply() {
      for (const step of steps) step.apply()
    },
  }
}

/**
 * Several steps that are written at once, each decided on by itself: what one of them is refused holds up no other.
 * @param plans each may throw a Problem already when it is planned
 */
export function eachAlone(plans: readonly (() => PlannedStep<Matter>)[]): Pick<
  PlannedStep<Matter>,
  'write' | 'apply'
> & {
  /** By step, why it was refused; undefined: it was taken. */
  refusals(): readonly (Problem | undefined)[]
} {
  const taken: PlannedStep<Matter>[] = []
  const refusals: (Problem | undefined)[] = []
  return {
    async write(tables) {
      for (const plan of plans) {
        try {
          const step = plan()
          await step.write(tables)
          taken.push(step)
          refusals.push(undefined)
        } catch (error) {
          // A machine decides before anything of a step is written.
          if (!(error instanceof Problem)) throw error
          refusals.push(error)
        }
      }
      const [first] = refusals
      if (taken.length === 0 && first !== undefined) throw first
    },
    apply() {
      for (const step of taken) step.apply()
    },
    refusals: () => refusals,
  }
}
