import type { Transaction } from 'kysely'
import type { Logger } from 'pino'
import { BY_HUB } from '../../domain/access/auditEntry.ts'
import { type Alert, callsPeople } from '../../domain/alerts/alert.ts'
import type { Watch } from '../../domain/alerts/watch.ts'
import type { CommandName } from '../../domain/commands/index.ts'
import type { WallStateRow } from '../../domain/feeds/wallStates.ts'
import { MAX_FUTURE_MS } from '../../domain/messages.ts'
import { quoted } from '../../domain/problems.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units/unit.ts'
import { callOf, callsWall } from '../../domain/walls/callsWall.ts'
import { commandedAt, stands, takeAt } from '../../domain/walls/commanded.ts'
import type { Painted, WallReport } from '../../domain/walls/report.ts'
import { PAST_SCENES, WALL_SCENES, wallScene } from '../../domain/walls/scenes.ts'
import { OFF_AFTER_MS, toldOf } from '../../domain/walls/standing.ts'
import { STILL_TAKEN_WITHIN_MS, STILL_WITHIN_MS } from '../../domain/walls/still.ts'
import {
  LONGEST_PAST_MS,
  newWall,
  transition,
  type WallAct,
  type WallActor,
  type WallRefusal,
} from '../../domain/walls/transition.ts'
import { leadMs, toldAt } from '../../domain/walls/turning.ts'
import { viewKey } from '../../domain/walls/viewAddress.ts'
import type { WallLogEntry, WallLogged } from '../../domain/walls/wallLog.ts'
import type { KeptWall, Take, TakeLevel, WallLevel, WallState } from '../../domain/walls/wallState.ts'
import type { Picture } from '../city/picture.ts'
import type { Clock } from '../clock.ts'
import { Problem } from '../problem.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { writeWallScreen, writeWallState } from '../store/walls.ts'
import { sceneOfAlert, wallWatches } from './wallAlerts.ts'

/** A wall that may be steered. */
export interface SteeredWall {
  readonly id: string
  readonly name: string
  /** Code of the unit where it hangs. */
  readonly place: string
  /** What it shows until somebody has steered it; the programme of a new wall when absent. */
  readonly first?: Pick<KeptWall['state'], 'schedule' | 'onCritical'> & Partial<Pick<KeptWall['state'], 'calls'>>
}

/** A step of a wall that is about to be made. */
export interface PlannedStep {
  /** Decides once more, as things stand now, and writes it. @throws Problem */
  write(tables: Transaction<Tables>): Promise<void>
  /** Called when it is durable: every screen follows. */
  apply(): void
  row(): WallStateRow
  before(): unknown
}

/** A still that is about to be asked for. */
export interface PlannedStill {
  readonly askedAt: number
  /** Keeps that it is asked for: a hub that is started anew waits for it as this one does, or withdraws it. @throws Problem */
  write(tables: Transaction<Tables>): Promise<void>
  /** Called when it is durable: the screen is told. */
  apply(): void
}

/** What is commanded of walls, what their screens say they show, and what follows from both. */
export interface Walls {
  start(): Promise<void>
  stop(): Promise<void>
  /** Code of the unit where a wall hangs; undefined: there is none of this id. */
  placeOf(wall: string): string | undefined
  /** Ids of those that there are. */
  ids(): readonly string[]
  /** Whether a wall is told to show an incident now, or will be when what is over it has ended. */
  showsIncident(wall: string, incident: string): boolean
  /** Why a person has put up one camera on a wall, and it is on; undefined: nobody has, or did not say why, or there is no such wall any more. */
  takeOfCamera(wall: string, camera: string): Take | undefined
  /** Which alerts call which scenes up on a wall, as it is set. */
  callsOf(wall: string): WallState['calls']
  /** @throws Problem */
  plan(wall: string, act: WallAct, actor: WallActor): PlannedStep
  /** A screen says what it has painted. @param line the connection that it came by */
  painted(wall: string, line: object, painted: Painted): void
  /** Asks a screen for a still of what it shows. @throws Problem */
  askStill(wall: string, screen: number, by: string): PlannedStill
  /** A still that was asked for has come. @throws Problem when nobody has asked for it, or no more */
  still(wall: string, screen: number, told: { readonly askedAt: number; readonly takenAt: number }): WallLogEntry
  /** It is kept: nobody waits for it any more. */
  stillKept(wall: string, screen: number): void
  /** Somebody has a wall's control page open; null: no more. */
  attend(line: object, name: string, wall: string | null): void
  /** A connection has ended. */
  gone(line: object): void
  /** What needs a person. */
  watches(now: number): readonly Watch[]
}

