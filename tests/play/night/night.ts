import { OFF_AFTER_MS, screenStanding } from '../../../domain/walls/standing.ts'
import { createRandom } from '../../../simulators/random.ts'
import { pause } from '../faults.ts'
import { createFindings, type Findings } from '../findings.ts'
import { createNightFaults, type NightFault } from './faults.ts'
import type { Sample, WallScreen } from './screens.ts'
import { type NightStage, setNightStage } from './stage.ts'

export interface NightOptions {
  readonly seed: number
  /** How long it goes on at least; every failure comes once however short it is, those that do not touch each other at the same time. 0: once. */
  readonly minutes: number
  /** Which failures come, by their names; all when absent. */
  readonly comes?: (name: string) => boolean
  /** Where findings are written as lines of JSON. */
  readonly file?: string
  readonly tell: (line: string) => void
}

/** How one failure went. Times in ms. */
export interface Recovery {
  readonly fault: string
  readonly screen: string
  readonly lastedMs: number
  /** From its beginning until the screen said so; null: it had nothing to say. */
  readonly saidAfterMs: number | null
  /** From its end until the screen showed what was published after it. */
  readonly backAfterMs: number | null
  /** What the same run takes for the least of it. */
  readonly limit: { readonly of: string; readonly ms: number | null }
}

export interface Night {
  readonly findings: Findings['all']
  readonly recoveries: readonly Recovery[]
  readonly samples: number
  /** Figures that looked live and were held against what was published. */
  readonly compared: number
}

/** A screen that has lost the city says so within this time. */
const SAYS_WITHIN_MS = 10_000
const SAMPLE_EVERY_MS = 1_000
const LOOK_AGAIN_MS = 150
const BACK_WITHIN_MS = 120_000
/** After so long without a failure nothing is left of the last one. */
const OVER_AFTER_MS = 30_000
const ALARM_WITHIN_MS = 60_000

interface Wrong {
  readonly fault: NightFault
  readonly beganAt: number
}

