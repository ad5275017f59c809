import { UNIT_TREES } from '../../domain/units/index.ts'
import type { Edition, Unit } from '../../domain/units/unit.ts'
import type { DemoCity } from '../../simulators/demoCity.ts'
import type { SensorFault } from '../../simulators/faults.ts'
import { createRandom } from '../../simulators/random.ts'
import { type Checks, createChecks, type Doubt, type Hearing, SETTLE_MS } from './checks.ts'
import { createFaults, type Fault, pause } from './faults.ts'
import { createFindings, type Findings } from './findings.ts'
import { goTo, nextScene, readScreen, standing } from './reading.ts'
import { type Stage, setStage } from './stage.ts'

export interface PlayOptions {
  readonly edition: Edition
  readonly minutes: number
  readonly seed: number
  /** When it is in the city as the play begins, epoch ms. */
  readonly now: number
  readonly historyMs: number
  readonly statisticsMs: number
  /** Time from one look at the screens to the next, ms. */
  readonly lookEveryMs: number
  /** Where findings are written as lines of JSON. */
  readonly file?: string
  readonly tell: (line: string) => void
}

export interface Played {
  readonly findings: Findings['all']
  readonly looks: number
  readonly figures: number
  readonly messages: number
  readonly cpuSeconds: ReturnType<Stage['cpuSeconds']>
}

/** What is doubtful is looked at again for so long, so far apart: what is only on its way has arrived by then. */
const ON_ITS_WAY_MS = 8_000
const AGAIN_AFTER_MS = 1_500
const CAUGHT_UP_WITHIN_MS = 60_000
/** A year of days goes through the hub at a thousand messages a second; one that takes nothing new for so long has stopped. */
const STANDS_STILL_MS = 60_000

/** Plays the hour of faults, in an order that the seed decides, while everything that is shown is held against what was published. */
export async function play(options: PlayOptions): Promise<Played> {
  const { edition, minutes, seed, tell } = options
  const units = UNIT_TREES[edition]
  const random = createRandom(seed)
  const stage = await setStage({ ...options })
  const { clock, city, hub } = stage
  try {
    const playing = new Set<string>()
    const during = () => [...playing].join(', ') || 'nothing'
    const findings = createFindings({ now: clock.now, during, file: options.file, tell })
    const hearing: Hearing = {
      // The screens stand: what they need has settled.
      hubSince: clock.now() - SETTLE_MS,
      brokerSince: clock.now(),
      silentBefore: new Set(),
      breaks: [],
    }
    const shuffled = <T>(all: readonly T[], what: string, key: (each: T) => string): T[] =>
      [...all].sort((a, b) => random.of(what, key(a)) - random.of(what, key(b)))
    const cast = {
      sensors: shuffled(
        city.sensors.filter(({ id, every }) => every === 10 && city.faults.sensor(id) === undefined),
        'sensor',
        ({ id }) => id,
      ).map(({ id }) => id),
      communes: shuffled(
        units.communes.filter(({ code }) => city.faults.office(code) === undefined),
        'commune',
        ({ code }) => code,
      ).map(({ code }) => code),
    }
    const watched = cast.communes.slice(0, 3)
    const checks = createChecks({ stage, units, hearing, watched: () => watched })
    const faults = shuffled(createFaults({ stage, checks, findings, hearing, cast }), 'order', ({ name }) => name)
    tell(
      `seed ${seed}, edition ${edition}: ${faults.map(({ name }) => name).join(' · ')}; parts: ${watched.join(', ')}`,
    )

    await hasRead(stage, tell)
    await caughtUp(checks)
    const end = performance.now() + minutes * 60_000
    let areOver = false
    const played = playAll(faults, minutes * 60_000, playing, findings, tell).finally(() => {
      areOver = true
    })
    let looks = 0
    let turned = 0
    let figures = 0
    const pages = deskPages(cast, city, units.communes)
    while (performance.now() < end || !areOver) {
      const began = performance.now()
      const path = pages[turned % pages.length] ?? '/'
      checks.nextTurn()
      await checks.expectPage(path).catch(() => undefined)
      await goTo(stage.desk, path)
      await standing(stage.desk)
      figures += await look(stage, checks, findings, hearing)
      await nextScene(stage.wall)
      looks++
      // A page that was looked at while the hub was away has its turn again.
      if (checks.isSettled()) turned++
      for (const complaint of stage.complaints())
        findings.add({ screen: 'browser', figure: 'console', expected: 'no complaint', seen: complaint })
      await pause(Math.max(0, options.lookEveryMs - (performance.now() - began)))
    }
    await played
    tell(`compared ${JSON.stringify(Object.fromEntries(checks.compared))}`)
    tell(`${looks} looks, ${figures} figures read, ${stage.published.messages} messages; ${hub.http}`)
    return {
      findings: findings.all,
      looks,
      figures,
      messages: stage.published.messages,
      cpuSeconds: stage.cpuSeconds(),
    }
  } finally {
    await stage.stop()
  }
}