/** So long a critical alert has a wall at most. */
const CALLED_FOR_MS = 10 * MINUTE_MS
/** A wall turns as late as the slowest of so many acts asked for. */
const NEEDS_KEPT = 8
const LOOK_EVERY_MS = SECOND_MS
const SAVE_EVERY_MS = 5 * SECOND_MS
/** A screen that has been off for so long is none of the wall's any more. */
const FORGET_AFTER_MS = 7 * DAY_MS
/** What waits to be written; more is dropped, the oldest first, and said. */
const MOST_WAITING = 5_000

const COMMAND_OF: Readonly<Record<WallAct['is'], CommandName>> = {
  take: 'takeWall',
  release: 'releaseWall',
  endDrill: 'endStoryline',
  step: 'stepWall',
  pause: 'pauseWall',
  resume: 'resumeWall',
  pin: 'pinWall',
  undo: 'undoWall',
  lock: 'lockWall',
  unlock: 'unlockWall',
  schedule: 'scheduleWall',
}

/** @param all walls that may be steered now; @param alerts those that are open */
export function createWalls({
  clock,
  store,
  picture,
  units,
  all,
  alerts,
  isDrill = () => false,
  log,
}: {
  clock: Clock
  store: Pick<Store, 'walls' | 'audited' | 'saveWallShown' | 'forgetWallScreens'>
  picture: Pick<Picture, 'set' | 'remove' | 'get' | 'rows'>
  units: UnitTree
  all: () => readonly SteeredWall[]
  alerts: () => Iterable<Alert>
  /** Whether a storyline is being played. */
  isDrill?: () => boolean
  log: Pick<Logger, 'warn'>
}): Walls {
  const kept = new Map<string, KeptWall>()
  let walls = new Map<string, SteeredWall>()
  const reports = new Map<string, WallReport>()
  /** At which level what a screen shows was noted last. */
  const certified = new Map<string, WallLevel>()
  /** How long after the latest acts each screen had ready what they brought, ms. */
  const needed = new Map<string, readonly number[]>()
  /** Who shows which screen, by connection, and when it was heard last. */
  const painters = new Map<object, { readonly key: string; readonly at: number; readonly page: string | undefined }>()
  /** Who has which control page open, by connection. */
  const attending = new Map<object, { readonly wall: string; readonly name: string }>()
  /** Stills that are asked for, by wall and screen. */
  const asked = new Map<string, { readonly askedAt: number; readonly by: string }>()
  /** The last of each that was withdrawn. */
  const withdrawn = new Map<string, NonNullable<WallReport['still']>>()
  /** When a screen of a wall said last that it has painted what it was told, by wall and what that was, epoch ms. */
  const paintedAt = new Map<string, number>()
  /** Screens that were on when the hub before this one ended: they have a while to come back. */
  const returning = new Set<string>()
  /** Since when this hub hears screens: what they had painted before is known of each as far as it said it last. Epoch ms. */
  let startedAt = clock.now()
  /** Until when walls were looked after. */
  let lookedAt = startedAt
  let entries: WallLogEntry[] = []
  const screens = new Map<string, WallReport>()
  let last = 0
  let dropped = 0
  let timer: NodeJS.Timeout | undefined
  let saving: NodeJS.Timeout | undefined
  let underWay: Promise<void> = Promise.resolve()
  let looking: Promise<void> | undefined

  function wallOf(id: string): SteeredWall {
    const wall = walls.get(id) ?? all().find((each) => each.id === id)
    if (wall === undefined) throw new Problem('unknownWall', { wall: quoted(id) })
    return wall
  }

  function stateOf({ id, first }: SteeredWall): KeptWall {
    const known = kept.get(id)
    if (known !== undefined) return known
    const made = newWall(clock.now())
    const wall = first === undefined ? made : { ...made, state: { ...made.state, ...first } }
    kept.set(id, wall)
    return wall
  }

  function rowOf(wall: SteeredWall, { state, before }: KeptWall = stateOf(wall)): WallStateRow {
    const present = [...attending.values()].filter((each) => each.wall === wall.id).map(({ name }) => name)
    const { id, name, place } = wall
    return { wall: id, name, place, ...state, canUndo: before !== null, present: [...new Set(present)].sort() }
  }

  const tell = (wall: SteeredWall) => picture.set('wallStates', rowOf(wall))

  /** Walls are paired, renamed and ended while the hub runs. */
  function follow(): void {
    const now = new Map(all().map((wall) => [wall.id, wall]))
    for (const [id, wall] of now) {
      const told = picture.get('wallStates', id)
      if (told === undefined || told.name !== wall.name || told.place !== wall.place) tell(wall)
    }
    for (const id of walls.keys()) if (!now.has(id)) endWall(id)
    walls = now
  }

  function endWall(id: string): void {
    picture.remove('wallStates', id)
    const keys = [...reports.values()].filter(({ wall }) => wall === id).map(({ key }) => key)
    forgetScreens(keys)
  }

  function forgetScreens(keys: readonly string[]): void {
    for (const key of keys) {
      reports.delete(key)
      needed.delete(key)
      certified.delete(key)
      returning.delete(key)
      screens.delete(key)
      picture.remove('wallReports', key)
    }
    if (keys.length > 0) write(() => store.forgetWallScreens(keys))
  }

  /** Screens that are off, and that a wall as it is put together now does not have. */
  function forgetSuperseded(
    wall: string,
    { screen, geometry }: Pick<Painted, 'screen' | 'geometry'>,
    isWhole: boolean,
    now: number,
  ): void {
    const last = isWhole ? 1 : geometry.columns * geometry.rows
    const keys = [...reports.values()]
      .filter((each) => each.wall === wall && each.screen !== screen && each.screen > last)
      .filter(({ key }) => countMachines(key, now) === 0)
      .map(({ key }) => key)
    forgetScreens(keys)
  }

  function write(what: () => Promise<void>): void {
    underWay = underWay.then(what).catch((error: unknown) => log.warn({ error }, 'what walls showed was not written'))
  }

  function note(wall: string, at: number, what: WallLogged): void {
    entries.push({ number: ++last, wall, at, what })
    dropOldest()
  }

  function dropOldest(): void {
    if (entries.length <= MOST_WAITING) return
    dropped += entries.length - MOST_WAITING
    entries = entries.slice(-MOST_WAITING)
  }

  function save(): void {
    write(async () => {
      if (dropped > 0) log.warn({ dropped }, 'so many entries of what walls showed were dropped')
      dropped = 0
      const what = { entries, screens: [...screens.values()] }
      if (what.entries.length === 0 && what.screens.length === 0) return
      entries = []
      screens.clear()
      try {
        await store.saveWallShown(what)
      } catch (error) {
        // What could not be written waits for the next time, before what has come since.
        entries = [...what.entries, ...entries]
        dropOldest()
        for (const report of what.screens) if (reports.get(report.key) === report) screens.set(report.key, report)
        throw error
      }
    })
  }

  /** By the screens that are on. */
  function leadOf(wall: string, now: number): number {
    const on = [...reports.values()].filter((each) => each.wall === wall && now - each.receivedAt <= OFF_AFTER_MS)
    return leadMs(on.flatMap(({ key }) => needed.get(key) ?? []))
  }

  function plan(id: string, act: WallAct, actor: WallActor): PlannedStep {
    const wall = wallOf(id)
    /** @throws Problem */
    function decide(): { readonly from: KeptWall; readonly to: KeptWall } {
      const from = stateOf(wall)
      const step = transition(from, act, { ...actor, turnsAfterMs: leadOf(id, actor.at) })
      if (!step.ok) throw problemOf(step.refusal)
      return { from, to: step.wall }
    }
    let decided = decide()
    return {
      async write(tables) {
        decided = decide()
        const entry = { number: ++last, wall: id, at: actor.at, what: loggedAct(act, actor, decided.to) }
        await writeWallState(tables, units.edition, { wall: id, state: decided.to, entry })
      },
      apply() {
        decided = { ...decided, to: { ...decided.to, state: toldAt(decided.to.state, clock.now()) } }
        kept.set(id, decided.to)
        tell(wall)
      },
      row: () => rowOf(wall, decided.to),
      before() {
        const { scene, focus, filter, moment, level } = commandedAt(decided.from.state, actor.at)
        return { scene, focus, filter, moment, level }
      },
    }
  }

  /** A step that nobody but the hub makes; one that is not possible any more is none. */
  async function stepByHub(wall: SteeredWall, act: WallAct): Promise<void> {
    const at = clock.now()
    try {
      const { write: writeStep, apply, before } = plan(wall.id, act, { by: BY_HUB.who.name, at })
      const { is, ...input } = act
      await store.audited(
        () => ({
          ...BY_HUB,
          ...{ at, did: COMMAND_OF[is], input: { wall: wall.id, ...input }, unit: wall.place, result: 'done' },
          before: before(),
        }),
        writeStep,
        apply,
      )
    } catch (error) {
      if (!(error instanceof Problem)) log.warn({ error, wall: wall.id }, 'a wall was not taken for an alert')
    }
  }

  /** What a wall may tell of: what happens where it hangs, and below. */
  function isSeen({ place }: SteeredWall, { unit }: Alert): boolean {
    return unit === null ? place === units.city.code : units.lineage(unit).includes(place)
  }

  /** @param alerts those that are open */
  async function callAlerts(wall: SteeredWall, alerts: readonly Alert[], now: number): Promise<void> {
    const { state, calledBy } = stateOf(wall)
    for (const { cause } of state.takes) {
      if (cause === null || alerts.some((alert) => alert.id === cause && callsPeople(alert))) continue
      if (takeAt(state, now)?.cause === cause) await stepByHub(wall, { is: 'release', cause })
    }
    // Most alerts call no wall, and that is told at once: where they are seen is asked of the others alone.
    const mayCall = (each: Alert) => callsWall(each) || callOf(state.calls, each) !== undefined
    const fresh = alerts.filter((each) => mayCall(each) && !calledBy.includes(each.id) && isSeen(wall, each))
    const level = takeAt(state, now)?.level
    const alert = fresh.filter(callsWall).at(-1)
    if (state.onCritical === 'wall' && alert !== undefined && level !== 'emergency') {
      await takeFor(wall, alert, { level: 'emergency', scene: sceneOfAlert(alert), until: now + CALLED_FOR_MS })
      return
    }
    // A person's hand is stronger: a scene that is called waits until the wall is given back, or the alert is somebody's.
    if (level === 'manual' || level === 'emergency') return
    const called = fresh.findLast((each) => callOf(state.calls, each) !== undefined)
    const call = called && callOf(state.calls, called)
    if (called === undefined || call === undefined) return
    await takeFor(wall, called, { level: 'storyline', scene: call.scene, until: now + call.minutes * MINUTE_MS })
  }

  function takeFor(
    wall: SteeredWall,
    { id, title }: Alert,
    of: { readonly level: TakeLevel; readonly scene: string; readonly until: number },
  ): Promise<void> {
    const view = { focus: {}, filter: {}, moment: null }
    return stepByHub(wall, {
      is: 'take',
      ...of,
      ...view,
      cause: id,
      why: title.vi,
      returnTo: 'before',
      inDrill: isDrill(),
    })
  }

  function countMachines(key: string, now: number): number {
    return [...painters.values()].filter((each) => each.key === key && now - each.at <= OFF_AFTER_MS).length
  }

  function setReport(report: WallReport): void {
    reports.set(report.key, report)
    screens.set(report.key, report)
    picture.set('wallReports', report)
  }

  /** What the log has of a still. @param takenAt null: it never came */
  function stillLogged(
    { screen, scene, focus, filter, moment }: WallReport,
    by: string,
    takenAt: number | null,
  ): WallLogged {
    return { is: 'still', screen, scene, focus, filter, moment, by, takenAt }
  }

  function setAsked(key: string, still: WallReport['still']): void {
    if (still === null) asked.delete(key)
    else asked.set(key, still)
    const report = reports.get(key)
    if (report !== undefined) setReport({ ...report, still })
  }

  /** What no screen answers is withdrawn, and the log says so. */
  function withdrawStills(now: number): void {
    for (const [key, { askedAt }] of withdrawn) {
      if (now - askedAt > STILL_TAKEN_WITHIN_MS) withdrawn.delete(key)
    }
    for (const [key, still] of asked) {
      const { askedAt, by } = still
      if (now - askedAt <= STILL_WITHIN_MS) continue
      withdrawn.set(key, still)
      const report = reports.get(key)
      if (report !== undefined) note(report.wall, now, stillLogged(report, by, null))
      setAsked(key, null)
    }
  }

  function attend(line: object, name: string, id: string | null): void {
    const before = attending.get(line)?.wall
    if (id === null) attending.delete(line)
    else attending.set(line, { wall: id, name })
    for (const each of new Set([before, id])) {
      const wall = each == null ? undefined : walls.get(each)
      if (wall !== undefined) tell(wall)
    }
  }

  /** Which screens are off since they were heard last. */
  function noteOff(now: number): void {
    if (now - startedAt > OFF_AFTER_MS) returning.clear()
    for (const report of reports.values()) {
      const { key, wall, screen, scene, focus, filter, moment, machines, receivedAt } = report
      if (!certified.has(key) || returning.has(key) || (machines > 0 && now - receivedAt <= OFF_AFTER_MS)) continue
      certified.delete(key)
      setReport({ ...report, machines: 0 })
      note(wall, receivedAt, { is: 'off', screen, scene, focus, filter, moment })
    }
  }

  /** Which takes have ended by themselves since walls were looked after last, and whether anybody has seen them. */
  function noteEnded(from: number, to: number): void {
    for (const wall of walls.values())
      for (const { level, scene, focus, filter, moment, by, at, until } of stateOf(wall).state.takes) {
        if (until === null || until <= from || until > to) continue
        const isSeen = (paintedAt.get(`${wall.id} ${viewKey({ scene, focus, filter, moment })}`) ?? 0) >= at
        const wasPainted = isSeen || (at < startedAt ? null : false)
        note(wall.id, until, { is: 'ended', by, level, scene, focus, filter, moment, wasPainted })
      }
    for (const [key, at] of paintedAt) if (to - at > FORGET_AFTER_MS) paintedAt.delete(key)
  }

  /** Looks after what follows from time alone. */
  async function lookNow(): Promise<void> {
    follow()
    const now = clock.now()
    noteOff(now)
    noteEnded(lookedAt, now)
    lookedAt = now
    const open = [...alerts()]
    for (const wall of walls.values()) await callAlerts(wall, open, now)
    const old = [...reports.values()].filter(({ receivedAt }) => now - receivedAt > FORGET_AFTER_MS)
    forgetScreens(old.map(({ key }) => key))
    withdrawStills(now)
  }

  function look(): Promise<void> {
    looking ??= lookNow().finally(() => {
      looking = undefined
    })
    return looking
  }

  return {
    async start() {
      const stored = await store.walls()
      last = stored.last
      for (const [id, wall] of stored.states) kept.set(id, wall)
      startedAt = clock.now()
      // What ended while no hub was there is noted now; what was noted stands in the log.
      lookedAt = stored.lastAt ?? startedAt
      for (const report of stored.screens) {
        const known = { ...report, machines: 0 }
        const { key, wall, receivedAt } = report
        reports.set(key, known)
        const state = stored.states.get(wall)?.state
        const told = state && toldOf(state, report, receivedAt)
        if (told?.asTold === true) paintedAt.set(`${wall} ${viewKey(report)}`, receivedAt)
        if (told !== undefined && report.machines > 0) {
          certified.set(key, told.level)
          returning.add(key)
        }
        if (report.still !== null) asked.set(key, report.still)
        picture.set('wallReports', known)
      }
      follow()
      timer = setInterval(() => void look(), LOOK_EVERY_MS)
      saving = setInterval(save, SAVE_EVERY_MS)
    },
    async stop() {
      clearInterval(timer)
      clearInterval(saving)
      await looking
      save()
      await underWay
    },
    placeOf: (id) => (walls.get(id) ?? all().find((each) => each.id === id))?.place,
    ids: () => all().map(({ id }) => id),
    showsIncident: (id, incident) => {
      const now = clock.now()
      return stateOf(wallOf(id)).state.takes.some((take) => stands(take, now) && take.focus.incident === incident)
    },
    takeOfCamera(id, camera) {
      // Asked again and again while the video plays: the wall may have been ended meanwhile.
      const wall = all().find((each) => each.id === id)
      const take = wall && takeAt(stateOf(wall).state, clock.now())
      const isOfPerson = take?.focus.camera === camera && take.cause === null && !take.isOfDrill
      return isOfPerson && take.why !== null ? take : undefined
    },
    callsOf: (id) => stateOf(wallOf(id)).state.calls,
    plan,
    painted(id, line, { wall: _named, page, isWhole, ...said }) {
      const wall = wallOf(id)
      const now = clock.now()
      const key = `${id}/${said.screen}`
      // The line that this page had before may seem to stand for a while: it is no second machine.
      for (const [other, { page: of, key: shows }] of painters)
        if (other !== line && page !== undefined && of === page && shows === key) painters.delete(other)
      painters.set(line, { key, at: now, page })
      returning.delete(key)
      forgetSuperseded(id, said, isWhole === true, now)
      const earlier = reports.get(key)
      const report = {
        key,
        wall: id,
        place: wall.place,
        receivedAt: now,
        machines: countMachines(key, now),
        ...said,
        still: asked.get(key) ?? null,
      }
      setReport(report)
      const { readyMs, version } = said
      if (readyMs !== null && (readyMs !== earlier?.readyMs || version !== earlier.version))
        needed.set(key, [...(needed.get(key) ?? []), readyMs].slice(-NEEDS_KEPT))
      const { state } = stateOf(wall)
      const { level, asTold } = toldOf(state, said, now)
      if (asTold) paintedAt.set(`${id} ${viewKey(said)}`, now)
      const before = certified.get(key)
      const isSame =
        earlier !== undefined && earlier.machines > 0 && before !== undefined && viewKey(earlier) === viewKey(said)
      // Who took what stands there already has shown it as well, from when the screen has the command.
      const isTakenOver = asTold && before !== level && (version ?? -1) >= state.version
      if (isSame && !isTakenOver) return
      certified.set(key, level)
      const { scene, focus, filter, moment, screen, dataAt } = said
      note(id, now, { is: 'shown', screen, scene, focus, filter, moment, level, asTold, dataAt })
    },
    askStill(id, screen, by) {
      const key = `${wallOf(id).id}/${screen}`
      /** @throws Problem */
      function decide(): WallReport {
        const report = reports.get(key)
        if (report === undefined) throw new Problem('screenOff', { screen })
        const before = asked.get(key)
        if (before !== undefined) throw new Problem('stillAsked', { by: before.by, at: before.askedAt })
        return report
      }
      decide()
      const still = { askedAt: clock.now(), by }
      return {
        askedAt: still.askedAt,
        write: (tables) => writeWallScreen(tables, { ...decide(), still }),
        apply() {
          withdrawn.delete(key)
          setAsked(key, still)
        },
      }
    },
    still(id, screen, { askedAt, takenAt }) {
      const key = `${wallOf(id).id}/${screen}`
      const report = reports.get(key)
      const known = asked.get(key) ?? withdrawn.get(key)
      if (known?.askedAt !== askedAt || report === undefined) throw new Problem('stillNotAsked')
      const at = clock.now()
      // As of devices: what is a little ahead of the hub's clock counts as the time of receipt, what is farther off is refused.
      if (takenAt > at + MAX_FUTURE_MS || takenAt < askedAt - MAX_FUTURE_MS)
        throw new Problem('stillWrongTime', { at: takenAt })
      const taken = Math.min(at, Math.max(askedAt, takenAt))
      return { number: ++last, wall: id, at, what: stillLogged(report, known.by, taken) }
    },
    stillKept(id, screen) {
      const key = `${id}/${screen}`
      withdrawn.delete(key)
      setAsked(key, null)
    },
    attend,
    gone(line) {
      attend(line, '', null)
      const painter = painters.get(line)
      painters.delete(line)
      const report = painter && reports.get(painter.key)
      if (report !== undefined) setReport({ ...report, machines: countMachines(report.key, clock.now()) })
    },
    watches(now) {
      return [...walls.values()].flatMap((wall) => {
        const of = [...reports.values()].filter((report) => report.wall === wall.id)
        return wallWatches(wall, stateOf(wall).state, of, now)
      })
    },
  }
}