/** Plays every failure of the night in an order that the seed decides, while each screen is read every second and nobody touches it. */
export async function playNight({ seed, minutes, comes = () => true, file, tell }: NightOptions): Promise<Night> {
  const random = createRandom(seed)
  const stage = await setNightStage(tell)
  const playing = new Map<NightFault, number>()
  const findings = createFindings({
    ...{ now: Date.now, file, tell },
    during: () => [...playing.keys()].map(({ name }) => name).join(', ') || 'nothing',
  })
  const recoveries: Recovery[] = []
  const counts = { samples: 0, compared: 0 }
  try {
    const all = createNightFaults(stage, random).filter(({ name }) => comes(name))
    let overSince = performance.now()
    const looks = { isOver: false }
    const found = (screen: WallScreen, figure: string, expected: string, seen: string) =>
      findings.add({ screen: screen.name, figure, expected, seen })
    const wrongOn = (screen: WallScreen): Wrong[] =>
      [...playing].flatMap(([fault, beganAt]) => (fault.on.includes(screen) ? [{ fault, beganAt }] : []))

    function check(screen: WallScreen, sample: Sample): void {
      counts.samples++
      if (sample.is === 'error') found(screen, 'page', 'never an error page', 'the browser’s own error page')
      if (sample.is !== 'wall' || wrongOn(screen).some(({ fault }) => fault.blinds === true)) return
      const { at, tookMs, cut } = sample
      if (cut === undefined) {
        for (const { name, text, isOld } of sample.figures) {
          if (isOld || !speaking.figures.includes(name) || !/\d/.test(text)) continue
          counts.compared++
          if (!speaking.mayBe(name, text, at, SAYS_WITHIN_MS + tookMs))
            found(screen, name, `${speaking.latest(name)}, or not as if it were live`, text)
        }
        for (const { fault, beganAt } of wrongOn(screen))
          if (fault.cuts !== 'page' && at - tookMs - beganAt > SAYS_WITHIN_MS + 1_000)
            found(screen, 'link', `says within 10 s that it has lost the city`, 'nothing said')
        const off = Math.abs(minutesOf(sample.clock) - minutesOf(clockNow()))
        if (Math.min(off, 1_440 - off) > 1) found(screen, 'clock', clockNow(), sample.clock)
      } else {
        if (!/\d/.test(cut)) found(screen, 'link', 'since when', cut)
        if (playing.size === 0 && at - overSince > OVER_AFTER_MS) found(screen, 'link', 'all is well', cut)
      }
    }

    async function follow(screen: WallScreen): Promise<void> {
      while (!looks.isOver) {
        const began = performance.now()
        const sample = await screen.sample()
        if (sample !== undefined) check(screen, sample)
        await pause(Math.max(0, SAMPLE_EVERY_MS - (performance.now() - began)))
      }
    }

    const { speaking, screens } = stage
    await Promise.all(screens.map((screen) => back({ screen, after: performance.now(), check, speaking })))
    await expectStanding(stage, screens, found)
    tell(`seed ${seed}; a fresh page stands in ${seconds(stage.freshPageMs)}`)
    const following = screens.map(follow)

    async function play(bout: readonly NightFault[], longer: number | undefined): Promise<void> {
      const begun = new Map(screens.map((screen) => [screen, screen.begun()]))
      const said = bout.map(({ cuts, on }) => (cuts === 'page' ? [] : on.map((screen) => saysCut(screen, check))))
      const began = performance.now()
      for (const fault of bout) {
        tell(`${fault.name} begins`)
        playing.set(fault, performance.now())
        await fault.begin()
      }
      const lastsMs = Math.max(
        ...bout.map((fault) => (longer === undefined ? (fault.leastMs ?? fault.lastsMs) : longer * fault.lastsMs)),
      )
      await pause(lastsMs - (performance.now() - began))
      await expectTold(stage, bout, findings)
      const ended = new Map<NightFault, number>()
      for (const fault of bout) {
        await fault.end()
        ended.set(fault, performance.now())
        playing.delete(fault)
      }
      overSince = performance.now()
      await Promise.all(
        bout.map(async (fault, n) => {
          const after = ended.get(fault) ?? began
          const limit = await limitOf(stage, fault, after)
          await Promise.all(
            fault.on.map(async (screen, place) => {
              const was = begun.get(screen) ?? 0
              const backAt = await back({ screen, after, check, fault, was, speaking })
              const saidAt = await (said[n]?.[place] ?? null)
              if (backAt === null) found(screen, 'page', `back after ${fault.name}`, 'not within two minutes')
              const times = screen.begun() - was
              if (
                fault.begins === 'never' &&
                times > 0 &&
                !bout.some(({ begins, on }) => begins !== 'never' && on.includes(screen))
              )
                found(screen, 'page', 'begins anew only where it must', `${times} times`)
              if (fault.begins === 'once' && times !== 1) found(screen, 'page', 'begins anew once', `${times} times`)
              recoveries.push({
                ...{ fault: fault.name, screen: screen.name, lastedMs: after - began },
                saidAfterMs: saidAt === null || saidAt === undefined ? null : saidAt - began,
                backAfterMs: backAt === null ? null : backAt - after,
                limit,
              })
            }),
          )
        }),
      )
      overSince = performance.now()
      await expectStanding(stage, screens, found)
      for (const { alarms } of bout) if (alarms !== undefined) await expectAlarm(stage, alarms, false, findings)
      tell(`${bout.map(({ name }) => name).join(', ')}: over`)
    }

    const end = performance.now() + minutes * 60_000
    for (let night = 0; night === 0 || performance.now() < end; night++) {
      const order = shuffled(all, (name) => random.of('order', night, name))
      const bouts = minutes === 0 ? packed(order) : order.map((fault) => [fault])
      for (const [n, bout] of bouts.entries()) {
        if (night > 0 && performance.now() > end) break
        await play(bout, minutes === 0 ? undefined : 1 + 2 * random.of('longer', night, n))
        await pause(minutes === 0 ? 0 : 10_000 * random.of('between', night, n))
      }
    }
    looks.isOver = true
    await Promise.all(following)
    return { findings: findings.all, recoveries, ...counts }
  } finally {
    await stage.stop()
  }
}