/** Mild faults overlap in a short play; what cuts everybody off has its time to itself. */
async function playAll(
  faults: readonly Fault[],
  forMs: number,
  playing: Set<string>,
  findings: Findings,
  tell: (line: string) => void,
): Promise<void> {
  const slot = (0.85 * forMs) / faults.length
  const rest: Promise<void>[] = []
  for (const fault of faults) {
    const began = performance.now()
    if (fault.alone) await Promise.all(rest.splice(0))
    const run = async () => {
      playing.add(fault.name)
      tell(`${fault.name} begins`)
      try {
        await fault.begin()
        await pause(Math.min(fault.lastsMs, 0.8 * slot))
        await fault.end()
      } catch (error) {
        findings.add({ screen: 'play', figure: fault.name, expected: 'begins and ends', seen: String(error) })
      }
      playing.delete(fault.name)
      tell(`${fault.name} is over`)
    }
    if (fault.alone) await run()
    else rest.push(run())
    await pause(Math.max(0, slot - (performance.now() - began)))
  }
  await Promise.all(rest)
}

/** The pages that the console goes through: of who plays a part, of who is silent or late, and of everybody. */
function deskPages(
  cast: { sensors: readonly string[]; communes: readonly string[] },
  { sensors, faults }: DemoCity,
  communes: readonly Unit[],
): readonly string[] {
  const [fast, slow, willed] = cast.sensors
  const [half, halfToday] = cast.communes
  const sensorThatIs = (fault: SensorFault) => sensors.find(({ id }) => faults.sensor(id) === fault)?.id
  const cameras = communes.map(({ code }) => `MC-${code}`)
  const dark = cameras.find((id) => faults.camera(id) === 'offline')
  return [
    '/',
    '/plan',
    `/sensor/${sensorThatIs('silent')}`,
    '/?tab=sensors',
    `/unit/${half}?kpi=onlineShare`,
    '/alerts',
    `/sensor/${fast}`,
    '/?kpi=onlineShare',
    `/unit/${halfToday}?period=day`,
    '/?tab=offices',
    `/camera/${dark}`,
    '/index766',
    '/?period=month',
    `/sensor/${willed}`,
    '/systems',
    '/sources',
    `/camera/${cameras[0]}`,
    `/sensor/${slow}`,
    `/sensor/${sensorThatIs('late')}`,
    '/quarantine',
    '/?explain=onTimeRate',
    '/?kpi=camerasOnline&explain=camerasOnline',
    `/unit/${half}?explain=onlineShare`,
    '/?kpi=onTimeRate&period=day',
    '/system/portal',
  ]
}

/**
 * One look at everything, at one scene of the wall and one page: what is doubtful is looked at again, and is a finding when it stays so.
 * @returns how many figures were read
 */
async function look(stage: Stage, checks: Checks, findings: Findings, hearing: Hearing): Promise<number> {
  let figures = 0
  const reader = (which: 'wall' | 'desk') => async () => {
    const reading = await readScreen(stage[which])
    figures += reading.figures.length
    return reading
  }
  const all = [
    () => checks.screen('wall', reader('wall')),
    () => checks.screen('desk', reader('desk')),
    ...(hearing.hubSince === undefined ? [] : [checks.devices, checks.figures, checks.alerts]),
  ]
  const found = await Promise.all(all.map((collect) => lasting(() => collected(collect, hearing))))
  for (const doubt of found.flat()) findings.add(doubt)
  return figures
}

/** What is doubtful every time it is looked at, for as long as it may be on its way. */
async function lasting(collect: () => Promise<readonly Doubt[]>): Promise<readonly Doubt[]> {
  const lasted: Doubt[] = []
  const began = performance.now()
  let doubts = await collect()
  while (doubts.length > 0) {
    await pause(AGAIN_AFTER_MS)
    const again = new Map((await collect()).map((doubt) => [keyOf(doubt), doubt]))
    const isOver = ({ mayLastMs = ON_ITS_WAY_MS }: Doubt) => performance.now() - began >= mayLastMs
    const still = doubts.flatMap((doubt) => again.get(keyOf(doubt)) ?? [])
    lasted.push(...still.filter(isOver))
    doubts = still.filter((doubt) => !isOver(doubt))
  }
  return lasted
}

/** Resolves when the hub has read all that the city had sent when this was called, or reads no more. */
async function hasRead({ sent, hub }: Stage, tell: (line: string) => void): Promise<void> {
  const all = sent()
  let known = -1
  for (let last = performance.now(); performance.now() - last < STANDS_STILL_MS; await pause(2_000)) {
    const read = (await hub.metric('ioc_messages_accepted')) + (await hub.metric('ioc_messages_refused'))
    if (read >= all) return
    if (read > known) last = performance.now()
    known = read
  }
  tell(`the hub stands at ${known} of ${all} messages`)
}

/** Resolves when what was filled in is in every figure, or is not for a long time: that is a finding then. */
async function caughtUp(checks: Checks): Promise<void> {
  for (const began = performance.now(); performance.now() - began < CAUGHT_UP_WITHIN_MS; await pause(500)) {
    // A hub that still has much to write answers late.
    const doubts = await checks.figures().catch(() => undefined)
    if (doubts?.length === 0) return
  }
}

const keyOf = ({ screen, figure, seen }: Doubt) => (figure === 'text' ? `${screen} ${seen}` : `${screen} ${figure}`)

async function collected(collect: () => Promise<Doubt[]>, hearing: Hearing): Promise<Doubt[]> {
  try {
    return await collect()
  } catch (error) {
    // A hub that is being killed answers nobody.
    if (hearing.hubSince === undefined) return []
    return [{ screen: 'api', figure: 'answer', expected: 'an answer', seen: String(error).slice(0, 300) }]
  }
}