function loggedAct(act: WallAct, { by, at }: WallActor, { state }: KeptWall): WallLogged {
  const { scene, focus, filter, moment } = commandedAt(state, at)
  const taken = act.is === 'take' ? act : undefined
  return {
    ...{ is: 'done', by, did: act.is, level: taken?.level ?? null, scene, focus, filter, moment },
    until: taken?.until ?? (act.is === 'pause' ? act.until : null),
    why: act.is === 'take' || act.is === 'lock' ? act.why : null,
  }
}

function problemOf(refusal: WallRefusal): Problem {
  const { is, ...said } = refusal
  switch (refusal.is) {
    case 'unknownScene':
      return new Problem(is, { ...said, allowed: Object.keys(WALL_SCENES).join(', ') })
    case 'focusMissing':
      return new Problem(is, { ...said, name: wallScene(refusal.scene)?.focus ?? '' })
    case 'wrongSceneFilter':
      return new Problem(is, { ...said, allowed: wallScene(refusal.scene)?.filters?.join(', ') || '–' })
    case 'noPast':
      return new Problem(is, { ...said, allowed: PAST_SCENES.join(', ') })
    case 'wrongPastMoment':
      return new Problem(is, { days: Math.floor(LONGEST_PAST_MS / DAY_MS) })
    default:
      return new Problem(is, said)
  }
}