type Checker = (screen: WallScreen, sample: Sample) => void
type Found = (screen: WallScreen, figure: string, expected: string, seen: string) => void

/** When a screen first said that it has lost the city, `performance.now()`; null: not while anybody waited. */
async function saysCut(screen: WallScreen, check: Checker): Promise<number | null> {
  const patience = performance.now() + 4 * SAYS_WITHIN_MS
  while (performance.now() < patience) {
    const sample = await screen.sample()
    if (sample !== undefined) check(screen, sample)
    if (sample?.cut !== undefined) return sample.at
    await pause(LOOK_AGAIN_MS)
  }
  return null
}

/** When a screen showed as live what was published after a moment, and all else is right; null: not in time. */
async function back({
  screen,
  after,
  check,
  fault,
  was = 0,
  speaking,
}: {
  screen: WallScreen
  after: number
  check: Checker
  fault?: NightFault
  /** How often its page had been begun before. */
  was?: number | undefined
  speaking: NightStage['speaking']
}): Promise<number | null> {
  const patience = performance.now() + BACK_WITHIN_MS
  while (performance.now() < patience) {
    const sample = await screen.sample()
    if (sample !== undefined) {
      check(screen, sample)
      const { at, is, cut, brokenPanels, figures } = sample
      const isWell = is === 'wall' && cut === undefined && brokenPanels === 0
      const hasBegun = fault?.begins !== 'once' || screen.begun() > was
      const isLive = figures.some(({ name, text, isOld }) => !isOld && speaking.isAfter(name, text, after))
      if (isWell && hasBegun && isLive && fault?.isOver?.(screen, sample) !== false) return at
    }
    await pause(LOOK_AGAIN_MS)
  }
  return null
}

/** What the least of a return takes in this run: of nothing but the library, of the hub's own line to its broker, of a page begun anew. */
async function limitOf(stage: NightStage, { cuts, on, begins }: NightFault, after: number): Promise<Recovery['limit']> {
  if (cuts === 'page' || begins === 'once') return { of: 'a fresh page', ms: stage.freshPageMs }
  if (cuts === 'hearing') {
    const at = await reached(async () => ((await stage.isReady()) ? performance.now() : undefined))
    return { of: 'the hub is ready', ms: at === undefined ? null : at - after }
  }
  const bare = stage.bare[on.some(({ name }) => name === 'hall') ? 'hall' : 'room']
  const at = await reached(() => bare.firstBeatAfter(after))
  return { of: 'a bare socket', ms: at === undefined ? null : at - after }
}

async function reached<T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T | undefined> {
  const patience = performance.now() + BACK_WITHIN_MS
  while (performance.now() < patience) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await pause(LOOK_AGAIN_MS)
  }
  return undefined
}

/** While it lasts: what the hub and its console say of screens that are cut off, or lie still. */
async function expectTold(stage: NightStage, bout: readonly NightFault[], findings: Findings): Promise<void> {
  for (const { alarms } of bout) if (alarms !== undefined) await expectAlarm(stage, alarms, true, findings)
  const isHubThere = !bout.some(({ cuts, isAlone }) => cuts === 'line' && isAlone)
  const cutOff = isHubThere ? bout.filter(({ cuts }) => cuts === 'line').flatMap(({ on }) => on) : []
  if (cutOff.length === 0) return
  const { states, reports } = await stage.standing()
  for (const { name, wall, screen } of cutOff) {
    const state = states.find((each) => each.wall === wall)
    const report = reports.find((each) => each.key === `${wall}/${screen}`)
    const is = state && screenStanding(state, report, Date.now())
    if (is !== 'off')
      findings.add({ screen: 'console', figure: name, expected: `off after ${OFF_AFTER_MS} ms`, seen: `${is}` })
  }
}

/** Every screen is what it was told, by its own word, once, without a fault. */
async function expectStanding(stage: NightStage, screens: readonly WallScreen[], found: Found): Promise<void> {
  for (const screen of screens) {
    let seen = ''
    const isRight = await reachedWithin(20_000, async () => {
      const { states, reports } = await stage.standing()
      const state = states.find(({ wall }) => wall === screen.wall)
      const report = reports.find(({ key }) => key === `${screen.wall}/${screen.screen}`)
      const now = Date.now()
      const is = state && screenStanding(state, report, now)
      seen = JSON.stringify({
        is,
        machines: report?.machines,
        faults: report?.faults,
        age: now - (report?.dataAt ?? 0),
      })
      // A machine without a graphics processor draws a still map, and says so.
      const faults = report?.faults.filter((fault) => screen.hasGraphics || fault !== 'stillMap')
      return is === 'shown' && report?.machines === 1 && faults?.length === 0
    })
    if (!isRight) found(screen, 'report', 'shown, by one machine, without a fault', seen)
  }
}

async function expectAlarm(stage: NightStage, title: string, stands: boolean, findings: Findings): Promise<void> {
  const isSo = async () =>
    (await stage.openAlerts()).some((alert) => alert.rule === 'wall.screen' && alert.title.vi.includes(title)) ===
    stands
  if (!(await reachedWithin(ALARM_WITHIN_MS, isSo)))
    findings.add({
      screen: 'console',
      figure: `alert “${title}”`,
      expected: stands ? 'open' : 'cleared',
      seen: 'not so',
    })
}

async function reachedWithin(ms: number, isSo: () => Promise<boolean>): Promise<boolean> {
  const patience = performance.now() + ms
  for (;;) {
    if (await isSo()) return true
    if (performance.now() > patience) return false
    await pause(2 * LOOK_AGAIN_MS)
  }
}

/** Failures that do not touch each other, at the same time: as few bouts as they fit into in this order. */
function packed(order: readonly NightFault[]): readonly (readonly NightFault[])[] {
  const bouts: NightFault[][] = []
  for (const fault of order) {
    const bout = bouts.find((all) => all.every((other) => mayMeet(fault, other)))
    if (bout === undefined) bouts.push([fault])
    else bout.push(fault)
  }
  return bouts
}

function mayMeet(a: NightFault, b: NightFault): boolean {
  const touches = a.on.some((screen) => b.on.includes(screen))
  return !a.isAlone && !b.isAlone && !(touches && (a.cuts === 'line' || b.cuts === 'line'))
}

function shuffled(all: readonly NightFault[], draw: (name: string) => number): readonly NightFault[] {
  return [...all].sort((a, b) => draw(a.name) - draw(b.name))
}

const seconds = (ms: number | null) => (ms === null ? '–' : `${(ms / 1_000).toFixed(1)} s`)

/** The night as a table: each failure on each screen, and how often. */
export function nightTable(recoveries: readonly Recovery[]): string {
  const rows = recoveries.map(({ fault, screen, lastedMs, saidAfterMs, backAfterMs, limit }) => [
    ...[fault, screen, seconds(lastedMs), seconds(saidAfterMs), seconds(backAfterMs)],
    `${limit.of} ${seconds(limit.ms)}`,
  ])
  const head = ['failure', 'screen', 'lasted', 'said after', 'back after', 'limit']
  const widths = head.map((word, n) => Math.max(word.length, ...rows.map((row) => row[n]?.length ?? 0)))
  return [head, ...rows].map((row) => row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ')).join('\n')
}

/** `18:05` in the city. */
const clockNow = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(11, 16)

function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}
